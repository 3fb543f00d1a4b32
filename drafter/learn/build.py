"""From the pieces of a report to a pack of the bureau's own and the answers of its year."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from msgspec import Struct, field

from drafter.answers.model import STANDING, Answer, Raw
from drafter.errors import DrafterError
from drafter.figures import OMITTED
from drafter.genre.dates import parse_date
from drafter.genre.headings import lead_of, sign_of
from drafter.genre.phrases import bare, heading_topic, whole_words, without_adverbs
from drafter.learn.items import Items, Row, items_of
from drafter.learn.keys import Keys
from drafter.learn.model import Becomes
from drafter.learn.parts import Part, Topic, parts_of
from drafter.learn.pieces import ORGAN_KEY, Read, read_piece
from drafter.learn.questions import Words, questions_of
from drafter.learn.rules.organs import organ_in
from drafter.learn.templates import YEARS, Placed, placed, slots_of, template_of
from drafter.packs.schema import Carry, Kind, Matter
from drafter.readers.model import Piece, Report, Role

TITLE_KEY, ADDRESSEE_KEY, SIGNED_KEY, DATE_KEY, NOTE_KEY = (
    "报告标题",
    "主送机关",
    "署名机关",
    "落款日期",
    "附注内容",
)
NONE = "无"
_LABEL, _PASSAGE = 24, 14
_CLAUSES = re.compile("[，,。；;：:、！!]")
_OPENING = re.compile(
    "^(?:根据|按照|为了?(?=进一步|深入|全面|切实))|(?:领导|指导|指引|支持|关心|部署|精神)下$|以来$"
)
"""Clauses that many paragraphs begin with."""
_YEARS = re.compile(r"\d{4}\s*年度?")
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


def build(report: Report, year: int) -> Made:
    """The pack and the answers of a report on ``year``."""
    return _Builder(report.pieces, year).build()


class _Builder:
    def __init__(self, pieces: Sequence[Piece], year: int) -> None:
        self.pieces, self.year = pieces, year
        self.keys = Keys()
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
        self.heading = ""
        """What the pieces being read stand under."""

    def build(self) -> Made:
        self._shell()
        for part in parts_of(self.pieces):
            self._part(part)
        self._rest()
        return self.made

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
        numbers = self._of(Role.ADDRESSEE)
        text = "".join(self.pieces[number].text for number in numbers)
        bare = text.rstrip("：:")
        told = "报给谁，不写冒号；公开版没有主送机关的填“不写入”"
        carry = Carry.KEEP if numbers else Carry.REFERENCE
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
        made = TopicText(topic.name)
        self.made.topics.append(made)
        numbers = list(topic.pieces)
        items = items_of([self.pieces[number] for number in numbers]) if topic.matter else None
        for number in numbers[: items.first] if items else numbers:
            self._piece(number, made)
        if items and topic.matter:
            made.own_items = False
            self._items(items, topic.matter, made)
        return made

    def _piece(self, number: int, made: TopicText) -> None:
        """A heading, a paragraph with its question, or a table with its first cell."""
        piece = self.pieces[number]
        if piece.role is Role.CELL:
            self._cell(number, made)
        elif piece.role is Role.HEADING:
            signs = "#" * min(max(piece.level, 2), 4)
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

    def _cell(self, number: int, made: TopicText) -> None:
        piece = self.pieces[number]
        text = self._line(number, made.questions, begins=False).replace("|", "{{ '|'|原样 }}")
        last = self.pieces[number - 1] if number else piece
        same_row = last.role is Role.CELL and (last.table, last.row) == (piece.table, piece.row)
        if same_row and made.lines and made.lines[-1].startswith("|"):
            made.lines[-1] += f" {text} |"
            return
        if made.lines and made.lines[-1] and not (last.role is Role.CELL and last.table == piece.table):
            made.lines.append("")
        if made.lines and made.lines[-1] == "" and last.role is Role.CELL and last.table == piece.table:
            made.lines.pop()
        made.lines.append(f"| {text} |")
        following = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
        if following is None or following.role is not Role.CELL:
            made.lines.append("")

    def _line(self, number: int, questions: list[Words], *, begins: bool = True) -> str:
        """A piece as template source; its questions are added to those of its topic."""
        piece = self.pieces[number]
        self.heading = heading_words(piece) or self.heading
        heading = self._table_heading(piece) if piece.role is Role.CELL else self.heading
        read = read_piece(piece, self.year, self.made.organ, self.keys, heading)
        self._note(read, questions)
        return template_of(read.text, placed_in(read), begins=begins)

    def _table_heading(self, cell: Piece) -> str:
        """What the row and the column of a cell are called."""
        told = ""
        for other in self.pieces:
            if other.role is Role.CELL and other.table == cell.table and other is not cell:
                beside = other.row == cell.row and other.column == 0
                above = other.row == 0 and other.column == cell.column
                told += bare(other.text) if beside or above else ""
        return told

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
        read = read_piece(piece, self.year, self.made.organ, self.keys, self.heading, flat=True)
        self._note(read, figures, key)
        return slots_of(
            read.text, [(spot.start, spot.end, read.keys[n]) for n, spot in enumerate(read.spots)]
        )


def _holds(node: Words, topics: Set[str]) -> bool:
    inner = node.get("内容")
    return isinstance(inner, list) and any(one["主题"] in topics for one in inner)


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


def heading_words(piece: Piece) -> str:
    """The words of the heading that a piece is or begins with, without its sign; "" where there is none."""
    sign, lead = sign_of(piece.text), lead_of(piece.text)
    if piece.role is Role.HEADING:
        return piece.text[sign.length if sign else 0 :]
    return lead.words if lead else ""


def passage_words(text: str, organ: str) -> str:
    """A few words that a paragraph may be called by: its run-in heading, or its first clause that says something."""
    lead = lead_of(text)
    sign = sign_of(text)
    if lead and lead.words:
        return heading_topic(lead.words, _PASSAGE) or "文字"
    words = text[sign.length if sign else 0 :]
    words = words.replace(organ, "") if organ else words
    for clause in _CLAUSES.split(_YEARS.sub("", words)):
        said = bare(re.split(r"\d", clause)[0])
        found = without_adverbs(re.sub("^[一二三四五六七八九十]是", "", said))
        found = whole_words(heading_topic(found, _PASSAGE), _PASSAGE)
        if len(found) > 3 and not _OPENING.search(said):
            return found
    return whole_words(bare(words), _PASSAGE) or "文字"


def passage_label(text: str) -> str:
    """How a paragraph is called on the screen: its beginning."""
    return text if len(text) <= _LABEL else text[:_LABEL] + "……"


def _is_official(text: str) -> bool:
    """Whether a date is written as our own dates print."""
    try:
        return parse_date(text).text() == text
    except DrafterError:
        return False
