"""What taking in an edited draft works with: named lines with the places of answers, differences, decisions."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from msgspec import Struct

from drafter.compare import Line
from drafter.taking.uses import Placed, Symbols, Use, Worded


class Drawn(Struct, frozen=True):
    """A draft as it is drawn from answers: its lines by name, and those of the pack alone, without 改稿."""

    lines: tuple[Placed, ...]
    pristine: tuple[Placed, ...]
    order: tuple[str, ...]
    """The names of the blocks of the body and the attachments."""
    pristine_order: tuple[str, ...]
    """The same without 改稿."""
    printed: Callable[[str], str | None]
    """The whole print of an answer or a year that a wording may name; None where there is none."""
    typed: bool = False
    """Numbers are typed, none is automatic."""
    headings: frozenset[str] = frozenset()
    """The names of headings that 标题改写 can word otherwise."""

    def by_name(self) -> dict[str, Placed]:
        """The lines by name."""
        return {one.name: one for one in self.lines}


class Mode(Enum):
    """What a difference is."""

    VALUE = "数据"
    FILLED = "补填"
    WORDING = "文字"
    HEADING = "标题"
    NUMBER = "编号"
    ADDED = "增加"
    DELETED = "删去"
    MOVED = "移动"
    SPLIT = "拆分"
    JOINED = "合并"
    REMARK = "批注"


class Choice(Enum):
    """What is decided of a difference."""

    TAKE = "采纳"
    HERE = "只改这一处"
    """Of a value that stands in several places: only the words of this paragraph change."""
    LEAVE = "不采纳"
    LATER = "稍后"
    """Not taken, but kept as an open point."""


class Change(Struct):
    """One difference between the draft and its edited copy, and what is to become of it."""

    mode: Mode
    at: str
    """The paragraph's name."""
    old: str = ""
    new: str = ""
    key: str = ""
    """The answer, where it is one that changes."""
    author: str = ""
    when: str = ""
    doubt: str = ""
    """Why it has to be asked; "" where it is sure."""
    choices: tuple[Choice, ...] = (Choice.TAKE, Choice.LEAVE, Choice.LATER)
    usual: Choice = Choice.TAKE
    """What is done where nobody can be asked."""
    chosen: Choice | None = None
    asked: bool = False
    """Whether a person has decided."""
    quote: str = ""
    """The words that a comment is on."""
    title: str = ""
    """Which paragraph it is in, in the words of the draft."""
    excerpt: str = ""
    """What changed, in few words."""

    @property
    def is_taken(self) -> bool:
        """Whether it changes anything."""
        return self.chosen in (Choice.TAKE, Choice.HERE)


class Rewording(Struct):
    """The edited text of a paragraph, or of several that were joined.

    ``at``: the (first) paragraph; ``others``: those joined to it.  ``number``: the number sign in front of ``text``.
    """

    at: str
    others: tuple[str, ...]
    worded: Worded
    number: str
    base: str
    """The skeleton of the draft as it was written."""
    change: Change | None = None
    """The decision on its words; None where only values changed."""
    lines: tuple[int, ...] = ()
    """The lines of the copy that it is."""

    @property
    def names(self) -> tuple[str, ...]:
        """All its paragraphs."""
        return (self.at, *self.others)

    @property
    def is_wanted(self) -> bool:
        """Whether its words are to be taken."""
        return self.change is None or self.change.is_taken


class Valued(Struct):
    """A changed value: the places where the edited copy has another one."""

    change: Change
    uses: list[Use]


class Put(Struct):
    """A paragraph (or a row of a table) that was added: which lines of the edited copy."""

    change: Change
    lines: list[int]


class Gone(Struct):
    """A paragraph (or a row of a table) that was deleted: its lines."""

    change: Change
    names: list[str]


class Moved(Struct):
    """A block that stands elsewhere: which line of the edited copy it begins with."""

    change: Change
    name: str
    line: int


class Noted(Struct):
    """A reviewer's comment, at an answer or at a paragraph."""

    change: Change


class Plan(Struct):
    """All differences between the draft and its edited copy."""

    base: tuple[Placed, ...]
    edited: tuple[Line, ...]
    named: dict[int, str]
    """By line of the edited copy the name of the paragraph that it is."""
    symbols: Symbols
    rewordings: list[Rewording]
    values: list[Valued]
    added: list[Put]
    deleted: list[Gone]
    moved: list[Moved]
    notes: list[Noted]
    there: set[int]
    """Uses (their ids) whose value the answers have already."""
    parts: dict[int, str] = {}
    """By line of the edited copy the paragraph of a wording of several that it is."""

    def changes(self) -> list[Change]:
        """The differences to be decided on, in the order of the draft."""
        found = [one.change for one in self.rewordings if one.change is not None]
        found += [one.change for one in self.values]
        for group in (self.added, self.deleted, self.moved, self.notes):
            found += [one.change for one in group]
        places = {one.name: n for n, one in enumerate(self.base)}
        numbers = {name: line for line, name in self.named.items()}
        return sorted(found, key=lambda one: places.get(one.at, numbers.get(one.at, len(places)) + 0.5))
