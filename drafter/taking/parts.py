"""The paragraphs of a wording that has several (信访/2, 信访/2~2): each is changed, left out and moved for itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from drafter.answers.edits import PART
from drafter.compose.named import base_name
from drafter.taking.model import Drawn, Plan
from drafter.taking.uses import Placed

_PLACE = re.compile(r"\{([^{}（）]+#\d+)\}")


class Parts:
    """The paragraphs of wordings while records are made of them.

    ``apart``: by name of a part the name of the paragraph of its own that it became.
    """

    def __init__(self) -> None:
        self._of: dict[str, list[str | None]] = {}
        self.apart: dict[str, str] = {}

    def has(self, at: str, text: str | None) -> bool:
        """Whether ``at`` is one of several paragraphs; ``text``: the wording that it is of."""
        return PART in at or at in self._of or "\n" in (text or "")

    def get(self, at: str, text: str | None) -> str | None:
        """The words of a part; None where it is no longer there."""
        parts = self._parts(at, text)
        return parts[_number(at) - 1] if _number(at) <= len(parts) else None

    def put(self, at: str, text: str | None, words: str | None) -> str | None:
        """The whole wording with other words for one part (None: it is left out); None where nothing is left."""
        parts = self._parts(at, text)
        parts += [None] * (_number(at) - len(parts))
        parts[_number(at) - 1] = words
        left = [part for part in parts if part is not None]
        return "\n".join(left) if left else None

    def drawn(self, drawn: Drawn, at: str) -> list[Placed]:
        """The lines that a paragraph or a part is drawn as."""
        name = self.apart.get(at, base_name(at))
        found = [one for one in drawn.lines if base_name(one.name) == name]
        parts = self._of.get(name)
        if parts is None:
            return found if PART not in at or at in self.apart else [one for one in found if one.name == at]
        start, end = (_length(parts[:number]) for number in (_number(at) - 1, _number(at)))
        return found[start:end] if len(found) == _length(parts) else []

    def _parts(self, at: str, text: str | None) -> list[str | None]:
        """The parts as they were, before any was changed."""
        return self._of.setdefault(base_name(at), list((text or "").split("\n")))


def parts_of(named: Mapping[int, str], current: Collection[str]) -> dict[int, str]:
    """By line of the copy the paragraph that it is, of wordings that have several in the draft as it is now."""
    several = {base_name(name) for name in current if base_name(name) != name}
    return {n: name for n, name in named.items() if name in current and base_name(name) in several}


def torn(plan: Plan, line: int) -> bool:
    """Whether what stands on a line of the copy is a part that something else stands before now."""
    at = plan.parts[line]
    own = [name for name in plan.parts.values() if base_name(name) == base_name(at)]
    gone = {name for one in plan.deleted if one.change.is_taken for name in one.names}
    home = min((name for name in own if name not in gone), key=_number, default=at)
    left = {one.line for one in plan.moved if not one.change.is_taken}
    if at == home or line in left or plan.parts.get(line - 1) == at:
        return False
    before = next((plan.named[n] for n in range(line - 1, -1, -1) if n in plan.named and n not in left), "")
    return base_name(before) != base_name(at)


def elsewhere(text: str, name: str) -> str:
    """A wording of the paragraph ``name`` as another paragraph has it: places of its own are named as hers."""
    return _PLACE.sub(rf"{{\1（{name}）}}", text)


def _number(name: str) -> int:
    """The number of a paragraph within its wording: 2 of 信访/2~2."""
    return int(name.partition(PART)[2] or 1)


def _length(parts: Sequence[str | None]) -> int:
    return sum(part.count("\n") + 1 for part in parts if part is not None)
