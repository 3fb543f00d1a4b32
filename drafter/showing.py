"""The difference of two drafts on a terminal: what changed, paragraph by paragraph, under the headings it stands in.

Readable without colours: what was deleted, added, replaced stands in 〔删：…〕〔增：…〕〔79→80〕.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

from drafter.compare.entries import bits
from drafter.compare.model import Compared, Fate, Kind, Line, Nature, Step
from drafter.compare.nature import nature
from drafter.comparing import Comparison
from drafter.i18n import N_, _
from drafter.readers.model import Role
from drafter.writers.differences import marked

_LABELS = {
    Fate.CHANGED: N_("改"),
    Fate.ADDED: N_("增"),
    Fate.DELETED: N_("删"),
    Fate.MOVED: N_("移"),
    Fate.SPLIT: N_("拆"),
    Fate.JOINED: N_("并"),
}
_COUNTED = {
    Fate.CHANGED: N_("改{count}段"),
    Fate.ADDED: N_("增{count}段"),
    Fate.DELETED: N_("删{count}段"),
    Fate.MOVED: N_("移{count}段"),
    Fate.SPLIT: N_("拆开{count}段"),
    Fate.JOINED: N_("合并{count}段"),
}
_NATURES = {
    Nature.FORMS: N_("（只是全角半角）"),
    Nature.MARKS: N_("（只是标点）"),
    Nature.FIGURES: N_("（只是数字）"),
}
_COLOURS = {Kind.DELETE: "\x1b[31m", Kind.INSERT: "\x1b[32m", Kind.REPLACE: "\x1b[33m"}
_PLAIN = "\x1b[0m"
_STRONG = "\x1b[1m"
_UNLIKE = 0.2
_AROUND = 14
"""So many unchanged characters are shown beside a change, up to where a clause begins or ends."""
_LONGEST_HEADING, _LONGEST_MOVED = 24, 40
_CLAUSE = re.compile("[，。；：！？、]")


def colours_wanted(out: TextIO) -> bool:
    """Whether colours may be used: on a terminal that can show them, unless NO_COLOR says otherwise."""
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell_difference(
    comparison: Comparison, out: TextIO, *, coloured: bool = False, counts_only: bool = False
) -> None:
    """Everything that differs (unless ``counts_only``), and how much of it at the end."""
    both = comparison.both
    for side in (comparison.old, comparison.new):
        for note in side.notes:
            print(_("提示：{told}").format(told=f"{side.path.name}：{note}"), file=out)
    shown = [step for step in both.steps if not _is_slight(both, step)]
    spaces = sum(step.fate is Fate.CHANGED for step in both.steps) - sum(
        s.fate is Fate.CHANGED for s in shown
    )
    if not shown:
        same = _("两份稿子的文字完全相同。")
        print(_("除空白外，两份稿子的文字完全相同。") if spaces else same, file=out)
        return
    if comparison.likeness < _UNLIKE:
        told = _("提示：两份稿子只有{share}%的文字相同，可能不是同一单位的报告，请核对文件。")
        print(told.format(share=round(comparison.likeness * 100)), file=out)
    print(_("旧：{old}　新：{new}").format(old=comparison.old.path, new=comparison.new.path), file=out)
    if not counts_only:
        _Teller(both, out, coloured).tell(shown)
    print(_counts(both, shown, spaces), file=out)


def _is_slight(both: Compared, step: Step) -> bool:
    """Whether nothing but blanks differs."""
    if step.fate is not Fate.CHANGED:
        return step.fate is Fate.SAME
    return nature(both.old[step.old[0]].text, both.new[step.new[0]].text) is Nature.SPACE


def _counts(both: Compared, shown: Sequence[Step], spaces: int) -> str:
    """How many paragraphs of each fate; cells of tables are told apart."""
    cells = sum(_line(both, step).role is Role.CELL for step in shown)
    fates = Counter(step.fate for step in shown if _line(both, step).role is not Role.CELL)
    told = [_(_COUNTED[fate]).format(count=fates[fate]) for fate in _COUNTED if fates[fate]]
    told += [_("表格{count}格").format(count=cells)] * bool(cells)
    words = _("共{count}处不同：{told}。").format(count=len(shown), told=_("，").join(told))
    return words + (_("另有{count}段只有空白不同，没有列出。").format(count=spaces) if spaces else "")


def _line(both: Compared, step: Step) -> Line:
    """The line a step is told by."""
    return both.new[step.new[0]] if step.new else both.old[step.old[0]]


class _Teller:
    """Prints the steps under their headings."""

    def __init__(self, both: Compared, out: TextIO, coloured: bool) -> None:
        self._both, self._out, self._coloured = both, out, coloured
        self._places = list(_places(both.new)), list(_places(both.old))
        self._told = ""

    def tell(self, steps: Sequence[Step]) -> None:
        """A line for each step."""
        for step in steps:
            place = self._place(step)
            if place != self._told:
                print(file=self._out)
                print(self._painted(_STRONG, place), file=self._out)
                self._told = place
            told = "".join(self._painted(_COLOURS.get(kind, ""), words) for kind, words in self._words(step))
            print(f"  {self._label(step)}  {told}", file=self._out)
        print(file=self._out)

    def _painted(self, colour: str, words: str) -> str:
        return f"{colour}{words}{_PLAIN}" if self._coloured and colour else words

    def _place(self, step: Step) -> str:
        """The headings that a line stands under."""
        line = _line(self._both, step)
        if line.role in (Role.ORGAN, Role.DATE, Role.NOTE):
            return _("（落款）")
        place = self._places[0][step.new[0]] if step.new else self._places[1][step.old[0]]
        return place or (_("（一级标题）") if line.role is Role.HEADING else _("（开头）"))

    def _label(self, step: Step) -> str:
        line = _line(self._both, step)
        label = _(_LABELS[step.fate])
        if line.role is Role.CELL:
            return label + _("（表格第{row}行第{column}列）").format(row=line.row + 1, column=line.column + 1)
        if line.role is not Role.PARAGRAPH:
            label += _("（{role}）").format(role=_(_ROLES[line.role]))
        if step.fate is Fate.CHANGED:
            only = _NATURES.get(nature(self._both.old[step.old[0]].text, line.text))
            label += _(only) if only else ""
        return label

    def _words(self, step: Step) -> Iterator[tuple[Kind, str]]:
        """The text, with what changed in it."""
        old = "\n".join(self._both.old[n].text for n in step.old)
        new = "\n".join(self._both.new[n].text for n in step.new)
        if step.fate is Fate.ADDED:
            yield Kind.INSERT, new
        elif step.fate is Fate.DELETED:
            yield Kind.DELETE, old
        elif step.fate is Fate.MOVED:
            yield from self._moved(step, old, new)
        else:
            yield from _excerpt(old, new)

    def _moved(self, step: Step, old: str, new: str) -> Iterator[tuple[Kind, str]]:
        place = self._places[1][step.old[0]] or _("（开头）")
        yield Kind.EQUAL, _("（原在“{place}”下）").format(place=place)
        if old == new:
            yield Kind.EQUAL, new[:_LONGEST_MOVED] + ("……" if len(new) > _LONGEST_MOVED else "")
        else:
            yield from _excerpt(old, new)


_ROLES = {
    Role.TITLE: N_("标题"),
    Role.ADDRESSEE: N_("主送机关"),
    Role.HEADING: N_("小标题"),
    Role.PARAGRAPH: N_("段落"),
    Role.CELL: N_("表格"),
    Role.ORGAN: N_("署名"),
    Role.DATE: N_("成文日期"),
    Role.NOTE: N_("附注"),
}


def _excerpt(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    """What changed with some words around it; long unchanged stretches are left out."""
    found = marked(bits(old, new))
    for number, (kind, words) in enumerate(found):
        if kind is Kind.EQUAL:
            words = _shortened(words, first=number == 0, last=number == len(found) - 1)
        yield kind, words.replace("\n", "¶")


def _shortened(words: str, *, first: bool, last: bool) -> str:
    """An unchanged stretch: its ends, as far as they stand beside a change."""
    head = "" if first else words[: _clause_end(words)]
    tail = "" if last else words[_clause_start(words) :]
    if len(head) + len(tail) + 2 >= len(words):
        return words
    return f"{head}……{tail}"


def _clause_end(words: str) -> int:
    """Where the clause at the beginning ends, not too far away."""
    found = _CLAUSE.search(words, 4, _AROUND * 2)
    return found.end() if found else _AROUND


def _clause_start(words: str) -> int:
    """Where the clause at the end begins, not too far away."""
    start = max(len(words) - _AROUND * 2, 0)
    places = [found.end() for found in _CLAUSE.finditer(words, start, max(len(words) - 4, 0))]
    return places[-1] if places else max(len(words) - _AROUND, 0)


def _places(lines: Sequence[Line]) -> Iterator[str]:
    """Of each line the headings above it, from the highest level down."""
    above: dict[int, str] = {}
    for line in lines:
        if line.role is Role.TITLE and line.part:
            above = {0: line.text}
        level = line.level if line.role is Role.HEADING else 99
        above = {one: words for one, words in above.items() if one < level}
        yield " ＞ ".join(above[one] for one in sorted(above))
        if line.role is Role.HEADING:
            long = len(line.text) > _LONGEST_HEADING
            above[level] = line.text[:_LONGEST_HEADING] + ("……" if long else "")
