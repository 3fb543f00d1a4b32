"""The pictures of the README, made from the real program.

    .venv/bin/pip install -e ".[docs]"
    .venv/bin/python docs/make_pictures.py [FOLDER WITH MORE FONTS]

Needs LibreOffice (soffice), poppler (pdftoppm) and Noto CJK fonts; the committed pictures were made with Debian's
fonts-arphic-gkai00mp as well.  The files in docs/pictures are written anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image
from screen import Terminal, picture

ROOT = Path(__file__).resolve().parent.parent
PICTURES = Path(__file__).resolve().parent / "pictures"
COLUMNS = 92
ENTER, OVERVIEW = "\r", "\x0f"
PAGE_WIDTH = 640
SERIF, SANS, KAI = "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL KaitiM GB"
FACES = {"方正小标宋简体": SERIF, "仿宋_GB2312": SERIF, "楷体_GB2312": KAI, "黑体": SANS, "宋体": SERIF}
"""Free faces in place of those the reports name, which no Linux has."""
Step = Callable[[Terminal], None]
DRAFTER = (str(Path(sys.executable).with_name("drafter")),)


class Studio:
    """A folder with two bureaus' answers, in which the program is run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.county = folder / "东岭县"
        self.county.mkdir()
        for year in (2024, 2025):
            shutil.copy(ROOT / f"examples/sample-county/{year}.yaml", self.county)
        self.this_year = self.county / "2026.yaml"
        self._variables = {"XDG_CACHE_HOME": str(folder / ".cache")}

    def run(self, *arguments: object) -> None:
        """A command that needs no keyboard."""
        command = [*DRAFTER, *map(str, arguments)]
        environment = {**os.environ, **self._variables}
        subprocess.run(command, check=True, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL)

    def film(self, name: str, rows: int, arguments: Sequence[str], steps: Sequence[Step]) -> None:
        """Run the program, go through the steps and keep the last screen."""
        terminal = Terminal([*DRAFTER, *arguments], self.folder, self._variables, COLUMNS, rows)
        try:
            for step in steps:
                step(terminal)
            picture(terminal.screen).save(PICTURES / f"{name}.png", optimize=True)
        finally:
            terminal.close()

    def answers_without(self, *keys: str) -> None:
        """This year's answers of the example, some of them taken out so that they are asked next."""
        text = (ROOT / "examples/sample-county/2026.yaml").read_text(encoding="utf-8")
        for key in keys:
            text = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", text, flags=re.MULTILINE)
        self.this_year.write_text(text, encoding="utf-8")


def see(words: str) -> Step:
    """Wait until words stand on the screen."""
    return lambda terminal: terminal.wait(words)


def press(*keys: str) -> Step:
    """Type keys."""
    return lambda terminal: terminal.type("".join(keys))


def pick(words: str) -> Step:
    """Choose from a list."""

    def step(terminal: Terminal) -> None:
        terminal.point(words)
        terminal.type(ENTER)

    return step


def to_question(topic: str, question: str, shown: str = "") -> list[Step]:
    """From wherever the questions begin to one of them, by way of the overview."""
    return [
        see("题"),
        press(OVERVIEW),
        pick("看各方面做到哪里"),
        pick(f"   {topic}"),
        pick("挑一题"),
        pick(question),
        see(shown or f"【{topic}　第"),
    ]


def terminal_pictures(studio: Studio) -> None:
    """The menu, a figure being asked; of a year begun from the last: a phrase of the year, an entry carried over."""
    asking = ["ask", "东岭县/2026.yaml"]
    studio.answers_without("信访收到")
    studio.film("menu", 10, [], [see("要做什么")])
    studio.film("figure", 14, asking, to_question("信访", "收到信访事项"))
    studio.this_year.unlink()
    studio.run("new", "东岭县", "--year", 2026, "--from", "东岭县/2025.yaml", "--no-ask")
    studio.film("phrase", 20, asking, to_question("开头", "贯彻落实的大会和全会"))
    asked = to_question("计划", "下一年主要安排", "【上年事项】去年定的今年的安排")
    going = [step for left in (2, 1) for step in (pick("还在做"), see(f"还有{left}条"))]
    kept = [pick("还在做"), see("新增主题目标")]
    studio.film("carried", 18, asking, [*asked, *going, *kept])


def learning_pictures(studio: Studio) -> None:
    """What is told of a report just learned; of the year begun from it, a paragraph to look at."""
    studio.run("draft", ROOT / "examples/sample-county/2025.yaml", "-o", "2025年报告.docx")
    studio.film("learned", 13, ["learn", "2025年报告.docx", "-o", "县政府"], [see("接着新建")])
    studio.run("new", "县政府", "--year", 2026, "--from", "县政府/2025.yaml", "--no-ask")
    there = to_question("加强党对法治政府建设的领导", "开展法治督察", "请核对")
    studio.film("passage", 15, ["ask", "县政府/2026.yaml"], there)


def fonts_file(folder: Path, more: Path | None) -> Path:
    """A configuration of fontconfig that gives the reports' faces their free substitutes."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{face}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{free}</string>'
        f"<string>{SERIF}</string></edit></match>"
        for face, free in FACES.items()
    )
    where = f"<dir>{more.resolve()}</dir>" if more else ""
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include>{where}{rules}</fontconfig>",
        encoding="utf-8",
    )
    return path


def pages(draft: Path, fonts: Path) -> list[Image.Image]:
    """The pages of a .docx as LibreOffice prints them."""
    folder = draft.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(draft)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pdf = draft.with_suffix(".pdf")
    subprocess.run(["pdftoppm", "-r", "110", "-png", str(pdf), str(draft.with_suffix(""))], check=True)
    return [Image.open(path) for path in sorted(folder.glob(f"{draft.stem}-*.png"))]


def side_by_side(images: Sequence[Image.Image], name: str) -> None:
    """Pages in one picture, each in a thin frame."""
    gap = 16
    small = [
        page.convert("RGB").resize(
            (PAGE_WIDTH, round(page.height * PAGE_WIDTH / page.width)), Image.Resampling.LANCZOS
        )
        for page in images
    ]
    size = (len(small) * (PAGE_WIDTH + gap) + gap, small[0].height + 2 * gap)
    sheet = Image.new("RGB", size, "#c8ccd2")
    for number, page in enumerate(small):
        sheet.paste(page, (gap + number * (PAGE_WIDTH + gap), gap))
    sheet.quantize(16, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def draft_pictures(studio: Studio, fonts: Path) -> None:
    """The first pages of a final copy, and those of a draft with open places."""
    final, draft = studio.folder / "final.docx", studio.folder / "draft.docx"
    studio.run("draft", ROOT / "examples/sample-county/2026.yaml", "-o", final, "--final")
    side_by_side(pages(final, fonts)[:2], "draft")
    studio.run("draft", ROOT / "examples/sample-bureau/2026.yaml", "-o", draft)
    side_by_side(pages(draft, fonts)[:2], "open-places")


def main() -> None:
    """Make all pictures."""
    more = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        studio = Studio(Path(name))
        terminal_pictures(studio)
        learning_pictures(studio)
        draft_pictures(studio, fonts_file(studio.folder, more))


if __name__ == "__main__":
    main()
