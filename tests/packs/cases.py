"""The sound pack, and copies of it with faults put in as plain text tables say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

SOUND = Path(__file__).parent / "sound_pack"


def blocks(table: str) -> list[tuple[str, str, list[str]]]:
    """The cases of a table: its first line names it, ``→`` lines are what lint must say, the rest is the case."""
    text = Path(__file__).with_name(table).read_text(encoding="utf-8")
    cases = []
    for block in text.strip("\n").split("\n===\n"):
        name, _, rest = block.partition("\n")
        lines = rest.split("\n")
        body = "\n".join(line for line in lines if not line.startswith("→"))
        cases.append((name, body, [line[2:] for line in lines if line.startswith("→")]))
    return cases


def copied(folder: Path) -> Path:
    """A copy of the sound pack."""
    shutil.copytree(SOUND, folder / "pack")
    return folder / "pack"


def spoilt(folder: Path, changes: str) -> Path:
    """A copy in which lines ``- old`` / ``+ new`` below ``@ file`` have been carried out."""
    pack = copied(folder)
    for block in re.split(r"(?m)^@ (?=\S+\.(?:yaml|j2)$)", changes)[1:]:
        name, _, rest = block.partition("\n")
        text = (pack / name).read_text(encoding="utf-8")
        for change in re.findall(r"((?:^- .*\n?)+)((?:^\+ .*\n?)+)", rest, re.MULTILINE):
            old, new = ("\n".join(line[2:] for line in part.splitlines()) for part in change)
            assert old in text, f"{name}: {old}"
            text = text.replace(old, new, 1)
        (pack / name).write_text(text, encoding="utf-8")
    return pack
