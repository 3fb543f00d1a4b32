"""What following a record of 改稿 changes in the draft, in the words of the draft: for whoever decides on it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from drafter.answers.edits import Edit, edits_of, with_edits
from drafter.answers.model import Answers, Status
from drafter.compose.named import named_texts
from drafter.document.model import Document, plain
from drafter.taking.excerpt import beginning, excerpt
from drafter.taking.model import Change, Mode

_LONGEST = 200


def effects(edit: Edit, answers: Answers, draw: Callable[[Answers], Document]) -> list[Change]:
    """The differences between the draft without a record and the draft with it.

    ``title`` of each: the beginning of its paragraph; of one that was added or moved that of the one before it.
    """
    others = [one for one in edits_of(answers) if one != edit]
    settled = replace(edit, pending=False, status=Status.CONFIRMED)
    before = _texts(draw(with_edits(answers, others)))
    after = _texts(draw(with_edits(answers, [*others, settled])))
    found = list(_differing(before, after))
    if not found and list(before) != list(after):
        found.append(_placed(Change(Mode.MOVED, edit.at, old=after.get(edit.at, "")), after))
    return found


def _texts(document: Document) -> dict[str, str]:
    return {name: plain(text) for name, text in named_texts(document) if text}


def _differing(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """The paragraphs that differ."""
    found = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, ""), after.get(name, "")
        if not old:
            found.append(_placed(Change(Mode.ADDED, name, new=new), after))
        elif not new:
            found.append(Change(Mode.DELETED, name, old, title=beginning(old), excerpt=old[:_LONGEST]))
        elif old != new:
            made = Change(Mode.WORDING, name, old, new, title=beginning(old), excerpt=excerpt(old, new))
            found.append(made)
    return found


def _placed(change: Change, texts: dict[str, str]) -> Change:
    """A paragraph that stands elsewhere, with the one before it."""
    names = list(texts)
    place = names.index(change.at) if change.at in texts else 0
    change.title = beginning(texts[names[place - 1]]) if place else ""
    change.excerpt = (change.new or change.old)[:_LONGEST]
    return change
