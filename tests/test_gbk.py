"""Whatever is shown can be shown on a Windows console of code page 936: every sign is one of GBK."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from drafter.i18n import LOCALE
from drafter.packs.find import find_pack, shipped_packs

PACKAGE = LOCALE.parent
MODULES = sorted(
    [
        *(PACKAGE / "interview").glob("*.py"),
        *(PACKAGE / name for name in ("cli.py", "commands.py", "outlining.py", "sitting.py", "telling.py")),
    ]
)
PACKS = [find_pack(name, Path()) for name in shipped_packs()]


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def strange(text: str) -> set[str]:
    """Characters that are not in GBK; ranges of a pattern are looked for, never shown."""
    return {char for char in re.sub(".-.", "", text) if not _fits(char)}


def _fits(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_the_modules_that_talk_to_the_clerk_are_written_in_gbk(path: Path) -> None:
    assert strange(path.read_text(encoding="utf-8")) == set()


def test_the_sentences_of_both_languages_are_in_gbk() -> None:
    text = (LOCALE / "en" / "LC_MESSAGES" / "drafter.po").read_text(encoding="utf-8")
    assert strange(text) == set()


def test_the_messages_of_errors_are_in_gbk() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{line}": strange(text)
        for path in PACKAGE.rglob("*.py")
        if "writers" not in path.parts
        for line, text in strings(ast.parse(path.read_text(encoding="utf-8")))
        if any("\u4e00" <= char <= "\u9fff" for char in text) and strange(text)
    }
    assert found == {}


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_what_a_shipped_pack_shows_is_in_gbk(folder: Path) -> None:
    for path in [*folder.rglob("*.yaml"), *folder.rglob("*.j2")]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".yaml":
            text = yaml.dump(yaml.safe_load(text), allow_unicode=True)
        assert strange(text) == set(), path
