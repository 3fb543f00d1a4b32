"""A console for a screen reader, a dumb terminal or a pipe: one question a line, nothing drawn twice, no colour.

Choices are numbered; what keys do on a full terminal, a letter after a slash does here (``/b`` goes back).
"""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from typing import TextIO

from drafter.errors import DrafterError
from drafter.i18n import _
from drafter.interview.console import EDITOR, MOVES, STILL, Edit, Field, Stop
from drafter.interview.editor import edit as open_editor
from drafter.interview.steps import Option

PAGE = 20
"""So many lines are read out before the clerk is asked whether to go on."""
_PASTE = 0.03
"""Seconds in which the rest of a paste has arrived."""
_HELP, _QUIT, _ALL, _NONE = "h", "q", "a", "0"
_ENDS = ("", ".", "。")

Waiting = Callable[[], bool]
"""Whether more has been typed or pasted already."""


def open_plain() -> PlainConsole:
    """The plain console on this program's own input and output, terminal or not."""
    stdin = sys.stdin
    if hasattr(stdin, "reconfigure"):
        stdin.reconfigure(errors="surrogateescape")  # what cannot be read is refused, not misread
    return PlainConsole(stdin, sys.stdout, waiting=_waiting if stdin.isatty() else _never)


class PlainConsole:
    """Questions by lines.  ``waiting``: tells a paste of several lines from lines typed one by one."""

    def __init__(
        self, stdin: TextIO, stdout: TextIO, edit: Edit = open_editor, waiting: Waiting = lambda: False
    ) -> None:
        self._in, self._out, self._edit, self._waiting = stdin, stdout, edit, waiting
        self._told: set[bool] = set()

    def say(self, text: str, *, strong: bool = False) -> None:
        """Print some lines."""
        print(text, file=self._out)

    def page(self, text: str) -> None:
        """A long text, some lines at a time."""
        lines = text.splitlines()
        for start in range(0, len(lines), PAGE):
            self.say("\n".join(lines[start : start + PAGE]))
            if start + PAGE < len(lines) and self._line(_("回车 往下读，q 返回")).strip().lower() == "q":
                return

    def ask(self, field: Field) -> str:
        """One line, or where the field has several: lines up to an empty one."""
        self._help(moving=field.moving)
        if field.default:
            self.say(_("现有：{text}").format(text=field.default))
            self.say(_("直接回车照用现有的；要改请重新输入整段"))
        if field.lines:
            self.say(_("可写多段，每段一行，写完再回车一次；/t 用编辑器写"))
        prompt = "　".join(filter(None, (field.label, field.placeholder)))
        typed = self._reply(prompt, moving=field.moving)
        if field.lines and _letter(typed) == EDITOR:
            return self._edited(field.default)
        if not typed.strip():
            return field.default
        return self._more(typed) if field.lines else typed

    def _more(self, first: str) -> str:
        """The paragraphs after the first one, up to an empty line or a lone full stop."""
        lines = [first]
        while "\n" not in first and (line := self._line("")).strip() not in _ENDS:
            lines.append(line)
        return "\n".join(lines)

    def choose(self, label: str, options: Sequence[Option], pointed: str = "", *, moving: bool = True) -> str:
        """The value of the option whose number or words are typed; Enter takes the one pointed at."""
        self._help(moving=moving)
        if label:
            self.say(label)
        self._list(options)
        values = [option.value for option in options]
        usual = values.index(pointed) + 1 if pointed in values else 0
        prompt = _("序号（直接回车选{usual}）").format(usual=usual) if usual else _("序号")
        while True:
            typed = self._reply(prompt, moving=moving).strip()
            if not typed and usual:
                return pointed
            found = _picked(typed, options)
            if found is not None:
                return found.value
            self.say(_("请输入1到{number}的序号").format(number=len(options)))

    def tick(self, label: str, options: Sequence[Option], ticked: Sequence[str] = ()) -> list[str]:
        """The values of the options whose numbers are typed."""
        self._help(moving=True)
        if label:
            self.say(label)
        self._list(options, ticked)
        prompt = _("要勾选的序号，用空格隔开；直接回车照现在的；0 都不勾，a 全勾")
        while True:
            typed = self._reply(prompt, moving=True).strip().lower()
            if not typed:
                return [option.value for option in options if option.value in ticked]
            if typed in (_ALL, _NONE):
                return [option.value for option in options] if typed == _ALL else []
            found = [_picked(word, options) for word in _words(typed)]
            if None not in found:
                return list(dict.fromkeys(option.value for option in found if option is not None))
            self.say(_("请输入1到{number}的序号").format(number=len(options)))

    def _list(self, options: Sequence[Option], ticked: Sequence[str] = ()) -> None:
        for number, option in enumerate(options, 1):
            mark = _("（已勾）") if option.value in ticked else ""
            self.say(f"{number}. {option.label}{mark}")

    def _reply(self, prompt: str, *, moving: bool) -> str:
        """What is typed, unless it is a slash and a letter that stands for something else."""
        while True:
            typed = self._line(prompt)
            letter = _letter(typed)
            for key in MOVES if moving else STILL:
                if letter == key.letter or (letter == _QUIT and key.raises is Stop):
                    raise key.raises
            if letter != _HELP:
                return typed
            self._told.clear()
            self._help(moving=moving)

    def _edited(self, text: str) -> str:
        try:
            return self._edit(text, self._until_edited)
        except DrafterError as error:
            self.say(f"× {error}")
            return text

    def _until_edited(self) -> None:
        self._line(_("编辑器里写好、保存以后，按回车"))

    def _help(self, *, moving: bool) -> None:
        """What may be typed instead of an answer; said once, and whenever asked for."""
        if moving in self._told:
            return
        self._told.add(moving)
        words = [f"/{key.letter} {_(key.told)}" for key in (MOVES if moving else STILL)]
        self.say(_("随时可输入：{keys}；/h 再听一遍").format(keys="，".join(words)))

    def _line(self, prompt: str) -> str:
        """One line, or all lines of a paste."""
        lines = [self._read(f"{prompt}> ")]
        while self._waiting():
            lines.append(self._read(""))
        return "\n".join(lines).rstrip("\n")

    def _read(self, prompt: str) -> str:
        try:
            if self._in is sys.stdin and self._in.isatty():
                return input(prompt)
            self._out.write(prompt)
            self._out.flush()
            line = self._in.readline()
        except (EOFError, KeyboardInterrupt):
            raise Stop from None
        if not self._in.isatty():
            self._out.write("\n")  # nobody's Enter has ended the line
        if not line:
            raise Stop
        return line.rstrip("\r\n")


def _letter(typed: str) -> str:
    """The letter after a slash; "" for anything else."""
    word = unicodedata.normalize("NFKC", typed).strip().lower()
    return word[1] if len(word) == 2 and word[0] == "/" else ""


def _picked(typed: str, choices: Sequence[Option]) -> Option | None:
    """The option of a number, or of its own words."""
    digits = unicodedata.normalize("NFKC", typed)
    if digits.isdecimal() and 1 <= int(digits) <= len(choices):
        return choices[int(digits) - 1]
    return next((option for option in choices if typed in (option.value, str(option.label))), None)


def _words(typed: str) -> list[str]:
    for sign in "，,、;；":
        typed = typed.replace(sign, " ")
    return typed.split()


def _never() -> bool:
    return False


if sys.platform == "win32":
    import msvcrt

    def _waiting() -> bool:
        time.sleep(_PASTE)
        return msvcrt.kbhit()

else:
    import select

    def _waiting() -> bool:
        return bool(select.select([sys.stdin], [], [], _PASTE)[0])
