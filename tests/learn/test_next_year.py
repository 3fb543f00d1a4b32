"""What a learned pack prints of other figures: differences in their own unit, words that go the right way."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.answers.model import Answer
from drafter.app import Job
from drafter.newyear import new_year
from drafter.packs.schema import Kind
from drafter.writers.text import write_text
from tests.learn.learned import bare, learned_from

HERE = Path(__file__).parent
REPORT = "某县水务局2024年度法治政府建设年度报告\n\n一、主要工作\n\n{}\n\n某县水务局\n2025年1月10日\n"


def cases() -> list[list[str]]:
    """The lines of the case file, their parts taken apart at the bars."""
    lines = (HERE / "next_year.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "figures", "expected"), cases())
def test_other_figures_are_printed(text: str, figures: str, expected: str, tmp_path: Path) -> None:
    made = learned_from(REPORT.format(text.replace("⏎", "\n")), tmp_path / "made")
    job = Job(new_year(made.answers.parent, 2025, None, last=made.answers).path, None)
    asked = [q.key for q in job.pack.questions.values() if q.kind is Kind.FIGURE and q.formula is None]
    given = dict(zip(asked, map(Answer, figures.split()), strict=True))
    job.answers = replace(job.answers, entries={**job.answers.entries, **given})
    assert expected in bare(write_text(job.document())).replace("|", "")
