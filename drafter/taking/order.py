"""The order of a draft's paragraphs as records of 改稿: what is left out, what stands behind what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from drafter.answers.edits import START, Edit
from drafter.compose.named import base_name
from drafter.document import names as words
from drafter.document.names import attachment_number
from drafter.readers.model import Role
from drafter.taking.model import Drawn
from drafter.taking.texts import unit_of


def with_order(
    edits: Mapping[str, Edit], pristine: Sequence[str], wanted: Sequence[str], source: str
) -> dict[str, Edit]:
    """Records that give the blocks of ``pristine`` the order ``wanted``, which has added ones (新/1) among them."""
    made = dict(edits)
    for name in pristine:
        edit = made.get(name) or Edit(name, source=source)
        gone = name not in wanted
        if gone != edit.deleted or edit.after:
            made[name] = replace(edit, deleted=gone, after="", text=None if gone else edit.text)
    places = {name: number for number, name in enumerate(pristine)}
    kept = staying([(name, places[name]) for name in wanted if name in places])
    before = START
    for name in wanted:
        if name not in kept and (name in places or name in made) and not attachment_number(name):
            made[name] = replace(made.get(name) or Edit(name, source=source), after=before)
        before = name
    return {name: edit for name, edit in made.items() if not edit.does_nothing}


def blocks_in_order(drawn: Drawn) -> list[str]:
    """The names of the blocks of a draft, before those of an attachment its own."""
    parts = {unit_of(one): one.line.part for one in drawn.lines}
    count = sum(one.line.role is Role.TITLE and one.line.part > 0 for one in drawn.lines)
    made: list[str] = []
    before = 0
    for name in [*dict.fromkeys(map(base_name, drawn.order)), ""]:
        part = parts.get(name, before) if name else count
        made += [f"{words.ATTACHMENT}{number}" for number in range(before + 1, part + 1)]
        made += [name] if name else []
        before = max(part, before)
    return made


def next_attachment(*used: Collection[str]) -> str:
    """The name of another attachment, behind those that there are."""
    number = 1
    while any(f"{words.ATTACHMENT}{number}" in names for names in used):
        number += 1
    return f"{words.ATTACHMENT}{number}"


def staying(rows: Iterable[tuple[str, int]]) -> set[str]:
    """The most of the names whose numbers rise."""
    tails: list[int] = []
    ends: list[int] = []
    names: list[tuple[str, int, int]] = []
    for name, number in rows:
        at = bisect_left(tails, number)
        previous = ends[at - 1] if at else -1
        names.append((name, number, previous))
        if at == len(tails):
            tails.append(number)
            ends.append(len(names) - 1)
        else:
            tails[at], ends[at] = number, len(names) - 1
    found: set[str] = set()
    last = ends[-1] if ends else -1
    while last >= 0:
        found.add(names[last][0])
        last = names[last][2]
    return found


def moved_to(order: list[str], name: str, before: Sequence[str]) -> None:
    """Puts a name behind the nearest of those that come before it in the edited copy and are here."""
    if name in order:
        order.remove(name)
    at = next((order.index(one) + 1 for one in reversed(before) if one in order), 0)
    order.insert(at, name)
