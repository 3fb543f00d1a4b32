"""Marks: how the document knows which of its characters are an answer.

A value is printed into a template's text as ONE private-use character, its index in this draft's table.  Such
a mark cannot be cut, unbalanced or read as template or markup; the text behind it is put in when spans are made.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from drafter.document.model import Origin
from drafter.errors import TemplateError

FIRST = 0xF0000
LAST = 0x10FFFD
"""Planes 15 and 16 without the last two code points: about 131,000 values a draft."""


class Printed(Struct, frozen=True):
    """What stands behind a mark.  ``empty``: it makes the clause around it disappear."""

    text: str
    origin: Origin | None
    empty: bool = False


class Marks(Struct):
    """The values printed in one draft, by index."""

    printed: list[Printed] = field(default_factory=list)

    def mark(self, text: str, origin: Origin | None, empty: bool = False) -> str:
        """The mark for a printed value."""
        printed = self.printed
        code = FIRST + len(printed)
        if code > LAST:
            raise TemplateError("草稿里的答案太多（超过 13 万处）", advice="请减少列表项目，或分成几份报告")
        printed.append(Printed(text, origin, empty))
        return chr(code)

    def behind(self, char: str) -> Printed:
        """What stands behind a mark."""
        return self.printed[ord(char) - FIRST]


def is_mark(char: str) -> bool:
    """Whether a character is a mark."""
    return char >= "\U000f0000"


def has_mark(text: str) -> bool:
    """Whether a text holds a value."""
    return bool(text) and max(text) >= "\U000f0000"


marks_in = re.compile("[\U000f0000-\U0010fffd]").findall
"""The marks of a text, in order."""
