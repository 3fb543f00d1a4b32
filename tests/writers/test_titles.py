"""Titles: 梯形 or 菱形, words unbroken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document.model import Origin, Span, plain
from drafter.writers.titles import LINE, shape_title, title_with_breaks
from drafter.writers.widths import safe_width, width

TITLES = {
    "清远市城市管理和综合执法局2024年度法治政府建设情况报告": [
        "清远市城市管理和综合执法局",
        "2024年度法治政府建设情况报告",
    ],
    "杭州市城市管理局关于2023年度法治政府建设情况的报告": [
        "杭州市城市管理局关于",
        "2023年度法治政府建设情况的报告",
    ],
    "中共黄湾镇委员会 黄湾镇人民政府关于报送2024年度法治政府建设的报告": [
        "中共黄湾镇委员会 黄湾镇人民政府",
        "关于报送2024年度法治政府建设的报告",
    ],
    "新昌县综合行政执法局2020年法治政府建设工作总结": [
        "新昌县综合行政执法局",
        "2020年法治政府建设工作总结",
    ],
    "东岭县市场监督管理局2026年度法治政府建设情况报告": [
        "东岭县市场监督管理局",
        "2026年度法治政府建设情况报告",
    ],
    "东岭县司法局2026年度法治政府建设年度报告": [
        "东岭县司法局",
        "2026年度法治政府建设年度报告",
    ],
    "广东省清远市清新区住房和城乡建设局关于2026年度推进法治政府建设情况的报告": [
        "广东省清远市清新区住房和城乡建设局",
        "关于2026年度推进法治政府建设情况的报告",
    ],
    "东岭县人民政府办公室关于贯彻落实《法治政府建设与责任落实督察工作规定》情况的报告": [
        "东岭县人民政府办公室关于贯彻落实",
        "《法治政府建设与责任落实督察工作规定》",
        "情况的报告",
    ],
    "东岭县人力资源和社会保障局关于2026年度法治政府建设及党政主要负责人履行推进法治建设第一责任人职责情况的报告": [
        "东岭县人力资源和社会保障局关于",
        "2026年度法治政府建设及党政主要负责人",
        "履行推进法治建设第一责任人职责情况的报告",
    ],
    "中共东岭县委全面依法治县委员会办公室关于2026年度法治政府建设情况的报告": [
        "中共东岭县委全面依法治县委员会办公室",
        "关于2026年度法治政府建设情况的报告",
    ],
    "浙江省人民政府关于2026年法治政府建设情况的报告": [
        "浙江省人民政府关于",
        "2026年法治政府建设情况的报告",
    ],
    "2026年度法治政府建设情况报告": ["2026年度法治政府建设情况报告"],
}


@pytest.mark.parametrize(("title", "lines"), TITLES.items())
def test_titles_are_broken_between_words(title: str, lines: list[str]) -> None:
    assert shape_title(title) == lines


@pytest.mark.parametrize("title", TITLES)
def test_titles_grow_shrink_or_swell(title: str) -> None:
    widths = [width(line) for line in shape_title(title)]
    steps = [b - a for a, b in pairwise(widths)]
    growing = [step > 0 for step in steps]
    assert 0 not in steps
    assert growing in ([], [True] * len(steps), [False] * len(steps), [True, False])


@pytest.mark.parametrize("bad", ["的报告", "度", "和", "政府建设", "》", "、"])
@pytest.mark.parametrize("title", TITLES)
def test_no_line_begins_within_a_word(title: str, bad: str) -> None:
    assert not any(line.startswith(bad) for line in shape_title(title)[1:])


def test_a_break_that_was_typed_is_kept() -> None:
    assert shape_title("东岭县司法局\n法治政府建设报告") == ["东岭县司法局", "法治政府建设报告"]


def test_spans_keep_their_origin_across_a_break() -> None:
    organ = Origin(("单位全称",))
    year = Origin(("年度",))
    title = (Span("东岭县市场监督管理局", organ), Span("2026", year), Span("年度法治政府建设情况报告"))
    broken = title_with_breaks(title)
    assert plain(broken) == "东岭县市场监督管理局\n2026年度法治政府建设情况报告"
    assert [span.origin for span in broken] == [organ, year, None]


def test_the_blank_between_joint_issuers_goes_where_the_line_breaks() -> None:
    title = "中共东岭县委员会 东岭县人民政府办公室关于报送2026年度法治政府建设工作情况的报告"
    broken = plain(title_with_breaks((Span(title),)))
    assert " \n" not in broken
    assert "\n " not in broken
    assert broken.split("\n") == shape_title(title)


@given(
    st.text(alphabet="东岭县市区局委员会司法关于的和2026年度《》（）“”、 法治政府建设情况报告", max_size=90)
)
def test_nothing_is_lost_and_no_line_is_too_long(title: str) -> None:
    lines = shape_title(title)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(safe_width(line) <= LINE for line in lines)
    assert plain(title_with_breaks((Span(title),))).replace("\n", "").replace(" ", "") == title.replace(
        " ", ""
    )
