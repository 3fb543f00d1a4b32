"""“今年的提纲”: the headings that are prescribed, typed or pasted once, on a console.

Every change is saved before the next question; leaving at any moment loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from drafter.errors import DrafterError
from drafter.i18n import N_, _
from drafter.interview.console import Back, Console, Field, Overview, Skip
from drafter.interview.steps import Option
from drafter.interview.words import short
from drafter.outlines import tree
from drafter.outlines.desk import Desk
from drafter.outlines.pasted import Doubt, Heading, read_headings, settled
from drafter.outlines.tree import Path
from drafter.packs.schema import Outline, ParagraphStyle

Save = Callable[[Outline], None]
"""Puts the outline on disk; raises DrafterError when it cannot."""

PASTE, BASE, EDIT, ADD, PLACE, SENTENCE, REST = "paste", "base", "edit", "add", "place", "sentence", "rest"
UNDO, DONE, CANCEL, RETURN = "undo", "done", "cancel", "return"
RENAME, UP, DOWN, RAISE, LOWER, AFTER, BELOW = "rename", "up", "down", "raise", "lower", "after", "below"
STRING, DISSOLVE, REMOVE = "string", "dissolve", "remove"
HEADING, JOIN, DROP, CHECK = "heading", "join", "drop", "check"
_DOUBTS = (N_("没有编号"), N_("像是说明文字"))
_STRINGS = {
    ParagraphStyle.PLAIN: N_("各写各的段落"),
    ParagraphStyle.NUMBERED: N_("每段前面加 1. 2. 3."),
    ParagraphStyle.ITEMS: N_("每段前面加 一是 二是"),
    ParagraphStyle.ITEMS_RUN: N_("连成一段，一是……；二是……"),
    ParagraphStyle.JOINED: N_("连成一段"),
}


class OutlineScreen:
    """Edits one outline until the clerk is through."""

    def __init__(self, desk: Desk, console: Console, save: Save) -> None:
        self.desk, self.console, self._save = desk, console, save

    def run(self) -> bool:
        """False when the clerk wants everything as it was before."""
        ways: dict[str, Callable[[], bool]] = {
            PASTE: self._paste,
            BASE: self._base,
            EDIT: self._edit,
            ADD: lambda: self._add((), below=False),
            PLACE: self._place,
            SENTENCE: self._sentence,
            REST: self._rest,
            UNDO: self.desk.undo,
        }
        while True:
            self._show()
            try:
                chosen = self.console.choose(_("接下来"), self._options(), EDIT, moving=False)
                if chosen in (DONE, CANCEL):
                    return chosen == DONE
                if ways[chosen]():
                    self._keep()
            except (Back, Skip, Overview):
                continue

    def _options(self) -> list[Option]:
        options = [
            Option(EDIT, _("改一个标题（改字、移动、升级降级、删去、放主题）")),
            Option(ADD, _("在最后加一个大标题")),
            Option(PLACE, _("定一个标题下面写哪些主题")),
            Option(SENTENCE, _("在一个标题下面写一句话，带几个数")),
            Option(REST, _("没有安排的主题写到哪一部分")),
            Option(PASTE, _("粘贴上级规定的标题，换掉现在的")),
            Option(BASE, _("换一个底稿")),
        ]
        if self.desk.can_undo:
            options.append(Option(UNDO, _("撤销刚才的改动")))
        return [*options, Option(DONE, _("就用这个提纲")), Option(CANCEL, _("不改了，恢复原样"))]

    def _show(self) -> None:
        """The tree, and which topics have no place."""
        self.console.say("\n" + _("提纲：{label}").format(label=self.desk.outline.label), strong=True)
        for row in self.desk.rows():
            notes = "".join(_(note) for note in row.notes)
            self.console.say("  " + "　" * row.depth + row.text + notes)
        homeless = [name for name in self.desk.homeless() if name in self.desk.on]
        if homeless:
            told = _("没有安排位置、归到“没有安排的主题”那一部分的：{topics}")
            self.console.say(told.format(topics="、".join(homeless)))

    def _keep(self) -> None:
        try:
            self._save(self.desk.outline)
        except DrafterError as error:
            self.console.say("× " + _("没有存上：{error}").format(error=error))

    def _tell_years(self, templates: Iterable[str]) -> None:
        """Which typed headings will move with the year."""
        moving = [one for one in templates if "{{ 年度 }}" in one or "{{ 下一年 }}" in one]
        if moving:
            told = _("其中{count}个标题里的年份以后会随年度变：{heading}")
            first = moving[0].replace("{{ 年度 }}", _("〔年度〕")).replace("{{ 下一年 }}", _("〔下一年〕"))
            self.console.say(told.format(count=len(moving), heading=first))

    # -- the whole

    def _base(self) -> bool:
        options = [Option(one.name, one.label) for one in self.desk.pack.outlines.values()]
        base = self.desk.pack.outlines[self.console.choose(_("从哪一种开始"), options, moving=False)]
        made = Outline(
            self.desk.outline.name,
            self.desk.outline.label,
            base.parts,
            base.styles,
            base.typed,
            lacks=base.lacks,
        )
        return self.desk.take_outline(made)

    def _paste(self) -> bool:
        self.console.say(_("把通知里的标题粘贴进来，一行一个；带不带编号都行，（一）（二）会认出来。"))
        headings = self._judged(read_headings(self.console.ask(Field(lines=True, moving=False))))
        pack = self.desk.pack
        if not self.desk.paste(headings, pack.outlines[pack.default_outline]):
            self.console.say("× " + _("没有看到标题"))
            return False
        self._tell_years(node.heading for _path, node in tree.walk(self.desk.parts))
        self._keep()
        self._show()
        options = [
            Option(DONE, _("就这样放")),
            Option(CHECK, _("逐个标题核对")),
            Option(CANCEL, _("不要，撤销")),
        ]
        chosen = self.console.choose(_("主题是按字面相近放的，请看看对不对"), options, moving=False)
        if chosen == CANCEL:
            return self.desk.undo()
        if chosen == CHECK:
            self._check_all()
        return True

    def _judged(self, headings: list[Heading]) -> list[Heading]:
        """What to do with lines that may be no heading."""
        options = [
            Option(HEADING, _("是标题")),
            Option(JOIN, _("接在上一行后面")),
            Option(DROP, _("不要")),
        ]
        verdicts = {}
        for number, one in enumerate(headings):
            if one.doubt is not Doubt.NONE:
                self.console.say(f"  {short(one.text)}（{_(one.doubt.value)}）")
                pointed = DROP if one.doubt is Doubt.PROSE else HEADING
                verdicts[number] = self.console.choose(_("这一行"), options, pointed, moving=False)
        return settled(headings, verdicts)

    def _check_all(self) -> None:
        """Each heading without others below it, one after the other."""
        headings = [node.heading for _path, node in tree.walk(self.desk.parts) if tree.is_heading(node)]
        for heading in headings:
            path = next((p for p, node in tree.walk(self.desk.parts) if node.heading == heading), None)
            if path is None:
                continue
            node = tree.node_at(self.desk.parts, path)
            if not node.topic and not any(tree.is_heading(child) for child in node.children):
                self._topics_at(path)
                self._keep()

    # -- one heading

    def _pick(self, label: str, *, headings: bool) -> Path:
        """A line of the tree."""
        rows = [row for row in self.desk.rows() if not headings or self._holds(row.path)]
        options = [
            Option(str(number), "　" * row.depth + short(row.text, 36)) for number, row in enumerate(rows)
        ]
        return rows[int(self.console.choose(label, options, moving=False))].path

    def _holds(self, path: Path) -> bool:
        """Whether something can be put below a line: it is a heading of its own."""
        node = tree.node_at(self.desk.parts, path)
        return tree.is_heading(node) and not node.topic

    def _edit(self) -> bool:
        path = self._pick(_("改哪一个"), headings=False)
        desk, parts = self.desk, self.desk.parts
        ways: dict[str, Callable[[], bool]] = {
            RENAME: lambda: self._rename(path),
            UP: lambda: desk.take(tree.earlier(parts, path)),
            DOWN: lambda: desk.take(tree.later(parts, path)),
            RAISE: lambda: desk.take(tree.promoted(parts, path)),
            LOWER: lambda: desk.take(tree.demoted(parts, path)),
            AFTER: lambda: self._add(path, below=False),
            BELOW: lambda: self._add(path, below=True),
            PLACE: lambda: self._topics_at(path),
            STRING: lambda: self._string(path),
            DISSOLVE: lambda: desk.take(tree.dissolved(parts, path)),
            REMOVE: lambda: desk.take(tree.removed(parts, path)),
            RETURN: lambda: False,
        }
        chosen = self.console.choose(_("怎么改"), self._edits(path), moving=False)
        done = ways[chosen]()
        if not done and chosen in (UP, DOWN, RAISE, LOWER, BELOW):
            self.console.say("× " + _("这里不能这样移动或添加"))
        return done

    def _edits(self, path: Path) -> list[Option]:
        options = [
            Option(RENAME, _("改标题的字")),
            Option(UP, _("往前移")),
            Option(DOWN, _("往后移")),
            Option(RAISE, _("升一级")),
            Option(LOWER, _("降一级，归到前一个标题下面")),
            Option(AFTER, _("在它后面加一个标题")),
        ]
        if self._holds(path):
            options += [
                Option(BELOW, _("在它下面加一个小标题")),
                Option(PLACE, _("定它下面写哪些主题")),
                Option(STRING, _("它下面的段落怎么连")),
                Option(DISSOLVE, _("只去掉标题，内容留下")),
            ]
        removed = _("连同下面的一起删去（主题归到没有安排的）")
        return [*options, Option(REMOVE, removed), Option(RETURN, _("返回"))]

    def _rename(self, path: Path) -> bool:
        typed = self.console.ask(Field(_("标题"), self.desk.to_edit(path), moving=False))
        done = self.desk.rename(path, typed)
        if done:
            node = tree.node_at(self.desk.parts, path)
            self._tell_years([node.heading or node.text])
        return done

    def _add(self, path: Path, *, below: bool) -> bool:
        typed = self.console.ask(Field(_("标题"), placeholder=_("只写字，不写编号"), moving=False))
        heading = " ".join(one.text for one in read_headings(typed))
        done = self.desk.add_heading(heading, path, below=below)
        if done:
            self._tell_years([self.desk.heading(heading)])
        return done

    def _string(self, path: Path) -> bool:
        options = [Option(style.value, _(words)) for style, words in _STRINGS.items()]
        now = tree.node_at(self.desk.parts, path).paragraphs
        chosen = self.console.choose(_("怎么连"), options, now.value, moving=False)
        return self.desk.string(path, ParagraphStyle(chosen))

    # -- what stands below

    def _place(self) -> bool:
        return self._topics_at(self._pick(_("哪一个标题"), headings=True))

    def _topics_at(self, path: Path) -> bool:
        """Tick what belongs under a heading; what fits best is first in the list."""
        shown = next(row.text for row in self.desk.rows() if row.path == path)
        below = self.desk.below(path)
        places = [*below, *(place for place in self.desk.likely(path) if place not in below)]
        options = [Option(place, self._place_label(place)) for place in places]
        label = _("“{heading}”下面写哪些").format(heading=short(shown, 30))
        return self.desk.arrange(path, self.console.tick(label, options, below))

    def _place_label(self, place: str) -> str:
        topic, _at, fragment = place.partition("@")
        name = _("{topic}中“{fragment}”那一段").format(topic=topic, fragment=fragment) if fragment else topic
        where = self.desk.where(place)
        return name + (_("　现在在：{where}").format(where=short(where, 24)) if where else "")

    def _rest(self) -> bool:
        rows = [row for row in self.desk.rows() if len(row.path) == 1 and row.heading]
        options = [Option(str(row.path[0]), short(row.text, 36)) for row in rows]
        return self.desk.rest_at(int(self.console.choose(_("写到哪一部分"), options, moving=False)))

    def _sentence(self) -> bool:
        """Single figures under a shared heading, in the clerk's words."""
        path = self._pick(_("写在哪一个标题下面"), headings=True)
        pack = self.desk.pack
        figures = {
            name: [key for key in topic.questions if pack.questions[key].kind.is_number]
            for name, topic in pack.topics.items()
        }
        options = [Option(name, name) for name, keys in figures.items() if keys]
        keys = figures[self.console.choose(_("哪一方面的数"), options, moving=False)]
        chosen = self.console.tick(_("要哪几个数"), [Option(key, pack.questions[key].label) for key in keys])
        self.console.say(_("把这句话改顺；花括号里的名称会印成数，不要改。"))
        typed = self.console.ask(Field(_("这句话"), self.desk.draft_sentence(chosen), moving=False))
        if self.desk.add_sentence(typed, path):
            return True
        self.console.say("× " + _("这句话是空的，或以 #、-、+、|、@ 开头"))
        return False
