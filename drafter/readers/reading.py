"""From the lines of a file to a report: script, broken lines, furniture, blanks, headings, sections, roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.errors import WRONG_USAGE, ReadError
from drafter.genre.headings import sign_of
from drafter.readers.columns import tabled
from drafter.readers.forms import find_title, names_report
from drafter.readers.glued import unglued
from drafter.readers.model import Hint, Line, Report, Source
from drafter.readers.page import without_furniture, without_page_marks
from drafter.readers.roles import pieces_of
from drafter.readers.script import narrowed, simplified
from drafter.readers.sections import split_sections
from drafter.readers.spaced import tightened
from drafter.readers.wrapped import rejoined

Choose = Callable[[Sequence[str]], int]
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百]+(?:件|次|项|人|个|起|宗|场|期|批)")
_HANZI = re.compile("[\u3400-\u9fff]")
_SHORTEST = 40
"""Hanzi of a text without title and headings, below which it is no report."""
_EXPECTED = "要读的是去年的法治政府建设年度报告（或工作总结）全文，例如从单位网站存下的网页或当时的 Word 文件"
_NAME_LENGTH = 40
_FIRST_WORDS = 16
_LOOK = "请打开看一看：报告的文字是否在里面，是否只是图片"
_LOOK_AT_PAGE = "有的网页要等正文显示出来后才能另存；或者在网页上选中报告全文，复制后粘贴"


def report_of(source: Source, section: int | None = None, choose: Choose | None = None) -> Report:
    """The report that a file holds, or the chosen one of several.

    ``section``: which, from 1; ``choose`` is asked (and answers from 0) where there are several and ``section`` is
    None.  Raises ReadError where there is no report, or not so many.
    """
    if not source.lines:
        raise ReadError("里面没有文字", advice=_LOOK_AT_PAGE if source.web else _LOOK)
    lines, script = simplified(source.lines)
    lines, width = narrowed(lines)
    pages = without_page_marks(lines)
    kept = without_furniture(_paragraphs(pages.lines, source.broken), source.web, source.name)
    left = unglued(tightened(kept.lines))
    _expect_report(left)
    ranges = split_sections(left)
    names = _names([left[one.start : one.stop] for one in ranges])
    number, said = _chosen(names, section, choose)
    chosen = ranges[number - 1]
    notes = [*source.notes, *filter(None, (script, width)), *said]
    pieces = pieces_of(left[chosen.start : chosen.stop])
    return Report(source.text, pieces, names, number, (*pages.removed, *kept.removed), tuple(notes))


def _paragraphs(lines: Sequence[Line], broken: bool) -> Sequence[Line]:
    return rejoined(tabled(lines)) if broken else lines


def _expect_report(lines: Sequence[Line]) -> None:
    """Raises ReadError where nothing is like a report: no heading and no number, or a few words without a title."""
    if any(sign_of(line.text) or line.hint in (Hint.TITLE, Hint.HEADING) for line in lines):
        return
    if not any(_FIGURE.search(line.text) for line in lines):
        raise ReadError("里面没有一个小标题，也没有一个数字，不像是一份工作报告", advice=_EXPECTED)
    if not any(map(names_report, (line.text for line in lines))) and _is_short(lines):
        raise ReadError("只有几个字，没有标题和小标题，不像是一份工作报告", advice=_EXPECTED)


def _is_short(lines: Sequence[Line]) -> bool:
    return sum(len(_HANZI.findall(line.text)) for line in lines) < _SHORTEST


def _names(reports: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """The title of each report; those that are alike are told apart by their first words."""
    titles = [_name(lines) for lines in reports]
    return tuple(
        title if titles.count(title) == 1 else f"{title}（{_first_words(lines, title)}……）"
        for title, lines in zip(titles, reports, strict=True)
    )


def _first_words(lines: Sequence[Line], title: str) -> str:
    return next((line.text[:_FIRST_WORDS] for line in lines if line.text not in title), "")


def _name(lines: Sequence[Line]) -> str:
    """The title of a report, or its first words."""
    end = next((index for index, line in enumerate(lines) if sign_of(line.text) or len(line.text) > 90), 1)
    title = find_title(lines[:end])
    if title:
        return "".join(lines[index].text for index in title)
    first = lines[0].text if lines else ""
    return first[:_NAME_LENGTH] + ("……" if len(first) > _NAME_LENGTH else "")


def _chosen(names: Sequence[str], section: int | None, choose: Choose | None) -> tuple[int, list[str]]:
    """The number of the report to read, from 1, and what to say of the others."""
    if section is not None:
        if not 1 <= section <= len(names):
            counted = f"一共只有{len(names)}份报告" if len(names) > 1 else "里面只有一份报告"
            raise ReadError(
                f"没有第{section}份：{counted}",
                advice=f"请写 1 到 {len(names)} 之间的数",
                exit_code=WRONG_USAGE,
            )
        return section, []
    if len(names) == 1:
        return 1, []
    if choose is not None:
        return choose(names) + 1, []
    others = "；".join(f"第{number}份《{name}》" for number, name in enumerate(names, 1) if number > 1)
    return 1, [f"里面有{len(names)}份报告，读的是第1份《{names[0]}》，另有{others}"]
