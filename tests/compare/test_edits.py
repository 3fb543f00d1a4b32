"""A draft, edited as the benchmark edits drafts: every edit is recognised as what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.edits import Kind
from benchmarks.take import EXAMPLES, OFFICE, TYPED, WORD, Case, cases, edited, measured

_SOME = [path for path in EXAMPLES if path.parent.name == "campaign-2023"]


@pytest.fixture(scope="module")
def made() -> list[tuple[Case, bytes]]:
    return list(cases(_SOME, (12,), seeds=1))


def test_edits_in_word_and_text_typed_anew(made: list[tuple[Case, bytes]], tmp_path: Path) -> None:
    score = measured(edited(made, tmp_path, None))
    assert score.missed == []
    assert {kind for _, kind in score.edits} == set(Kind) - {Kind.COPIED}
    assert score.files[WORD] == score.files[TYPED] == len(made)


def test_edits_in_libreoffice(made: list[tuple[Case, bytes]], tmp_path: Path, soffice: str) -> None:
    mixed = made[-1:]
    score = measured(edited(mixed, tmp_path, soffice))
    assert score.missed == []
    assert score.exact[OFFICE] == len(mixed)
