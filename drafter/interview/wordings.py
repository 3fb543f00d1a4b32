"""Looking through 改稿: wordings carried over from last year, comments of reviewers, changes that were put off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from drafter.answers.edits import Edit, together
from drafter.answers.model import Status
from drafter.i18n import _
from drafter.interview.console import Back, Console, Overview, Skip
from drafter.interview.differences import told
from drafter.interview.steps import Option
from drafter.taking.model import Change, Mode

Effects = Callable[[Edit], Sequence[Change]]
"""What following a record changes in the draft."""
KEEP, DROP, LATER = "keep", "drop", "later"


class WordingScreen:
    """Asks of each record that is open what becomes of it."""

    def __init__(self, console: Console, effects: Effects | None = None) -> None:
        self.console, self._effects = console, effects

    def run(self, edits: Sequence[Edit]) -> list[Edit]:
        """The records as the clerk has them now; those left for later stay as they are.  Raises Stop."""
        made = list(together(edits))
        open_ones = [edit for edit in made if edit.is_open]
        if not open_ones:
            self.console.say(_("改稿里没有要核对的"))
        count = len(open_ones)
        for number in range(count):
            edit = open_ones[number]
            changes = self._effects(edit) if self._effects is not None and not edit.remark else []
            name = next((one.title for one in changes if one.title), edit.at)
            place = _("{number}/{count}　{name}").format(number=number + 1, count=count, name=name)
            self.console.say(f"\n{place}", strong=True)
            self.console.say(_drawn(edit, changes) if changes else _told(edit))
            chosen = self._chosen(_options(edit))
            if chosen == KEEP:
                made = _kept(made, edit)
            elif chosen == DROP:
                made = _without(made, edit)
                open_ones = _behind_others(open_ones, edit)
        return made

    def _chosen(self, options: Sequence[Option]) -> str:
        while True:
            try:
                return self.console.choose(_("这一处怎么办"), options, LATER, moving=False)
            except (Back, Skip, Overview):
                continue


def _drawn(edit: Edit, changes: Sequence[Change]) -> str:
    """What a record changes in the draft, in the draft's own words."""
    lines = [edit.note] if edit.note else []
    for change in changes:
        lines.append(told(change))
        if change.mode in (Mode.ADDED, Mode.MOVED) and change.title:
            lines.append(_("放在“{after}”后面").format(after=change.title))
    return "\n".join(lines)


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
    """The records with one confirmed; a change that was put off joins what was decided of its paragraph before."""
    settled = replace(edit, status=Status.CONFIRMED, pending=False, note="")
    if not edit.pending:
        return [settled if one == edit else one for one in edits]
    return list(together((*(one for one in edits if one != edit), settled)))


def _without(edits: Sequence[Edit], edit: Edit) -> list[Edit]:
    return _behind_others([one for one in edits if one != edit], edit)


def _behind_others(edits: Sequence[Edit], gone: Edit) -> list[Edit]:
    """The records, where one is dropped: what was to stand behind it stands where it would have stood."""
    if not gone.is_new:
        return list(edits)
    return [replace(one, after=gone.after) if one.after == gone.at else one for one in edits]
