"""The examples give what they are kept for.

``UPDATE_EXAMPLES=1 pytest tests/examples`` writes the drafts anew; review the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.app import Job
from drafter.writers.text import write_text
from tests.examples.checks import (
    EXAMPLES,
    Seed,
    by_key,
    changed,
    copied,
    drafted_figures,
    drafted_with,
    example_files,
    gold_figures,
    golden,
    han_count,
    same_openings,
    seed_text,
    typed_figures,
    wrong_places,
)

SEEDS = {
    "qingyuan-2024": Seed("000", 3000, 6000),
    "xinchang-2020": Seed("001", 3000, 6000),
    "zhanghe-2019": Seed("002", 2000, 6000),
    "hangzhou-2023": Seed("004", 3000, 6000),
    "campaign-2023": Seed("003", 2000, 4000),
}
"""Real reports behind the examples; others are invented."""

FILES = example_files()
every_example = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
every_seed = pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.parent.name in SEEDS],
    ids=lambda path: path.parent.name,
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_there_are_examples() -> None:
    assert FILES, EXAMPLES


@every_example
def test_draft_is_the_one_that_was_read_and_kept(path: Path, cache: Path) -> None:
    text = write_text(Job(path, cache).document())
    if os.environ.get("UPDATE_EXAMPLES"):
        golden(path).write_text(text, encoding="utf-8")
    assert text == golden(path).read_text(encoding="utf-8")


@every_example
def test_nothing_is_open_unknown_or_contradictory(path: Path, cache: Path) -> None:
    job = Job(path, cache)
    assert [(point.key, point.reason) for point in job.open_points()] == []
    assert job.slips() == []
    assert [str(violation) for violation in job.violations()] == []


@every_example
def test_draft_shows_no_trace_of_the_program(path: Path, cache: Path) -> None:
    document = Job(path, cache).document()
    assert wrong_places(write_text(document)) == []
    assert same_openings(document) == []


@every_example
def test_every_figure_is_an_answer(path: Path, cache: Path) -> None:
    job = Job(path, cache)
    assert typed_figures(job.document(), job.pack) == []


@every_example
def test_no_old_figure_is_left_when_every_number_is_changed(path: Path, cache: Path) -> None:
    job = Job(path, cache)
    before = by_key(job.document(), job.pack)
    after_document = drafted_with(job, changed(job.answers, job.pack))
    after = by_key(after_document, job.pack)
    left = {keys: texts & after.get(keys, set()) for keys, texts in before.items()}
    assert {keys: texts for keys, texts in left.items() if texts} == {}
    assert typed_figures(after_document, job.pack) == []


@every_seed
def test_every_figure_of_the_seed_stands_in_the_draft(path: Path, cache: Path, shared_dir: Path) -> None:
    job = Job(path, cache)
    wanted = gold_figures(shared_dir, SEEDS[path.parent.name])
    assert wanted - drafted_figures(job.document(), job.pack) == {}


@every_seed
def test_no_sentence_is_the_seeds(path: Path, cache: Path, shared_dir: Path) -> None:
    seed = seed_text(shared_dir, SEEDS[path.parent.name].number)
    assert copied(Job(path, cache).document(), seed) == []


@every_seed
def test_draft_is_as_long_as_such_reports_are(path: Path, cache: Path) -> None:
    seed = SEEDS[path.parent.name]
    assert seed.least <= han_count(write_text(Job(path, cache).document())) <= seed.most
