"""How well `drafter learn` reads finished reports, measured against hand labels; and how fast, beside a floor.

    python benchmarks/learn.py [TEXTS [GOLD]] [--runs N] [--most N] [--only KEY ...]

TEXTS holds ``NNN*.txt`` (default ../shared/seeds), and where there are some ``NNN*.html`` or ``NNN*.docx`` of the
same report; GOLD holds ``NNN.tsv`` (index, offset, value, label) and ``ranges.tsv`` (key, section, year, title, body);
``doubtful.tsv`` (key, offset, also) names numerals for which a second label is right too.  Each file is learned with
the year of ``ranges.tsv``; whether the program finds that year by itself has a column of its own.

recall     gold figures found; of growth both labels are right, of one identity any member may be the derived one
no figure  of the figures asked for, those that are none
derived    gold derived found, with a formula; false ones
years      gold years with the right label
back       whether the draft of the learned pack is the text that was read
read       whether that text is the title and body of ``ranges.tsv`` (script and marks of pages and headings aside)
lint       faults of the learned pack

Other formats have no offsets in common with the labels, so their figures are compared by value.  The floor reads the
file and finds its numerals.  Ratios count, not seconds.
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path
from statistics import median

from msgspec import Struct, field

from drafter.app import Job
from drafter.errors import DrafterError
from drafter.learn.trace import NUMERAL, Entry
from drafter.learning import Learned, learn, year_of
from drafter.packs.lint import lint
from drafter.readers.model import Line, Report, Strand
from drafter.readers.script import narrowed, simplified
from drafter.writers.text import write_text

SHARED = Path(__file__).resolve().parents[2] / "shared"
OTHER_FORMATS = (".html", ".htm", ".docx")
YEARS = ("year0", "year1", "yearx")
GROWTH = re.compile("(?:增长|下降|上升|提升|提高|减少|增加|增幅|降幅|同比|环比|[升降涨])[^。；，,;]{0,14}$")


class Case(Struct):
    """A report with its labels."""

    key: str
    section: int | None
    year: int
    path: Path
    text: str
    ranges: tuple[range, ...]
    """Where title and body lie; none where that is not known."""
    labels: dict[int, tuple[str, str]]
    """By offset, the numeral and its label."""
    also: dict[int, set[str]]

    @property
    def name(self) -> str:
        return f"{self.key}.{self.section}" if self.section else self.key


class Score(Struct):
    """What was counted of one report, or of all."""

    figures: int = 0
    figures_found: int = 0
    asked: int = 0
    asked_wrong: int = 0
    derived: int = 0
    derived_found: int = 0
    derived_false: int = 0
    years: int = 0
    years_right: int = 0
    wrong: list[str] = field(default_factory=list)
    """The disagreements with their context."""

    def add(self, other: Score) -> None:
        for name in Score.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Outcome(Struct):
    """What learning one file came to."""

    name: str
    score: Score
    year: str = ""
    back: str = ""
    read: str = ""
    faults: int = 0
    seconds: float = 0.0
    command: float = 0.0
    floor: float = 0.0
    floor_command: float = 0.0
    notes: list[str] = field(default_factory=list)


# -- labels


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of tab-separated values; none where there is no file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def cases(texts: Path, gold: Path, only: Sequence[str]) -> Iterator[Case]:
    """Every report that has both a text and labels."""
    ranges = rows(gold / "ranges.tsv")
    several = Counter(row["key"] for row in ranges)
    also: dict[str, dict[int, set[str]]] = {}
    for row in rows(gold / "doubtful.tsv"):
        also.setdefault(row["key"], {}).setdefault(int(row["offset"]), set()).add(kind_of(row["also"]))
    for row in ranges:
        key = row["key"]
        path = next(iter(sorted(texts.glob(f"{key}[_.]*txt"))), None)
        if path is None or (only and key not in only):
            continue
        labels = {int(one["offset"]): (one["value"], one["label"]) for one in rows(gold / f"{key}.tsv")}
        places = tuple(stretch for name in ("title", "body") if (stretch := _stretch(row.get(name) or "")))
        section = int(row["section"]) if several[key] > 1 else None
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        yield Case(key, section, int(row["year"]), path, text, places, labels, also.get(key, {}))


def _stretch(written: str) -> range | None:
    found = re.fullmatch(r"(\d+)-(\d+)", written)
    return range(int(found[1]), int(found[2])) if found else None


def kind_of(label: str) -> str:
    """derived:79/81*100 is derived."""
    return label.partition(":")[0]


# -- scoring


def scored(case: Case, entries: Sequence[Entry]) -> Score:
    """The trace of a report against its labels; numerals of other sections count for nothing."""
    score, seen = Score(), {_offset(entry): entry for entry in entries}
    identity = same_identity(case, seen)
    for at, (value, label) in case.labels.items():
        if case.section and not any(at in stretch for stretch in case.ranges):
            continue
        entry = seen.get(at, {})
        got, wanted = str(entry.get("label", "absent")), kind_of(label)
        before = case.text[max(0, at - 30) : at]
        grown = {got, wanted} == {"figure", "derived"} and bool(GROWTH.search(before))
        right = got == wanted or got in case.also.get(at, ()) or at in identity or grown
        _count(score, wanted, got, right, has_formula=bool(entry.get("formula")))
        if not right:
            after = case.text[at + len(value) : at + len(value) + 20]
            context = f"…{before}【{value}】{after}…".replace("\n", "⏎").replace("\r", "")
            told = "".join(f"  {entry[word]}" for word in ("formula", "why") if entry.get(word))
            score.wrong.append(f"[{label} → {got}] {case.name}@{at} {context}{told}")
    return score


def _offset(entry: Entry) -> int:
    at = entry["offset"]
    assert isinstance(at, int)
    return at


def _count(score: Score, wanted: str, got: str, right: bool, *, has_formula: bool) -> None:
    score.figures += wanted == "figure"
    score.figures_found += wanted == "figure" and right
    score.asked += got == "figure"
    score.asked_wrong += got == "figure" and not right
    score.derived += wanted == "derived"
    score.derived_found += wanted == "derived" and right and (has_formula or got != "derived")
    score.derived_false += got == "derived" and not right
    score.years += wanted in YEARS
    score.years_right += wanted in YEARS and right


def same_identity(case: Case, seen: dict[int, Entry]) -> set[int]:
    """Places that are right because another member of the gold identity was called derived, and those members."""
    right: set[int] = set()
    for at, entry in seen.items():
        if entry.get("label") != "derived" or at not in case.labels or _is_derived(case, at):
            continue
        told = entry.get("operands")
        operands = [one for one in (told if isinstance(told, list) else []) if one in case.labels]
        mine = sorted(_number(case.labels[one][0]) for one in [*operands, at])
        for one in operands:
            value, label = case.labels[one]
            if _is_derived(case, one) and sorted([*_members(label), _number(value)]) == mine:
                right |= {at, one}
    return right


def _is_derived(case: Case, at: int) -> bool:
    return kind_of(case.labels[at][1]) == "derived"


def _number(written: str) -> float:
    return float(written)


def _members(label: str) -> list[float]:
    """The numbers of a gold formula."""
    plain = re.sub(r"round\(|,\s*\d\)", " ", label.partition(":")[2]).replace("*100", " ")
    return [float(one) for one in re.findall(r"\d+(?:\.\d+)?", plain)]


def by_value(case: Case, entries: Sequence[Entry]) -> Score:
    """The same report in another format: its numbers as a bag, since places cannot be compared."""
    gold, mine = Counter[str](), Counter[str]()
    for at, (value, label) in case.labels.items():
        if kind_of(label) in ("figure", "derived") and (
            not case.section or any(at in r for r in case.ranges)
        ):
            gold[value] += 1
    mine.update(str(entry["value"]) for entry in entries if entry["label"] in ("figure", "derived"))
    score = Score(figures=gold.total(), figures_found=(gold & mine).total(), asked=mine.total())
    score.asked_wrong = (mine - gold).total()
    for word, more in (("missed", gold - mine), ("no figure", mine - gold)):
        score.wrong += [f"[{word}] {case.name} {' '.join(sorted(more.elements()))}"] if more else []
    return score


# -- text

_MARKS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|[-—–]\s*\d{1,3}\s*[-—–][ \t]*$)|&nbsp;", re.MULTILINE)
"""What a range cannot leave out in the middle: signs of Markdown headings, page numbers, code of blanks."""


def bare(text: str) -> str:
    """Without white space and without the lines between cells."""
    return "".join(text.split()).replace("|", "")


def back(made: Learned) -> str:
    """ "yes", or the first place where the draft is not what was read."""
    drawn = bare(write_text(Job(made.answers, None).document()))
    return difference(bare("".join(piece.text for piece in made.report.pieces)), drawn)


def read(case: Case, report: Report) -> str:
    """ "yes", or the share of title and body that was read, with the first place where they differ."""
    if not case.ranges:
        return ""
    stretches = (case.text[stretch.start : stretch.stop] for stretch in case.ranges)
    rows = [row for text in stretches for row in _MARKS.sub("", text).splitlines()]
    lines, _ = narrowed([Line(Strand(row, range(len(row)))) for row in rows])
    wanted = bare("".join(line.text for line in simplified(lines)[0]))
    found = bare("".join(piece.text for piece in report.pieces))
    if wanted == found:
        return "yes"
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    share = sum(block.size for block in blocks) / max(1, len(wanted))
    return f"{share:.2%} {difference(wanted, found)}"


def difference(wanted: str, found: str) -> str:
    """ "yes" where two texts are the same, else where they part."""
    if wanted == found:
        return "yes"
    pairs = enumerate(zip(wanted, found, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), min(len(wanted), len(found)))
    start = max(0, at - 8)
    return f"no: …{wanted[start : at + 12]} ≠ {found[start : at + 12]}"


# -- time

_NUMBERS = count()


def timed(work: Callable[[], object], runs: int) -> float:
    """Median seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times) if times else 0.0


def floor(path: Path) -> int:
    """What no reader can do without: the file read, its numerals found."""
    return sum(1 for _ in NUMERAL.finditer(path.read_bytes().decode("utf-8", errors="replace")))


_FLOOR = """
import re, sys
text = open(sys.argv[1], "rb").read().decode("utf-8", errors="replace")
sum(1 for _ in re.finditer(r"\\d+(?:\\.\\d+)?", text))
"""


def commands(path: Path, case: Case, folder: Path, runs: int) -> tuple[float, float]:
    """Seconds of a whole command, and of the floor as one."""

    def command() -> None:
        place = folder / f"command{next(_NUMBERS)}"
        code = "from drafter.cli import run; run()"
        options = ["--year", str(case.year), "--section", str(case.section or 1), "-o", str(place)]
        arguments = [sys.executable, "-c", code, "learn", str(path), *options, "--explain", f"{place}.json"]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def least() -> None:
        subprocess.run([sys.executable, "-c", _FLOOR, str(path)], check=True)

    return timed(command, runs), timed(least, runs)


# -- the whole


def measured(case: Case, path: Path, folder: Path, runs: int) -> Outcome:
    """One file learned, scored and timed."""
    places = (folder / f"{next(_NUMBERS)}" for _ in iter(int, 1))

    def once() -> Learned:
        return learn(path, next(places), None, year=case.year, section=case.section or 1)

    name = case.name if path == case.path else f"{case.name}{path.suffix}"
    try:
        made = once()
    except DrafterError as error:
        lost = Score(figures=sum(kind_of(label) == "figure" for _, label in case.labels.values()))
        return Outcome(name, lost, back="no", notes=[f"{name}: {error}"])
    entries = made.trace()
    score = scored(case, entries) if path == case.path else by_value(case, entries)
    found = Outcome(name, score, faults=len(lint(made.pack)), back=back(made), read=read(case, made.report))
    found.year = "yes" if year_of(made.report) == case.year else f"no: {year_of(made.report)}"
    found.seconds, found.floor = timed(once, runs), timed(lambda: floor(path), runs)
    found.command, found.floor_command = commands(path, case, folder, runs)
    return found


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.1%}" if whole else "–"


_HEAD = [
    "report",
    "recall",
    "no figure",
    "derived, false",
    "years",
    "year",
    "back",
    "read",
    "lint",
    "learn ms",
    "× floor",
    "command s",
    "× floor",
]


def line(found: Outcome) -> list[str]:
    """A row of the table."""
    score = found.score
    return [
        found.name,
        share(score.figures_found, score.figures),
        share(score.asked_wrong, score.asked),
        f"{share(score.derived_found, score.derived)}, {score.derived_false}",
        share(score.years_right, score.years),
        *(word.partition(" ")[0].rstrip(":") for word in (found.year, found.back, found.read)),
        str(found.faults),
        f"{found.seconds * 1000:.0f}",
        f"{found.seconds / found.floor:.0f}" if found.floor else "–",
        f"{found.command:.2f}",
        f"{found.command / found.floor_command:.1f}" if found.floor_command else "–",
    ]


def total(outcomes: Sequence[Outcome]) -> Outcome:
    """All reports of one kind together; of times the longest."""
    whole = Outcome("total", Score(), faults=sum(found.faults for found in outcomes))
    for found in outcomes:
        whole.score.add(found.score)
    for word in ("year", "back", "read"):
        told = [getattr(found, word) for found in outcomes if getattr(found, word)]
        setattr(whole, word, f"{told.count('yes')}/{len(told)}")
    slowest = max(outcomes, key=lambda found: found.seconds)
    whole.seconds, whole.floor = slowest.seconds, slowest.floor
    slowest = max(outcomes, key=lambda found: found.command)
    whole.command, whole.floor_command = slowest.command, slowest.floor_command
    return whole


def report(outcomes: Sequence[Outcome], most: int) -> None:
    """Prints a table, and below it what is wrong."""
    print(f"| {' | '.join(_HEAD)} |\n|{'---|' * len(_HEAD)}")
    for found in [*outcomes, total(outcomes)]:
        print(f"| {' | '.join(line(found))} |")
    print("(of all times the longest)\n")
    for found in outcomes:
        for word in ("year", "back", "read"):
            told = getattr(found, word)
            if told not in ("", "yes"):
                print(f"{found.name} {word}: {told}")
        for note in found.notes:
            print(note)
    wrong = [one for found in outcomes for one in found.score.wrong]
    print(f"\n{len(wrong)} disagreements" + (f", the first {most}" if len(wrong) > most else ""))
    print("\n".join(sorted(wrong)[:most]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, nargs="?", default=SHARED / "seeds")
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "gold")
    parser.add_argument("--runs", type=int, default=3, help="runs of each timing; 0 for none")
    parser.add_argument("--most", type=int, default=200, help="disagreements shown")
    parser.add_argument("--only", nargs="*", default=[], help="keys to measure")
    options = parser.parse_args()
    texts: list[Outcome] = []
    others: list[Outcome] = []
    with tempfile.TemporaryDirectory() as name:
        for case in cases(options.texts, options.gold, options.only):
            texts.append(measured(case, case.path, Path(name), options.runs))
            beside = (
                path
                for path in sorted(options.texts.glob(f"{case.key}[_.]*"))
                if path.suffix in OTHER_FORMATS
            )
            others += [measured(case, path, Path(name), options.runs) for path in beside]
    if not texts:
        sys.exit(f"no texts with labels in {options.texts} and {options.gold}")
    report(texts, options.most)
    if others:
        print("\nthe same reports in other formats, figures by value\n")
        report(others, options.most)


if __name__ == "__main__":
    main()
