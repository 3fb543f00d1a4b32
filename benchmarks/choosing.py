"""Edits chosen by a seeded random: places in a draft where a leader could make them, words to put in."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from benchmarks.edits import Edit, Kind
from drafter.compare import Line
from drafter.compare.tokens import sentences, tokens
from drafter.genre.headings import sign_of
from drafter.readers.model import Role

T = TypeVar("T")
_SWAPS = (
    ("认真", "切实"),
    ("加强", "强化"),
    ("推进", "推动"),
    ("落实", "抓实"),
    ("健全", "完善"),
    ("完善", "优化"),
    ("开展", "组织"),
    ("组织", "安排"),
    ("提升", "提高"),
    ("规范", "严格"),
    ("建立", "构建"),
    ("制定", "拟定"),
    ("及时", "迅速"),
    ("积极", "主动"),
)
_SENTENCES = (
    "相关做法在全市作了交流。",
    "分管领导多次到现场督办。",
    "对重点事项实行台账管理。",
    "群众反映的突出问题得到回应。",
    "基层反馈的意见逐条研究吸收。",
    "有关经验印发各单位参考。",
)
_PARAGRAPHS = (
    "组建法治宣讲志愿队伍，深入集镇和企业开展面对面讲解，受到普遍欢迎。",
    "推行首席法务联络员制度，为重大项目落地提供全程法律服务。",
    "联合相邻县区建立跨区域执法协作机制，统一文书样式和证据标准。",
    "依托夜间窗口为上班群众办理业务，让办事时间更加灵活。",
    "围绕校园周边、农贸市场等场所开展联合巡查，隐患当场督促整改。",
)
_HEADINGS = ("着力夯实基层基础", "持续深化服务创新", "全面压实工作责任", "不断拓展监督渠道")
_HALF = str.maketrans("，。；：（）", ",.;:()")


class Chooser:
    """Chooses edits of the lines of a draft; a line is edited once, unless only values and words of it change."""

    def __init__(self, lines: Sequence[Line], seed: int) -> None:
        self.lines = lines
        self._random = random.Random(seed)
        self._used: set[int] = set()
        self._taken: set[tuple[int, int]] = set()
        self._inline: set[int] = set()
        self._new = iter(range(10**6))

    def choose(self, kind: Kind) -> Edit | None:
        """An edit of this kind; None where the draft has no place left for one."""
        make = _MAKERS[kind]
        numbers = list(range(len(self.lines)))
        self._random.shuffle(numbers)
        for number in numbers:
            line = self.lines[number]
            if (
                line.role in (Role.HEADING, Role.PARAGRAPH)
                and line.part == 0
                and (made := make(self, number, line))
            ):
                return made
        return None

    def free(self, *numbers: int) -> bool:
        """Whether nobody has edited these lines."""
        return not self._used.intersection(numbers) and not self._inline.intersection(numbers)

    def use(self, *numbers: int) -> None:
        """These lines are edited as a whole."""
        self._used.update(numbers)

    def any_of(self, rows: Sequence[T]) -> T:
        """Any of some."""
        return self._random.choice(rows)

    def numbered(self, rows: Sequence[str]) -> str:
        """Any of some texts, that none other of this draft equals."""
        return f"第{next(self._new) + 1}批：{self._random.choice(rows)}"

    def spot(self, number: int, places: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """A free one of some places of a line."""
        left = [one for one in places if (number, one[0]) not in self._taken]
        if number in self._used or not left:
            return None
        found = self._random.choice(left)
        self._taken.update((number, place) for place in range(found[0] - 1, found[1] + 1))
        self._inline.add(number)
        return found


def _values(line: Line) -> Iterator[tuple[int, int, str]]:
    """The numbers of a line that are answers: their places and the keys of the answers."""
    place = 0
    for span in line.spans:
        numbers = [token for token in tokens(span.text) if token.number and token.key.isdecimal()]
        if span.origin is not None and span.origin.keys and len(numbers) == 1:
            yield place + numbers[0].start, place + numbers[0].end, span.origin.keys[0]
        place += len(span.text)


def _value(chooser: Chooser, number: int, line: Line, kind: Kind = Kind.VALUE) -> Edit | None:
    keys = {start: key for start, _, key in _values(line)}
    spot = chooser.spot(number, [(start, end) for start, end, _ in _values(line)])
    if spot is None:
        return None
    words = str(int(line.text[slice(*spot)]) + 1)
    return Edit(kind, number, spot[0], spot[1] - spot[0], words, key=keys[spot[0]])


def _tracked(chooser: Chooser, number: int, line: Line) -> Edit | None:
    return _value(chooser, number, line, Kind.TRACKED)


def _word(chooser: Chooser, number: int, line: Line) -> Edit | None:
    swaps = dict(_SWAPS)
    fixed = _fixed(line)
    places = [
        (found.start(), found.end())
        for found in re.finditer("|".join(swaps), line.text)
        if all(fixed[found.start() : found.end()]) and line.role is Role.PARAGRAPH
    ]
    spot = chooser.spot(number, places)
    return Edit(Kind.WORD, number, spot[0], 2, swaps[line.text[slice(*spot)]]) if spot else None


def _fixed(line: Line) -> list[bool]:
    """For each character whether it is the template's."""
    return [span.origin is None for span in line.spans for _ in span.text]


def _inner(line: Line) -> list[tuple[int, int]]:
    """The sentences of a paragraph behind its run-in heading."""
    return [(start, end) for start, end in sentences(line.text) if start >= line.lead and end > start]


def _sentence_in(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if line.role is not Role.PARAGRAPH or not chooser.free(number) or not line.text.endswith("。"):
        return None
    chooser.use(number)
    ends = [end for _, end in sentences(line.text) if end > line.lead and line.text[end - 1] == "。"]
    return Edit(Kind.SENTENCE_IN, number, chooser.any_of(ends), 0, chooser.numbered(_SENTENCES))


def _sentence_out(chooser: Chooser, number: int, line: Line) -> Edit | None:
    parts = [one for one in _inner(line) if line.text[one[1] - 1] == "。"]
    if line.role is not Role.PARAGRAPH or len(parts) < 3 or not chooser.free(number):
        return None
    chooser.use(number)
    return Edit(Kind.SENTENCE_OUT, number, parts[1][0], parts[1][1] - parts[1][0])


def _half_width(chooser: Chooser, number: int, line: Line) -> Edit | None:
    words = line.text[line.lead :].translate(_HALF)
    if line.role is not Role.PARAGRAPH or words == line.text[line.lead :] or not chooser.free(number):
        return None
    chooser.use(number)
    return Edit(Kind.HALF_WIDTH, number, line.lead, len(words), words)


def _retyped(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if line.role is not Role.PARAGRAPH or not chooser.free(number) or not any(_values(line)):
        return None
    chooser.use(number)
    return Edit(Kind.RETYPED, number, words=line.text + chooser.numbered(_SENTENCES))


def _paragraph_in(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if line.role is not Role.PARAGRAPH or not chooser.free(number):
        return None
    chooser.use(number)
    return Edit(Kind.PARAGRAPH_IN, number, words=chooser.numbered(_PARAGRAPHS))


def _paragraph_out(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if line.role is not Role.PARAGRAPH or len(line.text) < 15 or not chooser.free(number):
        return None
    chooser.use(number)
    return Edit(Kind.PARAGRAPH_OUT, number)


def _moved(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if line.role is not Role.PARAGRAPH or len(line.text) < 15:
        return None
    lines = chooser.lines
    for other in [*range(number + 3, len(lines)), *range(number - 4, 0, -1)]:
        if lines[other].role is Role.PARAGRAPH and lines[other].part == 0 and chooser.free(number, other):
            chooser.use(number, other)
            return Edit(Kind.MOVED, number, other=other)
    return None


def _moved_changed(chooser: Chooser, number: int, line: Line) -> Edit | None:
    moved = _moved(chooser, number, line)
    if moved is None:
        return None
    return Edit(Kind.MOVED_CHANGED, number, len(line.text), 0, chooser.numbered(_SENTENCES), moved.other)


def _swapped(chooser: Chooser, number: int, line: Line) -> Edit | None:
    following = chooser.lines[number + 1] if number + 1 < len(chooser.lines) else None
    if following is None or line.role is not Role.PARAGRAPH or following.role is not Role.PARAGRAPH:
        return None
    if (
        min(len(line.text), len(following.text)) < 15
        or following.part
        or not chooser.free(number, number + 1)
    ):
        return None
    chooser.use(number, number + 1)
    return Edit(Kind.SWAPPED, number, other=number + 1)


def _copied(chooser: Chooser, number: int, line: Line) -> Edit | None:
    numbers = [token for token in tokens(line.text) if token.number and token.key.isdecimal()]
    if line.role is not Role.PARAGRAPH or not numbers or sign_of(line.text) or not chooser.free(number):
        return None
    chooser.use(number)
    text = line.text
    for token in reversed(numbers):
        text = text[: token.start] + str(int(token.key) + 3) + text[token.end :]
    return Edit(Kind.COPIED, number, words=text)


def _rewritten(chooser: Chooser, number: int, line: Line) -> Edit | None:
    """Something is put in before a figure's clause, a word is another: the figure stays."""
    found = re.search("[，。]", line.text[line.lead :])
    start = line.lead + found.end() if found else 0
    swaps = dict(_SWAPS)
    word = re.search("|".join(swaps), line.text[start:])
    if not start or word is None or line.role is not Role.PARAGRAPH or not chooser.free(number):
        return None
    if not all(_fixed(line)[start : start + word.end()]):
        return None
    chooser.use(number)
    words = "在时间紧、人手少的情况下，" + line.text[start : start + word.start()] + swaps[word.group()]
    return Edit(Kind.REWRITTEN, number, start, word.end(), words)


def _split(chooser: Chooser, number: int, line: Line) -> Edit | None:
    ends = [end for _, end in _inner(line)[:-1] if line.text[end - 1] == "。"]
    if line.role is not Role.PARAGRAPH or not ends or not chooser.free(number):
        return None
    if sign_of(line.text[ends[-1] :]):
        return None
    chooser.use(number)
    return Edit(Kind.SPLIT, number, ends[-1])


def _joined(chooser: Chooser, number: int, line: Line) -> Edit | None:
    lines = chooser.lines
    following = lines[number + 1] if number + 1 < len(lines) else line
    both = line.role is following.role is Role.PARAGRAPH and following.part == 0 and number + 1 < len(lines)
    if (
        not both
        or sign_of(following.text)
        or not line.text.endswith("。")
        or not chooser.free(number, number + 1)
    ):
        return None
    chooser.use(number, number + 1)
    return Edit(Kind.JOINED, number, other=number + 1)


def _heading(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if line.role is not Role.HEADING or not chooser.free(number):
        return None
    chooser.use(number)
    sign = sign_of(line.text)
    start = sign.length if sign else 0
    return Edit(Kind.HEADING, number, start, len(line.text) - start, chooser.any_of(_HEADINGS))


def _format(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if not chooser.free(number):
        return None
    chooser.use(number)
    return Edit(Kind.FORMAT, number, 0, min(6, len(line.text)))


def _comment(chooser: Chooser, number: int, line: Line) -> Edit | None:
    if not chooser.free(number):
        return None
    chooser.use(number)
    return Edit(Kind.COMMENT, number, words="请核对这一段的数字。")


_MAKERS: dict[Kind, Callable[[Chooser, int, Line], Edit | None]] = {
    Kind.REWRITTEN: _rewritten,
    Kind.COPIED: _copied,
    Kind.MOVED_CHANGED: _moved_changed,
    Kind.SWAPPED: _swapped,
    Kind.VALUE: _value,
    Kind.TRACKED: _tracked,
    Kind.WORD: _word,
    Kind.SENTENCE_IN: _sentence_in,
    Kind.SENTENCE_OUT: _sentence_out,
    Kind.HALF_WIDTH: _half_width,
    Kind.RETYPED: _retyped,
    Kind.PARAGRAPH_IN: _paragraph_in,
    Kind.PARAGRAPH_OUT: _paragraph_out,
    Kind.MOVED: _moved,
    Kind.SPLIT: _split,
    Kind.JOINED: _joined,
    Kind.HEADING: _heading,
    Kind.FORMAT: _format,
    Kind.COMMENT: _comment,
}


def chosen(lines: Sequence[Line], kinds: Sequence[Kind], seed: int) -> list[Edit]:
    """One edit of each kind named, as far as the draft has places for them."""
    chooser = Chooser(lines, seed)
    found = (chooser.choose(kind) for kind in sorted(kinds, key=lambda kind: kind in (Kind.VALUE, Kind.WORD)))
    return [edit for edit in found if edit is not None]
