"""All templates of a pack with the place where each text begins, parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from msgspec import Struct

from drafter.compose.environment import Environment
from drafter.compose.syntax import explain
from drafter.errors import Place
from drafter.packs.faults import Faults
from drafter.packs.find import MANIFEST
from drafter.packs.load import Reading
from drafter.packs.outlines import walk

_WORD = re.compile(r"\w+")


class Role(Enum):
    """Where a template stands."""

    TOPIC = "主题"
    """Paragraphs, headings, fragments."""
    TEXT = "提纲的文"
    """The same without fragments."""
    LINE = "一行"
    """Title, heading, shell: no markup."""


class Text(Struct, frozen=True):
    """One template; ``topic`` is empty unless it is a topic's."""

    source: str
    place: Place
    role: Role
    topic: str = ""

    def at(self, line: int) -> Place:
        """The place of a line of the template, counted from 1."""
        return Place(self.place.path, (self.place.line or 1) + line - 1)


class Parsed(Struct, frozen=True):
    """A template and its tree; None where its syntax is broken."""

    text: Text
    tree: nodes.Template | None

    def prints(self) -> bool:
        """Whether it can print anything."""
        if self.tree is None:
            return True
        parts = (part for output in self.tree.find_all(nodes.Output) for part in output.nodes)
        return any(not isinstance(part, nodes.TemplateData) or part.data.strip() for part in parts)

    def words(self) -> set[str]:
        """What might be a name in a broken template."""
        return set(_WORD.findall(self.text.source))


def texts(reading: Reading) -> Iterator[Text]:
    """Every template of a pack's own: title, shell, topics and their headings, outlines."""
    pack, shell = reading.pack, reading.pack.shell
    lines = (("标题", pack.title), ("主送", shell.addressee), ("署名", shell.organs))
    for word, source in (*lines, ("日期", shell.date), ("附注", shell.note)):
        yield Text(source, Place(pack.folder / MANIFEST, pack.lines.get(word, 1)), Role.LINE)
    for name, topic in pack.topics.items():
        if topic.lender:
            continue
        yield Text(topic.heading, Place(topic.place.path, topic.heading_line), Role.LINE)
        yield Text(pack.templates[name].source, pack.templates[name].place, Role.TOPIC, name)
    for outline in pack.outlines.values():
        for node in walk(outline.parts):
            yield Text(node.heading, Place(node.place.path, node.heading_line), Role.LINE)
            yield Text(node.text, Place(node.place.path, node.text_line), Role.TEXT)


def parse(text: Text, environment: Environment, faults: Faults) -> Parsed:
    """The template's tree; broken syntax is a fault."""
    try:
        return Parsed(text, environment.parse(text.source))
    except TemplateSyntaxError as error:
        cause = explain(error, text.source)
        faults.add(text.at(cause.line), cause.what, cause.advice)
    except RecursionError:
        faults.add(text.place, "模板里的括号或语句套得太深")
    return Parsed(text, None)


def compile_too(parsed: Parsed, environment: Environment, faults: Faults) -> bool:
    """Whether Jinja can compile what it could parse; asked only of templates without other faults."""
    if parsed.tree is None:
        return False
    try:
        environment.compile(parsed.text.source, str(Path(str(parsed.text.place.path)).name))
    except TemplateSyntaxError as error:
        cause = explain(error, parsed.text.source)
        faults.add(parsed.text.at(cause.line), cause.what, cause.advice)
        return False
    except (RecursionError, SyntaxError, ValueError, MemoryError):
        faults.add(parsed.text.place, "模板里的括号或语句套得太深，或有 Jinja 译不出的写法")
        return False
    return True
