"""Writers: a table of formats by the ending of the output file, each imported only when it is used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct

from drafter.document.model import Document
from drafter.errors import UsageError

_SAVE_AS = "请先保存为 .docx，再在 Word 或 WPS 中另存为 {ending}"
_SUGGESTIONS = dict.fromkeys((".doc", ".wps", ".pdf", ".odt", ".rtf", ".ofd"), _SAVE_AS)


class Settings(Struct, frozen=True):
    """What a draft is written with besides its text; formats take of it what they know."""

    final: bool = False
    created: date | None = None
    base: Path | None = None


class Format(Struct, frozen=True):
    """One format: its name and the function that gives its bytes."""

    name: str
    write: Callable[[Document, Settings], bytes]
    takes_base: bool = False


def _docx(document: Document, settings: Settings) -> bytes:
    from drafter.writers.docx import write_docx

    return write_docx(document, final=settings.final, created=settings.created, base=settings.base)


def _text(document: Document, settings: Settings) -> bytes:
    from drafter.writers.text import write_text

    return write_text(document).encode()


def _html(document: Document, settings: Settings) -> bytes:
    from drafter.writers.html import write_html

    return write_html(document).encode()


_HTML = Format("网页", _html)
PLAIN = Settings()
"""A draft with its marks, without a base."""

FORMATS = {
    ".docx": Format("Word 文档", _docx, takes_base=True),
    ".txt": Format("纯文本", _text),
    ".html": _HTML,
    ".htm": _HTML,
}


def format_of(path: Path) -> Format:
    """The format of an output file by its ending; UsageError with advice for others."""
    ending = path.suffix.lower()
    if ending in FORMATS:
        return FORMATS[ending]
    known = "、".join(FORMATS)
    advice = _SUGGESTIONS.get(ending, "请把输出文件的名字改成以 {known} 之一结尾")
    what = f"不能直接写成 {ending} 文件" if ending else f"输出文件“{path.name}”没有扩展名"
    raise UsageError(what, advice.format(ending=ending, known=known))


def write(document: Document, path: Path, settings: Settings = PLAIN) -> bytes:
    """The bytes of a report in the format that the ending of ``path`` names; nothing is written to disk.

    Raises UsageError for an unknown ending, and for a base (``--base``) with a format that cannot take one.
    """
    chosen = format_of(path)
    if settings.base is not None and not chosen.takes_base:
        raise UsageError("只有 .docx 才能套用底稿（--base）", "请把输出文件改为 .docx，或去掉 --base")
    return chosen.write(document, settings)
