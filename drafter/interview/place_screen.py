"""One place of a text that may have aged: it stands, is written otherwise, or goes."""

from __future__ import annotations

from drafter.i18n import _
from drafter.interview.console import Console, Field
from drafter.interview.steps import Option, Settle


def ask_place(console: Console, words: str, *, moved: bool = False) -> tuple[Settle, str]:
    """What becomes of some words, and what is to stand there; ``moved``: the program has moved a year along."""
    stands = _("对，就写“{words}”").format(words=words) if moved else _("没有变，照旧")
    options = [
        Option(Settle.KEEP.value, stands),
        Option(Settle.RETYPE.value, _("改成……")),
        Option(Settle.REMOVE.value, _("删去这几个字")),
    ]
    chosen = Settle(console.choose(f"【{words}】", options))
    if chosen is not Settle.RETYPE:
        return chosen, words if chosen is Settle.KEEP else ""
    return chosen, console.ask(Field(_("改成"), words))
