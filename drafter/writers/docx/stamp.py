"""Reading what :mod:`remember` put into a .docx: whether it is ours, was changed, and where its values stand.

Word, WPS and LibreOffice carry custom parts along; whoever saves the file writes document.xml anew, so the
digest no longer fits: the file was changed since.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from drafter.document.model import State
from drafter.writers.docx.inline import Mark
from drafter.writers.docx.remember import STAMP_NAMESPACE, digest
from drafter.writers.docx.styles import NAMESPACE

_DIGESTED = ("word/document.xml", "word/comments.xml")
_W = f"{{{NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was remembered when the file was written."""

    digest: str
    marks: dict[str, Mark]


def read_stamp(path: Path) -> Stamp | None:
    """What the program remembered in this file; None when it is no readable .docx or none of ours."""
    try:
        with zipfile.ZipFile(path) as package:
            return _stamp(package)
    except (zipfile.BadZipFile, OSError, ElementTree.ParseError):
        return None


def changed_since_written(path: Path) -> bool | None:
    """Whether somebody saved the file since the program wrote it; None when it is not ours."""
    try:
        with zipfile.ZipFile(path) as package:
            stamp = _stamp(package)
            present = set(package.namelist())
            parts = [package.read(name) if name in present else b"" for name in _DIGESTED]
    except (zipfile.BadZipFile, OSError, ElementTree.ParseError):
        return None
    return None if stamp is None else stamp.digest != digest(parts)


def find_values(path: Path) -> dict[str, list[str]]:
    """The texts now standing in the marks of values, by the first key of each; empty when not ours."""
    return _texts(path, blocks=False)


def find_blocks(path: Path) -> dict[str, list[str]]:
    """The texts now standing in the marks of headings and paragraphs, by their keys."""
    return _texts(path, blocks=True)


def _texts(path: Path, *, blocks: bool) -> dict[str, list[str]]:
    stamp = read_stamp(path)
    if stamp is None:
        return {}
    with zipfile.ZipFile(path) as package:
        found = dict(_bookmarked(package.read("word/document.xml")))
    texts: dict[str, list[str]] = {}
    for name, mark in stamp.marks.items():
        if name in found and (mark.state is None) == blocks:
            texts.setdefault(mark.keys[0], []).append(found[name])
    return texts


def _stamp(package: zipfile.ZipFile) -> Stamp | None:
    """Word and LibreOffice may renumber custom parts: look at each."""
    for name in package.namelist():
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            root = ElementTree.fromstring(package.read(name))
            if root.tag == f"{{{STAMP_NAMESPACE}}}draft":
                return _parsed(root.text or "")
    return None


def _parsed(text: str) -> Stamp | None:
    try:
        content = json.loads(text)
        marks = [
            Mark(name, tuple(keys), words, State(state) if state else None)
            for name, keys, words, state in content["marks"]
        ]
        return Stamp(content["digest"], {mark.name: mark for mark in marks})
    except (ValueError, KeyError, TypeError):
        return None


def _bookmarked(document: bytes) -> Iterator[tuple[str, str]]:
    """Name and text of each bookmark of document.xml."""
    names: dict[str, str] = {}
    open_texts: dict[str, list[str]] = {}
    for element in ElementTree.fromstring(document).iter():
        number = element.get(f"{_W}id", "")
        if element.tag == f"{_W}bookmarkStart":
            names[number], open_texts[number] = element.get(f"{_W}name", ""), []
        elif element.tag == f"{_W}bookmarkEnd" and number in open_texts:
            yield names[number], "".join(open_texts.pop(number))
        elif element.tag == f"{_W}t":
            for held in open_texts.values():
                held.append(element.text or "")
