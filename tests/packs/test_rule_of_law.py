"""The shipped pack 法治政府建设年度报告: what it asks, what it says, and above all what it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.answers.model import Answer, Answers
from drafter.app import Ready, ready_pack
from drafter.asking import asked, open_points
from drafter.compose.compose import compose
from drafter.document.model import Document, Heading, Paragraph, Table, plain
from drafter.packs.schema import Carry, Depth, Kind, Pack
from drafter.reckoning import Reckoning
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "templates" / "rule-of-law"
SAMPLES = Path(__file__).with_name("rule_of_law")
OUTLINES = ("standard", "guangdong", "zhejiang", "responsibility-first", "summary")
PROFILES = ("部门", "政府")
YEARS = range(2019, 2028)
CARD = {
    "单位全称": "东岭县综合行政执法局",
    "单位类型": "部门",
    "自称": "我局",
    "党组织称谓": "局党组",
    "上级机关": ["县委", "县政府"],
    "案件量词": "件",
    "报告形式": "本单位报告",
    "问题写法": "标题",
}
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def ready() -> Ready:
    return ready_pack(FOLDER, None)


def topics(pack: Pack, profile: str, *, suggested: bool = False) -> tuple[str, ...]:
    """The topics that can be ticked, or only those ticked at first."""
    return tuple(
        topic.name
        for topic in pack.topics.values()
        if not topic.always and (profile in topic.suggested if suggested else True)
    )


def made(ready: Ready, answers: Answers, outline: str, earlier: Sequence[Answers | None] = ()) -> Document:
    pack = ready.pack
    return compose(pack, ready.codes, ready.environment, answers, pack.outlines[outline], earlier)


def sample(name: str) -> Answers:
    return load_answers(SAMPLES / f"{name}.yaml")


def answers_of(
    entries: dict[str, object], ticked: tuple[str, ...], depth: Depth = Depth.ESSENTIAL
) -> Answers:
    typed = {key: Answer(value) for key, value in entries.items()}  # type: ignore[arg-type]
    return Answers(Path("2026.yaml"), 2026, "rule-of-law", "standard", depth, ticked, {}, typed)


def with_answers(name: str, **changed: str) -> Answers:
    """A sample with some answers changed."""
    old = sample(name)
    entries = {**old.entries, **{key: Answer(value) for key, value in changed.items()}}
    return Answers(old.path, old.year, old.pack, old.outline, old.depth, old.topics, old.headings, entries)


def lines(document: Document) -> list[str]:
    """Headings and paragraphs in order, run-in headings in front of their paragraph."""
    found = []
    for block in document.blocks:
        assert not isinstance(block, Table)
        if isinstance(block, Heading):
            found.append("#" + block.number + plain(block.text))
        elif isinstance(block, Paragraph):
            found.append(
                (block.lead.number + plain(block.lead.text) if block.lead else "") + plain(block.text)
            )
    return found


def body(document: Document) -> str:
    return "\n".join(lines(document))


def sentences(document: Document) -> Iterator[str]:
    """The sentences of the paragraphs, without headings."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from (part for part in re.split(r"[。；！？]", plain(block.text)) if part)


def unlike(text: str) -> list[str]:
    """What no report of the genre may hold."""
    faults = re.findall(r"(?<![\d.万])0(?:件|次|场|条|项|名|人|个|份|期)|None|\[\[|\]\]|[{}]|【", text)
    faults += re.findall(r"[，。；、：][，。；、]|（）|《》|“”|，$|[（：][，、]", text, re.MULTILINE)
    faults += re.findall(r"其中[，。、]|》、《", text)
    faults += [line for line in text.splitlines() if ("一是" in line) != ("二是" in line)]
    return faults


# what is asked ---------------------------------------------------------------------------------------


def test_pack_has_its_outlines_and_topics(ready: Ready) -> None:
    assert tuple(ready.pack.outlines) == OUTLINES
    assert len(ready.pack.topics) >= 30
    assert ready.pack.outlines["summary"].lacks
    assert not any(ready.pack.outlines[name].lacks for name in OUTLINES[:4])


@pytest.mark.parametrize("profile", PROFILES)
def test_essential_depth_is_about_25_prompts(ready: Ready, profile: str) -> None:
    """Conditions count as met: a bureau with cases is asked for what follows from them."""
    pack = ready.pack
    met = {key: "1" for question in pack.questions.values() for key, wanted in question.when if not wanted}
    answers = answers_of({**CARD, **met, "单位类型": profile}, topics(pack, profile, suggested=True))
    essential = [question for question in asked(pack, answers) if question.depth is Depth.ESSENTIAL]
    prompts = [question for question in essential if question.formula is None]
    wanted = [question for question in prompts if not question.optional and question.carry is not Carry.KEEP]
    least, most = (20, 30) if profile == "部门" else (30, 50)
    assert least <= len(wanted) <= most, [question.key for question in wanted]
    assert len(prompts) <= most + 12


def test_profiles_are_asked_differently(ready: Ready) -> None:
    keys = {
        profile: {
            question.key
            for question in asked(
                ready.pack, answers_of({**CARD, "单位类型": profile}, topics(ready.pack, profile), Depth.FULL)
            )
        }
        for profile in PROFILES
    }
    assert "复议收到件数" in keys["政府"] - keys["部门"]
    assert "起草项目数" in keys["部门"] - keys["政府"]


def test_every_question_is_used(ready: Ready) -> None:
    files = [*FOLDER.glob("parts/*.j2"), *FOLDER.glob("outlines/*.yaml"), FOLDER / "pack.yaml"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    asked_for = {"单位类型", "案件量词", "上级机关", "报告形式"}
    unused = [
        question.key
        for question in ready.pack.questions.values()
        if question.kind is not Kind.ITEMS and question.key not in text and question.key not in asked_for
    ]
    assert unused == []


def test_every_figure_has_a_unit_and_every_offer_exists(ready: Ready) -> None:
    pack = ready.pack
    for question in pack.questions.values():
        assert question.units or not question.kind.is_number, question.key
        if question.offer:
            assert question.offer in pack.yearly or question.offer in pack.libraries, question.key


# what is said ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("name", ["bureau-2026", "government-2026", "thin-2026"])
def test_a_filled_report_reads_like_one(ready: Ready, name: str, outline: str) -> None:
    answers = sample(name)
    assert open_points(ready.pack, answers) == []
    document = made(ready, answers, outline, (sample("bureau-2025"),))
    text = body(document)
    assert unlike(text) == []
    heads = [line for line in lines(document) if line.startswith("#")]
    assert all(len(HAN.findall(head)) > 1 for head in heads)
    openings = [re.sub(r"\d", "#", sentence.strip())[:2] for sentence in sentences(document)]
    assert not [a for (a, b), (_, c) in pairwise(pairwise(openings)) if a == b == c]


@pytest.mark.parametrize("outline", OUTLINES)
def test_length_follows_from_what_was_answered(ready: Ready, outline: str) -> None:
    full = body(made(ready, sample("bureau-2026"), outline))
    thin = body(made(ready, sample("thin-2026"), outline))
    assert 3000 <= len(HAN.findall(full)) <= 6000
    assert 300 <= len(HAN.findall(thin)) <= 900


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("depth", list(Depth))
def test_nothing_answered_asserts_nothing(ready: Ready, profile: str, outline: str, depth: Depth) -> None:
    """Every sentence of an unanswered report waits for an answer; only the formula that opens it does not."""
    answers = answers_of({**CARD, "单位类型": profile}, topics(ready.pack, profile), depth)
    asserted = [one for one in sentences(made(ready, answers, outline)) if "【" not in one]
    assert asserted == ["现将2026年法治政府建设有关情况报告如下："]


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("profile", PROFILES)
def test_what_does_not_apply_leaves_no_trace(ready: Ready, profile: str, outline: str) -> None:
    entries: dict[str, object] = {
        question.key: "否"
        if question.kind is Kind.YES_NO
        else "不适用"
        if question.kind.is_number
        else "不写入"
        for question in ready.pack.questions.values()
    }
    answers = answers_of({**entries, **CARD, "单位类型": profile}, topics(ready.pack, profile), Depth.FULL)
    assert lines(made(ready, answers, outline)) == ["现将2026年法治政府建设有关情况报告如下："]


def test_nought_has_sentences_of_its_own(ready: Ready) -> None:
    entries: dict[str, object] = {
        question.key: "0"
        for question in ready.pack.questions.values()
        if question.kind.is_number and question.formula is None
    }
    for profile in PROFILES:
        answers = answers_of({**entries, **CARD, "单位类型": profile}, topics(ready.pack, profile))
        text = body(made(ready, answers, "standard"))
        assert "没有作出行政处罚决定" in text
        assert re.search("没有发生以.+为被申请人的行政复议案件和以我局.*为被告的行政诉讼案件", text)
        assert re.findall(r"(?<!\d)0(?!\d)", text) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"规范性文件件数": "1件"}, "制定行政规范性文件1件，即《东岭县农村公路管理办法》"),
        ({"规范性文件件数": "0"}, "没有制定行政规范性文件"),
        ({"信访收到": "1件", "信访办结": "1件"}, "收到信访事项1件，已办结"),
        ({"信访收到": "9件", "信访办结": "8件"}, "收到信访事项9件，办结8件，办结率88.89%"),
        ({"被诉件数": "0"}, "没有发生以东岭县人民政府为被申请人的行政复议案件和以我县行政机关为被告的"),
        ({"被复议件数": "2件", "被诉件数": "0"}, "没有发生以我县行政机关为被告的行政诉讼案件"),
        ({"复议纠错口径": "综合纠错率"}, "综合纠错率54.12%"),
        ({"复议纠错口径": "都不写"}, "撤回申请终止20件），尚有8件正在审理"),
        ({"主持研究次数": "4次"}, "先后4次主持会议专题研究法治政府建设"),
        ({"问题写法": "标题"}, "主要表现在："),
        ({"问题写法": "方面"}, "行政执法监督的方式还比较单一方面，"),
        ({"信访收到": "不写入", "信访满意率": "96%"}, "群众满意率96%"),
        ({"措施位置": "写在问题之后"}, "下一步将依托执法平台开展网上巡查"),
    ],
)
def test_wording_follows_the_answers(ready: Ready, changed: dict[str, str], expected: str) -> None:
    text = body(made(ready, with_answers("government-2026", **changed), "standard"))
    assert expected in text
    assert unlike(text) == []


def test_growth_needs_last_year(ready: Ready) -> None:
    answers, last = sample("bureau-2026"), sample("bureau-2025")
    text = body(made(ready, answers, "standard", (last,)))
    assert "收到信访事项73件，同比下降9.88%" in text
    assert "办理一般程序案件967件，同比持平" in text
    assert "比上年上升1.70个百分点" in text
    assert "同比" not in body(made(ready, answers, "standard"))


def test_shell_of_a_report_to_a_superior(ready: Ready) -> None:
    document = made(ready, sample("government-2026"), "standard")
    assert plain(document.title) == "中共东岭县委员会 东岭县人民政府关于2026年法治政府建设情况的报告"
    assert plain(document.addressee) == "市委、市政府："
    assert lines(document)[-1] == "特此报告。"
    assert document.signature is not None
    assert [plain(organ) for organ in document.signature.organs] == ["中共东岭县委员会", "东岭县人民政府"]
    own = made(ready, sample("thin-2026"), "standard")
    assert "特此报告" not in body(own)
    assert not own.addressee


@pytest.mark.parametrize("outline", OUTLINES)
def test_every_outline_holds_every_answer(ready: Ready, outline: str) -> None:
    """No figure of a full report is lost when it is drawn with another outline."""
    document = made(ready, sample("bureau-2026"), outline)
    reference = made(ready, sample("bureau-2026"), "standard")

    def keys(of: Document) -> set[str]:
        texts = [block.text for block in of.blocks if isinstance(block, Paragraph)]
        return {key for text in texts for span in text if span.origin for key in span.origin.keys}

    assert keys(document) == keys(reference)


# what templates must not hold ------------------------------------------------------------------------


def test_templates_take_names_of_organs_and_nouns_from_the_card() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in FOLDER.glob("parts/*.j2")}
    texts |= {path: path.read_text(encoding="utf-8") for path in FOLDER.glob("outlines/*.yaml")}
    for path, text in texts.items():
        printed = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", text)
        assert not re.search(r"党组|党工委|我局|我县|我委|依法治.办|宗|县委|市委", printed), path.name
        figures = re.findall(r"\d+", printed.replace("12345", "")) if path.suffix == ".j2" else []
        assert figures == [], path.name


def test_formulas_of_the_year_are_in_the_table_only() -> None:
    for path in [*FOLDER.glob("parts/*.j2"), *FOLDER.glob("outlines/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"二十大|全会精神|十[四五]五|[七八九]五|新时代中国特色|两个确立|2\d{3}年", text
        ), path.name


def test_no_phrase_of_a_real_report_is_taken_over(shared_dir: Path) -> None:
    """No run of 12 Han characters stands in a seed too, names in 《》 and prescribed headings apart."""
    seeds = "".join(path.read_text(encoding="utf-8") for path in shared_dir.glob("seeds/*.txt"))
    known = "".join(HAN.findall(seeds))
    official = "党政主要负责人履行推进法治建设第一责任人职责加强法治政府建设的有关情况"
    official += "|年度推进法治政府建设的主要举措和成效|年度推进法治政府建设存在的不足和原因"
    official += "|推进法治建设第一责任人职责情况|年度推进法治政府建设的主要安排|深入学习贯彻习近平总书记重要讲话和重要指示精神"
    for path in [
        *FOLDER.glob("parts/*.j2"),
        *FOLDER.glob("outlines/*.yaml"),
        *FOLDER.glob("data/libraries.yaml"),
    ]:
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|《.*?》", "|", path.read_text(encoding="utf-8"))
        for run in re.findall(r"[\u4e00-\u9fff]{12,}", text):
            taken = [run[at : at + 12] for at in range(len(run) - 11) if run[at : at + 12] in known]
            assert [one for one in taken if one not in official] == [], path.name


# data ------------------------------------------------------------------------------------------------


def test_yearly_tables_know_each_year_or_say_where_to_look(ready: Ready) -> None:
    for name, rows in ready.pack.yearly.items():
        for year in YEARS:
            assert rows[year].offers or rows[year].hint, (name, year)
        for row in rows.values():
            assert not any("http" in offer.source or "www" in offer.source for offer in row.offers), name


@pytest.mark.parametrize("year", range(2023, 2028))
def test_all_plenums_of_the_term_is_always_offered(ready: Ready, year: int) -> None:
    assert "党的二十大和二十届历次全会" in [
        offer.text for offer in ready.pack.offers("全会表述", year).offers
    ]


def test_what_is_not_known_of_2026_is_not_guessed(ready: Ready) -> None:
    row = ready.pack.offers("全会表述", 2026)
    assert "五中全会" in row.hint
    assert not any("五中" in offer.text for offer in row.offers)
    assert not any("2021—2025" in offer.text for offer in ready.pack.offers("法治纲要", 2026).offers)
    assert [offer.text for offer in ready.pack.offers("普法规划", 2026).offers] == ["“九五”普法规划"]


def test_libraries_offer_whole_problems_and_plans(ready: Ready) -> None:
    problems = ready.pack.libraries["问题"]
    assert 15 <= len(problems) <= 25
    assert all([name for name, _ in offer.fields] == ["标题", "表现", "原因", "措施"] for offer in problems)
    assert len(ready.pack.libraries["计划"]) >= 12


# checks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bureau-2026", "government-2026", "thin-2026"])
def test_samples_agree_with_themselves(ready: Ready, name: str) -> None:
    assert list(Reckoning(ready.pack, ()).violations(sample(name))) == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"信访办结": "80件"}, "办结数不应多于收到数"),
        ({"处罚罚款件数": "1428件"}, "各类处罚之和应等于处罚决定总数"),
        ({"法制审核件数": "39件"}, "经审核的不应多于重大执法决定总数"),
        ({"审查合同件数": "61件"}, "各类审查件数之和不应多于总数"),
    ],
)
def test_sums_that_do_not_fit_are_seen(ready: Ready, changed: dict[str, str], message: str) -> None:
    found = Reckoning(ready.pack, ()).violations(with_answers("bureau-2026", **changed))
    assert [violation for violation in found if message in violation.check.message]
