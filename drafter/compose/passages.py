"""Paragraphs tied to a question (段落): as the template has them, worded anew, or not written this year.

A paragraph that nobody has looked at this year is printed as it is, its own characters unconfirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.answers.model import STANDING, Answer, Status
from drafter.asking import is_blank
from drafter.compose import notes, spans
from drafter.compose.clauses import resolve
from drafter.compose.factory import Factory
from drafter.compose.marks import Marks, is_mark
from drafter.compose.markup import RawBlock, RawParagraph
from drafter.compose.numbers import SPECIAL
from drafter.compose.slots import named_values, places
from drafter.compose.values import Value
from drafter.document.model import Origin, State
from drafter.genre.claims import aging
from drafter.packs.schema import Kind, Question


class Passages:
    """The paragraphs of one draft whose questions its answers settle."""

    def __init__(self, factory: Factory) -> None:
        self.factory = factory

    def settled(self, raw: Sequence[RawBlock]) -> list[RawBlock]:
        """The blocks with each tied paragraph as its answer has it; empty where it is not to be written.

        As many as there are blocks, so that each keeps its number.
        """
        made: list[RawBlock] = []
        for block in raw:
            question = self._question(block)
            if question is None or not isinstance(block, RawParagraph):
                made.append(block)
            else:
                made.append(self._settled(block, question) or RawParagraph(passage=block.passage))
        return made

    def ties(self, raw: Sequence[RawBlock], key: str) -> Iterator[tuple[str, str]]:
        """By the name of each tied paragraph below ``key`` its question."""
        for number, block in enumerate(raw, 1):
            question = self._question(block)
            if question is not None:
                yield f"{key}/{number}", question.key

    def _question(self, block: RawBlock) -> Question | None:
        """The question that decides on a block, where it is asked."""
        key = block.passage if isinstance(block, RawParagraph) else ""
        question = self.factory.pack.questions.get(key) if key in self.factory.asked_keys else None
        return question if question is not None and question.kind is Kind.PASSAGE else None

    def _settled(self, block: RawParagraph, question: Question) -> RawParagraph | None:
        answer = self.factory.answers.entries.get(question.key)
        if answer is not None and answer.value in SPECIAL:
            return None
        if is_own(answer):
            wording = self.factory.worded(question, self._places(block))
            block = RawParagraph(str(wording), passage=block.passage)
        elif is_confirmed(answer):
            return block
        made = RawParagraph(block.text, block.items, block.apart, block.passage)
        looks = () if is_confirmed(answer) else _looks(made, self.factory.marks)
        made.origin = self.origin(question, looks)
        return made

    def _places(self, block: RawParagraph) -> dict[str, Value]:
        """What the pack's own paragraph prints of answers, by the names under which a wording speaks of it."""
        marks, factory = self.factory.marks, self.factory
        parts = (spans.line(resolve(part, marks), marks) for part in (block.text, *block.items))
        text = tuple(span for part in parts for span in part)
        return named_values(places(text, factory.pack, factory.answers.year).items(), marks)

    def origin(self, question: Question, looks: Sequence[str] = ()) -> Origin:
        """Where the characters of a paragraph come from, with its comment; ``looks``: words that may have aged."""
        answer = self.factory.answers.entries.get(question.key)
        if is_confirmed(answer):
            return Origin((question.key,))
        last = self.factory.earlier[0] if self.factory.earlier else None
        said = answer.note if answer is not None else ""
        dropped = answer is not None and answer.value in SPECIAL
        note = notes.passage(question, looks, last.year if last else 0, said, dropped=dropped)
        return Origin((question.key,), State.UNCONFIRMED, note)


def is_own(answer: Answer | None) -> bool:
    """Whether an answer is this year's own wording."""
    return answer is not None and not is_blank(answer) and answer.value not in (STANDING, *SPECIAL)


def is_confirmed(answer: Answer | None) -> bool:
    """Whether somebody has said of the paragraph what becomes of it."""
    return answer is not None and answer.status is Status.CONFIRMED and not is_blank(answer)


def _looks(block: RawParagraph, marks: Marks) -> list[str]:
    """The words of a paragraph that may have aged; what its figures say is not among them."""
    text, values = "", []
    for char in "".join(resolve(part, marks) for part in (block.text, *block.items)):
        printed = marks.behind(char) if is_mark(char) else None
        words = printed.text if printed is not None else char
        if printed is not None and printed.origin is not None and printed.origin.keys != (block.passage,):
            values.append((len(text), len(text) + len(words)))
        text += words
    return list(dict.fromkeys(text[start:end] for start, end, _ in aging(text, tuple(values))))
