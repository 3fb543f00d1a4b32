"""Several lines pasted at once, as entries of a list."""

from __future__ import annotations

import re

_BULLET = re.compile(
    r"(?:[-*\u2022·●○◆■\u25aa\u2013—]+\s*"
    r"|\d{1,3}(?:[、．)）]|\.(?!\d))\s*"
    r"|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]\s*"
    r"|[一二三四五六七八九十]{1,3}、\s*)"
)
_ENDS = "；;，,"


def entries_in(text: str) -> list[str]:
    """The lines of a pasted text, without the numbers and bullets of the list they were copied from."""
    lines = (_BULLET.sub("", line.strip(), count=1).rstrip(_ENDS).strip() for line in text.splitlines())
    return [line for line in lines if line]
