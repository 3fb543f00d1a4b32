"""What a clerk may type at a prompt that is no answer: 等待 (somebody else was asked), a colleague's whole reply."""

from __future__ import annotations

import re

from drafter.colleagues.reading import read_reply
from drafter.interview.console import Paste, Wait
from drafter.interview.steps import Step, StepKind

PASTE = frozenset({"粘贴", "粘贴回复", "paste"})
_WAIT = re.compile(r"(?:等待|wait(?= |$))[ 　:：，,]*(?P<whom>[^\n]{0,20})")
_WAIT_ALONE = re.compile(r"(?:等待|wait(?= |$))(?:[ 　:：]+(?P<whom>[^\n]{1,20}))?")
_LEAST = 2
"""So many figures, each with words of its own, are a reply and no answer."""


def look_aside(typed: str, step: Step, year: int) -> None:
    """Raise Wait or Paste where that is what was typed; an answer passes.

    Where a text is asked for, only the bare words count: a sentence may begin with 等待.
    """
    if step.kind not in (StepKind.QUESTION, StepKind.FIGURE):
        return
    text = typed.strip()
    if text.lower() in PASTE:
        raise Paste("")
    pattern = _WAIT if step.value_kind.is_number else _WAIT_ALONE
    if found := pattern.fullmatch(text):
        raise Wait((found["whom"] or "").strip())
    if step.value_kind.is_number and is_reply(text, year):
        raise Paste(text)


def is_reply(text: str, year: int) -> bool:
    """Whether a text has several figures, each said to be of something."""
    return len([one for one in read_reply(text, year) if one.words]) >= _LEAST
