"""What the program remembers inside a .docx: marks, their texts, and a digest of the text as written.

The custom XML part holds a line of JSON.  :mod:`stamp` reads it back; they are apart so that a draft
does not pay for importing readers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from html import escape

from drafter.writers.docx.inline import Mark
from drafter.writers.docx.styles import DECLARATION

STAMP_NAMESPACE = "urn:fazhi-drafter:stamp:1"


def stamp_xml(document: str, comments: str, marks: Iterable[Mark]) -> str:
    """The custom part for a file with this document.xml and comments.xml."""
    rows = [
        [mark.name, mark.keys, mark.text, mark.start, mark.state.value if mark.state else ""]
        for mark in marks
    ]
    content = {"digest": digest([document.encode(), comments.encode()]), "marks": rows}
    line = escape(json.dumps(content, ensure_ascii=False), quote=False)
    return f'{DECLARATION}<fz:draft xmlns:fz="{STAMP_NAMESPACE}">{line}</fz:draft>'


def digest(parts: Iterable[bytes]) -> str:
    """One digest for the parts of a file that every program writes anew when it saves."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
