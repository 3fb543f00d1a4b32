"""Claims that may be untrue a year later and can be taken out or reworded alone: 首次, 率先, 开局之年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.genre.phrases import bare, whole_words
from drafter.genre.years import YEAR_DIGITS, year_number
from drafter.learn.model import Becomes, Spot

_QUIET = re.compile('《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉|"[^"]*"')
_FIRST = re.compile("首次|率先(?!垂范|士)|首创|首个|首家|首例|首部|首支|首座|首届|首批(?!次)")
_YEAR_OF = re.compile("(?<=[年是])(?P<words>[^，,。；;：:“”《》年]{0,24}?之年)(?=[，,。；;、的])")
_AFTER = re.compile(r"[^，,。；;：:、！!（(\d]{1,20}")
_NEXT = re.compile(rf"(?P<written>{YEAR_DIGITS.pattern})(?=\s?年)|(?P<next>明年|来年|下一年)|今年|本年")
_LONGEST = 10


def find(text: str, year: int) -> Iterator[Spot]:
    """The claims of a text outside names and quotations; those of the year after ``year`` are shifted by 1."""
    plain = _QUIET.sub(lambda quiet: "\x00" * len(quiet[0]), text)
    for match in _FIRST.finditer(plain):
        words = _AFTER.match(text, match.end())
        name = match.group() + (whole_words(bare(words.group()), _LONGEST) if words else "")
        shift = _shift(plain[: match.start()], year)
        yield Spot(
            *match.span(), Becomes.CLAIM, match.group(), "一年后未必还成立的说法", name=name, shift=shift
        )
    for match in _YEAR_OF.finditer(plain):
        start = match.start("words") + (1 if match["words"].startswith("是") else 0)
        shift = _shift(plain[:start], year)
        yield Spot(
            start,
            match.end(),
            Becomes.CLAIM,
            text[start : match.end()],
            "只属于这一年的说法",
            name="明年是什么之年" if shift else "今年是什么之年",
            shift=shift,
        )


def _shift(before: str, year: int) -> int:
    """1 where the year spoken of last is the one after the report's."""
    *_, said = (None, *_NEXT.finditer(before))
    if said is None:
        return 0
    written = said["written"]
    return int(said["next"] is not None or (written is not None and year_number(written) == year + 1))
