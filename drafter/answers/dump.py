"""One entry of an answers file as lines of YAML that a clerk can read and mend.

Block style, apart from short answers with attributes, ``{值: 81件, 来源: …}``; a text stands plain wherever our reader
gives back the same string (tried by reading it), in quotes otherwise, and as a ``|`` block when it is long or has
several lines.  Chinese is never escaped.
"""

from __future__ import annotations

import re

from drafter.answers.load import ATTRIBUTES, DECIMALS, FIELDS, misspelt
from drafter.answers.model import (
    AWAITED,
    FIGURES,
    NOTE,
    SINCE,
    SOURCE,
    STATUS,
    TEXT,
    VALUE,
    Answer,
    Raw,
    Status,
)
from drafter.yamlio import Listing, Node, Scalar, Table, YamlFault, compose

_LONG = 80
"""From this many characters on a text is a block of its own, free of quotation marks."""
_SHORT = 40
"""Up to so many characters an answer and its attributes stand in one line."""
_SAFE = re.compile("[一-鿿0-9A-Za-z《“（][一-鿿0-9A-Za-z，。；、（）《》“”…—％%.+/-]*")
"""Texts that are plain without trying: no character in them means anything to YAML."""
_WORDS_OF_YAML = ("null", "Null", "NULL")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_HIDDEN = re.compile('[\\\\"\n\t\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]')
"""Escaped inside double quotes: what YAML reads otherwise, and what nobody can see."""
_NO_BLOCK = re.compile("[\u2028\u2029\ufeff]")
"""Line separators are line ends to YAML, and a byte order mark may be skipped."""


def raw_of(answer: Answer) -> Raw | None:
    """The YAML value of an answer; None when there is nothing to write.  The inverse of ``load``."""
    fields: dict[str, Raw] = {}
    if answer.status is not Status.CONFIRMED:
        fields[STATUS] = answer.status.value
    told = ((AWAITED, answer.awaited), (SINCE, answer.since), (NOTE, answer.note), (SOURCE, answer.source))
    fields |= {name: text for name, text in told if text}
    if answer.decimals is not None:
        fields[DECIMALS] = str(answer.decimals)
    value = answer.value
    if value is None:
        return fields or None
    if isinstance(value, dict) and value and set(value) <= {TEXT, FIGURES}:
        return {**value, **fields}
    if not fields and not _looks_like_attributes(value):
        return value
    return {VALUE: value, **fields}


def _looks_like_attributes(value: Raw) -> bool:
    return isinstance(value, dict) and any(name in FIELDS or misspelt(name) for name in value)


def dump_entry(key: str, raw: Raw, *, blocks: bool = True) -> list[str]:
    """Lines of one entry, without line ends; a comment may be put behind the first.

    ``blocks=False`` writes every text on one line.
    """
    return _Dumper(blocks).pair(key, raw)


class _Dumper:
    def __init__(self, blocks: bool) -> None:
        self._blocks = blocks

    def pair(self, key: str, raw: Raw) -> list[str]:
        """``键: …`` and the lines below it."""
        name = key if _is_plain_key(key) else _quoted(key)
        if isinstance(raw, str) or not raw:
            first, *rest = self._leaf(raw)
            return [f"{name}: {first}", *_indented(rest)]
        if isinstance(raw, dict) and _fits_line(raw):
            inside = ", ".join(f"{field}: {text}" for field, text in raw.items())
            return [f"{name}: {{{inside}}}"]
        return [f"{name}:", *_indented(self._lines(raw))]

    def _lines(self, raw: list[Raw] | dict[str, Raw]) -> list[str]:
        if isinstance(raw, dict):
            return [line for key, value in raw.items() for line in self.pair(key, value)]
        lines: list[str] = []
        for item in raw:
            first, *rest = self._leaf(item) if isinstance(item, str) or not item else self._lines(item)
            lines += [f"- {first}", *_indented(rest)]
        return lines

    def _leaf(self, raw: Raw) -> list[str]:
        """A text or an empty collection: the rest of a line, and the lines of a block."""
        if not isinstance(raw, str):
            return ["{}" if isinstance(raw, dict) else "[]"]
        if self._blocks and _fits_block(raw):
            hint = "2" if raw[0] in " \t\n" else ""
            chomp = "" if raw.endswith("\n") else "-"
            return [f"|{hint}{chomp}", *raw.removesuffix("\n").split("\n")]
        return [raw if _is_plain(raw) else _quoted(raw)]


def _fits_line(raw: dict[str, Raw]) -> bool:
    """Whether an answer with attributes reads best in one line: ``{值: 81件, 来源: 由信访办报来（粘贴）}``."""
    if not all(name in ATTRIBUTES for name in raw):
        return False
    texts = [text for text in raw.values() if isinstance(text, str)]
    short = len(texts) == len(raw) and sum(map(len, texts)) <= _SHORT
    return short and all(_SAFE.fullmatch(text) and text not in _WORDS_OF_YAML for text in texts)


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def _fits_block(text: str) -> bool:
    return (
        (len(text) > _LONG or "\n" in text.strip())
        and not text.endswith("\n\n")
        and not _NO_BLOCK.search(text)
    )


def _is_plain(text: str) -> bool:
    if _SAFE.fullmatch(text):
        return text not in _WORDS_OF_YAML
    if not text or _HIDDEN.search(text.replace('"', "").replace("\\", "")):
        return False
    try:
        node = compose(f"k: {text}\nl:\n- {text}\n")
    except YamlFault:
        return False
    return (
        isinstance(node, Table)
        and len(node.pairs) == 2
        and _reads_as(node.pairs[0][1], text)
        and _reads_in_list(node.pairs[1][1], text)
    )


def _reads_in_list(node: Node, text: str) -> bool:
    return isinstance(node, Listing) and len(node.items) == 1 and _reads_as(node.items[0], text)


def _reads_as(node: Node, text: str) -> bool:
    return isinstance(node, Scalar) and node.text == text and not node.is_null


def _is_plain_key(key: str) -> bool:
    if _SAFE.fullmatch(key):
        return True
    if not key or _HIDDEN.search(key):
        return False
    try:
        node = compose(f"{key}: v\n")
    except YamlFault:
        return False
    return isinstance(node, Table) and [(name.text, name.style) for name, _ in node.pairs] == [(key, "")]


def _quoted(text: str) -> str:
    if not _HIDDEN.search(text.replace('"', "").replace("\\", "")) and ('"' in text or "\\" in text):
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return '"' + _HIDDEN.sub(lambda found: _escaped(found[0]), text) + '"'


def _escaped(char: str) -> str:
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
