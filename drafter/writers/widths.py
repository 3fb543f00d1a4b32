"""How much room characters take, in full-width characters."""

from __future__ import annotations

from unicodedata import east_asian_width


def width(text: str) -> float:
    """Full-width characters count 1, half-width ones (and every ASCII character) one half."""
    return _sum(text, 0.5)


def safe_width(text: str) -> float:
    """The same on the safe side: some faces have wide digits, and LibreOffice sets a gap beside them."""
    return _sum(text, 0.75)


def _sum(text: str, half: float) -> float:
    return sum(half if c.isascii() or east_asian_width(c) not in "WFA" else 1.0 for c in text)
