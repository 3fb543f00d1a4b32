"""Numbers the program computes: rounding, scale, words, agreement with printed ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.figures import (
    Agreement,
    agrees,
    chinese_number,
    growth,
    growth_words,
    parse_figure,
    printed,
    printed_like,
)
from drafter.figures.chinese import _spelt

RATES = {
    ("79/81", None): "97.53%",
    ("104730/118306", 1): "88.5%",
    ("1/2", None): "50%",
    ("2331/2418", None): "96.40%",
    ("1/1", None): "100%",
    ("0/5", None): "0%",
    ("99999/100000", None): "99.999%",
    ("99999/100000", 0): "99.999%",
    ("1/100000", 1): "0.001%",
    ("1/8", 1): "12.5%",
    ("1/800", 2): "0.13%",
}


@pytest.mark.parametrize(("case", "text"), RATES.items())
def test_a_rate_is_half_up_and_never_claims_the_whole(case: tuple[str, int | None], text: str) -> None:
    part, whole = case[0].split("/")
    assert printed(Decimal(part) / Decimal(whole) * 100, "%", case[1]) == text


def test_counts_and_money() -> None:
    assert printed(Decimal(4), "件") == "4件"
    assert printed(Decimal("4.00"), "件") == "4件"
    assert printed(Decimal("9.123"), "件") == "9.12件"
    assert printed(Decimal("2.5"), "万元", 2) == "2.50万元"
    assert printed(Decimal("2.5"), "万元", 2, strip=True) == "2.5万元"
    assert printed(Decimal(2469270), "元", 3, scale="万") == "246.927万元"
    assert printed(Decimal(118306), "宗", grouped=True) == "118,306宗"
    assert printed(Decimal("-0.001"), "元", 2) == "0.00元"


@pytest.mark.parametrize(
    ("operands", "text"),
    [
        (["79.677万元", "31.78万元", "约135.47万元"], "246.927万元"),
        (["15宗", "4宗"], "19宗"),
        (["25.59万人次", "1416人次"], "25.73万人次"),
        (["1.2亿元", "300万元"], "12300万元"),
        (["118,306宗", "2宗"], "118,308宗"),
        (["0.5元", "1元"], "1.5元"),
    ],
)
def test_a_sum_is_printed_like_its_operands(operands: list[str], text: str) -> None:
    figures = [parse_figure(operand) for operand in operands]
    total = sum((figure.value for figure in figures), Decimal(0))
    assert printed_like(total, figures[0].unit, figures) == text


def test_a_difference_too_small_for_the_scale_is_printed_in_full() -> None:
    figures = [parse_figure("3.01万元"), parse_figure("3.00万元")]
    assert printed_like(Decimal(20), "元", figures) == "20.00元"
    assert printed_like(Decimal(100), "元", figures) == "0.01万元"


@pytest.mark.parametrize(
    ("now", "last", "unit", "words"),
    [
        (12, 10, "件", "增长20%"),
        (8, 12, "件", "下降33.33%"),
        (8, 8, "件", "持平"),
        (12, 0, "件", "增加12件"),
        (0, 12, "件", "下降100%"),
        ("98.5", "89.1", "%", "上升9.4个百分点"),
        (95, 97, "%", "下降2个百分点"),
        (100, 100, "%", "持平"),
        (5, 0, "%", "上升5个百分点"),
    ],
)
def test_growth_in_words(now: int | str, last: int | str, unit: str, words: str) -> None:
    assert growth_words(Decimal(now), Decimal(last), unit) == words


def test_there_is_no_rate_on_a_zero_base() -> None:
    assert growth(Decimal(5), Decimal(0)).rate is None
    assert growth(Decimal(5), Decimal(0)).difference == 5


@pytest.mark.parametrize(
    ("stated", "computed", "agreement"),
    [
        ("97.53%", "97.530864", Agreement.ROUNDED),
        ("92.71%", "92.71523", Agreement.TRUNCATED),
        ("128.78%", "128.788", Agreement.TRUNCATED),
        ("92.72%", "92.71123", Agreement.ROUNDED_UP),
        ("19.2%", "21.48", Agreement.OFF),
        ("98.5%", "98.6", Agreement.OFF),
        ("100%", "100", Agreement.ROUNDED),
        ("25.59万", "255931", Agreement.ROUNDED),
        ("90%以上", "93", Agreement.UNCHECKABLE),
        ("320余件", "325", Agreement.UNCHECKABLE),
    ],
)
def test_a_stated_number_agrees_within_its_own_precision(
    stated: str, computed: str, agreement: Agreement
) -> None:
    found = agrees(parse_figure(stated), Decimal(computed))
    assert found is agreement
    assert found.is_accepted is (agreement not in (Agreement.OFF, Agreement.UNCHECKABLE))


@given(st.decimals(-1000, 1000, places=4), st.integers(0, 3))
def test_what_is_printed_agrees_with_what_was_computed(value: Decimal, decimals: int) -> None:
    figure = parse_figure(printed(value, "元", decimals), negative=True)
    assert agrees(figure, value) is Agreement.ROUNDED


@given(st.integers(0, 10**13))
def test_every_chinese_numeral_is_read(value: int) -> None:
    assert chinese_number(_spelt(value)) == value


CHINESE = {
    "零": 0, "两": 2, "十二": 12, "二十": 20, "一百零五": 105, "一百一十": 110, "一百十": 110,
    "两千三百": 2300, "一万零五百": 10500, "两亿三千万": 230000000, "百": 100, "万": 10000,
    "一百五": None, "七八": None, "二〇二四": None, "十十": None, "零零": None, "": None,
    "一二": None, "百千": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CHINESE.items())
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value
