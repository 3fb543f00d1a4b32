"""Looking through 改稿: wordings carried over from last year, comments of reviewers, changes that were put off."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from drafter.answers.edits import Edit
from drafter.answers.model import Status
from drafter.i18n import _
from drafter.interview.console import Back, Console, Overview, Skip
from drafter.interview.steps import Option

KEEP, DROP, LATER = "keep", "drop", "later"


class WordingScreen:
    """Asks of each record that is open what becomes of it."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def run(self, edits: Sequence[Edit]) -> list[Edit]:
        """The records as the clerk has them now; those left for later stay as they are.  Raises Stop."""
        made = list(edits)
        open_ones = [edit for edit in edits if edit.is_open]
        if not open_ones:
            self.console.say(_("改稿里没有要核对的"))
        for number, edit in enumerate(open_ones, 1):
            self.console.say(
                "\n"
                + _("{number}/{count}　{name}").format(number=number, count=len(open_ones), name=edit.at),
                strong=True,
            )
            self.console.say(_told(edit))
            chosen = self._chosen(_options(edit))
            if chosen == KEEP:
                made = _kept(made, edit)
            elif chosen == DROP:
                made.remove(edit)
        return made

    def _chosen(self, options: Sequence[Option]) -> str:
        while True:
            try:
                return self.console.choose("", options, LATER, moving=False)
            except (Back, Skip, Overview):
                continue


def _told(edit: Edit) -> str:
    """What a record says."""
    if edit.remark:
        return edit.remark
    lines = [edit.note] if edit.note else []
    if edit.deleted:
        lines.append(_("这一段不写"))
    elif edit.text is not None:
        lines.append(_("改定的文字：{text}").format(text=edit.text))
    if edit.after:
        lines.append(_("放在“{after}”后面").format(after=edit.after))
    if edit.was:
        lines.append(_("模板的文字：{text}").format(text=edit.was))
    return "\n".join(lines)


def _options(edit: Edit) -> list[Option]:
    later = Option(LATER, _("稍后再定"))
    if edit.remark:
        return [Option(KEEP, _("处理好了")), later]
    if edit.pending:
        return [Option(KEEP, _("采纳")), Option(DROP, _("不采纳")), later]
    return [Option(KEEP, _("今年照用")), Option(DROP, _("今年不用，按模板写")), later]


def _kept(edits: Sequence[Edit], edit: Edit) -> list[Edit]:
    """The records with one confirmed; a change that was put off takes the place of what stood there."""
    settled = replace(edit, status=Status.CONFIRMED, pending=False, note="")
    others = [
        one
        for one in edits
        if one is edit or not (edit.pending and one.at == edit.at and not one.pending and not one.remark)
    ]
    return [settled if one is edit else one for one in others]
