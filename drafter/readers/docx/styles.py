"""Paragraph styles of a Word file: which are titles and headings, which hide or number their text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from drafter.readers.docx.package import W

_CONTENTS = re.compile(r"toc\s*\d|目录\s*\d", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_TITLES = frozenset({"title", "标题", "subtitle", "副标题", "公文标题", "文章标题", "大标题"})
_MOST_ANCESTORS = 20
_LONGEST_NUMBER, _BODY_TEXT = 9, 9


class Numbered(Struct, frozen=True):
    """Which list a paragraph belongs to, and its level there (None: as the list says for the style)."""

    list_id: str
    level: int | None = None


class Style(Struct, frozen=True):
    """A style: its name, its parent, its outline level from 0 (None without), its list, whether its text is hidden."""

    name: str
    parent: str = ""
    outline: int | None = None
    numbered: Numbered | None = None
    hidden: bool | None = None


class Styles(Struct, frozen=True):
    """The styles of a file by their ids."""

    by_id: dict[str, Style]

    def is_title(self, style_id: str) -> bool:
        """Whether a style is of the title."""
        return any(one.name.lower() in _TITLES for one in self._line_of(style_id))

    def is_contents(self, style_id: str) -> bool:
        """Whether a style is of a table of contents."""
        return any(_CONTENTS.match(one.name) for one in self._line_of(style_id))

    def outline(self, style_id: str) -> int | None:
        """The outline level of a style, from 0; that of a heading style is in its name too."""
        for one in self._line_of(style_id):
            if one.outline is not None:
                return one.outline
            if found := _HEADING.match(one.name):
                return int(found[1]) - 1
        return None

    def numbered(self, style_id: str) -> Numbered | None:
        """The list that a style puts its paragraphs into."""
        return next((one.numbered for one in self._line_of(style_id) if one.numbered), None)

    def hidden(self, style_id: str) -> bool:
        """Whether a style hides its text."""
        return next((one.hidden for one in self._line_of(style_id) if one.hidden is not None), False)

    def _line_of(self, style_id: str) -> list[Style]:
        """The style and those it is based on."""
        found: list[Style] = []
        while style_id in self.by_id and len(found) < _MOST_ANCESTORS:
            found.append(self.by_id[style_id])
            style_id = found[-1].parent
        return found


def read_styles(root: Any | None) -> Styles:
    """The styles of styles.xml."""
    if root is None:
        return Styles({})
    return Styles({one.get(f"{W}styleId", ""): _style(one) for one in root.iter(f"{W}style")})


def _style(element: Any) -> Style:
    return Style(
        name=value(element, "name") or "",
        parent=value(element, "basedOn") or "",
        outline=outline_of(value(element, "pPr/outlineLvl")),
        numbered=numbered_of(element.find(f"{W}pPr/{W}numPr")),
        hidden=switch(element.find(f"{W}rPr/{W}vanish")),
    )


def value(element: Any, path: str) -> str | None:
    """The w:val of the element at a path of w: names."""
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def switch(element: Any | None) -> bool | None:
    """What an on/off element says; None where it is absent."""
    return None if element is None else element.get(f"{W}val", "1") not in ("0", "false", "off")


def numbered_of(element: Any | None) -> Numbered | None:
    """The list a w:numPr names."""
    if element is None or (list_id := value(element, "numId")) is None:
        return None
    return Numbered(list_id, integer(value(element, "ilvl")))


def integer(text: str | None) -> int | None:
    """A whole number of an attribute; None where there is none, or one beyond all measure."""
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def outline_of(text: str | None) -> int | None:
    """An outline level, from 0; 9 says that a paragraph is body text (ECMA-376-1, 17.3.1.20)."""
    level = integer(text)
    return level if level is not None and level < _BODY_TEXT else None


IsHidden = Callable[[str], bool]
