"""What a session needs of a screen and a keyboard, and what the clerk may do instead of answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from drafter.interview.steps import Option


class Back(Exception):
    """The clerk wants to go one step back."""


class Skip(Exception):
    """The clerk puts the question off."""


class Overview(Exception):
    """The clerk wants to see how the report stands."""


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
    moving: bool = True
    """Whether back, skip and overview mean anything here, and are shown."""


class Console(Protocol):
    """A screen and a keyboard; each method that asks may raise Back, Skip, Overview or Stop instead.

    A label is empty where what is asked has just been said.
    """

    def say(self, text: str, *, strong: bool = False) -> None:
        """Show some lines, wrapped to the width of the window."""

    def ask(self, field: Field) -> str:
        """What the clerk types."""

    def choose(self, label: str, options: Sequence[Option], pointed: str = "", *, moving: bool = True) -> str:
        """The value of the option chosen; ``pointed`` is where the pointer stands at first, if it is there."""

    def tick(self, label: str, options: Sequence[Option], ticked: Sequence[str] = ()) -> list[str]:
        """The values of the options ticked."""
