"""Names proposed for figures, and numbers where all of them are taken."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping

from msgspec import Struct

from drafter.figures import chinese_text


class Proposal(Struct, frozen=True):
    """A name for a figure, and longer ones to be taken where another figure has it."""

    name: str
    fuller: tuple[str, ...] = ()

    def first_free(self, taken: Collection[str], counts: MutableMapping[str, int] | None = None) -> str:
        """The first of its names that is not taken, numbered (see there for ``counts``) where all are."""
        free = next((name for name in (self.name, *self.fuller) if name not in taken), "")
        return free or numbered(self.name, taken, counts)


def numbered(name: str, taken: Collection[str], counts: MutableMapping[str, int] | None = None) -> str:
    """The name itself, or with the first Chinese number that makes it new.

    ``counts``: by name the last number that was made, so that a thousand of one name are not counted from the start.
    """
    counts = {} if counts is None else counts
    number = counts.get(name, 1)
    free = name if number == 1 else name + chinese_text(number)
    while free in taken:
        number += 1
        free = name + chinese_text(number)
    counts[name] = number
    return free
