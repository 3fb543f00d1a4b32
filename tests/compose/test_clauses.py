"""Clauses that disappear, as a table in plain text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from drafter.compose import spans
from drafter.compose.clauses import resolve
from drafter.compose.marks import Marks
from drafter.document.model import Origin, State, plain
from drafter.errors import TemplateError

CASES = [
    line.split(" → ")
    for line in Path(__file__).with_name("clauses.txt").read_text(encoding="utf-8").splitlines()
    if " →" in line and not line.startswith("#")
]


def printed(template: str) -> str:
    marks = Marks()

    def mark(match: re.Match[str]) -> str:
        text = match.group(1)
        if text.startswith("?"):
            return marks.mark(f"【{text[1:]}】", Origin(("键",), State.MISSING))
        return marks.mark(text, Origin(("键",)), empty=not text)

    made = re.sub(r"\{([^{}]*)\}", mark, template)
    return "\n".join(plain(text) for text in spans.paragraphs(resolve(made, marks), marks))


@pytest.mark.parametrize(("template", "expected"), CASES)
def test_a_clause_disappears_with_its_punctuation(template: str, expected: str) -> None:
    assert printed(template) == expected.strip()


@pytest.mark.parametrize("template", ["收到{8件}[[，办结{7件}。", "收到{8件}，办结{7件}]]。"])
def test_clause_brackets_must_pair(template: str) -> None:
    with pytest.raises(TemplateError):
        printed(template)


@given(st.lists(st.tuples(st.sampled_from("，、；和"), st.booleans()), min_size=1, max_size=8))
def test_whatever_is_left_out_punctuation_stays_sound(parts: list[tuple[str, bool]]) -> None:
    chain = "".join(
        (sign if number else "") + f"[[第{number}项{{{f'{number}件' if kept else ''}}}]]"
        for number, (sign, kept) in enumerate(parts)
    )
    text = printed(chain + "。")
    assert not re.search(r"[，、；。]{2}|^[，、；。和]|[，、；和]。|\[\[|\]\]", text)
    kept_items = [f"第{number}项{number}件" for number, (_, kept) in enumerate(parts) if kept]
    assert re.findall(r"第\d+项\d+件", text) == kept_items
    assert text.endswith("。") or not kept_items


def test_line_breaks_in_an_answer_make_paragraphs() -> None:
    assert printed("一是{甲。\n\n乙。\n丙}") == "一是甲。\n乙。\n丙"


STOPS = "。；！？，、：“”（）"


@given(
    st.lists(
        st.one_of(
            st.text(alphabet=f"甲乙丙一1[]#-+|@={STOPS} 　", max_size=6),
            st.sampled_from(["{81件}", "{张三}", "{?收到}"]),
        ),
        max_size=12,
    )
)
def test_text_without_clauses_comes_through_unchanged(parts: list[str]) -> None:
    """Stray stops, doubled ones and those at the beginning included, as long as nothing has disappeared."""
    marks = Marks()
    text = "".join(
        marks.mark(part[1:-1], Origin(("键",))) if part.startswith("{") else part for part in parts
    )
    text = text.replace("[[", "[").replace("]]", "]")
    assume("[[" not in text and "]]" not in text)
    assert resolve(text, marks) == text.strip()
