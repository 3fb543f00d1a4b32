"""What every example must show: the figures of its seed, each of them an answer, in sentences of its own."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.model import FIGURES, Answer, Answers, Raw
from drafter.app import Job
from drafter.compose.compose import texts_of
from drafter.document.model import Document, Paragraph, Span, Text, plain
from drafter.genre.numerals import Kind, numerals
from drafter.packs.schema import Pack

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DATA = Path(__file__).parent
SAME_RUN = 12
"""So many Han characters in a row shared with a seed are its sentence, not its facts."""
PUT_BY_ANSWERS = ("figure", "derived")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[〈<][^〈〉<>]*[〉>]")
_SLOGAN = re.compile(r"“[^“”\n]{1,40}”")
_PINYIN = re.compile(r"\((?=[a-zA-Z\u0101-\u01dc])[^()\u4e00-\u9fff,。]{1,8}\)?")
_WRONG = (
    ("连用的标点", re.compile(r"[，、；：。！？][，、；：。！？]|（）|《》|，）|（，|“”")),
    ("零件", re.compile(r"(?<![\d.,])0(?:[\u4e00-\u9fff%])(?<!0时)")),
    ("程序的话", re.compile(r"None|\{|\}|\[\[|\]\]|[\ue000-\uf8ff\U000f0000-\U0010ffff]")),
    ("未填的空", re.compile(r"【|】|__|××")),
    ("半角标点", re.compile(r"(?<=[\u4e00-\u9fff])[,:;()]|[,:;()](?=[\u4e00-\u9fff])")),
    ("重复的字", re.compile(r"([的了和与及是对把被])\1")),
)
_ENDLESS = re.compile(r"[^。！？：；\n]{160,}")


UNFINISHED = ("sample-bureau",)
"""Half-filled on purpose, to show what a draft with open places looks like; test_sample_county.py has its tests."""


def example_files() -> list[Path]:
    """The answers of all finished examples: ``examples/<case>/<year>.yaml``."""
    found = sorted(path for path in EXAMPLES.glob("*/*.yaml") if re.fullmatch(r"20\d\d", path.stem))
    return [path for path in found if path.parent.name not in UNFINISHED]


def golden(path: Path) -> Path:
    """What the answers give: ``报告.txt``, or ``报告2025.txt`` where a folder holds several years."""
    alone = sum(other.parent == path.parent for other in example_files()) == 1
    return path.parent / ("报告.txt" if alone else f"报告{path.stem}.txt")


# documents ---------------------------------------------------------------------------------------------


def is_figure(span: Span, pack: Pack) -> bool:
    """Whether a span was put there by a number answer, a figure inside a text, a computation or a count."""
    keys = span.origin.keys if span.origin else ()
    return any(_is_number(key.partition("@")[0], pack) for key in keys) or _counts_a_list(span, pack)


def _is_number(key: str, pack: Pack) -> bool:
    if key in pack.questions:
        return pack.questions[key].kind.is_number
    return key.partition(".")[0] in pack.questions


def _counts_a_list(span: Span, pack: Pack) -> bool:
    """``|个数``: a numeral alone that stands for how many items a list answer has."""
    keys = span.origin.keys if span.origin else ()
    return bool(keys) and keys[0] in pack.questions and bool(re.fullmatch(r"\d{1,2}", span.text))


def figure_spans(document: Document, pack: Pack) -> Iterator[Span]:
    """Every span of a document that a number stands behind."""
    for text in texts_of(document):
        yield from (span for span in text if is_figure(span, pack))


def typed_figures(document: Document, pack: Pack) -> list[str]:
    """Arabic counts and measures that no answer stands behind: typed into a template or inside a text."""
    return [found for text in texts_of(document) for found in _typed_in(text, pack)]


def _typed_in(text: Text, pack: Pack) -> Iterator[str]:
    whole = plain(text)
    behind = [span for span in text for _ in span.text]
    for numeral in numerals(whole):
        digits = whole[numeral.start : numeral.end]
        if numeral.kind is Kind.FIGURE and digits[0].isdigit() and not is_figure(behind[numeral.start], pack):
            yield whole[max(numeral.start - 10, 0) : numeral.end + 5]


def by_key(document: Document, pack: Pack) -> dict[tuple[str, ...], set[str]]:
    """The texts under which each number of this year stands in the document.

    Left out is what stays when every number is changed alike: a computed 100%, and how many names a list has.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for span in figure_spans(document, pack):
        assert span.origin is not None
        keys = span.origin.keys
        if _is_number(keys[0], pack) and not (len(keys) > 1 and _NUMBER.findall(span.text) == ["100"]):
            found.setdefault(keys, set()).add(span.text)
    return found


def wrong_places(text: str) -> list[str]:
    """Places where the text shows that a program wrote it, with what is wrong there."""
    found = [f"{name}：…{_around(text, at)}…" for name, rule in _WRONG for at in rule.finditer(text)]
    return found + [f"太长的句子：{at[0][:40]}…" for at in _ENDLESS.finditer(_without_titles(text))]


def same_openings(document: Document) -> list[str]:
    """Three sentences in a row that open with the same two characters."""
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            openings = [sentence[:2] for sentence in re.split("[。；]", plain(block.text)) if sentence]
            triples = zip(openings, openings[1:], openings[2:], strict=False)
            found += [opening for opening, *others in triples if others == [opening, opening]]
    return found


def han_count(text: str) -> int:
    """How many Han characters a text has."""
    return len(_HAN.findall(text))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 12, 0) : match.end() + 8].replace("\n", "⏎")


# changed answers ---------------------------------------------------------------------------------------


def drafted_with(job: Job, answers: Answers) -> Document:
    """The document of other answers in the same folder, with the same outline."""
    job.answers = answers
    return job.document()


def changed(answers: Answers, pack: Pack) -> Answers:
    """The same answers with every number another one of the same form (7件 → 8件, 25.59万 → 36.61万)."""
    entries = {key: _changed_entry(key, answer, pack) for key, answer in answers.entries.items()}
    return replace(answers, entries=entries)


def _changed_entry(key: str, answer: Answer, pack: Pack) -> Answer:
    question = pack.questions.get(key)
    if question is None or answer.value is None:
        return answer
    value = other(answer.value) if question.kind.is_number else changed_inside(answer.value)
    return replace(answer, value=value)


def changed_inside(raw: Raw) -> Raw:
    if isinstance(raw, list):
        return [changed_inside(item) for item in raw]
    if isinstance(raw, dict):
        return {name: other(item) if name == FIGURES else changed_inside(item) for name, item in raw.items()}
    return raw


_NEXT = str.maketrans("0123456789一二两三四五六七八九", "1234567891二三三四五六七八九八")


def other(raw: Raw) -> Raw:
    """Every digit the next one; a lone 0 stays, since zero has sentences of its own."""
    if isinstance(raw, dict):
        return {name: other(item) for name, item in raw.items()}
    if not isinstance(raw, str) or re.match(r"0(?![.\d])", raw):
        return raw
    return "九" + raw[1:] if raw.startswith("十") else raw.translate(_NEXT)


# seeds -------------------------------------------------------------------------------------------------


class Seed(Struct, frozen=True):
    """The real report an example was made after: its number in ``shared``, and how long the example is."""

    number: str
    least: int
    most: int
    section: str = "1"
    """Which report, where a page holds several."""


def gold_figures(shared: Path, seed: Seed) -> Counter[str]:
    """The numerals of a seed that answers or computations must give, with how often each stands there."""
    start, end = _body(shared, seed)
    values = [
        row["value"]
        for row in _rows(shared / "gold" / f"{seed.number}.tsv")
        if row["label"].startswith(PUT_BY_ANSWERS) and start <= int(row["offset"]) < end
    ]
    return Counter(value for value in values if float(value))


def _body(shared: Path, seed: Seed) -> tuple[int, int]:
    """Where the body of a seed's report begins and ends, in characters."""
    rows = _rows(shared / "gold" / "ranges.tsv")
    (body,) = (row["body"] for row in rows if (row["key"], row["section"]) == (seed.number, seed.section))
    start, _, end = body.partition("-")
    return int(start), int(end)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def drafted_figures(document: Document, pack: Pack) -> Counter[str]:
    """The numerals that stand in a document by answers or computations."""
    found = (number for span in figure_spans(document, pack) for number in _NUMBER.findall(span.text))
    return Counter(found)


def seed_text(shared: Path, seed: str) -> str:
    """A seed in simplified script, without the pinyin that somebody's converter put behind characters."""
    (path,) = (shared / "seeds").glob(f"{seed}_*.txt")
    return _PINYIN.sub("", path.read_text(encoding="utf-8")).translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    lines = (DATA / "simplified.txt").read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if line[0] != "#" for pair in line.split()}


@cache
def _formulas() -> re.Pattern[str]:
    lines = (DATA / "formulas.txt").read_text(encoding="utf-8").splitlines()
    return re.compile(
        "|".join(sorted((line for line in lines if line and line[0] != "#"), key=len, reverse=True))
    )


def _without_titles(text: str) -> str:
    return _SLOGAN.sub("“”", _TITLE.sub("《》", text))


def _prose(text: str) -> list[str]:
    """Runs of Han characters of a text, broken where names of documents, slogans and formulas stood."""
    return _HAN_RUN.findall(_formulas().sub("\n", _without_titles(text)))


def copied(document: Document, seed: str) -> list[str]:
    """What a document's paragraphs have in common with a seed over 12 and more Han characters."""
    known = {run[at : at + SAME_RUN] for run in _prose(seed) for at in range(len(run) - SAME_RUN + 1)}
    texts = [plain(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    runs = [run for text in texts for run in _prose(text)]
    pieces = (run[at : at + SAME_RUN] for run in runs for at in range(len(run) - SAME_RUN + 1))
    return [piece for piece in pieces if piece in known]
