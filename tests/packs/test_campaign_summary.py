"""The second shipped pack, summaries of three-year campaigns: small, and nothing but data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.answers.load import load_answers
from drafter.answers.model import Answer, Answers, Raw
from drafter.app import Ready, ready_pack
from drafter.asking import asked, open_points
from drafter.compose.compose import compose
from drafter.document.model import Document, Heading, Paragraph, plain
from drafter.packs.describe import question_count
from drafter.packs.schema import Depth, Kind, Pack, Question
from drafter.writers.text import write_text
from tests.conftest import REPOSITORY
from tests.examples.checks import wrong_places

FOLDER = REPOSITORY / "templates" / "campaign-summary"
THREE_PARTS = Path(__file__).with_name("campaign_summary") / "2023.yaml"
SEVEN_PARTS = REPOSITORY / "examples" / "campaign-2023" / "2023.yaml"
OUTLINES = ("seven-parts", "three-parts")
CARD: dict[str, Raw] = {
    "单位全称": "东岭县城市管理局",
    "自称": "我局",
    "本地": "全县",
    "党组织称谓": "局党组",
    "总结形式": "本单位总结",
    "行动名称": "“强基础”专项行动",
}
DANGLING = re.compile(r"(?:覆盖|设置|派出|其中|包括|由|有)[，、。；]|市场化环卫作业。")
"""What is left of a sentence when too much of it has disappeared."""


@pytest.fixture(scope="module")
def ready() -> Ready:
    return ready_pack(FOLDER, None)


def made(ready: Ready, answers: Answers, outline: str) -> Document:
    return compose(ready.pack, ready.codes, ready.environment, answers, ready.pack.outlines[outline])


def answers_of(pack: Pack, entries: dict[str, Raw], depth: Depth = Depth.ESSENTIAL) -> Answers:
    """Answers with every topic ticked."""
    ticked = tuple(topic.name for topic in pack.topics.values() if not topic.always)
    typed = {key: Answer(raw) for key, raw in {**CARD, **entries}.items()}
    return Answers(Path("2026.yaml"), 2026, "campaign-summary", "", depth, ticked, {}, typed)


def parts(document: Document) -> list[str]:
    blocks = document.blocks
    return [plain(one.text) for one in blocks if isinstance(one, Heading) and one.level == 1]


def test_it_is_small(ready: Ready) -> None:
    assert len(ready.pack.topics) <= 12
    assert question_count(ready.pack)[1] <= 80
    met: dict[str, Raw] = {key: want or "1" for q in ready.pack.questions.values() for key, want in q.when}
    prompts = asked(ready.pack, answers_of(ready.pack, met))
    assert len([one for one in prompts if one.depth is Depth.ESSENTIAL]) <= 25


def test_the_program_does_not_know_it() -> None:
    for path in (REPOSITORY / "drafter").rglob("*.py"):
        assert not re.search("campaign-summary|三年工作总结|seven-parts", path.read_text(encoding="utf-8")), (
            path
        )


def test_every_topic_that_can_be_chosen_is_suggested(ready: Ready) -> None:
    assert all(topic.always or topic.is_suggested("") for topic in ready.pack.topics.values())


def test_seven_parts(ready: Ready) -> None:
    document = made(ready, load_answers(SEVEN_PARTS), "seven-parts")
    assert parts(document) == [
        "加强党的建设方面",
        "强化队伍能力建设方面",
        "加强法治建设方面",
        "加强作风纪律建设方面",
        "提高管理服务水平方面",
        "强化监督考核方面",
        "下一步思路",
    ]
    assert document.addressee == ()


def test_three_parts_with_an_addressee(ready: Ready) -> None:
    answers = load_answers(THREE_PARTS)
    assert open_points(ready.pack, answers) == []
    document = made(ready, answers, "three-parts")
    text = write_text(document)
    assert plain(document.addressee) == "省住房和城乡建设厅："
    assert parts(document) == ["主要做法及成效", "存在的主要问题", "下一步工作措施"]
    assert wrong_places(text) == []
    for found in (
        "（二）队伍素质持续提升。三年来举办执法业务培训6次，培训1883人次。组织学习法律法规和行业规章70余次",
        "（五）监督考核不断强化。三年来派出督查组11个，下发通报6次。",
        "（六）管理水平有效提升。设置摊点群1153个、临时摊位5672个，带动就业13839人。",
        "（二）市政公用设施建设滞后。老旧管网占比大",
    ):
        assert found in text


@pytest.mark.parametrize("path", [SEVEN_PARTS, THREE_PARTS], ids=["seven", "three"])
def test_each_outline_holds_every_answer(ready: Ready, path: Path) -> None:
    answers = load_answers(path)

    def keys(outline: str) -> set[str]:
        texts = [one.text for one in made(ready, answers, outline).blocks if isinstance(one, Paragraph)]
        return {key for text in texts for span in text if span.origin for key in span.origin.keys}

    assert keys("seven-parts") == keys("three-parts")


@pytest.mark.parametrize("outline", OUTLINES)
def test_nothing_answered_asserts_nothing(ready: Ready, outline: str) -> None:
    """Beside the name of the campaign every sentence waits for an answer."""
    blocks = made(ready, answers_of(ready.pack, {}, Depth.FULL), outline).blocks
    text = "".join(plain(one.text) for one in blocks if isinstance(one, Paragraph))
    assert [one for one in re.split("(?<=[。：])", text) if one and "【" not in one] == [
        "我局组织开展“强基础”专项行动。",
        "现将三年来的工作总结如下：",
    ]


def figures(pack: Pack) -> list[Question]:
    return [one for one in pack.questions.values() if one.kind.is_number]


def behind(pack: Pack, question: Question) -> Iterator[Question]:
    """The questions on whose answers it depends that this one is asked."""
    for key, _ in question.when:
        yield pack.questions[key]
        yield from behind(pack, pack.questions[key])


def test_each_figure_alone_makes_a_sentence(ready: Ready) -> None:
    """All others do not apply: nothing dangles where they stood."""
    pack = ready.pack
    nothing: dict[str, Raw] = {
        key: "不适用" if one.kind.is_number else "否" if one.kind is Kind.YES_NO else "不写入"
        for key, one in pack.questions.items()
        if key not in CARD
    }
    for figure in figures(pack):
        asked_for = {one.key: "7" if one.kind.is_number else "某项目" for one in behind(pack, figure)}
        answers = answers_of(pack, {**nothing, **asked_for, figure.key: "7"}, Depth.FULL)
        text = write_text(made(ready, answers, "three-parts"))
        assert wrong_places(text) == [], figure.key
        assert not DANGLING.search(text), text
        assert "7" in text, figure.key


def test_nought_leaves_no_0(ready: Ready) -> None:
    answers = load_answers(SEVEN_PARTS)
    noughts = {one.key: Answer("0") for one in figures(ready.pack)}
    document = made(ready, replace(answers, entries={**answers.entries, **noughts}), "seven-parts")
    assert not re.search(r"(?<!\d|\.)0", write_text(document).replace("2.0", ""))
