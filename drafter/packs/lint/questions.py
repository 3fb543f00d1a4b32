"""What is wrong with a pack's questions, formulas, checks and offers, now that the whole pack is known."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping

from drafter.answers.model import RESERVED
from drafter.asking import PROFILE_KEY, mentioned
from drafter.errors import Place
from drafter.formulas import Call, Expression, Name, all_names, cycles
from drafter.packs.faults import Faults, near_miss
from drafter.packs.lint.follow import check_follow
from drafter.packs.lint.shapes import YEARS
from drafter.packs.load import Reading, suggested_profiles
from drafter.packs.offers import offered_fields
from drafter.packs.schema import EVERYBODY, Kind, Pack, Question
from drafter.packs.source import Section

_JINJA = frozenset(
    {"loop", "self", "varargs", "kwargs", "caller", "true", "false", "none", "and", "or", "not"}
)


class QuestionChecks:
    """The checks of one pack's questions."""

    def __init__(self, reading: Reading, faults: Faults) -> None:
        self.reading, self.pack, self.faults = reading, reading.pack, faults

    def run(self, used: set[str]) -> None:
        """Reports all faults; ``used``: the names that templates ask for."""
        for key, question in self.pack.questions.items():
            section = self.reading.questions.get(key)
            if question.kind is not Kind.ITEMS and section is not None:
                self._key(question, section)
                self._fields(question, section)
                self._units(question, section)
                self._options(question, section)
                self._columns(question, section)
                self._conditions(question, section)
                self._offer(question, section)
                check_follow(question, section, self.pack, self.faults)
                self._profiles(question.profiles, section)
                if question.formula is not None:
                    self._expression(question.formula, section.line("公式"), "公式")
        for check in self.pack.checks:
            self._expression(check.left, check.place, "校验")
            self._expression(check.right, check.place, "校验")
        self._cycles()
        self._shell()
        if not self.reading.partial:
            self._unused(used | set(self._used()))
            self._offers()
        for section in self.reading.topics.values():
            suggested = suggested_profiles(section)
            self._profiles(() if suggested == (EVERYBODY,) else suggested, section, "推荐")
            self._profiles(section.texts("适用"), section)

    # one question ------------------------------------------------------------------------------------

    def _key(self, question: Question, section: Section) -> None:
        key, place = question.key, section.line("键")
        if key in RESERVED:
            self.faults.add(place, f"键不能叫“{key}”，答案文件里它另有用处", "请换一个名称")
        elif key in YEARS:
            self.faults.add(place, f"键不能叫“{key}”，模板里它是年份", "请换一个名称")
        elif key in _JINJA or keyword.iskeyword(key):
            self.faults.add(place, f"键不能叫“{key}”，模板里它另有含义", "请换一个名称")
        elif key in {topic.items_key for topic in self.pack.topics.values()}:
            self.faults.add(place, f"键不能叫“{key}”，它是主题的本单位补充内容", "请换一个名称")

    def _fields(self, question: Question, section: Section) -> None:
        """Fields that a question of its kind has no use for."""
        for word in ("公式", "单位", "小数", "舍入", "补零"):
            if word in section and not question.kind.is_number:
                self.faults.add(
                    section.line(word), f"“{word}”只用于数字和金额，这一题是{question.kind.value}"
                )
        for word in ("舍入", "补零"):
            if word in section and question.kind.is_number and "公式" not in section:
                self.faults.add(section.line(word), f"“{word}”只用于有“公式”的题", "填写的数照原样印")
        if "另写" in section and question.kind is not Kind.CHOICE:
            self.faults.add(section.line("另写"), f"“另写”只用于单选，这一题是{question.kind.value}")
        if "列" in section and question.kind is not Kind.TABLE:
            self.faults.add(section.line("列"), f"“列”只用于表格，这一题是{question.kind.value}")
        if "建议年" in section and question.offer not in self.pack.yearly:
            self.faults.add(section.line("建议年"), "“建议年”只用于从年度表里建议的题")

    def _units(self, question: Question, section: Section) -> None:
        for unit in question.units:
            if unit.startswith("="):
                owner = self._known(unit[1:], section.line("单位"), "单位")
                if owner is not None and owner.kind not in (Kind.CHOICE, Kind.TEXT):
                    what = f"单位“{unit}”要取单选或文本的答案，“{owner.key}”是{owner.kind.value}"
                    self.faults.add(section.line("单位"), what)

    def _options(self, question: Question, section: Section) -> None:
        doubled = [option for option in dict.fromkeys(question.options) if question.options.count(option) > 1]
        if doubled:
            self.faults.add(section.line("选项"), f"选项“{'、'.join(doubled)}”写了两次")
        if question.kind in (Kind.CHOICE, Kind.CHOICES) and not question.options and not question.offer:
            self.faults.add(section.place, f"“{question.key}”是{question.kind.value}，却没有“选项”或“建议”")

    def _columns(self, question: Question, section: Section) -> None:
        seen: set[str] = set()
        for column, one in zip(question.columns, section.sections("列"), strict=False):
            if column.key in seen:
                self.faults.add(one.line("键"), f"列“{column.key}”写了两次")
            seen.add(column.key)
            if column.kind is Kind.CHOICE and not column.options:
                self.faults.add(one.place, f"列“{column.key}”是单选，却没有“选项”")

    def _conditions(self, question: Question, section: Section) -> None:
        place = section.line("当")
        for key, wanted in question.when:
            owner = self._known(key, place, "当")
            if owner is None:
                continue
            if owner.key == question.key:
                self.faults.add(place, f"“{key}”不能以自己为条件")
            if mentioned(wanted):
                self._mention(owner, mentioned(wanted), place)
                continue
            options = (
                ("是", "否") if owner.kind is Kind.YES_NO else () if owner.leaves_open else owner.options
            )
            if wanted and options and wanted not in options:
                advice = near_miss(wanted, options) or "可选：" + "、".join(options)
                self.faults.add(place, f"“{key}”没有“{wanted}”这个选项，这一题永远不问", advice)

    def _mention(self, owner: Question, key: str, place: Place) -> None:
        """当: {安排: "{执证率}"} looks for a key in a text."""
        self._known(key, place, "当")
        if not owner.kind.is_prose:
            self.faults.add(place, f"“当”里的“{owner.key}”是{owner.kind.value}，里面不会写到“{{{key}}}”")

    def _offer(self, question: Question, section: Section) -> None:
        tables = {*self.pack.yearly, *self.pack.libraries}
        if question.offer and question.offer not in tables and not self.reading.partial:
            what = f"没有名为“{question.offer}”的年度表或选项库"
            self.faults.add(section.line("建议"), what, near_miss(question.offer, tables))

    def _profiles(self, profiles: tuple[str, ...], section: Section, word: str = "适用") -> None:
        card = self.pack.questions.get(PROFILE_KEY)
        if card is None and profiles and not self.reading.partial:
            advice = "不分单位类型的写 推荐: 是" if word == "推荐" else ""
            self.faults.add(section.line(word), f"写了“{word}”，模板包里却没有“{PROFILE_KEY}”这一题", advice)
        for name in profiles if card is not None and card.options else ():
            if card is not None and name not in card.options:
                advice = near_miss(name, card.options) or "可写：" + "、".join(card.options)
                self.faults.add(section.line(word), f"“{word}”里的“{name}”不是单位类型", advice)

    def _known(self, key: str, place: Place, where: str) -> Question | None:
        found = self.pack.questions.get(key)
        advice = (
            near_miss(key, self.pack.questions, complete=not self.reading.partial) if found is None else ""
        )
        if found is None and (advice or not self.reading.partial):
            self.faults.add(place, f"“{where}”里的“{key}”不是任何一题的键", advice)
        return found

    # formulas ----------------------------------------------------------------------------------------

    def _expression(self, expression: Expression, place: Place, where: str) -> None:
        for name in sorted(all_names(expression)):
            parent, dot, inner = name.rpartition(".")
            if dot:
                owner = self._known(parent, place, where)
                if owner is not None and not owner.kind.is_prose:
                    self.faults.add(
                        place, f"“{where}”里的“{name}”：“{parent}”是{owner.kind.value}，里面没有数"
                    )
                continue
            owner = self._known(inner, place, where)
            if owner is not None and not owner.kind.is_number:
                self.faults.add(place, f"“{where}”里的“{name}”是{owner.kind.value}，不能计算")

    def _cycles(self) -> None:
        self._report_cycles(formulas_of(self.pack), "公式", "公式绕了一圈又回到自己")
        conditions: dict[str, Expression] = {
            key: Call("合计", tuple(Name(name) for name, _ in found.when if name != key))
            for key, found in self.pack.questions.items()
            if found.when
        }
        self._report_cycles(conditions, "当", "条件绕了一圈又回到自己，这些题永远不问")

    def _report_cycles(self, parts: Mapping[str, Expression], word: str, what: str) -> None:
        for chain in cycles(parts):
            section = self.reading.questions.get(chain[0])
            place = section.line(word) if section is not None else self.pack.questions[chain[0]].place
            self.faults.add(place, f"{what}：{' → '.join([*chain, chain[0]])}")

    # the pack ----------------------------------------------------------------------------------------

    def _shell(self) -> None:
        shell, section = self.pack.shell, self.reading.shell
        if section is None:
            return
        for word, key, kind in (("用印", shell.sealed, Kind.YES_NO), ("附件", shell.attachments, Kind.TABLE)):
            found = self._known(key, section.line(word), word) if key else None
            if found is not None and found.kind is not kind:
                what = f"“{word}”要写{kind.value}题的键，“{key}”是{found.kind.value}"
                self.faults.add(section.line(word), what)

    def _used(self) -> Iterator[str]:
        """Keys that stand anywhere but in a template."""
        yield PROFILE_KEY
        yield from (self.pack.shell.sealed, self.pack.shell.attachments)
        for check in self.pack.checks:
            yield from all_names(check.left) | all_names(check.right)
        for question in self.pack.questions.values():
            yield from (unit[1:] for unit in question.units if unit.startswith("="))
            yield from (key for key, _ in question.when)
            yield from (wanted[1:-1] for _, wanted in question.when if wanted.startswith("{"))
            if question.formula is not None:
                yield from all_names(question.formula)

    def _unused(self, used: set[str]) -> None:
        for key, question in self.pack.questions.items():
            section = self.reading.questions.get(key)
            idle = key not in used and question.kind not in (Kind.ITEMS, Kind.PASSAGE)
            if section is not None and idle:
                self.faults.add(
                    section.line("键"),
                    f"问了“{key}”，却没有用在任何地方",
                    "写进模板、公式或校验，或删去这一题",
                )

    def _offers(self) -> None:
        wanted = {question.offer for question in self.pack.questions.values()}
        tables = (("年度表", self.reading.yearly), ("选项库", self.reading.libraries))
        for kind, section in tables:
            for name in section.words() if section is not None else ():
                place = section.line(name) if section is not None else Place()
                if name not in wanted:
                    self.faults.add(
                        place, f"{kind}“{name}”没有一题用到（“建议”）", near_miss(name, wanted - {""})
                    )
                if kind == "选项库" and name in self.pack.yearly:
                    self.faults.add(place, f"“{name}”既是年度表又是选项库", "请改一个名称")
        self._offered_records()

    def _offered_records(self) -> None:
        """Records offered for a table must fill its columns."""
        for question in self.pack.questions.values():
            columns = {column.key for column in question.columns}
            if question.kind is not Kind.TABLE or not columns:
                continue
            for record in self._records(question.offer, self.pack):
                for name in offered_fields(record):
                    if name not in columns:
                        what = f"表格“{question.key}”没有“{name}”这一列"
                        advice = near_miss(name, columns) or "有这些列：" + "、".join(sorted(columns))
                        self.faults.add(record.line(name), what, advice)

    def _records(self, offer: str, pack: Pack) -> Iterator[Section]:
        lists: list[tuple[Section, str]] = []
        if offer in pack.libraries and self.reading.libraries is not None:
            lists = [(self.reading.libraries, offer)]
        elif offer in pack.yearly and self.reading.yearly is not None:
            years = self.reading.yearly.section(offer)
            rows = [years.section(year) for year in years.words()] if years is not None else []
            lists = [(row, "可选") for row in rows if row is not None]
        for section, word in lists:
            yield from (item for item, _ in section.items(word) if isinstance(item, Section))


def formulas_of(pack: Pack) -> dict[str, Expression]:
    """The formulas by the key of their question."""
    return {key: found.formula for key, found in pack.questions.items() if found.formula is not None}
