"""Errors that carry facts; the words for the clerk are made in one place, ``__str__`` of each class.

Everything the program raises on purpose is a :class:`DrafterError`.  A screen catches what can be mended at it (a
file that cannot be saved just now); all else reaches ``cli.py``, which prints ``what happened, where, what to do
next`` and turns ``exit_code`` into the process's exit code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from msgspec import Struct

DONE, TO_CORRECT, WRONG_USAGE = 0, 1, 2
"""Exit codes of the program."""


class Place(Struct, frozen=True):
    """A place in a file: path, 1-based line and column (0 where unknown)."""

    path: Path | str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        text = str(self.path)
        if self.line:
            text += f" 第{self.line}行"
        if self.column:
            text += f"第{self.column}列"
        return text


@dataclass(eq=False)
class DrafterError(Exception):
    """Something the person at the keyboard can mend.

    ``what`` says what happened, ``place`` where, ``advice`` what to do next; all in Chinese.
    ``exit_code`` is TO_CORRECT unless a subclass says WRONG_USAGE.
    """

    what: str
    place: Place = field(default_factory=Place)
    advice: str = ""
    exit_code: int = TO_CORRECT

    def __str__(self) -> str:
        where = f"{self.place}：" if str(self.place) else ""
        advice = f"\n  → {self.advice}" if self.advice else ""
        return f"{where}{self.what}{advice}"


@dataclass(eq=False)
class SaidError(DrafterError):
    """An error whose words a front end may translate: ``why`` and ``tip`` have blanks that ``facts`` fill."""

    why: str = ""
    tip: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, why: str, tip: str, facts: Mapping[str, object], **more: Any) -> Self:
        """The error with its Chinese words put together."""
        return cls(why.format(**facts), advice=tip.format(**facts), why=why, tip=tip, facts=facts, **more)


class UsageError(DrafterError):
    """The command line was wrong (exit code 2)."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what, advice=advice, exit_code=WRONG_USAGE)


class AnswersError(DrafterError):
    """An answers file cannot be read or written."""


class PackError(DrafterError):
    """A pack is missing or faulty."""


class TemplateError(DrafterError):
    """A template failed while a draft was made."""


class WriteError(DrafterError):
    """An output file could not be written; nothing was changed on disk."""


class ReadError(DrafterError):
    """A report cannot be read: missing, of an unknown kind, protected, damaged, or no report at all."""
