"""The words around a step: heading, unit, definition, last year's value, the sentence, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.answers.model import STANDING, Status
from drafter.figures import OMITTED
from drafter.genre.dates import parse_date
from drafter.i18n import N_, _
from drafter.interview.passages import filled
from drafter.interview.steps import Look, Message, Option, Row, Step, StepKind
from drafter.packs.schema import Kind, Matter

CLAIMS = (
    N_("数字"),
    N_("日期"),
    N_("年份"),
    N_("首次排名"),
    N_("时间词"),
    N_("届次规划"),
    N_("领导姓名"),
    N_("专项活动"),
    N_("绝对说法"),
    N_("打算的话"),
)
"""Kinds of places of genre.claims, for the catalogs."""
STATES = (
    N_("未填写"),
    N_("跳过"),
    N_("等待"),
    N_("未确认"),
    N_("已确认"),
    N_("自动计算"),
    N_("待计算"),
    N_("可不填"),
    N_("小标题"),
)
"""States of answers in a review and names of columns that are not the pack's, for the catalogs."""
EMPTY = "＿〖〗。，；　 "
"""A sentence of nothing but these tells nothing."""
SHORT = 60
"""Entries and offers are listed with so many characters."""
_IN_A_ROW = 30
"""Values are listed in rows with so many characters."""
LONGEST = 300
"""Last year's texts are shown up to so many characters."""


def told(message: Message) -> str:
    """A message of the machine in the language in use."""
    return _(message.text).format(
        **{name: told(fact) if isinstance(fact, Message) else fact for name, fact in message.facts.items()}
    )


def spoken(options: Iterable[Option]) -> list[Option]:
    """Options with their labels in the language in use."""
    return [
        Option(one.value, told(one.label) if isinstance(one.label, Message) else one.label) for one in options
    ]


def _label(step: Step) -> str:
    """The question as the pack words it, or as the catalog does where it is ours."""
    return step.label if step.question.topic and step.column is None else _(step.label)


def header(step: Step, year: int) -> Iterator[str]:
    """The lines above the prompt; the first is the question."""
    if step.kind is StepKind.CLAIM:
        yield from _claim(step)
        return
    if step.kind is StepKind.SPLIT:
        yield _("这句话里有数字，拆开后每个数明年只需重填：")
        yield f"  {step.passage}"
        for number, one in enumerate(step.proposals, 1):
            yield "  " + _("{number}. {text}　名称：{name}").format(
                number=number, text=one.text, name=one.name
            )
        return
    if step.kind is StepKind.CELL:
        yield _("第{number}条：{label}").format(number=(step.index or 0) + 1, label=_label(step))
        if step.fills:
            known = "、".join(f"{{{name}}}＝{value}" for name, value in step.fills.items())
            yield "  " + _("花括号里的数另外问，留着就会代入：{known}").format(known=known)
        return
    if step.kind is StepKind.FATE:
        told_of = _("【上年事项】{matter}（还有{left}条）")
        yield "\n" + told_of.format(matter=_matter(step), left=step.progress.left)
        yield from (f"  {line}" for line in step.passage.split("\n"))
        return
    yield _heading(step)
    yield from _facts(step, year)
    if step.kind is StepKind.PASSAGE:
        yield from _paragraph(step)
    yield from (f"  ! {told(warning)}" for warning in step.warnings)


def _matter(step: Step) -> str:
    """What last year's report said in such a table."""
    follow = step.question.follow
    return _("去年定的今年的安排") if follow and follow.matter is Matter.PLAN else _("去年提出的问题")


def _heading(step: Step) -> str:
    progress = step.progress
    if step.kind is StepKind.FIGURE:  # stands in a text, has no number of its own
        return f"\n【{progress.topic}】{_label(step)}{_units(step)}"
    where = _("第{number}题，共{total}题") if progress.total else _("第{number}题")
    where = where.format(number=progress.number, total=progress.total)
    place = f"{progress.topic}　{where}" if progress.topic else where
    if step.kind is StepKind.ENTRY:
        what = _("第{number}条").format(number=(step.index or 0) + 1)
        return f"\n【{place}】{_label(step)}　{what}"
    return f"\n【{place}】{_label(step)}{_units(step)}"


def _units(step: Step) -> str:
    return _("（{units}）").format(units="/".join(step.units)) if step.units else ""


def _facts(step: Step, year: int) -> Iterator[str]:
    question = step.question
    if step.kind is StepKind.FIGURE:
        yield f"  {step.passage}"
    else:
        if question.definition:
            yield "  " + _("口径：{definition}").format(definition=question.definition)
        if question.office:
            yield "  " + _("通常由{office}提供").format(office=question.provider)
        if question.help:
            yield "  " + (question.help if question.topic else _(question.help))
    if step.kind is StepKind.ENTRY:
        yield "  " + _("这一条：{text}").format(text=step.passage)
        return
    if step.last and step.kind is not StepKind.ENTRIES:
        yield "  " + _("去年（{year}）：{last}").format(year=year - 1, last=short(step.last, LONGEST))
    if step.goal:
        yield "  " + _("去年定的是：{goal}").format(goal=step.goal)
    if step.sentence.strip(EMPTY):
        yield "  " + _("写在：{sentence}").format(sentence=step.sentence)
    if step.hint:
        yield "  " + _("提示：{hint}").format(hint=step.hint)
    if step.note:
        yield "  " + _("说明：{note}").format(note=step.note)
    if step.awaited is not None:
        yield "  " + waiting(step.awaited, step.since)
    if step.source:
        yield "  " + _("来源：{source}").format(source=step.source)
    yield from listed(step)


def waiting(whom: str, since: str) -> str:
    """For whom one waits and since when."""
    day = parse_date(since).text() if since else ""
    if whom and day:
        return _("正在等{whom}报来（自{day}）").format(whom=whom, day=day)
    if whom:
        return _("正在等{whom}报来").format(whom=whom)
    return _("正在等别人报来（自{day}）").format(day=day) if day else _("正在等别人报来")


def stated(state: str, awaited: str, since: str) -> str:
    """The state of an answer, or why it is open; of one that is waited for, whom one waits for."""
    return waiting(awaited, since) if state == Status.WAITING.value else _(state)


def listed(step: Step) -> Iterator[str]:
    """The entries of a collection, numbered; those of a table stand among its options."""
    if step.question.kind is Kind.TABLE:
        return
    yield from (f"  {number}. {short(entry)}" for number, entry in enumerate(step.entries, 1))


def short(text: str, most: int = SHORT) -> str:
    """A text in one line, cut where it is long."""
    text = text.replace("\n", " ")
    return text if len(text) <= most else text[:most] + "……"


def _claim(step: Step) -> Iterator[str]:
    start, end = step.span
    words = step.passage[start:end]
    if step.index is not None and step.question.topic:
        where = _("【{label}】第{number}条")
        yield "\n" + where.format(label=step.label, number=step.index + 1)
    if step.was:
        yield _("“{was}”已顺推为“{now}”，对吗？").format(was=step.was, now=words)
    else:
        yield _("去年的文字里有{what}，现在还对吗？").format(what=_(step.claim))
    before, after = filled(step.passage[:start], step.fills), filled(step.passage[end:], step.fills)
    yield f"  {before}【{words}】{after}"


def _paragraph(step: Step) -> Iterator[str]:
    """A paragraph as it now reads, the places that may have aged in brackets, and what they are."""
    if step.keep not in (STANDING, OMITTED):
        yield "  " + _("改写过的这一段：")
    elif step.keep == OMITTED:
        yield "  " + (
            _("已定今年不写；原来的文字：") if step.settled else _("去年没有写这一段；原来的文字：")
        )
    else:
        yield "  " + (_("已定照旧：") if step.settled else _("这一段沿用以前的文字，今年写成："))
    yield from (f"  {line}" for line in marked(step.passage, step.looks).split("\n"))
    words = dict.fromkeys(step.passage[look.start : look.end] for look in step.looks)
    if words:
        yield "  " + _("请核对：{places}").format(places="、".join(words))


def marked(text: str, looks: Iterable[Look]) -> str:
    """A text with brackets around some places."""
    made, at = "", 0
    for look in looks:
        made += f"{text[at : look.start]}【{text[look.start : look.end]}】"
        at = look.end
    return made + text[at:]


def placeholder(step: Step) -> str:
    """What is shown in an empty line: what Enter does, or an example.  Never last year's figure."""
    if step.keep is not None:
        return _("现为 {value}，回车保留").format(value=step.keep)
    if step.kind is StepKind.ENTRIES:
        if step.entries:
            return _("再写一条（可一次粘贴多行）；没有了直接回车；改2 删2 移2到1 可改、删、移动")
        if step.optional:
            return _("写一条，回车添加（可一次粘贴多行）；没有就直接回车")
        return _("写一条，回车添加（可一次粘贴多行）；暂时不知道填 跳过")
    if step.question.formula is not None and step.kind is StepKind.QUESTION:
        return _("不知道就直接回车")
    if step.optional:
        return _("可以不填，直接回车")
    if step.kind is StepKind.CELL and (step.index or 0) >= len(step.entries):
        return _("不写这一条了就直接回车")
    if step.value_kind.is_number:
        return _("数字；没有填 0；也可填 不适用、不写入、跳过、等待；收到的回复可整段粘贴")
    if step.value_kind is Kind.YES_NO:
        return _("是 或 否")
    if step.question.example and step.value_kind is not Kind.DATE:
        return _("例如：{example}").format(example=step.question.example)
    return _("年-月-日，例如 2026-1-9") if step.value_kind is Kind.DATE else ""


def described(row: Row) -> str:
    """One answer in a line: what it is called, its value, its state, and where it came from."""
    state = stated(row.state, row.awaited, row.since)
    source = f"［{row.source}］" if row.source else ""
    return "　".join(filter(None, (row.label, short(row.shown, _IN_A_ROW), state, source)))
