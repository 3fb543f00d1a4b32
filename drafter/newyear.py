"""A new year's answers file: empty, or from last year's."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.carry import CarryNote, carry_forward
from drafter.answers.folder import new_file
from drafter.answers.load import load_answers
from drafter.answers.model import Answers
from drafter.app import find_outline, ready_pack
from drafter.errors import UsageError
from drafter.packs.find import find_pack, shipped_packs


class NewYear(Struct, frozen=True):
    """What ``new`` did: the file it made and what there is to say about what was carried over."""

    path: Path
    notes: tuple[CarryNote, ...] = ()


def new_year(
    folder: Path,
    year: int,
    cache: Path | None,
    *,
    pack: str = "",
    outline: str = "",
    last: Path | None = None,
) -> NewYear:
    """Makes ``folder/year.yaml``, empty or from last year's answers; an existing file is never touched.

    Without ``pack`` the one of last year is used, else the only shipped one.
    """
    before = load_answers(last) if last is not None else None
    if before is not None and before.year >= year:
        raise UsageError(
            f"{last} 是 {before.year} 年的，不能用来新建 {year} 年", "--from 要用以前年度的答案文件"
        )
    name = pack or (before.pack if before is not None else default_pack())
    place = find_pack(name, last.parent if last is not None and not pack else folder)
    ready = ready_pack(place, cache).pack
    path = folder / f"{year}.yaml"
    if outline:
        find_outline(outline, ready, folder)
    if before is None:
        blank = Answers(path, year, name, outline or ready.default_outline)
        new_file(blank)
        return NewYear(path)
    carried = carry_forward(before, ready, year)
    made = replace(carried.answers, path=path, pack=_relative_pack(name, place, folder))
    new_file(replace(made, outline=outline) if outline else made, carried.remarks())
    return NewYear(path, carried.notes)


def default_pack() -> str:
    """The shipped pack that a new report is made with when none is named."""
    return "rule-of-law"


def _relative_pack(name: str, place: Path, folder: Path) -> str:
    """A pack's name as the new file must write it: shipped ones by name, a bureau's own by path from its folder."""
    if name in shipped_packs():
        return name
    try:
        return os.path.relpath(place, folder).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return str(place)
