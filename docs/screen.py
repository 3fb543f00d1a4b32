"""A program run in a pseudo-terminal, and what its screen shows as a picture."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pexpect
import pyte
from PIL import Image, ImageDraw, ImageFont
from pyte.screens import Char

SIZE = 26
"""Pixels of a Chinese character; a Latin one takes half."""
CELL = SIZE // 2
LINE = 38
MARGIN = 24
INK, PAPER = "#d8dee4", "#1f2430"
COLOURS = {
    "default": INK, "black": "#000000", "red": "#e06c75", "green": "#98c379", "brown": "#e5c07b",
    "blue": "#61afef", "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#ffffff", "brightblack": "#8a93a3",
}  # fmt: skip
FONTS = Path("/usr/share/fonts/opentype/noto")
MONO_SC = 7
"""Which face of Noto's collections is Sans Mono CJK SC."""
DOWN = "\x1b[B"
PATIENCE = 20.0
QUIET = 0.2
"""Seconds without output after which the program is taken to wait for a key."""


class _Screen(pyte.Screen):
    """A screen that answers when the program asks where the cursor is."""

    child: pexpect.spawn

    def write_process_input(self, data: str) -> None:
        self.child.send(data)


class Terminal:
    """One program on a screen of ``columns`` by ``rows``."""

    def __init__(
        self, command: Sequence[str], folder: Path, variables: Mapping[str, str], columns: int, rows: int
    ) -> None:
        self.screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **variables},
            dimensions=(rows, columns),
        )
        self.screen.child = self.child

    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, words: str) -> None:
        """Until ``words`` stand on the screen and nothing more comes; RuntimeError shows what came instead."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            if not self._more() and words in self.text():
                return
        raise RuntimeError(f"{words!r} did not appear:\n{self.text()}")

    def _more(self) -> bool:
        try:
            self._stream.feed(self.child.read_nonblocking(65536, QUIET))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        return True

    def point(self, words: str) -> None:
        """Down a list until the pointer stands at ``words``; RuntimeError after a round of 99."""
        for _ in range(99):
            self._settle()
            if any(line.startswith(" > ") and words in line for line in self.screen.display):
                return
            self.type(DOWN)
        raise RuntimeError(f"{words!r} is not in the list:\n{self.text()}")

    def _settle(self) -> None:
        while self._more():
            pass

    def type(self, keys: str) -> None:
        """Keys as a terminal sends them."""
        self.child.send(keys)

    def close(self) -> None:
        """End the program."""
        self.child.close(force=True)


class _Paper:
    """A picture being drawn, cell by cell."""

    def __init__(self, columns: int, rows: int) -> None:
        self.image = Image.new("RGB", (2 * MARGIN + columns * CELL, 2 * MARGIN + rows * LINE), PAPER)
        self._draw = ImageDraw.Draw(self.image)
        self._faces = {
            bold: ImageFont.truetype(str(FONTS / f"NotoSansCJK-{name}.ttc"), SIZE, index=MONO_SC)
            for bold, name in ((False, "Regular"), (True, "Bold"))
        }

    def put(self, char: Char, column: int, row: int, *, wide: bool) -> None:
        """Draw one character; one that the terminal keeps in half the width of its glyph is squeezed."""
        ink, paper = colour(char.fg, INK), colour(char.bg, PAPER)
        if char.reverse:
            ink, paper = paper, ink
        left, top = MARGIN + column * CELL, MARGIN + row * LINE
        width = 2 * CELL if wide else CELL
        if paper != PAPER:
            self._draw.rectangle((left, top, left + width - 1, top + LINE - 1), paper)
        if not char.data.strip():
            return
        glyph = Image.new("L", (CELL if char.data.isascii() else 2 * CELL, LINE))
        place = (0, (LINE - SIZE) // 2 - 4)
        ImageDraw.Draw(glyph).text(place, char.data, 255, self._faces[char.bold])
        if glyph.width != width:
            glyph = glyph.resize((width, LINE), Image.Resampling.LANCZOS)
        self.image.paste(ink, (left, top), glyph)


def picture(screen: pyte.Screen) -> Image.Image:
    """What stands on the screen, without the empty lines at its end."""
    used = max(number for number, line in enumerate(screen.display) if line.strip()) + 1
    paper = _Paper(screen.columns, used)
    for row in range(used):
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        for column, char in enumerate(cells):
            if char.data:  # empty: the second half of a wide character
                after = cells[column + 1 : column + 2]
                paper.put(char, column, row, wide=bool(after) and not after[0].data)
    return paper.image.quantize(32, dither=Image.Dither.NONE)


def colour(name: str, default: str) -> str:
    """A colour of pyte (a name or six hexadecimal digits) for Pillow."""
    if name == "default":
        return default
    return COLOURS.get(name) or f"#{name}"
