"""What was decided of the words and the order of a draft, as records of 改稿, 标题改写 and answers to 段落."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.answers.edits import NEW, Edit, edits_of, with_edits
from drafter.answers.model import Answer, Answers
from drafter.compose.named import base_name
from drafter.compose.slots import BRACE
from drafter.document import names
from drafter.figures import OMITTED
from drafter.packs.schema import Pack
from drafter.readers.model import Role
from drafter.taking.left_out import is_orphan, paragraph_left_out, row_left_out, stood_behind
from drafter.taking.model import Change, Drawn, Moved, Plan, Put, Rewording
from drafter.taking.order import blocks_in_order, moved_to, next_attachment, with_order
from drafter.taking.parts import Parts, elsewhere, torn
from drafter.taking.plainer import Plainer
from drafter.taking.render import Renderer, as_words
from drafter.taking.texts import around_word, row_beside, row_of_cells, skeleton_of, sourced, unit_of
from drafter.taking.uses import Placed, Use, is_symbol
from drafter.taking.values import is_firm
from drafter.taking.wording import merge


class Records:
    """Makes the records of one plan; ``wanted``: by paragraph its rewording and the skeleton it is to have."""

    def __init__(
        self, plan: Plan, answers: Answers, current: Drawn, pack: Pack, source: str, plainer: Plainer
    ) -> None:
        self._plan, self._current, self._source, self._plainer = plan, current, source, plainer
        self._pack, self._answers = pack, answers
        self._now = current.by_name()
        self._several = {base_name(name) for name in self._now if base_name(name) != name}
        self._pristine = {one.name: one for one in current.pristine}
        self._renderer = Renderer(plan.symbols, self._pristine, self._now, current.printed)
        self._values = plan.there | {id(use) for valued in plan.values for use in valued.uses}
        self._edits = {edit.at: edit for edit in edits_of(answers) if not edit.pending and not edit.remark}
        self._apart = [edit for edit in edits_of(answers) if edit.pending or edit.remark]
        self._entries = dict(answers.entries)
        self._headings = dict(answers.headings)
        self._unwritten: set[str] = set()
        self.wanted: dict[str, tuple[Rewording, str]] = {}
        self.parts = Parts()

    def made(self) -> Answers:
        """The answers with headings, wordings and order as they were taken."""
        for one in self._plan.rewordings:
            here = [use for use in one.worded.uses if id(use) in self._plainer.literal]
            if (one.is_wanted or here) and any(name in self._now for name in one.names):
                self._reword(one)
        self._structure()
        edits = [
            edit for edit in self._edits.values() if not (edit.does_nothing or is_orphan(edit, self._edits))
        ]
        made = replace(self._answers, entries=self._entries, headings=self._headings)
        return with_edits(made, (*edits, *self._apart))

    # words -------------------------------------------------------------------------------------------

    def _reword(self, one: Rewording) -> None:
        """The wording of a paragraph, where it changed or has to be written because a value changed only here."""
        literal = [use for use in one.worded.uses if id(use) in self._plainer.literal or self._is_word(use)]
        edited = self._plan.symbols.edited(one.worded, literal) if one.is_wanted else self._only(one)
        now = "".join(self._plan.symbols.skeleton(self._now[name]) for name in one.names if name in self._now)
        merged = merge(one.base, now, edited, theirs_win=True).text
        self.wanted[one.at] = one, merged
        plainer = self._plainer
        if merged != now or one.at in plainer.forced | plainer.numbered | plainer.words:
            self._write(one, merged)

    def _only(self, one: Rewording) -> str:
        """The words of the draft, with the values that were to change only here."""
        said = {
            self._plan.symbols.of(use.owner, use.slot): use.text
            for use in one.worded.uses
            if id(use) in self._plainer.literal
        }
        return self._plan.symbols.shown(one.base, said)

    def _is_word(self, use: Use) -> bool:
        """Whether what stands in the place of an answer is no answer."""
        return use.is_changed and id(use) not in self._values | self._plainer.follows

    def _write(self, one: Rewording, skeleton: str) -> None:
        """Keeps a wording where it belongs: the answer to its 段落, 标题改写, or a record."""
        at, plainer = one.at, self._plainer
        placed = self._now.get(at)
        if placed is None:
            return
        free = at not in plainer.records | plainer.numbered | plainer.words
        if free and placed.tied and not one.others and self._passage(placed, skeleton, one.change):
            return
        if free and self._is_heading(placed, skeleton):
            self._headings[at] = skeleton
            return
        if free and (words := self._run_in(placed, skeleton)):
            self._headings[placed.heading] = words
            return
        if at in plainer.words:
            said = one.worded.text if one.is_wanted else self._spoken(skeleton)
            text = as_words(said)
        else:
            plain = "".join(
                self._renderer.text(char) if self._is_plain(char, at) else char for char in skeleton
            )
            said = self._renderer.sayable(plain, at)
            text = self._renderer.wording(said, at)
        self.wanted[at] = one, said
        self._record(one, text)

    def _spoken(self, skeleton: str) -> str:
        return "".join(self._renderer.text(char) if is_symbol(char) else char for char in skeleton)

    def _is_plain(self, char: str, at: str) -> bool:
        """Whether an answer in a wording is said as words."""
        if not is_symbol(char):
            return False
        firm = is_firm(self._plan.symbols.places[char][1], self._pack)
        return char in self._plainer.symbols or (at in self._plainer.firm and not firm)

    def _passage(self, placed: Placed, skeleton: str, change: Change | None) -> bool:
        """The wording as the answer to the paragraph's own question, where whole answers suffice."""
        text = self._renderer.plain_wording(skeleton, placed.name)
        if text is None or f"{{{BRACE}}}" in text or placed.name in self._edits or "~" in placed.name:
            return False
        before = self._entries.get(placed.tied)
        note = before.note if before is not None else ""
        self._entries[placed.tied] = Answer(text, source=self._source_of(change), note=note)
        return True

    def _is_heading(self, placed: Placed, skeleton: str) -> bool:
        """Whether 标题改写 can word it: a heading of the outline that stands alone, without answers in it."""
        known = placed.name in self._current.headings and placed.name not in self._edits
        return (
            known
            and placed.line.role is Role.HEADING
            and not any(map(is_symbol, skeleton + ""))
            and bool(skeleton)
        )

    def _run_in(self, placed: Placed, skeleton: str) -> str:
        """The new words of a heading that runs in, where nothing else of the paragraph changed."""
        if placed.heading not in self._current.headings or placed.name in self._edits or not placed.lead:
            return ""
        rest = self._plan.symbols.skeleton(placed)[len(placed.lead) :]
        words = skeleton.removesuffix(rest)
        fits = rest and words != skeleton and words.endswith("。") and not any(map(is_symbol, words))
        return words.rstrip("。") if fits and not any(map(is_symbol, placed.lead)) else ""

    def _record(self, one: Rewording, text: str) -> None:
        at, name = one.at, base_name(one.at)
        before = self._edits.get(name) or Edit(name)
        unnumbered = before.unnumbered
        if at in self._plainer.numbered | self._plainer.words:
            text = one.number + text
            if at == name:
                unnumbered = not one.number and bool(self._now[at].number)
        if self.parts.has(at, before.text):
            text = self.parts.put(at, before.text, text) or ""
        self._edits[name] = replace(
            before,
            text=text,
            deleted=False,
            unnumbered=unnumbered,
            was=before.was or self._was(name),
            source=self._source_of(one.change),
        )

    def _was(self, name: str) -> str:
        """The pack's own paragraph, with its answers by name."""
        one = self._pristine.get(name)
        return skeleton_of(one) if one is not None else ""

    def _source_of(self, change: Change | None) -> str:
        return sourced(self._source, change)

    # order -------------------------------------------------------------------------------------------

    def _structure(self) -> None:
        """What was added, deleted, moved and joined."""
        before = blocks_in_order(self._current)
        struck = self._struck()
        order = [name for name in before if name not in struck]
        placed: list[tuple[int, Put | Moved | str]] = [
            (one.lines[0], one) for one in self._plan.added if one.change.is_taken
        ]
        placed += [(one.line, one) for one in self._plan.moved if one.change.is_taken]
        placed += list(self._plan.parts.items())
        for line, one in sorted(placed, key=lambda one: (one[0], isinstance(one[1], str))):
            if isinstance(one, Put):
                self._put(one.lines, one.change, order)
            elif isinstance(one, Moved):
                if line not in self._plan.parts or not torn(self._plan, line):
                    moved_to(order, base_name(one.name), self._before_line(line))
            elif torn(self._plan, line):
                self._tear(one, line, order)
        if order != before:
            kept = {
                name: edit
                for name, edit in self._edits.items()
                if not edit.is_new or self._stays(edit, order)
            }
            pristine = [name for name in self._current.pristine_order if name not in self._unwritten]
            self._edits = with_order(kept, pristine, order, self._source)

    def _stays(self, edit: Edit, order: list[str]) -> bool:
        """Whether an added paragraph is still there; an added row of a table is no block."""
        return edit.at in order or edit.at not in self._current.order

    def _struck(self) -> set[str]:
        """The blocks that are left out; what is no block of its own is emptied, and a 段落 answered so."""
        found: set[str] = set()
        for gone in self._plan.deleted:
            if gone.change.is_taken:
                found |= self._strike([name for name in gone.names if name in self._now])
        for one in self._plan.rewordings:
            if one.is_wanted and one.others:
                found |= self._strike([name for name in one.others if name in self._now])
        return found

    def _strike(self, lines: list[str]) -> set[str]:
        cells = [name for name in lines if self._now[name].line.role is Role.CELL]
        if cells:
            return self._strike_row(cells)
        return {found for name in lines if (found := self._strike_line(self._now[name]))}

    def _strike_line(self, placed: Placed) -> str:
        """Leaves a paragraph out; gives the name of the block where the order does it."""
        name = placed.name
        if placed.tied and name not in self._edits and "~" not in name:
            self._entries[placed.tied] = Answer(OMITTED, source=self._source)
            self._unwritten.add(name)
            return name
        if name in self._current.order and base_name(name) == name and name not in self._several:
            return name
        edit = self._edits.get(base_name(name)) or Edit(base_name(name), source=self._source)
        if names.attachment_number(name) and name not in self._pristine:
            return self._edits.pop(name).at if name in self._edits else ""
        if not self.parts.has(name, edit.text):
            self._edits[edit.at] = replace(edit, deleted=True, text=None)
            return ""
        text = self.parts.put(name, edit.text, None)
        unnumbered = edit.unnumbered or (name == edit.at and bool(placed.number))
        self._edits[edit.at] = replace(edit, text=text, deleted=text is None, unnumbered=unnumbered)
        return edit.at if text is None else ""

    def _strike_row(self, cells: list[str]) -> set[str]:
        """A row of a table; the whole table where all its rows go."""
        first = self._now[cells[0]]
        table = unit_of(first)
        gone = {name for one in self._plan.deleted if one.change.is_taken for name in one.names}
        if all(
            name in gone
            for name, one in self._now.items()
            if one.line.role is Role.CELL and unit_of(one) == table
        ):
            return {table}
        row = [name for name, one in self._now.items() if one.row == first.row and unit_of(one) == table]
        whole = all(name in gone for name in row)
        for name in row if whole else cells:
            self._edits.pop(name, None)
            if not (whole or Edit(name).is_new):  # a cell of its row alone: of a column
                self._edits[name] = Edit(name, deleted=True, source=self._source)
        if whole and first.row in self._edits and Edit(first.row).is_new:
            del self._edits[first.row]
        elif whole:
            self._edits[first.row] = Edit(first.row, deleted=True, source=self._source)
        return set()

    def _tear(self, at: str, line: int, order: list[str]) -> None:
        """A part of a wording that stands elsewhere now, or behind something else, is a paragraph of its own."""
        edit = self._edits.get(base_name(at))
        text = self.parts.get(at, edit.text) if edit is not None else None
        if edit is None or text is None:
            return
        name = self._new_name()
        self._edits[edit.at] = replace(edit, text=self.parts.put(at, edit.text, None))
        self._edits[name] = Edit(name, elsewhere(text, edit.at), source=self._source)
        self.parts.apart[at] = name
        for number, part in self._plan.parts.items():
            if part == at:
                self._plan.named[number] = name
        moved_to(order, name, self._before_line(line))

    # added -------------------------------------------------------------------------------------------

    def _put(self, lines: list[int], change: Change, order: list[str]) -> None:
        line = self._plan.edited[lines[0]]
        source = self._source_of(change)
        if word := around_word(line):
            self._plan.named[lines[0]] = self._put_around(word, as_words(line.text), source)
            return
        name = next_attachment(self._now, self._edits) if line.role is Role.TITLE else self._new_name()
        for number in lines:
            self._plan.named[number] = name
        if line.role is Role.TITLE:  # of an attachment: its blocks come behind it
            self._edits[name] = Edit(name, as_words(line.text), source=source)
            order.append(name)
            return
        if line.role is Role.CELL:
            self._put_row(name, lines, source, order)
            return
        if before := paragraph_left_out(line.text, self._pristine, self._edits):
            self._plan.named[lines[0]] = before
            self._edits[before] = replace(self._edits[before], deleted=False)
            moved_to(order, before, self._before_line(lines[0]))
            return
        level = line.level if line.role is Role.HEADING else 0
        self._edits[name] = Edit(name, as_words(line.text), level=level, source=source)
        moved_to(order, name, self._before_line(lines[0]))

    def _new_name(self) -> str:
        used = [name.removeprefix(NEW) for name in self._edits if name.startswith(NEW)]
        return f"{NEW}{max((int(one) for one in used if one.isdigit()), default=0) + 1}"

    def _put_around(self, word: str, text: str, source: str) -> str:
        """A signature, date, note … that the draft had not, or another organ below the last one; gives its name."""
        there = [name for name in self._now if name.partition("#")[0] == word]
        at = there[-1] if there else word
        edit = self._edits.get(at) or Edit(at, source=source)
        before = edit.text if edit.text is not None else self._renderer.wording(self._skeleton(at), at)
        self._edits[at] = replace(
            edit, text=f"{before}\n{text}" if before else text, was=edit.was or self._was(at)
        )
        return names.numbered(word, len(there) + 1) if before else at

    def _skeleton(self, name: str) -> str:
        return self._plan.symbols.skeleton(self._now[name]) if name in self._now else ""

    def _put_row(self, name: str, lines: list[int], source: str, order: list[str]) -> None:
        """A row behind the one above it; a table of its own where it stands in none of ours."""
        if self._put_cells(lines, source) or self._put_back(lines):
            return
        cells = self._row_text(name, lines)
        first = self._plan.edited[lines[0]]
        above = [
            self._plan.named[n]
            for n, line in enumerate(self._plan.edited)
            if n in self._plan.named and (line.table, line.row) == (first.table, first.row - 1) and first.row
        ]
        placed = self._now.get(above[0]) if above else None
        if placed is not None:
            after = placed.row
        elif above and (table := self._edits.get(above[0])) and not table.after and table.text:
            self._edits[table.at] = replace(table, text=f"{table.text}\n{cells}")  # the row above began it
            for number in lines:
                self._plan.named[number] = table.at
            return
        else:
            after = above[0] if above else ""
        self._edits[name] = Edit(name, cells, after=after, source=source)
        if not after:
            moved_to(order, name, self._before_line(lines[0]))

    def _put_cells(self, lines: list[int], source: str) -> bool:
        """Cells of a row of ours, each behind the one before it; False where they are a row."""
        copy = self._plan.edited
        row = row_beside(copy[lines[0]], copy, self._plan.named, self._now)
        for number in lines if row else ():
            cell, name = copy[number], self._new_name()
            after = self._plan.named[number - 1] if cell.column else names.cell_in(row, -1)
            self._edits[name] = Edit(name, as_words(cell.text), after=after, source=source)
            self._plan.named[number] = name
        return bool(row)

    def _row_left_out(self, lines: list[int]) -> list[Placed]:
        return row_left_out([self._plan.edited[n].text for n in lines], self._pristine, self._edits)

    def _put_back(self, lines: list[int]) -> bool:
        """A row that was left out and stands where it stood."""
        found = self._row_left_out(lines)
        if not stood_behind(found, self._plan.named.get(lines[0] - 1, ""), self._pristine, self._now):
            return False
        del self._edits[found[0].row]
        self._plan.named |= {number: one.name for number, one in zip(lines, found, strict=True)}
        return True

    def _row_text(self, at: str, lines: list[int]) -> str:
        """A row as a wording; of one that stood elsewhere the answers stay answers."""
        if not (found := self._row_left_out(lines)):
            return as_words(row_of_cells([self._plan.edited[number] for number in lines]))
        said = (self._renderer.wording(self._plan.symbols.skeleton(one), at) for one in found)
        return "".join(f"| {text} " for text in said) + "|"

    def _before_line(self, number: int) -> list[str]:
        """The names of the blocks before a line of the copy, in order."""
        found = (self._plan.named[line] for line in range(number) if line in self._plan.named)
        return [self._unit(name) for name in found]

    def _unit(self, name: str) -> str:
        placed = self._now.get(name)
        return unit_of(placed) if placed is not None else base_name(name)
