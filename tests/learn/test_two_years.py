"""Two years of one bureau: what stayed is text, what changed is a question, and both years are given back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from drafter.answers.model import STANDING
from drafter.errors import UsageError
from drafter.figures import OMITTED
from drafter.learning import Learned, learn
from drafter.packs.lint import lint

OLD = """\
东岭县水务局2024年法治政府建设年度报告
2024年，东岭县水务局推进各项工作。现将有关情况报告如下：
一、主要举措和成效
（一）严格执法。全年立案31件，罚款12.5万元，比2023年增长5%。每季度至少检查1次，开展党纪学习教育。
（二）普法宣传。举办讲座6场，率先建成节水馆。
二、存在的不足
执法力量不足。
三、下一年安排
一是推进清单管理；二是办好讲座8场。
东岭县水务局
2025年1月10日
"""
NEW = """\
东岭县水务局2025年法治政府建设年度报告
2025年，东岭县水务局推进各项工作。现将有关情况报告如下：
一、主要举措和成效
（一）严格执法。全年立案28件，罚款9.1万元，比2024年下降9.68%。每季度至少检查1次，开展八项规定学习教育。
（二）普法宣传。邀请专家走进十二所学校，把用水法律写进课本，新建科普基地2处，受到师生欢迎。
（三）应急处置。处置水污染事件3起。
二、存在的不足
执法力量不足。
三、下一年安排
一是推进清单管理；二是办好讲座9场。
东岭县水务局
2026年1月9日
"""


@pytest.fixture
def learned(tmp_path: Path) -> Learned:
    (tmp_path / "去年.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "前年.txt").write_text(OLD, encoding="utf-8")
    return learn(tmp_path / "去年.txt", tmp_path / "局", None, earlier=tmp_path / "前年.txt")


def answers(path: Path | None) -> dict[str, object]:
    assert path is not None
    found = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def template(learned: Learned) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(learned.pack.glob("parts/*.j2")))


def test_both_years_are_given_back_and_the_pack_is_sound(learned: Learned) -> None:
    assert learned.lost == ""
    assert learned.older_lost == ""
    assert lint(learned.pack) == []


def test_a_figure_that_stayed_is_text(learned: Learned) -> None:
    assert "每季度至少检查1次" in template(learned)


def test_a_figure_that_changed_is_a_question_with_both_answers(learned: Learned) -> None:
    now, then = answers(learned.answers), answers(learned.older)
    key = next(key for key, value in now.items() if value == "28件")
    assert then[key] == "31件"


def test_a_growth_keeps_the_sign_of_each_year(learned: Learned) -> None:
    now, then = answers(learned.answers), answers(learned.older)
    key = next(key for key, value in now.items() if value == "-9.68%")
    assert then[key] == "5%"
    assert "比{{ 上一年 }}年" in template(learned)


def test_a_few_words_that_changed_are_a_question(learned: Learned) -> None:
    now, then = answers(learned.answers), answers(learned.older)
    key = next(key for key, value in now.items() if value == "八项规定")
    assert then[key] == "党纪"


def test_another_wording_is_the_earlier_years_own(learned: Learned) -> None:
    then = answers(learned.older)
    own = [value for value in then.values() if isinstance(value, str) and "节水馆" in value]
    assert own == ["（二）普法宣传。举办讲座6场，率先建成节水馆。"]


def test_what_is_new_was_not_written_then(learned: Learned) -> None:
    now, then = answers(learned.answers), answers(learned.older)
    key = next(key for key in now if key.endswith("段") and "应急" in key)
    assert (now[key], then[key]) == (STANDING, OMITTED)


def test_plans_of_both_years_are_rows(learned: Learned) -> None:
    now, then = answers(learned.answers), answers(learned.older)
    assert isinstance(now["下年安排"], list)
    assert isinstance(then["下年安排"], list)
    assert then["下年安排"][1] == {"内容": "办好讲座{办好讲座场数}"}
    assert (then["办好讲座场数"], now["办好讲座场数"]) == ("8场", "9场")


def report(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_reports_are_put_in_order_by_their_years(tmp_path: Path) -> None:
    old, new = report(tmp_path / "前年.txt", OLD), report(tmp_path / "去年.txt", NEW)
    made = learn(old, tmp_path / "局", None, earlier=new)
    assert (made.answers.name, made.older and made.older.name) == ("2025.yaml", "2024.yaml")
    assert made.swapped


OTHERS = [
    (
        "西河镇人民政府2024年工作总结\n一、做法\n开展巡逻31次。\n西河镇人民政府\n2025年1月9日\n",
        "不是一个单位的",
    ),
    (NEW, "要是前后两年的"),
]


@pytest.mark.parametrize(("text", "told"), OTHERS)
def test_a_report_that_is_not_of_the_year_before_is_refused(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        learn(
            report(tmp_path / "去年.txt", NEW),
            tmp_path / "局",
            None,
            earlier=report(tmp_path / "前年.txt", text),
        )
    assert told in str(raised.value)
    assert not (tmp_path / "局").exists()


def test_a_bureau_may_have_been_renamed(tmp_path: Path) -> None:
    old = report(tmp_path / "前年.txt", OLD.replace("东岭县水务局", "东岭县水利管理局"))
    made = learn(report(tmp_path / "去年.txt", NEW), tmp_path / "局", None, earlier=old)
    assert made.renamed == ("东岭县水利管理局", "东岭县水务局")


def test_another_year_than_the_report_says_is_told(tmp_path: Path) -> None:
    text = report(tmp_path / "去年.txt", NEW)
    made = learn(text, tmp_path / "甲", None, year=2023)
    assert (made.stated, made.guessed) == (2025, False)
    assert learn(text, tmp_path / "乙", None, year=2025).stated is None


def test_number_and_date_below_the_title_are_answers_in_both_years(tmp_path: Path) -> None:
    head, tail = "东岭县水务局{}年法治政府建设年度报告\n", "一、做法\n立案{}件。\n二、打算\n加强培训。"
    new = head.format(2025) + "东水〔2026〕13号\n（2026年1月3日）\n" + tail.format(5)
    old = head.format(2024) + "东水〔2025〕2号\n（2025年1月12日）\n" + tail.format(7)
    (tmp_path / "去年.txt").write_text(new, encoding="utf-8")
    (tmp_path / "前年.txt").write_text(old, encoding="utf-8")
    learned = learn(tmp_path / "去年.txt", tmp_path / "局", None, earlier=tmp_path / "前年.txt")
    assert (learned.lost, learned.older_lost) == ("", "")
    found = answers(learned.older)
    assert (found["发文字号"], found["落款日期"]) == ("东水〔2025〕2号", "2025年1月12日")


MOVED = [
    ("案件由34件增至51件，增长50%。", "案件由51件降至40件，下降22%。"),
    (
        "拨款5.37亿元，资助4.1万人次，较上年分别下降3.1%和2.4%。",
        "拨款6亿元，资助4.2万人次，较上年分别增长11.7%和2.4%。",
    ),
    ("经费1.26亿元，较上年增加2600万元。", "经费1.1亿元，较上年减少1600万元。"),
]


@pytest.mark.parametrize(("then", "now"), MOVED)
def test_words_that_go_the_other_way_are_no_questions(then: str, now: str, tmp_path: Path) -> None:
    paths = []
    for year, text in ((2024, then), (2025, now)):
        paths.append(tmp_path / f"{year}.txt")
        frame = f"东岭县水务局{year}年法治政府建设年度报告\n一、主要工作\n{text}\n东岭县水务局\n{year + 1}年1月10日\n"
        paths[-1].write_text(frame, encoding="utf-8")
    made = learn(paths[1], tmp_path / "made", None, earlier=paths[0])
    assert (made.lost, made.older_lost) == ("", "")
    assert made.made.found()["words"] == 0


ACROSS = (
    "受理诉求{}件，办结{}件。",
    "从类别看，城管类{}件，占{}%；交通类{}件，占{}%。",
    "中队 警告 罚款 合计\n一中队 {} {} {}\n二中队 {} {} {}\n合计 {} {} {}",
)
THEN = ((800, 790), (150, "18.75", 131, "16.38"), (4, 5, 9, 1, 2, 3, 5, 7, 12))
ALIKE = ((900, 880), (151, "16.78", 131, "14.56"), (4, 6, 10, 2, 2, 4, 6, 8, 14))


def two_years(old: Sequence[str], new: Sequence[str], folder: Path) -> Learned:
    paths = []
    for year, lines in ((2024, old), (2025, new)):
        paths.append(folder / f"{year}.txt")
        head, tail = f"东岭县水务局{year}年法治政府建设年度报告", f"东岭县水务局\n{year + 1}年1月10日\n"
        paths[-1].write_text("\n".join([head, "一、主要工作", *lines, tail]), encoding="utf-8")
    return learn(paths[1], folder / "made", None, earlier=paths[0])


def filled(figures: Sequence[Sequence[object]]) -> list[str]:
    return [line.format(*of) for line, of in zip(ACROSS, figures, strict=True)]


def test_formulas_over_several_pieces_hold_in_both_years(tmp_path: Path) -> None:
    made = two_years(filled(THEN), filled(ALIKE), tmp_path)
    assert (made.lost, made.older_lost) == ("", "")
    assert made.made.found()["derived"] == 7
    then = answers(made.older)
    assert "18.75%" not in then.values()
    assert list(then.values()).count("131件") == 1, "what a formula needs stays a question"


def test_an_earlier_year_refutes_a_formula_over_several_pieces(tmp_path: Path) -> None:
    made = two_years(filled((THEN[0], (150, "18.75", 131, "20.38"), THEN[2])), filled(ALIKE), tmp_path)
    assert (made.lost, made.older_lost) == ("", "")
    assert made.made.found()["derived"] == 6
    assert "20.38%" in answers(made.older).values()


def test_where_the_parts_were_not_written_the_number_is_an_answer(tmp_path: Path) -> None:
    lines = filled(THEN)
    lines[0] = "热线平稳运行，群众有呼声，我们有回应，全年不分昼夜接听来电。"
    made = two_years(lines, filled(ALIKE), tmp_path)
    assert (made.lost, made.older_lost) == ("", "")
    assert made.made.found()["derived"] == 7
    assert "18.75%" in answers(made.older).values()
