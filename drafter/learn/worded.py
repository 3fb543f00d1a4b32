"""Words that two years have otherwise: the whole of them, and what to call the question for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from drafter.compare import Kind
from drafter.compare import Piece as Change
from drafter.genre.segment import beginning, ending
from drafter.learn.model import Becomes, Spot
from drafter.yamlio import FORBIDDEN

MARKS = re.compile("[，,。；;：:！!？?]")
_NEAR = re.compile("[，,。；;：:！!？?、（）()]")
_EDGE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff〇]")
_NUMERAL = re.compile("[0-9０-９〇零一二三四五六七八九十百]+")
_BEFORE, _AFTER, _SHORT = 8, 6, 2
_FIGURE = re.compile(r"\d+(?:[.,，]\d+)*")
_DIGITS = re.compile(r"\d")


def words_spot(text: str, start: int, end: int, then: str = "") -> Spot:
    """The place of words that an earlier year had otherwise, named by them or by what stands around them.

    ``then``: what that year had, to be told.
    """
    why = "两年写法不同" + (f"，{then}" if then else "")
    return Spot(start, end, Becomes.WORDS, text[start:end], why, name=_name(text, start, end))


def _name(text: str, start: int, end: int) -> str:
    written = _NUMERAL.sub("几", text[start:end]) if _NUMERAL.fullmatch(text[start:end]) else text[start:end]
    words = _EDGE.sub("", written)
    if len(words) > _SHORT:
        return words[:_BEFORE]
    left, right = around(text, start, end)
    named = _EDGE.sub("", f"{left}{written}{_DIGITS.split(right)[0]}")
    return named if len(named) > 1 else ""


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place in its clause, a few whole words of it."""
    left, right = _NEAR.split(text[:start])[-1], _NEAR.split(text[end:])[0]
    return ending(left, _BEFORE), beginning(right, _AFTER)


def in_context(text: str, start: int, end: int) -> str:
    """A place with a few words around it, other figures left blank, for the screen."""
    left, right = (_FIGURE.sub("＿", FORBIDDEN.sub("", side)) for side in around(text, start, end))
    return f"{left}{FORBIDDEN.sub('', text[start:end])}{right.rstrip('＿%')}"


def words_label(text: str, start: int, end: int) -> str:
    """What the question for words that two years have otherwise is called, so that one sees which words are meant."""
    words, near = FORBIDDEN.sub("", text[start:end]), in_context(text, start, end)
    if not words:
        return f"“{near}”这里今年添什么字" if near else "“（这里去年没有字）”今年怎么写"
    return f"“{words}”今年怎么写" if near == words else f"“{near}”里的“{words}”今年怎么写"


def widened(op: Change, ops: Sequence[Change], text: str, before: str, spots: Sequence[Spot]) -> Change:
    """A change with the words that it begins or ends in the middle of: 、四中 becomes 三中、四中 for 三中.

    Only where one year has nothing there, and never over a spot.
    """
    now, then = text[op.new_start : op.new_end], before[op.old_start : op.old_end]
    if (now and then) or MARKS.match(now or then):
        return op
    left, right = _equal_left(op, ops), _equal_right(op, ops)
    left = min([left, *(op.new_start - spot.end for spot in spots if spot.end <= op.new_start)])
    right = min([right, *(spot.start - op.new_end for spot in spots if op.new_end <= spot.start)])
    grow = len(_run(_EDGE.split(text[op.new_start - left : op.new_start])[-1], ending))
    if grow:
        return replace(op, old_start=op.old_start - grow, new_start=op.new_start - grow)
    grow = len(_run(_EDGE.split(text[op.new_end : op.new_end + right])[0], beginning))
    return replace(op, old_end=op.old_end + grow, new_end=op.new_end + grow)


def _run(words: str, cut: Callable[[str, int], str]) -> str:
    return words if len(words) <= _BEFORE else cut(words, _AFTER)


def _equal_left(op: Change, ops: Sequence[Change]) -> int:
    """How many characters before a change are the same in both texts."""
    return next(
        (
            one.new_end - one.new_start
            for one in ops
            if one.kind is Kind.EQUAL and one.new_end == op.new_start
        ),
        0,
    )


def _equal_right(op: Change, ops: Sequence[Change]) -> int:
    return next(
        (
            one.new_end - one.new_start
            for one in ops
            if one.kind is Kind.EQUAL and one.new_start == op.new_end
        ),
        0,
    )
