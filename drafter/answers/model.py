"""One year's answers as plain types.

Scalars stay the strings that were written (``25.59万``, ``2.0``, ``010``, ``是``): the question gives them a type,
not YAML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.packs.schema import Depth

Raw = str | list["Raw"] | dict[str, "Raw"]
"""What YAML holds: text, list, mapping; scalars always as written."""

PACK, OUTLINE, YEAR, DEPTH, TOPICS, HEADINGS = "模板", "提纲", "年度", "深度", "主题", "标题改写"
OFFICES, FOLLOWED, EDITS = "科室", "上年事项", "改稿"
RESERVED = (PACK, OUTLINE, YEAR, DEPTH, TOPICS, HEADINGS, OFFICES, FOLLOWED, EDITS)
"""Keys of an answers file that are not answers."""

VALUE, STATUS, NOTE, SOURCE, FIGURES, TEXT = "值", "状态", "说明", "来源", "数", "文"
AWAITED, SINCE = "等谁", "自"
STANDING = "照旧"
"""Answer to a 段落: the paragraph stands as the template has it."""


class Status(Enum):
    """What the clerk said of an answer."""

    CONFIRMED = "已确认"
    UNCONFIRMED = "未确认"
    SKIPPED = "跳过"
    WAITING = "等待"
    """Somebody else was asked for it; with a value: to confirm it."""

    @property
    def is_put_off(self) -> bool:
        """Whether the question is left alone for now: open, but not asked again by itself."""
        return self in (Status.SKIPPED, Status.WAITING)


class Answer(Struct, frozen=True):
    """One answer: its raw value (None when skipped), status, a note, and where it came from (来源)."""

    value: Raw | None
    status: Status = Status.CONFIRMED
    note: str = ""
    source: str = ""
    line: int = 0
    """1-based line of the entry in its file; 0 when it has none yet.  Not part of equality of content."""
    decimals: int | None = None
    """小数: for a computed number, the decimals this bureau prints; the number itself stays computed."""
    awaited: str = ""
    """等谁: who was asked for it (等待 only)."""
    since: str = ""
    """自: the day they were asked, as a clerk writes dates (等待 only)."""


class Answers(Struct, frozen=True):
    """All answers of one year."""

    path: Path
    year: int
    pack: str
    outline: str
    depth: Depth = Depth.ESSENTIAL
    topics: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    """Headings in the bureau's own words: topic or heading of the outline → wording."""
    entries: Mapping[str, Answer] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
    """科室 by the bureau's own names: the pack's word for a 科室, a topic or a question's key → name."""
    followed: tuple[Raw, ...] = ()
    """上年事项: what became of last year's plans and problems, a record each (interview/fates.py)."""
    edits: tuple[Raw, ...] = ()
    """改稿: what was changed in Word, a record for each paragraph (answers/edits.py)."""

    def get(self, key: str) -> Answer | None:
        """The answer under ``key``; a dotted key (``普法补充.联合宣传次数``) finds a figure inside a text."""
        if key in self.entries:
            return self.entries[key]
        parent, dot, name = key.rpartition(".")
        if not dot or parent not in self.entries:
            return None
        owner = self.entries[parent]
        for found, value in inner_figures(owner.value):
            if found == name:
                return inner_answer(value, owner)
        return None


def inner_figures(value: Raw | None) -> Iterator[tuple[str, Raw]]:
    """Names and raw values of the figures inside a text answer, a list of texts or a table of texts."""
    if isinstance(value, dict):
        figures = value.get(FIGURES)
        if isinstance(figures, dict):
            yield from figures.items()
        for name, inner in value.items():
            if name != FIGURES:
                yield from inner_figures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from inner_figures(inner)


def inner_answer(value: Raw, owner: Answer) -> Answer:
    """A figure inside a text as an answer: its own status where it has one (``{值: …, 状态: …}``), else its owner's."""
    if isinstance(value, dict):
        written = value.get(STATUS)
        status = Status(written) if isinstance(written, str) else owner.status
        waiting = status is Status.WAITING
        return Answer(
            value=value.get(VALUE),
            status=status,
            note=str(value.get(NOTE, "")),
            source=str(value.get(SOURCE, owner.source)),
            line=owner.line,
            awaited=str(value.get(AWAITED, owner.awaited)) if waiting else "",
            since=str(value.get(SINCE, owner.since)) if waiting else "",
        )
    return replace(owner, value=value, decimals=None)
