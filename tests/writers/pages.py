"""Pages of a .docx as LibreOffice sets them, measured with pdfplumber in the units of GB/T 9704-2012."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from unicodedata import east_asian_width

import pdfplumber
from msgspec import Struct

MM = 25.4 / 72
CHARACTER = 15.75
"""Points from one 3号 character to the next."""
_SAME_LINE = 2.5


class Line(Struct, frozen=True):
    """A line of text: its words, its edges and its baseline in points from the top left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    hanzi: bool

    @property
    def middle(self) -> float:
        """The middle of the line."""
        return (self.left + self.right) / 2


class Page(Struct, frozen=True):
    """A page: its size in points, the lines of its text, and its page number (a line, or None)."""

    width: float
    height: float
    lines: tuple[Line, ...]
    number: Line | None


def convert(soffice: str, files: Iterable[Path], kind: str, folder: Path) -> Path:
    """Convert files with LibreOffice in one go, with a profile of its own; gives the folder of the results."""
    out = folder / f"as-{kind}"
    command = [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", kind, "--outdir", str(out)),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    return out


def read_pages(pdf: Path) -> list[Page]:
    """The pages of a PDF; what lies below the text area is the page number."""
    with pdfplumber.open(pdf) as document:
        return [_page(page.width, page.height, page.chars) for page in document.pages]


def _page(width: float, height: float, chars: list[dict[str, object]]) -> Page:
    rows: list[tuple[float, list[dict[str, object]]]] = []
    for char in sorted(chars, key=lambda c: height - float(_matrix(c)[5])):
        baseline = height - float(_matrix(char)[5])
        if not rows or baseline - rows[-1][0] > _SAME_LINE:
            rows.append((baseline, []))
        rows[-1][1].append(char)
    lines = [line for baseline, row in rows if (line := _line(baseline, row)) is not None]
    bottom = height - 35 / MM
    number = [line for line in lines if line.baseline > bottom + 2]
    return Page(width, height, tuple(x for x in lines if x not in number), number[0] if number else None)


def _matrix(char: dict[str, object]) -> tuple[float, ...]:
    matrix = char["matrix"]
    assert isinstance(matrix, tuple)
    return matrix


def _line(baseline: float, chars: list[dict[str, object]]) -> Line | None:
    shown = sorted((c for c in chars if str(c["text"]).strip()), key=lambda c: float(str(c["x0"])))
    if not shown:
        return None
    text = "".join(str(c["text"]) for c in shown)
    return Line(
        text,
        float(str(shown[0]["x0"])),
        max(float(str(c["x1"])) for c in shown),
        baseline,
        round(float(str(shown[0]["size"])), 1),
        all(east_asian_width(c) in "WF" for c in text),
    )
