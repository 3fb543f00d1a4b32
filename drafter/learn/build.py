"""From the pieces of a report to a pack of the bureau's own and the answers of its year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby

from msgspec import Struct, field

from drafter.answers.model import STANDING, Answer, Raw
from drafter.errors import DrafterError
from drafter.figures import OMITTED
from drafter.genre.dates import parse_date
from drafter.genre.headings import lead_of, sign_of
from drafter.learn.items import Items, Row, items_of
from drafter.learn.keys import Keys
from drafter.learn.model import Becomes
from drafter.learn.parts import Part, Topic, parts_of
from drafter.learn.pieces import ORGAN_KEY, Read, read_piece
from drafter.learn.questions import Words, questions_of
from drafter.learn.rules.organs import organ_in
from drafter.learn.shell import in_place, inner_addressee
from drafter.learn.templates import YEARS, Placed, placed, slots_of, template_of
from drafter.packs.schema import Carry, Kind, Matter
from drafter.readers.model import Piece, Report, Role
from drafter.yamlio import FORBIDDEN

TITLE_KEY, ADDRESSEE_KEY, SIGNED_KEY, DATE_KEY, NOTE_KEY = (
    "报告标题",
    "主送机关",
    "署名机关",
    "落款日期",
    "附注内容",
)
NONE, YES = "无", "是"
_LABEL = 24
_SLOT = re.compile(r"\{([^{}]+)\}")
"""Where an answer stands in a text of the answers file."""
_MATTER_KEYS = {Matter.PLAN: "下年安排", Matter.PROBLEM: "存在问题"}


class TopicText(Struct):
    """A topic of the pack: its questions, and its template a paragraph a line."""

    name: str
    questions: list[Words] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    own_items: bool = True

    def template(self) -> str:
        return "\n".join(self.lines).rstrip("\n") + "\n"


class Made(Struct):
    """What the builder has made."""

    year: int
    organ: str
    shell: dict[str, str] = field(default_factory=dict)
    title: str = ""
    bureau: list[Words] = field(default_factory=list)
    topics: list[TopicText] = field(default_factory=list)
    outline: list[Words] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    reads: list[Read] = field(default_factory=list)
    """Everything that was read, for the trace."""
    passages: int = 0
    followed: int = 0

    def found(self) -> dict[str, int]:
        """How much of what was found, for the summary."""
        spots = Counter(spot.becomes for read in self.reads for spot in read.spots)
        derived = Counter(one.is_growth for read in self.reads for one in read.derived.values())
        return {
            "parts": sum("内容" in node for node in self.outline),
            "topics": len(self.topics),
            "passages": self.passages,
            "followed": self.followed,
            "figures": spots[Becomes.FIGURE] - sum(derived.values()),
            "derived": derived[False],
            "growth": derived[True],
            "years": spots[Becomes.YEAR],
            "dates": spots[Becomes.DATE],
            "claims": spots[Becomes.CLAIM],
        }

    def lacking(self) -> list[str]:
        """What the report did not have and the new year asks for."""
        named = {TITLE_KEY: "标题", ADDRESSEE_KEY: "主送机关", SIGNED_KEY: "署名", DATE_KEY: "成文日期"}
        lacks = (key for key in named if (answer := self.answers.get(key)) and answer.value == OMITTED)
        return [named[key] for key in lacks]


def build(report: Report, year: int) -> Made:
    """The pack and the answers of a report on ``year``."""
    return _Builder(report.pieces, year).build()


class _Builder:
    def __init__(self, pieces: Sequence[Piece], year: int) -> None:
        self.pieces, self.year = in_place(pieces), year
        self.addressee = inner_addressee(pieces, self.pieces)
        self.parts = parts_of(self.pieces)
        own = [f"{topic.name}补充" for part in self.parts for topic in part.topics]
        self.keys = Keys([*own, *(name for piece in pieces for name in _SLOT.findall(piece.text))])
        for key in (
            ORGAN_KEY,
            TITLE_KEY,
            ADDRESSEE_KEY,
            SIGNED_KEY,
            DATE_KEY,
            NOTE_KEY,
            *_MATTER_KEYS.values(),
        ):
            self.keys.take(key)
        self.made = Made(year, self._organ())

    def build(self) -> Made:
        self._shell()
        for part in self.parts:
            self._part(part)
        if not self.made.outline:
            raise DrafterError(
                "报告里只有标题和落款，没有正文",
                advice="请给出报告全文，例如从单位网站存下的网页或当时的 Word 文件",
            )
        self._rest()
        self._forget_organ()
        return self.made

    def _forget_organ(self) -> None:
        """A bureau's name that stands nowhere in the report is not asked for."""
        made, printed = self.made, f"{{{{ {ORGAN_KEY} }}}}"
        texts = [made.title, *made.shell.values(), *(line for topic in made.topics for line in topic.lines)]
        if any(printed in text for text in (*texts, *_headings(made.outline))):
            return
        made.bureau[:] = [question for question in made.bureau if question["键"] != ORGAN_KEY]
        made.answers.pop(ORGAN_KEY, None)

    def _rest(self) -> None:
        """Topics added later come under the first part that says what was done."""
        matters = {topic.name for topic in self.made.topics if not topic.own_items}
        headed = [node for node in self.made.outline if "内容" in node and not _holds(node, matters)]
        for node in (headed or self.made.outline)[:1]:
            node["其余"] = "是"

    # -- what stands around the body

    def _of(self, role: Role) -> list[int]:
        return [number for number, piece in enumerate(self.pieces) if piece.role is role]

    def _organ(self) -> str:
        signed = [self.pieces[number].text for number in self._of(Role.ORGAN)]
        titled = organ_in("".join(self.pieces[number].text for number in self._of(Role.TITLE)))
        if titled and any(one == titled for one in signed):
            return titled
        return signed[0] if len(signed) == 1 else titled

    def _shell(self) -> None:
        made = self.made
        for role in (Role.ADDRESSEE, Role.ORGAN, Role.DATE, Role.NOTE):
            made.reads += [Read(self.pieces[number], (), {}, {}) for number in self._of(role)]
        if made.organ:
            self._ask(made.bureau, ORGAN_KEY, made.organ, 类型=Kind.TEXT.value, 沿用=Carry.KEEP.value)
        made.title = self._title()
        made.shell["主送"] = self._addressee()
        made.shell["署名"] = self._signed()
        made.shell["日期"] = self._dated()
        notes = self._of(Role.NOTE)
        if notes:
            text = "".join(self.pieces[number].text for number in notes)
            self._ask(made.bureau, NOTE_KEY, text, 类型=Kind.TEXT.value, 可空="是")
            made.shell["附注"] = f"{{{{ {NOTE_KEY} }}}}"

    def _ask(self, questions: list[Words], key: str, answer: Raw | None, **words: object) -> None:
        questions.append({"键": key, **words})
        if answer is not None:
            self.made.answers[key] = Answer(answer)

    def _title(self) -> str:
        numbers = self._of(Role.TITLE)
        if not numbers:
            told = "去年的报告没有标题；不写标题填“不写入”"
            self._ask(
                self.made.bureau,
                TITLE_KEY,
                OMITTED,
                类型=Kind.TEXT.value,
                沿用=Carry.REFERENCE.value,
                说明=told,
            )
            return f"{{{{ {TITLE_KEY} }}}}"
        return "".join(self._line(number, self.made.bureau) for number in numbers)

    def _addressee(self) -> str:
        """Where the body has an addressee of its own, none stands above it."""
        if self.addressee is not None:
            return ""
        numbers = self._of(Role.ADDRESSEE)
        return self._addressed("".join(self.pieces[number].text for number in numbers))

    def _addressed(self, text: str) -> str:
        bare = text.rstrip("：:")
        told = "报给谁，不写冒号；公开版没有主送机关的填“不写入”"
        carry = Carry.KEEP if text else Carry.REFERENCE
        self._ask(
            self.made.bureau,
            ADDRESSEE_KEY,
            bare or OMITTED,
            类型=Kind.TEXT.value,
            沿用=carry.value,
            说明=told,
        )
        return f"{{{{ {ADDRESSEE_KEY} }}}}{text[len(bare) :] or '：'}"

    def _signed(self) -> str:
        numbers = self._of(Role.ORGAN)
        texts = [self.pieces[number].text for number in numbers]
        if texts == [self.made.organ]:
            return f"{{{{ {ORGAN_KEY} }}}}"
        if not texts:
            told = "去年的报告没有署名；不署名填“不写入”"
            self._ask(
                self.made.bureau,
                SIGNED_KEY,
                OMITTED,
                类型=Kind.TEXT.value,
                沿用=Carry.REFERENCE.value,
                说明=told,
            )
            return f"{{{{ {SIGNED_KEY} }}}}"
        lines: list[str] = []
        for text in texts:
            key = SIGNED_KEY if not lines else self.keys.take(SIGNED_KEY)
            self._ask(self.made.bureau, key, text, 类型=Kind.TEXT.value, 沿用=Carry.KEEP.value)
            lines.append(f"{{{{ {key} }}}}")
        return "\n".join(lines)

    def _dated(self) -> str:
        numbers = self._of(Role.DATE)
        text = "".join(self.pieces[number].text for number in numbers)
        bare = "".join(text.split())
        regular = not bare or _is_official(bare)
        kind = Kind.DATE if regular else Kind.TEXT
        self._ask(self.made.bureau, DATE_KEY, bare or OMITTED, 类型=kind.value, 沿用=Carry.REFERENCE.value)
        return f"{{{{ {DATE_KEY} }}}}"

    # -- the body

    def _part(self, part: Part) -> None:
        topics = [self._topic(topic) for topic in part.topics]
        nodes: list[Words] = [{"主题": topic.name, "标题": NONE} for topic in topics]
        if part.heading is None:
            self.made.outline += nodes
            return
        owner = topics[0].questions if topics else self.made.bureau
        heading = self._line(part.heading, owner, begins=False)
        self.made.outline.append({"标题": heading, "内容": nodes} if nodes else {"标题": heading})

    def _topic(self, topic: Topic) -> TopicText:
        made = TopicText(topic.name, own_items=not topic.is_lead)
        self.made.topics.append(made)
        numbers = list(topic.pieces)
        items = self._items_in(topic)
        depths = _depths(self.pieces[number] for number in numbers)
        for group in self._groups(numbers[: items.first] if items else numbers):
            if self.pieces[group[0]].role is Role.CELL:
                self._table(group, made)
            else:
                self._piece(group[0], made, depths)
        if items and topic.matter:
            made.own_items = False
            self._items(items, topic.matter, made)
        return made

    def _items_in(self, topic: Topic) -> Items | None:
        """The items of plans or problems; text that no answers file can hold stays in the template."""
        pieces = [self.pieces[number] for number in topic.pieces]
        if topic.matter is None or any(FORBIDDEN.search(piece.text) for piece in pieces):
            return None
        return items_of(pieces)

    def _groups(self, numbers: Sequence[int]) -> Iterator[list[int]]:
        """The numbers one by one, those of the cells of a table together."""
        tables = {
            n: piece.table if piece.role is Role.CELL else -1 - n for n, piece in enumerate(self.pieces)
        }
        for _, group in groupby(numbers, key=tables.__getitem__):
            yield list(group)

    def _piece(self, number: int, made: TopicText, depths: Mapping[int, int]) -> None:
        """A heading, or a paragraph with its question."""
        piece = self.pieces[number]
        if number == self.addressee:
            made.lines += [self._addressed(piece.text), ""]
        elif piece.role is Role.HEADING:
            signs = "#" * depths[piece.level]
            made.lines += [f"{signs} {self._line(number, made.questions, begins=False)}", ""]
        else:
            text = self._line(number, made.questions)
            key = self._passage(piece, made)
            made.lines += [f"= {key}", text, ""]

    def _passage(self, piece: Piece, made: TopicText) -> str:
        words = passage_words(piece.text, self.made.organ)
        key = self.keys.take(f"{words}段")
        self._ask(made.questions, key, STANDING, 名称=passage_label(piece.text), 类型="段落")
        self.made.passages += 1
        return key

    def _table(self, numbers: Sequence[int], made: TopicText) -> None:
        """The cells of a table, row by row; a row that lacks cells gets empty ones.

        A table with rows of nothing but words is asked for as a whole.
        """
        rows: dict[int, list[str]] = {}
        asking = set[int]()
        for number in numbers:
            row, before = self.pieces[number].row, len(made.questions)
            rows.setdefault(row, []).append(self._line(number, made.questions, begins=False))
            if len(made.questions) > before:
                asking.add(row)
        width = max(map(len, rows.values()))
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows.values()]
        if not asking or set(rows) - asking - {min(rows)}:
            lines = self._if_used(" ".join(self.pieces[number].text for number in numbers), lines, made)
        made.lines += [*lines, ""]

    def _if_used(self, text: str, lines: Sequence[str], made: TopicText) -> list[str]:
        """Lines that are printed when a question is answered with yes."""
        key = self.keys.take("表格照用")
        told = "去年的报告里有这张表；今年不用填“否”"
        label = f"表格“{passage_label(text.strip())}”今年是否照用"
        self._ask(made.questions, key, YES, 名称=label, 类型=Kind.YES_NO.value, 说明=told)
        return [f"{{% if {key} %}}", *lines, "{% endif %}"]

    def _line(self, number: int, questions: list[Words], *, begins: bool = True) -> str:
        """A piece as template source; its questions are added to those of its topic."""
        read = read_piece(self.pieces[number], self.year, self.made.organ, self.keys)
        self._note(read, questions)
        is_cell = self.pieces[number].role is Role.CELL
        return template_of(read.text, placed_in(read), begins=begins, cell=is_cell)

    def _note(self, read: Read, questions: list[Words], mentioned_in: str = "") -> None:
        self.made.reads.append(read)
        questions += questions_of(read, mentioned_in)
        for place, spot in enumerate(read.spots):
            key, answer = read.keys.get(place), read.answer(place)
            if key is not None and answer is not None and spot.becomes is not Becomes.ORGAN:
                self.made.answers[key] = Answer(answer)

    # -- plans and problems

    def _items(self, items: Items, matter: Matter, made: TopicText) -> None:
        """The items of a part as rows of a table that next year puts before the clerk one by one."""
        key = _MATTER_KEYS[matter]
        if key in self.made.answers:
            key = self.keys.take(key)
        lead = self._lead(items, key, made)
        figures: list[Words] = []
        rows: list[Raw] = [self._row(row, key, figures) for row in items.rows]
        made.questions += [table_question(key, matter, items.columns()), *figures]
        self.made.answers[key] = Answer(rows)
        made.lines += items.template(key, lead)
        self.made.followed += len(rows)

    def _lead(self, items: Items, table: str, made: TopicText) -> str:
        """The words before 一是 as a question of their own; its key."""
        if items.lead is None:
            return ""
        key = self.keys.take(f"{table}引语")
        figures: list[Words] = []
        text = self._slots(items.lead, key, figures)
        told = "接在条目前面的话"
        self._ask(
            made.questions, key, text, 名称=f"{table}前面的话", 类型=Kind.LONG.value, 可空="是", 说明=told
        )
        made.questions += figures
        return key

    def _row(self, row: Row, key: str, figures: list[Words]) -> Raw:
        return {
            column: "\n".join(self._slots(piece, key, figures) for piece in pieces)
            for column, pieces in row.items()
            if pieces
        }

    def _slots(self, piece: Piece, key: str, figures: list[Words]) -> str:
        """A text for an answer, its figures live."""
        read = read_piece(piece, self.year, self.made.organ, self.keys, flat=True)
        self._note(read, figures, key)
        return slots_of(
            read.text, [(spot.start, spot.end, read.keys[n]) for n, spot in enumerate(read.spots)]
        )


def _holds(node: Words, topics: Set[str]) -> bool:
    inner = node.get("内容")
    return isinstance(inner, list) and any(one["主题"] in topics for one in inner)


def _headings(outline: Sequence[Words]) -> Iterator[str]:
    """The headings of an outline's nodes."""
    for node in outline:
        yield str(node.get("标题", ""))


def _depths(pieces: Iterable[Piece]) -> dict[int, int]:
    """By level of a topic's headings the number of # that stand for it: the first heading has two, others no more
    than one deeper (what level a heading is printed at, its number says)."""
    levels = [piece.level for piece in pieces if piece.role is Role.HEADING]
    return {level: 2 + (level > levels[0]) for level in levels}


def placed_in(read: Read) -> list[Placed]:
    """What stands in the template for each place of a piece."""
    made = []
    for number, spot in enumerate(read.spots):
        key = read.keys.get(number) or YEARS[spot.shift]
        found = read.derived.get(number)
        made.append(placed(read.text, spot, key, growth=found is not None and found.is_growth))
    return made


def table_question(key: str, matter: Matter, columns: Sequence[str]) -> Words:
    """The table of plans or problems; next year its rows come up one by one (接续)."""
    named: list[Words] = [{"键": column, "类型": Kind.LONG.value, "可空": "是"} for column in columns[-1:]]
    if len(columns) > 1:
        named.insert(0, {"键": columns[0], "类型": Kind.TEXT.value})
    if len(columns) == 1:
        named[0].pop("可空")
    label = "下一年的安排" if matter is Matter.PLAN else "存在的不足和原因"
    return {
        "键": key,
        "名称": label,
        "类型": Kind.TABLE.value,
        "接续": {"类别": matter.value, "正文": columns[-1]},
        "列": named,
    }


def passage_words(text: str, organ: str) -> str:
    """A few words that a paragraph may be called by: its run-in heading, or its first clause that says something."""
    lead = lead_of(text)
    sign = sign_of(text)
    words = lead.words if lead and lead.words else text[sign.length if sign else 0 :]
    words = words.replace(organ, "") if organ else words
    for clause in re.split("[，,。；;：:、！!]", words):
        found = re.sub(r"\W|\d|^年度?|^我[局县市区委]", "", re.sub(r"\d{4}\s*年度?", "", clause))
        if len(found) > 1:
            return found[:10]
    return "文字"


def passage_label(text: str) -> str:
    """How a paragraph is called on the screen: its beginning."""
    text = FORBIDDEN.sub("", text)
    return text if len(text) <= _LABEL else text[:_LABEL] + "……"


def _is_official(text: str) -> bool:
    """Whether a date is written as our own dates print."""
    try:
        return parse_date(text).text() == text
    except DrafterError:
        return False
