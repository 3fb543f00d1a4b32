"""A clerk at a pseudo-terminal: reads what stands on the screen and types what it asks for."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator, Mapping

import pexpect

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[()=>][A-Z0-9]?|[\r\x07\x08]")
_CHOICE = re.compile(r"（上下键选|\(arrows")
_NAMED = re.compile(r"^【[^】]*】([^\s（]+)", re.MULTILINE)
"""The name of a question, whatever the language of the frame around it."""
_KEYS = "Ctrl-C"
_SETTLED = 0.04
"""Seconds without output after which a prompt is taken to be complete."""
ENTER = "\r"

USUAL: Mapping[str, str] = {
    "（上下键选": "",
    "（空格勾选": "",
    "数字；": "12",
    "年-月-日": "2027-1-15",
    "是 或 否": "是",
    "再写一条": "",
    "写一条": "完成一项工作",
    "例如：": "某某",
}
"""What is typed by what the prompt shows; an empty one takes what stands there."""
PLAIN: Mapping[str, str] = {"年-月-日": "2028-1-15", "这一条今年还写吗": "1", "还对吗": "1", "再写一条": ""}
"""The same in a plain session."""
ENGLISH: Mapping[str, str] = {
    "(arrows": "",
    "(space ticks": "",
    "number; 0": "12",
    "year-month-day": "2028-1-15",
}
"""The same where the frame is English."""


class Clerk:
    """The program at a terminal of its own; ``screen`` is what was shown since the last key."""

    def __init__(
        self, command: str, arguments: list[str], *, folder: str, environment: dict[str, str]
    ) -> None:
        self.child = pexpect.spawn(
            command,
            arguments,
            cwd=folder,
            env=environment,
            encoding="utf-8",
            dimensions=(60, 100),
            timeout=20,
            echo=False,
        )
        self.screen = ""

    def look(self, words: str = "") -> str:
        """Wait until the program asks (or is through) and, where ``words`` are given, until they are shown."""
        shown, last, limit = "", time.monotonic(), time.monotonic() + 20
        while time.monotonic() < limit:
            try:
                shown += self.child.read_nonblocking(65536, timeout=0.02)
                last = time.monotonic()
            except pexpect.TIMEOUT:
                self.screen = _CONTROL.sub("", shown)
                quiet = time.monotonic() - last > _SETTLED
                if quiet and self.asks and words in self.screen:
                    return self.screen
            except pexpect.EOF:
                self.screen = _CONTROL.sub("", shown)
                self.child.wait()
                break
        assert words in self.screen, self.screen
        return self.screen

    @property
    def asks(self) -> bool:
        """Whether the last line is one that waits for an answer, or tells the keys of one."""
        last = self.screen.rpartition("\n")[2]
        return last.startswith(">") or _KEYS in last or last.endswith("> ")

    @property
    def ended(self) -> bool:
        return not self.child.isalive()

    def end(self) -> int:
        """Wait until the program is through; its exit code."""
        self.child.expect(pexpect.EOF)
        self.screen += _CONTROL.sub("", self.child.before or "")
        self.child.wait()
        return int(self.child.exitstatus)

    def type(self, text: str, words: str = "") -> str:
        """Type a line, and look."""
        self.child.send(text + ENTER)
        return self.look(words)

    def choose(self, label: str, words: str = "") -> str:
        """Move the pointer to an option and take it; in a plain session, type its number."""
        if numbered := re.findall(rf"^(\d+)\. {re.escape(label)}", self.screen, re.MULTILINE):
            return self.type(numbered[-1], words)
        menu = _CHOICE.split(self.screen)[-1].split("\n")
        options = [line[3:] for line in menu if line.startswith((" > ", "   "))]
        place = next(number for number, option in enumerate(options) if option.startswith(label))
        self.child.send("\x1b[B" * place)
        return self.type("", words)

    def press(self, key: str, words: str = "") -> str:
        """A key together with Ctrl, and look."""
        self.child.sendcontrol(key)
        return self.look(words)

    def answer(
        self, replies: Mapping[str, str], until: str, usual: Mapping[str, str] = USUAL, most: int = 100
    ) -> Iterator[str]:
        """Answer question after question: by what it is called, else as usual; gives what each was called."""
        for _ in range(most):
            if until in self.screen or self.ended:
                return
            named = _NAMED.findall(self.screen)
            yield named[-1] if named else ""
            own = replies.get(named[-1]) if named and ">  " in self.screen else None
            self.type(
                next((text for sign, text in usual.items() if sign in self.screen), "")
                if own is None
                else own
            )
        raise AssertionError(f"没有走到“{until}”：{self.screen}")

    def close_window(self) -> None:
        """What a terminal does to its program when its window is closed."""
        self.child.kill(signal.SIGHUP)
        self.child.expect(pexpect.EOF)
        self.child.wait()
