"""Real reports: titles and bodies are found where people have marked them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from drafter.readers import Role, read_report

RANGES = [("000", 1), ("001", 1), ("002", 1), ("003", 1), ("003", 2), ("003", 3), ("004", 1)]


@pytest.mark.parametrize(("key", "section"), RANGES)
def test_title_and_body_are_where_they_are_marked(shared_dir: Path, key: str, section: int) -> None:
    path = next((shared_dir / "seeds").glob(f"{key}_*.txt"))
    with (shared_dir / "gold" / "ranges.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        row = next(one for one in rows if (one["key"], one["section"]) == (key, str(section)))
    report = read_report(path, section)
    places = [at for piece in report.pieces if piece.role is Role.TITLE for at in piece.offsets]
    assert (f"{places[0]}-{places[-1] + 1}" if places else "") == (row["title"] or "")
    body = [at for piece in report.pieces if piece.role is not Role.TITLE for at in piece.offsets]
    start, end = map(int, row["body"].split("-"))
    assert body[0] == start
    assert body[-1] + 1 == start + len(report.source[start:end].rstrip())


@pytest.mark.parametrize(
    ("key", "sections", "said"),
    [("000", 1, "繁体已转为简体"), ("001", 1, ""), ("003", 3, "里面有3份报告")],
)
def test_what_is_said_of_a_report(shared_dir: Path, key: str, sections: int, said: str) -> None:
    report = read_report(next((shared_dir / "seeds").glob(f"{key}_*.txt")))
    assert len(report.sections) == sections
    assert said in "".join(report.notes)
    assert bool(report.notes) == bool(said)


def test_a_report_in_traditional_script_is_simplified_throughout(shared_dir: Path) -> None:
    report = read_report(next((shared_dir / "seeds").glob("000_*.txt")))
    text = "".join(piece.text for piece in report.pieces)
    assert not set(text) & set("執規範導習貫徹實處積極責為於後與關設黨爲")
    assert "（" not in text or "zhí" not in text
