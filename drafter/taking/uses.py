"""Places of answers in lines and texts, and skeletons: the words with one character of its own for each answer.

Comparing and merging skeletons never sees a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from drafter.compare import Line

_FIRST = 0x40000
"""Of planes 4 to 13, in which Unicode has no character (readers drop what is none): Word's bullets and what GBK had
no code for are in the private use areas of planes 0, 15 and 16.
"""
LEFT, RIGHT = "\x02", "\x03"
"""Around the name of an answer in a text that is compared: no text has them."""


class Slot(Struct, frozen=True):
    """A place of a line that is an answer: its name (compose/slots.py), which of its places it is, and its text."""

    name: str
    number: int
    start: int
    end: int
    text: str
    missing: bool = False

    @property
    def place(self) -> str:
        """The name of just this place: 信访收到#2."""
        return f"{self.name}#{self.number}"

    @property
    def key(self) -> str:
        """The answer it is, or that it is computed from first."""
        return self.name.partition("@")[0].partition("、")[0]


class Placed(Struct, frozen=True):
    """A line of a draft under its name.

    ``number``: its automatic number, as the text begins; ``tied``: the question of the kind 段落 that it answers to.
    """

    name: str
    line: Line
    slots: tuple[Slot, ...] = ()
    number: str = ""
    tied: str = ""
    heading: str = ""
    """The name of the heading that runs in."""
    lead: str = ""
    """The words of that heading, with their stop."""
    row: str = ""
    """Of a cell: the name of its row."""
    table: str = ""
    """Of a cell: the name of its table."""

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.line.text

    @property
    def body(self) -> str:
        """The characters behind the automatic number."""
        return self.line.text[len(self.number) :]


class Use(Struct, frozen=True):
    """A place of the old text that is an answer, and what stands there in the new one (``start:end`` of it)."""

    owner: str
    """The name of the paragraph that it is a place of."""
    slot: Slot
    start: int
    end: int
    text: str

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there now, blanks apart."""
        return "".join(self.text.split()) != "".join(self.slot.text.split())


class Worded(Struct, frozen=True):
    """An edited text with the uses of answers in it, in order."""

    text: str
    uses: tuple[Use, ...]


class Symbols:
    """One character for each place that is an answer, the same in every text; no text of a copy has it."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], str] = {}
        self.places: dict[str, tuple[str, Slot]] = {}

    def of(self, owner: str, slot: Slot) -> str:
        """The character for a place of a paragraph."""
        key = (owner, slot.place)
        if key not in self._of:
            self._of[key] = chr(_FIRST + len(self._of))
            self.places[self._of[key]] = (owner, slot)
        return self._of[key]

    def skeleton(self, one: Placed) -> str:
        """The words of a line behind its automatic number, with symbols."""
        uses = [
            (slot.start - len(one.number), slot.end - len(one.number), self.of(one.name, slot))
            for slot in one.slots
        ]
        return filled(one.body, uses)

    def edited(self, text: Worded, literal: Iterable[Use] = ()) -> str:
        """The words of an edited text with symbols; ``literal``: uses that stay words."""
        left = set(map(id, literal))
        return filled(
            text.text,
            [(use.start, use.end, self.of(use.owner, use.slot)) for use in text.uses if id(use) not in left],
        )

    def shown(self, skeleton: str, texts: Mapping[str, str]) -> str:
        """A skeleton with the texts of its symbols."""
        return "".join(texts.get(char, char) for char in skeleton)

    def unsymbolic(self, skeleton: str) -> str:
        """A skeleton with the names of its answers."""
        named = {symbol: f"{LEFT}{slot.name}{RIGHT}" for symbol, (_, slot) in self.places.items()}
        return self.shown(skeleton, named)


def is_symbol(char: str) -> bool:
    """Whether a character stands for an answer."""
    return "\U00040000" <= char <= "\U000dffff"


def filled(text: str, uses: Iterable[tuple[int, int, str]]) -> str:
    """A text with other words at places, which are in order."""
    made, at = "", 0
    for start, end, words in uses:
        made += text[at:start] + words
        at = end
    return made + text[at:]
