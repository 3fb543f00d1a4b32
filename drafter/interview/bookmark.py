"""Where a clerk stopped, so that the next start begins there.

Kept apart from the answers: it says nothing about the report, and where it is lost the interview simply begins at
the first open question.
"""

from __future__ import annotations

from msgspec import Struct


class Bookmark(Struct, frozen=True):
    """A place in an interview.

    ``key``: the question (dotted: a figure inside a text).  ``course``: the question from which the interview goes
    on afterwards.  ``agenda``: questions the clerk was walking through.
    ``seen``: of a carried text that is being looked at place by place, the text before the next place; None where
    no such text is in hand.  ``index`` and ``column`` say which entry of a collection it, or the figure, belongs to.
    """

    key: str
    course: str = ""
    agenda: tuple[str, ...] = ()
    seen: str | None = None
    index: int | None = None
    column: str = ""
