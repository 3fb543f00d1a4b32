"""Reading a finished report: a file or pasted text becomes pieces whose characters know where they stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from drafter.errors import Place, ReadError
from drafter.readers.documents import to_document
from drafter.readers.formats import read_source
from drafter.readers.model import Piece, Report, Role
from drafter.readers.plain import read_text
from drafter.readers.reading import report_of

__all__ = ["Piece", "Report", "Role", "read_pasted", "read_report", "to_document"]


def read_report(
    path: Path, section: int | None = None, choose: Callable[[Sequence[str]], int] | None = None
) -> Report:
    """The report in a file of any known kind.

    ``section``: which of several, from 1.  ``choose`` is asked with their titles where there are several and
    ``section`` is None, and answers from 0; without it the first is taken and a note names the others.
    Raises ReadError.
    """
    source = read_source(path)
    try:
        return report_of(source, section, choose)
    except ReadError as error:
        raise ReadError(error.what, Place(path), error.advice, error.exit_code) from error


def read_pasted(
    text: str, section: int | None = None, choose: Callable[[Sequence[str]], int] | None = None
) -> Report:
    """The report in a text from the clipboard.  Raises ReadError."""
    return report_of(read_text(text.removeprefix("\ufeff")), section, choose)
