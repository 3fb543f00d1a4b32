"""Reports in all the states they are met in: each file of ``cases`` has a text and what it is read as.

``UPDATE_CASES=1 pytest tests/readers`` writes what is read anew; the diff is the review.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from drafter.readers import Report, Role, read_pasted

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
RULE = "=" * 20


def told(report: Report) -> str:
    """A report as lines: the role of each piece and its text, what was left out, what is said."""
    lines = [f"第{n}份 {name}" for n, name in enumerate(report.sections, 1) if len(report.sections) > 1]
    for piece in report.pieces:
        place = f"{piece.table}.{piece.row}.{piece.column}" if piece.role is Role.CELL else ""
        lines.append(f"{piece.role.value}{piece.level or ''}{place} {piece.text}".rstrip())
    lines += [f"删去 {text}" for text in report.removed]
    lines += [f"说明 {text}" for text in report.notes]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_text_is_read_as_it_says(path: Path) -> None:
    source, _, expected = path.read_text("utf-8").partition(RULE + "\n")
    read = told(read_pasted(source))
    if os.environ.get("UPDATE_CASES"):
        path.write_text(f"{source}{RULE}\n{read}", encoding="utf-8")
    else:
        assert read == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nothing_is_lost_and_every_character_knows_its_place(path: Path) -> None:
    source = path.read_text("utf-8").partition(RULE + "\n")[0]
    report = read_pasted(source)
    assert report.source == source
    pieces = [
        piece for number in range(1, len(report.sections) + 1) for piece in read_pasted(source, number).pieces
    ]
    for piece in pieces:
        assert len(piece.offsets) == len(piece.text)
        assert list(piece.offsets) == sorted(set(piece.offsets))
        if "转为" not in "".join(report.notes):
            assert "".join(source[at] for at in piece.offsets) == piece.text
    read = {at for piece in pieces for at in piece.offsets}
    rest = "".join(char for at, char in enumerate(source) if at not in read and not char.isspace())
    lost = Counter(rest) - Counter("".join(report.removed))
    allowed = "|-#*" if "|" in source or "#" in source else "()（）&;" if report.notes else ""
    assert {char for char in lost if not (char.isalpha() and report.notes)} <= set(allowed)
