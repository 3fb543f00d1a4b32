"""A draft that nobody edited, taken back."""

from __future__ import annotations

from pathlib import Path

from drafter.app import Job
from drafter.taken import Taking
from drafter.writers import write

ENDINGS = (".docx", ".txt", ".html")


def told_of_untouched(answers: Path, folder: Path) -> list[tuple[str, str, str, str]]:
    """The differences found between a draft and itself, by ending, paragraph, and both texts: there should be none."""
    document = Job(answers, None).document()
    found = []
    for ending in ENDINGS:
        copy = folder / f"收回{ending}"
        copy.write_bytes(write(document, copy))
        changes = Taking(answers, copy, None).plan.changes()
        found += [(ending, one.at, one.old, one.new) for one in changes]
    return found
