"""What a session needs of a screen and a keyboard, and what the clerk may do instead of answering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from drafter.i18n import N_
from drafter.interview.steps import Option


class Back(Exception):
    """The clerk wants to go one step back."""


class Skip(Exception):
    """The clerk puts the question off."""


class Overview(Exception):
    """The clerk wants to see how the report stands."""


class Find(Overview):
    """The clerk looks for a question by its name."""


class Read(Overview):
    """The clerk wants to read what the answers have come to."""


class Wait(Exception):
    """The clerk has asked somebody else (``whom``, "" where not said)."""

    def __init__(self, whom: str) -> None:
        super().__init__(whom)
        self.whom = whom


class Paste(Exception):
    """The clerk has a colleague's reply to paste, or has pasted one (``text``)."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Stop(Exception):
    """The clerk wants to stop: Ctrl-C, Ctrl-D, or the window was closed."""


class Key(Struct, frozen=True):
    """A key pressed together with Ctrl (in a plain session: a letter after a slash), what it does, what it raises."""

    letter: str
    told: str
    raises: type[Exception]


MOVES = (
    Key("b", N_("上一题"), Back),
    Key("s", N_("先跳过"), Skip),
    Key("o", N_("总览"), Overview),
    Key("f", N_("查找"), Find),
    Key("p", N_("看全文"), Read),
    Key("c", N_("保存退出"), Stop),
)
STILL = (Key("b", N_("返回"), Back), Key("c", N_("退出"), Stop))
"""The keys where there is nothing to move about in."""
EDITOR = "t"
"""The letter of the key that opens a text in an editor."""


class Field(Struct, frozen=True):
    """A line (or several lines) to be typed.

    ``default`` stands in the line to be edited; ``placeholder`` is only shown while it is empty.
    """

    label: str = ""
    """Empty where what is asked has just been said."""
    default: str = ""
    placeholder: str = ""
    lines: bool = False
    """Whether the text may have several lines."""
    entries: bool = False
    """Whether each line is an entry of its own, so that several can be pasted at once."""
    moving: bool = True
    """Whether back, skip and overview mean anything here, and are shown."""


class Console(Protocol):
    """A screen and a keyboard; each method that asks may raise Back, Skip, Overview or Stop instead.

    A label is empty where what is asked has just been said.
    """

    def say(self, text: str, *, strong: bool = False) -> None:
        """Show some lines, wrapped to the width of the window."""

    def ask(self, field: Field) -> str:
        """What the clerk types; a line end in it was pasted (or typed where ``field.lines``)."""

    def choose(self, label: str, options: Sequence[Option], pointed: str = "", *, moving: bool = True) -> str:
        """The value of the option chosen; ``pointed`` is where the pointer stands at first, if it is there."""

    def tick(self, label: str, options: Sequence[Option], ticked: Sequence[str] = ()) -> list[str]:
        """The values of the options ticked."""

    def page(self, text: str) -> None:
        """Show a long text, page by page, until the clerk has seen enough."""


Edit = Callable[[str, Callable[[], None]], str]
"""Opens a text in an editor and gives it back changed; raises a DrafterError where it cannot.

What it is given besides waits until the clerk says that he is through: for editors that come back at once.
"""
