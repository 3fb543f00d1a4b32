"""The items of a part on plans or problems: rows of a table, so that each can be asked after a year later.

Items are numbered paragraphs or headings of one level, 一是 and 二是 within a paragraph, or simply paragraphs.  What
all rows have alike (the sign counted on, the stop at the end) is the template's, the rest is the row's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from msgspec import Struct

from drafter.figures import chinese_text
from drafter.genre.headings import lead_of, sign_of
from drafter.learn.parts import level_of, matter_of
from drafter.learn.templates import literal
from drafter.readers.model import Piece, Role

TITLE, CONTENT = "标题", "内容"
Row = Mapping[str, list[Piece]]
"""Column → the texts of its lines."""

_HAN = "[一二三四五六七八九十]{1,2}"
_RUNS = tuple(
    re.compile(f"(?P<sign>{sign})")
    for sign in (
        f"{_HAN}是(?![否不])",
        f"{_HAN}要(?![求点素务])",
        rf"[（(]{_HAN}[）)](?![项条款目至和、及])",
        r"[（(]\d{1,2}[）)](?![项条款目至和、及])",
        r"\d{1,2}(?:、|[.．](?!\d))",
        "[①-⑳]",
        f"第{_HAN}[，,]",
    )
)
"""The signs of items within a paragraph."""
_ROW = re.compile(
    "(?:(?P<lead>[^：:]*(?:存在|问题|不足|差距|短板|以下|如下|做好|重点|主要|方面|工作)[^：:。；;]{0,12})[：:])?"
    "(?P<row>(?:[^。；;]+[；;])+[^。；;]+。)"
)
_QUOTED = re.compile("“[^“”]*[；;]|[（(][^（()）]*[；;]|《[^《》]*[；;]")
_STOPS = "。；;！"
STRAY = tuple("。；，、：;,")
"""A stop that would give way to the one printed behind it (compose/spans.py)."""


class Form(Enum):
    """How items stand in the text."""

    HEADINGS = "标题独立"
    RUN_IN = "标题接正文"
    NUMBERED = "只有编号"
    RUN = "一是二是"
    PARAGRAPHS = "段落"


class Items(Struct, frozen=True):
    """Items: how they stand, which piece of the topic they begin with, their rows, and the sign before each.

    ``lead``: the words before 一是 in the same paragraph.  ``sign``: what is printed before each row, ``#`` for its
    number; empty where the rows hold their own.  ``stops``: what is printed behind each and behind the last.
    """

    form: Form
    first: int
    rows: tuple[Row, ...]
    sign: str = ""
    chinese: bool = False
    lead: Piece | None = None
    stops: tuple[str, str] = ("", "")
    title_stop: str = ""

    def columns(self) -> list[str]:
        """The columns that the rows have."""
        titled = self.form in (Form.HEADINGS, Form.RUN_IN)
        return [TITLE, CONTENT] if titled else [CONTENT]

    def template(self, key: str, lead_key: str = "") -> list[str]:
        """The lines that print the rows of the table ``key``."""
        sign, content = self._sign(), self._content()
        opening = f"{{% for 项 in {key} %}}"
        if self.form is Form.RUN:
            lead = f"{{{{ {lead_key}|可略 }}}}" if lead_key else ""
            return [f"{lead}{opening}{sign}{content}{{% endfor %}}", ""]
        if content.endswith("%}"):
            content += "\n"  # a tag takes the end of its line along
        title = f"{{{{ 项.{TITLE}|可略 }}}}{self.title_stop}"
        if self.form is Form.HEADINGS:
            return [opening, f"## {sign}{title}", "", content, "", "{% endfor %}"]
        before = sign + (title if self.form is Form.RUN_IN else "")
        return [opening, f"{before}{content}", "", "{% endfor %}"]

    def _sign(self) -> str:
        counted = "{{ loop.index|中文 }}" if self.chinese else "{{ loop.index }}"
        return counted.join(literal(part) for part in self.sign.split("#")) if self.sign else ""

    def _content(self) -> str:
        """A row's text with its stop; where last year's rows all have one, a row without a text is left out."""
        each, last = self.stops
        whole = each and all(text for row in self.rows for text in _texts(row, CONTENT))
        printed = f"{{{{ 项.{CONTENT} }}}}" if whole else f"{{{{ 项.{CONTENT}|可略 }}}}"
        if each == last:
            return f"{printed}{each}"
        return f"{printed}{{% if loop.last %}}{last}{{% else %}}{each}{{% endif %}}"

    def texts(self) -> Iterator[str]:
        """Every text that the rows hold, as an answer has it."""
        return ("".join(_texts(row, column)) for row in self.rows for column in row)


def _texts(row: Row, column: str) -> list[str]:
    return [piece.text for piece in row.get(column, [])] or [""]


def part_of(piece: Piece, start: int, end: int | None = None) -> Piece:
    """Some characters of a piece as a piece of their own."""
    return Piece(Role.PARAGRAPH, piece.text[start:end], tuple(piece.offsets[start:end]))


def alike(one: Items, other: Items) -> bool:
    """Whether the same template prints both."""
    return _shape(one) == _shape(other)


def _shape(items: Items) -> tuple[object, ...]:
    has_lead = items.lead is not None
    return items.form, items.sign, items.chinese, items.stops, items.title_stop, has_lead


def items_of(pieces: Sequence[Piece], *, whole: bool = False) -> Items | None:
    """The items of a topic; None where its text is no list of any kind (a table).

    ``whole``: rows hold all that is theirs, signs and stops included, so that any others can be printed like them.
    """
    if not pieces or any(piece.role is Role.CELL for piece in pieces):
        return None
    found = _numbered(pieces, whole)
    if found is None and not whole:
        found = _said(pieces) or _run(pieces)
    return found or _paragraphs(pieces)


def _numbered(pieces: Sequence[Piece], whole: bool) -> Items | None:
    levels = [level_of(piece) for piece in pieces]
    top = min((level for level in levels if level), default=0)
    starts = [number for number, level in enumerate(levels) if level == top != 0]
    if len(starts) < 2:
        return None
    groups = [list(pieces[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]
    form = _form([group[0] for group in groups])
    sign, chinese = _common_sign([group[0].text for group in groups])
    if whole:
        return Items(Form.PARAGRAPHS, starts[0], tuple({CONTENT: group} for group in groups))
    rows = [_row(group, form, bool(sign)) for group in groups]
    found = Items(form, starts[0], tuple(rows), sign, chinese)
    return _stopped(found)


def _form(heads: Sequence[Piece]) -> Form:
    """How the heads of all items stand; of those that stand unlike each other only the number is told apart."""
    forms = set()
    for head in heads:
        lead = lead_of(head.text)
        if head.role is Role.HEADING:
            forms.add(Form.HEADINGS)
        else:
            forms.add(Form.RUN_IN if lead and lead.words else Form.NUMBERED)
    return forms.pop() if len(forms) == 1 else Form.NUMBERED


def _common_sign(texts: Sequence[str]) -> tuple[str, bool]:
    """The sign that all items have, ``#`` for the number counted on from 1; "" where they differ."""
    signs = [sign_of(text) for text in texts]
    if any(sign is None or sign.value != number for number, sign in enumerate(signs, 1)):
        return "", False
    return _counted([text[: sign.length] for text, sign in zip(texts, signs, strict=True) if sign])


def _counted(signs: Sequence[str]) -> tuple[str, bool]:
    """What signs counted on from 1 have alike, ``#`` for the number, and whether that is Chinese."""
    shapes = set()
    for number, typed in enumerate(signs, 1):
        for chinese, written in ((True, chinese_text(number)), (False, str(number))):
            if typed.count(written) == 1:
                shapes.add((typed.replace(written, "#"), chinese))
                break
        else:
            return "", False
    return shapes.pop() if len(shapes) == 1 else ("", False)


def _row(group: Sequence[Piece], form: Form, bare: bool) -> Row:
    """The columns of one item; ``bare``: without its sign."""
    head, rest = group[0], list(group[1:])
    sign, lead = sign_of(head.text), lead_of(head.text)
    start = sign.length if sign and bare else 0
    if form is Form.HEADINGS:
        return {TITLE: [part_of(head, start)], CONTENT: rest}
    if form is Form.RUN_IN and lead is not None:
        body = part_of(head, lead.length)
        return {TITLE: [part_of(head, start, lead.length)], CONTENT: [body, *rest] if body.text else rest}
    return {CONTENT: [part_of(head, start), *rest]}


def _said(pieces: Sequence[Piece]) -> Items | None:
    """一是……。 and 二是……。 in paragraphs of their own, with what follows them."""
    for shape in _RUNS:
        found = {number: match for number, piece in enumerate(pieces) if (match := shape.match(piece.text))}
        sign, chinese = (
            _counted([match["sign"] for match in found.values()]) if len(found) > 1 else ("", False)
        )
        if sign:
            ends = [*list(found)[1:], len(pieces)]
            rows = [
                {CONTENT: [part_of(pieces[number], match.end()), *pieces[number + 1 : end]]}
                for (number, match), end in zip(found.items(), ends, strict=True)
            ]
            return _stopped(Items(Form.NUMBERED, next(iter(found)), tuple(rows), sign, chinese))
    return None


def _run(pieces: Sequence[Piece]) -> Items | None:
    """Items within the last paragraph: 一是……；二是……。 or （1）……；（2）……。 or what stands behind a colon."""
    last, others = pieces[-1], pieces[:-1]
    for shape in _RUNS:
        found = [match for match in shape.finditer(last.text) if _begins(last.text, match.start())]
        if len(found) < 2:
            continue
        sign, chinese = _counted([match["sign"] for match in found])
        again = any(shape.search(piece.text) for piece in others)
        if again or (not sign and shape is not _RUNS[0]):
            return None
        starts = [match.end() if sign else match.start() for match in found]
        return _in_paragraph(pieces, [match.start() for match in found], starts, sign, chinese)
    starts = _row_of_clauses(last.text) or (_under_its_heading(last.text) if not others else [])
    return _in_paragraph(pieces, starts, starts, "", False) if starts else None


def _under_its_heading(text: str) -> list[int]:
    """Where the items begin in a paragraph that begins with the heading of its part: 五、存在问题。……；……。"""
    lead = lead_of(text)
    if lead is None or not lead.words or matter_of(lead.words) is None:
        return []
    return [lead.length + start for start in _row_of_clauses(text[lead.length :]) or [0]]


def _in_paragraph(
    pieces: Sequence[Piece], begins: Sequence[int], starts: Sequence[int], sign: str, chinese: bool
) -> Items:
    """The items of the last paragraph, their signs at ``begins``, their texts from ``starts``."""
    last = pieces[-1]
    ends = [*begins[1:], len(last.text)]
    rows = [{CONTENT: [part_of(last, start, end)]} for start, end in zip(starts, ends, strict=True)]
    lead = part_of(last, 0, begins[0]) if begins[0] else None
    return _stopped(Items(Form.RUN, len(pieces) - 1, tuple(rows), sign, chinese, lead=lead))


def _row_of_clauses(text: str) -> list[int]:
    """Where the items begin in a sentence that is nothing but a row: ……；……。, and 还存在以下问题：……；……。

    Nothing where the text is no such row.
    """
    found = _ROW.fullmatch(text)
    if found is None or _QUOTED.search(found["row"]):
        return []
    if found["lead"] is None and re.search("[：:]", found["row"]):
        return []
    at = found.start("row")
    return [at, *(at + stop.end() for stop in re.finditer("[；;]", found["row"]))]


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "：:。；;，,"


def _paragraphs(pieces: Sequence[Piece]) -> Items:
    return Items(Form.PARAGRAPHS, 0, tuple({CONTENT: [piece]} for piece in pieces))


def _stopped(items: Items) -> Items:
    """The items with the stops that all of them have taken out of the rows."""
    ends = [row[CONTENT][-1].text[-1:] if row.get(CONTENT) else "" for row in items.rows]
    *others, last = ends
    even = len(set(others)) == 1 and others[0] != "" and others[0] in _STOPS and last != "" and last in _STOPS
    stray = any(row[CONTENT][-1].text[-2:-1] in STRAY for row in items.rows if row.get(CONTENT))
    stops = (others[0], last) if even and others and not stray else ("", "")
    titles = [row[TITLE][0].text[-2:] for row in items.rows if TITLE in row]
    whole = items.form is Form.RUN_IN and all(
        text[-1:] == "。" and text[-2:-1] not in STRAY for text in titles
    )
    title_stop = "。" if whole else ""
    rows = [_without(row, bool(stops[0]), bool(title_stop)) for row in items.rows]
    return Items(
        items.form,
        items.first,
        tuple(rows),
        items.sign,
        items.chinese,
        items.lead,
        stops,
        title_stop,
    )


def _without(row: Row, content: bool, title: bool) -> Row:
    made = {column: list(pieces) for column, pieces in row.items()}
    for column, cut in ((CONTENT, content), (TITLE, title)):
        if cut and made.get(column):
            made[column][-1] = part_of(made[column][-1], 0, -1)
    return made
