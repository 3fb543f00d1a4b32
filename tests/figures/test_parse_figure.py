"""What clerks type, and what is made of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.figures import FigureError, parse_figure

# typed | units | printed | number alone | value
ACCEPTED = """
81            | 件      | 81件          | 81          | 81
８１件        | 件      | 81件          | 81          | 81
81 件         | 件      | 81件          | 81          | 81
81宗          | 件 宗   | 81宗          | 81          | 81
0             | 件      | 0件           | 0           | 0
25.59万人次   | 人次    | 25.59万人次   | 25.59万     | 255900
25.59万       | 人次    | 25.59万人次   | 25.59万     | 255900
1.2 万        | 人      | 1.2万人       | 1.2万       | 12000
118,306       | 宗      | 118,306宗     | 118,306     | 118306
１１８，３０６宗 | 宗   | 118,306宗     | 118,306     | 118306
2.0           | 倍      | 2.0倍         | 2.0         | 2
79.677万元    | 元      | 79.677万元    | 79.677万    | 796770
796770元      | 元 万元 | 796770元      | 796770      | 796770
79.677万元    | 元 万元 | 79.677万元    | 79.677万    | 796770
79.677        | 万元    | 79.677万元    | 79.677      | 79.677
79.677万元    | 万元    | 79.677万元    | 79.677      | 79.677
79.677万      | 万元    | 79.677万元    | 79.677      | 79.677
160余万元     | 元      | 160余万元     | 160余万     | 1600000
160余万元     | 万元    | 160余万元     | 160余       | 160
1.5万余人     | 人      | 1.5万余人     | 1.5万余     | 15000
14520余起     | 起      | 14520余起     | 14520余     | 14520
4000多人      | 人      | 4000多人      | 4000多      | 4000
约135.47万元  | 元      | 约135.47万元  | 约135.47万  | 1354700
近百件        | 件      | 近百件        | 近百        | 100
上千万元       | 元      | 上千万元       | 上千万       | 10000000
上万人        | 人      | 上万人        | 上万        | 10000
至少1次       | 次      | 至少1次       | 至少1       | 1
不少于1小时   | 小时    | 不少于1小时   | 不少于1     | 1
90%以上       | %       | 90%以上       | 90以上      | 90
2倍以上       |         | 2倍以上       | 2以上       | 2
98.5          | %       | 98.5%         | 98.5        | 98.5
１２．５％    | %       | 12.5%         | 12.5        | 12.5
920%          | %       | 920%          | 920         | 920
3‰            |         | 3‰            | 3           | 3
9.4个百分点   |         | 9.4个百分点   | 9.4         | 9.4
百分之九十五  | %       | 百分之九十五  | 百分之九十五 | 95
近百分之九十五点二 | %  | 近百分之九十五点二 | 近百分之九十五点二 | 95.2
百分之九十以上 | %      | 百分之九十以上 | 百分之九十以上 | 90
七件          | 件      | 七件          | 七          | 7
七            | 件      | 七件          | 七          | 7
两批          |         | 两批          | 两          | 2
十二项        | 项      | 十二项        | 十二        | 12
十几名        | 名      | 十几名        | 十几        | 10
三百余万元    | 元      | 三百余万元    | 三百余万    | 3000000
三万元        | 元      | 三万元        | 三万        | 30000
三万元        | 万元    | 三万元        | 三          | 3
3千米         | 千米    | 3千米         | 3           | 3
3千米         |         | 3千米         | 3           | 3
3千万元       | 元      | 3千万元       | 3千万       | 30000000
90            |         | 90            | 90          | 90
"""

# typed | units | part of the reason | suggestion
REFUSED = """
              | 件   | 没有填写               |
若干          | 件   | 不是数字               |
无            | 件   | 不是数字               |
-3            | 件   | 负数                   |
－3           | 件   | 负数                   |
3千           | 件   | 不能用“千”             | 3000
3千余人       | 人   | 不能用“千”             | 3000余人
约1.2千件     | 件   | 不能用“千”             | 约1200件
5百           | 件   | 不能用“百”             | 500
010           | 件   | 多余的0                | 10
00            | 件   | 多余的0                | 0
007件         | 件   | 多余的0                | 7件
1,23          | 件   | 每三位                 | 123
.5            | 件   | 缺0                    | 0.5
12 13         | 件   | 两个数                 |
12件13起      |      | 两个数                 |
12、13        |      | 两个数                 |
15%～30%      | %    | 范围                   |
5-8           | 件   | 范围                   |
5—8件         | 件   | 范围                   |
5至8件        | 件   | 范围                   |
三至五件      | 件   | 范围                   |
81个          | 件   | 单位应为“件”           |
81个          | 件 宗 | 单位应为“件”或“宗”    |
98%           | 件   | 单位应为“件”           |
796770元      | 万元 | 单位应为“万元”         |
81件左右吧    | 件   | 单位应为“件”           |
1O件          | 件   | 单位应为“件”           |
81，件        | 件   | 多余的字               | 81
办结81件      | 件   | 多余的字               | 81
七八件        | 件   | 不是一个确定的数       |
一百五        | 件   | 不是一个确定的数       |
二〇二四      | 件   | 不是一个确定的数       |
百分之九十件  | %    | 多余                   |
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("typed", "units", "text", "number", "value"), rows(ACCEPTED))
def test_a_typed_figure_prints_as_written(typed: str, units: str, text: str, number: str, value: str) -> None:
    figure = parse_figure(typed, units.split())
    assert (figure.text(), figure.text(unit=False), figure.value) == (text, number, Decimal(value))
    assert parse_figure(figure.text(), units.split()) == figure


@pytest.mark.parametrize(("typed", "units", "reason", "suggestion"), rows(REFUSED))
def test_what_is_no_figure_is_refused_with_a_reason(
    typed: str, units: str, reason: str, suggestion: str
) -> None:
    with pytest.raises(FigureError, match=reason) as caught:
        parse_figure(typed, units.split())
    assert (caught.value.written, caught.value.suggestion) == (typed, suggestion)


def test_negative_numbers_pass_where_they_are_allowed() -> None:
    assert parse_figure("−2.5", ["%"], negative=True).value == Decimal("-2.5")


def test_it_knows_what_is_exact_and_what_is_nought() -> None:
    exact = {"81件": True, "达100%": True, "约5件": False, "30余部": False, "90%以上": False}
    assert {text: parse_figure(text).is_exact for text in exact} == exact
    assert parse_figure("0件").is_zero
    assert parse_figure("零").is_zero
    assert not parse_figure("超过0件").is_zero
    assert parse_figure("25.59万").last_place == 100
    assert [parse_figure(text).decimals for text in ("88.50%", "七点二五", "7")] == [2, 2, 0]


def test_only_a_unit_of_the_clerk_counts_as_typed() -> None:
    assert not parse_figure("81", ["件"]).unit_typed
    assert parse_figure("81件", ["件"]).unit_typed


ARABIC = st.one_of(
    st.integers(0, 10**8).map(str),
    st.integers(0, 10**8).map(lambda number: f"{number:,}"),
    st.decimals(0, 10**6, places=2).map(str),
)
FIGURES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "约", "近", "超过", "逾", "至少", "不足", "达"]),
    ARABIC,
    st.sampled_from(["", "余", "万", "亿", "千万", "余万", "万余", "多"]),
    st.sampled_from(["件", "人次", "元", "%", "个百分点", "平方米"]),
    st.sampled_from(["", "以上", "左右"]),
)


@given(FIGURES)
def test_text_of_a_clean_figure_is_the_figure(text: str) -> None:
    figure = parse_figure(text)
    assert figure.text() == text
    assert parse_figure(figure.text(), [figure.unit]) == figure


@given(st.text("0123456789.,％%万余约 件千七百〇分之点-～", max_size=12))
def test_anything_typed_is_read_stably_or_refused(text: str) -> None:
    try:
        figure = parse_figure(text, negative=True)
    except FigureError:
        return
    assert parse_figure(figure.text(), negative=True) == figure
