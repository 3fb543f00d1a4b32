"""The measures of benchmarks/learn.py: on a report with every kind of disagreement, and on the real ones."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from drafter.learn.trace import Entry
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    place = REPOSITORY / "benchmarks" / "learn.py"
    if not place.is_file():
        pytest.skip("没有 benchmarks")
    spec = importlib.util.spec_from_file_location("benchmarks_learn", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TEXT = "2025年收件20件，办结19件，办结率95%，同比增长3%，另有7件，热线12345。"
LABELS = [
    (0, "2025", "year0"),
    (7, "20", "figure"),
    (13, "19", "figure"),
    (20, "95", "derived:19/20*100"),
    (28, "3", "figure"),
    (33, "7", "figure"),
    (38, "12345", "fixed"),
]


def _seen(**labels: str) -> list[Entry]:
    """The trace that is right but for some places (a50: offset 50)."""
    made: list[Entry] = []
    for at, value, label in LABELS:
        got = labels.get(f"a{at}", label.partition(":")[0])
        made.append({"offset": at, "value": value, "label": got, "formula": "甲" if got == "derived" else ""})
    return made


@pytest.mark.parametrize(
    ("seen", "counted"),
    [
        (_seen(), (4, 0, 1, 0, 1)),
        (_seen(a13="fixed"), (3, 0, 1, 0, 1)),
        (_seen(a38="figure"), (4, 1, 1, 0, 1)),
        (_seen(a33="derived"), (3, 0, 1, 1, 1)),
        (_seen(a28="derived"), (4, 0, 1, 0, 1)),
        (_seen(a20="figure"), (4, 1, 0, 0, 1)),
        (_seen(a0="yearx"), (4, 0, 1, 0, 0)),
    ],
    ids=["all", "missed", "no figure", "false formula", "growth", "formula missed", "year"],
)
def test_it_counts(bench: ModuleType, tmp_path: Path, seen: list[Entry], counted: tuple[int, ...]) -> None:
    for at, value, _ in LABELS:
        assert TEXT.startswith(value, at)
    labels = {at: (value, label) for at, value, label in LABELS}
    score = bench.scored(bench.Case("1", None, 2025, tmp_path, TEXT, (), labels, {}), seen)
    found = (
        score.figures_found,
        score.asked_wrong,
        score.derived_found,
        score.derived_false,
        score.years_right,
    )
    assert found == counted


def test_the_labels_of_the_real_reports_are_found_again(
    bench: ModuleType, shared_dir: Path, tmp_path: Path
) -> None:
    found = [
        bench.measured(case, case.path, tmp_path, 0)
        for case in bench.cases(shared_dir / "seeds", shared_dir / "gold", ())
    ]
    assert len(found) == 7
    score = bench.total(found).score
    assert score.figures_found >= 0.99 * score.figures, score.wrong
    assert score.asked_wrong <= 0.01 * score.asked, score.wrong
    assert (score.derived_found, score.derived_false) == (score.derived, 0), score.wrong
    assert score.years_right == score.years, score.wrong
    assert [(one.year, one.back, one.read, one.faults) for one in found] == [("yes", "yes", "yes", 0)] * 7
