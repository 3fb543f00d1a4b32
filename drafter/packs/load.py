"""From the YAML files of a pack to :class:`~drafter.packs.schema.Pack`; every fault is collected with its place.

The words of the files are Chinese (words.py).  What can only be judged when the whole pack is known is lint's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from drafter.errors import PackError, Place
from drafter.files import YAML_ENDINGS, typed
from drafter.packs.borrow import Borrowed, read_borrowed
from drafter.packs.faults import Faults, near_miss
from drafter.packs.files import TEMPLATE_ENDINGS, path_inside, read_text
from drafter.packs.find import MANIFEST
from drafter.packs.offers import read_libraries, read_yearly
from drafter.packs.outlines import read_outline
from drafter.packs.questions import items_question, read_checks, read_question
from drafter.packs.schema import Check, Depth, Outline, Pack, Question, Shell, Template, Topic
from drafter.packs.source import Section, read_section
from drafter.packs.words import PACK_WORDS, SHELL_WORDS, TOPIC_WORDS, words_of

__all__ = ["MANIFEST", "Reading", "load_pack", "read_outline", "read_pack"]


class Reading(Struct):
    """A pack as read, with the sections it came from: they know the line of every field."""

    pack: Pack
    manifest: Section
    topics: dict[str, Section] = field(default_factory=dict)
    questions: dict[str, Section] = field(default_factory=dict)
    shell: Section | None = None
    yearly: Section | None = None
    libraries: Section | None = None
    replaced: dict[str, Question] = field(default_factory=dict)
    """Questions of borrowed topics that the pack's own of the same key stand for."""
    partial: bool = False
    """A file could not be read: what is unknown may stand there."""


def load_pack(folder: Path) -> Pack:
    """The pack in ``folder``.  Raises :class:`PackError` that lists every fault when there is any."""
    faults = Faults()
    reading = read_pack(folder, faults)
    if reading is None or faults.found:
        listed = "\n  ".join(str(fault) for fault in faults.found)
        raise PackError(
            f"模板包有{len(faults.found)}处错误：\n  {listed}",
            Place(folder),
            f"改正后用 drafter packs lint {typed(folder)} 检查",
        )
    return reading.pack


def read_pack(folder: Path, faults: Faults, via: tuple[Path, ...] = ()) -> Reading | None:
    """The pack as far as it can be read; what is wrong goes to ``faults``.  None without a readable manifest.

    ``via``: the packs that borrow from this one.
    """
    if not (folder / MANIFEST).is_file():
        faults.add(Place(folder), f"文件夹里没有 {MANIFEST}")
        return None
    manifest = read_section(folder / MANIFEST, faults)
    return None if manifest is None else _PackReader(folder, manifest, faults, via).read()


def suggested_profiles(section: Section) -> tuple[str, ...]:
    """Whom a topic is suggested to; 推荐: 是 is everybody, 否 is nobody."""
    said = section.texts("推荐")
    return () if said == ("否",) else said


class _PackReader:
    """Reads the files of one pack; holds what they have in common while it does."""

    def __init__(self, folder: Path, manifest: Section, faults: Faults, via: tuple[Path, ...]) -> None:
        self.folder, self.manifest, self.faults = folder, manifest, faults
        self.via = (*via, folder.resolve())
        self.topics: dict[str, Topic] = {}
        self.topic_sections: dict[str, Section] = {}
        self.questions: dict[str, Question] = {}
        self.question_sections: dict[str, Section] = {}
        self.templates: dict[str, Template] = {}
        self.checks: list[Check] = []
        self.partial = False
        self.lines: dict[str, int] = {"标题": manifest.text_line("标题").line}

    def read(self) -> Reading:
        manifest = self.manifest
        manifest.only(PACK_WORDS, MANIFEST)
        for section in self._topic_files():
            self._topic(section)
        self.checks.extend(read_checks(manifest))
        borrowed = self._borrow()
        outlines = self._outlines()
        shell = manifest.section("版式")
        yearly, libraries = self._table("年度表"), self._table("选项库")
        pack = Pack(
            name=self.folder.name,
            label=manifest.text("名称", required=True),
            folder=self.folder,
            version=manifest.text("版本", "1"),
            title=self._title(),
            default_outline=self._default(outlines),
            outlines=outlines,
            topics=self.topics,
            questions=self.questions,
            shell=self._shell(shell),
            checks=tuple(self.checks),
            yearly=borrowed.yearly | read_yearly(yearly),
            libraries=borrowed.libraries | read_libraries(libraries),
            templates=self.templates,
            help=manifest.text("说明"),
            lines=self.lines,
            lenders=borrowed.lenders,
        )
        sections = (manifest, self.topic_sections, self.question_sections, shell, yearly, libraries)
        return Reading(pack, *sections, borrowed.replaced, self.partial)

    def _borrow(self) -> Borrowed:
        """Borrowed topics, put behind the pack's own."""
        borrowed = read_borrowed(self.manifest, self.folder, self.topics, self.questions, self._lender)
        self.topics |= borrowed.topics
        self.questions |= borrowed.questions
        self.templates |= borrowed.templates
        self.checks += borrowed.checks
        return borrowed

    def _lender(self, folder: Path, faults: Faults) -> Pack | None:
        """Another pack, to borrow from."""
        if folder.resolve() in self.via:
            faults.add(Place(folder), "借用绕了一圈又回到自己")
            return None
        reading = read_pack(folder, faults, self.via)
        return reading.pack if reading is not None else None

    def _title(self) -> str:
        """The title's template; a report without a title says so (标题: "")."""
        title = self.manifest.text("标题", required="标题" not in self.manifest)
        if "标题" in self.manifest and not title.strip() and not self.manifest.is_text("标题"):
            self.faults.add(self.manifest.line("标题"), "“标题”没有内容", '没有标题的报告写成 标题: ""')
        return title

    def _file(self, name: str, place: Place) -> Section | None:
        path = path_inside(self.folder, name, YAML_ENDINGS, place, self.faults)
        section = None
        if path is not None and not path.is_file():
            self.faults.add(place, f"找不到文件 {name}")
        elif path is not None:
            section = read_section(path, self.faults)
        self.partial = self.partial or section is None
        return section

    def _topic_files(self) -> Iterator[Section]:
        """The topics: inline, or one in each of the files named."""
        if "主题" not in self.manifest:
            self.faults.add(self.manifest.place, "缺少“主题”")
        for item, place in self.manifest.items("主题"):
            section = item if isinstance(item, Section) else self._file(item, place)
            if section is not None:
                yield section

    def _topic(self, section: Section) -> None:
        section.only(TOPIC_WORDS, "主题")
        name = section.text("主题", required=True)
        if name in self.topics:
            self.faults.add(
                section.line("主题"), f"主题“{name}”写了两次", f"另一处在 {self.topics[name].place}"
            )
            return
        if not name.strip():
            return
        if "@" in name:
            self.faults.add(section.line("主题"), f"主题“{name}”的名称里不能有“@”")
        template = self._template(name, section)
        self.topics[name] = Topic(
            name=name,
            heading=section.text("标题", name),
            questions=tuple(self._questions(section, name)),
            template=template.place.path if isinstance(template.place.path, Path) else self.folder,
            always=section.flag("必备"),
            suggested=suggested_profiles(section),
            profiles=section.texts("适用"),
            depth=Depth(section.choice("深度", words_of(Depth), Depth.ESSENTIAL.value)),
            help=section.text("说明"),
            place=section.place,
            heading_line=section.text_line("标题").line,
        )
        self.topic_sections[name] = section
        self.templates[name] = template
        self.checks.extend(read_checks(section))

    def _questions(self, section: Section, topic: str) -> Iterator[str]:
        """The keys of a topic's questions, which are kept by the way."""
        for one in section.sections("问题"):
            if self._add_question(read_question(one, topic), one):
                yield one.text("键")
        own = items_question(section, topic)
        if section.flag("补充", "是") and self._add_question(own, section):
            yield own.key

    def _add_question(self, question: Question, section: Section) -> bool:
        if not question.key.strip():
            return False
        other = self.questions.get(question.key)
        if other is not None:
            place = section.line("键")
            self.faults.add(place, f"键“{question.key}”问了两次", f"另一处在 {other.place}")
            return False
        self.questions[question.key] = question
        self.question_sections[question.key] = section
        return True

    def _template(self, name: str, section: Section) -> Template:
        """The topic's text, in its section or in a file of its own."""
        if "正文" in section:
            if "模板" in section:
                self.faults.add(section.line("模板"), "“正文”和“模板”只能写一个")
            return Template(name, section.text("正文"), section.text_line("正文"))
        file = section.text("模板", f"parts/{name}.j2")
        path = path_inside(self.folder, file, TEMPLATE_ENDINGS, section.line("模板"), self.faults)
        text = read_text(path, section.line("模板"), self.faults) if path is not None else None
        self.partial = self.partial or text is None
        return Template(name, text or "", Place(path, 1) if path is not None else section.line("模板"))

    def _outlines(self) -> dict[str, Outline]:
        listed = self.manifest.section("提纲")
        if listed is None:
            self.faults.add(self.manifest.line("提纲"), "缺少“提纲”")
            return {}
        outlines = {}
        topics = frozenset(name for name, topic in self.topics.items() if topic.serves is None)
        for name in listed.words():
            if listed.is_text(name):
                section = self._file(listed.text(name), listed.line(name))
            else:
                section = listed.section(name)
            if section is not None:
                outlines[name] = read_outline(name, section, self.faults, topics, complete=not self.partial)
        return outlines

    def _default(self, outlines: dict[str, Outline]) -> str:
        name = self.manifest.text("默认提纲") or next(iter(outlines), "")
        listed = self.manifest.section("提纲")
        if name not in outlines and (listed is None or name not in listed):
            self.faults.add(
                self.manifest.line("默认提纲"), f"没有名为“{name}”的提纲", near_miss(name, outlines)
            )
        return name

    def _shell(self, section: Section | None) -> Shell:
        if section is None:
            return Shell()
        section.only(SHELL_WORDS, "版式")
        self.lines |= {word: section.text_line(word).line for word in section.words()}
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
            return self._file(self.manifest.text(word), self.manifest.line(word))
        return self.manifest.section(word)
