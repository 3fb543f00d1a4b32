"""An invented county over three years: what one year's answers take from the years before.

What every example must show (golden text, nothing open, every figure an answer) is in test_examples.py.
The numbers expected here are computed in this file, from the YAML and by schoolbook arithmetic.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import yaml

from drafter.answers.carry import carry_forward
from drafter.answers.model import Answers
from drafter.app import Job
from drafter.cli import main
from drafter.compose.compose import texts_of
from drafter.document.model import Document, Heading, Origin, Paragraph, State, plain
from drafter.errors import DONE, TO_CORRECT
from drafter.packs.schema import Carry, Kind
from drafter.writers.text import write_text
from tests.examples.checks import EXAMPLES, by_key, figure_spans, han_count, same_openings, wrong_places

COUNTY, BUREAU = EXAMPLES / "sample-county", EXAMPLES / "sample-bureau"
YEARS = (2024, 2025, 2026)
OUTLINES = ("standard", "guangdong", "zhejiang", "responsibility-first", "summary")
every_year = pytest.mark.parametrize("year", YEARS)
every_later_year = pytest.mark.parametrize("year", YEARS[1:])

GROWTH = {
    "处罚件数同比": "行政处罚件数",
    "一般程序同比": "一般程序件数",
    "审批受理同比": "审批受理件数",
    "涉企检查次数同比": "涉企检查次数",
    "复议收到同比": "复议收到件数",
    "被诉同比": "被诉件数",
    "信访收到同比": "信访收到",
    "热线受理同比": "热线受理件数",
}
"""What grows, and the count behind it; the phrase follows its count in the draft."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def job(year: int, cache: Path, outline: str = "") -> Job:
    return Job(COUNTY / f"{year}.yaml", cache, outline)


def text_of(year: int, cache: Path) -> str:
    return write_text(job(year, cache).document())


def numbers(year: int) -> dict[str, Decimal]:
    """The plain numbers of a year's answers, read without the program."""
    raw = yaml.load((COUNTY / f"{year}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    stated = {key: value.get("值", "") if isinstance(value, dict) else value for key, value in raw.items()}
    found = {
        key: re.match(r"\d+(?:\.\d+)?", value) for key, value in stated.items() if isinstance(value, str)
    }
    return {key: Decimal(match[0]) for key, match in found.items() if match}


def percent(share: Decimal, unit: str = "%") -> str:
    """A percentage as reports print it: two decimals, none where it is whole."""
    rounded = share.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{int(rounded) if rounded == int(rounded) else rounded}{unit}"


def growth(now: Decimal, before: Decimal) -> str:
    change = (now - before) / before * 100
    return "持平" if not change else ("增长" if change > 0 else "下降") + percent(abs(change))


def part_of(document: Document, words: str) -> str:
    """The text under the part whose heading has these words."""
    lines: list[str] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = words in plain(block.text)
        elif inside and isinstance(block, Heading):
            lines.append(plain(block.text))
        elif inside and isinstance(block, Paragraph):
            lines.append((plain(block.lead.text) if block.lead else "") + plain(block.text))
    return "\n".join(lines)


# growth ------------------------------------------------------------------------------------------------


@every_later_year
def test_growth_is_what_the_two_years_give(year: int, cache: Path) -> None:
    now, before = numbers(year), numbers(year - 1)
    text = text_of(year, cache)
    for count in GROWTH.values():
        wanted = rf"{now[count]}[件次]，同比{growth(now[count], before[count])}[，。]"
        assert re.search(wanted, text), wanted
    assert text.count("同比") == len(GROWTH)


@every_later_year
def test_rates_are_compared_in_points(year: int, cache: Path) -> None:
    now, before = numbers(year), numbers(year - 1)
    lost = [values["败诉件数"] / values["诉讼审结件数"] * 100 for values in (now, before)]
    text = text_of(year, cache)
    assert f"败诉率{percent(lost[0])}，比上年下降{percent(lost[1] - lost[0], '个百分点')}" in text
    pleased = now["热线满意率"] - before["热线满意率"]
    assert (f"上升{pleased}个百分点" if pleased else "上年持平") in text


def test_nothing_is_compared_in_the_first_year(cache: Path) -> None:
    assert not re.search("同比|上年(?!结转)|持平|百分点", text_of(2024, cache))


def test_words_of_growth_occur_all_three(cache: Path) -> None:
    text = text_of(2025, cache) + text_of(2026, cache)
    assert [word for word in ("增长", "下降", "上升", "持平", "个百分点") if word not in text] == []


# problems and plans from year to year ------------------------------------------------------------------


def test_problem_of_2025_is_reported_closed_in_2026(cache: Path) -> None:
    before, now = job(2025, cache).document(), job(2026, cache).document()
    assert "行政机关负责人出庭应诉仍有缺位" in part_of(before, "不足和原因")
    assert "出庭" not in part_of(now, "不足和原因")
    assert "负责人出庭应诉缺位问题已经解决" in part_of(now, "举措和成效")
    for year, document in ((2025, before), (2026, now)):
        counts = numbers(year)
        rate = percent(counts["负责人出庭件数"] / counts["应出庭件数"] * 100)
        assert f"出庭应诉率{rate}" in part_of(document, "举措和成效")


def test_plan_of_2025_is_reported_fulfilled_in_2026_and_the_figures_bear_it_out(cache: Path) -> None:
    plans, done = part_of(job(2025, cache).document(), "主要安排"), text_of(2026, cache)
    now, before = numbers(2026), numbers(2025)
    assert "涉企检查频次压减20%以上" in plans
    assert "检查频次比上年压减20%以上的目标如期实现" in done
    assert (before["涉企检查次数"] - now["涉企检查次数"]) / before["涉企检查次数"] > Decimal("0.2")
    assert "新增主题4个" in plans
    assert "新增“高效办成一件事”主题4个，完成年度安排" in done
    assert now["一件事项数"] - before["一件事项数"] == 4
    assert "对接不住、用得少的事项依法收回" in plans
    assert f"收回接不住、用得少的事项{before['赋权乡镇项数'] - now['赋权乡镇项数']}项" in done


def test_measures_against_problems_become_next_years_plan(cache: Path) -> None:
    for year in YEARS:
        document = job(year, cache).document()
        assert "针对存在的不足，采取以下改进措施：一是" in part_of(document, f"{year + 1}年")


# zero, not applicable, left out, without counts --------------------------------------------------------


def test_zero_has_a_sentence_of_its_own(cache: Path) -> None:
    before, now = text_of(2025, cache), text_of(2026, cache)
    assert re.search("以[^，。]*为被申请人的行政复议案件1件", before)
    assert re.search("没有发生以[^，。]*为被申请人的行政复议案件。", now)
    assert "追究执法过错责任1人" in before
    assert "没有发生执法过错责任追究情形。" in now


@every_year
def test_what_does_not_apply_or_is_not_reported_leaves_no_trace(year: int, cache: Path) -> None:
    text = text_of(year, cache)
    assert not re.search("不适用|不写入|司法鉴定|划拨|冻结|限制开展生产经营|政府规章|双公示|普法短信", text)


def test_rate_without_counts_is_printed_and_marked(cache: Path) -> None:
    origins = {key: origin for origin in _origins(job(2026, cache).document()) for key in origin.keys}
    rate = origins["人民调解成功率"]
    assert rate.state is State.UNSOURCED
    assert "成功件数未随通报下发" in rate.note
    assert "成功率98.6%" in text_of(2026, cache)
    assert "人民调解成功件数" not in origins


@pytest.mark.parametrize(
    "written", ["约7.3亿元", "630余家次", "5600余人次", "9.7万余份", "约6.5万人次", "三项不足", "42万余次"]
)
def test_figures_stand_as_they_were_typed(written: str, cache: Path) -> None:
    assert written in text_of(2026, cache)


def _origins(document: Document) -> list[Origin]:
    return [span.origin for text in texts_of(document) for span in text if span.origin]


# reuse -------------------------------------------------------------------------------------------------


@every_later_year
def test_nothing_of_last_years_figures_is_left_unless_equal(year: int, cache: Path) -> None:
    now, before = job(year, cache), job(year - 1, cache)
    printed, past = (by_key(each.document(), each.pack) for each in (now, before))
    same = {keys: texts & past.get(keys, set()) for keys, texts in printed.items()}
    for keys in (keys for keys, texts in same.items() if texts):
        assert [_raw(now.answers, key) for key in keys] == [_raw(before.answers, key) for key in keys], keys


@every_later_year
def test_long_numerals_of_last_year_do_not_come_back_anywhere(year: int, cache: Path) -> None:
    now, before = (_long_numerals(text_of(of, cache)) for of in (year, year - 1))
    years = {str(year - 2), str(year - 1), str(year), str(year + 1), "12345"}
    assert now & before - years == set()


def _long_numerals(text: str) -> set[str]:
    """Numerals that do not recur by chance: four digits and more, or a rate with two decimals below 99."""
    found = re.findall(r"\d+(?:\.\d+)?", text)
    return {one for one in found if re.fullmatch(r"\d{4,}(?:\.\d+)?|[1-8]?\d\.\d\d", one)}


def _raw(answers: Answers, key: str) -> object:
    answer = answers.get(key)
    return answer.value if answer else None


@every_later_year
def test_answers_are_those_carried_over_then_confirmed_or_rewritten(year: int, cache: Path) -> None:
    now = job(year, cache)
    carried = carry_forward(job(year - 1, cache).answers, now.pack, year)
    assert [note for note in carried.notes if note.misfit] == []
    questions = now.pack.questions
    card = [key for key in carried.answers.entries if questions[key].carry is Carry.KEEP]
    changed = [key for key in card if _raw(now.answers, key) != _raw(carried.answers, key)]
    assert changed in ([], ["报告形式", "加盖印章"])  # 2025 is the first report to the superiors
    texts = [key for key in carried.answers.entries if key not in card]
    assert not [key for key in texts if questions[key].kind.is_number and _raw(carried.answers, key)]
    kept = [key for key in texts if _raw(now.answers, key) == _raw(carried.answers, key)]
    assert len(kept) >= 15  # confirmed as they were
    assert "年度要点文件" in kept  # the year in the name of a document moved along
    assert len(set(texts) - set(kept)) >= 15  # rewritten


@every_later_year
def test_own_items_come_back_with_blanks_for_their_figures(year: int, cache: Path) -> None:
    now = job(year, cache)
    carried = carry_forward(job(year - 1, cache).answers, now.pack, year).answers
    item, filled = (_first_item(answers, "行政执法补充") for answers in (carried, now.answers))
    assert set(item["数"]) == set(filled["数"])
    assert set(item["数"].values()) == {""}
    assert "" not in filled["数"].values()


def _first_item(answers: Answers, key: str) -> dict[str, dict[str, str]]:
    value = _raw(answers, key)
    assert isinstance(value, list)
    return value[0]  # type: ignore[no-any-return]


# the whole report --------------------------------------------------------------------------------------


def _command(*arguments: str, cache: Path) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    code = main(arguments, out, err, cache)
    return code, out.getvalue() + err.getvalue()


@every_year
def test_final_copy_is_written(year: int, cache: Path, tmp_path: Path) -> None:
    output = tmp_path / "报告.docx"
    code, said = _command("draft", str(COUNTY / f"{year}.yaml"), "-o", str(output), "--final", cache=cache)
    assert code == DONE, said
    assert output.is_file()


@every_year
@pytest.mark.parametrize("outline", OUTLINES)
def test_no_outline_loses_or_repeats_a_figure(year: int, outline: str, cache: Path) -> None:
    document = job(year, cache, outline).document()
    assert _figures(document, year, cache) == _figures(job(year, cache).document(), year, cache)
    assert wrong_places(write_text(document)) == []
    assert same_openings(document) == []


def test_all_outlines_of_the_pack_are_tried(cache: Path) -> None:
    assert set(job(2026, cache).pack.outlines) == set(OUTLINES)


def _figures(document: Document, year: int, cache: Path) -> Counter[tuple[tuple[str, ...], str]]:
    pack = job(year, cache).pack
    return Counter((span.origin.keys, span.text) for span in figure_spans(document, pack) if span.origin)


def test_answered_figures_all_stand_in_the_draft(cache: Path) -> None:
    """Figures that say nothing by themselves: nought, and 30 of 30 where the rate alone is told."""
    this = job(2026, cache)
    printed = {key for origin in _origins(this.document()) for key in origin.keys}
    answered = {
        key
        for key, answer in this.answers.entries.items()
        if this.pack.questions[key].kind in (Kind.FIGURE, Kind.MONEY)
        and answer.value not in ("0", "不适用", "不写入", None)
    }
    assert answered - printed == set()


def test_report_is_well_filled(cache: Path) -> None:
    document = job(2026, cache).document()
    assert 5000 <= han_count(write_text(document)) <= 6000
    assert sum(1 for _ in figure_spans(document, job(2026, cache).pack)) >= 150


def test_joint_report_to_the_superiors_names_both_organs(cache: Path) -> None:
    document = job(2026, cache).document()
    assert document.signature is not None
    assert [plain(organ) for organ in document.signature.organs] == ["中共东岭县委员会", "东岭县人民政府"]
    assert plain(document.addressee) == "市委、市政府："
    assert plain(document.blocks[-1].text) == "特此报告。"  # type: ignore[union-attr]
    public = job(2024, cache).document()
    assert not plain(public.addressee)
    assert "特此报告" not in write_text(public)


# a draft that is not finished --------------------------------------------------------------------------


def test_unfinished_draft_marks_its_open_places_and_no_others(cache: Path) -> None:
    document = Job(BUREAU / "2026.yaml", cache).document()
    marked = {origin.keys[0]: origin.state for origin in _origins(document) if origin.state.is_open}
    assert marked == {"普法活动场次": State.MISSING, "主持学法次数": State.UNCONFIRMED}
    assert document.remarks == ()
    text = write_text(document)
    assert re.findall("【.*?】", text) == ["【普法宣传活动】"]
    assert wrong_places(re.sub("【.*?】", "数场", text)) == []


def test_unfinished_draft_comes_out_and_its_final_copy_is_refused(cache: Path, tmp_path: Path) -> None:
    answers, output = str(BUREAU / "2026.yaml"), tmp_path / "报告.docx"
    code, said = _command("draft", answers, "-o", str(output), "--final", cache=cache)
    assert code == TO_CORRECT
    assert not output.exists()
    assert all(key in said for key in ("普法活动场次", "主持学法次数"))
    code, said = _command("draft", answers, "-o", str(output), cache=cache)
    assert code == DONE
    assert output.is_file()


def test_of_every_plan_and_problem_of_2025_the_next_file_says_what_became_of_it(cache: Path) -> None:
    before, after = job(2025, cache).answers, job(2026, cache).answers
    told = [(one["出处"], one["事项"]) for one in after.followed if isinstance(one, dict)]
    rows = [(key, row) for key in ("问题清单", "计划清单") for row in before.entries[key].value or []]
    assert told == [(key, row["标题"]) for key, row in rows if isinstance(row, dict)]
