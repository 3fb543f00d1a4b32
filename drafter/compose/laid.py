"""A wording laid down as blocks: its number, the heading that runs into it, its level; numbers counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from drafter.answers.edits import Edit
from drafter.compose.sections import heading_number
from drafter.compose.typed import behind, led, split
from drafter.document import names
from drafter.document.model import Block, Heading, Paragraph, Table, Text, plain
from drafter.genre.headings import lead_of, sign_of

_STOPS = "。！？：；，、…—.!?:;,"
"""A run-in heading that ends in none of these would be given a stop by the writers."""


def laid_changed(
    block: Heading | Paragraph, texts: Sequence[Text] | None, edit: Edit, *, typed: bool
) -> list[Block]:
    """A block with another wording (None: its own); of several paragraphs the first takes its place.

    ``typed``: numbers are typed, so that a wording without one has none.
    """
    if texts is None:
        return [_unnumbered(block) if edit.unnumbered else block]
    if not texts:
        return [replace(block, text=())] if isinstance(block, Heading) else [Paragraph((), key=block.key)]
    first, *others = texts
    if typed or edit.unnumbered:
        block = _unnumbered(block)
    made = _heading(block, first) if isinstance(block, Heading) else _paragraph(block, first)
    return [made, *(led(Paragraph(text, key=f"{block.key}~{n}")) for n, text in enumerate(others, 2))]


def _unnumbered(block: Heading | Paragraph) -> Heading | Paragraph:
    if isinstance(block, Heading):
        return replace(block, number="")
    return replace(block, lead=replace(block.lead, number="")) if block.lead is not None else block


def _heading(block: Heading, text: Text) -> Heading:
    sign = sign_of(plain(text))
    if sign is not None:  # a number of another level makes it a heading of that level
        level = sign.level if block.number else block.level
        return Heading(level, sign.text, behind(text, sign.length), block.key)
    return replace(block, text=text)


def _paragraph(block: Paragraph, text: Text) -> Block:
    if block.lead is None:
        return _kept(led(Paragraph(text, key=block.key)))
    sign = sign_of(plain(text))
    number = sign.text if sign else block.lead.number
    if sign is not None:
        text = behind(text, sign.length)
    words, rest = split(text, _lead_length(block.lead, number, plain(text)))
    if not number and not words:
        return Paragraph(text, key=block.key)
    return Paragraph(rest, Heading(block.lead.level, number, words, block.lead.key), block.key)


def _kept(block: Block) -> Block:
    """A paragraph stays one, though it may look like a heading."""
    if isinstance(block, Heading) and plain(block.text)[-1:] in _STOPS:
        return Paragraph(block.text, Heading(block.level, block.number, (), block.key), block.key)
    return block


def _lead_length(lead: Heading, number: str, words: str) -> int:
    """How much of a paragraph is its run-in heading: the old one where it is still there, else by its grammar."""
    before = plain(lead.text)
    if before and before[-1] in _STOPS and words.startswith(before):
        return len(before)
    found = lead_of(number + words)
    length = len(found.words) if found is not None else 0
    return length if length and words[length - 1] in _STOPS else 0


def laid_added(texts: Sequence[Text], edit: Edit, *, typed: bool) -> Iterator[Block]:
    """A paragraph, heading or table that was added; a heading without a number is given one where they are automatic."""
    rows = tuple(rows_of(texts))
    if rows and len(rows) == len(texts):
        yield Table(rows, key=edit.at)
        return
    for number, text in enumerate(texts, 1):
        key = edit.at if number == 1 else f"{edit.at}~{number}"
        if not edit.level or number > 1:
            yield led(Paragraph(text, key=key))
            continue
        sign = sign_of(plain(text))
        if sign is not None:
            yield Heading(edit.level, sign.text, behind(text, sign.length), key)
        else:
            yield Heading(edit.level, "" if typed or edit.unnumbered else AUTOMATIC, text, key)


def rows_of(texts: Sequence[Text]) -> Iterator[tuple[Text, ...]]:
    """Rows of a table, each written ``| 甲 | 乙 |``."""
    for text in texts:
        words = plain(text)
        edges = [place for place, char in enumerate(words) if char == "|"]
        if len(edges) < 2 or edges[0] or edges[-1] != len(words) - 1:
            return
        yield tuple(_cell(text, start + 1, end) for start, end in pairwise(edges))


def _cell(text: Text, start: int, end: int) -> Text:
    words = plain(text)[start:end]
    blanks = len(words) - len(words.lstrip())
    inside, _ = split(split(text, start + blanks)[1], len(words.strip()))
    return inside


def with_names_of(table: Table, rows: Sequence[tuple[str, Sequence[tuple[str, Text]]]]) -> Table:
    """A table with the names of its rows and cells, where they are not simply counted."""
    told = tuple(name for name, _ in rows)
    if all(name == names.row_name(table.key, number) for number, name in enumerate(told)):
        told = ()
    named = replace(table, row_names=told)
    cells = tuple(tuple(name for name, _ in row) for _, row in rows)
    counted = tuple(
        tuple(names.cell_of(named, number, column) for column in range(len(row)))
        for number, row in enumerate(cells)
    )
    return named if cells == counted else replace(named, cell_names=cells)


AUTOMATIC = "\0"
"""Number of an added heading until it is counted."""


def renumbered(before: Sequence[Block], after: Sequence[Block], edits: Mapping[str, Edit]) -> list[Block]:
    """Numbers counted anew behind what was added, moved or left out.

    Only of headings whose number was the counted one: a number that somebody typed stays.
    """
    counted = dict(_counted(before))
    automatic = {
        block.key for block in before if (number := _number(block)) and counted.get(block.key) == number
    }
    now = dict(_counted(after))
    made: list[Block] = []
    for block in after:
        number, new = _number(block), now.get(block.key, "")
        typed = block.key not in automatic or _is_typed(edits.get(block.key))
        made.append(block if number != AUTOMATIC and typed else _with_number(block, new))
    return made


def _is_typed(edit: Edit | None) -> bool:
    """Whether a wording has a number of its own, or none."""
    return edit is not None and (
        edit.unnumbered or (bool(edit.text) and sign_of(edit.text or "") is not None)
    )


def _counted(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """By key the number that counting gives each numbered heading and run-in heading."""
    counts: list[int] = [0, 0, 0, 0]
    for block in blocks:
        heading = (
            block if isinstance(block, Heading) else block.lead if isinstance(block, Paragraph) else None
        )
        if heading is None:
            continue
        level = heading.level
        counts[level:] = [0] * (4 - level)
        if heading.number:
            counts[level - 1] += 1
            yield block.key, heading_number(level, counts[level - 1])


def _number(block: Block) -> str:
    if isinstance(block, Heading):
        return block.number
    return block.lead.number if isinstance(block, Paragraph) and block.lead is not None else ""


def _with_number(block: Block, number: str) -> Block:
    if isinstance(block, Heading):
        return replace(block, number=number)
    if isinstance(block, Paragraph) and block.lead is not None:
        return replace(block, lead=replace(block.lead, number=number))
    return block
