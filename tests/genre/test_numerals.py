"""Which numerals are figures, what they are called, and what a carried text must have confirmed."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.genre.claims import claims
from drafter.genre.numerals import RULES, Kind, find_figures, numerals

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, str]]:
    """The ``text | expected`` lines of a case file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.rpartition("|")[::2] for line in lines if line and not line.startswith("#")]
    return [(text.strip(), expected.strip()) for text, expected in pairs]


@pytest.mark.parametrize(("text", "expected"), cases("figures.txt"))
def test_figures_of_a_sentence_and_their_names(text: str, expected: str) -> None:
    found = [f"{text[figure.start : figure.end]}={figure.name}" for figure in find_figures(text)]
    assert " ".join(found) == expected


@pytest.mark.parametrize(("text", "expected"), cases("numerals.txt"))
def test_numerals_that_are_no_figures(text: str, expected: str) -> None:
    assert not find_figures(text)
    assert " ".join(numeral.rule for numeral in numerals(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("claims.txt"))
def test_places_that_need_confirming(text: str, expected: str) -> None:
    assert " ".join(f"{text[start:end]}={kind}" for start, end, kind in claims(text)) == expected


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


ALPHABET = "0123456789.,，。年月日一二三十百万余约近第件次率占%“”《》（）()、；开展检查办结培训2024A"


@given(st.text(ALPHABET, max_size=40))
def test_found_places_lie_apart_and_names_are_unique(text: str) -> None:
    figures = find_figures(text)
    ends = [0, *(figure.end for figure in figures)]
    assert all(end <= figure.start < figure.end for end, figure in zip(ends, figures, strict=False))
    assert len({figure.name for figure in figures}) == len(figures)
    assert all(figure.name and not set(figure.name) & set("{}+-/()（） ") for figure in figures)
    places = claims(text)
    assert all(first[1] <= second[0] for first, second in pairwise(places))


@pytest.mark.parametrize("key", ["000", "001", "002", "003", "004"])
def test_numerals_of_real_reports(shared_dir: Path, key: str) -> None:
    """At least 97 % of the labelled figures are found, and as many of those found are figures."""
    seed = next((shared_dir / "seeds").glob(f"{key}_*.txt")).read_text(encoding="utf-8")
    with (shared_dir / "gold" / f"{key}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    labelled = {int(row["offset"]) for row in rows if row["label"].split(":")[0] in ("figure", "derived")}
    arabic = [numeral for numeral in numerals(seed) if seed[numeral.start].isdecimal()]
    found = {numeral.start for numeral in arabic if numeral.kind is Kind.FIGURE}
    assert len(found & labelled) >= 0.97 * len(labelled)
    assert len(found & labelled) >= 0.97 * len(found)
    figures = list(find_figures(seed))
    assert all(any(figure.start <= at < figure.end for figure in figures) for at in found)
