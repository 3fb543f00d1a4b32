"""Whatever a clerk does, no accepted answer is lost and none that was not touched is changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.interview.bookmark import Bookmark
from drafter.interview.machine import Interview
from drafter.interview.steps import Accepted, Reply, Settle, StepKind
from drafter.packs.schema import Carry, Kind, Pack, Question
from tests.interview.fixtures import make_answers, make_pack


def with_paragraph(pack: Pack) -> Pack:
    """The pack with a paragraph among the questions on 普法."""
    topic = pack.topics["普法"]
    topics = {**pack.topics, "普法": replace(topic, questions=(*topic.questions, "普法段"))}
    question = Question("普法段", "普法段", Kind.PASSAGE, "普法", carry=Carry.REVIEW)
    return replace(pack, topics=topics, questions={**pack.questions, "普法段": question})


PACK = with_paragraph(make_pack())
KEYS = [*PACK.questions, "主题", "深度", "普法补充.次数", "普法段.场次"]
WORDS = [
    "",
    "81",
    "12件",
    "90",
    "3.5",
    "是",
    "否",
    "部门",
    "宗",
    "2026-1-9",
    "开展检查12次",
    "不适用",
    "跳过",
    "讲座",
    "照旧",
    "不写入",
    "首次收到{信访收到}，讲座5场，{场次}",
    "检查12次\n2. 建成一站；\n培训3场",
]
MOVES = ["answer", "answer", "answer", "answer", "skip", "back", "jump", "resume", "insist", "keep", "edit"]
MOVES += ["delete", "settle", "split", "add", "done", "walk", "enter", "search", "bookmark", "move", "paste"]
MOVE = st.tuples(st.sampled_from(MOVES), st.sampled_from(WORDS), st.sampled_from(KEYS), st.integers(0, 2))

LAST_ITEM: Raw = [{"文": "开展检查{次数}", "数": {"次数": "12次"}}, {"文": "2025年首次建成一站"}]
NEW_ITEM: Raw = [{"文": "开展检查{次数}", "数": {"次数": ""}}, {"文": "2025年首次建成一站"}]


def start() -> Answers:
    return make_answers(
        普法补充=Answer(NEW_ITEM, Status.UNCONFIRMED),
        普法段=Answer({"文": "率先开展{场次}", "数": {"场次": ""}}, Status.UNCONFIRMED),
        指导思想=Answer("2025年率先贯彻", Status.UNCONFIRMED),
        普法载体=["讲座"],  # type: ignore[arg-type]
    )


def play(machine: Interview, move: str, word: str, key: str, number: int) -> Reply | None:
    """One thing a clerk may do."""
    step = machine.step()
    if move == "answer":
        return machine.answer(word)
    if move == "settle":
        return machine.settle(list(Settle)[number], word)
    if move == "split":
        names = {n: one.name for n, one in enumerate(step.proposals)} if step else {}
        return machine.split(names if number else {})
    if move == "edit":
        return machine.edit(number)
    if move == "move":
        return machine.move(number, len(word) % 3)
    if move == "paste":
        return machine.answer("开展检查7次，培训3场\n（2）建成一站\n")
    if move == "delete":
        return machine.delete(number)
    if move == "add":
        return machine.add(step.offers[0] if step and step.offers and number else None)
    simple = {"skip": machine.skip, "keep": machine.keep, "done": machine.done}
    if move in simple:
        return simple[move]()
    if move == "insist":
        return machine.insist(word)
    if move == "back":
        machine.back()
    elif move == "jump":
        machine.jump(key)
    elif move == "enter":
        machine.enter(["单位", "信访", "普法", "没有这一方面"][len(word) % 4])
    elif move == "search":
        hits = machine.search(word or "信访").hits
        machine.jump(hits[number % len(hits)].row.key if hits else key)
    else:
        machine.walk([key])
    return None


@settings(max_examples=150, deadline=None)
@given(st.lists(MOVE, min_size=10, max_size=60))
def test_no_walk_loses_an_accepted_answer_or_changes_an_untouched_one(
    moves: list[tuple[str, str, str, int]],
) -> None:
    last = make_answers(2025, 普法补充=Answer(LAST_ITEM), 信访收到="81")
    disk = start()
    machine = Interview(PACK, disk, [last])
    for move, word, key, number in moves:
        if move in ("resume", "bookmark"):
            mark = machine.bookmark()
            machine = Interview(PACK, disk, [last])
            if move == "bookmark" and mark is not None:
                machine.go(mark)
                assert same_place(mark, machine)
            continue
        before = machine.answers
        reply = play(machine, move, word, key, number)
        touched = reply.key if isinstance(reply, Accepted) else None
        changed = {
            name
            for name in {*machine.answers.entries, *before.entries}
            if machine.answers.entries.get(name) != before.entries.get(name)
        }
        assert changed <= {touched}
        if isinstance(reply, Accepted) and touched in PACK.questions:
            disk = replace(disk, entries={**disk.entries, reply.key: reply.answer})
        elif isinstance(reply, Accepted):
            disk = replace(disk, topics=machine.answers.topics, depth=machine.answers.depth)
        assert machine.answers.entries == disk.entries
        machine.step()
        machine.review()
        assert sum(topic.total for part in machine.chart() for topic in part.topics) > 0


def same_place(mark: Bookmark, machine: Interview) -> bool:
    """Whether the next start begins at the question where the clerk stopped, if it is still asked."""
    step = machine.step()
    asked = {question.key for question in machine.sequence()}
    owner = mark.key if mark.key in asked else mark.key.partition(".")[0]
    return owner not in asked or (step is not None and step.question.key == owner)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=200))
def test_answering_whatever_is_asked_comes_to_an_end_and_never_repeats_last_years_figure(
    words: list[str],
) -> None:
    last = make_answers(2025, 普法补充=Answer(LAST_ITEM), 信访收到="77")
    machine = Interview(PACK, start(), [last])
    for number in range(2000):
        step = machine.step()
        if step is None:
            break
        if step.value_kind.is_number:
            assert step.keep != step.last or not step.last
        word = words[number % len(words)]
        if step.kind is StepKind.ENTRY:
            machine.keep()
        elif step.kind is StepKind.CLAIM:
            machine.settle(Settle.KEEP)
        elif step.kind is StepKind.SPLIT:
            machine.split({})
        elif number % 3 == 2:
            machine.skip()
        else:
            machine.answer(word)
        if number > 300:
            machine.skip()
    assert machine.step() is None
