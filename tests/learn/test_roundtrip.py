"""Drawing the learned pack with the learned answers gives the report back; another figure changes only itself."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.answers.load import load_answers
from drafter.answers.model import Answer, Status
from drafter.app import Job
from drafter.formulas import Binary, Call, Expression, names
from drafter.learn.model import Becomes, Spot
from drafter.learning import Learned
from drafter.newyear import new_year
from drafter.packs.lint import lint
from drafter.packs.schema import Kind, Pack
from drafter.writers.text import write_text
from tests.learn.learned import bare, drawn, learned_from, printed, read_text, with_answer
from tests.learn.reports import Draft, reports

MANY = int(os.environ.get("DRAFTER_EXAMPLES", "0"))
"""For a long run by hand: so many examples of each property."""
RULE = re.compile(r"[-=*_\s|:]+")
"""A line that is drawn, not written; in Markdown also the one below the names of columns."""
FOLDER = Path(tempfile.mkdtemp(prefix="learn-"))


def examples(number: int) -> settings:
    return settings(max_examples=MANY or number, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module", autouse=True)
def _swept() -> Iterator[None]:
    yield
    shutil.rmtree(FOLDER, ignore_errors=True)


# -- the text comes back


@examples(20)
@given(reports())
@example(
    Draft(2019, ("青川县水务局2019年法治政府建设工作报告", "一、加强组织领导", "__|", "全年办结2019件。"))
)
def test_a_report_comes_back_from_its_pack_and_answers(draft: Draft) -> None:
    made = learned_from(draft.text(), FOLDER / "back", draft.year)
    assert drawn(made.answers) == read_text(made.report)
    assert made.lost == ""
    assert lint(made.pack) == []
    _reads_all(made)
    _is_plain_yaml(made)


def _reads_all(made: Learned) -> None:
    """Every character stands in a piece or in what was left out, but for the lines of tables and rules.

    (A line repeated far below may pass for the title of a second report; then the rest is not read, and that is said.)
    """
    report = made.report
    if len(report.sections) > 1:
        assert report.notes
        return
    read = [at for piece in report.pieces for at in piece.offsets]
    seen = set(read)
    assert len(read) == len(seen)
    left = Counter(char for at, char in enumerate(report.source) if at not in seen and not char.isspace())
    left -= Counter("".join(report.removed))
    left -= Counter("".join(line for line in report.source.splitlines() if RULE.fullmatch(line)))
    assert set(left) <= set("|-#*\ufeff\u200d"), left


def _is_plain_yaml(made: Learned) -> None:
    """Any YAML reader finds the same answers under the same keys."""
    text = made.answers.read_text("utf-8")
    assert yaml.load(text, Loader=yaml.CSafeLoader).keys() >= load_answers(made.answers).entries.keys()
    told = yaml.load(text, Loader=yaml.CBaseLoader)
    for key, answer in load_answers(made.answers).entries.items():
        assert told[key] == answer.value


# -- another number


@examples(14)
@given(st.data())
def test_another_number_changes_only_itself_and_what_is_computed_from_it(data: st.DataObject) -> None:
    draft = data.draw(reports())
    made = learned_from(draft.text(), FOLDER / "number", draft.year)
    job = Job(made.answers, None)
    before = printed(job.document())
    figures = _figures(made, job)
    for key in (
        figures if len(figures) < 4 else data.draw(st.permutations(figures).map(lambda keys: keys[:3]))
    ):
        written = str(job.answers.entries[key].value)
        for value in _others(written):
            if value == "0" and _divides(job.pack, key):
                continue
            after = printed(with_answer(job, key, _with_number(written, value)))
            _same_but(before, after, _moved_by(job.pack, key), key)


def _figures(made: Learned, job: Job) -> list[str]:
    """The keys of all figures with an answer, those that are asked as texts included."""
    keys = [
        read.keys[number]
        for read in made.made.reads
        for number, spot in enumerate(read.spots)
        if spot.becomes is Becomes.FIGURE
    ]
    return [key for key in keys if key in job.answers.entries]


def _others(written: str) -> list[str]:
    """Other numbers: of the same shape, nought, and a much longer one."""
    return [re.sub(r"\d", lambda digit: str(int(digit[0]) % 8 + 1), _number(written)), "0", "123456789.25"]


def _number(written: str) -> str:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", written)
    return found[0] if found else ""


def _with_number(written: str, number: str) -> str:
    """The answer with another number in it; one in Chinese script becomes another Chinese one."""
    if _number(written):
        return written.replace(_number(written), number, 1).lstrip("-")
    return re.sub("上?[〇一二两三四五六七八九十百千万]+(?![分之])", "八", written, count=1)


def _moved_by(pack: Pack, key: str) -> set[str]:
    """The key, and all that is computed from it."""
    moved, more = {key}, True
    while more:
        more = False
        for one in pack.questions.values():
            if one.formula is not None and one.key not in moved and names(one.formula) & moved:
                moved.add(one.key)
                more = True
    return moved


def _divides(pack: Pack, key: str) -> bool:
    """Whether something is divided by a figure; a rate of nought has a sentence of its own (see below)."""
    moved = _moved_by(pack, key)
    return any(_has_quotient(pack.questions[one].formula) for one in moved)


def _has_quotient(formula: Expression | None) -> bool:
    match formula:
        case Call(function, arguments):
            return function == "比率" or any(map(_has_quotient, arguments))
        case Binary(operator, left, right):
            return operator == "/" or _has_quotient(left) or _has_quotient(right)
    return False


def _same_but(
    before: list[tuple[str, frozenset[str]]],
    after: list[tuple[str, frozenset[str]]],
    moved: set[str],
    key: str,
) -> None:
    assert len(before) == len(after), key
    for one, other in zip(before, after, strict=True):
        assert one == other or one[1] & moved, (key, one, other)


# -- a year later


@examples(10)
@given(reports())
def test_a_year_later_years_have_moved_and_everything_else_is_asked(draft: Draft) -> None:
    made = learned_from(draft.text(), FOLDER / "later", draft.year)
    _years_move(made)
    made_new = new_year(made.answers.parent, draft.year + 1, None, last=made.answers)
    job = Job(made_new.path, None)
    entries, last = job.answers.entries, load_answers(made.answers).entries
    open_keys = {point.key for point in job.open_points()}
    for question in job.pack.questions.values():
        answer = entries.get(question.key)
        if question.kind is Kind.FIGURE:
            assert answer is None, question.key
            assert question.formula is not None or question.key in open_keys or question.when, question.key
        if question.kind is Kind.PASSAGE:
            assert answer is not None
            assert answer.status is Status.UNCONFIRMED
            assert question.key in open_keys
        if question.follow is not None:
            _follows(answer, last[question.key])
    _comes_out(job)


def _years_move(made: Learned) -> None:
    """With last year's answers in the new year's file the text differs in its years only."""
    job = Job(made.answers, None)
    job.answers = replace(job.answers, year=job.answers.year + 1)
    text = bare(write_text(job.document()))
    own = {id(piece) for piece in made.report.pieces}
    for read in made.made.reads:
        if id(read.piece) in own:
            assert bare(_moved(made, read.text, read.spots)).replace("|", "") in text.replace("|", "")


def _moved(made: Learned, text: str, spots: Sequence[Spot]) -> str:
    pieces, at = [], 0
    for spot in spots:
        if spot.becomes is not Becomes.YEAR:
            continue
        digits = str(made.made.year + spot.shift + 1)
        if spot.written.isascii():
            written = digits
        elif spot.written.isdecimal():
            written = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
        else:
            zero = next((char for char in spot.written if char in "零○〇"), "〇")
            written = "".join((zero + "一二三四五六七八九")[int(digit)] for digit in digits)
        pieces += [text[at : spot.start], written]
        at = spot.end
    return "".join([*pieces, text[at:]])


def _follows(answer: Answer | None, last: Answer) -> None:
    """Each of last year's items comes along, says from where, and waits to be looked at."""
    assert answer is not None
    assert answer.status is Status.UNCONFIRMED
    assert isinstance(answer.value, list)
    assert isinstance(last.value, list)
    assert len(answer.value) == len(last.value)
    for row in answer.value:
        assert isinstance(row, dict)
        assert row["来源"]


def _comes_out(job: Job) -> None:
    """A draft with nothing answered has a place for every figure that stands in the text."""
    text = "".join(words for words, _ in printed(job.document()))
    asked = [point for point in job.open_points() if point.question.kind is Kind.FIGURE]
    assert not asked or "【" in text


# -- real reports

REAL = [("000", None), ("001", None), ("002", None), ("003", 1), ("003", 2), ("003", 3), ("004", None)]


@pytest.mark.parametrize(("number", "section"), REAL)
def test_a_real_report_comes_back(shared_dir: Path, number: str, section: int | None, tmp_path: Path) -> None:
    source = next((shared_dir / "seeds").glob(f"{number}_*.txt"))
    made = learned_from(source.read_bytes().decode(), tmp_path, 2023 if section else None, section)
    assert drawn(made.answers) == read_text(made.report)
    assert made.lost == ""
    assert lint(made.pack) == []
    assert Job(made.answers, None).open_points() == []
