"""What may be typed at a list instead of an entry: 改2, 删2, 移3到1.  Pure."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

EDIT, DELETE, MOVE = "edit", "delete", "move"
_WORDS = {"改": EDIT, "edit": EDIT, "删": DELETE, "delete": DELETE, "移": MOVE, "move": MOVE}
_ORDER = re.compile(
    r"(改|删|edit|delete)\s*第?(\d{1,4})条?|(移|move)\s*第?(\d{1,4})条?(?:\s*(?:到|至|to|,|->)\s*|\s+)第?(\d{1,4})条?"
)


class Order(Struct, frozen=True):
    """What is to be done with entry ``index`` (from 0); ``to``: where it is moved."""

    what: str
    index: int
    to: int = 0


def read_order(text: str) -> Order | None:
    """The order typed; None for anything else, which is an entry then."""
    match = _ORDER.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if match is None:
        return None
    word, number, move, source, target = match.groups()
    if move:
        return Order(MOVE, int(source) - 1, int(target) - 1)
    return Order(_WORDS[word], int(number) - 1)
