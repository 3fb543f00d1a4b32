"""Lines taken together as what is aligned as a whole: a heading, a paragraph, a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from drafter.compare.model import Line
from drafter.compare.tokens import bare
from drafter.genre.headings import sign_of
from drafter.readers.model import Role


class Item(Struct, frozen=True):
    """What is aligned as a whole.

    ``lines``: the numbers of its lines.  ``text``: what it is recognised by, in one form, without blanks and
    without the number sign, which changes when something before it comes or goes.  ``kind``: only items of one
    kind are taken for each other where their texts differ much.
    """

    lines: tuple[int, ...]
    text: str
    kind: str
    sign: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading that stands alone."""
        return self.kind.startswith("heading")

    @property
    def whole(self) -> str:
        """The text with its sign."""
        return self.sign + self.text


def items_of(lines: Sequence[Line]) -> list[Item]:
    """The items of a document, in order."""
    made = []
    for table, group in groupby(range(len(lines)), key=lambda number: lines[number].table):
        numbers = tuple(group)
        if table < 0:
            made += [_item(number, lines[number]) for number in numbers]
        else:
            text = "\n".join(bare(lines[number].text) for number in numbers)
            made.append(Item(numbers, text, "table"))
    return made


def _item(number: int, line: Line) -> Item:
    sign = sign_of(line.text) if line.role in (Role.HEADING, Role.PARAGRAPH) else None
    length = sign.length if sign else 0
    kind = line.role.name if line.role is not Role.HEADING else f"heading {line.level}"
    return Item((number,), bare(line.text[length:]), kind, bare(line.text[:length]))


def rows_of(lines: Sequence[Line], item: Item) -> list[Item]:
    """The rows of a table as items."""
    rows = groupby(item.lines, key=lambda number: lines[number].row)
    groups = [tuple(group) for _, group in rows]
    return [Item(group, "\n".join(bare(lines[one].text) for one in group), "row") for group in groups]
