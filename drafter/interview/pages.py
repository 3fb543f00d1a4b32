"""A long text cut into pages of a window that may change its size.  Pure."""

from __future__ import annotations

from collections.abc import Callable

Wrap = Callable[[str, int], list[str]]
"""The lines of a text at a width."""


class Pages:
    """A text and the page of it that is shown; the place is kept when the window changes."""

    def __init__(self, text: str, wrap: Wrap) -> None:
        self._text, self._wrap = text, wrap
        self._lines: list[str] = []
        self._width = self._height = self._top = 0

    def fit(self, width: int, height: int) -> None:
        """Lay the text out anew where the window has another size."""
        width, height = max(width, 1), max(height, 1)
        if width != self._width:
            done = self._top / len(self._lines) if self._lines else 0
            self._lines, self._width = self._wrap(self._text, width), width
            self._top = int(done * len(self._lines))
        self._height = height
        self.scroll(0)

    def scroll(self, lines: int) -> None:
        """Go down (up, where negative) so many lines, not beyond the ends."""
        self._top = max(0, min(self._top + lines, len(self._lines) - self._height))

    def turn(self, pages: int) -> None:
        """Go on, or back, so many pages; a line of the page before stays in sight."""
        self.scroll(pages * max(self._height - 1, 1))

    def shown(self) -> list[str]:
        """The lines in sight."""
        return self._lines[self._top : self._top + self._height]

    @property
    def is_end(self) -> bool:
        """Whether the end is in sight."""
        return self._top + self._height >= len(self._lines)

    @property
    def percent(self) -> int:
        """How much of the text is above the lower edge."""
        return 100 if self.is_end else 100 * (self._top + self._height) // len(self._lines)
