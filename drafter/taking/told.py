"""What is left open after taking in a copy: comments, doubts, what was put off; each stands at its question or paragraph."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from drafter.answers.edits import NEW, Edit, edits_of, with_edits
from drafter.answers.model import Answer, Answers, Status
from drafter.packs.schema import Kind, Pack
from drafter.taking.model import Change, Choice, Drawn, Plan
from drafter.taking.records import sourced
from drafter.taking.render import Renderer
from drafter.taking.texts import remark_of


def told(plan: Plan, answers: Answers, current: Drawn, pack: Pack, source: str) -> Answers:
    """The answers with the open points of a plan."""
    made = answers
    for noted in plan.notes:
        if noted.change.is_taken:
            made = _noted(made, noted.change, remark_of(noted.change), pack, source)
    for valued in plan.values:
        change = valued.change
        if change.chosen is Choice.LATER or (change.chosen is Choice.HERE and not change.asked):
            words = f"{sourced(source, change)}时，这里写作“{change.new}”，{change.doubt or '还没有定'}"
            made = _noted(made, change, words, pack, source)
    pending = list(_pending(plan, current, source))
    if pending:
        there = [edit for edit in edits_of(made) if not any(_same_place(edit, one) for one in pending)]
        made = with_edits(made, (*there, *pending))
    return made


def _same_place(edit: Edit, other: Edit) -> bool:
    return edit.pending and (edit.at, edit.text, edit.deleted) == (other.at, other.text, other.deleted)


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


def _pending(plan: Plan, current: Drawn, source: str) -> list[Edit]:
    """Records of what was put off; they are told with each draft until somebody decides."""
    pristine = {one.name: one for one in current.pristine}
    renderer = Renderer(plan.symbols, pristine, current.by_name(), current.printed)
    found: list[Edit] = []
    for one in plan.rewordings:
        if one.change is not None and one.change.chosen is Choice.LATER:
            text = renderer.wording(plan.symbols.edited(one.worded), one.at)
            found.append(_put_off(one.at, one.change, source, text=one.number + text))
    for gone in plan.deleted:
        if gone.change.chosen is Choice.LATER:
            found += [replace(_put_off(name, gone.change, source), deleted=True) for name in gone.names]
    for put in plan.added:
        if put.change.chosen is Choice.LATER:
            text = "\n".join(plan.edited[number].text for number in put.lines)
            after = next((plan.named[n] for n in range(put.lines[0] - 1, -1, -1) if n in plan.named), "")
            edit = _put_off(f"{NEW}待定{put.lines[0] + 1}", put.change, source, text=text)
            found.append(replace(edit, after=after))
    for moved in plan.moved:
        if moved.change.chosen is Choice.LATER:
            after = next((plan.named[n] for n in range(moved.line - 1, -1, -1) if n in plan.named), "")
            found.append(replace(_put_off(moved.name, moved.change, source), after=after))
    return found


def _put_off(at: str, change: Change, source: str, text: str | None = None) -> Edit:
    return Edit(at, text, pending=True, note=change.doubt, source=sourced(source, change))
