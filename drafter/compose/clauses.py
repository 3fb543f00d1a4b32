"""Clauses that disappear: how a sentence stays a sentence when some of its figures are 0, 不适用 or not asked.

A *unit* is what stands between 。；！？; it disappears with its end mark when it directly holds an empty value.
``[[…]]`` inside it is a *clause*, which disappears alone, and the separators around it are mended.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from drafter.compose.marks import Marks, has_mark, is_mark, marks_in
from drafter.errors import TemplateError

OPEN, CLOSE = "[[", "]]"
GONE, KEPT = "\x00", "\x01"
"""Where a clause has disappeared, and the edge of one that has stayed."""

_TOKEN = re.compile(r"\[\[|\]\]|[。；！？!?;]+[”’）》」』]*|[^\[\]。；！？!?;]+|[\[\]]")
_SEPARATOR = "，、；,"
_STRENGTH = {"；": 4, "，": 3, ",": 3, "、": 1}
"""和 and its like count 2: what is left of 甲、乙和丙 is 甲和丙, of 甲和乙，丙 it is 甲，丙."""
_JOINT = rf"(?:[{_SEPARATOR}]|(?<=[{GONE}{KEPT}])(?:和|以及|及|并|且)(?=[{GONE}{KEPT}]))"
_GAP = re.compile(rf"{_JOINT}?(?:{GONE}{_JOINT}?)+")
_FIRST_GONE = re.compile(rf"{GONE}+{KEPT}[{_SEPARATOR}]")
_EMPTY_BRACKETS = re.compile(rf"[（(“]{GONE}+[）)”]")
_END = re.compile(r"([。；！？!?;]+)([”’）》」』]*)$")


class _Clause(Struct):
    """A clause or unit being read: its text so far, and what it holds."""

    parts: list[str] = field(default_factory=list)
    has_empty: bool = False
    has_value: bool = False
    clauses: int = 0
    kept: int = 0

    def is_gone(self) -> bool:
        if self.has_empty:
            return True
        return self.clauses > 0 and self.kept == 0 and not self.has_value

    def add_clause(self, inner: _Clause) -> None:
        self.clauses += 1
        if inner.is_gone():
            self.parts.append(GONE)
        else:
            self.kept += 1
            self.parts.append(f"{KEPT}{_mend(''.join(inner.parts))}{KEPT}")


def resolve(text: str, marks: Marks) -> str:
    """A paragraph's text without the clauses and units that disappear; empty when none is left.

    ``text`` holds marks; raises :class:`TemplateError` on ``[[`` and ``]]`` that do not pair.
    """
    if OPEN not in text and not has_mark(text):
        return text.strip()
    units: list[str] = []
    stack = [_Clause()]
    last_end = ""
    for token in _TOKEN.findall(text):
        if token == OPEN:
            stack.append(_Clause())
        elif token == CLOSE:
            _close(stack, text)
        elif len(stack) == 1 and token[0] in "。；！？!?;":
            last_end = token
            _finish(stack[0], token, units)
            stack = [_Clause()]
        else:
            _read(token, stack[-1], marks)
    if len(stack) > 1:
        raise TemplateError(f"[[ 没有对应的 ]]：{_excerpt(text)}")
    _finish(stack[0], "", units)
    return _ended("".join(units), last_end)


def _close(stack: list[_Clause], text: str) -> None:
    if len(stack) == 1:
        raise TemplateError(f"]] 没有对应的 [[：{_excerpt(text)}")
    inner = stack.pop()
    stack[-1].add_clause(inner)


def _read(token: str, clause: _Clause, marks: Marks) -> None:
    clause.parts.append(token)
    for mark in marks_in(token):
        printed = marks.behind(mark)
        if printed.empty:
            clause.has_empty = True
        elif printed.origin is not None:
            clause.has_value = True


def _finish(unit: _Clause, end: str, units: list[str]) -> None:
    if unit.is_gone():
        return
    whole = "".join(unit.parts)
    text = _mend(whole).replace(KEPT, "")
    if GONE in whole:
        text = text.strip(_SEPARATOR)
    if text.strip() or GONE not in whole:
        units.append(text + end)


def _mend(text: str) -> str:
    """Separators and brackets around clauses that have disappeared, put right."""
    if GONE not in text:
        return text
    text = _EMPTY_BRACKETS.sub("", text)
    text = _FIRST_GONE.sub(_without_joint, text)
    return _GAP.sub(_stronger, text)


def _stronger(match: re.Match[str]) -> str:
    """Of the separators around a gap one stays, the strongest, and none at an edge of the sentence."""
    text = match.string
    left = text[: match.start()].rstrip(KEPT)
    right = text[match.end() :].lstrip(KEPT)
    if not left or left[-1] in "：:（(“" or not right or right[0] in "）)”":
        return ""
    if text.startswith(KEPT, match.end()) and _is_fixed(text[: match.start()]):
        return ""
    joints = [joint for joint in match.group().split(GONE) if joint]
    return max(joints, key=lambda joint: _STRENGTH.get(joint, 2), default="")


def _without_joint(match: re.Match[str]) -> str:
    """``全年[[收到…]][[，办结…]]`` without its first clause: the joint in front of the second goes with it."""
    return GONE + KEPT if _is_fixed(match.string[: match.start()]) else match.group()


def _is_fixed(text: str) -> bool:
    """Whether nothing before a gap is a clause or a value: the chain begins behind it."""
    return KEPT not in text and not has_mark(text)


def _ended(text: str, last_end: str) -> str:
    """The paragraph with its own end mark, when the unit that bore it has disappeared."""
    text = text.strip()
    found = _END.search(text)
    if found and last_end.startswith(("。", "！", "？")) and found.group(1) in ("；", ";"):
        return text[: found.start()] + "。" + found.group(2)
    return text


def _excerpt(text: str) -> str:
    return "".join("□" if is_mark(char) else char for char in text.strip())[:40]
