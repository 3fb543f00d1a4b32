"""Long texts page by page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from drafter.interview.pager import show_pages
from drafter.interview.pages import Pages
from drafter.interview.wrapping import wrapped

TEXT = "\n".join(str(number) for number in range(100))


def lines(text: str, width: int) -> list[str]:
    return wrapped(text, width, hanging=False)


def test_pages_are_turned_and_the_last_is_known() -> None:
    pages = Pages(TEXT, lines)
    pages.fit(20, 30)
    assert pages.shown() == [str(number) for number in range(30)]
    pages.turn(1)
    assert pages.shown()[0] == "29"
    pages.turn(9)
    assert pages.shown()[-1] == "99"
    assert pages.is_end
    pages.turn(-99)
    assert (pages.shown()[0], pages.percent) == ("0", 30)


@given(
    st.text("甲乙，\n 1", max_size=200),
    st.lists(st.tuples(st.integers(-3, 90), st.integers(-2, 40), st.integers(-5, 5)), max_size=8),
)
def test_whatever_becomes_of_the_window_a_page_is_shown(text: str, moves: list[tuple[int, int, int]]) -> None:
    pages = Pages(text, lines)
    for width, height, turn in moves:
        pages.fit(width, height)
        pages.turn(turn)
        assert 1 <= len(pages.shown()) <= max(height, 1)
        assert 0 <= pages.percent <= 100


def test_a_text_shorter_than_the_window_is_at_its_end() -> None:
    pages = Pages("甲", lines)
    pages.fit(20, 30)
    assert pages.is_end


@pytest.mark.parametrize("keys", ["q", "     ", "\x02", "\x1b[6~\x1b[5~\x1b[B\x1b[Aq", "\x03", "\x10"])
def test_the_screen_is_scrolled_and_left_with_keys(keys: str) -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        show_pages(TEXT, lines)
