"""What is wrong with a pack: faults are collected with their places, never raised one by one."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct, field

from drafter.errors import Place


class Fault(Struct, frozen=True):
    """One thing that is wrong with a pack: where, what, and the near miss or the remedy."""

    place: Place
    what: str
    advice: str = ""

    def __str__(self) -> str:
        where = f"{self.place}：" if str(self.place) else ""
        return f"{where}{self.what}" + (f"（{self.advice}）" if self.advice else "")


class Faults(Struct):
    """The faults of a pack found so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, place: Place, what: str, advice: str = "") -> None:
        self.found.append(Fault(place, what, advice))


def near_miss(word: str, known: Collection[str], *, complete: bool = True) -> str:
    """``是不是“…”？`` with the known word most like ``word``; empty where nothing is near.

    Unless ``known`` is ``complete``, the word itself may be among what is not known: only a slip of the pen is near.
    """
    from difflib import get_close_matches

    close = get_close_matches(word[:60], sorted(known), n=1, cutoff=0.5 if complete else 0.75)
    return f"是不是“{close[0]}”？" if close else ""
