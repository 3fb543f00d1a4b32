"""Joins the stages: the only module that knows them all.  It prints nothing and asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import CodeType

from msgspec import Struct

from drafter.answers.load import AnswersFaults, earlier, load_answers
from drafter.answers.model import Answers
from drafter.asking import OpenPoint, open_points
from drafter.compose.compose import compile_pack, compose, texts_of
from drafter.compose.environment import Environment
from drafter.document.model import Document, State
from drafter.drafts import Drafts, Left
from drafter.errors import AnswersError, PackError, Place
from drafter.files import YAML_ENDINGS, is_file, typed
from drafter.fitting import Slip, misread, misshapen, slips
from drafter.nearest import nearest
from drafter.packs.cache import remembered
from drafter.packs.find import find_pack
from drafter.packs.schema import Outline, Pack
from drafter.reckoning import Reckoning, Violation
from drafter.writers import Settings, format_of, write


class Ready(Struct, frozen=True):
    """A pack with its compiled templates and the environment they run in."""

    pack: Pack
    codes: dict[str, CodeType]
    environment: Environment


def ready_pack(folder: Path, cache: Path | None) -> Ready:
    """The pack in ``folder``, from the cache where it is there."""
    environment = Environment()

    def make() -> tuple[Pack, dict[str, CodeType]]:
        from drafter.packs.load import load_pack

        pack = load_pack(folder)
        return pack, compile_pack(pack, environment)

    pack, codes = remembered(folder, cache, make)
    return Ready(pack, codes, environment)


class EarlierYears(Sequence[Answers | None]):
    """The answers of the years before, read only when a growth or a comment asks for them."""

    def __init__(self, answers: Answers, deepest: int = 2) -> None:
        self._answers, self._deepest = answers, deepest
        self._read: dict[int, Answers | None] = {}

    def __len__(self) -> int:
        return self._deepest

    def __getitem__(self, index: int) -> Answers | None:  # type: ignore[override]
        if not 0 <= index < self._deepest:
            raise IndexError(index)
        if index not in self._read:
            path = earlier(self._answers.path, self._answers.year, index + 1)
            self._read[index] = self._of_year(path, index + 1) if path is not None else None
        return self._read[index]

    def _of_year(self, path: Path, back: int) -> Answers:
        """Another year's figures under the name of this one would give a wrong growth."""
        found, year = load_answers(path), self._answers.year - back
        if found.year != year:
            what = (
                f"文件名是{path.stem}年，里面写的年度却是{found.year}，不能拿来与{self._answers.year}年比较"
            )
            raise AnswersError(what, Place(path), f"请把里面的年度改为{year}，或把文件改名")
        return found


class Job:
    """One year's answers with their pack and outline; what each command starts from."""

    def __init__(self, path: Path, cache: Path | None, outline: str = "") -> None:
        self.answers = load_answers(path)
        self.ready = ready_pack(find_pack(self.answers.pack, path.parent, named_in=path), cache)
        self._outline = outline

    @property
    def pack(self) -> Pack:
        return self.ready.pack

    @cached_property
    def outline(self) -> Outline:
        """The outline asked for, the answers' own, or the pack's default."""
        path = self.answers.path
        if self._outline:
            return find_outline(self._outline, self.pack, path.parent, Path())
        name = self.answers.outline or self.pack.default_outline
        return find_outline(name, self.pack, path.parent, named_in=path)

    @cached_property
    def earlier(self) -> EarlierYears:
        return EarlierYears(self.answers)

    def slips(self) -> list[Slip]:
        """What in the file finds no use, with the near miss."""
        return slips(self.pack, self.answers, self.outline)

    def open_points(self) -> list[OpenPoint]:
        """What keeps the draft from being final, as the answers have it."""
        return open_points(self.pack, self.answers)

    def violations(self) -> list[Violation]:
        """Relations between answers that should hold and do not (办结 more than 收到, parts not the total)."""
        return list(Reckoning(self.pack, self.earlier).violations(self.answers))

    def document(self) -> Document:
        """The draft as a document; AnswersFaults when answers cannot be what their questions ask for."""
        self._refuse(misshapen(self.pack, self.answers))
        try:
            return self.document_of(self.answers)
        except AnswersError:
            self._refuse(misread(self.pack, self.answers))  # all of them, not only the first
            raise

    def document_of(self, answers: Answers) -> Document:
        """The draft of other answers of this year."""
        ready = self.ready
        return compose(ready.pack, ready.codes, ready.environment, answers, self.outline, self.earlier)

    def _refuse(self, faults: Sequence[AnswersError]) -> None:
        if faults:
            first = faults[0]
            raise AnswersFaults(first.what, first.place, first.advice, faults=tuple(faults))


def find_outline(name: str, pack: Pack, *beside: Path, named_in: Path | str = "") -> Outline:
    """An outline of the pack, or a bureau's own from a YAML file in one of the folders ``beside``.

    Raises PackError: none such, with the near miss (``named_in``: the file that names it), or every fault of the
    file with its line.
    """
    if name in pack.outlines:
        return pack.outlines[name]
    path = find_outline_file(name, *beside)
    if path is not None:
        return read_outline_file(path, pack)
    near = nearest(name, pack.outlines)
    advice = f"是不是“{near}”？" if near else "可用的提纲：" + "、".join(pack.outlines)
    raise PackError(f"找不到提纲“{name[:100]}”", Place(named_in), advice)


def find_outline_file(name: str, *folders: Path) -> Path | None:
    """The file of a bureau's own outline, in the first of the folders that has it."""
    if not name.lower().endswith(YAML_ENDINGS):
        return None
    return next((folder / name for folder in folders if is_file(folder / name)), None)


def read_outline_file(path: Path, pack: Pack) -> Outline:
    """A bureau's own outline.  Raises PackError with every fault and its line."""
    from drafter.packs.faults import Faults
    from drafter.packs.outlines import check_structure, read_outline
    from drafter.packs.source import read_section

    faults = Faults()
    section = read_section(path, faults)
    outline = read_outline(path.name, section, faults, pack.placeable) if section else None
    if outline is not None:
        check_structure(outline, faults)
    if outline is None or faults.found:
        advice = f"改正后用 drafter packs lint {typed(path)} 检查"
        raise PackError("提纲文件有误：\n  " + "\n  ".join(map(str, faults.found)), Place(path), advice)
    return outline


class Drafted(Struct, frozen=True):
    """What ``draft`` did."""

    path: Path | None
    """The file written; None when a final copy was refused."""
    left: Left | None
    """Why it is not the file that was wanted, which was left alone."""
    open_points: tuple[OpenPoint, ...]
    doubts: tuple[str, ...] = ()
    """Notes on values that their own counts contradict."""


def draft(job: Job, output: Path, drafts: Drafts, settings: Settings) -> Drafted:
    """Writes the draft to ``output`` (its ending names the format).

    A final copy is refused while anything is open.  A file that was changed since the program wrote it is
    never overwritten: the new draft goes beside it.
    """
    format_of(output)
    document = job.document()
    points = tuple(job.open_points())
    doubts = tuple(dict.fromkeys(_doubts(document, {point.key for point in points})))
    if settings.final and (points or doubts):
        return Drafted(None, None, points, doubts)
    data = write(document, output, settings)
    written = drafts.put(output, data)
    drafts.keep_base(job.answers.path, _stamp_of(document, written.path, data))
    return Drafted(written.path, written.left, points, doubts)


def _stamp_of(document: Document, path: Path, data: bytes) -> str:
    """What a Word file remembers of a draft, whatever the format it was written in."""
    from drafter.writers.docx import write_docx
    from drafter.writers.docx.stamp import stamp_text

    return stamp_text(data if path.suffix.lower() == ".docx" else write_docx(document))


def _doubts(document: Document, known: set[str]) -> list[str]:
    """Notes of open spans and remarks that are not open answers: rates that disagree with their counts, 改稿."""
    origins = [span.origin for text in texts_of(document) for span in text if span.origin]
    return [
        origin.note
        for origin in (*origins, *document.remarks)
        if origin.note and origin.state is State.UNCONFIRMED and known.isdisjoint(origin.keys)
    ]
