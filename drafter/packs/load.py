"""From the YAML files of a pack to :class:`~drafter.packs.schema.Pack`; every fault is collected with its place.

The words of the files are Chinese; the tables below are the only place that maps them to the fields' names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drafter.errors import PackError, Place
from drafter.formulas import Expression, FormulaError, parse_formula
from drafter.packs.schema import (
    Carry,
    Check,
    Column,
    Depth,
    HeadingStyle,
    Kind,
    Node,
    Offer,
    Outline,
    Pack,
    ParagraphStyle,
    Question,
    Shell,
    Template,
    Topic,
    YearlyRow,
)
from drafter.packs.source import Faults, Section, near_miss, read_section

MANIFEST = "pack.yaml"

PACK_WORDS = frozenset(
    {"名称", "说明", "版本", "标题", "默认提纲", "主题", "提纲", "年度表", "选项库", "校验", "版式"}
)
TOPIC_WORDS = frozenset(
    {"主题", "标题", "模板", "正文", "必备", "推荐", "适用", "深度", "说明", "问题", "校验", "补充"}
)
QUESTION_WORDS = frozenset(
    {"键", "名称", "类型", "单位", "口径", "科室", "说明", "示例", "选项", "列", "建议", "建议年", "公式"}
    | {"小数", "当", "适用", "可空", "沿用", "深度"}
)
COLUMN_WORDS = frozenset({"键", "名称", "类型", "可空", "选项"})
NODE_WORDS = frozenset({"标题", "主题", "文", "内容", "式", "段式", "其余", "键"})
OUTLINE_WORDS = frozenset({"名称", "说明", "部分", "式", "缺少"})
CHECK_WORDS = frozenset({"式", "说明", "严重"})
SHELL_WORDS = frozenset({"主送", "署名", "日期", "附注", "用印", "附件"})
RELATIONS = ("<=", ">=", "≤", "≥", "=", "<", ">")
PLAIN_RELATION = {"≤": "<=", "≥": ">="}
CARRY_OF_KIND = {
    Kind.TEXT: Carry.REVIEW,
    Kind.LONG: Carry.REVIEW,
    Kind.LIST: Carry.REVIEW,
    Kind.TABLE: Carry.REVIEW,
    Kind.ITEMS: Carry.REVIEW,
    Kind.CHOICE: Carry.REVIEW,
    Kind.CHOICES: Carry.REVIEW,
}


def load_pack(folder: Path) -> Pack:
    """The pack in ``folder``.  Raises :class:`PackError` that lists every fault when there is any."""
    faults = Faults()
    pack = read_pack(folder, faults)
    if pack is None or faults.found:
        listed = "\n  ".join(str(fault) for fault in faults.found)
        raise PackError(
            f"模板包有{len(faults.found)}处错误：\n  {listed}",
            Place(folder),
            f"改正后用 drafter packs lint {folder} 检查",
        )
    return pack


def read_pack(folder: Path, faults: Faults) -> Pack | None:
    """The pack as far as it can be read; what is wrong goes to ``faults``.  None without a readable manifest."""
    if not (folder / MANIFEST).is_file():
        faults.add(Place(folder), f"文件夹里没有 {MANIFEST}")
        return None
    manifest = read_section(folder / MANIFEST, faults)
    return None if manifest is None else _PackReader(folder, manifest, faults).read()


class _PackReader:
    """Reads the files of one pack; holds what they have in common while it does."""

    def __init__(self, folder: Path, manifest: Section, faults: Faults) -> None:
        self.folder, self.manifest, self.faults = folder, manifest, faults
        self.topics: dict[str, Topic] = {}
        self.questions: dict[str, Question] = {}
        self.templates: dict[str, Template] = {}
        self.checks: list[Check] = []

    def read(self) -> Pack:
        manifest = self.manifest
        manifest.only(PACK_WORDS, MANIFEST)
        for section in self._included("主题"):
            self._topic(section)
        outlines = self._outlines()
        self.checks.extend(self._checks(manifest))
        default = manifest.text("默认提纲", next(iter(outlines), ""))
        if default not in outlines:
            self.faults.add(manifest.line("默认提纲"), f"没有名为“{default}”的提纲", near_miss(default, set(outlines)))
        return Pack(
            name=self.folder.name,
            label=manifest.text("名称", required=True),
            folder=self.folder,
            version=manifest.text("版本", "1"),
            title=manifest.text("标题", required=True),
            default_outline=default,
            outlines=outlines,
            topics=self.topics,
            questions=self.questions,
            shell=self._shell(),
            checks=tuple(self.checks),
            yearly=self._yearly(),
            libraries=self._libraries(),
            templates=self.templates,
            help=manifest.text("说明"),
        )

    def _included(self, word: str) -> Iterator[Section]:
        """The sections under ``word``: inline, or in the files named there (one topic or a list 主题 a file)."""
        for item in self.manifest.items(word):
            if isinstance(item, Section):
                yield item
                continue
            section = read_section(self.folder / item, self.faults)
            if section is not None:
                yield section

    def _topic(self, section: Section) -> None:
        section.only(TOPIC_WORDS, "主题")
        name = section.text("主题", required=True)
        if name in self.topics:
            self.faults.add(section.place, f"主题“{name}”写了两次")
        for question in self._questions(section, name):
            self._add_question(question)
        keys = [q.key for q in self.questions.values() if q.topic == name]
        topic = Topic(
            name=name,
            heading=section.text("标题", name),
            questions=tuple(keys),
            template=self.folder / section.text("模板", f"parts/{name}.j2"),
            always=section.flag("必备"),
            suggested=section.texts("推荐"),
            profiles=section.texts("适用"),
            depth=Depth(section.choice("深度", _words(Depth), Depth.ESSENTIAL.value)),
            help=section.text("说明"),
            place=section.place,
        )
        self.topics[name] = topic
        self.templates[name] = self._template(topic, section)
        self.checks.extend(self._checks(section))

    def _add_question(self, question: Question) -> None:
        other = self.questions.get(question.key)
        if other is not None:
            self.faults.add(question.place, f"键“{question.key}”问了两次", f"另一处在 {other.place}")
        self.questions[question.key] = question

    def _template(self, topic: Topic, section: Section) -> Template:
        if "正文" in section:
            return Template(topic.name, section.text("正文"), section.text_line("正文"))
        try:
            return Template(topic.name, topic.template.read_text(encoding="utf-8-sig"), Place(topic.template, 1))
        except (OSError, UnicodeDecodeError):
            self.faults.add(section.line("模板"), f"读不到模板 {topic.template.relative_to(self.folder)}")
            return Template(topic.name, "", Place(topic.template, 1))

    def _questions(self, section: Section, topic: str) -> Iterator[Question]:
        for one in section.sections("问题"):
            yield self._question(one, topic)
        if section.text("补充", "是") == "是":
            yield Question(
                key=f"{topic}补充",
                label="本单位补充内容",
                kind=Kind.ITEMS,
                topic=topic,
                depth=Depth.FULL,
                optional=True,
                carry=Carry.REVIEW,
                place=section.place,
            )

    def _question(self, section: Section, topic: str) -> Question:
        section.only(QUESTION_WORDS, "问题")
        kind = Kind(section.choice("类型", _words(Kind), Kind.FIGURE.value))
        carry = section.choice("沿用", _words(Carry), CARRY_OF_KIND.get(kind, Carry.REFERENCE).value)
        key = section.text("键", required=True)
        if key and not key.isidentifier():
            self.faults.add(section.line("键"), f"键“{key}”只能由汉字、字母、数字和下划线组成，且不以数字开头")
        return Question(
            key=key,
            label=section.text("名称", key),
            kind=kind,
            topic=topic,
            depth=Depth(section.choice("深度", _words(Depth), Depth.ESSENTIAL.value)),
            units=section.texts("单位"),
            definition=section.text("口径"),
            office=section.text("科室"),
            help=section.text("说明"),
            example=section.text("示例"),
            options=section.texts("选项"),
            columns=tuple(self._column(one) for one in section.sections("列")),
            offer=section.text("建议"),
            offer_year=section.number("建议年") or 0,
            formula=self._formula(section, "公式"),
            decimals=section.number("小数"),
            when=self._conditions(section),
            profiles=section.texts("适用"),
            optional=section.flag("可空"),
            carry=Carry(carry),
            place=section.place,
        )

    def _column(self, section: Section) -> Column:
        section.only(COLUMN_WORDS, "列")
        key = section.text("键", required=True)
        kind = Kind(section.choice("类型", _words(Kind), Kind.TEXT.value))
        return Column(key, section.text("名称", key), kind, section.flag("可空"), section.texts("选项"))

    def _conditions(self, section: Section) -> tuple[tuple[str, str], ...]:
        if "当" not in section:
            return ()
        if section.is_text("当"):
            return ((section.text("当"), ""),)
        conditions = section.section("当")
        return tuple((word, conditions.text(word)) for word in conditions.words()) if conditions else ()

    def _formula(self, section: Section, word: str) -> Expression | None:
        text = section.text(word)
        return self._expr(text, section.line(word)) if text else None

    def _expr(self, text: str, place: Place) -> Expression | None:
        try:
            return parse_formula(text)
        except FormulaError as error:
            self.faults.add(place, f"公式“{text}”有误：{error.what}")
            return None

    def _checks(self, section: Section) -> Iterator[Check]:
        for one in section.sections("校验"):
            one.only(CHECK_WORDS, "校验")
            source = one.text("式", required=True)
            relation = next((sign for sign in RELATIONS if sign in source), "")
            if not relation:
                self.faults.add(one.place, f"校验“{source}”里没有 <=、>=、= 之类的关系")
                continue
            left_text, _, right_text = source.partition(relation)
            left, right = self._expr(left_text, one.place), self._expr(right_text, one.place)
            if left is not None and right is not None:
                sign = PLAIN_RELATION.get(relation, relation)
                yield Check(left, sign, right, one.text("说明", source), source, one.flag("严重"), one.place)

    def _outlines(self) -> dict[str, Outline]:
        listed = self.manifest.section("提纲")
        if listed is None:
            self.faults.add(self.manifest.place, "缺少“提纲”")
            return {}
        outlines = {}
        for name in listed.words():
            if listed.is_text(name):
                section = read_section(self.folder / listed.text(name), self.faults)
            else:
                section = listed.section(name)
            if section is not None:
                outlines[name] = read_outline(name, section, self.faults, frozenset(self.topics))
        return outlines

    def _shell(self) -> Shell:
        section = self.manifest.section("版式")
        if section is None:
            return Shell()
        section.only(SHELL_WORDS, "版式")
        return Shell(
            addressee=section.text("主送"),
            organs=section.text("署名"),
            date=section.text("日期"),
            note=section.text("附注"),
            sealed=section.text("用印"),
            attachments=section.text("附件"),
        )

    def _table(self, word: str) -> Section | None:
        if self.manifest.is_text(word):
            return read_section(self.folder / self.manifest.text(word), self.faults)
        return self.manifest.section(word)

    def _yearly(self) -> dict[str, dict[int, YearlyRow]]:
        table = self._table("年度表")
        found: dict[str, dict[int, YearlyRow]] = {}
        for name in table.words() if table else ():
            rows = table.section(name) if table else None
            found[name] = {}
            for year in rows.words() if rows else ():
                row = rows.section(year) if rows else None
                if not year.isdigit() or row is None:
                    self.faults.add(table.line(name) if table else Place(), f"年度表“{name}”的“{year}”不是一年")
                    continue
                row.only(frozenset({"可选", "提示"}), "年度表")
                found[name][int(year)] = YearlyRow(tuple(self._offers(row, "可选")), row.text("提示"))
        return found

    def _libraries(self) -> dict[str, tuple[Offer, ...]]:
        table = self._table("选项库")
        return {name: tuple(self._offers(table, name)) for name in table.words()} if table else {}

    def _offers(self, section: Section, word: str) -> Iterator[Offer]:
        """Offers: a text, ``{文, 据}``, or the columns of a record with an optional 据."""
        for item in section.items(word):
            if isinstance(item, str):
                yield Offer(item)
                continue
            fields = tuple((name, item.text(name)) for name in item.words() if name not in ("文", "据"))
            yield Offer(item.text("文") or (fields[0][1] if fields else ""), fields, item.text("据"))


def read_outline(name: str, section: Section, faults: Faults, topics: frozenset[str]) -> Outline:
    """An outline from its section; topics it names must exist."""
    section.only(OUTLINE_WORDS, "提纲")
    styles = [HeadingStyle.ALONE, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN]
    for level, word in enumerate(section.texts("式")[:4]):
        if word in _words(HeadingStyle):
            styles[level] = HeadingStyle(word)
        else:
            faults.add(section.line("式"), f"标题式“{word}”不认识", "可写：" + "、".join(_words(HeadingStyle)))
    return Outline(
        name=name,
        label=section.text("名称", name),
        parts=tuple(_nodes(section, "部分", faults, topics)),
        styles=(styles[0], styles[1], styles[2], styles[3]),
        help=section.text("说明"),
        lacks=section.text("缺少"),
        place=section.place,
    )


def _nodes(section: Section, word: str, faults: Faults, topics: frozenset[str]) -> Iterator[Node]:
    for item in section.items(word):
        if isinstance(item, str):
            yield _topic_node(item, section.line(word), faults, topics)
        else:
            yield _node(item, faults, topics)


def _topic_node(text: str, place: Place, faults: Faults, topics: frozenset[str]) -> Node:
    name, _, fragment = text.partition("@")
    if name not in topics:
        faults.add(place, f"提纲里的主题“{name}”不存在", near_miss(name, topics))
    return Node(key=text, topic=name, fragment=fragment, place=place)


def _node(section: Section, faults: Faults, topics: frozenset[str]) -> Node:
    section.only(NODE_WORDS, "提纲的一项")
    topic_text = section.text("主题")
    topic = _topic_node(topic_text, section.line("主题"), faults, topics) if topic_text else Node("")
    style = section.text("式")
    if style and style not in _words(HeadingStyle):
        faults.add(section.line("式"), f"标题式“{style}”不认识", "可写：" + "、".join(_words(HeadingStyle)))
        style = ""
    heading, text = section.text("标题"), section.text("文")
    return Node(
        key=section.text("键") or topic_text or heading or text[:20],
        heading=heading,
        topic=topic.topic,
        fragment=topic.fragment,
        text=text,
        children=tuple(_nodes(section, "内容", faults, topics)),
        style=HeadingStyle(style) if style else None,
        paragraphs=ParagraphStyle(section.choice("段式", _words(ParagraphStyle), ParagraphStyle.PLAIN.value)),
        rest=section.flag("其余"),
        place=section.place,
    )


def _words(enum: type[Kind] | type[Depth] | type[Carry] | type[HeadingStyle] | type[ParagraphStyle]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)
