"""The only place that knows questionary and prompt_toolkit: a console on a real terminal.

Both are imported when the first question is asked, never before.  Signs outside GBK are avoided: they cannot be
shown on a Windows console of code page 936.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from drafter.errors import WRONG_USAGE, DrafterError
from drafter.i18n import _
from drafter.interview.console import EDITOR, MOVES, STILL, Edit, Field, Key, Stop
from drafter.interview.editor import edit as open_editor
from drafter.interview.steps import Option
from drafter.interview.wrapping import wrapped

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question

WIDEST = 100
"""Text is wrapped at the window's width, and at this many columns at most."""
_NARROWEST = 20
_BETWEEN = "  "
_FLUSH = "_Flush"
"""What prompt_toolkit puts among the keys when none came for a while."""


class TerminalNeeded(DrafterError):
    """Questions were to be asked where there is no terminal (exit code 2)."""

    def __init__(self) -> None:
        super().__init__(
            _("这里不是终端窗口，无法逐题提问"),
            advice=_(
                "请在终端（命令提示符）窗口里运行，或加 --plain 用一问一行的方式，"
                "或者直接编辑答案文件（.yaml），再用 drafter draft 生成草稿"
            ),
            exit_code=WRONG_USAGE,
        )


class _ToEditor(Exception):
    """The clerk goes on in an editor, with what stands in the line."""


def open_console(stdin: TextIO | None = None, stdout: TextIO | None = None) -> TerminalConsole:
    """A console on this terminal; raises TerminalNeeded where there is none."""
    for stream in (stdin or sys.stdin, stdout or sys.stdout):
        if stream is None or stream.closed or not stream.isatty():
            raise TerminalNeeded
    # Nothing here needs the cursor's place, and a terminal that does not tell it would get an English warning.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    return TerminalConsole(guard=True)


class TerminalConsole:
    """Questions by questionary, text by prompt_toolkit.

    ``guard``: an Enter with more keys right behind it was pasted by a terminal that does not say so (no bracketed
    paste), and does not answer.
    """

    def __init__(self, edit: Edit = open_editor, *, guard: bool = False) -> None:
        self._edit, self._guard = edit, guard

    def say(self, text: str, *, strong: bool = False) -> None:
        """Show some lines, wrapped to the width of the window."""
        from prompt_toolkit import print_formatted_text
        from prompt_toolkit.formatted_text import FormattedText

        style = "bold" if strong else ""
        print_formatted_text(FormattedText([(style, "\n".join(wrapped(text, self._width())))]))

    def page(self, text: str) -> None:
        """Show a long text on the whole window until the clerk has seen enough."""
        from drafter.interview.pager import show_pages

        show_pages(text, lambda text, width: wrapped(text, width, hanging=False))

    def ask(self, field: Field) -> str:
        """What the clerk types."""
        text = field.default
        while True:
            try:
                return self._line(field, text)
            except _ToEditor as left:
                text = self._edited(str(left))

    def _line(self, field: Field, default: str) -> str:
        import questionary
        from prompt_toolkit.application import get_app

        question = questionary.text(
            field.label,
            default=default,
            qmark=">",
            multiline=field.lines or field.entries,
            instruction="",
            placeholder=lambda: "" if get_app().is_done else [("class:placeholder", field.placeholder)],
        )
        _show_keys(question, lambda: keys_help(self._width(), moving=field.moving, lines=field.lines))
        return str(self._run(question, typed=True, lines=field.lines or field.entries))

    def _edited(self, text: str) -> str:
        try:
            return self._edit(text, self._until_edited)
        except DrafterError as error:
            self.say(f"× {error}")
            return text

    def _until_edited(self) -> None:
        self._line(Field(_("编辑器里写好、保存以后，按回车"), moving=False), "")

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
        _show_keys(question, lambda: keys_help(self._width(), moving=moving))
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
        _show_keys(question, lambda: keys_help(self._width()))
        question.application.erase_when_done = (
            True  # questionary would leave an English "done (2 selections)"
        )
        chosen = [options[number] for number in self._run(question)]
        self.say(
            f"> {label}　"
            + ("、".join(str(option.label).partition("：")[0] for option in chosen) or _("（没有勾选）"))
        )
        return [option.value for option in chosen]

    def _run(self, question: Question, *, typed: bool = False, lines: bool = False) -> Any:
        from prompt_toolkit.key_binding import merge_key_bindings

        application = question.application
        ours = [_bindings(typed=typed, lines=lines)]
        if self._guard:
            ours.append(_guard(typed=typed))
        theirs = [application.key_bindings] if application.key_bindings else []
        application.key_bindings = merge_key_bindings([*theirs, *ours])
        try:
            return question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise Stop from None

    def _width(self) -> int:
        from prompt_toolkit.application import get_app_session

        return max(_NARROWEST, min(WIDEST, get_app_session().output.get_size().columns) - 2)


def keys_help(width: int, *, moving: bool = True, lines: bool = False) -> str:
    """The keys, in as many lines as the window needs."""
    first = (
        [_("回车 结束"), _("Esc 再回车 另起一段"), f"Ctrl-{EDITOR.upper()} {_('用编辑器写')}"]
        if lines
        else []
    )
    keys = MOVES if moving else STILL
    return "\n".join(_filled([*first, *(f"Ctrl-{key.letter.upper()} {_(key.told)}" for key in keys)], width))


def _filled(words: Iterable[str], width: int) -> Iterable[str]:
    from prompt_toolkit.utils import get_cwidth

    line = ""
    for word in words:
        longer = f"{line}{_BETWEEN}{word}" if line else word
        if line and get_cwidth(longer) > width:
            yield line
            longer = word
        line = longer
    yield line


def _show_keys(question: Question, keys: Callable[[], str]) -> None:
    """The keys below a prompt, as long as it is open."""
    from prompt_toolkit.filters import is_done
    from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Window

    control = FormattedTextControl(lambda: [("class:bottom-toolbar", keys())])
    line = ConditionalContainer(Window(control, dont_extend_height=True), ~is_done)
    layout = question.application.layout
    layout.container = HSplit([layout.container, line])


def _bindings(*, typed: bool, lines: bool) -> KeyBindings:
    """Our keys, before those of questionary; in a text of several lines Enter ends and Esc Enter breaks."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    bindings = KeyBindings()
    for key in MOVES:
        if key.raises is not Stop:
            bindings.add(f"c-{key.letter}", eager=True)(_leaving(key))
    if not typed:
        bindings.add(Keys.BracketedPaste, eager=True)(lambda _event: None)  # a list has no place for it
    if lines:
        bindings.add("enter", eager=False)(lambda event: event.current_buffer.validate_and_handle())
        bindings.add("escape", "enter")(lambda event: event.current_buffer.insert_text("\n"))
        bindings.add(f"c-{EDITOR}", eager=True)(
            lambda event: event.app.exit(exception=_ToEditor(event.current_buffer.text))
        )
    return bindings


def _leaving(key: Key) -> Callable[[KeyPressEvent], None]:
    def handler(event: KeyPressEvent) -> None:
        event.app.exit(exception=key.raises())

    return handler


def _guard(*, typed: bool) -> KeyBindings:
    """An Enter in the middle of a paste breaks the line, where there is one, and does nothing else."""
    from prompt_toolkit.application import get_app
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()
    pasted = Condition(lambda: any(key.data != _FLUSH for key in get_app().key_processor.input_queue))

    @bindings.add("enter", eager=True, filter=pasted)
    def broken(event: KeyPressEvent) -> None:
        if typed:
            event.current_buffer.insert_text("\n")

    return bindings
