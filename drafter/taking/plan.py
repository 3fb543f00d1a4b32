"""The differences between a draft and its edited copy, and what each would mean for the answers.  Decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from drafter.answers.edits import NEW
from drafter.answers.model import Answers
from drafter.compare import Fate, Line, Step, align
from drafter.compose.named import base_name
from drafter.packs.schema import Pack
from drafter.readers.model import Role
from drafter.taking.authors import authors_besides, authors_of_deleted, authors_within
from drafter.taking.commented import is_noted, noted
from drafter.taking.describe import ADDED, describe
from drafter.taking.model import (
    Change,
    Choice,
    Drawn,
    Gone,
    Mode,
    Moved,
    Noted,
    Plan,
    Put,
    Rewording,
    Valued,
)
from drafter.taking.order import staying
from drafter.taking.parts import parts_of
from drafter.taking.reading import Edited
from drafter.taking.texts import (
    block_of,
    in_one_row,
    named,
    number_apart,
    number_mode,
    reordered,
    same,
    skeleton_of,
    unit_of,
)
from drafter.taking.uses import Placed, Symbols, Use
from drafter.taking.values import answered, canonical, is_firm
from drafter.taking.wording import merge, worded

_HERE = (Choice.TAKE, Choice.HERE, Choice.LEAVE, Choice.LATER)
_MODES = {Fate.SPLIT: Mode.SPLIT, Fate.JOINED: Mode.JOINED}


def planned(
    base: Sequence[Placed],
    edited: Edited,
    current: Drawn,
    pack: Pack,
    answers: Answers,
    own_author: str,
) -> Plan:
    """All differences.

    ``base``: the draft as it was written; ``current``: as it would be drawn now; ``own_author``: whose comments are
    the program's.
    """
    return _Planner(base, edited, current, pack, answers).plan(own_author)


class _Planner:
    def __init__(
        self, base: Sequence[Placed], edited: Edited, current: Drawn, pack: Pack, answers: Answers
    ) -> None:
        self._base, self._edited, self._pack, self._answers = base, edited, pack, answers
        self._placed = {one.name: one for one in base}
        self._current = current.by_name()
        self._order = current.order
        self._news = [name for name in self._current if name.startswith(NEW) or name not in self._placed]
        self._symbols = Symbols()
        self._named: dict[int, str] = {}
        self._made = Plan((), (), {}, self._symbols, [], [], [], [], [], [], set())
        self._kept: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """By name of a slot: the paragraphs in which the copy has it unchanged, and its text."""

    def plan(self, own_author: str) -> Plan:
        steps = align([one.line for one in self._base], self._edited.lines, self._edited.ties)
        for step in steps:
            self._name(step)
        for step in steps:
            self._step(step)
        self._out_of_order()
        self._values()
        self._wordings()
        for comment in self._edited.comments:
            if comment.author != own_author and comment.text.strip():
                change = noted(comment, self._edited.lines, self._named, self._placed, self._pack)
                if not is_noted(change, self._answers):
                    self._made.notes.append(Noted(change))
        made = self._made
        made.base, made.edited, made.named = tuple(self._base), self._edited.lines, self._named
        made.parts = parts_of(self._named, self._current)
        for change in made.changes():
            describe(change, self._placed, self._named)
        return made

    # steps -------------------------------------------------------------------------------------------

    def _name(self, step: Step) -> None:
        for number in step.new if step.old else ():
            self._named[number] = self._base[step.old[0]].name

    def _step(self, step: Step) -> None:
        olds = [self._base[number] for number in step.old]
        if step.fate is Fate.ADDED:
            self._added(step.new[0])
        elif step.fate is Fate.DELETED:
            self._deleted(olds[0])
        else:
            if step.fate is Fate.MOVED:
                self._moved(olds[0], step.new[0])
            text = "\n".join(self._edited.lines[number].text for number in step.new)
            if len(step.old) == len(step.new) == 1 and same(olds[0].text, text):
                self._keep(olds[0])
            else:
                self._reworded(olds, text, step)

    def _keep(self, one: Placed) -> None:
        for slot in one.slots:
            self._kept[slot.name].append((one.name, slot.text))

    def _added(self, number: int) -> None:
        line = self._edited.lines[number]
        change = self._change(Mode.ADDED, f"{ADDED}{number}", new=line.text, lines=(number,))
        change.doubt = self._edited.why_elsewhere(number)
        last = self._made.added[-1] if self._made.added else None
        before = self._edited.lines[last.lines[-1]] if last is not None else None
        if before is not None and last is not None and in_one_row(before, line):
            last.lines.append(number)
            last.change.new += f" | {line.text}"
            return
        twin = self._twin(line)
        if twin is None:
            self._made.added.append(Put(change, [number]))
        else:
            self._news.remove(twin)
            self._named[number] = twin

    def _twin(self, line: Line) -> str | None:
        """A line that the draft as it would be drawn now has besides those of the base, with the same text."""
        return next(
            (
                name
                for name in self._news
                if same(self._current[name].text, line.text)
                and (self._current[name].line.role is Role.CELL) == (line.role is Role.CELL)
            ),
            None,
        )

    def _deleted(self, one: Placed) -> None:
        now = self._current.get(one.name)
        if now is None:
            return
        change = self._change(Mode.DELETED, one.name, old=one.text)
        change.author, change.when = authors_of_deleted(self._edited, one.text)
        if skeleton_of(now) != skeleton_of(one):
            change.doubt = f"这一段后来改过，现在是“{now.text}”"
            change.usual = Choice.LATER
        last = self._made.deleted[-1] if self._made.deleted else None
        before = self._placed[last.names[-1]].line if last is not None else None
        if before is not None and last is not None and in_one_row(before, one.line):
            last.names.append(one.name)
            last.change.old += f" | {one.text}"
            return
        self._made.deleted.append(Gone(change, [one.name]))

    def _moved(self, one: Placed, number: int) -> None:
        first = one.line.row == one.line.column == 0 or one.line.role is not Role.CELL
        follows = one.name != base_name(one.name) == base_name(self._named.get(number - 1, ""))
        if first and unit_of(one) in map(base_name, self._order) and not follows:
            change = self._change(Mode.MOVED, one.name, old=one.text, lines=(number,))
            self._made.moved.append(Moved(change, one.table or one.name, number))

    def _out_of_order(self) -> None:
        """Blocks whose order changed, though nobody said that they moved: parts of what was split or joined."""
        numbers = {one.name: n for n, one in enumerate(self._base)}
        told = {moved.name for moved in self._made.moved}
        rows = [
            (self._named[n], numbers[self._named[n]])
            for n in sorted(self._named)
            if self._named[n] in numbers
        ]
        kept = staying([(name, n) for name, n in rows if block_of(self._base[n]) not in told])
        for line in sorted(self._named):
            name = self._named[line]
            if name in numbers and name not in kept and block_of(self._placed[name]) not in told:
                told.add(block_of(self._placed[name]))
                self._moved(self._placed[name], line)
        if self._stands():
            self._made.moved.clear()

    def _stands(self) -> bool:
        """Whether the draft as it would be drawn now has the order of the copy already."""
        there = [
            block_of(self._current[name]) for _, name in sorted(self._named.items()) if name in self._current
        ]
        copied = [name for name in dict.fromkeys(there) if name in self._order]
        now = [name for name in self._order if name in set(copied)]
        return copied == now

    def _reworded(self, olds: Sequence[Placed], text: str, step: Step) -> None:
        number, body = number_apart(olds[0], text)
        found = worded(olds, body)
        found = replace(found, uses=tuple(map(self._with_newer, found.uses)))
        base = "".join(map(self._symbols.skeleton, olds))
        one = Rewording(olds[0].name, tuple(old.name for old in olds[1:]), found, number, base)
        authors = self._edited.authors(*step.new)
        mode = _MODES.get(step.fate) or (Mode.HEADING if olds[0].line.role is Role.HEADING else Mode.WORDING)
        old_text = "\n".join(old.text for old in olds)
        mode = number_mode(old_text, text, mode)
        one.change = Change(mode, one.at, old_text, text, author=authors[0], when=authors[1])
        one.lines = step.new
        self._made.rewordings.append(one)
        for use in found.uses:
            if not use.is_changed:
                self._kept[use.slot.name].append((use.owner, use.slot.text))

    def _with_newer(self, use: Use) -> Use:
        """A changed text answer with what somebody else has changed in it since, where the two do not clash."""
        now = self._now(use)
        if not use.is_changed or is_firm(use.slot, self._pack) or now is None or same(now, use.slot.text):
            return use
        both = merge(use.slot.text, now, use.text)
        return use if both.clashes else replace(use, slot=replace(use.slot, text=now), text=both.text)

    def _change(self, mode: Mode, at: str, old: str = "", new: str = "", lines: Sequence[int] = ()) -> Change:
        author, when = self._edited.authors(*lines) if lines else ("", "")
        return Change(mode, at, old, new, author=author, when=when)

    # values ------------------------------------------------------------------------------------------

    def _values(self) -> None:
        """Changed values, each answer once, whatever the number of places it stands in."""
        groups: dict[tuple[str, str], list[tuple[Rewording, Use]]] = defaultdict(list)
        for one in self._made.rewordings:
            for use in one.worded.uses:
                if use.is_changed and answered(use.slot, use.text, self._pack, self._answers, "") is not None:
                    firm = is_firm(use.slot, self._pack)
                    groups[use.slot.key, "" if firm else f"{one.at}/{use.slot.place}"].append((one, use))
        for (key, _), places in groups.items():
            self._made.values.append(self._valued(key, places))

    def _valued(self, key: str, places: Sequence[tuple[Rewording, Use]]) -> Valued:
        one, use = places[0]
        mode = Mode.FILLED if use.slot.missing else Mode.VALUE
        assert one.change is not None
        author, when = authors_within(self._edited, one, use)
        change = Change(mode, one.at, use.slot.text, use.text, key, author, when)
        news = list({canonical(other): other.text for _, other in places}.values())
        kept = self._kept.get(use.slot.name, [])
        if not is_firm(use.slot, self._pack):
            kept = [one for one in kept if same(one[1], use.slot.text)]
        now = self._now(use)
        if len(news) > 1:
            self._doubt(change, f"各处改得不一样：{'、'.join(news)}", Choice.HERE)
        elif kept and not use.slot.missing:
            self._doubt(change, f"别处没有改，仍是“{kept[0][1]}”", Choice.HERE)
        elif now is not None and not same(now, use.slot.text) and not same(now, use.text):
            self._doubt(change, f"答案后来改成了“{now}”", Choice.LATER)
        return Valued(change, [other for _, other in places])

    def _doubt(self, change: Change, why: str, usual: Choice) -> None:
        change.doubt, change.usual = why, usual
        if usual is Choice.HERE:
            change.choices = _HERE

    def _now(self, use: Use) -> str | None:
        """What the place reads in the draft as it would be drawn now."""
        current = self._current.get(use.owner)
        slots = current.slots if current is not None else ()
        return next((slot.text for slot in slots if slot.place == use.slot.place), None)

    # words -------------------------------------------------------------------------------------------

    def _wordings(self) -> None:
        """Of each rewording whether its words changed, too, and whether somebody else changed them since."""
        for one in list(self._made.rewordings):
            parts = [
                now
                for name, now in self._current.items()
                if name in one.names or (base_name(name) in one.names and name not in self._placed)
            ]
            if self._is_in(one, parts):
                self._forget(one)
                continue
            for valued in self._made.values:
                there = [use for use in valued.uses if use.owner in one.names and self._is_there(use)]
                self._made.there |= set(map(id, there))
                valued.uses = [use for use in valued.uses if id(use) not in self._made.there]
            self._word(one, parts)
            if one.change is not None:
                values = {id(use) for valued in self._made.values for use in valued.uses}
                besides = [use for use in one.worded.uses if id(use) in values]
                one.change.author, one.change.when = authors_besides(self._edited, one, besides)
        self._made.values = [valued for valued in self._made.values if valued.uses]

    def _word(self, one: Rewording, parts: Sequence[Placed]) -> None:
        assert one.change is not None
        edited = self._symbols.edited(one.worded, self._literal(one))
        current = [self._current[name] for name in one.names if name in self._current]
        now = "".join(map(self._symbols.skeleton, current))
        numbered = self._base_number(one.at) != one.number
        lines = one.worded.text.count("\n") + 1
        there = len(parts) == lines and same(named(parts), self._symbols.unsymbolic(edited))
        there = there and not reordered(one.worded)
        if there or (edited == one.base and lines == len(one.names) == 1):
            if numbered and current and current[0].number != one.number:
                one.change.mode = number_mode(one.change.old, one.change.new)
            else:
                one.change = None
        elif not current:
            one.change.doubt, one.change.usual = "这一段现在的草稿里没有了", Choice.LATER
        elif newer := self._newer(one):
            one.change.doubt, one.change.usual = f"这里后来也改过，现在是“{newer}”", Choice.LATER
        elif clashes := merge(one.base, now, edited).clashes:
            ours = self._shown(clashes[0][0])
            why = f"这里后来也改过，现在是“{ours}”" if ours else "这里的文字后来删去了"
            split = len(parts) > len(current)
            one.change.doubt, one.change.usual = "这一段后来拆成了几段" if split else why, Choice.LATER

    def _newer(self, one: Rewording) -> str:
        """What an answer says now whose words were changed here, and by somebody else since; "" for none."""
        for use in self._literal(one):
            now = self._now(use)
            if now is not None and not same(now, use.slot.text) and not same(now, use.text):
                return now
        return ""

    def _is_there(self, use: Use) -> bool:
        """Whether the draft as it would be drawn now has the changed value already."""
        return same(self._now(use) or "", use.text)

    def _literal(self, one: Rewording) -> list[Use]:
        """The places that changed and are no answer's business."""
        values = self._made.there | {id(use) for valued in self._made.values for use in valued.uses}
        return [use for use in one.worded.uses if use.is_changed and id(use) not in values]

    def _is_in(self, one: Rewording, parts: Sequence[Placed]) -> bool:
        """Whether the draft as it would be drawn now says the same already, apart from what is computed."""
        told = [part.text for part in parts]
        lines = (one.number + one.worded.text).split("\n")
        changed = [use for use in one.worded.uses if use.is_changed]
        literal = self._symbols.unsymbolic(self._symbols.edited(one.worded, changed))
        there = bool(changed) and same(named(parts), literal)
        return len(parts) == len(lines) and (there or all(map(same, told, lines)))

    def _forget(self, one: Rewording) -> None:
        self._made.rewordings.remove(one)
        gone = set(map(id, one.worded.uses))
        for valued in list(self._made.values):
            valued.uses = [use for use in valued.uses if id(use) not in gone]
            if not valued.uses:
                self._made.values.remove(valued)

    def _base_number(self, name: str) -> str:
        return next((one.number for one in self._base if one.name == name), "")

    def _shown(self, skeleton: str) -> str:
        return self._symbols.shown(
            skeleton, {one: slot.text for one, (_, slot) in self._symbols.places.items()}
        )
