"""The program in a real pseudo-terminal: what only shows there (window, keys, signals, exit codes)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.answers.load import load_answers

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a thing of POSIX", allow_module_level=True)

import pexpect

PROGRAM = ["-c", "from drafter.cli import run; run()"]
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "TERM": "xterm",
    "PYTHONUTF8": "1",
    "PROMPT_TOOLKIT_NO_CPR": "1",
}
BACK, SKIP, STOP = "\x02", "\x13", "\x03"


def start(*arguments: str, at: Path) -> pexpect.spawn[str]:
    environment = {**ENVIRONMENT, "XDG_CACHE_HOME": str(at / "cache")}
    return pexpect.spawn(
        sys.executable,
        [*PROGRAM, *arguments],
        cwd=str(at),
        env=environment,
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=30,
    )


def new_report(at: Path) -> pexpect.spawn[str]:
    """A new report whose outline, depth and topics are settled."""
    child = start("new", "本局", "--year", "2026", at=at)
    for asked in ("单位类型", "提纲", "问到多细", "写哪些方面"):
        child.expect(asked)
        child.expect("Ctrl-C")
        child.send("\r")
    child.expect("单位全称")
    return child


def ended(child: pexpect.spawn[str]) -> object:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def test_a_stop_keeps_what_was_answered_and_the_next_start_goes_on(tmp_path: Path) -> None:
    child = new_report(tmp_path)
    child.send("东岭县司法局\r")
    child.expect("怎样称呼")
    child.send(STOP)
    child.expect("已保存，下次从这里继续")
    assert ended(child) == 0
    answers = load_answers(tmp_path / "本局" / "2026.yaml")
    assert answers.entries["单位全称"].value == "东岭县司法局"
    child = start("ask", "本局/2026.yaml", at=tmp_path)
    child.expect("怎样称呼")
    child.send(BACK)
    child.expect("单位全称")
    child.send("（新）\r")
    child.expect("怎样称呼")
    child.send(STOP)
    assert ended(child) == 0
    answers = load_answers(tmp_path / "本局" / "2026.yaml")
    assert answers.entries["单位全称"].value == "东岭县司法局（新）"


def test_a_killed_program_has_lost_nothing_that_was_accepted(tmp_path: Path) -> None:
    child = new_report(tmp_path)
    child.send("东岭县司法局\r")
    child.expect("怎样称呼")
    child.send("我局\r")
    child.expect("党组织称谓")
    child.kill(signal.SIGKILL)
    child.close()
    answers = load_answers(tmp_path / "本局" / "2026.yaml")
    assert answers.entries["自称"].value == "我局"
    child = start("ask", "本局/2026.yaml", at=tmp_path)
    child.expect("党组织称谓")
    child.send(STOP)
    assert ended(child) == 0


def test_a_closed_window_ends_the_program(tmp_path: Path) -> None:
    child = new_report(tmp_path)
    child.close(force=False)
    assert load_answers(tmp_path / "本局" / "2026.yaml").topics


def test_the_menu_opens_and_quits(tmp_path: Path) -> None:
    child = start(at=tmp_path)
    child.expect("新建一年的报告")
    child.send(STOP)
    assert ended(child) == 0


def test_an_english_session_speaks_english(tmp_path: Path) -> None:
    child = start("--lang", "en", at=tmp_path)
    child.expect("New report")
    child.send(STOP)
    assert ended(child) == 0


@pytest.mark.parametrize("command", [["ask", "本局/2026.yaml"], []])
def test_without_a_terminal_one_sentence_says_what_to_do(tmp_path: Path, command: list[str]) -> None:
    folder = tmp_path / "本局"
    folder.mkdir()
    (folder / "2026.yaml").write_text("模板: rule-of-law\n提纲: standard\n年度: 2026\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, *PROGRAM, *command],
        cwd=tmp_path,
        env={**ENVIRONMENT, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "drafter draft" in done.stderr.decode("utf-8")
