"""Which beginnings of a paragraph are number signs, and how far a run-in heading goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.genre.headings import is_heading, lead_of, sign_of

CASES = [
    line.rpartition("|")[::2]
    for line in (Path(__file__).parent / "headings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(text: str) -> str:
    lead = lead_of(text)
    if lead is None:
        return ""
    sign = f"{lead.sign.level} {lead.sign.text} {lead.sign.value}"
    return f"{sign} {'整行' if is_heading(text) else lead.words}".rstrip()


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:20] for text, _ in CASES])
def test_the_sign_and_the_heading_of_a_paragraph(text: str, expected: str) -> None:
    assert told(text[:-1]) == expected.strip()


ALPHABET = " 　一二三十、（）()1.2①㈠⒈。：；，“”年月项第部分我局工作"


@given(st.text(ALPHABET, max_size=30))
def test_lengths_are_within_the_text_and_signs_stand_in_it(text: str) -> None:
    lead = lead_of(text)
    assert (lead is None) == (sign_of(text) is None)
    if lead:
        assert 0 < lead.sign.length <= lead.length <= len(text)
        assert text[: lead.sign.length].strip(" 　") == lead.sign.text
        assert text[lead.sign.length : lead.length] == lead.words
        assert lead.sign.level in range(1, 5)
        assert lead.sign.value > 0
    assert sign_of(text) or not is_heading(text)
