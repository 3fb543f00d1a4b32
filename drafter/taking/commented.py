"""Reviewers' comments as differences: which paragraph or answer each is about, and whether it is kept already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.answers.edits import edits_of
from drafter.answers.model import Answers
from drafter.compare import Line
from drafter.document import names
from drafter.packs.schema import Pack
from drafter.taking.describe import ADDED
from drafter.taking.model import Change, Mode
from drafter.taking.reading import Comment
from drafter.taking.texts import remark_of, same
from drafter.taking.uses import Placed

_ENDS = re.compile(r"[。；！？，\n]")


def noted(
    comment: Comment,
    lines: Sequence[Line],
    named: Mapping[int, str],
    placed: Mapping[str, Placed],
    pack: Pack,
) -> Change:
    """A comment on one of the lines of a copy.

    ``named``: the names of these lines; ``placed``: the lines of the draft by name.
    """
    there = comment.line < len(lines)
    name = named.get(comment.line, f"{ADDED}{comment.line}" if there else names.TITLE)
    quote = lines[comment.line].text[comment.start : comment.end] if there else ""
    key = _commented(quote, placed[name]) if name in placed else ""
    return Change(
        Mode.REMARK,
        name,
        new=comment.text,
        key=key if key in pack.questions else "",
        author=comment.author,
        when=comment.when,
        quote=quote,
    )


def is_noted(change: Change, answers: Answers) -> bool:
    """Whether a comment is kept already."""
    answer = answers.get(change.key) if change.key else None
    told = [answer.note if answer is not None else ""]
    told += [edit.remark for edit in edits_of(answers) if edit.at == change.at or change.at.startswith(ADDED)]
    return any(remark_of(change) in one for one in told)


def _commented(quote: str, one: Placed) -> str:
    """The answer that a comment on some words of a paragraph is about; "" where it is about the paragraph.

    It is about an answer within which it stands, and about one with a few words around it; a comment on a clause, on
    several answers or on the whole paragraph is about neither of them.
    """
    words = quote.strip()
    within = [slot.key for slot in one.slots if words and words in slot.text]
    around = [slot.key for slot in one.slots if slot.text and slot.text in words]
    if within:
        return within[0]
    whole = same(words, one.text) or _ENDS.search(words) is not None
    return around[0] if len(around) == 1 and not whole else ""
