"""The program in a real pseudo-terminal: what only shows there (window, keys, signals, exit codes)."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.answers.lock import lock_path

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
}
BACK, SKIP, STOP, FIND = "\x02", "\x13", "\x03", "\x06"


def start(*arguments: str, at: Path, **more: str) -> pexpect.spawn[str]:
    environment = {**ENVIRONMENT, "XDG_CACHE_HOME": str(at / "cache"), **more}
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


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_window_ends_the_program_in_order(tmp_path: Path, number: signal.Signals) -> None:
    child = new_report(tmp_path)
    path = tmp_path / "本局" / "2026.yaml"
    assert lock_path(path).exists()
    child.kill(number)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 128 + number
    assert "Traceback" not in child.before
    assert not lock_path(path).exists()
    assert load_answers(path).topics


def test_a_terminal_that_is_gone_ends_the_program(tmp_path: Path) -> None:
    child = new_report(tmp_path)
    child.close(force=False)
    path = tmp_path / "本局" / "2026.yaml"
    assert not lock_path(path).exists()
    assert load_answers(path).topics


def test_a_resized_window_is_drawn_anew(tmp_path: Path) -> None:
    child = new_report(tmp_path)
    child.expect("Ctrl-C")
    child.setwinsize(12, 40)
    child.expect("Ctrl-C")
    child.send("东岭县司法局\r")
    child.expect("怎样称呼")
    child.send(STOP)
    assert ended(child) == 0


def test_the_second_program_on_one_file_says_so(tmp_path: Path) -> None:
    child = new_report(tmp_path)
    second = start("ask", "本局/2026.yaml", at=tmp_path)
    second.expect("正由另一个窗口的本程序编辑")
    second.expect("请回到那个窗口继续")
    assert ended(second) == 1
    child.send("东岭县司法局\r")
    child.expect("怎样称呼")
    child.send(STOP)
    assert ended(child) == 0
    third = start("ask", "本局/2026.yaml", at=tmp_path)
    third.expect("怎样称呼")
    third.send(STOP)
    assert ended(third) == 0


def test_a_clerk_finds_a_question_stops_and_begins_there_again(tmp_path: Path) -> None:
    child = new_report(tmp_path)
    child.send(FIND)
    child.expect("找什么")
    child.send("落款日期\r")
    child.expect("哪一题")
    child.expect("Ctrl-C")
    child.send("\r")
    child.expect("题】落款日期")
    child.send(STOP)
    assert ended(child) == 0
    child = start("ask", "本局/2026.yaml", at=tmp_path)
    child.expect("题】落款日期")
    child.send(STOP)
    assert ended(child) == 0


def test_nothing_is_coloured_where_no_colour_is_wanted(tmp_path: Path) -> None:
    child = start("new", "本局", "--year", "2026", at=tmp_path, NO_COLOR="1")
    child.expect("单位类型")
    child.expect("Ctrl-C")
    shown = str(child.before)
    child.send(STOP)
    child.expect(pexpect.EOF)
    styles = {
        code
        for found in re.findall(r"\x1b\[([\d;]*)m", shown + str(child.before))
        for code in found.split(";")
    }
    assert styles <= {"", "0", "1", "4", "7"}


@pytest.mark.parametrize("flag", [["--plain"], []])
def test_a_plain_session_runs_through_a_pipe(tmp_path: Path, flag: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *PROGRAM, *flag, "new", "本局", "--year", "2026"],
        cwd=tmp_path,
        env={**ENVIRONMENT, "XDG_CACHE_HOME": str(tmp_path / "cache"), "TERM": "xterm" if flag else "dumb"},
        input="1\n\n\n\n东岭县司法局\n/b\n（新）东岭县司法局\n/q\n".encode(),
        capture_output=True,
        check=False,
    )
    shown = done.stdout.decode("utf-8")
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert "\x1b" not in shown
    assert "已保存，下次从这里继续" in shown
    answers = load_answers(tmp_path / "本局" / "2026.yaml")
    assert answers.entries["单位全称"].value == "（新）东岭县司法局"


def test_lines_pasted_into_a_plain_session_on_a_terminal_answer_nothing_else(tmp_path: Path) -> None:
    child = start("--plain", "new", "本局", "--year", "2026", at=tmp_path)
    for asked in ("单位类型", "提纲", "问到多细", "写哪些方面"):
        child.expect(asked)
        child.expect("> ")
        child.send("1\n" if asked == "单位类型" else "\n")
    child.expect("单位全称")
    child.expect("> ")
    child.send("甲局\n乙局\n丙局\n")
    child.expect("3行")
    child.expect("> ")
    child.send("东岭县司法局\n")
    child.expect("怎样称呼")
    child.send("/q\n")
    assert ended(child) == 0
    assert load_answers(tmp_path / "本局" / "2026.yaml").entries["单位全称"].value == "东岭县司法局"


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
