"""A skeleton back as a wording: ``{键}`` where the answer prints just what stands there, ``{键#2}`` elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from drafter.compose.named import base_name
from drafter.compose.slots import BRACE, YEAR, YEARS
from drafter.taking.uses import Placed, Slot, Symbols, is_symbol

_STOPS = "。；，、：;,"
_AFTER = "。；，、：）)"
_NAMED = re.compile(r"\{(?=[^{}]+\})")
Printed = Callable[[str], str | None]


class Renderer:
    """Makes wordings of skeletons.

    ``pristine``: the lines of the pack alone, whose places a wording may name; ``current``: the lines as they would
    be drawn now; ``printed``: the whole print of an answer.
    """

    def __init__(
        self, symbols: Symbols, pristine: dict[str, Placed], current: dict[str, Placed], printed: Printed
    ) -> None:
        self._symbols, self._pristine, self._current, self._printed = symbols, pristine, current, printed

    def wording(self, skeleton: str, at: str) -> str:
        """The wording of a paragraph ``at``."""
        return self._made(skeleton, at, plain_only=False) or ""

    def sayable(self, skeleton: str, at: str) -> str:
        """A skeleton in which answers that a wording cannot name are words."""
        made = ""
        for number, char in enumerate(skeleton):
            if is_symbol(char):
                owner, slot = self._symbols.places[char]
                form, _ = self._form(owner, slot, skeleton[number + 1 :], at)
                char = char if form.startswith("{") else form
            made += char
        return made

    def text(self, char: str) -> str:
        """What the place of a symbol prints now."""
        return self._now(*self._symbols.places[char])

    def plain_wording(self, skeleton: str, at: str) -> str | None:
        """A wording with whole answers alone; None where it would need more."""
        return self._made(skeleton, at, plain_only=True)

    def _made(self, skeleton: str, at: str, *, plain_only: bool) -> str | None:
        made, words, cut = "", "", 0
        for number, char in enumerate(skeleton):
            if cut:
                cut -= 1
                continue
            form = char
            if is_symbol(char):
                owner, slot = self._symbols.places[char]
                form, cut = self._form(owner, slot, skeleton[number + 1 :], at)
                if form.startswith("{"):
                    if plain_only and "#" in form:
                        return None
                    made, words = f"{made}{as_words(words)}{form}", ""
                    continue
            words += form
        return made + as_words(words)

    def _form(self, owner: str, slot: Slot, rest: str, at: str) -> tuple[str, int]:
        """How a place is named, and how many of the characters behind it the name prints, too."""
        now = self._now(owner, slot)
        if not slot.missing:
            for name in _names(slot):
                taken = _printed_more(self._printed(name), now, rest)
                if taken is not None:
                    return f"{{{name}}}", taken
        place = self._place(owner, slot, now)
        if place is None:
            whole = self._printed(slot.name) if slot.missing else None
            return (f"{{{slot.name}}}", 0) if whole is not None else (now, 0)
        # a heading that is a template cannot be named within braces
        if base_name(owner) != base_name(at) and "{" in owner:
            return now, 0
        whole = base_name(owner)
        return f"{{{place}}}" if whole == base_name(at) else f"{{{place}（{whole}）}}", 0

    def _now(self, owner: str, slot: Slot) -> str:
        """What the place prints now."""
        current = self._current.get(owner)
        slots = current.slots if current is not None else ()
        return next((one.text for one in slots if one.place == slot.place), slot.text)

    def _place(self, owner: str, slot: Slot, now: str) -> str | None:
        """The place of the pack's own paragraph that prints the same."""
        pristine = self._pristine.get(base_name(owner))
        found = [one for one in pristine.slots if one.name == slot.name] if pristine is not None else []
        same = [one for one in found if one.text == now]
        if owner != base_name(owner):  # which of the places it was, the part does not know
            return same[0].place if same else None
        if any(one.place == slot.place for one in same):
            return slot.place
        return (same or found)[0].place if same or found else None


def _names(slot: Slot) -> tuple[str, ...]:
    return tuple(YEARS) if slot.name == YEAR else (slot.name,)


def _printed_more(printed: str | None, now: str, rest: str) -> int | None:
    """How many characters behind ``now`` the whole print of an answer takes; None where it prints something else."""
    if printed is None or not now:
        return None
    if printed == now:
        return None if printed[-1] in _STOPS and rest[:1] in tuple(_AFTER) else 0
    if printed.rstrip(_STOPS) == now and printed != now:
        return 0 if rest[:1] and rest[0] in _AFTER else None
    more = printed.removeprefix(now)
    return len(more) if more != printed and rest.startswith(more) else None


def as_words(text: str) -> str:
    """A text as a wording that prints just this: what stands in braces there is no name."""
    return _NAMED.sub(f"{{{BRACE}}}", text)
