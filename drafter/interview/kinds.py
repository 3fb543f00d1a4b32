"""Which kind of report is written: asked only where there are several packs."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.i18n import _
from drafter.interview.console import Console
from drafter.interview.steps import Option


def choose_kind(console: Console, kinds: Mapping[str, str], usual: str) -> str:
    """The name of the pack chosen; ``kinds``: what each is called, ``usual``: the one that Enter takes."""
    if len(kinds) < 2:
        return next(iter(kinds), usual)
    options = [Option(name, kinds[name]) for name in sorted(kinds, key=lambda name: name != usual)]
    return console.choose(_("写哪一种报告"), options, usual, moving=False)
