"""The small pieces of WordprocessingML that all parts of the body are made of."""

from __future__ import annotations


def paragraph(style: str, inside: str, more: str = "") -> str:
    """A paragraph; ``more`` are paragraph properties after the style, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def blank(style: str, count: int = 1, *, keep_next: bool = False) -> str:
    """So many blank lines."""
    return paragraph(style, "", "<w:keepNext/>" if keep_next else "") * count


def indent(left: int = 0, right: int = 0, first_line: int = 0) -> str:
    """An indentation in twips (LibreOffice ignores the variants in characters); negative means hanging."""
    first = f'w:hanging="{-first_line}"' if first_line < 0 else f'w:firstLine="{first_line}"'
    return f'<w:ind w:left="{left}" w:right="{right}" {first}/>'
