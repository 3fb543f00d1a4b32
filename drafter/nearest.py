"""The near miss: what a misspelt name was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word nearest to ``word``, "" when none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:100], list(known), n=1)), "")
