"""Headings, title and addressee that stand inside a line because line breaks were lost.

A sign inside a line is a heading's when a stop or a whole heading stands before it and its number is the next one at
its level; 一、二、三级, （一）（二）项规定 and 1、2号 never are (:mod:`drafter.genre.headings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.genre.headings import Sign, is_heading, sign_of
from drafter.genre.signs import CLOSE, HAN, OPEN
from drafter.readers.model import BLANK, Line

_CANDIDATE = re.compile(
    rf"第[{HAN}]{{1,3}}部分|(?<![{HAN}])[{HAN}]{{1,3}}[、．.，,]|[{OPEN}][{HAN}]{{1,3}}[{CLOSE}]"
    rf"|(?<!\d)\d{{1,2}}[.．、](?!\d(?!\d\d\d年))|[{OPEN}]\d{{1,2}}[{CLOSE}]|(?<=[。；])[{HAN}]{{1,2}}[{CLOSE}]"
)
_STOPS, _WEAK = "。！？!?", "；;：:"
_LONG = 600
"""Characters a line on average from which on a text has lost its line breaks."""
_TWO_PARTS = re.compile(r"一、.{4,}?[。！；].{0,2}二、.{4,}?[。！；]")
_BODY = (
    r"(?:(?:19|20)\d\d年|今年|近年|一年来|我[局委县区市镇厅办院校]|虽然|尽管|为[了深进全贯认]|根据|按照|对照|在[市县区省党上]|自\d|一是"
    r"|全年|下一步|围绕|以习近平|坚持以|现将|[（(][一1][）)]|本年度|全[局市县区])"
)
_HEADING_AND_BODY = re.compile(
    r"(?P<heading>.{2,50}?(?:情况|成效|问题|不足|原因|打算|安排|举措|措施|思路|做法|建设|方面|计划|重点|工作|任务|亮点|建议))"
    rf"(?={_BODY})"
)
_TITLE = r"(?!.{0,20}(?:现将|现就|根据|按照|为了))[^。，,；;：:！]{6,70}?"
_TITLE_AND_BODY = re.compile(
    rf"(?P<title>{_TITLE}(?:年度报告|情况的?报告|工作报告|总结报告|工作总结)(?![如的中指，。：；、”》（(会]))"
    rf"|(?P<other>{_TITLE}(?:报告|总结|汇报|情况))\s*(?=(?!的)[^。，,；;：:\d]{{2,40}}[：:]|{_BODY})"
)
_ADDRESSEE = re.compile(rf"(?P<addressee>[^。，,；;：:\d]{{2,50}}[：:])\s*(?={_BODY})")


def unglued(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that hold headings cut before each of them."""
    lines = list(_with_their_numbers(lines))
    lost = _has_lost_breaks(lines)
    seen = _Seen(lost)
    made = [piece for line in lines for piece in _pieces(line, seen)]
    return [piece for line in made for piece in _bodies(line)] if lost else made


def _with_their_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a number on a line of its own put before the next line."""
    number: Line | None = None
    for line in lines:
        if number is not None and line.cell is None and not sign_of(line.text):
            line, number = replace(line, strand=number.strand + line.strand), None
        elif number is not None:
            yield number
            number = None
        sign = sign_of(line.text + "字字字字") if line.cell is None and len(line.text) < 8 else None
        if sign is not None and sign.length == len(line.text):
            number = line
        else:
            yield line
    if number is not None:
        yield number


def _has_lost_breaks(lines: Sequence[Line]) -> bool:
    """Whether lines hold whole parts: they are very long, or one has two headings of the first level inside."""
    texts = [line.text for line in lines if line.cell is None]
    if not texts:
        return False
    longest = max(texts, key=len)
    return len("".join(texts)) > _LONG * len(texts) or bool(_TWO_PARTS.search(longest))


class _Seen:
    """The last number at each level; ``lost``: whether the text has lost its line breaks."""

    def __init__(self, lost: bool) -> None:
        self.lost = lost
        self.last: dict[int, int] = {}

    def note(self, sign: Sign) -> None:
        """A sign has been taken as a heading's."""
        self.last = {level: value for level, value in self.last.items() if level < sign.level}
        self.last[sign.level] = sign.value

    def expects(self, sign: Sign) -> bool:
        """Whether a number is the next at its level, or begins a list below."""
        last = self.last.get(sign.level)
        if sign.value == 1:
            return last is None or sign.level == 1
        allowed = {1, 2} if self.lost and sign.level < 3 else {1}
        return last is not None and sign.value - last in allowed


def _pieces(line: Line, seen: _Seen) -> Iterator[Line]:
    if line.cell is not None:
        yield line
        return
    if sign := sign_of(line.text):
        seen.note(sign)
    start = 0
    for place in list(_candidates(line.text)):
        found = sign_of(line.text[place : place + 100])
        if found and _may_cut(line.text, start, place, found, seen):
            seen.note(found)
            yield replace(line, strand=line.strand.cut(start, place), indent=0)
            start = place
    yield replace(line, strand=line.strand.cut(start)) if start else line


def _candidates(text: str) -> Iterator[int]:
    return (found.start() for found in _CANDIDATE.finditer(text) if found.start() > 0)


def _may_cut(text: str, start: int, place: int, sign: Sign, seen: _Seen) -> bool:
    """Whether a sign in the middle of a line begins a heading."""
    if not seen.expects(sign):
        return False
    before = text[start:place].rstrip(BLANK)
    if not before:
        return False
    ended = before.rstrip("”’）)")[-1:] or before[-1]
    if sign.level > 2 and not seen.lost:
        return False
    if ended in _STOPS or (ended in _WEAK and (seen.lost or (sign.level == 1 and ended in "：:"))):
        return True
    above = sign_of(before)
    return above is not None and above.level < sign.level and sign.value == 1 and is_heading(before)


def _bodies(line: Line) -> Iterator[Line]:
    """Title, addressee or heading and the body that follows it without a break."""
    sign = sign_of(line.text)
    if sign is not None:
        found = _HEADING_AND_BODY.match(line.text, sign.length) if sign.level < 3 else None
        first = found["heading"] if found else ""
        whole = bool(found) and not re.search("[。；]", first) and first.count("，") < 3
        ends = [found.end("heading")] if found and whole else []
    else:
        ends = list(_beginnings(line.text))
    start = 0
    for end in ends:
        yield replace(line, strand=line.strand.cut(start, end))
        start = end
    yield replace(line, strand=line.strand.cut(start)) if start else line


def _beginnings(text: str) -> Iterator[int]:
    """Where the title ends, and where the addressee behind it does."""
    title = _TITLE_AND_BODY.match(text)
    if title is None:
        return
    yield title.end()
    if addressee := _ADDRESSEE.match(text, title.end()):
        yield addressee.end("addressee")
