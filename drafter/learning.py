"""Learning joined to the files: a report in, a pack of the bureau's own and the answers of its year out."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.folder import new_file
from drafter.answers.model import Answer, Answers
from drafter.app import Job
from drafter.document.model import Block, Document, Heading, Paragraph, Table, plain
from drafter.errors import AnswersError, PackError, Place, UsageError, WriteError
from drafter.files import create_file, file_name, make_folder, reason, typed, write_atomically
from drafter.genre.dates import DateError, Day, parse_date
from drafter.learn.build import Older, build
from drafter.learn.made import Made
from drafter.learn.manifest import OUTLINE, files_of
from drafter.learn.together import renamed
from drafter.learn.trace import Entry, trace
from drafter.packs.find import USUAL_PACK, find_pack
from drafter.packs.schema import Question
from drafter.readers import Report, read_pasted, read_report
from drafter.readers.model import Role

PACK_FOLDER = "pack"
FEW = 5
"""Lines left out that are shown on the screen."""
Choose = Callable[[Sequence[str]], int]
_LATE = 7
"""The first month in which a report on the same year may be signed."""
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年|法治)")


class Learned(Struct, frozen=True):
    """What was learned: where it lies, what was read and made of it, and what drawing it does not give back.

    ``lost``: the first place where the draft of the learned pack differs from the report; empty where none does.
    """

    answers: Path
    pack: Path
    report: Report
    made: Made
    lost: str = ""
    older: Path | None = None
    """The answers file of the earlier year, where two reports were read."""
    older_lost: str = ""
    left_out: Path | None = None
    """The file that lists what of the source was read as no part of the report, where that is much."""
    guessed: bool = False
    """The report does not say its year."""
    stated: int | None = None
    """The year that the report itself says, where another was given."""
    swapped: bool = False
    """The earlier report was given last; their years say so."""
    renamed: tuple[str, str] | None = None
    """The names of the bureau, where its two reports have two."""

    def trace(self) -> list[Entry]:
        """What was decided of each numeral of the source text."""
        return trace(self.report.source, self.report.pieces, self.made.reads, self.made.year)


def learn(
    source: Path | str,
    folder: Path | None,
    cache: Path | None,
    *,
    year: int | None = None,
    before: int | None = None,
    section: int | None = None,
    choose: Choose | None = None,
    earlier: Path | None = None,
    usual: int | None = None,
) -> Learned:
    """Read a report (a file, or pasted text) and write ``folder/pack`` and ``folder/<year>.yaml``.

    ``folder`` None: a new one named after the bureau.  ``year``: the report year, else what the report says, else
    ``usual``; ``before``: the year it must be earlier than.  ``earlier``: the report of the year before; the two are put
    in order by the years they say.  Raises DrafterError; nothing that exists is overwritten, and nothing is left half
    written.
    """
    given = _Given(source, _read(source, section, choose))
    then = _Given(earlier, read_report(earlier, None, choose)) if earlier is not None else None
    swapped = then is not None and bool(given.year and then.year and then.year > given.year)
    if then is not None and swapped:
        given, then = then, given
    of = _checked(year or given.year or usual, given.told, before)
    older = _older(then, of) if then is not None else None
    names = renamed(older.report.pieces, given.report.pieces) if older is not None else None
    made = build(given.report, of, catalogue(), older)
    place = folder or Path(file_name(made.organ) or "学来的报告")
    learned = _written(place, given.report, made, older, cache)
    return replace(
        learned,
        guessed=year is None and given.year is None,
        stated=given.year if given.year != of else None,
        swapped=swapped,
        renamed=names,
    )


def _written(place: Path, report: Report, made: Made, older: Older | None, cache: Path | None) -> Learned:
    """The pack and the answers in their folder, drawn again and compared with what was read."""
    path, pack = place / f"{made.year}.yaml", place / PACK_FOLDER
    files = {path: made.answers} | ({place / f"{older.year}.yaml": made.before} if older is not None else {})
    _refuse_existing(pack, *files)
    _write(pack, files, made)
    left_out = _list_left_out(place / f"{made.year}年没有读进来的文字.txt", report)
    learned = Learned(path, pack, report, made, _lost(report, path, cache), left_out=left_out)
    if older is None:
        return learned
    then = path.with_name(f"{older.year}.yaml")
    return replace(learned, older=then, older_lost=_lost(older.report, then, cache))


class _Given:
    """A report that was given: what it is called in a message, what was read, and the year it says."""

    def __init__(self, source: Path | str, report: Report) -> None:
        self.told = "粘贴的文字" if isinstance(source, str) else str(source)
        self.report, self.year = report, year_of(report)


def _read(source: Path | str, section: int | None, choose: Choose | None) -> Report:
    if isinstance(source, str):
        return read_pasted(source, section, choose)
    return read_report(source, section, choose)


def catalogue() -> tuple[Question, ...]:
    """The questions of the shipped pack: standard figures with their definitions; empty where it cannot be read."""
    from drafter.packs.load import load_pack

    try:
        return tuple(load_pack(find_pack(USUAL_PACK)).questions.values())
    except PackError:
        return ()


def _older(then: _Given, year: int) -> Older:
    """The report of the year before; UsageError where it is none."""
    advice = "两份报告要是前后两年的，请换一份"
    return Older(then.report, _checked(then.year or year - 1, then.told, year, advice))


def _checked(
    year: int | None, told: str, before: int | None, advice: str = "请用以前年度的报告，或核对年度"
) -> int:
    if year is None:
        raise UsageError(f"{told}里看不出是哪一年的报告", "请写明报告年度，例如 --year 2025")
    if before is not None and year >= before:
        raise UsageError(f"{told}是{year}年的报告，不早于{before}年", advice)
    return year


def year_of(report: Report) -> int | None:
    """The report year: of the title, else the commonest of the headings, that of the date, or of the text.

    A report that closes a year is signed in its last months or in the first ones of the next.
    """
    for role in (Role.TITLE, Role.HEADING):
        years = _years(report, role)
        if years:
            return min(year for year, count in years.items() if count == max(years.values()))
    signed = [day for piece in report.pieces if piece.role is Role.DATE if (day := _day(piece.text))]
    if signed:
        return max(signed).year - (max(signed).month < _LATE)
    years = _years(report, Role.PARAGRAPH)
    return years.most_common(1)[0][0] if years else None


def _day(written: str) -> Day | None:
    """The date of signing; None where its form is unusual."""
    try:
        return parse_date(re.sub("[○O]", "〇", written.strip("()（） \u3000")))
    except DateError:
        return None


def _years(report: Report, role: Role) -> Counter[int]:
    texts = ("".join(piece.text.split()) for piece in report.pieces if piece.role is role)
    return Counter(int(year) for text in texts for year in _YEAR.findall(text))


# -- writing


def _refuse_existing(pack: Path, *answers: Path) -> None:
    for path in (*answers, pack):
        if path.exists():
            raise AnswersError("已经有了，没有改动它", Place(path), _advice(pack.parent, answers[0]))


def _advice(folder: Path, answers: Path) -> str:
    """How to go on with what was learned already."""
    if not answers.exists():
        return "要重新学，请换一个文件夹"
    command = f"drafter new {typed(folder)} --year {int(answers.stem) + 1} --from {typed(answers)}"
    return f"要接着用，请从它新建：{command}；要重新学，请换一个文件夹"


def _write(pack: Path, files: Mapping[Path, Mapping[str, Answer]], made: Made) -> None:
    """The pack, then the answers; what was written is taken away again where the rest cannot be."""
    topics = tuple(topic.name for topic in made.topics)
    written: list[Path] = []
    try:
        _write_pack(pack, files_of(made))
        for path, entries in files.items():
            new_file(Answers(path, int(path.stem), PACK_FOLDER, OUTLINE, topics=topics, entries=entries))
            written.append(path)
    except BaseException:
        shutil.rmtree(pack, ignore_errors=True)
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _write_pack(folder: Path, files: Mapping[str, str]) -> None:
    try:
        for name, text in files.items():
            make_folder((folder / name).parent)
            create_file(folder / name, text.encode())
    except OSError as error:
        what, advice = reason(error)
        raise WriteError(what, Place(folder), advice) from error


def _list_left_out(path: Path, report: Report) -> Path | None:
    """A file with what was left out, for the clerk to look through; None where a few lines on the screen will do, or
    no file can be written.
    """
    if len(report.removed) <= FEW:
        return None
    with contextlib.suppress(OSError):
        create_file(path, "\n".join((*report.removed, "")).encode("utf-8-sig"))
        return path
    return None


def write_trace(learned: Learned, path: Path) -> None:
    """The trace as JSON.  Raises WriteError."""
    text = json.dumps(learned.trace(), ensure_ascii=False, indent=1)
    write_atomically(path, f"{text}\n".encode())


# -- looking whether nothing was lost


def _lost(report: Report, answers: Path, cache: Path | None) -> str:
    """Where the draft of what was learned differs from the report, apart from blanks; "" where it does not."""
    drawn = "".join(_texts(Job(answers, cache).document()))
    wanted = "".join(piece.text for piece in report.pieces)
    drawn, wanted = "".join(drawn.split()), "".join(wanted.split())
    if drawn == wanted:
        return ""
    place = next((at for at, pair in enumerate(zip(drawn, wanted, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(drawn), len(wanted)) if place is None else place
    return wanted[max(0, at - 10) : at + 10] or drawn[at : at + 20]


def _texts(document: Document) -> Iterator[str]:
    yield plain(document.title)
    yield plain(document.addressee)
    for block in document.blocks:
        yield from _block(block)
    if document.signature is not None:
        yield from map(plain, document.signature.lines)
    yield plain(document.note)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.number + plain(block.text)
    elif isinstance(block, Paragraph):
        if block.lead is not None:
            yield block.lead.number + plain(block.lead.text)
        yield plain(block.text)
    elif isinstance(block, Table):
        yield from (plain(cell) for row in block.rows for cell in row)
