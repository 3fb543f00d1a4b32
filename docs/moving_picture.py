"""Screens one after the other as an animated SVG: small, sharp, and as wide as the terminal has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

import pyte
from pyte.screens import Char
from screen import INK, PAPER, colour

CELL, LINE, SIZE, MARGIN = 8, 20, 16, 12
FACES = "'Noto Sans Mono CJK SC','Sarasa Mono SC','NSimSun','Microsoft YaHei',monospace"


class Run(NamedTuple):
    """Characters of one style and width that stand side by side."""

    column: int
    columns: int
    text: str
    ink: str
    paper: str
    bold: bool


Row = tuple[Run, ...]


class MovingPicture:
    """Collects screens, and how long each stays."""

    def __init__(self) -> None:
        self._screens: list[list[Row]] = []
        self._starts = [0]

    def add(self, screen: pyte.Screen, milliseconds: int) -> None:
        """The screen as it now is; a screen like the one before only stays longer."""
        rows = [
            tuple(_runs([screen.buffer[number][column] for column in range(screen.columns)]))
            for number in range(screen.lines)
        ]
        end = self._starts[-1] + milliseconds
        if self._screens and self._screens[-1] == rows:
            self._starts[-1] = end
            return
        self._screens.append(rows)
        self._starts.append(end)

    def svg(self, columns: int, lines: int) -> str:
        """The film; it begins anew when it is through."""
        width, height = columns * CELL + 2 * MARGIN, lines * LINE + 2 * MARGIN
        styles: dict[tuple[int, int], str] = {}
        drawn = [self._row(number, styles) for number in range(lines)]
        total = self._starts[-1]
        frames = "".join(
            _keyframes(name, start / total, end / total) for (start, end), name in styles.items()
        )
        names = "".join(f".{name}{{animation-name:{name}}}" for name in styles.values())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
            f"<style>g{{visibility:hidden;animation:{total}ms step-end infinite}}{names}"
            f"text{{font:{SIZE}px {FACES};fill:{INK};white-space:pre}}.b{{font-weight:bold}}{frames}</style>\n"
            f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>\n' + "".join(drawn) + "</svg>\n"
        )

    def _row(self, number: int, styles: dict[tuple[int, int], str]) -> str:
        """One line of the screen over the whole time: each of its contents for as long as it stays."""
        found, start = [], 0
        for row, screens in groupby(screen[number] for screen in self._screens):
            end = start + len(list(screens))
            if row:
                times = (
                    self._starts[start] if start else 0,
                    self._starts[end] if end < len(self._screens) else -1,
                )
                name = styles.setdefault(times, f"k{len(styles)}")
                found.append(f'<g class="{name}">{"".join(_drawn(run, number) for run in row)}</g>\n')
            start = end
        return "".join(found)


def _keyframes(name: str, start: float, end: float) -> str:
    off = "" if end < 0 else f"{end:.3%}{{visibility:hidden}}"
    before = "0%{visibility:hidden}" if start else ""
    return f"@keyframes {name}{{{before}{start:.3%}{{visibility:visible}}{off}}}\n"


def _runs(cells: Sequence[Char]) -> Iterator[Run]:
    """The runs of a line; an empty cell is the second half of a wide character."""
    wide = [column + 1 < len(cells) and not cells[column + 1].data for column in range(len(cells))]
    shown = [(column, cell) for column, cell in enumerate(cells) if cell.data]
    for style, group in groupby(shown, lambda one: (wide[one[0]], one[1].data.isascii(), *_style(one[1]))):
        run = list(group)
        text = "".join(cell.data for _column, cell in run)
        columns = len(run) * (2 if style[0] else 1)
        if text.strip() or style[3] != PAPER:
            yield Run(run[0][0], columns, text, style[2], style[3], style[4])


def _style(cell: Char) -> tuple[str, str, bool]:
    ink, paper = colour(cell.fg, INK), colour(cell.bg, PAPER)
    return (paper, ink, cell.bold) if cell.reverse else (ink, paper, cell.bold)


def _drawn(run: Run, number: int) -> str:
    """The characters, made exactly as wide as their cells whatever the face."""
    left, top, width = MARGIN + run.column * CELL, MARGIN + number * LINE, run.columns * CELL
    text = run.text.rstrip() if run.paper == PAPER else run.text
    length = width * len(text) // len(run.text)
    ground = (
        f'<rect x="{left}" y="{top}" width="{width}" height="{LINE}" fill="{run.paper}"/>'
        if run.paper != PAPER
        else ""
    )
    style = (f' style="fill:{run.ink}"' if run.ink != INK else "") + (' class="b"' if run.bold else "")
    if not text.strip():
        return ground
    return (
        f'{ground}<text x="{left}" y="{top + SIZE - 1}" textLength="{length}" lengthAdjust="spacingAndGlyphs"{style}>'
        f"{escape(text)}</text>"
    )
