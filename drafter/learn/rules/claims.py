"""Claims that may be untrue a year later and can be taken out or reworded alone: 首次, 率先, 开局之年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.genre.phrases import bare, whole_words
from drafter.learn.model import Becomes, Spot

_QUIET = re.compile('《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉|"[^"]*"')
_FIRST = re.compile("首次|率先(?!垂范|士)|首创|首个|首家|首例|首部|首支|首座|首届|首批(?!次)")
_YEAR_OF = re.compile("(?<=[年是])(?P<words>[^，,。；;：:“”《》年]{0,24}?之年)(?=[，,。；;、的])")
_AFTER = re.compile(r"[^，,。；;：:、！!（(\d]{1,20}")
_LONGEST = 10


def find(text: str) -> Iterator[Spot]:
    """The claims of a text outside names and quotations."""
    plain = _QUIET.sub(lambda quiet: "\x00" * len(quiet[0]), text)
    for match in _FIRST.finditer(plain):
        words = _AFTER.match(text, match.end())
        name = match.group() + (whole_words(bare(words.group()), _LONGEST) if words else "")
        yield Spot(*match.span(), Becomes.CLAIM, match.group(), "一年后未必还成立的说法", name=name)
    for match in _YEAR_OF.finditer(plain):
        start = match.start("words") + (1 if match["words"].startswith("是") else 0)
        yield Spot(
            start,
            match.end(),
            Becomes.CLAIM,
            text[start : match.end()],
            "只属于这一年的说法",
            name="今年是什么之年",
        )
