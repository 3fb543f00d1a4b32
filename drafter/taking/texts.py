"""Small questions about the lines of a draft: whether two say the same, what they are without their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafter.compare import Line
from drafter.compose.named import base_name
from drafter.document import names
from drafter.genre.headings import sign_of
from drafter.readers.model import Role
from drafter.taking.model import Change, Mode
from drafter.taking.uses import LEFT, RIGHT, Placed, Worded


def remark_of(change: Change) -> str:
    """A reviewer's comment as it is kept."""
    who = change.author or "审阅人"
    when = f"（{change.when[:10]}）" if change.when else ""
    quote = f"对“{change.quote}”" if change.quote and change.key else ""
    return f"{who}{when}{quote}批注：{change.new.strip()}"


def unit_of(one: Placed) -> str:
    """The block that a line is of: a cell is of its table."""
    return one.table or base_name(one.name)


def reordered(one: Worded) -> bool:
    """Whether places of one answer stand in another order: items of a list."""
    last: dict[tuple[str, str], int] = {}
    for use in one.uses:
        key = use.owner, use.slot.name
        if use.slot.number < last.get(key, 0):
            return True
        last[key] = use.slot.number
    return False


def block_of(one: Placed) -> str:
    """The block that a line is of; a paragraph of a wording of several is one of its own."""
    return one.table or one.name


def in_one_row(one: Line, other: Line) -> bool:
    return one.role is other.role is Role.CELL and (one.table, one.row) == (other.table, other.row)


def same(one: str, other: str) -> bool:
    """Whether two texts are the same, blanks apart."""
    return one == other or "".join(one.split()) == "".join(other.split())


_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), ord("％"), ord("．"))}


def narrow(text: str) -> str:
    """A text without the full-width digits and % that an input method leaves: the figures are the same."""
    return text.translate(_NARROW)


def skeleton_of(one: Placed, left: str = "{", right: str = "}") -> str:
    """The words of a line behind its automatic number, with the names of its answers."""
    words, at = "", len(one.number)
    for slot in one.slots:
        words += one.text[at : slot.start] + f"{left}{slot.name}{right}"
        at = slot.end
    return words + one.text[at:]


def named(parts: Sequence[Placed]) -> str:
    """The words of a paragraph, which may be in several, with its answers as ``Symbols.unsymbolic`` has them."""
    return "".join(map(marked, parts))


def marked(one: Placed) -> str:
    """The words of a line with its answers as ``Symbols.unsymbolic`` has them."""
    return skeleton_of(one, LEFT, RIGHT)


def number_apart(one: Placed, text: str) -> tuple[str, str]:
    """The number sign in front of an edited line that had an automatic number, and the rest."""
    if not one.number:
        return "", text
    if text.startswith(one.number):
        return one.number, text[len(one.number) :]
    sign = sign_of(text)
    return (sign.text, text[sign.length :]) if sign is not None else ("", text)


def number_mode(old: str, new: str, other: Mode = Mode.NUMBER) -> Mode:
    """What a change of a line is: of its number where nothing else changed, of the heading where its level did."""
    before, after = sign_of(old), sign_of(new)
    if (
        before is None
        or after is None
        or before.text == after.text
        or not same(old[before.length :], new[after.length :])
    ):
        return other
    return Mode.HEADING if before.level != after.level else Mode.NUMBER


_AROUND = {
    Role.ORGAN: names.ORGAN,
    Role.DATE: names.DATE,
    Role.NOTE: names.NOTE,
    Role.TITLE: names.TITLE,
    Role.ADDRESSEE: names.ADDRESSEE,
}


def around_word(line: Line) -> str:
    """What a line around the body is called; "" for one of the body or of an attachment."""
    return "" if line.role is Role.TITLE and line.part else _AROUND.get(line.role, "")


def row_beside(cell: Line, lines: Sequence[Line], named: Mapping[int, str], now: Mapping[str, Placed]) -> str:
    """The name of the row of ours that a cell of the copy was added to; "" for none."""
    here = (name for number, name in named.items() if name in now and in_one_row(cell, lines[number]))
    return next((now[name].row for name in here), "")


def row_of_cells(cells: Sequence[Line]) -> str:
    """A row of a table as a wording has it."""
    return "".join(f"| {cell.text} " for cell in cells) + "|"


def sourced(source: str, change: Change | None) -> str:
    """Where something comes from: the file, and who changed it there when."""
    who = "，".join(part for part in (change.author, change.when[:10]) if part) if change is not None else ""
    return f"{source}（{who}）" if who else source
