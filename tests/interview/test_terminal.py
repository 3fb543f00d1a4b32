"""The real prompts, typed into through a pipe."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth

from drafter.answers.model import Answer
from drafter.errors import DrafterError
from drafter.interview.console import MOVES, Back, Field, Find, Overview, Read, Skip, Stop
from drafter.interview.machine import Interview
from drafter.interview.session import Outcome, Session
from drafter.interview.steps import Option
from drafter.interview.terminal import TerminalConsole, TerminalNeeded, keys_help, open_console
from drafter.interview.wrapping import wrapped
from tests.interview.fixtures import make_answers, make_pack

DOWN, ESCAPE, ENTER = "\x1b[B", "\x1b", "\r"
BACK, SKIP, OVERVIEW, STOP, END = "\x02", "\x13", "\x0f", "\x03", "\x04"
FIND, READ, EDIT = "\x06", "\x10", "\x14"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
GUARDED = TerminalConsole(guard=True)
CONSOLE = TerminalConsole()
FRUIT = [Option("a", "苹果"), Option("b", "梨"), Option("c", "枣")]


@contextmanager
def typing(keys: str) -> Iterator[None]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        yield


def test_a_line_is_typed() -> None:
    with typing("８１件\r"):
        assert CONSOLE.ask(Field("收到信访")) == "８１件"


def test_a_placeholder_is_not_an_answer() -> None:
    with typing("\r"):
        assert CONSOLE.ask(Field("收到信访", placeholder="例如 81")) == ""


def test_a_default_stands_in_the_line_to_be_edited() -> None:
    with typing("县\r"):
        assert CONSOLE.ask(Field("单位", default="东岭")) == "东岭县"


def test_a_text_of_several_lines_ends_with_enter_and_breaks_with_escape_enter() -> None:
    with typing(f"第一段{ESCAPE}{ENTER}第二段\r"):
        assert CONSOLE.ask(Field("经过", lines=True)) == "第一段\n第二段"


def test_pasted_lines_do_not_end_a_text() -> None:
    with typing("\x1b[200~第一段\n第二段\x1b[201~\r"):
        assert CONSOLE.ask(Field("经过", lines=True)) == "第一段\n第二段"


@pytest.mark.parametrize(
    ("key", "raised"), [(BACK, Back), (SKIP, Skip), (OVERVIEW, Overview), (STOP, Stop), (END, Stop)]
)
@pytest.mark.parametrize(
    "ask",
    [
        lambda: CONSOLE.ask(Field("收到信访")),
        lambda: CONSOLE.ask(Field("经过", lines=True)),
    ],
)
def test_keys_do_something_else_than_answering_a_line(
    ask: Callable[[], object], key: str, raised: type[Exception]
) -> None:
    with typing(key), pytest.raises(raised):
        ask()


@pytest.mark.parametrize(
    ("key", "raised"),
    [(BACK, Back), (SKIP, Skip), (OVERVIEW, Overview), (FIND, Find), (READ, Read), (STOP, Stop)],
)
@pytest.mark.parametrize("ask", [lambda: CONSOLE.choose("水果", FRUIT), lambda: CONSOLE.tick("水果", FRUIT)])
def test_keys_do_something_else_than_choosing(
    ask: Callable[[], object], key: str, raised: type[Exception]
) -> None:
    with typing(key), pytest.raises(raised):
        ask()


def test_lines_pasted_into_one_line_come_as_one_reply() -> None:
    with typing(f"{PASTE}81\r\n79\r\n98{PASTED}\r"):
        assert CONSOLE.ask(Field("收到信访")) == "81\n79\n98"


@pytest.mark.parametrize("field", [Field("收到"), Field("条目", entries=True), Field("经过", lines=True)])
@pytest.mark.parametrize("end", ["\r", "\n"])
def test_a_paste_that_the_terminal_does_not_mark_is_one_reply_too(field: Field, end: str) -> None:
    with typing(end.join(["81", "79", "98", ""])):
        assert GUARDED.ask(field) == "81\n79\n98"


def test_a_paste_does_not_choose() -> None:
    with typing(f"{PASTE}甲\n乙\n{PASTED}{DOWN}\r"):
        assert CONSOLE.choose("水果", FRUIT) == "b"
    with typing(f"x\ry\r{DOWN}\r"):
        assert GUARDED.choose("水果", FRUIT) == "b"


def test_a_long_text_goes_to_the_editor_and_comes_back_to_be_confirmed() -> None:
    console = TerminalConsole(lambda text, until_done: f"{text}，编辑过")
    with typing(f"甲{EDIT}乙\r"):
        assert console.ask(Field("经过", lines=True)) == "甲，编辑过乙"


def test_an_editor_that_comes_back_at_once_is_waited_for() -> None:
    def edit(text: str, until_done: Callable[[], None]) -> str:
        until_done()
        return "写好了"

    with typing(f"甲{EDIT}\r\r"):
        assert TerminalConsole(edit).ask(Field("经过", lines=True)) == "写好了"


def test_an_editor_that_fails_leaves_the_text_in_the_line() -> None:
    def fails(text: str, until_done: object) -> str:
        raise DrafterError("编辑器坏了")

    with typing(f"甲{EDIT}乙\r"):
        assert TerminalConsole(fails).ask(Field("经过", lines=True)) == "甲乙"


@pytest.mark.parametrize("width", [20, 41, 78, 200])
def test_all_keys_are_told_whatever_the_width(width: int) -> None:
    lines = keys_help(width, lines=True).split("\n")
    assert all(get_cwidth(line) <= max(width, 22) for line in lines)
    assert "".join(lines).count("Ctrl-") == len(MOVES) + 1


def test_a_console_on_a_terminal_asks_it_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("PROMPT_TOOLKIT_NO_CPR", raising=False)
    open_console(Tty(), Tty())
    assert os.environ["PROMPT_TOOLKIT_NO_CPR"] == "1"


def test_an_option_is_chosen() -> None:
    with typing(f"{DOWN}\r"):
        assert CONSOLE.choose("水果", FRUIT) == "b"


def test_the_pointer_stands_where_it_is_told() -> None:
    with typing("\r"):
        assert CONSOLE.choose("水果", FRUIT, "c") == "c"


def test_a_pointer_to_something_that_is_no_option_any_more_is_no_crash() -> None:
    with typing("\r"):
        assert CONSOLE.choose("水果", FRUIT, "桃") == "a"


def test_more_options_than_there_are_shortcuts_and_equal_ones_can_be_chosen() -> None:
    many = [Option(str(number), "同名") for number in range(60)]
    with typing(DOWN * 50 + "\r"):
        assert CONSOLE.choose("很多", many) == "50"


def test_ticks_begin_with_those_given() -> None:
    with typing(f"{DOWN} \r"):
        assert CONSOLE.tick("水果", FRUIT, ["a"]) == ["a", "b"]


def test_a_closed_input_stops() -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.close()
        with pytest.raises(Stop):
            CONSOLE.ask(Field("收到信访"))


def test_without_a_terminal_it_says_what_to_do_instead() -> None:
    with pytest.raises(TerminalNeeded) as caught:
        open_console(io.StringIO(), io.StringIO())
    assert caught.value.exit_code == 2
    assert "drafter draft" in str(caught.value)


def test_a_whole_sitting_through_real_prompts() -> None:
    disk: dict[str, Answer] = {}
    session = Session(Interview(make_pack(), make_answers()), disk.__setitem__, CONSOLE)
    with typing(f"81\r90\r{DOWN}\r含上年结转\ry\r{SKIP}{BACK}一案得到化解\r5\r \r{STOP}"):
        assert session.run() is Outcome.STOPPED
    assert disk == {
        "信访收到": Answer("81"),
        "信访办结": Answer("90", note="含上年结转"),
        "典型案例": Answer("是"),
        "案例经过": Answer("一案得到化解"),
        "处罚案件": Answer("5"),
        "普法载体": Answer(["讲座"]),
    }


@pytest.mark.parametrize("width", [20, 41, 80])
def test_text_is_wrapped_at_the_width_of_the_window(width: int) -> None:
    text = "  口径：" + "按照办结时间统计，含上年结转。" * 8
    lines = wrapped(text, width)
    assert all(get_cwidth(line) <= width + 2 for line in lines)
    assert all(line.startswith("  ") for line in lines)
    assert "".join(line.removeprefix("  ") for line in lines) == text.removeprefix("  ")


@given(st.text("甲一9.6%件＿AB“”（），。【】 \n", max_size=60), st.integers(4, 30), st.booleans())
@example(" 6666", 4, False)
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int, hanging: bool) -> None:
    lines = wrapped(text, width, hanging=hanging)
    assert all(get_cwidth(line) <= width or not line[:-1].strip() for line in lines)
    if not hanging:
        assert "".join(lines) == text.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("群众满意率96.1%，持平", ["群众满意率", "96.1%，持平"]),
        ("甲乙丙丁戊己“普法”", ["甲乙丙丁戊己", "“普法”"]),
        ("甲乙丙丁戊【己】。", ["甲乙丙丁戊", "【己】。"]),
        ("甲乙丙丁戊己”。庚", ["甲乙丙丁戊", "己”。庚"]),
        ("  甲乙丙丁戊己", ["  甲乙丙丁戊", "  己"]),
        ("aaaaaaaaaaaaaaaaaa", ["aaaaaaaaaaaaa", "aaaaa"]),
    ],
)
def test_numbers_and_brackets_stay_with_what_they_belong_to(text: str, lines: list[str]) -> None:
    assert wrapped(text, 13) == lines
