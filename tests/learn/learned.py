"""A report learned, and what its pack gives back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from drafter.answers.model import Answer
from drafter.app import Job
from drafter.compose.compose import texts_of
from drafter.document.model import Document
from drafter.learning import Learned, learn
from drafter.readers.model import Piece, Report
from drafter.writers.text import write_text

Printed = tuple[str, frozenset[str]]
"""A stretch of a draft and the answers it comes from."""


def learned_from(text: str, folder: Path, year: int | None = None, section: int | None = None) -> Learned:
    """A text learned in a fresh folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "报告.txt").write_bytes(text.encode())
    return learn(folder / "报告.txt", folder / "学", None, year=year, section=section)


def bare(text: str) -> str:
    """A text without white space; the lines between cells count once."""
    return re.sub(r"\|+", "|", "".join(text.split()))


def read_text(report: Report) -> str:
    """What the reader says is the report."""
    return bare("".join(map(_shown, report.pieces)))


def _shown(piece: Piece) -> str:
    return piece.text if piece.column < 0 else f"{'|' if piece.column == 0 else ''}{piece.text}|"


def drawn(path: Path) -> str:
    """The draft of an answers file as text."""
    return bare(write_text(Job(path, None).document()))


def printed(document: Document) -> list[Printed]:
    """The stretches of a draft in order."""
    spans: Iterator[Printed] = (
        (span.text, frozenset(span.origin.keys if span.origin else ()))
        for text in [*texts_of(document), *(document.signature.lines if document.signature else ())]
        for span in text
    )
    return list(spans)


def with_answer(job: Job, key: str, value: str) -> Document:
    """The draft with another answer under ``key``."""
    before = job.answers
    job.answers = replace(before, entries={**before.entries, key: Answer(value)})
    try:
        return job.document()
    finally:
        job.answers = before
