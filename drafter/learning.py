"""Learning joined to the files: a report in, a pack of the bureau's own and the answers of its year out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from drafter.answers.folder import new_file
from drafter.answers.model import Answers
from drafter.errors import AnswersError, DrafterError, Place, UsageError
from drafter.files import create_file, make_folder, reason
from drafter.learn.build import Made, build
from drafter.learn.manifest import OUTLINE, files_of
from drafter.learn.trace import Entry, trace
from drafter.readers import Report, read_report
from drafter.readers.model import Role

PACK_FOLDER = "pack"
_YEAR = re.compile("(?<![0-9])(20[0-9]{2})(?=年|法治)")


class Learned(Struct, frozen=True):
    """What was learned: where it lies, and what there is to say of it."""

    folder: Path
    answers: Path
    report: Report
    made: Made
    entries: tuple[Entry, ...]


def learn(
    path: Path,
    folder: Path | None,
    *,
    year: int | None = None,
    section: int | None = None,
    choose: Callable[[Sequence[str]], int] | None = None,
) -> Learned:
    """Read a report and write ``folder/pack`` and ``folder/<year>.yaml``; nothing that exists is overwritten.

    ``folder`` None: named after the bureau, beside where the command was given.  Raises DrafterError.
    """
    report = read_report(path, section, choose)
    of = year or year_of(report)
    if of is None:
        raise UsageError(f"{path} 里看不出是哪一年的报告", "请写明报告年度，例如 --year 2025")
    made = build(report, of)
    folder = folder or Path(made.organ or path.stem)
    answers = folder / f"{of}.yaml"
    _refuse_existing(answers, folder / PACK_FOLDER)
    _write_pack(folder / PACK_FOLDER, files_of(made))
    topics = tuple(topic.name for topic in made.topics)
    new_file(Answers(answers, of, PACK_FOLDER, OUTLINE, topics=topics, entries=made.answers), label="报告")
    return Learned(folder, answers, report, made, tuple(trace(report.source, made.reads, of)))


def year_of(report: Report) -> int | None:
    """The report year: of the title, else the commonest in headings and text, else the one before the date."""
    for roles in ((Role.TITLE,), (Role.HEADING,)):
        years = Counter(
            int(year) for piece in report.pieces if piece.role in roles for year in _YEAR.findall(piece.text)
        )
        if years:
            return min(year for year, count in years.items() if count == max(years.values()))
    dated = [piece.text for piece in report.pieces if piece.role is Role.DATE]
    signed = _YEAR.search("".join("".join(dated).split()))
    if signed:
        return int(signed[1]) - 1
    years = Counter(int(year) for piece in report.pieces for year in _YEAR.findall(piece.text))
    return years.most_common(1)[0][0] if years else None


def _refuse_existing(answers: Path, pack: Path) -> None:
    for path in (answers, pack):
        if path.exists():
            advice = "请换一个文件夹（-o），或先把它改名"
            raise AnswersError("已经有了，没有改动它", Place(path), advice)


def _write_pack(folder: Path, files: Mapping[str, str]) -> None:
    try:
        for name, text in files.items():
            make_folder((folder / name).parent)
            create_file(folder / name, text.encode())
    except OSError as error:
        what, advice = reason(error)
        raise DrafterError(what, Place(folder), advice) from error
