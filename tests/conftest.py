"""What all tests share: where the real reports lie, and which tests need LibreOffice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture
def shared_dir() -> Path:
    """The folder with real reports; tests that need it skip where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("没有 ../shared（真实报告不在仓库里）")
    return SHARED


@pytest.fixture
def soffice() -> str:
    """The LibreOffice command; tests that need it skip without one, but fail where CI promised it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if os.environ.get("CI_REQUIRE_LIBREOFFICE"):
            pytest.fail("CI 应已安装 LibreOffice，却找不到 soffice")
        pytest.skip("没有安装 LibreOffice，跳过排版测试")
    return found
