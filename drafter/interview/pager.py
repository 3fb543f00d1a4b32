"""A long text on the whole window, scrolled with keys; the window may be resized meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from drafter.i18n import _
from drafter.interview.pages import Pages, Wrap

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

_TURNS: dict[str, Callable[[Pages], None]] = {
    "pagedown": lambda pages: pages.turn(1),
    "pageup": lambda pages: pages.turn(-1),
    "b": lambda pages: pages.turn(-1),
    "down": lambda pages: pages.scroll(1),
    "up": lambda pages: pages.scroll(-1),
    "home": lambda pages: pages.scroll(-(10**9)),
    "end": lambda pages: pages.scroll(10**9),
}
_ON = (" ", "enter")
_LEAVE = ("q", "escape", "c-b", "c-p", "c-c", "c-d")


def show_pages(text: str, wrap: Wrap) -> None:
    """Show the text until the clerk leaves it, or goes on past its end."""
    pages = Pages(text, wrap)
    pager(pages).run()


def pager(pages: Pages) -> Application[None]:
    """The screen: the lines in sight, and below them the keys."""
    from prompt_toolkit.application import Application, get_app
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window

    def lines() -> str:
        size = get_app().output.get_size()
        pages.fit(size.columns - 1, size.rows - 2)
        return "\n".join(pages.shown())

    def keys() -> FormattedText:
        words = _("空格 下一页   b 上一页   q 返回")
        return FormattedText([("class:bottom-toolbar", f"{words}   {pages.percent}%")])

    body = HSplit([Window(FormattedTextControl(lines)), Window(FormattedTextControl(keys), height=1)])
    return Application(Layout(body), key_bindings=_bindings(pages), full_screen=True)


def _bindings(pages: Pages) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()

    def turning(turn: Callable[[Pages], None]) -> Callable[[KeyPressEvent], None]:
        return lambda _event: turn(pages)

    def on(event: KeyPressEvent) -> None:
        if pages.is_end:
            event.app.exit()
        else:
            pages.turn(1)

    for key, turn in _TURNS.items():
        bindings.add(key)(turning(turn))
    for key in _ON:
        bindings.add(key)(on)
    for key in _LEAVE:
        bindings.add(key, eager=key != "escape")(lambda event: event.app.exit())
    return bindings
