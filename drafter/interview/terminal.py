"""The only place that knows questionary and prompt_toolkit: a console on a real terminal.

Both are imported when the first question is asked, never before.  Signs outside GBK are avoided: they cannot be
shown on a Windows console of code page 936.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from drafter.errors import DrafterError
from drafter.i18n import _
from drafter.interview.console import Back, Field, Overview, Skip, Stop
from drafter.interview.steps import Option

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question

WIDEST = 100
"""Text is wrapped at the window's width, and at this many columns at most."""
_NARROWEST = 20
_KEYS: dict[str, type[Exception]] = {"c-b": Back, "c-s": Skip, "c-o": Overview}
_NO_START = "，。；：、！？）》”’"
"""Characters that may not begin a line."""


class TerminalNeeded(DrafterError):
    """Questions were to be asked where there is no terminal (exit code 2)."""

    def __init__(self) -> None:
        super().__init__(
            _("这里不是终端窗口，无法逐题提问"),
            advice=_(
                "请在终端（命令提示符）窗口里运行，或者直接编辑答案文件（.yaml），再用 drafter draft 生成草稿"
            ),
            exit_code=2,
        )


def open_console(stdin: TextIO | None = None, stdout: TextIO | None = None) -> TerminalConsole:
    """A console on this terminal; raises TerminalNeeded where there is none."""
    for stream in (stdin or sys.stdin, stdout or sys.stdout):
        if stream is None or stream.closed or not stream.isatty():
            raise TerminalNeeded
    return TerminalConsole()


class TerminalConsole:
    """Questions by questionary, text by prompt_toolkit."""

    def say(self, text: str, *, strong: bool = False) -> None:
        """Show some lines, wrapped to the width of the window."""
        from prompt_toolkit import print_formatted_text
        from prompt_toolkit.formatted_text import FormattedText

        style = "bold" if strong else ""
        print_formatted_text(FormattedText([(style, "\n".join(wrapped(text, self._width())))]))

    def ask(self, field: Field) -> str:
        """What the clerk types."""
        import questionary
        from prompt_toolkit.application import get_app

        question = questionary.text(
            field.label,
            default=field.default,
            qmark=">",
            multiline=field.lines,
            instruction="",
            placeholder=lambda: "" if get_app().is_done else [("class:placeholder", field.placeholder)],
            bottom_toolbar=_lines_help() if field.lines else keys_help(moving=field.moving),
        )
        return str(self._run(question, lines=field.lines))

    def choose(self, label: str, options: Sequence[Option], pointed: str = "", *, moving: bool = True) -> str:
        """The value of the option chosen."""
        import questionary

        choices = [
            questionary.Choice(str(option.label), value=number) for number, option in enumerate(options)
        ]
        start = next(
            (choice for choice, option in zip(choices, options, strict=True) if option.value == pointed), None
        )
        question = questionary.select(
            label,
            choices,
            default=start,
            qmark=">",
            pointer=">",
            use_jk_keys=False,
            instruction=_("（上下键选，回车确定）"),
        )
        _show_keys(question, keys_help(moving=moving))
        return options[int(self._run(question))].value

    def tick(self, label: str, options: Sequence[Option], ticked: Sequence[str] = ()) -> list[str]:
        """The values of the options ticked."""
        import questionary

        choices = [
            questionary.Choice(str(option.label), value=number, checked=option.value in ticked)
            for number, option in enumerate(options)
        ]
        question = questionary.checkbox(
            label,
            choices,
            qmark=">",
            pointer=">",
            use_jk_keys=False,
            instruction=_("（空格勾选，回车确定；a 全选）"),
        )
        _show_keys(question, keys_help())
        question.application.erase_when_done = (
            True  # questionary would leave an English "done (2 selections)"
        )
        chosen = [options[number] for number in self._run(question)]
        self.say(
            f"> {label}　"
            + ("、".join(str(option.label).partition("：")[0] for option in chosen) or _("（没有勾选）"))
        )
        return [option.value for option in chosen]

    def _run(self, question: Question, *, lines: bool = False) -> Any:
        from prompt_toolkit.key_binding import merge_key_bindings

        application = question.application
        ours = _bindings(lines=lines)
        application.key_bindings = (
            merge_key_bindings([application.key_bindings, ours]) if application.key_bindings else ours
        )
        try:
            return question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise Stop from None

    def _width(self) -> int:
        from prompt_toolkit.application import get_app_session

        return max(_NARROWEST, min(WIDEST, get_app_session().output.get_size().columns) - 2)


def keys_help(*, moving: bool = True) -> str:
    """The keys, in one line."""
    if not moving:
        return _("Ctrl-B 返回   Ctrl-C 退出")
    return _("Ctrl-B 上一题   Ctrl-S 跳过   Ctrl-O 总览   Ctrl-C 保存并退出")


def _lines_help() -> str:
    return _("回车 结束   Esc 再回车 另起一段   Ctrl-B 上一题   Ctrl-S 跳过   Ctrl-C 退出")


def _show_keys(question: Question, keys: str) -> None:
    """The keys below a list of options, as long as it is open."""
    from prompt_toolkit.filters import is_done
    from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Window

    control = FormattedTextControl([("class:bottom-toolbar", keys)])
    line = ConditionalContainer(Window(control, height=1), ~is_done)
    layout = question.application.layout
    layout.container = HSplit([layout.container, line])


def _bindings(*, lines: bool) -> KeyBindings:
    """Our keys, before those of questionary; in a text of several lines Enter ends and Esc Enter breaks."""
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()
    for key, leave in _KEYS.items():
        bindings.add(key, eager=True)(_leaving(leave))
    if lines:
        bindings.add("enter", eager=False)(lambda event: event.current_buffer.validate_and_handle())
        bindings.add("escape", "enter")(lambda event: event.current_buffer.insert_text("\n"))
    return bindings


def _leaving(leave: type[Exception]) -> Callable[[KeyPressEvent], None]:
    def handler(event: KeyPressEvent) -> None:
        event.app.exit(exception=leave())

    return handler


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, broken at ``width`` columns (Chinese characters take two); a line keeps its indent."""
    from prompt_toolkit.utils import get_cwidth

    found = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        current, used = "", 0
        for char in line:
            size = get_cwidth(char)
            if used + size > width and char not in _NO_START and current.strip():
                found.append(current)
                current, used = indent, get_cwidth(indent)
            current, used = current + char, used + size
        found.append(current)
    return found
