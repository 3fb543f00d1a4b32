"""A piece of text with its places as a template; whatever else stands in it is literal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from drafter.formulas import Binary, Call, Expression
from drafter.learn.clauses import clauses
from drafter.learn.derive.growth import growth_words
from drafter.learn.derive.movement import Movement
from drafter.learn.derive.moves import moves_among
from drafter.learn.model import Becomes, Spot, unit_of
from drafter.learn.pieces import Read

YEARS = {-1: "上一年", 0: "年度", 1: "下一年"}
_LITERAL = re.compile(r"\{|\[\[+|\]\]+|[\U000f0000-\U0010ffff]+")
_LITERAL_IN_CELL = re.compile(rf"{_LITERAL.pattern}|\|")
_RULE = re.compile(r"[\s|:-]+")
"""A row of such cells would be the line under a table's head."""
_LINE_START = re.compile(r"[#@=|+-]")


def literal(text: str, *, begins: bool = False, cell: bool = False) -> str:
    """Text that prints as it is; ``begins``: it stands at the beginning of a line; ``cell``: in a table's cell."""
    if cell and _RULE.fullmatch(text):
        return _verbatim(text)
    first = _verbatim(text[0]) if begins and _LINE_START.match(text) else ""
    signs = _LITERAL_IN_CELL if cell else _LITERAL
    return first + signs.sub(lambda match: _verbatim(match.group()), text[1:] if first else text)


def _verbatim(text: str) -> str:
    shown = "".join(f"\\U{ord(char):08x}" if char >= "\U000f0000" else char for char in text)
    return f"{{{{ '{shown}'|原样 }}}}"


class Placed(Struct, frozen=True):
    """A spot with what the template prints in its place."""

    start: int
    end: int
    code: str


def placed(text: str, spot: Spot, key: str, *, growth: bool = False) -> Placed:
    """What stands in a template for a spot; a growth takes its word along: 增长5.2%."""
    if growth and (word := growth_words(text, spot)) is not None:
        return Placed(word.start, spot.end, f"{{{{ {key}|增减{_words(word, spot)} }}}}")
    return Placed(spot.start, spot.end, f"{{{{ {key}{_filter(spot)} }}}}")


def _words(word: Movement, spot: Spot) -> str:
    """The words for up and down, where they are others than the filter's own."""
    usual = "上升" if spot.figure is not None and "百分点" in spot.figure.unit else "增长"
    return "" if (word.up, word.down) == (usual, "下降") else f'("{word.up}", "{word.down}")'


def _filter(spot: Spot) -> str:
    if spot.becomes is Becomes.YEAR:
        return _script(spot.written)
    if spot.becomes is Becomes.WORDS:
        return "|可略"
    return "|含零" if spot.becomes is Becomes.FIGURE and spot.figure is not None else ""


def _script(written: str) -> str:
    """How the digits of a year are written."""
    if written.isascii():
        return ""
    if written.isdecimal():
        return "|全角"
    zero = next((char for char in written if char in "零○O〇"), "〇")
    return "|汉字" if zero == "〇" else f'|汉字("{zero}")'


def template_of(text: str, places: Sequence[Placed], *, begins: bool = True, cell: bool = False) -> str:
    """A text with its places as template source."""
    pieces, at = [], 0
    for place in places:
        pieces += [literal(text[at : place.start], begins=begins and at == 0, cell=cell), place.code]
        at = place.end
    return "".join([*pieces, literal(text[at:], begins=begins and at == 0, cell=cell)])


def slots_of(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """A text in an answers file, its figures as live ``{键}``."""
    pieces, at = [], 0
    for start, end, key in places:
        pieces += [text[at:start], f"{{{key}}}"]
        at = end
    return "".join([*pieces, text[at:]])


def placed_in(read: Read) -> list[Placed]:
    """What stands in the template for each place of a piece; clauses that can go alone are in ``[[…]]``."""
    places, held, unsure = [], set[int](), set[int]()
    for number, spot in enumerate(read.spots):
        key = read.keys.get(number) or YEARS[spot.shift]
        found = read.derived.get(number)
        if found is not None and found.shares is not None:
            places.append(Placed(spot.start, spot.end, _sharing(key, read.keys[found.shares])))
            continue
        places.append(placed(read.text, spot, key, growth=found is not None and found.has_word))
        if spot.becomes in (Becomes.FIGURE, Becomes.DATE, Becomes.CLAIM):
            held.add(number)
        if found is not None and may_fail(found.expression):
            unsure.add(number)
    made = [*places, *_directions(read)]
    spans = [(place.start, place.end) for place in places]
    for start, end in clauses(read.text, spans, held, unsure):
        made += [Placed(start, start, "[["), Placed(end, end, "]]")]
    return sorted(made, key=lambda one: (one.start, one.end, one.code == "[["))


def _sharing(key: str, before: str) -> str:
    """A growth without its word while it goes the way of the one before it: 分别增长3.1%和2.4%."""
    alike = f"{before} > 0 and {key} > 0 or {before} < 0 and {key} < 0"
    return f'{{{{ {key}|增减("", "") if {alike} else {key}|增减 }}}}'


def _directions(read: Read) -> list[Placed]:
    """增至 or 降至, as the two figures beside it have it."""
    found = []
    for move in moves_among(read.text, read.spots):
        old, new = read.spots[move.old].figure, read.spots[move.new].figure
        if old is not None and new is not None and unit_of(old) == unit_of(new):
            rose = f"{read.keys[move.new]} < {read.keys[move.old]}"
            code = f"{{{{ ('{move.down}' if {rose} else '{move.up}')|原样 }}}}"
            found.append(Placed(move.start, move.end, code))
    return found


def may_fail(expression: Expression) -> bool:
    """Whether a formula gives no number where a figure is nought or there is no file of last year."""
    match expression:
        case Call(function, arguments):
            return function != "合计" or any(map(may_fail, arguments))
        case Binary(operator, left, right):
            return operator == "/" or may_fail(left) or may_fail(right)
        case _:
            return False
