"""Which kind of report is written, and which of several in a file is read: asked only where there is a choice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.i18n import _
from drafter.interview.console import Console
from drafter.interview.steps import Option

_LONG_BEGINNING = 6
"""Characters that titles may have alike before it matters."""


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
        for number, title in enumerate(told_apart(titles))
    ]
    return int(
        console.choose(_("文件里有{count}份报告，用哪一份").format(count=len(titles)), options, moving=False)
    )


def told_apart(titles: Sequence[str]) -> list[str]:
    """Titles that begin alike with that behind, so that a narrow window shows where they differ."""
    alike = re.sub(r"[0-9]+$", "", _beginning(titles))
    if len(alike) < _LONG_BEGINNING:
        return list(titles)
    return [f"{_own(title[len(alike) :])} ← {alike.rstrip('（(')}" for title in titles]


def _own(words: str) -> str:
    return words.strip("（()）")


def _beginning(titles: Sequence[str]) -> str:
    """What all have alike in front."""
    first, last = min(titles), max(titles)
    return next((first[:at] for at, char in enumerate(first) if last[at : at + 1] != char), first)
