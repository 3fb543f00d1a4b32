"""An edited copy of a draft taken in: what it says otherwise, and the answers that come of what was decided."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from drafter.answers.edits import DIGEST, TAKEN, copies_of, edits_of, with_edits
from drafter.answers.load import load_answers
from drafter.answers.lock import lock
from drafter.answers.model import EDITS, HEADINGS, STANDING, Answer, Answers, Raw, Status
from drafter.answers.sources import taken_from
from drafter.answers.store import AnswersFile
from drafter.app import Job
from drafter.asking import is_blank
from drafter.compare import likeness
from drafter.compose.compose import Composer
from drafter.compose.values import NumberValue, TextValue, plain_of
from drafter.document.model import State
from drafter.drafts import Drafts
from drafter.errors import AnswersError, Place, ReadError
from drafter.files import write_atomically
from drafter.packs.schema import Kind
from drafter.readers.formats import read_source
from drafter.readers.model import Role, Source
from drafter.taking.doubts import doubt
from drafter.taking.foreign import organs_of, other_organ, other_year, renamed_throughout
from drafter.taking.letterhead import Letterhead
from drafter.taking.lines import Written, block_names, placed_lines, written_lines
from drafter.taking.model import Change, Choice, Drawn, Mode, Plan
from drafter.taking.plan import planned
from drafter.taking.reading import edited
from drafter.taking.settle import Settled, settled
from drafter.taking.uses import Placed
from drafter.writers.docx.inline import AUTHOR
from drafter.writers.docx.stamp import Stamp, parsed_stamp, read_stamp

LEAST_ALIKE = 0.4
"""A file that has less in common with the draft is no edited copy of it."""
_FOREIGN = "请核对是不是给错了文件，或收进了别的年度、别的单位的答案文件"
_DIGITS = 16
_MOST_NAMED = 5
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")


class Taking:
    """One edited copy and the answers it is taken into."""

    def __init__(self, answers: Path, copy: Path, cache: Path | None) -> None:
        """Reads both and finds the differences; saves nothing.

        Raises DrafterError: a file that cannot be read, that is no copy of this draft, or of another year's.
        """
        self.job, self.copy, self._cache = Job(answers, cache), copy, cache
        self.source = taken_from(copy.stem)
        source, stamp = read_source(copy), read_stamp(copy)
        self._digest = sha256(copy.read_bytes()).hexdigest()[:_DIGITS]
        self.is_known = any(
            isinstance(raw, dict) and raw[DIGEST] == self._digest for raw in copies_of(self.job.answers)
        )
        """Whether just this file was taken in before."""
        self.current = self.draw(self.job.answers)
        base, paper = self._written(stamp, source)
        try:
            self.edited = edited(source, copy.suffix.lower(), base, _named(stamp), paper)
        except ReadError as error:
            raise ReadError(f"这不是这份草稿的改稿，没有收：{error.what}", Place(copy), _FOREIGN) from error
        self._refuse_other_year(stamp)
        self.alike = self._likeness(base)
        self._refuse_foreign()
        self._refuse_other_bureau(stamp, base)
        self.is_older = any(one.text != now.text for one, now in _common(base, self.current))
        self.plan: Plan = planned(base, self.edited, self.current, self.job.pack, self.job.answers, AUTHOR)
        doubt(self.plan, self.job.answers, self.draw, self.job.pack)

    # drawing -----------------------------------------------------------------------------------------

    def draw(self, answers: Answers) -> Drawn:
        """The draft of some answers as named lines, with and without 改稿."""
        bare = self._composer(replace(answers, edits=()))
        pristine = bare.document()
        composer = self._composer(answers) if answers.edits else bare
        document = composer.document() if answers.edits else pristine
        year, pack, typed = answers.year, self.job.pack, self.job.outline.typed
        return Drawn(
            tuple(placed_lines(document, pack, year, composer.ties, typed=typed)),
            tuple(placed_lines(pristine, pack, year, bare.ties, typed=typed)),
            block_names(document),
            block_names(pristine),
            _printer(composer),
            typed,
            frozenset() if typed else composer.wordable,
        )

    def _composer(self, answers: Answers) -> Composer:
        ready, job = self.job.ready, self.job
        return Composer(ready.pack, ready.codes, ready.environment, answers, job.outline, job.earlier)

    # the draft as it was written ---------------------------------------------------------------------

    def _written(self, stamp: Stamp | None, source: Source) -> tuple[list[Placed], Letterhead]:
        """The draft that the copy was made from: as the file remembers it, or as this machine does, or as it is now;
        and the paper that it was written on."""
        if stamp is not None and stamp.marks:
            return self._lines_of(stamp), _paper(stamp)
        drafts = Drafts.remembered_in(self._cache).bases(self.job.answers.path)
        stamps = [found for line in drafts if (found := parsed_stamp(line)) is not None and found.marks]
        texts = Counter(line.text for line in source.lines)
        bases = [list(self.current.lines), *map(self._lines_of, stamps)]
        base = max(bases, key=lambda base: (Counter(one.text for one in base) & texts).total())
        return base, next((paper for one in stamps if (paper := _paper(one)) != Letterhead()), Letterhead())

    def _likeness(self, base: Sequence[Placed]) -> float:
        """How much of the copy is of the draft as it was written; of one with another title, of the draft as it is."""
        if _title(base) != _title(self.current.lines):
            base = self.current.lines
        return likeness([one.line for one in base], self.edited.lines)

    def _lines_of(self, stamp: Stamp) -> list[Placed]:
        marks = [
            Written(mark.keys, mark.text, mark.start, mark.state is None, mark.state is State.MISSING)
            for mark in stamp.marks.values()
        ]
        return written_lines(marks, self.current.lines, self.job.pack, self.job.answers.year)

    def _refuse_other_year(self, stamp: Stamp | None) -> None:
        """Another year's draft: by what the file remembers, else by its title and its text."""
        year = self.job.answers.year
        if stamp is not None:
            found = _years_of(stamp)[:1]
        else:
            title = "".join(
                line.text for line in self.edited.lines if line.role is Role.TITLE and not line.part
            )
            found = [int(one) for one in _YEAR.findall(title)]
            moved = other_year(self.edited.lines, [one.line for one in self.current.lines], year)
            found = [moved] if moved is not None else found
        if found and year not in found:
            raise ReadError(
                f"这是{found[0]}年的稿子，{self.job.answers.path.name}是{year}年的答案，没有收",
                Place(self.copy),
                f"请收进{found[0]}年的答案文件",
            )

    def _refuse_foreign(self) -> None:
        if not any(line.role in (Role.PARAGRAPH, Role.HEADING) for line in self.edited.lines):
            ours = {one.text for one in self.current.lines} & {line.text for line in self.edited.lines}
            what = "正文的段落都删去了，没有收" if ours else "里面没有这份草稿的文字，没有收"
            raise ReadError(what, Place(self.copy), _FOREIGN)
        if self.alike < LEAST_ALIKE:
            raise ReadError(
                f"这不是这份草稿的改稿：文字只有{self.alike:.0%}相同，没有收",
                Place(self.copy),
                _FOREIGN,
            )

    def _refuse_other_bureau(self, stamp: Stamp | None, base: Sequence[Placed]) -> None:
        """A draft of the same pack that another organ signs; one that this machine wrote of these answers is ours,
        even if the bureau was renamed since."""
        own = [one.line for one in self.current.lines]
        if stamp is None:
            organ = renamed_throughout(self.edited.lines, own)
        else:
            organ = other_organ(organs_of(one.line for one in base), organs_of(own))
            drafts = Drafts.remembered_in(self._cache).bases(self.job.answers.path) if organ else []
            if any((one := parsed_stamp(line)) is not None and one.digest == stamp.digest for line in drafts):
                return
        if organ:
            raise ReadError(
                f"这是{organ}的稿子，不是{self.job.answers.path.name}的，没有收",
                Place(self.copy),
                "请核对是不是给错了文件；如果只是单位改了名称，请先在答案里写原来的名称，收完再改",
            )

    # what comes of it --------------------------------------------------------------------------------

    def decide(self, *, final: bool = False, asked: bool = False) -> None:
        """Gives each difference that nobody has decided on what is usual for it.

        ``final``: the copy is the published version, so all of it is true, even if it was taken in before.  Raises
        ReadError where such a copy has blanks in it.
        """
        if final:
            self._refuse_blanks()
        for change in self.plan.changes():
            if final and change.chosen is None:
                change.asked = True
                change.chosen = Choice.LEAVE if change.mode is Mode.REMARK else _published(change.usual)
            if self.is_known and change.chosen is None:
                change.chosen, change.asked = Choice.LEAVE, True
            if change.chosen is None:
                change.chosen = change.usual
                change.asked = asked and not change.doubt

    def _refuse_blanks(self) -> None:
        """A report is not published with blanks in it."""
        blanks = {slot.text for one in self.plan.base for slot in one.slots if slot.missing}
        found = [text for text in sorted(blanks) if any(text in line.text for line in self.edited.lines)]
        if found:
            raise ReadError(
                f"这不像是定稿：里面还有没填写的{'、'.join(found[:_MOST_NAMED])}{'等' * (len(found) > _MOST_NAMED)}，没有收",
                Place(self.copy),
                "请给出定稿的文件；如果只是改过的草稿，请不要当作定稿收",
            )

    def left_open(self) -> list[Change]:
        """The differences on which somebody still has to decide."""
        return [
            change
            for change in self.plan.changes()
            if change.chosen is Choice.LATER or (change.is_taken and change.doubt and not change.asked)
        ]

    def settled(self, *, final: bool = False) -> Settled:
        """The answers as decided."""
        before = self.job.answers
        found = settled(self.plan, before, self.current, self.draw, self.job.pack, self.source)
        if found.answers != before or final:
            found = replace(found, answers=self._remembering(found.answers))
        return replace(found, answers=self._confirmed(found.answers)) if final else found

    def _remembering(self, answers: Answers) -> Answers:
        """The answers with a note that this copy was taken in."""
        record: Raw = {TAKEN: self.copy.stem, DIGEST: self._digest}
        return answers if record in answers.edits else replace(answers, edits=(*answers.edits, record))

    def _confirmed(self, answers: Answers) -> Answers:
        """The answers of a published report: whatever stands in it is confirmed."""
        entries = {
            key: answer
            if is_blank(answer)
            else replace(answer, status=Status.CONFIRMED, awaited="", since="")
            for key, answer in answers.entries.items()
        }
        for key in self.current_passages():
            if key not in entries or is_blank(entries[key]):
                entries[key] = Answer(STANDING, source=self.source)
        edits = [
            replace(edit, status=Status.CONFIRMED)
            for edit in edits_of(answers)
            if not (edit.pending or edit.remark)
        ]
        return with_edits(replace(answers, entries=entries), edits)

    def current_passages(self) -> list[str]:
        """The questions of the paragraphs that the draft has."""
        return [
            one.tied
            for one in self.current.lines
            if one.tied and self.job.pack.questions[one.tied].kind is Kind.PASSAGE
        ]

    def save(self, answers: Answers) -> bool:
        """Saves what changed in one write; False where nothing did.

        Raises AnswersError (nothing is saved) where somebody changed the same answers in the meantime.
        """
        before, path = self.job.answers, self.job.answers.path
        changed = _changed(before, answers)
        if not changed:
            return False
        with lock(path, datetime.now()):
            _refuse_changed(before, load_answers(path), changed)
            AnswersFile(path, keeps=False).save_together(changed, tuple(self.job.pack.questions))
        return True


def write_changes(taking: Taking, path: Path) -> None:
    """The differences as JSON: kind, key, old, new, author, time, what was decided.  Raises WriteError."""
    rows = [
        {
            "kind": change.mode.value,
            "paragraph": change.at,
            "key": change.key,
            "old": change.old,
            "new": change.new,
            "author": change.author,
            "time": change.when,
            "doubt": change.doubt,
            "decision": change.chosen.value if change.chosen is not None else "",
            "taken": change.is_taken,
        }
        for change in taking.plan.changes()
    ]
    write_atomically(path, f"{json.dumps(rows, ensure_ascii=False, indent=1)}\n".encode())


def year_of(path: Path) -> int | None:
    """The year of a file: as it remembers it if it is a draft of ours, else by its name; None where neither tells."""
    stamp = read_stamp(path)
    named = [int(one) for one in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.stem)]
    return next(iter(_years_of(stamp) if stamp is not None else named), None)


def _years_of(stamp: Stamp) -> list[int]:
    """The report year in each place where a draft prints it."""
    marks = sorted(stamp.marks.values(), key=lambda mark: mark.start)
    return [int(mark.text) for mark in marks if mark.keys[:1] == ("年度",) and mark.text.isdecimal()]


def _printer(composer: Composer) -> Callable[[str], str | None]:
    """The whole print of an answer that a wording may name."""

    def printed(name: str) -> str | None:
        value = composer.factory.find(name)
        question = composer.pack.questions.get(name)
        if question is not None and not question.kind.is_live:
            return None
        if isinstance(value, NumberValue | TextValue) and not value.missing:
            return plain_of(value) or None
        return None

    return printed


def _title(lines: Sequence[Placed]) -> str:
    return "".join(one.text for one in lines if one.line.role is Role.TITLE and not one.line.part)


def _common(base: Sequence[Placed], current: Drawn) -> list[tuple[Placed, Placed]]:
    now = current.by_name()
    return [(one, now[one.name]) for one in base if one.name in now]


def _paper(stamp: Stamp) -> Letterhead:
    return Letterhead(stamp.above, stamp.below)


def _named(stamp: Stamp | None) -> dict[str, str]:
    """By name of a bookmark the paragraph that it was written around."""
    marks = stamp.marks.values() if stamp is not None else ()
    return {mark.name: mark.keys[0] for mark in marks if mark.keys and mark.state is None}


def _published(usual: Choice) -> Choice:
    return Choice.TAKE if usual is Choice.LATER else usual


def _changed(before: Answers, after: Answers) -> dict[str, Answer]:
    """The entries and settings that differ, by key."""
    changed = {
        key: answer
        for key, answer in after.entries.items()
        if _told(before.entries.get(key)) != _told(answer)
    }
    if before.headings != after.headings:
        changed[HEADINGS] = Answer(dict(after.headings))
    if before.edits != after.edits:
        raws: list[Raw] = list(after.edits)
        changed[EDITS] = Answer(raws or None)
    return changed


def _told(answer: Answer | None) -> Answer | None:
    return replace(answer, line=0) if answer is not None else None


def _refuse_changed(before: Answers, now: Answers, changed: dict[str, Answer]) -> None:
    """AnswersError where somebody else changed what is to be saved."""
    touched = [
        key
        for key in changed
        if key not in (EDITS, HEADINGS) and _told(before.entries.get(key)) != _told(now.entries.get(key))
    ]
    touched += [EDITS] if EDITS in changed and now.edits != before.edits else []
    touched += [HEADINGS] if HEADINGS in changed and now.headings != before.headings else []
    if touched:
        names = "、".join(touched[:5])
        raise AnswersError(
            f"收稿的时候，有人改了答案文件里的{names}，什么都没有存", Place(before.path), "请再收一次"
        )
