"""One question a line: for a screen reader, a dumb terminal, a pipe."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from drafter.answers.model import Answer
from drafter.errors import DrafterError
from drafter.interview.console import MOVES, Back, Edit, Field, Find, Overview, Read, Skip, Stop
from drafter.interview.machine import Interview
from drafter.interview.plain import PlainConsole
from drafter.interview.session import Outcome, Session
from drafter.interview.steps import Option
from tests.interview.fixtures import make_answers, make_pack

FRUIT = [Option("a", "苹果"), Option("b", "梨"), Option("c", "枣")]


def upper(text: str, until_done: Callable[[], None]) -> str:
    until_done()
    return text.upper()


def plain(typed: str, edit: Edit = upper) -> tuple[PlainConsole, io.StringIO]:
    out = io.StringIO()
    return PlainConsole(io.StringIO(typed), out, edit), out


def test_a_line_is_typed() -> None:
    console, out = plain("８１件\n")
    assert console.ask(Field("收到信访")) == "８１件"
    assert "收到信访> " in out.getvalue()


def test_an_empty_line_keeps_what_is_there_and_shows_it() -> None:
    console, out = plain("\n")
    assert console.ask(Field("单位", default="东岭县")) == "东岭县"
    assert "现有：东岭县" in out.getvalue()


def test_a_long_text_ends_with_an_empty_line_or_a_full_stop() -> None:
    console, _ = plain("第一段\n第二段\n\n甲\n。\n")
    assert console.ask(Field("经过", lines=True)) == "第一段\n第二段"
    assert console.ask(Field("经过", lines=True)) == "甲"


def test_a_long_text_goes_to_the_editor() -> None:
    console, _ = plain("/t\n\n")
    assert console.ask(Field(default="abc", lines=True)) == "ABC"


def test_a_failing_editor_loses_nothing() -> None:
    def fails(text: str, until_done: object) -> str:
        raise DrafterError("编辑器坏了")

    console, out = plain("/t\n", fails)
    assert console.ask(Field(default="abc", lines=True)) == "abc"
    assert "× 编辑器坏了" in out.getvalue()


@pytest.mark.parametrize(
    ("typed", "raised"),
    [
        ("/b", Back),
        ("／Ｓ", Skip),
        (" /o ", Overview),
        ("/f", Find),
        ("/p", Read),
        ("/c", Stop),
        ("/q", Stop),
        (None, Stop),
    ],
)
@pytest.mark.parametrize("what", ["ask", "choose", "tick"])
def test_a_slash_and_a_letter_do_something_else_than_answering(
    typed: str | None, raised: type[Exception], what: str
) -> None:
    console, _ = plain(f"{typed}\n" if typed else "")
    ways: dict[str, Callable[[], object]] = {
        "ask": lambda: console.ask(Field("收到")),
        "choose": lambda: console.choose("水果", FRUIT),
        "tick": lambda: console.tick("水果", FRUIT),
    }
    with pytest.raises(raised):
        ways[what]()


def test_what_begins_with_a_slash_is_text_otherwise() -> None:
    console, _ = plain("/x\n/甲\n//\n")
    assert [console.ask(Field("甲")) for _ in range(3)] == ["/x", "/甲", "//"]


def test_options_are_numbered() -> None:
    console, out = plain("2\n")
    assert console.choose("水果", FRUIT) == "b"
    assert "水果\n1. 苹果\n2. 梨\n3. 枣\n" in out.getvalue()


@pytest.mark.parametrize(("typed", "chosen"), [("３", "c"), ("梨", "b"), ("b", "b"), ("9\n0\n\n枣", "c")])
def test_options_are_chosen_by_number_or_words_and_asked_again_otherwise(typed: str, chosen: str) -> None:
    console, _ = plain(f"{typed}\n")
    assert console.choose("水果", FRUIT) == chosen


def test_enter_takes_the_option_pointed_at() -> None:
    console, out = plain("\n")
    assert console.choose("水果", FRUIT, "c") == "c"
    assert "直接回车选3" in out.getvalue()


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        ("", ["a"]),
        ("1 3", ["a", "c"]),
        ("2，3", ["b", "c"]),
        ("0", []),
        ("a", ["a", "b", "c"]),
        ("7\n2", ["b"]),
    ],
)
def test_options_are_ticked_by_numbers(typed: str, ticked: list[str]) -> None:
    console, out = plain(f"{typed}\n")
    assert console.tick("水果", FRUIT, ["a"]) == ticked
    assert "1. 苹果（已勾）" in out.getvalue()


def test_pasted_lines_come_as_one_reply() -> None:
    left = [True, True, False]
    console = PlainConsole(io.StringIO("81\n79\n98\n70\n"), io.StringIO(), waiting=lambda: left.pop(0))
    assert console.ask(Field("收到")) == "81\n79\n98"


def test_the_keys_are_told_once_and_on_demand() -> None:
    console, out = plain("1\n2\n/h\n3\n")
    assert [console.ask(Field("甲")) for _ in range(3)] == ["1", "2", "3"]
    assert out.getvalue().count("/b 上一题") == 2


def test_a_long_text_is_read_a_page_at_a_time() -> None:
    text = "\n".join(map(str, range(50)))
    console, out = plain("\nq\n")
    console.page(text)
    assert "39" in out.getvalue()
    assert "40" not in out.getvalue()


def test_nothing_is_drawn_twice_and_nothing_is_coloured() -> None:
    console, out = plain("81\n2\n")
    console.say("甲", strong=True)
    console.ask(Field("收到"))
    console.choose("水果", FRUIT)
    assert not {"\x1b", "\r", "\b"} & set(out.getvalue())


def test_a_whole_sitting_by_lines() -> None:
    disk: dict[str, Answer] = {}
    last = make_answers(2025, 信访收到="14")
    console, out = plain("30\n\n2\n79\n2\n含上年结转\ny\n/s\n5\n1，3\n甲\n乙\n\n开展12场\n1\n\n")
    session = Session(Interview(make_pack(), make_answers(), [last]), disk.__setitem__, console)
    assert session.run() is Outcome.STOPPED
    assert disk == {
        "信访收到": Answer("30"),
        "信访办结": Answer("79", note="含上年结转"),
        "典型案例": Answer("是"),
        "处罚案件": Answer("5"),
        "普法载体": Answer(["讲座", "网络"]),
        "普法文件": Answer(["甲", "乙"]),
        "普法补充": Answer([{"文": "开展{数量}", "数": {"数量": "12场"}}]),
    } | {key: disk[key] for key in disk if key in ("案例经过", "普法补充")}
    assert "确定吗" in out.getvalue()


def test_every_key_of_the_terminal_has_its_letter() -> None:
    assert len({key.letter for key in MOVES} | {"h", "t"}) == len(MOVES) + 2
