"""Which kind of report is written, and which of several in a file is read: asked only where there is a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafter.i18n import _
from drafter.interview.console import Console
from drafter.interview.steps import Option


def choose_kind(console: Console, kinds: Mapping[str, str], usual: str) -> str:
    """The name of the pack chosen; ``kinds``: what each is called, ``usual``: the one that Enter takes."""
    if len(kinds) < 2:
        return next(iter(kinds), usual)
    options = [Option(name, kinds[name]) for name in sorted(kinds, key=lambda name: name != usual)]
    return console.choose(_("写哪一种报告"), options, usual, moving=False)


def choose_report(console: Console, titles: Sequence[str]) -> int:
    """Which of several reports in one file is meant, from 0."""
    options = [
        Option(str(number), _("第{number}份：{title}").format(number=number + 1, title=title))
        for number, title in enumerate(titles)
    ]
    return int(
        console.choose(_("文件里有{count}份报告，用哪一份").format(count=len(titles)), options, moving=False)
    )
