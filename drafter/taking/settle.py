"""What was decided of the differences, as answers: values, this year's own wordings, the order.

Whatever is made is drawn again and compared with the edited copy; what does not come out as it should is kept in a
plainer form (words instead of a live figure), so that the text is exact in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.edits import edits_of, with_edits
from drafter.answers.model import Answer, Answers
from drafter.compose.named import base_name
from drafter.packs.schema import Pack
from drafter.taking.model import Choice, Drawn, Plan, Rewording, Valued
from drafter.taking.plainer import Plainer
from drafter.taking.records import Records
from drafter.taking.texts import marked, narrow, same, skeleton_of, sourced
from drafter.taking.told import told
from drafter.taking.uses import Placed, Use, Worded, is_symbol
from drafter.taking.values import answered, is_computed, is_firm, with_decimals

Draw = Callable[[Answers], Drawn]
_ROUNDS = 8


class Settled(Struct, frozen=True):
    """The answers that come of it, and what is drawn otherwise than in the copy because values changed."""

    answers: Answers
    follows: tuple[tuple[str, str, str], ...] = ()
    """Name of a paragraph, its text in the copy, its text as drawn."""


def settled(plan: Plan, answers: Answers, current: Drawn, draw: Draw, pack: Pack, source: str) -> Settled:
    """The answers as the decisions of ``plan`` have it; every change has a choice by now."""
    return _Settler(plan, answers, current, draw, pack, source).settled()


class _Settler:
    def __init__(
        self, plan: Plan, answers: Answers, current: Drawn, draw: Draw, pack: Pack, source: str
    ) -> None:
        self._plan, self._before, self._draw, self._pack, self._source = plan, answers, draw, pack, source
        self._current = current
        self._now = current.by_name()
        self._plainer = Plainer()
        self._seen: tuple[Answers, Drawn] | None = None
        """The answers that were drawn last, to be looked at for one value after the other."""
        self._decimals: dict[str, Answer] = {}
        """Computed numbers of which only the decimals changed."""

    def settled(self) -> Settled:
        for valued in self._plan.values:
            if valued.change.chosen is Choice.HERE:
                self._plainer.literal |= set(map(id, valued.uses))
        self._follow()
        for _ in range(_ROUNDS):
            records = Records(
                self._plan, self._before, self._current, self._pack, self._source, self._plainer
            )
            worded = records.made()
            answers = self._with_values(worded)
            drawn = self._draw(answers)
            before = self._draw(worded)
            if not self._amended(records, drawn, before):
                break
        answers = self._with_origins(answers, drawn)
        follows = tuple(self._follows(drawn))
        return Settled(told(self._plan, answers, self._current, self._pack, self._source), follows)

    def _with_origins(self, answers: Answers, drawn: Drawn) -> Answers:
        """The answers with the pack's paragraphs in 原 as they are now that the values are taken."""
        pristine = {one.name: skeleton_of(one) for one in drawn.pristine}
        known = {edit.at for edit in edits_of(self._before) if edit.was}
        edits = edits_of(answers)
        told = [
            replace(edit, was=pristine[edit.at])
            if edit.was and edit.at not in known and edit.at in pristine
            else edit
            for edit in edits
        ]
        return answers if tuple(told) == edits else with_edits(answers, told)

    # values ------------------------------------------------------------------------------------------

    def _with_values(self, answers: Answers) -> Answers:
        """The answers with the values taken; numbers that are computed come last."""
        taken = [one for one in self._plan.values if one.change.chosen is Choice.TAKE]
        for valued in taken:
            if not self._is_computed(valued):
                answers = self._valued(answers, valued)
        for valued in taken:
            if self._is_computed(valued):
                answers = self._computed(answers, valued)
        return replace(answers, entries={**answers.entries, **self._decimals})

    def _follow(self) -> None:
        """Computed numbers that read as they are computed from what changed, or with other decimals: they stay live."""
        wanted = [
            use
            for one in self._plan.rewordings
            if one.is_wanted
            for use in one.worded.uses
            if use.is_changed and not self._is_value(use) and is_computed(use.slot, self._pack)
        ]
        answers = self._with_values(self._before) if wanted else self._before
        for use in wanted:
            fewer = with_decimals(use.slot, use.text, answers, self._pack)
            tried = {use.slot.key: fewer} if fewer is not None else {}
            if self._prints(answers, use):
                self._plainer.follows.add(id(use))
            elif tried and self._prints(replace(answers, entries={**answers.entries, **tried}), use):
                self._plainer.follows.add(id(use))
                self._decimals |= tried

    def _is_value(self, use: Use) -> bool:
        return id(use) in self._plan.there or any(use in valued.uses for valued in self._plan.values)

    def _is_computed(self, valued: Valued) -> bool:
        question = self._pack.questions.get(valued.change.key)
        return question is not None and question.formula is not None

    def _valued(self, answers: Answers, valued: Valued) -> Answers:
        """The answers with one value.  A figure or a date stays where it cannot be printed as the copy has it."""
        use = max(valued.uses, key=lambda one: len(one.text))
        spoken = any(id(one) in self._plainer.literal for one in valued.uses)
        if spoken and not is_firm(use.slot, self._pack):
            return answers
        made = self._with(answers, use, valued)
        typed = self._with(answers, use, valued, typed=True)
        if made == typed or self._prints(made, use) or not self._prints(typed, use):
            return made
        return typed

    def _with(self, answers: Answers, use: Use, valued: Valued, *, typed: bool = False) -> Answers:
        source = sourced(self._source, valued.change)
        made = answered(use.slot, use.text, self._pack, answers, source, typed=typed)
        key = use.slot.key
        owner = key if key in self._pack.questions else key.rpartition(".")[0]
        return answers if made is None else replace(answers, entries={**answers.entries, owner: made})

    def _computed(self, answers: Answers, valued: Valued) -> Answers:
        """A computed number that reads otherwise: as it is computed now, with other decimals, else as stated."""
        use = valued.uses[0]
        if self._prints(answers, use):
            return answers
        fewer = with_decimals(use.slot, use.text, answers, self._pack)
        if fewer is not None:
            tried = replace(answers, entries={**answers.entries, use.slot.key: fewer})
            if self._prints(tried, use):
                return tried
        return self._valued(answers, valued)

    def _prints(self, answers: Answers, use: Use) -> bool:
        """Whether a place is drawn as the copy has it."""
        if self._seen is None or self._seen[0] is not answers:
            self._seen = answers, self._draw(answers)
        parts = _parts(self._seen[1], base_name(use.owner))
        return any(
            slot.name == use.slot.name and same(slot.text, use.text) for one in parts for slot in one.slots
        )

    # looking whether it came out ---------------------------------------------------------------------

    def _amended(self, records: Records, drawn: Drawn, before: Drawn) -> bool:
        """Whether something has to be said more plainly, because it is not drawn as the copy has it."""
        amended = False
        for at, (one, skeleton) in records.wanted.items():
            there, plain = records.parts.drawn(drawn, at), records.parts.drawn(before, at)
            amended |= self._worded(at, one, skeleton, there, plain)
        return amended | self._strayed(drawn) | self._renumbered(drawn)

    def _worded(
        self, at: str, one: Rewording, skeleton: str, parts: list[Placed], before: list[Placed]
    ) -> bool:
        """Whether a paragraph does not have its words, its number, its values.

        ``parts``: the lines it is drawn as; ``before``: those without the changed values.
        """
        plainer = self._plainer
        lines = self._plan.symbols.unsymbolic(skeleton).split("\n")
        if len(parts) != len(lines) or not all(map(same, map(marked, parts), lines)):
            steps = (plainer.forced, plainer.records, plainer.firm, plainer.words)
            return next((_added(group, at) for group in steps if at not in group), False)
        if parts and parts[0].number != one.number and (parts[0].number or one.number):
            return _added(plainer.numbered, at)
        return self._misprinted(skeleton, before) or self._missed(one, parts)

    def _misprinted(self, skeleton: str, parts: list[Placed]) -> bool:
        """Whether an answer that nobody changed is printed otherwise in the new wording; it becomes words."""
        symbols = [char for char in skeleton if is_symbol(char)]
        slots = [slot for part in parts for slot in part.slots]
        if len(symbols) != len(slots):
            return False
        amended = False
        for symbol, slot in zip(symbols, slots, strict=True):
            owner, old = self._plan.symbols.places[symbol]
            now = self._text_now(owner, old.place)
            if now is not None and not same(now, slot.text):
                amended |= _added(self._plainer.symbols, symbol)
        return amended

    def _text_now(self, owner: str, place: str) -> str | None:
        slots = self._now[owner].slots if owner in self._now else ()
        return next((slot.text for slot in slots if slot.place == place), None)

    def _missed(self, one: Rewording, parts: list[Placed]) -> bool:
        """Whether a value that was taken is not printed as the copy has it; then it becomes words."""
        amended = False
        taken = {id(use) for v in self._plan.values if v.change.chosen is Choice.TAKE for use in v.uses}
        for use in one.worded.uses:
            if id(use) in taken | self._plainer.follows and id(use) not in self._plainer.literal:
                there = any(
                    s.name == use.slot.name and same(s.text, use.text) for p in parts for s in p.slots
                )
                if not there:
                    self._plainer.literal.add(id(use))
                    self._plainer.follows.discard(id(use))
                    amended = True
        return amended

    def _strayed(self, drawn: Drawn) -> bool:
        """Whether a changed text shows in paragraphs where the copy has the old one; then it is said only there."""
        amended = False
        by_name = drawn.by_name()
        for valued in self._plan.values:
            use = valued.uses[0]
            if valued.change.chosen is not Choice.TAKE or is_firm(use.slot, self._pack):
                continue
            if id(use) in self._plainer.literal:
                continue
            for name, now in self._now.items():
                there = by_name.get(name)
                shows = any(slot.key == use.slot.key for slot in now.slots)
                if not shows or name == use.owner or self._is_reworded(name):
                    continue
                if there is None or not same(there.text, now.text):
                    self._plainer.literal.add(id(use))
                    amended = True
        return amended

    def _is_reworded(self, name: str) -> bool:
        return any(name in one.names for one in self._plan.rewordings)

    def _renumbered(self, drawn: Drawn) -> bool:
        """Numbers that counting changes and the copy does not: they are written."""
        amended = False
        by_name = drawn.by_name()
        for one in self._plan.base:
            there, now = by_name.get(one.name), self._now.get(one.name)
            if there is None or now is None or self._is_reworded(one.name):
                continue
            if now.number == one.number != there.number and one.name in self._plan.named.values():
                base = self._plan.symbols.skeleton(now)
                worded = Worded(
                    now.body,
                    tuple(
                        Use(
                            one.name,
                            slot,
                            slot.start - len(now.number),
                            slot.end - len(now.number),
                            slot.text,
                        )
                        for slot in now.slots
                    ),
                )
                self._plan.rewordings.append(Rewording(one.name, (), worded, one.number, base))
                amended = _added(self._plainer.numbered, one.name)
        return amended

    def _follows(self, drawn: Drawn) -> Iterator[tuple[str, str, str]]:
        """What is drawn otherwise than in the copy: numbers computed from changed values, newer answers; not what was
        decided against."""
        left = self._left()
        texts: dict[str, str] = {}
        for number, name in self._plan.named.items():
            texts[base_name(name)] = texts.get(base_name(name), "") + self._plan.edited[number].text
        for name, text in texts.items():
            parts = _parts(drawn, name)
            shown = "".join(part.text for part in parts)
            if name not in left and parts and not same(narrow(shown), narrow(text)):
                yield name, text, shown

    def _left(self) -> set[str]:
        """The paragraphs in which something was not taken."""
        plan = self._plan
        found = {base_name(name) for one in plan.rewordings if not one.is_wanted for name in one.names}
        left = (one for one in plan.values if not one.change.is_taken)
        return found | {base_name(use.owner) for one in left for use in one.uses}


def _parts(drawn: Drawn, at: str) -> list[Placed]:
    """The lines that a paragraph is drawn as."""
    if "~" in at:
        return [one for one in drawn.lines if one.name == at]
    return [one for one in drawn.lines if base_name(one.name) == at]


def _added(group: set[str], name: str) -> bool:
    """Puts a name into a set; True where it was not there."""
    if name in group:
        return False
    group.add(name)
    return True
