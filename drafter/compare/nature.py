"""Of what nature a change is: blanks, forms of characters, punctuation, figures, words."""

from __future__ import annotations

import re

from drafter.compare.model import Nature
from drafter.compare.tokens import bare, tokens

_MARK = re.compile(r"[^\w%‰]|_")


def nature(old: str, new: str) -> Nature:
    """The nature of a change from one text to another."""
    if old == new:
        return Nature.SAME
    if "".join(old.split()) == "".join(new.split()):
        return Nature.SPACE
    one, other = bare(old), bare(new)
    if one == other:
        return Nature.FORMS
    if _MARK.sub("", one) == _MARK.sub("", other):
        return Nature.MARKS
    return Nature.FIGURES if _without_figures(one) == _without_figures(other) else Nature.WORDS


def _without_figures(text: str) -> list[str]:
    return ["0" if token.number else token.key for token in tokens(text)]
