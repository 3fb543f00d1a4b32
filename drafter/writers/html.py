"""The report as one self-contained HTML page in the official look, to be read or printed.  No external resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from drafter.document.model import Block, Document, Heading, Paragraph, Signature, State, Table, Text, plain
from drafter.writers.common import (
    attachment_labels,
    bracketed,
    clean,
    heading_text,
    lead_text,
    merged,
    without_end_mark,
)
from drafter.writers.titles import shape_title, title_with_breaks

_CLASSES = {State.MISSING: "missing", State.UNCONFIRMED: "unconfirmed", State.UNSOURCED: "unsourced"}

# Sizes as in docx/layout.py (GB/T 9704-2012); a browser has no grid, so lines are 28.95 pt high.
_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { font: 16pt/28.95pt 仿宋_GB2312, 仿宋, FangSong, serif; color: #000; width: 156mm; margin: 20mm auto;
  text-align: justify; }
p, h1, h2, h3, h4, h5 { font-size: 16pt; font-weight: normal; margin: 0; text-indent: 2em; white-space: pre-line; }
h1 { font: 22pt/28.95pt 方正小标宋简体, 小标宋体, 宋体, SimSun, serif; text-align: center; text-indent: 0; margin-bottom: 28.95pt; }
h2, .level1 { font-family: 黑体, SimHei, sans-serif; }
h3, .level2 { font-family: 楷体_GB2312, 楷体, KaiTi, serif; }
.addressee, .label { text-indent: 0; }
.label { font-family: 黑体, SimHei, sans-serif; margin-bottom: 28.95pt; }
.attachments { margin-top: 28.95pt; }
.attachments p { padding-left: 5em; text-indent: 0; }
.attachments p:first-child { text-indent: -3em; }
.signature { margin: 28.95pt 2em 0 auto; width: fit-content; text-align: center; break-inside: avoid; }
.signature p { text-indent: 0; }
section { break-before: page; margin-top: 57.9pt; }
@media print { body { margin: 0; } section { margin-top: 0; } }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 18pt; }
caption { font: 16pt/28.95pt 黑体, SimHei, sans-serif; }
th, td { border: 0.5pt solid #000; padding: 2pt 4pt; text-align: center; }
th { font-family: 黑体, SimHei, sans-serif; font-weight: normal; }
mark.missing { background: #ff0; }
mark.unconfirmed { background: #9ff; }
mark.unsourced { background: #e8e8e8; }
"""


def write_html(document: Document) -> str:
    """The page; places that are open are marked, with the note as their title."""
    return page("".join(shape_title(clean(plain(document.title)))), _parts(document))


def page(title: str, parts: Iterable[str], style: str = "") -> str:
    """A whole page in the official look; ``style``: rules of its own."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n"
        + "".join(f"{part}\n" for part in parts)
        + "</body>\n</html>\n"
    )


def _parts(document: Document) -> Iterator[str]:
    if document.title:
        yield f"<h1>{_title(document.title)}</h1>"
    if document.addressee:
        yield f'<p class="addressee">{_inline(document.addressee)}</p>'
    yield from _blocks(document.blocks)
    if document.attachments:
        yield _attachment_notes(document)
    if document.signature is not None:
        yield _signature(document.signature)
    if document.note:
        yield f"<p>{_inline(bracketed(document.note))}</p>"
    for label, attachment in attachment_labels(document):
        name = without_end_mark(attachment.name)
        yield f'<section>\n<p class="label">{label}</p>\n<h1>{_title(name)}</h1>'
        yield from _blocks(attachment.blocks)
        yield "</section>"


def _title(text: Text) -> str:
    return _inline(title_with_breaks(text)).replace("\n", "<br>")


def _inline(text: Text) -> str:
    pieces = []
    for origin, chars in merged(text):
        words = escape(chars)
        if origin is not None and origin.state in _CLASSES:
            title = f' title="{escape(clean(origin.note))}"' if origin.note else ""
            words = f'<mark class="{_CLASSES[origin.state]}"{title}>{words}</mark>'
        pieces.append(words)
    return "".join(pieces)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Heading):
            yield f"<h{block.level + 1}>{_inline(heading_text(block))}</h{block.level + 1}>"
        else:
            yield f"<p>{_lead(block)}{_inline(block.text)}</p>"


def _lead(paragraph: Paragraph) -> str:
    if paragraph.lead is None:
        return ""
    return f'<span class="level{paragraph.lead.level}">{_inline(lead_text(paragraph.lead))}</span>'


def _table(table: Table) -> str:
    caption = f"<caption>{_inline(table.caption)}</caption>" if table.caption else ""
    head = "".join(_row(row, "th") for row in table.rows[: table.header_rows])
    body = "".join(_row(row, "td") for row in table.rows[table.header_rows :])
    return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(cells: tuple[Text, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in cells) + "</tr>"


def _attachment_notes(document: Document) -> str:
    several = len(document.attachments) > 1
    lines = []
    for number, attachment in enumerate(document.attachments, 1):
        head = ("附件：" if number == 1 else "") + (f"{number}." if several else "")
        lines.append(f"<p>{head}{_inline(without_end_mark(attachment.name))}</p>")
    return f'<div class="attachments">{"".join(lines)}</div>'


def _signature(signature: Signature) -> str:
    lines = "".join(f"<p>{_inline(text)}</p>" for text in signature.lines)
    return f'<div class="signature">{lines}</div>'
