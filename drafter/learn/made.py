"""What learning makes of a report: questions, topics, outline and answers, before they are written as files."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from drafter.answers.model import Answer
from drafter.figures import OMITTED
from drafter.learn.model import Becomes
from drafter.learn.pieces import ORGAN_KEY, Read
from drafter.learn.questions import Words

TITLE_KEY, ADDRESSEE_KEY, SIGNED_KEY, DATE_KEY, NOTE_KEY, SERIAL_KEY = (
    "报告标题",
    "主送机关",
    "署名机关",
    "落款日期",
    "附注内容",
    "发文字号",
)

FRAME_KEYS = (ORGAN_KEY, TITLE_KEY, ADDRESSEE_KEY, SIGNED_KEY, DATE_KEY, NOTE_KEY, SERIAL_KEY)
"""The keys of the questions about what stands around the body."""


class TopicText(Struct):
    """A topic of the pack: its questions, and its template a paragraph a line."""

    name: str
    questions: list[Words] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    own_items: bool = True
    always: bool = False
    """It is no matter to choose (attachments)."""

    def template(self) -> str:
        return "\n".join(self.lines).rstrip("\n") + "\n"


class Made(Struct):
    """The pack of a report and the answers of its year, in the making."""

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
    before: dict[str, Answer] = field(default_factory=dict)
    """Answers of the earlier year, where there is a report of it."""
    stayed: list[str] = field(default_factory=list)
    """Figures and dates that were the same in both years: they are text.  Each with the words around it."""
    passages: int = 0
    followed: int = 0

    def found(self) -> dict[str, int]:
        """How much of what was found, for the summary."""
        spots = Counter(spot.becomes for read in self.reads for spot in read.spots)
        derived = Counter(one.is_growth for read in self.reads for one in read.derived.values())
        return {
            "parts": sum("内容" in node for node in self.outline),
            "topics": sum(not topic.always for topic in self.topics),
            "passages": self.passages,
            "followed": self.followed,
            "figures": spots[Becomes.FIGURE] - sum(derived.values()),
            "derived": derived[False],
            "growth": derived[True],
            "years": spots[Becomes.YEAR],
            "dates": spots[Becomes.DATE],
            "claims": spots[Becomes.CLAIM],
            "words": spots[Becomes.WORDS],
        }

    def lacking(self) -> list[str]:
        """What the report did not have and the new year asks for."""
        named = {TITLE_KEY: "标题", ADDRESSEE_KEY: "主送机关", SIGNED_KEY: "署名", DATE_KEY: "成文日期"}
        lacks = (key for key in named if (answer := self.answers.get(key)) and answer.value == OMITTED)
        return [named[key] for key in lacks]
