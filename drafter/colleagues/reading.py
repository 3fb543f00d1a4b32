"""The figures of a colleague's reply, each with the words that say what it is.

Replies are chat: greetings, lists with and without numbers, ``收到/办结：81/79``, rows copied from a spreadsheet,
our own list filled in.  ``genre.numerals`` says what is a figure; here it is said whose words are whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.figures import NOT_APPLICABLE, Figure, FigureError, parse_figure
from drafter.genre.numerals import FoundFigure, Kind, find_figures, numerals
from drafter.genre.words import UNITS

_CLAUSE = re.compile(r"[，,。；;！!？?～~]+|(?<=[\u4e00-\u9fff)）])[ \u3000]{1,}(?=[\u4e00-\u9fff])")
_COLON = re.compile(r"[：:]+|——+|--+|＝|=|→|->")
_CLOSED = re.compile(r"[（(【\[][^（()）【】\[\]]*[）)】\]]")
_OPEN = re.compile(r"[（(【\[]")
_TRIM = " \t\r\n\u3000、，,。；;：:！!？?_＿—\\-/／|）)】]“”\"'·.．…~～和与及"
_UNIT_WORDS = "|".join(re.escape(unit) for unit in UNITS)
_INDEX = re.compile(
    r"\s*(?:[（(]\d{1,2}[)）]、?|\d{1,2}(?:[)）、:：]|[.．](?!\d))|[①-⑳]|[一二三四五六七八九十]{1,3}、|[-*\u2022·●]"
    rf"|\d{{1,2}}[ \u3000]+(?=[^\d\s%％])(?!(?:{_UNIT_WORDS})))\s*"
)
_IN_BRACKETS = re.compile(r"(?<=[\u4e00-\u9fff])[（(](?P<number>\d+(?:\.\d+)?[%％]?)[)）]")
_BETWEEN = re.compile(r"[、/／，,和与及\s]{1,3}")
_EACH = re.compile("(?:数量|数据)?(?:分别|各)(?:为|是|有|达到?)?")
_NAMES = re.compile("[、/／，,]|和|与|及|以及")
_PAST = re.compile("去年|上年(?!度?结转)|上一年|前年|同期|往年")
_HOUR = re.compile(r"(?:上午|下午|晚上?|早上?|中午|明早|今晚)\s*\d{1,2}(?:点半?|时)(?!次)")
_COMPARED = re.compile(
    "同比|环比|[比较](?:去年|上年|上一年|同期)|(?:增长|增幅|上升|下降|降低|减少|增加)[了约近达到]*$"
)
_NONE = "没有发生|没有收到|没有|未发生|没发生|未收到|未开展|未发出|暂无|为零|是零|均?无|零"
_NO_POWER = "不适用|不涉及|没有(?:此项|这项|该项)(?:职能|职权|业务|工作)?|无(?:此项|这项|该项)(?:职能|职权|业务|工作)?"
_END = r"(?=\s*(?:$|[，,。；;！!）)\s]))"
_SAID_NONE = re.compile(
    rf"(?P<words>[\u4e00-\u9fffA-Za-z（）()]{{2,30}}?)[：:\t 　_]*(?:(?P<power>{_NO_POWER})|(?P<none>{_NONE})){_END}"
)
_NONE_OF = re.compile(rf"(?:{_NONE})(?P<words>[\u4e00-\u9fff]{{2,20}}){_END}")
_POLITE = re.compile("(?:什么|其他|别的)?(?:问题|意见|异议|疑问|补充|其他|别的|变化|出入|错|误)")
_ONE_CHARACTER = tuple(unit for unit in UNITS if len(unit) == 1)
_UNIT_CELL = re.compile(f"[十百千万亿]*(?:{_UNIT_WORDS})")
_FIGURE_CELL = re.compile(r"[约近超]?[\d.,，]+\s*\S{0,4}|[零〇一二三四五六七八九十百千万]+\S{0,3}")
_AROUND = 4
"""So many clauses and lines before a figure may say what it is about."""


class Reported(Struct, frozen=True):
    """One figure of a reply: where it stands, as written, and the words that belong to it.

    ``figure`` is None for 不适用 and for a number that cannot be read as one (``readable`` False).
    ``words``: right at the figure; ``around``: those before, nearest first.
    ``past``: it is said to be of an earlier year; ``compared``: of the change against one.
    """

    start: int
    end: int
    written: str
    figure: Figure | None
    words: str = ""
    around: tuple[str, ...] = ()
    past: bool = False
    compared: bool = False
    readable: bool = True


def read_reply(text: str, year: int) -> list[Reported]:
    """Every figure of a reply, and every "none" that is said of something, in the order of the text.

    ``year``: the report year; what is said to be of the year before is marked as past.
    """
    found: list[Reported] = []
    before: list[str] = []
    start = 0
    for line in text.splitlines(keepends=True):
        read = _row(line) if "\t" in line.strip() else None
        if read is None:
            read = list(_line(line))
        found += [_dated(_with_context(_moved(one, start), before), year) for one in read]
        if words := _clean(_without_figures(line)):
            before = [words, *before][:_AROUND]
        start += len(line)
    return found


def _with_context(one: Reported, before: Sequence[str]) -> Reported:
    """With the lines above; a figure without words of its own has those before it."""
    around = tuple(word for word in (*one.around, *before) if word)[:_AROUND]
    if not one.words and around:
        return replace(one, words=around[0], around=around[1:])
    return replace(one, around=around)


def _dated(one: Reported, year: int) -> Reported:
    said = one.words
    past = bool(_PAST.search(said)) or f"{year - 1}年" in said
    compared = bool(_COMPARED.search(said))
    words = re.sub(f"{_PAST.pattern}|(?:{year - 1}|{year})年度?|今年|本年", "", said)
    if not _clean(words) and one.around and not past:
        words = one.around[0]
    around = tuple(_PAST.sub("", word) for word in one.around)
    return replace(one, words=_clean(words), around=around, past=past and not compared, compared=compared)


# -- one line of prose


def _line(line: str) -> Iterator[Reported]:
    """The figures of a line that is no row of a table."""
    line = _HOUR.sub(lambda match: " " * len(match[0]), line)
    line = _IN_BRACKETS.sub(lambda match: f"：{match['number']} ", line)
    if (index := _INDEX.match(line)) and re.search(r"[\d无没零一-十]", line[index.end() :]):
        line = " " * index.end() + line[index.end() :]
    figures = find_figures(line)
    found = [_prose(line, figures, number) for number in range(len(figures))]
    found = _distributed(line, figures, found)
    taken = [(one.start, one.end) for one in found]
    found += [one for one in _unread(line) if not _touches(one, taken)]
    taken += [(one.start, one.end) for one in found]
    found += [one for one in _nones(line) if not _touches(one, taken)]
    yield from sorted(found, key=lambda one: one.start)


def _prose(line: str, figures: Sequence[FoundFigure], number: int) -> Reported:
    one = figures[number]
    left = figures[number - 1].end if number else 0
    if line[one.end : one.end + 1] in ("十", "百", "千"):
        return _unreadable(line, one.start, one.end)
    right = figures[number + 1].start if number + 1 < len(figures) else len(line)
    words, around = _words_before(line[left : one.start])
    after = _words_after(line[one.end : right], last=number + 1 == len(figures))
    earlier = [_clean(part) for part in reversed(_CLAUSE.split(_without_figures(line[:left])))]
    said = words + after
    if not said and number + 1 < len(figures):
        said = _words_after(line[one.end : right], last=True)
    return Reported(
        one.start,
        one.end,
        line[one.start : one.end],
        one.figure,
        said,
        tuple(part for part in (*around, *earlier) if part),
    )


def _words_before(text: str) -> tuple[str, list[str]]:
    """The words right before a figure, and what stands before them, nearest first."""
    clauses = _CLAUSE.split(text)
    opened = _OPEN.split(_CLOSED.sub("", clauses[-1]))
    *heads, last = [part for piece in opened for part in _COLON.split(piece)]
    parts = [_clean(part) for part in (*clauses[:-1], *heads)]
    words = _clean(last)
    if not words and heads:
        words = parts.pop()
    return words, [part for part in reversed(parts) if part]


def _words_after(text: str, *, last: bool) -> str:
    """What is counted, where it follows at once: 81件信访; not what leads to the next figure."""
    if bracket := re.match(r"\s*(?P<unit>[\u4e00-\u9fff]{0,3})[（(](?P<inside>[^）)]*)[）)]", text):
        inside = _clean(bracket["inside"])
        said = not _PAST.search(inside) and re.search("[\u4e00-\u9fff]{2}", inside)
        return inside if said and not re.search(r"\d", inside) else bracket["unit"]
    if not re.match(r"[的]?[\u4e00-\u9fff]", text):
        return ""
    end = re.search(r"[，,。；;：:、！!？?\s（(]", text)
    if end is None and not last:
        return ""
    return _clean(text[: end.start()] if end else text)


def _distributed(line: str, figures: Sequence[FoundFigure], found: list[Reported]) -> list[Reported]:
    """收到、办结分别为81件、79件 and 收到/办结：81/79: the names go to the figures in turn."""
    at = 0
    while at < len(figures):
        stop = at + 1
        while stop < len(figures) and _BETWEEN.fullmatch(line[figures[stop - 1].end : figures[stop].start]):
            stop += 1
        left = figures[at - 1].end if at else 0
        said = re.split(r"[。；;！!？?]", line[left : figures[at].start])[-1]
        for number, name in enumerate(_turns(said, stop - at)):
            found[at + number] = replace(found[at + number], words=name)
        at = stop
    return found


def _turns(said: str, count: int) -> list[str]:
    """The names of a run of figures, as many as there are figures; none where it cannot be told."""
    if count < 2:
        return []
    each = _EACH.search(said)
    slashes = len(re.findall("[/／]", said)) == count - 1
    if not each and not slashes:
        return []
    said = said[: each.start()] if each else said
    head, _, tail = said.rstrip(" ：:").rpartition("：")
    for text in (tail, said):
        names = [_clean(name) for name in (re.split("[/／]", text) if slashes else _NAMES.split(text))]
        if len(names) == count and all(names):
            return [f"{_clean(head)}{name}" if text == tail and head else name for name in names]
    return []


def _unread(line: str) -> Iterator[Reported]:
    """Numbers that are figures and cannot be read as one: 3千余人."""
    for numeral in numerals(line):
        if numeral.kind is Kind.FIGURE:
            yield _unreadable(line, numeral.start, numeral.end)


def _unreadable(line: str, start: int, end: int) -> Reported:
    """A number with what stands right behind it."""
    while end < len(line) and line[end] in "十百千万亿余多几" + "".join(_ONE_CHARACTER):
        end += 1
    words, around = _words_before(line[:start])
    return Reported(start, end, line[start:end], None, words, tuple(around), readable=False)


def _nones(line: str) -> Iterator[Reported]:
    """败诉案件：无; 没有发生行政诉讼; 行政征收不涉及."""
    for match in _SAID_NONE.finditer(line):
        words, around = _words_before(match["words"])
        earlier = tuple(_clean(part) for part in reversed(_CLAUSE.split(line[: match.start()])))
        value = NOT_APPLICABLE if match["power"] else "0"
        yield _none(match.start(), match.end(), match[0].strip(), value, words, (*around, *earlier))
    for match in _NONE_OF.finditer(line):
        earlier = tuple(_clean(part) for part in reversed(_CLAUSE.split(line[: match.start()])))
        names = [name for name in map(_clean, _NAMES.split(match["words"])) if name]
        for name in () if _POLITE.match(match["words"]) else names:
            at = line.index(name, match.start("words"))
            yield _none(at, at + len(name), f"没有{name}", "0", name, earlier)


def _none(start: int, end: int, written: str, value: str, words: str, around: tuple[str, ...]) -> Reported:
    figure = parse_figure("0") if value == "0" else None
    return Reported(start, end, written, figure, words, tuple(word for word in around if word))


# -- one row of a table


def _row(line: str) -> list[Reported] | None:
    """A row copied from a spreadsheet or from our own table: the last number is this year's; None for prose."""
    cells, start = [], 0
    for cell in line.rstrip("\r\n").split("\t"):
        cells.append((start, cell))
        start += len(cell) + 1
    names = [(place, cell) for place, cell in enumerate(cells) if _is_name(cell[1])]
    if not names:
        return None
    place, (_, name) = names[0]
    unit = next((cell.strip() for _, cell in cells[place + 1 :] if _UNIT_CELL.fullmatch(cell.strip())), "")
    values = [cell for cell in cells[place + 1 :] if not _UNIT_CELL.fullmatch(cell[1].strip())]
    cells_read = [(cell, _cell(cell, unit)) for cell in values]
    read = [one for _, one in cells_read if one is not None]
    remarks = [_moved(one, start) for (start, text), one in cells_read if one is None for one in _line(text)]
    if not read:
        return None
    words = _clean(name)
    *earlier, last = [replace(one, words=words) for one in read]
    return [*(replace(one, words=f"去年{one.words}") for one in earlier), last, *remarks]


def _moved(one: Reported, by: int) -> Reported:
    return replace(one, start=one.start + by, end=one.end + by)


def _is_name(cell: str) -> bool:
    words = cell.strip()
    return bool(re.search("[\u4e00-\u9fff]{2}", words)) and not _FIGURE_CELL.fullmatch(words)


def _cell(cell: tuple[int, str], unit: str) -> Reported | None:
    start, text = cell
    written = text.strip()
    if written in ("无", "没有", "/", "—", "-"):
        return _none(start, start + len(text), written, "0", "", ())
    if re.fullmatch(_NO_POWER, written):
        return _none(start, start + len(text), written, NOT_APPLICABLE, "", ())
    try:
        figure = parse_figure(written)
    except FigureError:
        return None
    if unit and not figure.unit:
        written += unit
        figure = parse_figure(written, (unit,))
    return Reported(start, start + len(text), written, figure)


# -- words


def _clean(text: str) -> str:
    return _CLOSED.sub("", text).strip(_TRIM).replace(" ", "").replace("\u3000", "")


def _without_figures(line: str) -> str:
    """A line with its figures blanked: what it says of the figures that come after."""
    for one in reversed(find_figures(line)):
        line = f"{line[: one.start]} {line[one.end :]}"
    return line


def _touches(one: Reported, taken: Sequence[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)
