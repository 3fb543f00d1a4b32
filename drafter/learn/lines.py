"""Reading the pieces of a report one after the other into template source, their questions and answers noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from drafter.answers.model import Answer, Raw
from drafter.learn.beside import EarlierAnswers
from drafter.learn.calling import heading_words
from drafter.learn.cells import Tables, cell_label, cell_name, is_row_number, table_heading
from drafter.learn.keys import Keys
from drafter.learn.made import Made
from drafter.learn.model import Becomes, Place
from drafter.learn.pieces import Operand, Read, Seen, keyed, read_piece
from drafter.learn.questions import Words, formula_words, questions_of
from drafter.learn.templates import placed_in, slots_of, template_of
from drafter.packs.schema import Question
from drafter.readers.model import Piece, Role


class Lines:
    """The pieces of a report as lines of templates.

    ``standard``: by number of a piece, and place in it, the figures the catalogue knows; keys of which those of
    the bureau's own figures are not to be.  ``seen``: the pieces that become lines (``survey``).  What is read goes
    to ``made``.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        made: Made,
        keys: Keys,
        standard: Mapping[int, Mapping[int, Question]],
        earlier: EarlierAnswers | None,
        seen: Mapping[int, Seen],
    ) -> None:
        self.pieces, self.made, self.keys, self.earlier, self.seen = pieces, made, keys, earlier, seen
        self.standard, self.tables = standard, Tables(pieces)
        self._others: dict[Place, Operand] = {}
        self._waiting: list[tuple[int, Mapping[str, Words]]] = []
        """What was read and names figures that may come later, with its questions."""
        self.known = {
            found.key: found
            for of_piece in standard.values()
            for found in of_piece.values()
            if keys.reserve(found.key)
        }
        self.heading = ""
        """What the pieces being read stand under."""

    def line(self, number: int, questions: list[Words], *, begins: bool = True) -> str:
        """A piece as template source; its questions are added to those of its topic."""
        piece = self.pieces[number]
        self.heading = heading_words(piece) or self.heading
        heading = table_heading(piece, self.tables) if piece.role is Role.CELL else self.heading
        if is_row_number(piece, self.tables):
            self.made.reads.append(Read(piece, (), {}, {}))
            return template_of(piece.text, [], begins=begins, cell=True)
        known = self._standard(number) or self._of_cell(piece, self.seen[number])
        read = keyed(self.seen[number], self.keys, heading, known)
        is_cell = piece.role is Role.CELL
        self._note(read, questions, label=cell_label(piece, self.tables) if is_cell else "")
        self._wait(number, read, questions)
        if self.earlier is not None:
            self.earlier.note(number, read)
        return template_of(read.text, placed_in(read), begins=begins, cell=is_cell)

    def _of_cell(self, piece: Piece, seen: Seen) -> dict[int, str]:
        """The key of the figure that fills a cell, called after the heads of its row and column."""
        name = cell_name(piece, self.tables) if piece.role is Role.CELL else ""
        spots = seen.first
        if not name or len(spots) != 1 or spots[0].becomes is not Becomes.FIGURE:
            return {}
        if any(one.is_last_years for one in seen.derived.values()):
            name = f"上年{name}"
        return {0: self.keys.take(name)} if spots[0].written == piece.text.lstrip("+-") else {}

    def _wait(self, number: int, read: Read, questions: Sequence[Words]) -> None:
        """Note where the figures of a piece are, and which of them follow from others."""
        for place, spot in enumerate(read.spots):
            if place in read.keys:
                self._others[Place(number, spot.start)] = Operand(read.keys[place], read.offset(place))
        if any(one.elsewhere for one in read.derived.values()):
            asked = {str(words["键"]): words for words in questions}
            self._waiting.append((len(self.made.reads) - 1, asked))

    def settle(self) -> None:
        """Write the formulas that name figures of other pieces, now that all have keys."""
        for at, asked in self._waiting:
            read = self.made.reads[at]
            needed = {place for one in read.derived.values() for place in one.elsewhere}
            read = replace(read, others={place: self._others[place] for place in needed})
            self.made.reads[at] = read
            for number, one in read.derived.items():
                if one.elsewhere:
                    asked[read.keys[number]] |= formula_words(read, number)

    def _standard(self, number: int) -> dict[int, str]:
        """The keys of a piece's figures that the catalogue knows."""
        found = self.standard.get(number, {})
        return {spot: question.key for spot, question in found.items() if question.key in self.known}

    def _note(self, read: Read, questions: list[Words], mentioned_in: str = "", label: str = "") -> None:
        self.made.reads.append(read)
        questions += questions_of(read, mentioned_in, self.known, label)
        for place, spot in enumerate(read.spots):
            key, answer = read.keys.get(place), read.answer(place)
            if key is not None and answer is not None and spot.becomes is not Becomes.ORGAN:
                self.made.answers[key] = Answer(answer)

    def slots(self, piece: Piece, key: str, figures: list[Words]) -> str:
        """A text for an answer, its figures live."""
        read = read_piece(piece, self.made.year, self.made.organ, self.keys, self.heading, flat=True)
        self._note(read, figures, key)
        if self.earlier is not None:
            self.earlier.inner(read)
        return slots_of(
            read.text, [(spot.start, spot.end, read.keys[n]) for n, spot in enumerate(read.spots)]
        )

    def ask(self, questions: list[Words], key: str, answer: Raw, **words: object) -> None:
        """A question that is not read from the words of a piece, with its answer."""
        questions.append({"键": key, **words})
        self.made.answers[key] = Answer(answer)
