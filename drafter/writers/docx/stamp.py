"""Reading what :mod:`remember` put into a .docx: whether it is ours, and whether somebody changed it.

Word, WPS and LibreOffice carry custom parts along; whoever saves the file writes document.xml anew, so the
digest no longer fits: the file was changed since.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from msgspec import Struct

from drafter.document.model import State
from drafter.writers.docx.inline import Mark
from drafter.writers.docx.remember import STAMP_NAMESPACE, digest

UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, expat.ExpatError)
"""What reading a package may raise; RuntimeError is what zipfile raises for a password."""
_ROOT = f"{STAMP_NAMESPACE} draft"


class Stamp(Struct, frozen=True):
    """What was remembered when the file was written."""

    parts: tuple[str, ...]
    digest: str
    """Of these parts, as they were written."""
    marks: dict[str, Mark]
    above: tuple[str, ...] = ()
    """The paragraphs of the paper it was written on (``--base``) that stand above the report."""
    below: tuple[str, ...] = ()
    """Those below it."""


def read_stamp(path: Path) -> Stamp | None:
    """What the program remembered in this file; None when it is no readable .docx or none of ours."""
    try:
        with zipfile.ZipFile(path) as package:
            return _stamp(package)
    except UNREADABLE:
        return None


def stamp_text(data: bytes) -> str:
    """The line that was remembered in the bytes of a .docx; "" where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _stamp_text(package) or ""
    except UNREADABLE:
        return ""


def parsed_stamp(text: str) -> Stamp | None:
    """What a remembered line says; None where it is damaged."""
    return _parsed(text)


def changed_since_written(path: Path) -> bool | None:
    """Whether somebody saved the file since the program wrote it; None when it is not ours."""
    try:
        with zipfile.ZipFile(path) as package:
            stamp = _stamp(package)
            present = set(package.namelist())
            names = stamp.parts if stamp is not None else ()
            parts = [package.read(name) if name in present else b"" for name in names]
    except UNREADABLE:
        return None
    return None if stamp is None else stamp.digest != digest(parts)


def _stamp(package: zipfile.ZipFile) -> Stamp | None:
    text = _stamp_text(package)
    return _parsed(text) if text is not None else None


def _stamp_text(package: zipfile.ZipFile) -> str | None:
    """Word and LibreOffice may renumber custom parts: look at each."""
    for name in package.namelist():
        if re.fullmatch(r"customXml/item\d*\.xml", name):
            text = _remembered(package.read(name))
            if text is not None:
                return text
    return None


def _remembered(part: bytes) -> str | None:
    """The text of a custom part of ours; None for others.  Raises ExpatError for what is no XML."""
    roots: list[str] = []
    pieces: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: roots.append(name)
    parser.CharacterDataHandler = pieces.append
    parser.Parse(part, True)
    return "".join(pieces) if roots[:1] == [_ROOT] else None


def _parsed(text: str) -> Stamp | None:
    try:
        content = json.loads(text)
        marks = [
            Mark(name, tuple(keys), words, start, State(state) if state else None)
            for name, keys, words, start, state in content["marks"]
        ]
        around = (tuple(map(str, content.get(name, ()))) for name in ("above", "below"))
        return Stamp(tuple(content["parts"]), content["digest"], {mark.name: mark for mark in marks}, *around)
    except (ValueError, KeyError, TypeError):
        return None
