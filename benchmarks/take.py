"""How well edits made in Word are recognised: all examples, kinds of edit, 1 to 40 edits, three ways of editing.

    python benchmarks/take.py [--quick] [--no-office]

Each draft is edited in Word's XML (marks kept as Word keeps them), by LibreOffice (which writes the whole file
anew; skipped where it is not installed), and typed anew from plain text into a fresh .docx.  Printed: for each kind
of edit the share recognised as what it was, and the share of files read back exactly as they were edited.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import libre
from benchmarks.after import After, nothing, take_in
from benchmarks.after import table as table_after
from benchmarks.choosing import chosen
from benchmarks.edits import Edit, Kind, done
from benchmarks.sheets import OfficeSheet, PlainSheet, WordSheet
from drafter.app import Job
from drafter.compare import Fate, Line, Step, align, flat, pieces
from drafter.compare import Kind as PieceKind
from drafter.readers import read_report, to_document
from drafter.writers.docx import write_docx

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*/[12]*.yaml"))
COUNTS = (1, 2, 5, 10, 20, 40)
WORD, OFFICE, TYPED = "Word", "LibreOffice", "重打"
_UNSEEN = {WORD: (), OFFICE: (), TYPED: (Kind.FORMAT, Kind.COMMENT)}
"""What leaves no trace in the text, and is no edit where nothing but text is kept."""


class Case(Struct, frozen=True):
    """An edited draft: the answers it was made of, its lines, the edits, the lines it must read as."""

    answers: Path
    lines: tuple[Line, ...]
    edits: tuple[Edit, ...]
    texts: tuple[str, ...]
    name: str


def cases(examples: Sequence[Path], counts: Sequence[int], seeds: int) -> Iterator[tuple[Case, bytes]]:
    """Every case with the draft before the edits: each kind alone, then mixtures of so many edits."""
    for answers in examples:
        document = Job(answers, None).document()
        data, lines = write_docx(document), flat(document)
        name = answers.parent.name
        for kind in Kind:
            yield _case(answers, lines, [kind], 0, f"{name} {kind.value}"), data
        for count in counts:
            for seed in range(seeds):
                kinds = random.Random(f"{name}{count}{seed}").choices(list(Kind), k=count)
                yield _case(answers, lines, kinds, seed, f"{name} {count}处 {seed}"), data


def _case(answers: Path, lines: Sequence[Line], kinds: Sequence[Kind], seed: int, name: str) -> Case:
    edits = chosen(lines, kinds, seed)
    sheet = PlainSheet(lines)
    done(edits, sheet, len(lines))
    return Case(answers, tuple(lines), tuple(edits), tuple(sheet.texts()), name)


def edited(
    made: Sequence[tuple[Case, bytes]], folder: Path, program: str | None
) -> Iterator[tuple[Case, str, Path]]:
    """The files: each case edited in each way."""
    jobs: list[libre.Job] = []
    later: list[tuple[Case, Path]] = []
    for number, (case, data) in enumerate(made):
        word = WordSheet(data, case.lines)
        done(case.edits, word, len(case.lines))
        plain = PlainSheet(case.lines)
        done(case.edits, plain, len(case.lines))
        for way, saved in ((WORD, word.saved()), (TYPED, plain.saved())):
            path = folder / f"{number}-{way}.docx"
            path.write_bytes(saved)
            yield case, way, path
        if program:
            source, path = folder / f"{number}.docx", folder / f"{number}-{OFFICE}.docx"
            source.write_bytes(data)
            office = OfficeSheet(data, case.lines)
            done(case.edits, office, len(case.lines))
            jobs += [("open", source.as_uri()), *office.jobs]
            jobs += [("save", path.as_uri(), libre.DOCX), ("close",)]
            later.append((case, path))
    if program:
        libre.run(program, jobs)
    yield from ((case, OFFICE, path) for case, path in later)


def recognised(case: Case, edit: Edit, new: Sequence[Line], steps: Sequence[Step]) -> bool:
    """Whether the comparison says of an edit what it was."""
    step = next(one for one in steps if edit.line in one.old)
    old = case.lines[edit.line].text
    text = new[step.new[0]].text if step.new else ""
    match edit.kind:
        case Kind.PARAGRAPH_IN | Kind.COPIED:
            return any(one.fate is Fate.ADDED and new[one.new[0]].text == edit.words for one in steps)
        case Kind.PARAGRAPH_OUT:
            return step.fate is Fate.DELETED
        case Kind.MOVED:
            return step.fate is Fate.MOVED and text == old
        case Kind.MOVED_CHANGED:
            return step.fate is Fate.MOVED and text == old + edit.words
        case Kind.SWAPPED:
            other = next(one for one in steps if edit.other in one.old)
            return {step.fate, other.fate} == {Fate.MOVED, Fate.SAME}
        case Kind.SPLIT:
            return step.fate is Fate.SPLIT and [new[n].text for n in step.new] == [
                old[: edit.start],
                old[edit.start :],
            ]
        case Kind.JOINED:
            return step.fate is Fate.JOINED and edit.other in step.old
        case Kind.FORMAT | Kind.COMMENT:
            return step.fate is Fate.SAME
        case Kind.HEADING:
            return step.fate is Fate.CHANGED and text == old[: edit.start] + edit.words
        case Kind.RETYPED:
            return step.fate is Fate.CHANGED and text == edit.words
    return step.fate is Fate.CHANGED and _is_piece(old, text, edit)


def _is_piece(old: str, text: str, edit: Edit) -> bool:
    """Whether just the characters of an edit are what changed there."""
    changed = [one for one in pieces(old, text) if one.kind is not PieceKind.EQUAL]
    end = edit.start + edit.length
    if edit.kind in (Kind.VALUE, Kind.TRACKED):
        return any(
            (one.old_start, one.old_end) == (edit.start, end)
            and text[one.new_start : one.new_end] == edit.words
            for one in changed
        )
    if edit.kind is Kind.SENTENCE_IN:
        return [text[one.new_start : one.new_end] for one in changed if one.old_start == one.old_end] == [
            edit.words
        ]
    if edit.kind is Kind.SENTENCE_OUT:
        gone = [old[one.old_start : one.old_end] for one in changed]
        return gone == [old[edit.start : end]]
    if edit.kind is Kind.HALF_WIDTH:
        return all(one.old_end - one.old_start == one.new_end - one.new_start <= 3 for one in changed)
    return any(edit.start <= one.old_start and one.old_end <= end for one in changed)


class Score(Struct):
    """What was counted."""

    edits: Counter[tuple[str, Kind]]
    known: Counter[tuple[str, Kind]]
    files: Counter[str]
    exact: Counter[str]
    missed: list[str]
    after: After
    seconds: float = 0.0


def measured(files: Iterator[tuple[Case, str, Path]]) -> Score:
    """Reads every file, compares it with its draft, and takes it in."""
    score = Score(Counter(), Counter(), Counter(), Counter(), [], nothing())
    for case, way, path in files:
        new = flat(to_document(read_report(path)))
        started = time.process_time()
        steps = align(case.lines, new)
        score.seconds += time.process_time() - started
        score.files[way] += 1
        exact = [line.text for line in new] == list(case.texts)
        score.exact[way] += exact
        if not exact:
            score.missed.append(f"{way} {case.name}：读到的文字不同")
        for edit in case.edits:
            if edit.kind in _UNSEEN[way]:
                continue
            score.edits[way, edit.kind] += 1
            good = recognised(case, edit, new, steps)
            score.known[way, edit.kind] += good
            if not good:
                score.missed.append(f"{way} {case.name}：{edit.kind.value} {case.lines[edit.line].text[:30]}")
        take_in(score.after, way, case.name, case.answers, path, case.edits, case.texts)
    return score


def table(score: Score, say: Callable[[str], None]) -> None:
    """The numbers as a table."""
    ways = list(score.files)
    say("| 改法 | " + " | ".join(ways) + " |")
    say("|---|" + "---:|" * len(ways))
    for kind in Kind:
        cells = (_share(score.known[way, kind], score.edits[way, kind]) for way in ways)
        say(f"| {kind.value} | " + " | ".join(cells) + " |")
    totals = (
        _share(
            sum(score.known[way, kind] for kind in Kind),
            sum(score.edits[way, kind] for kind in Kind),
        )
        for way in ways
    )
    say("| **全部** | " + " | ".join(totals) + " |")
    say(
        "| 读回与所改一字不差 | "
        + " | ".join(_share(score.exact[way], score.files[way]) for way in ways)
        + " |"
    )
    say(f"\n比较每份平均{1000 * score.seconds / max(sum(score.files.values()), 1):.0f}毫秒")


def _share(good: int, of: int) -> str:
    return f"{100 * good / of:.1f}%（{good}/{of}）" if of else "—"


def main() -> None:
    """Prints the table; what was missed goes to standard error."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="one example, few edits")
    options.add_argument("--no-office", action="store_true", help="without LibreOffice")
    chosen_options = options.parse_args()
    examples, counts, seeds = (EXAMPLES[:1], (1, 5), 1) if chosen_options.quick else (EXAMPLES, COUNTS, 2)
    program = None if chosen_options.no_office else libre.office()
    made = list(cases(examples, counts, seeds))
    with tempfile.TemporaryDirectory() as folder:
        score = measured(edited(made, Path(folder), program))
    table(score, print)
    print()
    table_after(score.after, print)
    for line in (*score.missed, *score.after.missed):
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
