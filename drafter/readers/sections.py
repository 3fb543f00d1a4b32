"""Several reports one after the other in one file: where each begins.

A new one begins at a title above a heading 一、 when an earlier report has already had its headings, behind a
signature, or where the first title is repeated further down.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from drafter.genre.headings import sign_of
from drafter.readers.forms import find_title, is_attachment, is_date, may_be_title, same_words, signed
from drafter.readers.model import Line

_FAR = 15
"""A title stands within so many lines above the first heading of its report."""
_SHORTEST = 5


def split_sections(lines: Sequence[Line]) -> list[range]:
    """The ranges of lines of each report, in order; together they are all lines."""
    return [range(start, end) for start, end in pairwise([0, *_starts(lines), len(lines)])]


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where the second report and those after it begin."""
    starts: list[int] = []
    first = _first_title(lines)
    last_heading, highest = 0, 0
    for index, line in enumerate(lines):
        since = max(starts[-1] if starts else 0, last_heading)
        if first and index - (starts[-1] if starts else 0) > _SHORTEST and same_words(line.text, first):
            starts.append(index)
            last_heading, highest = index, 0
            continue
        value = _top_number(line)
        if value == 1 and highest:
            if (start := _title_above(lines, since, index, first)) is not None:
                starts.append(start)
            highest = 1
        elif value:
            highest = value
        last_heading = index if value else last_heading
    return starts


def _first_title(lines: Sequence[Line]) -> str:
    """The title of the first report, on one line; empty where it has none."""
    end = next((index for index, line in enumerate(lines) if _top_number(line) or len(line.text) > 100), 0)
    title = find_title(lines[:end])
    return lines[title[-1]].text if title else ""


def _top_number(line: Line) -> int:
    """The number of a heading of the first level, 0 for any other line."""
    sign = sign_of(line.text) if line.cell is None else None
    return sign.value if sign and sign.level == 1 and not sign.text.startswith("第") else 0


def _title_above(lines: Sequence[Line], since: int, until: int, first: str) -> int | None:
    """Where the title begins that stands between two headings; None where there is none."""
    near = range(max(since + 1, until - _FAR), until)
    if any(is_attachment(lines[index].text) for index in near):
        return None
    behind = [index + 1 for index in near if is_date(lines[index].text) or signed(lines[index].text)]
    begin = behind[-1] if behind else near.start
    title = find_title(lines[begin:until]) if begin < until else None
    if title is not None and (behind or _like(lines[begin + title[-1]], first)):
        return begin if behind else begin + title.start
    return begin if behind and begin < until else None


def _like(line: Line, first: str) -> bool:
    """Whether a line between two headings is a title: it ends as titles do, or as the first title does."""
    return (
        may_be_title(line)
        and (find_title([line]) is not None)
        and (line.text[-2:] == first[-2:] or line.text.endswith(("报告", "总结", "汇报", "情况", "工作总结")))
    )
