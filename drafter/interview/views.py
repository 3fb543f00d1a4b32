"""What a session can show of the report itself; made by whoever joins it with compose and the writers."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from drafter.answers.model import Answers


class Views(Struct, frozen=True):
    """Texts of the report as the answers now have it.

    ``topic``: the paragraphs of the topic a question belongs to, "" where there are none.
    ``report``: the whole; raises DrafterError where it cannot be made.
    """

    topic: Callable[[Answers, str], str] = lambda _answers, _key: ""
    report: Callable[[Answers], str] = lambda _answers: ""


NO_VIEWS = Views()
