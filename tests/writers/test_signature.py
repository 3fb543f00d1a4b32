"""Places of signature lines: GB/T 9704-2012, 7.3.5.1 and 7.3.5.2."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drafter.writers.docx import layout
from drafter.writers.docx.signature import seal_rows, sealed_centre, unsealed_lines


@pytest.mark.parametrize("organ", [9.0, 10.0, 13.0, 20.0])
def test_date_begins_two_characters_right_of_a_long_organ(organ: float) -> None:
    organs, date = unsealed_lines([organ], 6.5, 8.25)
    assert (organs[0].jc, organs[0].right) == ("right", 2)
    organ_start = organ + 2  # characters left of the right margin
    assert (date.jc, organ_start - date.left) == ("left", 2)


@pytest.mark.parametrize("organ", [3.0, 6.0, 7.0, 8.0])
def test_organ_moves_left_for_a_date_that_is_or_may_be_set_longer(organ: float) -> None:
    organs, date = unsealed_lines([organ], 6.5, 8.25)
    assert (date.jc, date.right) == ("right", 2)
    assert organs[0].left == 2 + 6.5 + 2


def test_joint_issuers_end_two_characters_from_the_margin() -> None:
    organs, date = unsealed_lines([13.0, 10.0], 6.5, 8.25)
    assert [(one.jc, one.right) for one in organs] == [("right", 2), ("right", 2)]
    assert date.left == 10.0


def test_a_date_alone_is_set_too() -> None:
    assert unsealed_lines([], 6.5, 8.25)[1].right == 2


@pytest.mark.parametrize(
    ("organ", "date", "centre"),
    [
        pytest.param(8, 6, 7, id="date four characters from the margin"),
        pytest.param(18, 6, 9, id="a long organ ends at the margin"),
        pytest.param(40, 6, 14, id="an organ longer than a line"),
    ],
)
def test_sealed_lines_are_centred_on_each_other(organ: float, date: float, centre: float) -> None:
    assert sealed_centre(organ, date) == centre


@pytest.mark.parametrize(
    ("organs", "rows"),
    [
        pytest.param([8.0], [1], id="one"),
        pytest.param([8.0, 7.0], [2], id="two in a row"),
        pytest.param([5.0, 5.0, 5.0], [3], id="three in a row"),
        pytest.param([5.0, 5.0, 5.0, 5.0], [3, 1], id="never four in a row"),
        pytest.param([16.0, 16.0], [1, 1], id="long names stand one below the other"),
    ],
)
def test_seals_stand_in_rows(organs: list[float], rows: list[int]) -> None:
    assert [len(row) for row in seal_rows(organs, 7.0)] == rows


def test_seals_do_not_touch_and_stay_in_the_text_area() -> None:
    (row,) = seal_rows([4.0, 4.0, 4.0], 7.0)
    assert all(a - b >= layout.SEAL_CHARACTERS for a, b in pairwise(row))
    assert row[0] + layout.SEAL_CHARACTERS / 2 <= layout.CHARACTERS_PER_LINE
