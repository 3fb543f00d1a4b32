"""Whether two reports are two years of one bureau's: only then does what changed between them say anything."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.compare import likeness
from drafter.errors import UsageError
from drafter.learn.earlier import line_of
from drafter.learn.frame import reporting_organ
from drafter.readers.model import Piece

_ALIKE = 0.3
"""Two years of one bureau have half of their text in common and more, two bureaus less than a sixth."""


def renamed(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[str, str] | None:
    """The names of a bureau that is called otherwise in its two reports; None where it has one name.

    Raises UsageError where the reports are not one bureau's: other names over other texts.
    """
    then, now = reporting_organ(old), reporting_organ(new)
    if not then or not now or then in now or now in then:
        return None
    if likeness([line_of(piece) for piece in old], [line_of(piece) for piece in new]) < _ALIKE:
        raise UsageError(
            f"这两份报告不是一个单位的：一份是{then}的，一份是{now}的，文字也很少相同",
            "请给出同一个单位连续两年的报告；只学一份，就只写那一份",
        )
    return then, now
