"""A difference in few words: what was deleted and added, with some of the text around it."""

from __future__ import annotations

from drafter.compare import Kind, pieces

_AROUND = 12
_LONGEST = 200
_TITLE = 16
_LONG_LINE = 60


def excerpt(old: str, new: str) -> str:
    """Both texts in one, ``〔旧→新〕`` where they differ; long stretches that are the same are left out."""
    made = ""
    found = pieces(old, new)
    for number, piece in enumerate(found):
        before, after = old[piece.old_start : piece.old_end], new[piece.new_start : piece.new_end]
        if piece.kind is Kind.EQUAL:
            made += _shortened(before, first=number == 0, last=number == len(found) - 1)
        elif "".join(before.split()) == "".join(after.split()):
            made += "／" if "\n" in after else after
        elif not before:
            made += f"〔+{after}〕"
        else:
            made += f"〔{before}→{after}〕" if after else f"〔-{before}〕"
    return made.replace("\n", "／")[:_LONGEST] + ("……" if len(made) > _LONGEST else "")


def shortened(text: str) -> str:
    """The beginning and the end of a long text."""
    words = text.replace("\n", "／")
    return words if len(words) <= _LONG_LINE else f"{words[: _LONG_LINE - 15]}……{words[-10:]}"


def beginning(text: str) -> str:
    """The first words of a paragraph, by which it is called."""
    more = "……" if len(text) > _TITLE else ""
    return text[:_TITLE].rstrip("，。；：、（") + more


def _shortened(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND + 2:
        return text if not (first or last) or len(text) <= _AROUND else _edge(text, first)
    if first:
        return _edge(text, first)
    return f"{text[:_AROUND]}……" + ("" if last else text[-_AROUND:])


def _edge(text: str, first: bool) -> str:
    return f"……{text[-_AROUND:]}" if first else f"{text[:_AROUND]}……"
