"""What all tests share: where the real reports lie, and which tests need LibreOffice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


# The suite tries the same examples each time, so that a red run means a change, not a throw of dice.
# DRAFTER_EXAMPLES=2000 looks at others, and at more of them where a test asks `MANY` (see CONTRIBUTING.md).
settings.register_profile("suite", derandomize=True, deadline=None)
if "DRAFTER_EXAMPLES" not in os.environ:
    settings.load_profile("suite")


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
