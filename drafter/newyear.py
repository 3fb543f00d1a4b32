"""A new year's answers file: empty, or from last year's."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.carry import CarryNote, carry_forward
from drafter.answers.folder import new_file
from drafter.answers.load import load_answers
from drafter.answers.model import TOPICS, Answer, Answers
from drafter.app import find_outline, ready_pack
from drafter.asking import asked
from drafter.errors import UsageError
from drafter.files import is_file
from drafter.interview.setup import setup_value
from drafter.packs.find import USUAL_PACK, find_pack, shipped_packs
from drafter.packs.schema import Kind, Pack, Question

_YEAR_FILE = re.compile(r"(?:19|20)\d\d\.ya?ml", re.IGNORECASE)
_PASSAGES = (
    "段落印在模板里，请对着草稿核对：没有变的写 照旧，今年不写的写 不写入，要改的写今年的文字"
    "（文字里的 {键} 代入那一题的答案）；写着“状态: 未确认”的，核对后把它去掉"
)


class NewYear(Struct, frozen=True):
    """What ``new`` did: the file it made and what there is to say about what was carried over."""

    path: Path
    notes: tuple[CarryNote, ...] = ()
    apart: bool = False
    """Last year's file lies in another folder, where growth will not find it."""
    year: int = 0
    base: int = 0
    """The year of the answers that it started from; 0 for none."""

    @property
    def gap(self) -> tuple[int, ...]:
        """The years that lie between."""
        return tuple(range(self.base + 1, self.year)) if self.base else ()


def years_beside(folder: Path, before: int) -> list[tuple[int, Path]]:
    """The answers files in a folder of years before one, the latest first."""
    try:
        names = [path for path in folder.iterdir() if _YEAR_FILE.fullmatch(path.name)]
    except OSError:
        return []
    found = [(int(path.name[:4]), path) for path in names if is_file(path)]
    return sorted(((year, path) for year, path in found if year < before), reverse=True)


def new_year(
    folder: Path,
    year: int,
    cache: Path | None,
    *,
    pack: str = "",
    outline: str = "",
    last: Path | None = None,
    by_hand: bool = False,
) -> NewYear:
    """Makes ``folder/year.yaml``, empty or from last year's answers; an existing file is never touched.

    Without ``pack`` the one of last year is used, else the usual one.  ``by_hand``: the clerk will fill
    the file in an editor, so each question that waits for an answer stands in it with a word of explanation.
    """
    before = load_answers(last) if last is not None else None
    if before is not None and before.year >= year:
        raise UsageError(
            f"{last} 是 {before.year} 年的，不能用来新建 {year} 年", "--from 要用以前年度的答案文件"
        )
    place, name = _pack(pack, last, before, folder)
    ready = ready_pack(place, cache).pack
    path = folder / f"{year}.yaml"
    if outline:
        find_outline(outline, ready, folder, Path())
        outline = _seen_from(folder, outline)
    carried = carry_forward(before, ready, year) if before is not None else None
    if before is None or carried is None:
        made, remarks = Answers(path, year, name, outline or ready.default_outline), {}
        made = replace(made, topics=setup_value(ready, made, TOPICS)) if by_hand else made
    else:
        outline = outline or _own_outline(before, folder)
        made, remarks = replace(carried.answers, path=path, pack=name, outline=outline), carried.remarks()
    new_file(*(_to_fill_in(ready, made, before, remarks) if by_hand else (made, remarks)), ready.label)
    if before is None or carried is None:
        return NewYear(path)
    apart = not os.path.samefile(before.path.parent, folder)
    return NewYear(path, carried.notes, apart, year, before.year)


def _to_fill_in(
    pack: Pack, answers: Answers, last: Answers | None, remarks: Mapping[str, str]
) -> tuple[Answers, dict[str, str]]:
    """The answers with an empty entry for each question that waits, and what stands above the entries."""
    told = dict(remarks)
    entries: dict[str, Answer] = {}
    how = f"。{_PASSAGES}"
    for question in asked(pack, answers):
        waits = question.kind is Kind.PASSAGE or (question.formula is None and not question.optional)
        if question.key in answers.entries:
            entries[question.key] = answers.entries[question.key]
        elif waits:
            entries[question.key] = Answer(None)
            told[question.key] = _explained(question, last, answers.year)
        if question.kind is Kind.PASSAGE:  # said in full once, not eighty times
            remark = told.get(question.key, "") if question.key in answers.entries else ""
            told[question.key] = "\n".join(
                filter(None, [remark, f"段落：{question.label.rstrip('。')}{how}"])
            )
            how = ""
    return replace(answers, entries={**entries, **answers.entries}), told


def _explained(question: Question, last: Answers | None, year: int) -> str:
    """What to write behind a key: name, unit, choices, definition, last year's value."""
    units = [unit for unit in question.units if not unit.startswith("=")]
    parts = [question.label + (f"（{units[0]}）" if units else "")]
    if question.options:
        parts.append("可填：" + "、".join(question.options))
    if question.columns:
        parts.append("每条写：" + "、".join(column.key for column in question.columns))
    elif question.kind is Kind.LIST:
        parts.append("写成列表，每条前面加“- ”")
    if question.definition:
        parts.append(f"口径：{question.definition}")
    answer = last.get(question.key) if last is not None else None
    if last and answer is not None and isinstance(answer.value, str) and "\n" not in answer.value:
        when = "去年" if last.year == year - 1 else f"{last.year}年"
        parts.append(f"{when}：{answer.value}")
    return "。".join(part.rstrip("。") for part in parts)


def _pack(wanted: str, last: Path | None, before: Answers | None, folder: Path) -> tuple[Path, str]:
    """Where the pack lies, and how the new file names it: shipped ones by name, others from the file's folder."""
    if wanted:
        name, place = wanted, find_pack(wanted, folder, Path())
    elif last is not None and before is not None:
        name, place = before.pack, find_pack(before.pack, last.parent, named_in=last)
    else:
        name, place = USUAL_PACK, find_pack(USUAL_PACK, folder)
    return place, name if name in shipped_packs() else _relative(place, folder)


def _own_outline(before: Answers, folder: Path) -> str:
    """The outline of last year; a file of the bureau's own is named from the new file's folder."""
    path = before.path.parent / before.outline
    return _relative(path, folder) if before.outline and is_file(path) else before.outline


def _seen_from(folder: Path, name: str) -> str:
    """A file named on the command line, from where the command was given, as the file in ``folder`` names it."""
    return name if is_file(folder / name) or not is_file(Path(name)) else _relative(Path(name), folder)


def _relative(place: Path, folder: Path) -> str:
    try:
        return os.path.relpath(place, folder).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return str(place)
