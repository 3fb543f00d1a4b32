"""Joins the stages: the only module that knows them all.  It prints nothing and asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.answers.load import earlier, load_answers
from drafter.answers.model import Answers
from drafter.asking import OpenPoint, open_points
from drafter.compose.compose import compile_pack, compose, texts_of
from drafter.compose.environment import Environment
from drafter.document.model import Document, State
from drafter.drafts import Drafts
from drafter.errors import PackError, Place
from drafter.files import write_atomically
from drafter.packs.cache import remembered
from drafter.packs.find import find_pack
from drafter.packs.schema import Outline, Pack
from drafter.reckoning import Reckoning, Violation
from drafter.writers import Settings, format_of, write

if TYPE_CHECKING:
    from drafter.answers.folder import UnknownKey


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
            self._read[index] = load_answers(path) if path is not None else None
        return self._read[index]


class Job:
    """One year's answers with their pack and outline; what each command starts from."""

    def __init__(self, path: Path, cache: Path | None, outline: str = "") -> None:
        self.answers = load_answers(path)
        self.ready = ready_pack(find_pack(self.answers.pack, path.parent), cache)
        self._outline = outline

    @property
    def pack(self) -> Pack:
        return self.ready.pack

    @cached_property
    def outline(self) -> Outline:
        """The outline asked for, the answers' own, or the pack's default."""
        name = self._outline or self.answers.outline or self.pack.default_outline
        return find_outline(name, self.pack, self.answers.path.parent)

    @cached_property
    def earlier(self) -> EarlierYears:
        return EarlierYears(self.answers)

    def unknown_keys(self) -> list[UnknownKey]:
        """Entries that no question of the pack asks for, with the near miss."""
        if self.answers.entries.keys() <= self.pack.questions.keys():
            return []
        from drafter.answers.folder import report_unknown

        return report_unknown(self.answers, self.pack.questions)

    def open_points(self) -> list[OpenPoint]:
        """What keeps the draft from being final, as the answers have it."""
        return open_points(self.pack, self.answers)

    def violations(self) -> list[Violation]:
        """Relations between answers that should hold and do not (办结 more than 收到, parts not the total)."""
        return list(Reckoning(self.pack, self.earlier).violations(self.answers))

    def document(self) -> Document:
        """The draft as a document."""
        ready = self.ready
        return compose(ready.pack, ready.codes, ready.environment, self.answers, self.outline, self.earlier)


def find_outline(name: str, pack: Pack, beside: Path) -> Outline:
    """An outline of the pack, or a bureau's own from a YAML file beside its answers."""
    if name in pack.outlines:
        return pack.outlines[name]
    from drafter.packs.faults import Faults, near_miss
    from drafter.packs.outlines import read_outline
    from drafter.packs.source import read_section

    path = beside / name
    if name.endswith((".yaml", ".yml")) and path.is_file():
        faults = Faults()
        section = read_section(path, faults)
        outline = read_outline(name, section, faults, frozenset(pack.topics)) if section else None
        if outline is None or faults.found:
            raise PackError("提纲文件有误：\n  " + "\n  ".join(map(str, faults.found)), Place(path))
        return outline
    advice = near_miss(name, set(pack.outlines)) or "可用的提纲：" + "、".join(pack.outlines)
    raise PackError(f"找不到提纲“{name}”", Place(), advice)


class Drafted(Struct, frozen=True):
    """What ``draft`` did."""

    path: Path | None
    """The file written; None when a final copy was refused."""
    beside: Path | None
    """The file that was left alone because it had been changed since it was written."""
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
    path = drafts.free_path(output)
    data = write(document, path, settings)
    write_atomically(path, data)
    if path.suffix.lower() != ".docx":
        drafts.remember(path, data)
    return Drafted(path, output if path != output else None, points, doubts)


def _doubts(document: Document, known: set[str]) -> list[str]:
    """Notes of open spans that are not open answers: stated rates that disagree with their counts."""
    return [
        span.origin.note
        for text in texts_of(document)
        for span in text
        if span.origin and span.origin.state is State.UNCONFIRMED and known.isdisjoint(span.origin.keys)
    ]
