"""What CONTRIBUTING says of who may know whom, and what a draft need not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.i18n import LOCALE

PACKAGE = LOCALE.parent
STAGES = {
    "answers",
    "colleagues",
    "compare",
    "compose",
    "interview",
    "learn",
    "outlines",
    "packs",
    "readers",
    "taking",
    "writers",
}
TYPES = {"drafter.packs.schema", "drafter.answers.model", "drafter.answers.sources", "drafter.packs.faults"}
TYPES |= {"drafter.compare.model", "drafter.readers.model", "drafter.taking.model", "drafter.answers.edits"}
"""Plain types and words that any stage may know."""
MAY_KNOW = {
    "interview": {"colleagues", "outlines"},  # its screens are their fronts
    "outlines": {"answers", "compose", "packs"},  # a file of its own, numbered as compose does
    "learn": {"compare"},  # two years of one report laid side by side
    "packs": {"compose"},  # lint tries templates by running them
    "taking": {
        "compare",
        "compose",
        "readers",
    },  # an edited copy read, laid beside the draft, and drawn again
}
JOINERS = {
    "app",
    "commands",
    "comparing",
    "learning",
    "newyear",
    "outlining",
    "pending",
    "showing",
    "sitting",
    "taken",
    "telling",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module of ours that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "drafter":
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_stages_know_each_other_only_where_it_is_said(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    if stage not in STAGES:
        return
    known = {name.split(".")[1] for name in imports(path) if not _is_type(name)}
    assert known & (STAGES - {stage}) <= MAY_KNOW.get(stage, set())
    assert not known & JOINERS


def _is_type(name: str) -> bool:
    return name in TYPES or name.rpartition(".")[0] in TYPES


def test_what_joins_the_stages_goes_round_in_no_circle() -> None:
    known = {
        name: {one.split(".")[1] for one in imports(PACKAGE / f"{name}.py")} & JOINERS for name in JOINERS
    }
    while free := {name for name, others in known.items() if not others}:
        known = {name: others - free for name, others in known.items() if name not in free}
    assert known == {}


def test_a_draft_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    answers = PACKAGE.parent / "examples" / "sample-county" / "2026.yaml"
    code = (
        "import io, sys; from pathlib import Path; from drafter.cli import main\n"
        f"code = main(['draft', {str(answers)!r}, '-o', sys.argv[1]], io.StringIO(), sys.stderr,"
        f" Path({str(tmp_path)!r}))\n"
        "print(code, *sys.modules)"
    )
    for name in ("一.docx", "二.docx"):  # the first fills the cache
        command = [sys.executable, "-c", code, str(tmp_path / name)]
        loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert loaded[0] == "0"
    idle = {
        "questionary",
        "prompt_toolkit",
        "docx",
        "lxml",
        "babel",
        "difflib",
        "readability",
        "opencc",
        "pypdfium2",
        "rapidfuzz",
    }
    ours = [
        f"drafter.{one}"
        for one in ("interview", "colleagues", "outlines", "packs.load", "packs.lint", "readers")
    ]
    assert not idle & set(loaded)
    assert not [name for name in loaded if name.startswith(tuple(ours))]
