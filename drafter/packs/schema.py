"""What a pack is, once loaded: plain frozen types, no behaviour beyond looking things up.

The YAML files of a pack speak Chinese; ``load.py`` holds the one table that maps their words to these fields.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from msgspec import Struct, field

from drafter.errors import Place
from drafter.figures import Rounding
from drafter.formulas import Expression


class Kind(Enum):
    """Kinds of questions (design.md, "question")."""

    TEXT = "文本"
    LONG = "长文本"
    FIGURE = "数字"
    MONEY = "金额"
    DATE = "日期"
    CHOICE = "单选"
    CHOICES = "多选"
    YES_NO = "是否"
    LIST = "列表"
    TABLE = "表格"
    ITEMS = "补充"
    """The bureau's own items of a topic: records of 标题 and 文, each text with figures of its own."""
    PASSAGE = "段落"
    """Whether a paragraph of a template (below ``= 键``) stands this year, is left out, or is worded anew."""

    @property
    def is_number(self) -> bool:
        return self in (Kind.FIGURE, Kind.MONEY)

    @property
    def is_prose(self) -> bool:
        """Whether answers of this kind are text that may hold figures of its own."""
        return self in (Kind.TEXT, Kind.LONG, Kind.LIST, Kind.TABLE, Kind.ITEMS, Kind.PASSAGE)

    @property
    def is_live(self) -> bool:
        """Whether another text may hold answers of this kind as ``{键}``."""
        return self.is_number or self in (Kind.TEXT, Kind.LONG, Kind.DATE, Kind.CHOICE)


class Depth(Enum):
    """How deep a question lies: *essential* ones suffice for a short, true, complete report."""

    ESSENTIAL = "基本"
    FULL = "完整"


class Carry(Enum):
    """What becomes of last year's answer in a new year (design.md, decision 3)."""

    KEEP = "保留"
    """Carried as confirmed: the bureau card."""
    REVIEW = "待确认"
    """Carried as unconfirmed: texts."""
    REFERENCE = "仅参考"
    """Never carried, only shown: figures, dates, ticks about the year."""


class HeadingStyle(Enum):
    """How a heading stands in the text."""

    ALONE = "独立"
    RUN_IN = "段首"
    NUMBER = "编号"
    """Only the number, in front of the paragraph: the heading's words are not printed."""


class ParagraphStyle(Enum):
    """How the paragraphs below a heading are strung together."""

    PLAIN = "段落"
    NUMBERED = "编号"
    """1. 2. 3. in front of each paragraph."""
    ITEMS = "一是"
    """一是 二是 in front of each paragraph."""
    ITEMS_RUN = "一是连排"
    """一是…；二是…。 in one paragraph."""
    JOINED = "连段"
    """One after the other in one paragraph."""


_OFFICE_ENDS = ("室", "科", "股", "处", "办", "局", "委", "部门", "单位", "机构", "中心", "大队", "支队")
EVERYBODY = "是"
"""推荐: 是 suggests a topic to every bureau, whatever its profile."""


class Column(Struct, frozen=True):
    """One column of a table question."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    optional: bool = False
    options: tuple[str, ...] = ()


class Matter(Enum):
    """What the rows of a table that is followed up are; decides the words of the choices."""

    PLAN = "安排"
    PROBLEM = "问题"


class FollowUp(Struct, frozen=True):
    """接续: what becomes of last year's rows of a table (plans, problems) in this year's report."""

    matter: Matter = Matter.PLAN
    done: str = ""
    """Key of the items question that takes what is done; empty: the clerk says under which topic."""
    going: str = ""
    """Key of the table that takes what goes on; empty: the table itself."""
    text: str = ""
    """Column that an item begins from."""
    lead: str = ""
    """Words before it; ``{列键}`` and ``{上一年}`` are filled in."""


class Question(Struct, frozen=True):
    """One thing asked."""

    key: str
    label: str
    kind: Kind
    topic: str
    depth: Depth = Depth.ESSENTIAL
    units: tuple[str, ...] = ()
    """Accepted units, the first is printed when none was typed.  ``=键`` takes the unit from that answer."""
    definition: str = ""
    """口径: how the figure is counted."""
    office: str = ""
    """科室 that usually knows the answer."""
    help: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    own_words: bool = False
    """另写: a single choice may be worded otherwise than its options; the wording of last year is offered first."""
    columns: tuple[Column, ...] = ()
    offer: str = ""
    """Name of a yearly table or library whose entries are offered (never printed by default)."""
    offer_year: int = 0
    """0: the offers of the report year; 1: those of the year after (for the part on plans)."""
    formula: Expression | None = None
    """Computed where its parts are known; otherwise it may be answered by itself (无原始数)."""
    decimals: int | None = None
    """Decimals of a computed number; None: the document's rule."""
    rounding: Rounding = Rounding.HALF_UP
    """What becomes of the decimals that a computed number does not print."""
    keep_zeros: bool = False
    """Whether a computed rate keeps decimals that are all zero (100.00%)."""
    when: tuple[tuple[str, str], ...] = ()
    """Asked only when each of these answers has this value ("": is 是, or a figure other than zero; ``{键}``: its
    text mentions that key)."""
    profiles: tuple[str, ...] = ()
    """Profiles (部门, 政府) that are asked; empty: all."""
    optional: bool = False
    """May be left blank without being an open point."""
    carry: Carry = Carry.REFERENCE
    follow: FollowUp | None = None
    """Tables only: last year's rows are put before the clerk one by one."""
    place: Place = field(default_factory=Place)

    @property
    def leaves_open(self) -> bool:
        """Whether a choice may be something else than its options."""
        return self.own_words or bool(self.offer) or not self.options

    @property
    def provider(self) -> str:
        """``office`` as it is spoken of: 信访 is 信访科室, 办公室 stays."""
        return self.office if self.office.endswith(_OFFICE_ENDS) or not self.office else f"{self.office}科室"


class Topic(Struct, frozen=True):
    """A unit of content, present or absent as a whole."""

    name: str
    heading: str
    """Its usual heading; an outline or the bureau may word it otherwise."""
    questions: tuple[str, ...]
    template: Path
    always: bool = False
    """Not up for choice: bureau card, lead, problems, plans."""
    suggested: tuple[str, ...] = ()
    """Profiles for which it is ticked at first, or EVERYBODY."""
    profiles: tuple[str, ...] = ()
    depth: Depth = Depth.ESSENTIAL
    help: str = ""
    place: Place = field(default_factory=Place)
    heading_line: int = 0
    """Line of its file where the text of the heading begins."""
    lender: str = ""
    """The pack it is borrowed from, as 借用 names it."""
    serves: tuple[str, ...] | None = None
    """Borrowed topics for whose sake it is here: it only brings questions along, asked while one of these is on.
    None for topics in their own right."""

    @property
    def items_key(self) -> str:
        """Key of the bureau's own items of this topic."""
        return f"{self.name}补充"

    def is_suggested(self, profile: str) -> bool:
        """Whether it is ticked at first for a bureau of ``profile`` (empty: not known)."""
        if not profile or EVERYBODY in self.suggested:
            return bool(self.suggested)
        return profile in self.suggested


class Node(Struct, frozen=True):
    """A place in an outline: a heading over other nodes, a topic, a fragment of one, or a text of its own."""

    key: str
    """Stable name: the heading as written in the outline, or the topic's name."""
    heading: str = ""
    """Template of the heading; empty: the content stands under the heading above."""
    topic: str = ""
    fragment: str = ""
    text: str = ""
    """Template text of its own: leads, closing formulas, single figures under a shared heading."""
    children: tuple[Node, ...] = ()
    style: HeadingStyle | None = None
    """None: the outline's style for this level."""
    paragraphs: ParagraphStyle = ParagraphStyle.PLAIN
    rest: bool = False
    """Ticked topics that the outline places nowhere come here, so that nothing answered is lost."""
    place: Place = field(default_factory=Place)
    heading_line: int = 0
    """Line of the outline's file where the text of the heading begins; 0 where unknown."""
    text_line: int = 0
    """The same for the node's own text."""

    @property
    def placed(self) -> str:
        """What it places, as an outline writes it: ``信访``, ``信访@热线``; empty where it places no topic."""
        return f"{self.topic}@{self.fragment}" if self.fragment else self.topic


class Outline(Struct, frozen=True):
    """Order and headings of a pack's parts."""

    name: str
    label: str
    parts: tuple[Node, ...]
    styles: tuple[HeadingStyle, ...] = (
        HeadingStyle.ALONE,
        HeadingStyle.RUN_IN,
        HeadingStyle.RUN_IN,
        HeadingStyle.RUN_IN,
    )
    """How headings of level 1 to 4 stand."""
    typed: bool = False
    """编号: 照写.  Numbers are typed in headings and texts; nothing is numbered, merged, stopped or dropped."""
    help: str = ""
    lacks: str = ""
    """What the rule asks for and this outline does not hold (historical outlines)."""
    place: Place = field(default_factory=Place)


class Check(Struct, frozen=True):
    """An arithmetical relation between answers that should hold, e.g. 信访办结 <= 信访收到."""

    left: Expression
    relation: str
    """One of <= >= = < >."""
    right: Expression
    message: str
    source: str
    """The relation as written."""
    severe: bool = False
    place: Place = field(default_factory=Place)


class Offer(Struct, frozen=True):
    """Something offered for choice: a phrase of the year, a problem with its cause and measure."""

    text: str
    fields: tuple[tuple[str, str], ...] = ()
    """For offers of a table question: column key and text."""
    source: str = ""


class YearlyRow(Struct, frozen=True):
    """What a dated table knows of one year."""

    offers: tuple[Offer, ...]
    hint: str = ""
    """What the clerk must look up, where the table does not know."""


class Template(Struct, frozen=True):
    """A Jinja template of a pack: topic text, title, heading, or text of an outline node."""

    name: str
    source: str
    place: Place


class Shell(Struct, frozen=True):
    """What stands around the body: templates, and keys of the questions that decide."""

    addressee: str = ""
    """主送机关, with its colon."""
    organs: str = ""
    """署名, an organ a line."""
    date: str = ""
    note: str = ""
    """附注, with its brackets."""
    sealed: str = ""
    """Key of the yes/no question whether a seal is put on."""
    attachments: str = ""
    """Key of the table question (名称, 内容) that lists the attachments."""


class Pack(Struct, frozen=True):
    """A loaded pack."""

    name: str
    label: str
    folder: Path
    version: str
    title: str
    """Template of the title."""
    default_outline: str
    outlines: dict[str, Outline]
    topics: dict[str, Topic]
    questions: dict[str, Question]
    shell: Shell = field(default_factory=Shell)
    checks: tuple[Check, ...] = ()
    yearly: dict[str, dict[int, YearlyRow]] = field(default_factory=dict)
    libraries: dict[str, tuple[Offer, ...]] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    """Topic templates by topic name."""
    help: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    """Lines of pack.yaml where the text of the title (标题) and of the shell (主送, 署名 …) begins."""

    lenders: tuple[Path, ...] = ()
    """Folders of the packs that topics are borrowed from."""

    @property
    def placeable(self) -> frozenset[str]:
        """The topics that an outline can place."""
        return frozenset(name for name, topic in self.topics.items() if topic.serves is None)

    def offers(self, name: str, year: int) -> YearlyRow:
        """What the table or library ``name`` offers for ``year``; an unknown year offers nothing."""
        if name in self.libraries:
            return YearlyRow(self.libraries[name])
        return self.yearly.get(name, {}).get(year, YearlyRow(()))
