"""The screens on which a clerk decides on differences and looks through wordings."""

from __future__ import annotations

import pytest

from drafter.answers.edits import Edit
from drafter.answers.model import Status
from drafter.interview.console import Back, Stop
from drafter.interview.differences import ALL, EACH, NONE, DifferenceScreen, listed
from drafter.interview.wordings import DROP, KEEP, LATER, WordingScreen
from drafter.taking.model import Change, Choice, Mode
from tests.interview.test_session import Reply, Script


def changes() -> list[Change]:
    sure = Change(
        Mode.WORDING,
        "信访/2",
        title="群众对信访……",
        excerpt="群众〔-对〕",
        author="张三",
        when="2027-01-05T09:00:00Z",
    )
    doubtful = Change(
        Mode.VALUE,
        "信访/2",
        key="信访办结",
        title="群众对信访……",
        excerpt="79件 → 80件",
        doubt="别处没有改，仍是“79件”",
        choices=(Choice.TAKE, Choice.HERE, Choice.LEAVE, Choice.LATER),
        usual=Choice.HERE,
    )
    return [sure, doubtful]


def test_differences_are_listed_by_paragraph_with_who_changed_them() -> None:
    assert list(listed(changes())) == [
        "【群众对信访……】",
        "   1. 文字　群众〔-对〕（张三，2027-01-05）",
        "   2. 数据　信访办结：79件 → 80件",
        "      存疑：别处没有改，仍是“79件”",
    ]


@pytest.mark.parametrize(
    ("replies", "wanted"),
    [
        pytest.param(
            (ALL, "HERE"), [Choice.TAKE, Choice.HERE], id="what is clear at once, doubts one by one"
        ),
        pytest.param((EACH, "LEAVE", "TAKE"), [Choice.LEAVE, Choice.TAKE], id="one by one"),
        pytest.param((EACH, Back, "LATER", "LATER"), [Choice.LATER] * 2, id="going back asks again"),
    ],
)
def test_every_difference_gets_a_choice(replies: tuple[Reply, ...], wanted: list[Choice]) -> None:
    found = changes()
    assert DifferenceScreen(Script(*replies)).decide(found)
    assert [change.chosen for change in found] == wanted
    assert all(change.asked for change in found)


def test_beside_only_here_taking_is_called_everywhere() -> None:
    script, found = Script(EACH, "采纳", "各处都改"), changes()
    DifferenceScreen(script).decide(found)
    assert [change.chosen for change in found] == [Choice.TAKE] * 2
    assert script.text.count("这一处怎么办") == 2


def test_nothing_may_be_taken() -> None:
    found = changes()
    script = Script(NONE)
    assert not DifferenceScreen(script).decide(found)
    assert "什么都没有存" in script.text
    assert [change.chosen for change in found] == [None, None]


def test_stopping_saves_nothing() -> None:
    with pytest.raises(Stop):
        DifferenceScreen(Script(EACH, "TAKE")).decide(changes())


OLD = Edit("信访/2", "去年的文字", was="模板的文字", status=Status.UNCONFIRMED)
PUT_OFF = Edit("信访/2", "李的文字", pending=True, note="这里后来也改过")
COMMENT = Edit("信访/1", remark="张三批注：再核", status=Status.UNCONFIRMED)
SETTLED = Edit("信访/2", "张的文字")


@pytest.mark.parametrize(
    ("edits", "reply", "wanted"),
    [
        pytest.param(
            [OLD], KEEP, [Edit("信访/2", "去年的文字", was="模板的文字")], id="last year's wording is used"
        ),
        pytest.param([OLD], DROP, [], id="last year's wording is not used"),
        pytest.param([OLD], LATER, [OLD], id="later"),
        pytest.param(
            [SETTLED, PUT_OFF], KEEP, [Edit("信访/2", "李的文字")], id="what was put off takes its place"
        ),
        pytest.param([SETTLED, PUT_OFF], DROP, [SETTLED], id="what was put off is not taken"),
        pytest.param(
            [COMMENT], KEEP, [Edit("信访/1", remark="张三批注：再核")], id="a comment is dealt with"
        ),
    ],
)
def test_what_becomes_of_a_record(edits: list[Edit], reply: str, wanted: list[Edit]) -> None:
    assert WordingScreen(Script(reply)).run(edits) == wanted


def test_a_record_is_shown_with_the_words_of_the_pack() -> None:
    script = Script(LATER)
    WordingScreen(script).run([OLD])
    assert "改定的文字：去年的文字" in script.text
    assert "模板的文字：模板的文字" in script.text


def test_there_may_be_nothing_to_look_through() -> None:
    script = Script()
    assert WordingScreen(script).run([SETTLED]) == [SETTLED]
    assert "没有要核对的" in script.text
