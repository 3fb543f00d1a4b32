"""Lines of text files: what can be seen of their characters."""

from __future__ import annotations

import pytest

from drafter.readers.plain import read_text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("张\u200b三\ufeff", ["张三"]),
        ("张\x00三\x07", ["张三"]),
        ("张\ufffe三\uffff\ufdd0\U0010ffff", ["张三"]),
        ("张\U0002ebf0三\U000323b0", ["张\U0002ebf0三\U000323b0"]),
        ("张\ue001三", ["张\ue001三"]),
    ],
)
def test_what_can_be_seen_of_a_line(text: str, lines: list[str]) -> None:
    assert [line.text for line in read_text(text).lines] == lines
