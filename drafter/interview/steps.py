"""What the interview tells its front: plain facts about the next thing to ask and about what became of a reply.

Words for the clerk are :class:`Message`: a Chinese sentence with named blanks, which a front may translate before
it fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from drafter.answers.model import Answer
from drafter.asking import OpenPoint
from drafter.packs.schema import Column, Kind, Offer, Question


class Message(Struct, frozen=True):
    """A sentence for the clerk: Chinese text with ``{名}`` blanks, and what fills them."""

    text: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.facts)


class StepKind(Enum):
    """What kind of reply a step wants, and by which method of the interview it is given."""

    QUESTION = "问题"
    """One value: ``answer``."""
    ENTRIES = "条目"
    """The list of a collection: ``add``, ``edit``, ``delete``, ``done``; a text given to ``answer`` is added."""
    ENTRY = "核对条目"
    """One carried entry as a whole: ``keep``, ``edit``, ``delete``."""
    FATE = "上年事项"
    """One of last year's plans or problems: ``fate``."""
    CELL = "栏目"
    """One column of an entry: ``answer``."""
    SPLIT = "拆分数字"
    """Figures found in a typed sentence: ``split``."""
    CLAIM = "逐处核对"
    """A numeral, date or claim in a carried text: ``settle``."""
    PASSAGE = "段落"
    """What becomes of a paragraph of the template: ``answer`` with 照旧, 不写入, or the text that is to stand."""
    FIGURE = "文中数字"
    """A figure inside a text, by name: ``answer``."""


class Settle(Enum):
    """What becomes of one place of a carried text."""

    KEEP = "照旧"
    RETYPE = "改写"
    REMOVE = "删去"


class Fate(Enum):
    """What became of one of last year's plans or problems."""

    DONE = "办结"
    GOING = "进行"
    DROPPED = "不再列入"


class Option(Struct, frozen=True):
    """One thing that can be chosen: what is stored and what is shown (a message: in the clerk's language)."""

    value: str
    label: str | Message


class Progress(Struct, frozen=True):
    """Where in the questionnaire a step stands: ``number`` of ``total``, and how many are still to be asked.

    ``total`` is 0 as long as the topics have not been chosen: they decide how many there are.
    """

    number: int
    total: int
    left: int
    topic: str = ""


class Proposal(Struct, frozen=True):
    """A figure found in a typed sentence: where it stands, the name and unit it would get."""

    name: str
    text: str
    unit: str
    start: int
    end: int


class Look(Struct, frozen=True):
    """A place of a paragraph that may have aged: where it stands, what kind of place it is."""

    start: int
    end: int
    what: str


class Step(Struct, frozen=True):
    """The next thing to ask.

    ``keep``: the present value, which an empty reply confirms; never a figure of last year.
    ``default``: text put into the input line to be edited (texts only).
    ``last``: last year's value as printed, to look at only.
    """

    kind: StepKind
    key: str
    question: Question
    label: str
    value_kind: Kind
    progress: Progress
    units: tuple[str, ...] = ()
    keep: str | None = None
    note: str = ""
    source: str = ""
    """Where the present answer came from, where it was not typed."""
    awaited: str | None = None
    """Who was asked for it ("" : nobody named); None where it is not waited for."""
    since: str = ""
    """The day they were asked."""
    default: str = ""
    last: str = ""
    goal: str = ""
    """FIGURE: what last year promised for this year, as printed."""
    options: tuple[Option, ...] = ()
    ticked: tuple[str, ...] = ()
    """Values of ``options`` that are ticked or pointed at to begin with."""
    offers: tuple[Offer, ...] = ()
    hint: str = ""
    """What to look up, where the yearly table does not know."""
    sentence: str = ""
    """The sentence in which the answer will stand."""
    optional: bool = False
    free: bool = True
    """Whether something other than the options may be typed."""
    warnings: tuple[Message, ...] = ()
    entries: tuple[str, ...] = ()
    """The entries of a collection, in short."""
    columns: tuple[Column, ...] = ()
    index: int | None = None
    """Which entry (0-based) an ENTRY, CELL, SPLIT or CLAIM step is about."""
    column: Column | None = None
    passage: str = ""
    """The text in which ``span`` (CLAIM), ``proposals`` (SPLIT) or the figure (FIGURE) stands."""
    span: tuple[int, int] = (0, 0)
    claim: str = ""
    """What kind of place it is: 数字, 日期, 首次 …"""
    was: str = ""
    """CLAIM: the year that stood there last year, where the program has moved it along."""
    fills: Mapping[str, str] = field(default_factory=dict)
    """What the names in braces in ``passage`` stand for, to be shown."""
    proposals: tuple[Proposal, ...] = ()
    looks: tuple[Look, ...] = ()
    """PASSAGE: the places of ``passage`` that may have aged."""
    places: tuple[Look, ...] = ()
    """PASSAGE: the same in ``default``, the text with its figures as ``{键}``."""
    settled: bool = False
    """PASSAGE: whether it has been decided already."""
    targets: tuple[Option, ...] = ()
    """FATE: keys of the items that what is done may go to, the likeliest first."""


class Accepted(Struct, frozen=True):
    """The reply was taken: save ``answer`` under ``key`` before anything else is asked."""

    key: str
    answer: Answer
    remark: Message | None = None
    """The change against last year, where there is one to tell."""
    also: Mapping[str, Answer] = field(default_factory=dict)
    """What has to be saved in the same write: other entries, and reserved keys."""


class Rejected(Struct, frozen=True):
    """The reply was not taken; ``can_insist``: ``insist(note)`` takes it all the same, with a note.

    ``second_look``: nothing is wrong with it, it only wants to be confirmed: ``insist("")`` takes it.
    """

    reason: Message
    can_insist: bool = False
    second_look: bool = False


class Moved(Struct, frozen=True):
    """The interview went on and there is nothing to save."""


Reply = Accepted | Rejected | Moved


class Row(Struct, frozen=True):
    """One answer in the review."""

    key: str
    label: str
    shown: str
    state: str
    """已确认, 自动计算, 待计算, 可不填, or why it is open: 未确认, 跳过, 等待, 未填写."""
    source: str = ""
    """Where it came from, where it was not typed."""
    awaited: str = ""
    """Who was asked for it, where it is waited for."""
    since: str = ""
    """The day they were asked."""


class TopicReview(Struct, frozen=True):
    """The answers of one topic."""

    name: str
    heading: str
    rows: tuple[Row, ...]


class Review(Struct, frozen=True):
    """How the report stands: what is open, and everything by topic."""

    open: tuple[OpenPoint, ...]
    topics: tuple[TopicReview, ...]

    def state(self, key: str) -> str:
        """Why a key is open, or 已确认."""
        return next((point.reason for point in self.open if point.key == key), "已确认")
