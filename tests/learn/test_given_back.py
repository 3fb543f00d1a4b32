"""Small reports with one difficulty each: all come back, and lint finds nothing in their packs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.app import Job
from drafter.errors import DrafterError
from drafter.learning import learn
from drafter.newyear import new_year
from drafter.packs.lint import lint
from drafter.packs.schema import Carry, Kind
from drafter.writers.text import write_text
from tests.learn.learned import bare, drawn, learned_from, read_text, with_answer
from tests.taking.untouched import told_of_untouched

YEAR = 2025
TITLE = "东岭县水务局2025年法治政府建设年度报告"
CASES = {
    "an addressee below a line of its own": f"{TITLE}\n——在某会议上\n各位代表：\n一、做法\n办结5件。",
    "a document number below the title": f"{TITLE}\n水发〔2026〕5号\n县政府：\n一、做法\n办结5件。",
    "a document number above the title": f"水发〔2026〕5号\n{TITLE}\n一、做法\n办结5件。",
    "a date below the title and one at the end": f"{TITLE}\n（2026年1月3日）\n一、做法\n办结5件。\n东岭县水务局\n2026年1月5日",
    "an attachment behind the date": f"{TITLE}\n一、做法\n办结5件。\n东岭县水务局\n2026年1月5日\n附件：统计表\n| 类别 | 数 |\n| 许可 | 5 |",
    "a note in half-width brackets": f"{TITLE}\n一、做法\n办结5件。\n(此件公开发布)",
    "a date in brackets below the title": f"{TITLE}\n（2026年1月3日）\n一、做法\n办结5件。",
    "what is printed below the date": f"{TITLE}\n一、做法\n办结5件。\n东岭县水务局\n2026年1月5日\n抄送：县人大办公室。\n东岭县水务局办公室 2026年1月6日印发",
    "an attachment behind plans": f"{TITLE}\n一、做法\n办结5件。\n二、下步打算\n（一）培训。开展7次。\n（二）检查。开展8次。\n特此报告。\n附件：1.2025年数据表\n2.典型案例\n东岭县水务局\n2026年1月5日",
    "a signature above an attachment": f"{TITLE}\n一、做法\n办结5件。\n二、下步打算\n（一）培训。开展7次。\n（二）检查。开展8次。\n东岭县水务局\n2026年1月5日\n(此件公开发布)\n附件1 统计表\n附件2：典型案例",
    "headings of an attachment": f"{TITLE}\n一、做法\n办结5件。\n二、下步打算\n（一）培训。开展7次。\n（二）检查。开展8次。\n附件1\n典型案例\n一、取水案\n罚款5000元。",
    "an attachment between parts": f"{TITLE}\n一、做法\n办结5件。\n附件：目录\n二、下步打算\n（一）培训。开展7次。\n（二）检查。开展8次。",
    "a date in Chinese script": f"{TITLE}\n一、做法\n办结5件。\n东岭县水务局\n二○二五年十二月二十六日",
    "an office that signs": f"{TITLE}\n一、做法\n办结5件。\n东岭县水务局办公室\n2026年1月5日",
    "two organs": f"{TITLE}\n一、做法\n办结5件。\n东岭县水务局\n东岭县司法局\n2026年1月5日",
    "neither title nor sign-off": "一、做法\n办结5件。",
    "a name too short to be looked for": "县水务局\n2025年法治政府建设年度报告\n一、做法\n办结5件。",
    "rows with and without figures": f"{TITLE}\n一、做法\n| 类别 | 数 | 备注 |\n| 许可 | 5件 | 无 |\n| 其他 | - | {{{{ |",
    "rows of unlike length": f"{TITLE}\n一、做法\n| 甲 | 乙 | 丙 |\n| 5件 |\n| 6件 | 7件 |",
    "a table with an empty corner": f"{TITLE}\n一、做法\n办结5件。\n|  | 甲 | 乙 |\n| 件数 | 3件 | 4件 |\n|  |  | 5件 |",
    "a table of words": f"{TITLE}\n一、做法\n办结5件。\n| 甲 | 乙 |\n| 丙 | 丁 |",
    "headings that begin at the third level": f"{TITLE}\n一、做法\n1.强化监督\n办结5件。\n（1）加强培训\n办结6件。",
    "headings that begin at the fourth level": f"{TITLE}\n一、做法\n（1）强化监督\n办结5件。\n（2）加强培训\n办结6件。",
    "problems at the fourth level": f"{TITLE}\n一、做法\n办结5件。\n二、存在问题\n（1）力量不足\n缺3人。\n（2）经费不足\n缺5万元。",
    "money in 万元 and its average": f"{TITLE}\n一、做法\n结案812件，罚没款936.54万元，件均1.15万元。",
    "money in unlike scales": f"{TITLE}\n一、做法\n查出问题金额1.2亿元，其中违规金额1亿元、不规范金额2000万元。",
    "a total in 万": f"{TITLE}\n一、做法\n共1.2万人次，其中线上0.5万人次、线下0.7万人次。",
    "余 between scale and unit": f"{TITLE}\n一、做法\n罚没款36万余元、36余万元、3千余元、十余万元。",
    "decimals kept": f"{TITLE}\n一、做法\n受理50件，办结50件，办结率100.00%；受理40件，办结30件，办结率75.0%。",
    "a rate cut off": f"{TITLE}\n一、做法\n受理151件，办结140件，办结率92.71%。",
    "a move whose word is wrong": f"{TITLE}\n一、做法\n办案由10件增至2件，信访由5件降至5件。",
    "growths": f"{TITLE}\n一、做法\n办案9件，同比增长0%；信访8件，同比下降达5%；满意率98%，较上年增长3个百分点；复议7件，同比提升了2%。",
    "a growth and the figure of last year": f"{TITLE}\n一、做法\n办案254件，同比减少384件、下降60.2%（上年同期638件）。",
    "stray stops of items": f"{TITLE}\n一、做法\n办结5件。\n二、下步打算\n一是加强培训；；二是强化监督。；三是抓落实；。",
    "items of nothing": f"{TITLE}\n一、做法\n办结5件。\n二、下步打算\n一是；二是抓落实；三是。",
    "stray stops of run-in headings": f"{TITLE}\n一、做法\n办结5件。\n二、存在问题\n（一）力量不足。。缺3人。\n（二）经费不足。缺5万元。",
    "a part without text": f"{TITLE}\n一、做法\n二、存在问题\n三、下步打算\n办结5件。",
    "every line a heading": f"{TITLE}\n一、做法\n（一）培训5次\n（二）检查6次\n二、下步打算\n（一）培训7次\n（二）检查8次",
    "one part only": "一、做法\n办结5件。\n（一）培训。开展5次。\n（二）检查。开展6次。",
    "no heading at all": f"{TITLE}\n办结5件。\n检查6次。",
    "no figure": f"{TITLE}\n一、做法\n全面落实。\n二、存在问题\n（一）认识不足\n有待加强。\n（二）力量薄弱\n有待充实。",
    "plans in the middle, and again": f"{TITLE}\n一、下步打算\n1.培训5次。\n2.检查6次。\n二、做法\n办结5件。\n三、2026年工作计划\n一是培训7次；二是检查8次。",
    "items with and without a run-in heading": f"{TITLE}\n一、做法\n办结5件。\n二、存在问题\n（一）执法力量不足。缺3人。\n（二）能力不强；\n（三）装备老旧。",
    "items that are headings and paragraphs": f"{TITLE}\n一、做法\n办结5件。\n二、存在问题\n（一）执法力量不足\n缺3人。\n（二）能力不强。培训少。\n（三）装备老旧",
    "numbers in one paragraph": f"{TITLE}\n一、做法\n办结5件。\n二、下步打算\n做好工作：（1）培训7次；（2）检查8次；（3）抓好落实。",
    "circled numbers in one paragraph": f"{TITLE}\n一、做法\n办结5件。\n二、下步打算\n①培训7次；②检查8次；③抓好落实。",
    "problems behind a colon": f"{TITLE}\n一、做法\n办结5件。\n二、存在问题\n工作有成效。但还存在：执法力量不足，缺3人；能力不强；装备老旧。",
    "nested items": f"{TITLE}\n一、存在问题\n（一）执法方面\n1.案卷不规范\n查出5件。\n2.程序不规范\n查出6件。\n（二）普法方面\n办了7场。",
    "headings with figures and signs": f"{TITLE}\n一、办好12件实事{{{{ 甲 }}}}\n（一）推进[[5项]]改革 | #\n办结5件。\n（二）@落实{{% if %}}\n办结6件。",
    "headings said twice": f"{TITLE}\n一、做法\n（一）培训\n开展5次。\n（二）培训\n开展6次。\n二、做法\n办结7件。",
    "signs at the beginning of lines": f"{TITLE}\n一、做法\n# 5件\n@ 6件\n= 甲\n- 7件\n+ 8件\n| 9件\n\\ 10件\n## 11件",
    "signs of templates": f"{TITLE}\n一、做法\n{{{{ 甲 }}}}{{% if %}}{{# 注 #}}[[5件]]{{6件}}]]{{[[“'\"`。",
    "signs of YAML": f'{TITLE}\n一、做法\n是: 5件 # 注，~ null "甲" \'乙\' & * ! %。\n二、存在问题\n一是: 甲 # 5件；二是~ - "乙"。',
    "names that mean something": f"{TITLE}\n一、做法\n单位类型5个，年度6个，not 7个，合计8个，项9个，科室10个，模板11个，loop12个，深度13个。",
    "a name in braces": f"{TITLE}\n一、存在问题\n一是{{培训次数}}培训5次；二是{{下年安排}}{{存在问题}}检查6次。\n二、下步打算\n一是培训7次；二是检查8次。",
    "signs of the private use planes": f"{TITLE}\U000f0001\n一、做法\U0010fff0\n办结5件\U000f1234。\n二、存在问题\n一是\U000f0001缺3人；二是缺钱。",
    "special answers as words": f"{TITLE}\n一、做法\n办结5件。\n二、存在问题\n不写入\n不适用\n照旧\n缺3人",
    "blanks among the digits": f"{TITLE}\n一、做法\n办结 5 件，共 1 200 件，率 98 %。",
    "full-width digits": f"{TITLE}\n一、做法\n受理２０件，办结１９件，办结率９５％，占95％。",
    "ratios": f"{TITLE}\n一、做法\n执法人员与监管对象之比为1:152，比例由１：８升到3∶1，产业结构为8.7∶41.2∶50.1。",
    "units with brackets": f"{TITLE}\n一、做法\n开展活动120场（次），受教育5.6万人（次）、80人(次)，走访十二家（次）。",
    "nought": f"{TITLE}\n一、做法\n受理0件，办结0件，投诉为零，0投诉。\n二、存在问题\n一是缺0人；二是缺0元，欠5元。",
    "three hundred figures": f"{TITLE}\n一、做法\n" + "".join(f"第{n}类办结{n}件。" for n in range(300)),
    "a very long paragraph": f"{TITLE}\n一、做法\n" + "开展培训5次，检查6次，" * 120 + "完毕。",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_it_comes_back(text: str, tmp_path: Path) -> None:
    made = learned_from(text, tmp_path, YEAR)
    assert drawn(made.answers) == read_text(made.report)
    assert made.lost == ""
    assert lint(made.pack) == []
    assert Job(made.answers, None).open_points() == []
    assert told_of_untouched(made.answers, tmp_path) == []


def test_a_title_alone_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="没有正文"):
        learned_from(f"{TITLE}\n", tmp_path, YEAR)


def test_a_date_in_chinese_script_is_asked_for_as_a_date_and_printed_as_before(tmp_path: Path) -> None:
    made = learned_from(CASES["a date in Chinese script"], tmp_path, YEAR)
    assert Job(made.answers, None).pack.questions["落款日期"].kind is Kind.DATE
    later = with_answer(Job(made.answers, None), "落款日期", "2026-12-10")
    assert "二○二六年十二月十日" in write_text(later)


def test_an_office_signs_for_the_bureau_of_the_title(tmp_path: Path) -> None:
    made = learned_from(CASES["an office that signs"], tmp_path, YEAR)
    assert load_answers(made.answers).entries["单位全称"].value == "东岭县水务局"
    assert "西山县水务局办公室" in write_text(
        with_answer(Job(made.answers, None), "单位全称", "西山县水务局")
    )


def test_the_addressee_of_a_later_line_is_asked_for(tmp_path: Path) -> None:
    made = learned_from(CASES["an addressee below a line of its own"], tmp_path, YEAR)
    assert load_answers(made.answers).entries["主送机关"].value == "各位代表"


def test_a_date_of_signing_that_an_earlier_year_writes_otherwise_comes_back(tmp_path: Path) -> None:
    later, before = tmp_path / "后.txt", tmp_path / "前.txt"
    later.write_text(f"{TITLE}\n一、做法\n办结5件。\n2026年1月5日\n", encoding="utf-8")
    words = "东岭县水务局2024年法治政府建设年度报告\n一、做法\n办结4件。\n（2025年1月5日）\n"
    before.write_text(words, encoding="utf-8")
    made = learn(later, tmp_path / "学", None, earlier=before)
    assert (made.lost, made.older_lost) == ("", "")


def test_a_row_whose_words_changed_is_asked_for_with_its_table(tmp_path: Path) -> None:
    later, before = tmp_path / "后.txt", tmp_path / "前.txt"
    later.write_text(
        f"{TITLE}\n一、做法\n| 类别 | 说明 |\n| 许可事项 | 全部做完了 |\n办结5件。\n", encoding="utf-8"
    )
    words = "东岭县水务局2024年法治政府建设年度报告\n一、做法\n| 类别 | 说明 |\n| 许可事项 | 大部做完了 |\n办结4件。\n"
    before.write_text(words, encoding="utf-8")
    made = learn(later, tmp_path / "学", None, earlier=before)
    assert (made.lost, made.older_lost, lint(made.pack)) == ("", "", [])


ZERO = f"{TITLE}\n一、做法\n受理信访5件，办结4件，办结率80%，均已答复。办案3件，同比增长20%。\n二、存在问题\n一是缺3人，欠5元；二是缺钱。"


def _text(path: Path, **answers: str) -> str:
    job = Job(path, None)
    found = ""
    for key, value in answers.items():
        assert job.pack.questions[key].kind is Kind.FIGURE, sorted(job.pack.questions)
        found = bare(write_text(with_answer(job, key, value)))
    return found


def test_a_rate_of_nought_takes_only_its_own_clause_along(tmp_path: Path) -> None:
    path = learned_from(ZERO, tmp_path, YEAR).answers
    key = next(key for key in Job(path, None).pack.questions if key.startswith(("信访", "受理")))
    assert "受理信访0件，办结4件，均已答复。" in _text(path, **{key: "0件"})


def test_a_growth_without_a_year_before_takes_only_its_own_clause_along(tmp_path: Path) -> None:
    path = learned_from(ZERO, tmp_path, YEAR).answers
    job = Job(path, None)
    growth = next(key for key in job.answers.entries if "增幅" in key)
    job.answers.entries.pop(growth)  # type: ignore[attr-defined]
    assert "均已答复。办案3件。" in bare(write_text(job.document()))


def test_a_nought_in_an_item_stays(tmp_path: Path) -> None:
    path = learned_from(ZERO, tmp_path, YEAR).answers
    key = next(key for key, one in Job(path, None).answers.entries.items() if one.value == "3人")
    assert "一是缺0人，欠5元；" in _text(path, **{key: "0人"})


LEFT_OUT = [
    ("办理案件50件，其中简易案件5件。结案9件。", "5件", "办理案件50件。结案9件。"),
    ("办理案件50件，其中简易案件5件。结案9件。", "50件", "结案9件。"),
    ("应诉50件，出庭率90%，败诉率由上年的12%下降到7%；结案9件。", "12%", "应诉50件，出庭率90%；结案9件。"),
    ("采取措施24件（查封9件、冻结1次），执行3件。", "9件", "采取措施24件（冻结1次），执行3件。"),
    ("采取措施24件（查封9件、冻结1次），执行3件。", "24件", "执行3件。"),
    ("全年开展学习6次，参加人数230人次，同比增长5%。", "6次", "参加人数230人次，同比增长5%。"),
    ("收到信访81件，同比增长5%，办结79件。", "81件", "办结79件。"),
    ("文件备案11件，报备率、及时率、规范率均为98%。", "98%", "文件备案11件。"),
    ("在全省率先推出服务，办理50件。", "率先", "办理50件。"),
    ("在全省率先推出“一件事、一次办”，办理50件。", "率先", "办理50件。"),
]


@pytest.mark.parametrize(("sentence", "figure", "expected"), LEFT_OUT)
def test_what_is_left_out_takes_its_clause_along_and_what_says_more_of_it(
    sentence: str, figure: str, expected: str, tmp_path: Path
) -> None:
    job = Job(learned_from(f"{TITLE}\n一、做法\n{sentence}", tmp_path).answers, None)
    key = next(key for key, answer in job.answers.entries.items() if answer.value == figure)
    text = bare(write_text(with_answer(job, key, "不写入")))
    assert text.removeprefix(f"{TITLE}一、做法") == expected


BELOW_TITLE = f"{TITLE}\n东水〔2026〕3号\n（2026年1月3日）\n一、做法\n办结5件。"


def test_number_and_date_below_the_title_are_asked_anew_each_year(tmp_path: Path) -> None:
    job = Job(learned_from(BELOW_TITLE, tmp_path, YEAR).answers, None)
    assert job.answers.entries["发文字号"].value == "东水〔2026〕3号"
    assert job.answers.entries["落款日期"].value == "2026年1月3日"
    for key in ("发文字号", "落款日期"):
        assert job.pack.questions[key].carry is Carry.REFERENCE
    assert job.pack.questions["落款日期"].kind is Kind.DATE


def test_number_and_date_below_the_title_may_be_left_out(tmp_path: Path) -> None:
    job = Job(learned_from(BELOW_TITLE, tmp_path, YEAR).answers, None)
    assert "年度报告（2026年1月3日）一、" in bare(write_text(with_answer(job, "发文字号", "不写入")))
    assert "3号一、做法" in bare(write_text(with_answer(job, "落款日期", "不写入")))


@pytest.mark.parametrize("case", ["an attachment behind plans", "a signature above an attachment"])
def test_what_stands_behind_the_body_is_neither_item_nor_topic(case: str, tmp_path: Path) -> None:
    job = Job(learned_from(CASES[case], tmp_path, YEAR).answers, None)
    rows = job.answers.entries["下年安排"].value
    assert isinstance(rows, list)
    assert len(rows) == 2
    assert [topic.name for topic in job.pack.topics.values() if not topic.always] == ["做法", "下步打算"]


LISTED = [
    (
        "二、存在问题\n（一）力量不足。缺3人。\n（二）能力不强；\n（三）装备老旧。",
        "存在问题",
        ["力量不足。", "能力不强；", "装备老旧。"],
    ),
    ("二、下步打算\n抓好：（1）培训；（2）检查；（3）落实。", "下年安排", ["培训", "检查", "落实"]),
    ("二、下步打算\n做好工作。\n一是培训。\n二是检查。\n查5次。\n特此报告。", "下年安排", ["培训", "检查。"]),
    ("二、下步打算\n1.培训；2.检查；3.落实。", "下年安排", ["培训", "检查", "落实"]),
    ("二、下步打算\n一要培训，二要检查，三要落实。", "下年安排", ["培训，", "检查，", "落实。"]),
    (
        "二、存在问题\n个别科室重视不够;装备老旧;力量不足。",
        "存在问题",
        ["个别科室重视不够", "装备老旧", "力量不足"],
    ),
    ("二、存在问题。装备老旧；力量不足。", "存在问题", ["装备老旧", "力量不足"]),
    ("二、存在问题。装备老旧，缺3辆车。", "存在问题", ["装备老旧，缺"]),
    ("二、存在问题\n工作有成效，但还存在：力量不足；装备老旧。", "存在问题", ["力量不足", "装备老旧"]),
]


@pytest.mark.parametrize(("part", "key", "begins"), LISTED)
def test_items_stand_apart_and_without_their_signs(
    part: str, key: str, begins: list[str], tmp_path: Path
) -> None:
    made = learned_from(f"{TITLE}\n一、做法\n办结5件。\n{part}", tmp_path, YEAR)
    assert drawn(made.answers) == read_text(made.report)
    rows = load_answers(made.answers).entries[key].value
    assert isinstance(rows, list)
    texts = [str(row["内容"]) if isinstance(row, dict) else "" for row in rows]
    assert len(texts) == len(begins)
    assert all(text.startswith(begin) for text, begin in zip(texts, begins, strict=True)), texts


def test_items_that_end_unlike_each_other_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    lines = ["（一）力量不足；", "（二）装备老旧；", "（三）经费不足。"]
    made = learned_from("\n".join([TITLE, "一、做法", "办结5件。", "二、存在问题", *lines]), tmp_path, YEAR)
    printed = [line.strip("　") for line in write_text(Job(made.answers, None).document()).splitlines()]
    assert [line for line in printed if line in lines] == lines


def test_the_signs_of_items_are_told_from_what_is_no_part_of_the_report(tmp_path: Path) -> None:
    source = f"发布时间：2026-01-20\n{TITLE}\n一、做法\n办结5件。\n二、存在问题\n1、力量不足。缺3人。\n2、经费不足。"
    labels = {entry["value"]: entry["label"] for entry in learned_from(source, tmp_path).trace()}
    assert (labels["1"], labels["2"], labels["20"]) == ("marker", "marker", "noise")


SIGNED = f"{TITLE}\n一、做法\n| 类别 | 2024年 | 2025年 | 增减 |\n| 处罚 | 50 | 40 | -20% |\n| 许可 | 40 | 50 | 25% |"


def test_a_signed_cell_of_a_table_turns_with_its_figures(tmp_path: Path) -> None:
    last = learned_from(SIGNED, tmp_path, YEAR).answers
    path = new_year(last.parent, YEAR + 1, None, last=last).path
    told = re.sub("(?m)^(处罚数|许可数):.*", "", path.read_text("utf-8"))
    path.write_text(f"{told}\n处罚数: 44\n许可数: 40\n", encoding="utf-8")
    lines = write_text(Job(path, None).document()).splitlines()
    assert [line for line in lines if line.startswith("| ")] == [
        "| 类别 | 2025年 | 2026年 | 增减 |",
        "| 处罚 | 40 | 44 | 10% |",
        "| 许可 | 50 | 40 | -20% |",
    ]


def test_a_signed_cell_that_follows_from_nothing_is_asked_with_its_sign(tmp_path: Path) -> None:
    text = f"{TITLE}\n一、做法\n| 类别 | 数量 | 较前年 |\n| 处罚 | 50 | -20% |\n| 许可 | 40 | 25% |"
    job = Job(learned_from(text, tmp_path, YEAR).answers, None)
    key = next(key for key, answer in job.answers.entries.items() if answer.value == "-20%")
    assert "| 处罚 | 50 | 3.5% |" in write_text(with_answer(job, key, "3.5%"))
