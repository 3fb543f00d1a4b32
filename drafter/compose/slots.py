"""The places of a composed paragraph that are an answer, by names under which its own wording can speak of them.

``信访收到`` is an answer, ``信访收到#2`` what the paragraph prints in its second such place (a number without its
unit, in Chinese script, compared with last year …); ``信访收到@上年`` last year's.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.model import Origin, Text
from drafter.formulas import names
from drafter.packs.schema import Kind, Pack

YEAR = "年度"
YEARS = {"年度": 0, "下一年": 1, "上一年": -1, "前年": -2}
"""Names that templates and wordings have for years, counted from the report year."""
OWN = "改稿/"
"""Begins the keys of origins that are a wording's own."""
_PAST = {1: "上年", 2: "前年"}


def slot_name(origin: Origin | None, pack: Pack, year: int) -> str:
    """The name of the answer that a span is; "" for a span that is words of the paragraph itself."""
    keys = origin.keys if origin is not None else ()
    if not keys or keys[0].startswith(OWN):
        return ""
    first = keys[0]
    question = pack.questions.get(first)
    if question is not None and question.kind is Kind.PASSAGE:
        return ""
    key, at, past = first.partition("@")
    if at and past.isdigit():
        first = f"{key}@{_PAST.get(year - int(past), past)}"
    computed = names(question.formula) if question is not None and question.formula is not None else set()
    return first if set(keys[1:]) <= computed else "、".join((first, *keys[1:]))


def slot_names(text: Text, pack: Pack, year: int) -> Iterator[str]:
    """For each span its name with the number of its place (``信访收到#2``); "" for words."""
    counted: dict[str, int] = {}
    for span in text:
        name = slot_name(span.origin, pack, year)
        if not name:
            yield ""
            continue
        counted[name] = counted.get(name, 0) + 1
        yield f"{name}#{counted[name]}"


def skeleton(text: Text, pack: Pack, year: int) -> str:
    """The words of a paragraph with ``{键}`` where an answer stands, whatever it says now."""
    return "".join(
        f"{{{name}}}" if (name := slot_name(span.origin, pack, year)) else span.text for span in text
    )
