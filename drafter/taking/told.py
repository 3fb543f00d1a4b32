"""What is left open after taking in a copy: comments, doubts, what was put off; each stands at its question or paragraph."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from drafter.answers.edits import Edit, edits_of, with_edits
from drafter.answers.model import Answer, Answers, Status
from drafter.document import names
from drafter.packs.schema import Kind, Pack
from drafter.taking.describe import ADDED
from drafter.taking.model import Change, Choice, Drawn, Plan
from drafter.taking.putoff import put_off
from drafter.taking.texts import remark_of, sourced


def told(plan: Plan, answers: Answers, current: Drawn, pack: Pack, source: str) -> Answers:
    """The answers with the open points of a plan."""
    made = answers
    for noted in plan.notes:
        noted.change.at = _named(noted.change.at, plan)
        if noted.change.is_taken:
            made = _noted(made, noted.change, remark_of(noted.change), pack, source)
    for valued in plan.values:
        change = valued.change
        if change.chosen is Choice.LATER or (change.chosen is Choice.HERE and not change.asked):
            words = f"{sourced(source, change)}时，这里写作“{change.new}”，{change.doubt or '还没有定'}"
            made = _noted(made, change, words, pack, source)
    for rewording in plan.rewordings:
        doubtful = rewording.change
        if doubtful is not None and doubtful.doubt and doubtful.is_taken and not doubtful.asked:
            words = f"{sourced(source, doubtful)}：{doubtful.doubt}，请核对“{doubtful.excerpt}”"
            made = _noted(made, doubtful, words, pack, source)
    pending = put_off(plan, made, current, source)
    if pending:
        there = [edit for edit in edits_of(made) if not any(_same_place(edit, one) for one in pending)]
        made = with_edits(made, (*there, *pending))
    return made


def _named(at: str, plan: Plan) -> str:
    """The name of a paragraph that the copy adds, where it was taken in; else of the one before it."""
    if not at.startswith(ADDED):
        return at
    lines = range(int(at.removeprefix(ADDED)), -1, -1)
    return next((plan.named[line] for line in lines if line in plan.named), names.TITLE)


def _same_place(edit: Edit, other: Edit) -> bool:
    one, two = ((each.at, each.text, each.deleted, each.after) for each in (edit, other))
    return edit.pending and one == two


def _noted(answers: Answers, change: Change, words: str, pack: Pack, source: str) -> Answers:
    """An open point at a question, or at the paragraph where the question cannot bear it."""
    key = change.key if change.key in pack.questions else change.key.rpartition(".")[0]
    question = pack.questions.get(key)
    if question is None or question.formula is not None or question.kind is Kind.PASSAGE:
        edit = Edit(change.at, remark=words, quote=change.quote, status=Status.UNCONFIRMED, source=source)
        there = any(one.at == edit.at and words in one.remark for one in edits_of(answers))
        return answers if there else with_edits(answers, (*edits_of(answers), edit))
    return replace(answers, entries=_with_note(answers.entries, key, words))


def _with_note(entries: Mapping[str, Answer], key: str, words: str) -> dict[str, Answer]:
    """The entries, one of them with a note and open."""
    before = entries.get(key) or Answer(None)
    if words in before.note:
        return dict(entries)
    note = f"{before.note}；{words}" if before.note else words
    status = (
        Status.UNCONFIRMED if before.value is not None and not before.status.is_put_off else before.status
    )
    return {**entries, key: replace(before, note=note, status=status)}
