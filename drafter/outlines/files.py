"""A bureau's own outline on disk, and in the answers file that goes by it."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.answers.load import load_answers
from drafter.answers.model import HEADINGS, OUTLINE
from drafter.answers.store import AnswersFile
from drafter.errors import DrafterError
from drafter.files import YAML_ENDINGS, file_name, is_file, write_atomically
from drafter.outlines.dump import outline_text
from drafter.packs.faults import Faults
from drafter.packs.find import USUAL_PACK, find_pack
from drafter.packs.schema import Outline
from drafter.packs.source import read_section

USUAL = "提纲.yaml"
_YEAR_FILE = re.compile(r"\d{4}\.ya?ml", re.IGNORECASE)


def outline_file_name(typed: str) -> str:
    """The name of a file for an outline from what was typed; empty when it cannot be one."""
    name = typed.strip() or USUAL
    name = name if name.lower().endswith(YAML_ENDINGS) else f"{name}.yaml"
    return "" if name != file_name(name) or name.startswith(".") or _YEAR_FILE.fullmatch(name) else name


class OutlineFile:
    """The file of an outline that is being edited beside its answers."""

    def __init__(self, answers: AnswersFile, path: Path, folded: set[str]) -> None:
        self.answers, self.path, self._folded = answers, path, folded
        self._before = path.read_bytes() if is_file(path) else None
        self._outline, self._headings = answers.answers.outline, answers.answers.headings
        self._saved = False

    @property
    def loses_remarks(self) -> bool:
        """Whether the file that is there has comments of somebody's own: saving keeps a copy of it."""
        lines = (self._before or b"").decode("utf-8", "replace").splitlines()
        return any(line.lstrip().startswith("#") for line in lines[1:]) or bool(
            lines and _own_remark(lines[0])
        )

    @property
    def copy(self) -> Path:
        """Where the file as it was is kept, when it had comments."""
        return self.path.with_name(f"{self.path.stem}（改前）{self.path.suffix}")

    def save(self, outline: Outline) -> None:
        """Write the outline, and name it in the answers file the first time.  Raises DrafterError."""
        if not self._saved and self.loses_remarks and self._before is not None:
            write_atomically(self.copy, self._before)
        text = outline_text(outline, self.answers.answers.pack, self.path.name)
        write_atomically(self.path, text.encode())
        if not self._saved:
            self.answers.save_setting(OUTLINE, self.path.name)
            left = {key: text for key, text in self._headings.items() if key not in self._folded}
            if len(left) < len(self._headings):
                self.answers.save_setting(HEADINGS, dict(left) or None)
        self._saved = True

    def restore(self) -> None:
        """Everything as it was before the first save.  Raises DrafterError."""
        if not self._saved:
            return
        self.answers.save_setting(OUTLINE, self._outline or None)
        self.answers.save_setting(HEADINGS, dict(self._headings) or None)
        if self._before is None:
            self.path.unlink(missing_ok=True)
        else:
            write_atomically(self.path, self._before)
        self._saved = False


def _own_remark(line: str) -> bool:
    return line.startswith("#") and not line.startswith("# 本单位的提纲。")


def pack_of_outline(path: Path) -> Path:
    """The folder of the pack an outline is meant for: as it says itself, as an answers file beside it does."""
    section = read_section(path, Faults())
    name = section.text("模板") if section is not None else ""
    return find_pack(name or _pack_beside(path) or USUAL_PACK, path.parent)


def _pack_beside(path: Path) -> str:
    for file in sorted(path.parent.glob("*.y*ml"), reverse=True):
        if _YEAR_FILE.fullmatch(file.name):
            try:
                return load_answers(file).pack
            except DrafterError:
                continue
    return ""
