"""The page as LibreOffice sets it: the geometry of GB/T 9704-2012, 5.2 and 7.3 to 7.5."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from drafter.writers.docx import write_docx
from tests.writers.pages import CHARACTER, MM, Line, Page, convert, read_pages
from tests.writers.samples import SAMPLES

LEFT = 28 / MM
RIGHT = (210 - 26) / MM
TOP = 37 / MM
BOTTOM = (297 - 35) / MM
Pages = Callable[[str], list[Page]]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    return {}


@pytest.fixture
def pages(soffice: str, rendered: dict[str, list[Page]], tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of a sample; all samples are set in one run of LibreOffice."""
    if not rendered:
        folder = tmp_path_factory.mktemp("pages")
        files = [folder / f"{name}.docx" for name in SAMPLES]
        for file in files:
            file.write_bytes(write_docx(SAMPLES[file.stem]))
        made = convert(soffice, files, "pdf", folder)
        rendered.update({file.stem: read_pages(made / f"{file.stem}.pdf") for file in files})
    return rendered.__getitem__


def line_of(pages: list[Page], text: str) -> tuple[int, Line]:
    """Page number and line that reads so (blanks left out)."""
    return next((n, line) for n, page in enumerate(pages, 1) for line in page.lines if line.text == text)


def from_left(line: Line) -> float:
    return (line.left - LEFT) / CHARACTER


def from_right(line: Line) -> float:
    return (RIGHT - line.right) / CHARACTER


def test_paper_is_a4(pages: Pages) -> None:
    assert {(round(p.width * MM), round(p.height * MM)) for p in pages("long")} == {(210, 297)}


def test_a_full_line_holds_28_characters(pages: Pages) -> None:
    full = [line for page in pages("unbroken") for line in page.lines if line.hanzi and line.size == 16]
    assert Counter(len(line.text) for line in full[1:-1]).most_common(1)[0][0] == 28
    assert max(len(line.text) for line in full) == 28


def test_a_full_page_holds_22_lines(pages: Pages) -> None:
    whole = pages("unbroken")[1:-1]
    assert whole
    assert {len(page.lines) for page in whole} == {22}


def test_lines_stand_a_line_pitch_apart(pages: Pages) -> None:
    lines = pages("unbroken")[1].lines
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    assert all(step == pytest.approx(28.95, abs=0.1) for step in steps)


@pytest.mark.parametrize("name", SAMPLES)
def test_text_stays_in_the_text_area(pages: Pages, name: str) -> None:
    for page in pages(name):
        for line in page.lines:
            assert line.left >= LEFT - 1, line.text
            assert line.right <= RIGHT + 1, line.text
            assert TOP < line.baseline < BOTTOM + 1, line.text


def test_text_fills_the_width_of_the_text_area(pages: Pages) -> None:
    lines = pages("long")[1].lines
    assert min(line.left for line in lines) == pytest.approx(LEFT, abs=2)
    assert max(line.right for line in lines) == pytest.approx(RIGHT, abs=2)


@pytest.mark.parametrize("name", ["long", "full", "unbroken"])
def test_page_numbers_stand_outside_and_seven_millimetres_below(pages: Pages, name: str) -> None:
    for n, page in enumerate(pages(name), 1):
        number = page.number
        assert number is not None
        assert number.text == f"—{n}—"
        assert number.size == 14
        gap = (RIGHT - number.right if n % 2 else number.left - LEFT) / 14
        assert gap == pytest.approx(1, abs=0.15)
        dash = number.baseline - 0.35 * number.size  # where the dash stands above the baseline
        assert (dash - BOTTOM) * MM == pytest.approx(7, abs=1)


@pytest.mark.parametrize("name", SAMPLES)
def test_title_is_centred_and_not_wrapped_by_the_program_that_shows_it(pages: Pages, name: str) -> None:
    titles = [line for line in pages(name)[0].lines if line.size == 22]
    assert 1 <= len(titles) <= 3
    for line in titles:
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=3)
        assert len(line.text) > 3


def test_first_page_shows_body(pages: Pages) -> None:
    assert any(line.text.startswith("一、") for line in pages("long")[0].lines)


def test_addressee_stands_one_blank_line_below_the_title_flush_left_also_when_it_wraps(pages: Pages) -> None:
    lines = pages("full")[0].lines
    title = [line for line in lines if line.size == 22][-1]
    first = lines[lines.index(title) + 1]
    second = lines[lines.index(title) + 2]
    assert first.text.startswith("市委、市人民政府")
    assert first.baseline - title.baseline == pytest.approx(2 * 28.95, abs=3)
    assert [round(from_left(line)) for line in (first, second)] == [0, 0]


def test_without_addressee_the_body_begins_one_blank_line_below_the_title(pages: Pages) -> None:
    lines = pages("short")[0].lines
    title = [line for line in lines if line.size == 22][-1]
    body = lines[lines.index(title) + 1]
    assert body.baseline - title.baseline == pytest.approx(2 * 28.95, abs=3)
    assert from_left(body) == pytest.approx(2, abs=0.15)


def test_headings_and_paragraphs_begin_two_characters_in(pages: Pages) -> None:
    for start in ("一、2026", "（一）", "1.进一步", "2.强化协同", "（1）"):
        line = next(x for page in pages("long") for x in page.lines if x.text.startswith(start))
        assert from_left(line) == pytest.approx(2, abs=0.25), line.text


def test_signature_without_seal_and_a_long_organ(pages: Pages) -> None:
    organ_page, organ = line_of(pages("long"), "东岭县市场监督管理局")
    date_page, date = line_of(pages("long"), "2027年1月12日")
    assert organ_page == date_page
    assert from_right(organ) == pytest.approx(2, abs=0.2)
    assert from_left(date) - from_left(organ) == pytest.approx(2, abs=0.2)
    assert date.baseline - organ.baseline == pytest.approx(28.95, abs=0.2)


def test_signature_without_seal_and_a_date_longer_than_the_organ(pages: Pages) -> None:
    _, organ = line_of(pages("short"), "东岭县司法局")
    _, date = line_of(pages("short"), "2027年1月9日")
    assert from_right(date) == pytest.approx(2, abs=0.2)
    assert organ.left < date.left


def test_joint_issuers_without_seal_stand_one_below_the_other(pages: Pages) -> None:
    _, first = line_of(pages("full"), "中共东岭县委员会")
    _, second = line_of(pages("full"), "东岭县人民政府")
    _, date = line_of(pages("full"), "2027年2月25日")
    assert first.baseline < second.baseline < date.baseline
    assert from_right(date) == pytest.approx(2, abs=0.2)


def test_with_seal_date_and_organ_are_centred_on_each_other(pages: Pages) -> None:
    lines = pages("sealed")[0].lines
    _, organ = line_of(pages("sealed"), "东岭县行政执法局")
    _, date = line_of(pages("sealed"), "2027年1月9日")
    body = lines[lines.index(organ) - 1]
    assert organ.middle == pytest.approx(date.middle, abs=3)
    assert from_right(date) == pytest.approx(4, abs=0.75)
    assert organ.baseline - body.baseline == pytest.approx(3 * 28.95, abs=0.3)


def test_with_seal_an_organ_too_long_for_that_still_fits(pages: Pages) -> None:
    _, organ = line_of(pages("sealed_long"), "东岭县城市管理和综合行政执法局")
    _, date = line_of(pages("sealed_long"), "2027年1月9日")
    assert organ.right <= RIGHT + 1
    assert organ.middle == pytest.approx(date.middle, abs=3)


def test_joint_issuers_with_seals_stand_in_a_row(pages: Pages) -> None:
    _, row = line_of(pages("joint_sealed"), "中共东岭县委员会东岭县人民政府")
    _, date = line_of(pages("joint_sealed"), "2027年2月25日")
    assert row.baseline < date.baseline
    # Half a character apart in LibreOffice, whose dates are wider; see signature.Line.
    assert row.right - 3.5 * CHARACTER == pytest.approx(date.middle, abs=10)


def test_names_of_attachments_are_aligned(pages: Pages) -> None:
    lines = [line for page in pages("full") for line in page.lines]
    first = next(line for line in lines if line.text.startswith("附件：1."))
    wrapped = lines[lines.index(first) + 1]
    second = lines[lines.index(first) + 2]
    assert from_left(first) == pytest.approx(2, abs=0.1)
    assert from_left(wrapped) == pytest.approx(6.5, abs=0.1)
    assert second.text.startswith("2.东岭县")
    assert from_left(second) == pytest.approx(5, abs=0.2)
    assert not second.text.endswith("。")


def test_each_attachment_begins_a_page_with_its_title_on_line_three(pages: Pages) -> None:
    for label in ("附件1", "附件2"):
        number, line = line_of(pages("full"), label)
        page = pages("full")[number - 1]
        assert page.lines[0] is line
        assert from_left(line) == pytest.approx(0, abs=0.1)
        assert page.lines[1].size == 22
        assert page.lines[1].baseline - line.baseline == pytest.approx(2 * 28.95, abs=3)


def test_note_stands_below_the_date(pages: Pages) -> None:
    _, date = line_of(pages("full"), "2027年2月25日")
    note = next(line for page in pages("full") for line in page.lines if line.text.startswith("（联系人"))
    assert note.baseline - date.baseline == pytest.approx(28.95, abs=0.3)
    assert from_left(note) == pytest.approx(2, abs=0.5)  # the left half of （ is blank


def test_a_signature_does_not_stand_alone_on_its_page(pages: Pages) -> None:
    first, second = pages("page_end")
    assert len(first.lines) == 20
    assert [line.text for line in second.lines] == ["特此报告。", "东岭县司法局", "2027年1月9日"]
