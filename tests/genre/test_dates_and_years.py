"""Dates as typed, and years moved along."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.genre.dates import DateError, Day, dashed, parse_date
from drafter.genre.years import move_years

TYPED = {
    "2026-1-9": "2026年1月9日",
    "2026.1.9": "2026年1月9日",
    "2026/01/09": "2026年1月9日",
    "2026—1—9": "2026年1月9日",
    "20260109": "2026年1月9日",
    "2026年01月09日": "2026年1月9日",
    "２０２６年１月９日": "2026年1月9日",
    "2026 年 1 月 9 日": "2026年1月9日",
    "2026年1月9号": "2026年1月9日",
    "1月9日": "2027年1月9日",
    "1-9": "2027年1月9日",
    "二〇二六年一月九日": "2026年1月9日",
    "二〇二六年十二月三十一日": "2026年12月31日",
    "十二月二十日": "2027年12月20日",
    "2024年10月": "2024年10月",
    "2024-10": "2024年10月",
    "2024-2-29": "2024年2月29日",
}
REFUSED = {
    "2026-2-29": "没有这一天",
    "2026-4-31": "没有这一天",
    "2026-13-1": "没有13月",
    "2026年0月": "没有0月",
    "2026-1-0": "没有这一天",
    "20261301": "没有13月",
    "26年1月9日": "四位",
    "明天": "不是日期",
    "": "不是日期",
    "2026": "不是日期",
    "2026-1/9": "不是日期",
    "2026年十一十月": "不是日期",
}


@pytest.mark.parametrize(("typed", "text"), TYPED.items())
def test_a_typed_date_is_printed_officially(typed: str, text: str) -> None:
    assert parse_date(typed, 2027).text() == text


@pytest.mark.parametrize(("typed", "reason"), REFUSED.items())
def test_what_is_no_date_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason) as caught:
        parse_date(typed, 2027)
    assert caught.value.written == typed


def test_a_date_may_need_its_year_and_its_day() -> None:
    with pytest.raises(DateError, match="缺年份"):
        parse_date("1月9日")
    with pytest.raises(DateError, match="缺日"):
        parse_date("2024年10月", month_only=False)


@given(st.dates(date(1900, 1, 1)))
def test_every_day_is_read_again(day: date) -> None:
    found = parse_date(Day(day.year, day.month, day.day).text())
    assert (found.year, found.month, found.day) == (day.year, day.month, day.day)
    assert parse_date(day.isoformat()) == parse_date(dashed(day)) == found


MOVED = {
    "《某局2025年普法依法治理工作计划》": "《某局2026年普法依法治理工作计划》",
    "2025年度法治政府建设": "2026年度法治政府建设",
    "2025年，我局检查3次；2026年继续。": "2026年，我局检查3次；2027年继续。",
    "２０２５年度": "２０２６年度",
    "二〇二五年度": "二〇二六年度",
    "二零二五年": "二零二六年",
    "《2025年工作要点》《2026年工作计划》": "《2026年工作要点》《2027年工作计划》",
}
STAYING = [
    "《法治社会建设实施纲要（2020—2025年）》",
    "《三年行动计划（2025－2027年）》",
    "2025年至2027年",
    "2024、2025年连续两年",
    "〔2025〕5号",
    "2025年3月",
    "2025年十一月",
    "到2025年底",
    "2025年上半年",
    "自2025年以来",
    "《某条例》（2025年修订）",
    "较2025年增长",
    "2024年",
    "2027年",
    "12025年",
    "2025件",
]


@pytest.mark.parametrize(("old", "new"), MOVED.items())
def test_years_of_yearly_documents_move(old: str, new: str) -> None:
    text, places = move_years(old, 2025, 2026)
    assert text == new
    assert places
    assert all(text[place.start : place.end] == place.new for place in places)
    assert all(old[place.start : place.end] == place.old for place in places)


@pytest.mark.parametrize("text", STAYING)
def test_other_years_stay(text: str) -> None:
    assert move_years(text, 2025, 2026) == (text, [])


def test_nothing_moves_within_one_year() -> None:
    assert move_years("2025年度", 2025, 2025) == ("2025年度", [])
