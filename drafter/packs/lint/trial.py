"""Trying a pack out: its templates are run with nothing asked, everything missing, zero, one and several.

Lint is the one place outside app.py that joins packs and compose: what a template does can only be known by
running it.  What a trial finds is reported with the line that Jinja was at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from drafter.answers.model import Answer, Answers, Raw
from drafter.asking import PROFILE_KEY
from drafter.compose.clauses import resolve
from drafter.compose.compose import texts_of
from drafter.compose.environment import Environment, compile_template, render
from drafter.compose.factory import Factory
from drafter.compose.marks import Marks
from drafter.compose.markup import RawBlock, RawParagraph, RawTable, parse
from drafter.compose.sections import Numbering, blocks_of, pruned
from drafter.document.model import Document, plain
from drafter.errors import DrafterError, Place
from drafter.packs.faults import Faults, near_miss
from drafter.packs.lint.texts import Parsed, Role
from drafter.packs.schema import Depth, HeadingStyle, Kind, Pack, Question

YEAR = 2026
_STYLES = (HeadingStyle.ALONE, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN)


class Trial:
    """Runs templates of one pack and reports what fails, each place once."""

    def __init__(self, pack: Pack, environment: Environment, faults: Faults) -> None:
        self.pack, self.environment, self.faults = pack, environment, faults
        self.failed: set[Place] = set()

    def run(self, sound: list[Parsed]) -> None:
        """``sound``: the templates in which nothing else was found."""
        for answers, asked in self._situations():
            factory = Factory(self.pack, answers, Marks())
            if not asked:
                factory.asked_keys = frozenset()
            self.environment.past, self.environment.marks = factory.numbers.past, factory.marks
            for parsed in sound:
                text = self._text(parsed, factory)
                if (
                    text
                    and not asked
                    and parsed.text.topic
                    and not self.pack.topics[parsed.text.topic].always
                ):
                    what = f"没有任何答案时也会印出：“{text[:30]}”"
                    advice = "这样的话要有一个数、一个勾选或一段文字作依据，可放进 {% if 键 %}"
                    self.faults.add(_place_of(text, parsed), what, advice)

    def _situations(self) -> Iterator[tuple[Answers, bool]]:
        """Answers, and whether anything is asked."""
        yield self._answers({}), False
        yield self._answers({}), True
        for count in (0, 1, 2):
            yield self._answers(_filled(self.pack, count)), True

    def _answers(self, entries: Mapping[str, Answer]) -> Answers:
        topics = tuple(self.pack.topics)
        return Answers(
            Path(f"{YEAR}.yaml"),
            YEAR,
            self.pack.name,
            self.pack.default_outline,
            Depth.FULL,
            topics,
            {},
            entries,
        )

    def _text(self, parsed: Parsed, factory: Factory) -> str:
        """What a template prints; empty when it fails."""
        source, place = parsed.text.source, parsed.text.place
        if place in self.failed:
            return ""
        try:
            code = compile_template(self.environment, source, source, place)
            text = render(self.environment, code, factory.find, place, self._near)
            return _printed(text, parsed.text.role, factory.marks, tied=bool(factory.asked_keys))
        except DrafterError as error:
            self.failed.add(place)
            where = error.place if error.place.line else parsed.text.place
            self.faults.add(where, error.what, error.advice)
        return ""

    def _near(self, name: str) -> str:
        return near_miss(name, self.pack.questions)


def _printed(text: str, role: Role, marks: Marks, *, tied: bool) -> str:
    """The text as a reader would see it; without the paragraphs on which a question decides, unless ``tied``."""
    if role is Role.LINE:
        return "".join(
            marks.behind(char).text if char >= "\U000f0000" else char for char in resolve(text, marks)
        )
    blocks = [block for raw in parse(text).values() for block in blocks_of(_whole(raw, tied), "", marks)]
    laid = tuple(Numbering(_STYLES, marks).lay(pruned(blocks)))
    return "".join(plain(part) for part in texts_of(Document(title=(), blocks=laid)))


def _whole(raw: list[RawBlock], tied: bool) -> list[RawBlock]:
    return [block for block in raw if _is_whole(block, tied)]


def _is_whole(block: RawBlock, tied: bool) -> bool:
    if isinstance(block, RawTable):
        return bool(block.rows)
    return tied or not (isinstance(block, RawParagraph) and block.passage)


def _place_of(text: str, parsed: Parsed) -> Place:
    """The line of a template on which a printed text begins, as near as can be told."""
    for size in (12, 6, 3):
        for number, line in enumerate(parsed.text.source.split("\n"), 1):
            if text[:size] in line:
                return parsed.text.at(number)
    return parsed.text.place


def _filled(pack: Pack, count: int) -> dict[str, Answer]:
    """An answer to every question: with ``count`` things, the option of that number."""
    filled = {key: Answer(_answer(question, count)) for key, question in pack.questions.items()}
    card = pack.questions.get(PROFILE_KEY)
    if card is not None and card.options:
        filled[PROFILE_KEY] = Answer(card.options[0])
    return filled


def _answer(question: Question, count: int) -> Raw:
    match question.kind:
        case Kind.FIGURE | Kind.MONEY:
            return str(count)
        case Kind.DATE:
            return f"{YEAR}-01-09"
        case Kind.YES_NO:
            return "是" if count else "否"
        case Kind.CHOICE:
            return question.options[min(count, len(question.options) - 1)] if question.options else "甲"
        case Kind.CHOICES | Kind.LIST:
            texts: list[Raw] = [*(question.options or ("甲", "乙"))[:count]]
            return texts
        case Kind.TABLE | Kind.ITEMS:
            keys = [column.key for column in question.columns] or ["标题", "文"]
            return [dict.fromkeys(keys, "甲") for _ in range(count)]
        case _:
            return "甲" if count else ""
