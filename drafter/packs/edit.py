"""Additions to the text of a YAML file that leave every other byte as it is: an item of a list, a field of a mapping."""

from __future__ import annotations

import json
import re

from drafter.yamlio import Listing, Node, Scalar, Table

_PLAIN = re.compile(r"(?:\.{1,2}/)*[^\W\d_][\w./-]*")
_WORDS_OF_YAML = ("null", "true", "false", "yes", "no", "on", "off")


def quoted(text: str) -> str:
    """A text as YAML reads it back wherever it stands: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return json.dumps(text, ensure_ascii=False)


def value_of(table: Table, key: str) -> Node | None:
    """The value of a field."""
    return next((value for name, value in table.pairs if name.text == key), None)


def with_item(text: str, listing: Listing, item: str) -> str:
    """``text`` with ``item`` as the last of a list in it."""
    if not listing.items:
        return text[: listing.start + 1] + item + text[listing.start + 1 :]
    if listing.flow:
        end = _end(text, listing.items[-1])
        return f"{text[:end]}, {item}{text[end:]}"
    return _with_line(text, listing, " " * _column(text, listing.start) + f"- {item}")


def with_field(text: str, table: Table, key: str, value: str) -> str:
    """``text`` with a field more in a mapping in it; one that is there without a value gets it."""
    for name, old in table.pairs:
        if name.text == key:
            return _filled(text, name, old, value)
    if table.flow:
        end = _end(text, table.pairs[-1][1]) if table.pairs else table.start + 1
        return f"{text[:end]}{', ' if table.pairs else ''}{key}: {value}{text[end:]}"
    return _with_line(text, table, " " * _column(text, table.pairs[0][0].start) + f"{key}: {value}")


def at_the_end(text: str, line: str) -> str:
    """``text`` with a line behind all others."""
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{text}{'' if not text or text.endswith(newline) else newline}{line}{newline}"


def _filled(text: str, name: Scalar, old: Node, value: str) -> str:
    """The value of a field put in place of a text (or of nothing)."""
    if isinstance(old, Scalar) and not old.is_null:
        return text[: old.start] + value + text[_end(text, old) :]
    colon = text.index(":", name.end) + 1
    return f"{text[:colon]} {value}{text[max(colon, _end(text, old)) :]}"


def _with_line(text: str, after: Node, line: str) -> str:
    """``text`` with a line below the last one of a node; a remark behind that stays where it is."""
    end = text.find("\n", _end(text, after))
    if end < 0:
        return at_the_end(text, line)
    newline = "\r\n" if "\r\n" in text else "\n"
    if text[end - 1] == "\r":
        end -= 1
    return f"{text[:end]}{newline}{line}{text[end:]}"


def _end(text: str, node: Node) -> int:
    """Where the last thing written of a node ends (the parser counts blank lines and remarks behind a block in)."""
    if isinstance(node, Table) and not node.flow and node.pairs:
        name, value = node.pairs[-1]
        return max(_end(text, value), text.index(":", name.end) + 1)
    if isinstance(node, Listing) and not node.flow and node.items:
        return _end(text, node.items[-1])
    end = node.end
    return len(text[:end].rstrip()) if end > node.start else end


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)
