"""What a clerk types, as a template that gives back exactly that: braces are text, the report year moves along.

The report year and the year after it become ``{{ 年度 }}`` and ``{{ 下一年 }}`` (which years move: genre/years.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from drafter.genre.years import move_years

YEAR, NEXT_YEAR = "{{ 年度 }}", "{{ 下一年 }}"
BRACE = '{{ "{" }}'
_SLOT = re.compile(r"\{\s*([^{}\s]+)\s*\}")
_SPACES = re.compile(r"[^\S\u3000]+|\u3000+$|^\u3000+")
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_ELSE = re.compile(r"\{%-?\s*(?:else|elif\b[^%]*)\s*-?%\}.*?(?=\{%-?\s*endif)", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PRINTED = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_NAME = re.compile(r"\w+")
MARKUP = ("#", "- ", "+ ", "|", "@", "=")
"""Beginnings of a line that mean something in a template's text."""


def cleaned(typed: str) -> str:
    """One line without what nobody can see or a template takes for its own (``[[``: a clause that may go)."""
    line = _PRIVATE.sub("", _FORBIDDEN.sub(" ", typed))
    return _SPACES.sub(" ", line).strip().replace("[[", "［［").replace("]]", "］］")


def typed_heading(typed: str, year: int) -> str:
    """The template of a typed heading."""
    return _with_years(cleaned(typed), year, _escaped)


def typed_text(typed: str, year: int, keys: Mapping[str, str]) -> str:
    """The template of a typed sentence: ``{信访收到}`` prints that answer, other braces are text.

    ``keys``: the keys of questions by what may stand in braces for them.
    """

    def piece(text: str) -> str:
        made: list[str] = []
        at = 0
        for match in _SLOT.finditer(text):
            if match[1] in keys:
                made += [_escaped(text[at : match.start()]), "{{ " + keys[match[1]] + " }}"]
                at = match.end()
        return "".join([*made, _escaped(text[at:])])

    return _with_years(cleaned(typed), year, piece)


def shown(template: str, year: int) -> str:
    """A template as the clerk reads it: the years put in, of a choice its first way, values as 【名】."""
    text = _TAG.sub("", _ELSE.sub("", template)).replace("[[", "").replace("]]", "")
    return _PRINTED.sub(lambda match: _value(match[1], year), text)


def to_edit(template: str, year: int) -> str:
    """A template of ours as it was typed: the inverse of the two above; others as ``shown``."""
    text = template.replace(BRACE, "\x00")
    if "{%" in text:
        return shown(template, year)
    years = {YEAR: str(year), NEXT_YEAR: str(year + 1)}
    for slot, number in years.items():
        text = text.replace(slot, number)
    return _PRINTED.sub(lambda match: "{" + match[1] + "}", text).replace("\x00", "{")


def _value(expression: str, year: int) -> str:
    years = {"年度": year, "下一年": year + 1, "上一年": year - 1, "前年": year - 2}
    if expression in years:
        return str(years[expression])
    if expression == '"{"':
        return "{"
    name = _NAME.match(expression)
    return f"【{name[0]}】" if name else ""


def _with_years(text: str, year: int, piece: Callable[[str], str]) -> str:
    """``text`` with the report year and the next as slots; what is between goes through ``piece``."""
    _, moved = move_years(text, year, year + 2)
    made: list[str] = []
    at = 0
    for place in moved:
        if place.old not in (str(year), str(year + 1)):
            continue  # 二〇二六: the slot would print 2026
        slot = YEAR if place.old == str(year) else NEXT_YEAR
        made += [piece(text[at : place.start]), slot]
        at = place.end
    return "".join([*made, piece(text[at:])])


def _escaped(text: str) -> str:
    """Braces as text, where Jinja would take them for its own."""
    return text.replace("{", BRACE)
