"""Where words begin and end in a run of Chinese characters, so that a name is never cut inside a word.

Words come from ``vocabulary.txt`` (words that several public reports share); what is in no list stands as single
characters.  The reading with the fewest words wins, and of equal ones that with the fewest single characters.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("vocabulary.txt")
_LONGEST = 5
_WORD, _FUNCTION, _STRAY = 10, 10, 17
_FUNCTIONS = frozenset("的了和与及或对将把从在由被等各共已年月日向为于至并就未不无新再均")


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """The words of the list."""
    return frozenset(_FILE.read_text("utf-8").split())


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order; joined they are the text again."""
    known = vocabulary()
    best: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
    """For each place the cost of the rest, and the length of its first word."""
    for at in range(len(text) - 1, -1, -1):
        lengths = range(2, min(_LONGEST, len(text) - at) + 1)
        words = [length for length in lengths if text[at : at + length] in known]
        choices = [(_single(text[at]) + best[at + 1][0], 1)]
        choices += [(_WORD + best[at + length][0], length) for length in words]
        best[at] = min(choices, key=lambda choice: (choice[0], -choice[1]))
    found, at = [], 0
    while at < len(text):
        found.append(text[at : at + best[at][1]])
        at += best[at][1]
    return tuple(found)


def _single(char: str) -> int:
    return _FUNCTION if char in _FUNCTIONS else _STRAY


def ending(text: str, longest: int) -> str:
    """The longest end of ``text`` that begins with a word and has no more than ``longest`` characters."""
    if len(text) <= longest:
        return text
    kept = ""
    for word in reversed(words_of(text)):
        if len(word) + len(kept) > longest:
            break
        kept = word + kept
    return kept or text[-longest:]


def beginning(text: str, longest: int) -> str:
    """The longest beginning of ``text`` that ends with a word and has no more than ``longest`` characters."""
    if len(text) <= longest:
        return text
    kept = ""
    for word in words_of(text):
        if len(word) + len(kept) > longest:
            break
        kept += word
    return kept or text[:longest]
