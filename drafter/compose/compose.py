"""From a pack and one year's answers to the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from types import CodeType

from msgspec.structs import replace

from drafter.answers.edits import edits_of
from drafter.answers.model import Answers
from drafter.asking import OpenPoint, open_among, topics_on
from drafter.compose import notes, spans
from drafter.compose.clauses import resolve
from drafter.compose.environment import Environment, compile_template, render
from drafter.compose.factory import Factory
from drafter.compose.items import item_blocks
from drafter.compose.marks import Marks
from drafter.compose.markup import RawBlock, RawParagraph, parse
from drafter.compose.passages import Passages
from drafter.compose.sections import Numbering, Section, blocks_of, joined, pruned
from drafter.compose.slots import named_values
from drafter.compose.typed import lay_typed
from drafter.compose.values import ListValue, Record, TickValue
from drafter.document.model import (
    Attachment,
    Block,
    Document,
    Heading,
    Origin,
    Paragraph,
    Signature,
    Span,
    State,
    Table,
    Text,
    plain,
)
from drafter.document.names import with_names
from drafter.errors import Place
from drafter.packs.schema import Kind, Node, Outline, Pack

NO_HEADING = "无"
ITEMS_FRAGMENT = "补充"
Codes = Mapping[str, CodeType]


def inline_name(source: str) -> str:
    """The name under which a template text of the manifest or an outline is compiled."""
    return "文:" + source


def sources(pack: Pack) -> Iterator[tuple[str, str, Place]]:
    """Name, source and place of every template of a pack: topics, title, shell, outlines."""
    for name, template in pack.templates.items():
        yield name, template.source, template.place
    shell = pack.shell
    words = {
        "标题": pack.title,
        "主送": shell.addressee,
        "署名": shell.organs,
        "日期": shell.date,
        "附注": shell.note,
    }
    for word, source in words.items():
        yield inline_name(source), source, manifest_place(pack, word)
    for topic in pack.topics.values():
        yield inline_name(topic.heading), topic.heading, replace(topic.place, line=topic.heading_line)
    for outline in pack.outlines.values():
        for node in walk(outline.parts):
            yield inline_name(node.heading), node.heading, replace(node.place, line=node.heading_line)
            yield inline_name(node.text), node.text, replace(node.place, line=node.text_line)


def manifest_place(pack: Pack, word: str) -> Place:
    """Where a template of the manifest begins."""
    return Place(pack.folder / "pack.yaml", pack.lines.get(word, 0))


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node of an outline, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def is_template(source: str) -> bool:
    """Whether a text needs Jinja at all."""
    return "{" in source


def compile_pack(pack: Pack, environment: Environment) -> dict[str, CodeType]:
    """All templates of a pack, compiled.  Raises :class:`TemplateError` at the first fault (lint finds all)."""
    return {
        name: compile_template(environment, name, source, place)
        for name, source, place in sources(pack)
        if is_template(source)
    }


def compose(
    pack: Pack,
    codes: Codes,
    environment: Environment,
    answers: Answers,
    outline: Outline,
    earlier: Sequence[Answers | None] = (),
) -> Document:
    """The document of ``answers`` as ``outline`` orders it.

    ``earlier``: the answers of the year before, the one before that … (None where there is no file).
    Raises :class:`TemplateError` for faults of a template, :class:`AnswersError` for an answer that its
    question cannot read.
    """
    return Composer(pack, codes, environment, answers, outline, earlier).document()


class Composer:
    """Composes one draft; a preview asks it for the blocks of a single topic."""

    def __init__(
        self,
        pack: Pack,
        codes: Codes,
        environment: Environment,
        answers: Answers,
        outline: Outline,
        earlier: Sequence[Answers | None],
    ) -> None:
        self.pack, self.codes, self.environment = pack, codes, environment
        self.answers, self.outline = answers, outline
        self.marks = Marks()
        self.factory = Factory(pack, answers, self.marks, earlier, zeros=outline.typed)
        self.environment.past, self.environment.marks = self.factory.numbers.past, self.marks
        self.passages = Passages(self.factory)
        self.ties: dict[str, str] = {}
        """By name of a paragraph the question of the kind 段落 that it is tied to."""
        self._on = {topic.name: topic for topic in topics_on(pack, answers)}
        self._rest = _rest_of(outline)
        self._fragments: dict[str, dict[str, list[RawBlock]]] = {}
        self._apart: dict[str, set[str]] = {}
        for node in walk(outline.parts):
            if node.fragment:
                self._apart.setdefault(node.topic, set()).add(node.fragment)

    def document(self) -> Document:
        content = [self._node(node, 1) for node in self.outline.parts]
        blocks = self.laid(content)
        shell = self.pack.shell
        document = Document(
            title=self._line(self.pack.title, "标题"),
            blocks=blocks,
            addressee=self._line(shell.addressee, "主送"),
            signature=self._signature(),
            attachments=tuple(self._attachments()),
            note=self._line(shell.note, "附注"),
        )
        document, remarks = self.revised(with_names(document))
        document = self._with_remarks(document, open_among(self.factory.asked, self.answers))
        return replace(document, remarks=(*document.remarks, *remarks))

    @property
    def wordable(self) -> frozenset[str]:
        """The names of headings that 标题改写 can word otherwise."""
        return frozenset(node.key for node in walk(self.outline.parts))

    def revised(self, document: Document, *, only_here: bool = False) -> tuple[Document, tuple[Origin, ...]]:
        """The document as changed in Word, and what changes find no place; ``only_here``: it is a part of a draft."""
        if not self.answers.edits:
            return document, ()
        from drafter.compose.edits import Revised, concerning

        edits = edits_of(self.answers)
        edits = concerning(edits, document) if only_here else edits
        made = Revised(document, edits, self._wording, self.pack, self.answers.year, typed=self.outline.typed)
        return made.document, tuple(made.remarks)

    def _wording(self, text: str, places: Mapping[str, Span]) -> list[Text]:
        """The paragraphs of a wording of its own."""
        others = named_values(places.items(), self.marks)
        return spans.paragraphs(self.factory.filled(text, others), self.marks)

    def _with_remarks(self, document: Document, points: Sequence[OpenPoint]) -> Document:
        """Open points that stand nowhere in the text go to the title."""
        if not points:
            return document
        shown = {
            key for text in texts_of(document) for span in text if span.origin for key in span.origin.keys
        }
        remarks = (self._remark(point) for point in points if point.key not in shown)
        return replace(document, remarks=tuple(remarks))

    def _remark(self, point: OpenPoint) -> Origin:
        question = point.question
        if question.kind is Kind.PASSAGE and point.key == question.key:
            return self.passages.origin(question)
        return Origin((point.key,), State.MISSING, notes.missing(question, point.key, "", ""))

    def laid(self, content: Sequence[Block | Section]) -> tuple[Block, ...]:
        """Sections pruned of what is empty, numbered, as blocks; or as they are typed."""
        if self.outline.typed:
            return tuple(lay_typed(content, self.marks))
        return tuple(Numbering(self.outline.styles, self.marks).lay(pruned(content)))

    # text --------------------------------------------------------------------------------------------

    def _inline(self, source: str, place: Place) -> str:
        """The text of a template of the manifest or an outline, with marks."""
        if not is_template(source):
            return source
        name = inline_name(source)
        code = self.codes.get(name) or self.environment.inline(name, source, place)
        return self._rendered(code, place)

    def _rendered(self, code: CodeType, place: Place) -> str:
        return render(self.environment, code, self.factory.find, place, self._near)

    def _near(self, name: str) -> str:
        from difflib import get_close_matches

        close = get_close_matches(name, list(self.pack.questions), n=1, cutoff=0.5)
        return f"是不是“{close[0]}”？" if close else ""

    def _line(self, source: str, word: str) -> Text:
        if not source:
            return ()
        place = manifest_place(self.pack, word)
        return spans.line(resolve(self._inline(source, place), self.marks), self.marks)

    # outline -----------------------------------------------------------------------------------------

    def _node(self, node: Node, level: int) -> Section:
        """A node of the outline as a section; ``level`` is its own heading's level."""
        if self.outline.typed and self._is_off(node):
            return Section()
        section = Section(self._heading(node, level), node.key, node.style, node.paragraphs)
        if node.topic:
            apart: Set[str] = self._apart.get(node.topic, frozenset())
            section.content.extend(self.topic_blocks(node.topic, node.fragment, apart))
        if node.text:
            raw = parse(self._inline(node.text, replace(node.place, line=node.text_line)))[""]
            section.content.extend(self._blocks(raw, node.key))
        below = level + 1 if section.heading else level
        rest = self._unplaced() if node is self._rest else ()
        section.content.extend(self._node(child, below) for child in (*node.children, *rest))
        return section

    def _is_off(self, node: Node) -> bool:
        """Whether a node stands for topics only, none of which this report has."""
        if node.text or (node.topic and node.topic in self._on) or (node is self._rest and self._unplaced()):
            return False
        return bool(node.topic or node.children) and all(self._is_off(child) for child in node.children)

    def _blocks(self, raw: list[RawBlock], key: str) -> list[Block | Section]:
        self.ties.update(self.passages.ties(raw, key))
        return blocks_of(self.passages.settled(raw), key, self.marks, typed=self.outline.typed)

    def _heading(self, node: Node, level: int) -> str:
        """The heading in the bureau's words, the outline's, or the topic's own directly below a part."""
        own = self.answers.headings.get(node.key) or self.answers.headings.get(node.heading)
        if own:
            return own
        heading = node.heading
        if heading == NO_HEADING:
            return ""
        if not heading and node.topic and not node.fragment and level == 2 and not self.outline.typed:
            heading = self.pack.topics[node.topic].heading
        place = replace(node.place, line=node.heading_line)
        return resolve(self._inline(heading, place), self.marks) if heading else ""

    def topic_blocks(self, name: str, fragment: str, apart: Set[str] = frozenset()) -> list[Block | Section]:
        """A topic's content, or one fragment of it; fragments of the whole that stand ``apart`` are left out."""
        if name not in self._on:
            return []
        if fragment == ITEMS_FRAGMENT:
            return self._items(name)
        fragments = self._topic_fragments(name)
        if fragment:
            return self._blocks(fragments.get(fragment, []), f"{name}@{fragment}")
        made: list[Block | Section] = []
        for part, raw in fragments.items():
            if part not in apart:
                made.extend(self._blocks(raw, f"{name}@{part}" if part else name))
        items = [] if ITEMS_FRAGMENT in apart else self._items(name)
        return [*made, *items] if self.outline.typed else _continued(made, items)

    def _items(self, name: str) -> list[Block | Section]:
        key = self.pack.topics[name].items_key
        value = self.factory.find(key)
        return item_blocks(value, key, self.marks) if isinstance(value, ListValue) else []

    def _topic_fragments(self, name: str) -> dict[str, list[RawBlock]]:
        if name not in self._fragments:
            template = self.pack.templates[name]
            text = template.source
            if is_template(text):
                code = self.codes.get(name) or self.environment.inline(name, text, template.place)
                text = self._rendered(code, template.place)
            self._fragments[name] = parse(text)
        return self._fragments[name]

    def passage(self, key: str) -> tuple[Text, ...]:
        """The paragraphs tied to a question as they now read; as the template has them where none is to be written."""
        question = self.pack.questions[key]
        if question.topic not in self._on:
            return ()
        for raw in self._topic_fragments(question.topic).values():
            for block in raw:
                if isinstance(block, RawParagraph) and block.passage == key:
                    (settled,) = self.passages.settled([block])
                    written = isinstance(settled, RawParagraph) and (settled.text or settled.items)
                    made = blocks_of([settled if written else block], key, self.marks)
                    return tuple(one.text for one in made if isinstance(one, Paragraph))
        return ()

    def _unplaced(self) -> list[Node]:
        """Topics that are on but have no place in the outline, so that nothing answered is lost."""
        placed = {node.topic for node in walk(self.outline.parts) if not node.fragment}
        return [
            Node(name, topic=name)
            for name, topic in self._on.items()
            if name not in placed
            and (self.pack.templates[name].source.strip() or topic.items_key in self.pack.questions)
        ]

    # shell -------------------------------------------------------------------------------------------

    def _signature(self) -> Signature | None:
        shell = self.pack.shell
        if not shell.organs and not shell.date:
            return None
        text = self._inline(shell.organs, manifest_place(self.pack, "署名"))
        organs = tuple(
            spans.line(resolve(line, self.marks), self.marks) for line in text.split("\n") if line.strip()
        )
        date = self._line(shell.date, "日期")
        sealed = self.factory.find(shell.sealed) if shell.sealed else None
        kept = tuple(organ for organ in organs if organ)
        if not kept and not date:
            return None
        return Signature(kept, date, isinstance(sealed, TickValue) and sealed.ticked)

    def _attachments(self) -> Iterator[Attachment]:
        key = self.pack.shell.attachments
        value = self.factory.find(key) if key else None
        for number, row in enumerate(value if isinstance(value, ListValue) else (), 1):
            if isinstance(row, Record):
                name, body = (str(field) for field in list(row.fields.values())[:2])
                blocks = [
                    Paragraph(text, key=f"{key}/{number}.{index}")
                    for index, text in enumerate(spans.paragraphs(resolve(body, self.marks), self.marks), 1)
                ]
                yield Attachment(spans.line(name, self.marks), tuple(blocks))


def _continued(content: list[Block | Section], items: list[Block | Section]) -> list[Block | Section]:
    """A topic's content and the bureau's own items; a lone sentence is no paragraph, so items go on from it."""
    last = content[-1] if content else None
    first = items[0] if items else None
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and plain(last.text).count("。") == 1:
        return [*content[:-1], joined([last, first]), *items[1:]]
    return [*content, *items]


def _rest_of(outline: Outline) -> Node | None:
    """Where topics go that the outline does not place: its node 其余, else its first part."""
    nodes = list(walk(outline.parts))
    first = next((part for part in outline.parts if part.heading), None)
    return next((node for node in nodes if node.rest), first)


def texts_of(document: Document) -> Iterator[Text]:
    """Every text of a document."""
    yield document.title
    yield document.addressee
    yield from _texts(document.blocks)
    for attachment in document.attachments:
        yield attachment.name
        yield from _texts(attachment.blocks)
    if document.signature:
        yield from document.signature.organs
        yield document.signature.date
    yield document.note


def _texts(blocks: Sequence[Block]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            if block.lead:
                yield block.lead.text
            yield block.text
        elif isinstance(block, Table):
            yield block.caption
            for row in block.rows:
                yield from row
