"""Records of what was put off: told with each draft until somebody adopts them, in the menu or in the file."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.answers.edits import NEW, START, Edit, edits_of
from drafter.answers.model import Answers
from drafter.compose.named import base_name
from drafter.document.names import cell_in
from drafter.readers.model import Role
from drafter.taking.model import Change, Choice, Drawn, Gone, Plan, Put, Rewording
from drafter.taking.render import Renderer, as_words
from drafter.taking.texts import around_word, row_beside, row_of_cells, skeleton_of, sourced, unit_of
from drafter.taking.wording import merge


def put_off(plan: Plan, answers: Answers, current: Drawn, source: str) -> list[Edit]:
    """The records, each such that it says the same when it is adopted later beside others of its paragraph."""
    return _PutOff(plan, answers, current, source).records()


class _PutOff:
    def __init__(self, plan: Plan, answers: Answers, current: Drawn, source: str) -> None:
        self._plan, self._source = plan, source
        self._now = current.by_name()
        self._pristine = {one.name: one for one in current.pristine}
        self._renderer = Renderer(plan.symbols, self._pristine, self._now, current.printed)
        self._before = edits_of(answers)
        self._used = {edit.at for edit in self._before}
        self._named = dict(plan.named)

    def records(self) -> list[Edit]:
        plan = self._plan
        made: list[Edit] = []
        for one in plan.rewordings:
            if one.change is not None and one.change.chosen is Choice.LATER:
                made += self._reworded(one, one.change)
        for gone in plan.deleted:
            if gone.change.chosen is Choice.LATER:
                made += self._gone(gone)
        for put in sorted(plan.added, key=lambda one: one.lines):
            if put.change.chosen is Choice.LATER:
                made += self._added(put)
        for moved in plan.moved:
            if moved.change.chosen is Choice.LATER:
                made.append(self._record(moved.name, moved.change, after=self._behind(moved.line)))
        return made

    def _record(
        self,
        at: str,
        change: Change,
        text: str | None = None,
        *,
        deleted: bool = False,
        after: str = "",
        level: int = 0,
        unnumbered: bool = False,
    ) -> Edit:
        one = self._pristine.get(base_name(at)) if text is not None else None
        return Edit(
            at,
            text,
            deleted,
            after,
            level,
            unnumbered,
            was=skeleton_of(one) if one is not None else "",
            pending=True,
            note=change.doubt,
            source=sourced(self._source, change),
        )

    def _reworded(self, one: Rewording, change: Change) -> Iterator[Edit]:
        """A wording with what others have changed in its paragraph since; what was joined to it goes with it."""
        symbols = self._plan.symbols
        values = self._plan.there | {
            id(use)
            for valued in self._plan.values
            if valued.change.chosen is not Choice.HERE
            for use in valued.uses
        }
        literal = [use for use in one.worded.uses if use.is_changed and id(use) not in values]
        parts = [self._now[name] for name in one.names if name in self._now]
        now = "".join(map(symbols.skeleton, parts))
        edited = symbols.edited(one.worded, literal)
        skeleton = merge(one.base, now, edited, theirs_win=True).text if parts else edited
        number = parts[0].number if parts else ""
        text = self._renderer.wording(skeleton, one.at)
        yield self._record(
            one.at,
            change,
            text if one.number == number else one.number + text,
            unnumbered=bool(number) and not one.number,
        )
        yield from (self._record(name, change, deleted=True) for name in one.others if name in self._now)

    def _gone(self, gone: Gone) -> list[Edit]:
        """What was deleted; of a table the row, of a column the cells."""
        there = [name for name in gone.names if name in self._now]
        rows = {self._now[name].row for name in there} - {""}
        if all(one.name in there for one in self._now.values() if one.row in rows):
            there = list(dict.fromkeys(self._now[name].row or name for name in there))
        return [self._record(name, gone.change, deleted=True) for name in there]

    def _cells(self, put: Put) -> Iterator[Edit]:
        """The cells of a new column in a row of ours, each behind the one before it."""
        row = row_beside(self._plan.edited[put.lines[0]], self._plan.edited, self._plan.named, self._now)
        for number in put.lines if row else ():
            cell = self._plan.edited[number]
            after = self._named[number - 1] if cell.column else cell_in(row, -1)
            text = as_words(cell.text)
            self._named[number] = self._name(text, after)
            yield self._record(self._named[number], put.change, text, after=after)

    def _added(self, put: Put) -> list[Edit]:
        """What was added: a paragraph, a heading, a row, a cell; another line of what stands around the body."""
        return list(self._cells(put)) or [self._block(put)]

    def _block(self, put: Put) -> Edit:
        lines = [self._plan.edited[number] for number in put.lines]
        line = lines[0]
        if word := around_word(line):
            there = [name for name in self._now if name.partition("#")[0] == word]
            at = there[-1] if there else word
            before = [self._renderer.wording(self._plan.symbols.skeleton(self._now[at]), at)] if there else []
            return self._record(at, put.change, "\n".join([*before, as_words(line.text)]))
        text = as_words(row_of_cells(lines) if line.role is Role.CELL else line.text)
        after = self._row_above(put.lines[0]) or self._behind(put.lines[0])
        level = line.level if line.role is Role.HEADING else 0
        name = self._name(text, after)
        self._named |= dict.fromkeys(put.lines, name)
        return self._record(name, put.change, text, after=after, level=level)

    def _name(self, text: str, after: str) -> str:
        """A name of its own; what was put off before keeps its name."""
        for edit in self._before:
            if edit.is_new and edit.pending and (edit.text, edit.after) == (text, after):
                return edit.at
        number = 1
        while (name := f"{NEW}待定{number}") in self._used:
            number += 1
        self._used.add(name)
        return name

    def _behind(self, number: int) -> str:
        """The block before a line of the copy."""
        names = (self._named[n] for n in range(number - 1, -1, -1) if n in self._named)
        name = next(names, START)
        return unit_of(self._now[name]) if name in self._now else base_name(name)

    def _row_above(self, number: int) -> str:
        """The row of the same table above a cell; "" for none."""
        cell = self._plan.edited[number]
        for n in range(number - 1, -1, -1):
            above = self._now.get(self._named.get(n, ""))
            if cell.role is not Role.CELL or self._plan.edited[n].table != cell.table:
                break
            if above is not None and self._plan.edited[n].row < cell.row:
                return above.row
        return ""
