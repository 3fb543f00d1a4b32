"""Drafts of the examples, edited as the benchmark edits them: every edit is recognised as what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.edits import Kind
from benchmarks.take import EXAMPLES, OFFICE, TYPED, WORD, Case, cases, edited, measured

_SOME = [path for path in EXAMPLES if path.parent.name in ("sample-bureau", "xinchang-2020")]


@pytest.fixture(scope="module")
def made() -> list[tuple[Case, bytes]]:
    return list(cases(_SOME, (5, 20), seeds=1))


def test_edits_in_word_and_text_typed_anew(made: list[tuple[Case, bytes]], tmp_path: Path) -> None:
    score = measured(edited(made, tmp_path, None))
    assert score.missed == []
    assert {kind for _, kind in score.edits} == set(Kind)
    assert score.files[WORD] == score.files[TYPED] == len(made)
    assert score.seconds / (2 * len(made)) < 0.1, "a report is compared at once"


def test_edits_in_libreoffice(made: list[tuple[Case, bytes]], tmp_path: Path, soffice: str) -> None:
    score = measured(edited(made, tmp_path, soffice))
    assert score.missed == []
    assert score.exact[OFFICE] == len(made)
