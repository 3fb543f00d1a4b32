"""The installed command, run as a process of its own with a home and a cache of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.clerk import Clerk

COMMAND = Path(sysconfig.get_path("scripts")) / ("drafter.exe" if sys.platform == "win32" else "drafter")
Drafter = Callable[..., "subprocess.CompletedProcess[str]"]
At = Callable[..., Clerk]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the command sees of the machine: nothing of this user's."""
    if not COMMAND.exists():
        pytest.fail(f"命令没有安装：{COMMAND}（请先运行 pip install -e .）")
    home = tmp_path_factory.mktemp("家")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "缓存"),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "PYTHONUTF8": "1",
    }


@pytest.fixture
def drafter(tmp_path: Path, environment: dict[str, str]) -> Drafter:
    """Runs the command in an empty folder."""

    def run(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            cwd=tmp_path,
            env=environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2)
        return done

    return run


@pytest.fixture
def at(tmp_path: Path, environment: dict[str, str]) -> Iterator[At]:
    """Sits a clerk down before the command."""
    clerks: list[Clerk] = []

    def sit(*arguments: str, words: str = "") -> Clerk:
        clerk = Clerk(str(COMMAND), list(arguments), folder=str(tmp_path), environment=environment)
        clerks.append(clerk)
        clerk.look(words)
        return clerk

    yield sit
    for clerk in clerks:
        clerk.child.close(force=True)
