"""What the program remembers inside a .docx: marks, their texts, and a digest of the text as written.

The custom XML part holds a line of JSON.  :mod:`stamp` reads it back; they are apart so that a draft
does not pay for importing readers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from drafter.writers.docx.inline import Mark
from drafter.writers.docx.styles import DECLARATION

STAMP_NAMESPACE = "urn:fazhi-drafter:stamp:1"


def stamp_xml(
    written: Mapping[str, bytes], marks: Iterable[Mark], above: Sequence[str] = (), below: Sequence[str] = ()
) -> str:
    """The custom part for a file with these parts, by name, that every program writes anew when it saves.

    ``above``, ``below``: the paragraphs of the paper it is written on.
    """
    rows = [
        [mark.name, mark.keys, mark.text, mark.start, mark.state.value if mark.state else ""]
        for mark in marks
    ]
    content = {"parts": list(written), "digest": digest(written.values()), "marks": rows}
    content |= {name: list(texts) for name, texts in (("above", above), ("below", below)) if texts}
    line = escape(json.dumps(content, ensure_ascii=False), quote=False)
    return f'{DECLARATION}<fz:draft xmlns:fz="{STAMP_NAMESPACE}">{line}</fz:draft>'


def digest(parts: Iterable[bytes]) -> str:
    """One digest of several parts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
