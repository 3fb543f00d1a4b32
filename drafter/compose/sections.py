"""Sections: what an outline makes of a report's content, before it becomes numbered headings and paragraphs.

A tree of sections is built, pruned of what is empty, then numbered and laid down as blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from drafter.compose import spans
from drafter.compose.clauses import resolve
from drafter.compose.marks import Marks, has_mark, marks_in
from drafter.compose.markup import RawBlock, RawHeading, RawParagraph, RawTable
from drafter.document.model import Block, Heading, Paragraph, Span, Table, Text, plain
from drafter.figures import chinese_text
from drafter.packs.schema import HeadingStyle, ParagraphStyle

_ENDS = "。！？；：…"
_JOINTS = "。；，、,; "


class Section(Struct):
    """A heading (or none) with what stands below it, in order."""

    heading: str = ""
    key: str = ""
    style: HeadingStyle | None = None
    paragraphs: ParagraphStyle = ParagraphStyle.PLAIN
    content: list[Block | Section] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.content


def blocks_of(raw: list[RawBlock], key: str, marks: Marks, *, typed: bool = False) -> list[Block | Section]:
    """A fragment's raw blocks as blocks and sections (``##`` opens one); what disappears is left out.

    ``typed``: also a table of one row is a table.
    """
    made: list[Block | Section] = []
    open_sections: list[Section] = []
    for number, block in enumerate(raw, 1):
        name = f"{key}/{number}"
        if isinstance(block, RawHeading):
            section = Section(resolve(block.text, marks), name)
            del open_sections[block.depth - 1 :]
            (open_sections[-1].content if open_sections else made).append(section)
            open_sections.append(section)
            continue
        target = open_sections[-1].content if open_sections else made
        target.extend(
            _table(block, name, marks, typed)
            if isinstance(block, RawTable)
            else _paragraphs(block, name, marks)
        )
    return made


def _paragraphs(raw: RawParagraph, key: str, marks: Marks) -> Iterator[Paragraph]:
    made = list(_typed(raw, key, marks))
    texts = spans.attributed((paragraph.text for paragraph in made), raw.origin)
    yield from (Paragraph(text, key=paragraph.key) for paragraph, text in zip(made, texts, strict=True))


def _typed(raw: RawParagraph, key: str, marks: Marks) -> Iterator[Paragraph]:
    text = resolve(raw.text, marks)
    items = [found for item in raw.items if (found := resolve(item, marks).rstrip(_JOINTS))]
    if not raw.apart:
        yield from _made(text + numbered_run(items), key, marks)
        return
    yield from _made(text, key, marks)
    for number, item in enumerate(items, 1):
        yield from _made(_numbered(item, number, len(items)) + "。", f"{key}.{number}", marks)


def numbered_run(items: list[str]) -> str:
    """一是…；二是…。 counted here; a single item is just a sentence."""
    numbered = [_numbered(item, number, len(items)) for number, item in enumerate(items, 1)]
    return "；".join(numbered) + "。" if numbered else ""


def _numbered(item: str, number: int, of: int) -> str:
    return f"{chinese_text(number)}是{item}" if of > 1 else item


def _made(text: str, key: str, marks: Marks) -> Iterator[Paragraph]:
    for number, made in enumerate(spans.paragraphs(text, marks)):
        yield Paragraph(made, key=f"{key}-{number}" if number else key)


def _table(raw: RawTable, key: str, marks: Marks, typed: bool) -> Iterator[Table]:
    """A table without the rows that hold nothing but empty values."""
    head, *rows = raw.rows
    kept = [row for row in rows if not _has_empty(row, marks)]
    if kept or (typed and not rows):
        made = tuple(tuple(spans.line(resolve(cell, marks), marks) for cell in row) for row in (head, *kept))
        yield Table(made, key=key)


def _has_empty(row: list[str], marks: Marks) -> bool:
    return any(marks.behind(mark).empty for cell in row for mark in marks_in(cell))


def pruned(content: Sequence[Block | Section]) -> list[Block | Section]:
    """Content without empty sections; one without a heading hands its content to the section above."""
    kept: list[Block | Section] = []
    for item in content:
        if not isinstance(item, Section):
            kept.append(item)
            continue
        item.content = pruned(item.content)
        if item.heading:
            item.content = _undivided(item.content)
        if item.is_empty:
            continue
        if item.heading:
            kept.append(item)
        else:
            kept.extend(_restyled(item))
    return kept


def _undivided(content: list[Block | Section]) -> list[Block | Section]:
    """A lone subsection divides nothing: its content belongs to the section itself.

    Unless its heading is an answer: that must not get lost.
    """
    if len(content) == 1 and isinstance(content[0], Section) and not has_mark(content[0].heading):
        return content[0].content
    return content


def _restyled(section: Section) -> list[Block | Section]:
    """The content of a section without a heading, its paragraphs strung together as it asks."""
    return list(_strung(section.content, section.paragraphs))


class Numbering:
    """Lays sections down as blocks: 一、 （一） 1. （1）, each level counted anew below the one above."""

    def __init__(self, styles: tuple[HeadingStyle, ...], marks: Marks) -> None:
        self.styles, self.marks = styles, marks

    def lay(self, content: list[Block | Section], level: int = 1) -> Iterator[Block]:
        """The blocks of a level's content; below the parts a section that stands alone has no number."""
        alone = level > 1 and sum(isinstance(item, Section) for item in content) == 1
        number = 0
        for item in content:
            if isinstance(item, Section):
                number += 1
                yield from self._section(item, level, "" if alone else heading_number(level, number))
            else:
                yield item

    def _section(self, section: Section, level: int, sign: str) -> Iterator[Block]:
        style = section.style or self.styles[min(level, 4) - 1]
        text = spans.line(section.heading, self.marks)
        body = list(self.lay(list(_strung(section.content, section.paragraphs)), level + 1))
        first = body[0]
        runs_in = style is not HeadingStyle.ALONE and isinstance(first, Paragraph) and first.lead is None
        if not runs_in or not isinstance(first, Paragraph):
            yield Heading(level, sign, _without_stop(text), section.key)
            yield from body
            return
        words = () if style is HeadingStyle.NUMBER else _stopped(text)
        yield Paragraph(first.text, Heading(level, sign, words, section.key), first.key)
        yield from body[1:]


def heading_number(level: int, number: int) -> str:
    """The typed number of a heading (GB/T 9704-2012, 7.3.3)."""
    chinese = chinese_text(number)
    return (f"{chinese}、", f"（{chinese}）", f"{number}.", f"（{number}）")[min(level, 4) - 1]


def _strung(content: Sequence[Block | Section], style: ParagraphStyle) -> Iterator[Block | Section]:
    """Paragraphs with 1. or 一是 in front of each, or all in one paragraph, as the outline asks."""
    plain_ones = [item for item in content if isinstance(item, Paragraph) and item.lead is None]
    if style is ParagraphStyle.PLAIN or len(plain_ones) < 2:
        yield from content
        return
    if style in (ParagraphStyle.ITEMS_RUN, ParagraphStyle.JOINED):
        yield _run_together(plain_ones) if style is ParagraphStyle.ITEMS_RUN else joined(plain_ones)
        yield from (item for item in content if item not in plain_ones)
        return
    number = 0
    for item in content:
        if not isinstance(item, Paragraph) or item.lead is not None:
            yield item
            continue
        number += 1
        if style is ParagraphStyle.NUMBERED:
            yield Paragraph(item.text, Heading(3, f"{number}.", (), item.key), item.key)
        else:
            yield Paragraph((Span(f"{chinese_text(number)}是"), *item.text), key=item.key)


def _run_together(paragraphs: list[Paragraph]) -> Paragraph:
    spans_made: list[Span] = []
    for number, paragraph in enumerate(paragraphs, 1):
        last = number == len(paragraphs)
        text = _trimmed(paragraph.text)
        spans_made += [Span(f"{chinese_text(number)}是"), *text, Span("。" if last else "；")]
    return Paragraph(tuple(spans_made), key=paragraphs[0].key)


def joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Paragraphs one after the other in one; the first gives its number and key."""
    text = tuple(span for paragraph in paragraphs for span in paragraph.text)
    return Paragraph(text, paragraphs[0].lead, paragraphs[0].key)


def _trimmed(text: Text) -> Text:
    *rest, last = text
    return (*rest, Span(last.text.rstrip(_JOINTS), last.origin))


def _stopped(text: Text) -> Text:
    """A run-in heading ends in a full stop."""
    return text if plain(text)[-1:] in _ENDS else (*text, Span("。"))


def _without_stop(text: Text) -> Text:
    """A heading that stands alone has no full stop."""
    return _trimmed(text) if plain(text).endswith(("。", "；")) else text
