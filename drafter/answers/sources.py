"""Where an answer came from (来源), in the words that the answers file, the prompt and the review use.

An answer typed at a prompt, or written into the file by hand, says nothing: it stays ``键: 值``.
"""

from __future__ import annotations

from msgspec.structs import replace

from drafter.answers.model import SOURCE, STATUS, Answer, Raw


def carried_from(year: int) -> str:
    """The source of what came along from an earlier year."""
    return f"沿用{year}年"


def reported_by(whom: str) -> str:
    """The source of what was pasted from a colleague's reply; ``whom`` may be unknown."""
    return f"由{whom}报来（粘贴）" if whom else "报来（粘贴）"


def taken_from(file: str) -> str:
    """The source of what came back in an edited copy; ``file``: its name without the ending."""
    return f"由《{file}》收回"


def with_source(answer: Answer, before: Answer | None) -> Answer:
    """``answer`` with the source of the one it takes the place of, where it says the same and names none.

    What was changed at the prompt was typed there; what was only confirmed came from where it came from.
    """
    if answer.source or before is None or answer.value is None or before.value is None:
        return answer
    return replace(answer, source=before.source) if _said(answer.value) == _said(before.value) else answer


def _said(raw: Raw) -> Raw:
    """What a raw value says, without the states and sources of its entries."""
    if isinstance(raw, list):
        return [_said(item) for item in raw]
    if isinstance(raw, dict):
        return {key: _said(value) for key, value in raw.items() if key not in (STATUS, SOURCE)}
    return raw
