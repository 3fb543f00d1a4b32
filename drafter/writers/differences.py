"""Two drafts in one text or one web page: 〔删：…〕〔增：…〕〔79→80〕, or struck out and underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from drafter.compare.model import Bit, Entry, Kind, Stand
from drafter.readers.model import Role
from drafter.writers.common import clean
from drafter.writers.html import page

_INDENT = "　　"
_FLUSH = (Role.TITLE, Role.ADDRESSEE, Role.ORGAN, Role.DATE)
_MOVED = {Stand.CUT: "〔移走：{}〕", Stand.PASTED: "〔移来：{}〕"}
_BROKEN = {Stand.ADDED: "〔增：分段〕", Stand.DELETED: "〔删：分段〕"}
_TAGS = {Kind.EQUAL: "{}", Kind.INSERT: "<ins>{}</ins>", Kind.DELETE: "<del>{}</del>"}
_STYLE = """
del { color: #b00020; text-decoration: line-through; }
ins { color: #00692b; text-decoration: underline; }
.moved del, .moved ins { color: #004a99; }
.break { color: #00692b; }
.signed { text-align: right; }
"""


def marked(bits: Sequence[Bit]) -> list[tuple[Kind, str]]:
    """Both texts in one, readable without colours: what was deleted, added, replaced stands in 〔〕."""
    made: list[tuple[Kind, str]] = []
    gone = ""
    for bit in (*bits, Bit(Kind.EQUAL, "")):
        if bit.kind is Kind.DELETE:
            gone += bit.text
            continue
        if gone and bit.kind is Kind.INSERT:
            made.append((Kind.REPLACE, f"〔{gone}→{bit.text}〕"))
        else:
            made += [(Kind.DELETE, f"〔删：{gone}〕")] * bool(gone)
            made.append((bit.kind, f"〔增：{bit.text}〕" if bit.kind is Kind.INSERT else bit.text))
        gone = ""
    return [one for one in made if one[1]]


def differences_text(entries: Iterable[Entry]) -> str:
    """Both drafts as plain text, a paragraph a line."""
    lines = []
    for table, group in groupby(entries, key=lambda entry: entry.table):
        if table < 0:
            lines += [_line(entry) for entry in group]
        else:
            lines += [_row_text(list(row)) for _, row in groupby(group, key=lambda entry: entry.row)]
    return "".join(f"{line}\n" for line in lines)


def _words(entry: Entry) -> str:
    text = "".join(clean(words) for _, words in marked(entry.bits))
    if entry.stand in _MOVED:
        return _MOVED[entry.stand].format("".join(bit.text for bit in entry.bits))
    return text if is_whole(entry) else text + _BROKEN.get(entry.stand, "")


def _line(entry: Entry) -> str:
    return ("" if entry.line.role in _FLUSH else _INDENT) + _words(entry)


def _row_text(row: Sequence[Entry]) -> str:
    return "| " + " | ".join(_words(entry) for entry in row) + " |"


def is_whole(entry: Entry) -> bool:
    """Whether a paragraph came or went as a whole, and not only its mark."""
    kind = Kind.INSERT if entry.stand in (Stand.ADDED, Stand.PASTED) else Kind.DELETE
    return entry.stand is not Stand.KEPT and all(bit.kind is kind for bit in entry.bits)


def differences_html(entries: Iterable[Entry]) -> str:
    """Both drafts as a page in the official look, what was deleted struck out, what was added underlined."""
    entries = list(entries)
    title = next((entry.line.text for entry in entries if entry.line.role is Role.TITLE), "")
    return page(title, _parts(entries), _STYLE)


def _parts(entries: Iterable[Entry]) -> Iterator[str]:
    for table, group in groupby(entries, key=lambda entry: entry.table):
        if table < 0:
            yield from map(_element, group)
        else:
            rows = (list(row) for _, row in groupby(group, key=lambda entry: entry.row))
            cells = ("".join(f"<td>{_inline(one.bits)}</td>" for one in row) for row in rows)
            yield "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _inline(bits: Sequence[Bit]) -> str:
    return "".join(_TAGS[bit.kind].format(escape(clean(bit.text))) for bit in bits)


def _element(entry: Entry) -> str:
    line = entry.line
    tag, name = "p", ""
    if line.role is Role.TITLE:
        tag = "h1"
    elif line.role is Role.HEADING:
        tag = f"h{min(max(line.level, 1), 4) + 1}"
    elif line.role is Role.ADDRESSEE:
        name = "addressee"
    elif line.role in (Role.ORGAN, Role.DATE):
        name = "signed"
    names = " ".join(one for one in (name, "moved" if entry.move else "") if one)
    opening = f'<{tag} class="{names}">' if names else f"<{tag}>"
    broken = "" if is_whole(entry) or entry.stand is Stand.KEPT else '<span class="break">¶</span>'
    return f"{opening}{_inline(entry.bits)}{broken}</{tag}>"
