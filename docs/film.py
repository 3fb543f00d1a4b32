"""A recording of the program: a short journey from the menu to a final copy, as an animated SVG.

    .venv/bin/python docs/film.py

The pack and last year's answers are those of the README's ten-minute guide.  docs/pictures/journey.svg is written
anew.  Needs what make_pictures.py needs, without LibreOffice.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from moving_picture import MovingPicture
from screen import DOWN, Terminal

ROOT = Path(__file__).resolve().parent.parent
FILM = Path(__file__).resolve().parent / "pictures" / "journey.svg"
DRAFTER = (str(Path(sys.executable).with_name("drafter")),)
COLUMNS, ROWS = 80, 22
FAST, READ, LONG = 110, 1500, 4000
"""Milliseconds: a key being typed, a screen being read, a text being read."""
ENTER = "\r"
_FILE = re.compile(r"^文件 `(?P<path>[^`]+)`[^\n]*\n\n```yaml\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
GUIDE = "## 十分钟写一个自己的模板包"
LATE = "建立负责人出庭提醒机制"


class Camera:
    """A clerk at the program, filmed."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.film = MovingPicture()

    def see(self, words: str, pause: int = READ) -> None:
        """Wait for words and film the screen."""
        self.terminal.wait(words)
        self.film.add(self.terminal.screen, pause)

    def enter(self, words: str, pause: int = READ) -> None:
        """Press Enter; ``words`` show what comes then."""
        self.terminal.type(ENTER)
        self.see(words, pause)

    def type(self, text: str, words: str, pause: int = READ) -> None:
        """Type a line, key by key."""
        for number in range(len(text)):
            self.terminal.type(text[number])
            self.see(text[: number + 1], FAST)
        self.enter(words, pause)

    def pick(self, option: str, words: str, pause: int = READ) -> None:
        """Walk down to an option and take it."""
        while not any(line.startswith(" > ") and option in line for line in self.terminal.screen.display):
            self.terminal.type(DOWN)
            self.see(option, 3 * FAST)
        self.enter(words, pause)


def journey(camera: Camera) -> None:
    """The second year of a small report."""
    camera.see("要做什么")
    camera.pick("新建一年的报告", "报告哪一年的工作")
    camera.enter("以哪一份为底")
    camera.enter("写哪些方面", 2 * FAST)
    camera.enter("】落款日期")
    camera.type("2028-1-15", "】被诉行政案件", LONG)
    camera.type("18", "确定吗", LONG)
    camera.enter("> ", FAST)
    camera.type("10", "】法院审结", LONG)
    camera.type("8", "】其中败诉")
    camera.type("0", "这一条今年还写吗", LONG)
    camera.enter("【没有一件】", LONG)
    camera.enter("】负责人出庭次数")
    camera.type("7次", "】本单位补充内容")
    camera.enter("】明年打算做的事")
    camera.enter("第2条")
    camera.enter("再写一条")
    camera.type(LATE, "再写一条")
    camera.enter("接下来")
    camera.pick("看现在写成的全文", "一、", LONG)
    camera.terminal.type("q")
    camera.see("接下来", 2 * FAST)
    camera.pick("结束", "要做什么")
    camera.enter("生成定稿")
    camera.pick("生成定稿", "已生成", LONG)


def main() -> None:
    """Film the journey."""
    guide = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"\n{GUIDE}\n")[2]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for found in list(_FILE.finditer(guide))[:2]:
            path = folder / found["path"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(found["text"], encoding="utf-8")
        variables = {"XDG_CACHE_HOME": str(folder / ".cache"), "HOME": name}
        terminal = Terminal(DRAFTER, folder, variables, COLUMNS, ROWS)
        camera = Camera(terminal)
        try:
            journey(camera)
        finally:
            terminal.close()
        FILM.write_text(camera.film.svg(COLUMNS, ROWS), encoding="utf-8")


if __name__ == "__main__":
    main()
