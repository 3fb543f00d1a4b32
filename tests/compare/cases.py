"""Cases of comparing in plain text, read into what the tests need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from drafter.compare import Fate, Kind, Line, Step, pieces
from drafter.genre.headings import is_heading, sign_of
from drafter.readers.model import Role

HERE = Path(__file__).parent


def blocks(name: str) -> Iterator[tuple[str, list[str]]]:
    """The cases of a file: their names and their lines."""
    for block in (HERE / name).read_text("utf-8").split("# ")[1:]:
        name, *rest = block.split("\n")
        yield name, rest


def lines_of(texts: Sequence[str]) -> list[Line]:
    """Lines of a document from plain text; ``标题：`` begins a title, ``|`` a row of a table."""
    made: list[Line] = []
    table, row = -1, 0
    for before, text in pairwise(["", *texts]):
        if text.startswith("|"):
            table, row = (table, row + 1) if before.startswith("|") else (table + 1, 0)
            cells = [cell.strip() for cell in text.strip("|").split("|")]
            made += [Line(Role.CELL, cell, table=table, row=row, column=n) for n, cell in enumerate(cells)]
        elif text.startswith("标题："):
            made.append(Line(Role.TITLE, text[3:]))
        else:
            sign = sign_of(text)
            role = Role.HEADING if is_heading(text) else Role.PARAGRAPH
            made.append(Line(role, text, level=sign.level if sign else 0))
    return made


def marked(old: str, new: str) -> str:
    """A text with its changes: 〔79→80〕, 〔+put in〕, 〔-taken out〕."""
    made = ""
    for piece in pieces(old, new):
        before, after = old[piece.old_start : piece.old_end], new[piece.new_start : piece.new_end]
        made += {
            Kind.EQUAL: before,
            Kind.INSERT: f"〔+{after}〕",
            Kind.DELETE: f"〔-{before}〕",
            Kind.REPLACE: f"〔{before}→{after}〕",
        }[piece.kind]
    return made


def written(steps: Sequence[Step]) -> list[str]:
    """Steps as the cases write them, numbered from 1."""
    return [f"{step.fate.value} {_numbers(step.old)} {_numbers(step.new)}" for step in steps]


def _numbers(numbers: Sequence[int]) -> str:
    return ",".join(str(number + 1) for number in numbers) or "-"


FATES = {fate.value for fate in Fate}
