"""The answers of an earlier year, gathered while the pack of the later one is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

from drafter.answers.model import STANDING, Answer
from drafter.figures import OMITTED, Figure
from drafter.learn.across.sheet import Sheet
from drafter.learn.earlier import Earlier, Judged, Then, figure_then, said_then
from drafter.learn.items import Items, alike, items_of
from drafter.learn.made import SERIAL_KEY
from drafter.learn.model import Becomes, Derivation, Place, Spot
from drafter.learn.parts import parts_of
from drafter.learn.pieces import Read
from drafter.learn.rows import EarlierRows
from drafter.learn.shell import BRACKETS, in_place, inner_date, serial_of
from drafter.learn.templates import slots_of
from drafter.learn.worded import in_context
from drafter.packs.schema import Matter
from drafter.readers.model import Piece, Role
from drafter.yamlio import FORBIDDEN


class EarlierAnswers:
    """What the earlier report says to each question; where its wording is another, that is its answer."""

    def __init__(self, old: Sequence[Piece], read: Sequence[Piece], years: tuple[int, int]) -> None:
        self._old, new = in_place([_writable(piece) for piece in old]), in_place(read)
        self._all_new = read
        self._addressee = "".join(piece.text for piece in old if piece.role is Role.ADDRESSEE)
        both = dict(_items(self._old)).keys() & dict(_items(new)).keys()
        self._items = {matter: found for matter, found in _items(self._old) if matter in both}
        self._whole: set[Matter] = set()
        apart = (_rows(self._old, both), _rows(new, both))
        self._new = new
        self._date, self._serial = self._stand_in_body(old, apart)
        self._earlier = Earlier(self._old, new, years, apart)
        self._judged: dict[int, Judged] = {}
        self._own: dict[int, str] = {}
        """By number, how a paragraph read, its figures as ``{键}``."""
        self._stated: set[Place] = set()
        """Where a number of the earlier year is an answer although it has a formula."""
        self._answers: dict[str, Answer] = {}
        self._waiting: list[str] = list(self._earlier.left.get(-1, ()))
        """Earlier texts that still need a paragraph to stand in."""
        self._last = ""
        self._inner: list[Read] = []
        self._unsaid: set[str] = set()
        """Keys of figures in items that the earlier year does not have."""
        self.stayed: list[str] = []
        """Figures and dates that were the same in both years, each with the words around it."""

    def _stand_in_body(self, old: Sequence[Piece], apart: tuple[set[int], set[int]]) -> tuple[str, str]:
        """The earlier date and number of the paper, where they stand in the body and this year's do, too; they are
        answers and no paragraphs.
        """
        dates = inner_date(old, self._old), inner_date(self._all_new, self._new)
        serials = serial_of(self._old), serial_of(self._new)
        found = []
        for then, now in (dates, serials):
            found.append(self._old[then].text if then is not None and now is not None else "")
            if then is not None and now is not None:
                apart[0].add(then)
                apart[1].add(now)
        return found[0].strip(BRACKETS), found[1]

    def judge(self, number: int, needed: Set[int] = frozenset()) -> Callable[[Sequence[Spot]], Judged]:
        """Which spots of a piece remain questions; ``needed``: where those begin that do in any case."""
        text = self._new[number].text

        def judged(spots: Sequence[Spot]) -> Judged:
            whole = self._new[number].role is not Role.PARAGRAPH
            self._judged[number] = self._earlier.judge(number, spots, whole=whole, needed=needed)
            kept = {spot.start for spot in self._judged[number].spots}
            if not any(spot.start == 0 and spot.end == len(text) for spot in self._judged[number].spots):
                self.stayed += [in_context(text, s.start, s.end) for s in spots if s.start not in kept]
            return self._judged[number]

        return judged

    def across(self, sheet: Sheet, found: Mapping[Place, Derivation]) -> dict[Place, Derivation]:
        """The formulas over several pieces that the earlier year does not refute."""
        left: dict[Place, Derivation] = {}
        for place, one in found.items():
            figure, *parts = (self._then(sheet, other) for other in (place, *one.elsewhere))
            said = said_then(one, figure, parts) if figure is not None else Then.COMPUTED
            if said is Then.STATED:
                self._stated.add(place)
            if said is not Then.REFUTED:
                left[place] = one
        return left

    def _then(self, sheet: Sheet, place: Place) -> Figure | None:
        """The earlier figure in a place; None where there is none."""
        number = sheet.number.get(place)
        if number is None:
            return None
        before = self._judged[place.piece].before.get(sheet.local[number], "")
        return figure_then(before, sheet.spots[number])

    def note(self, number: int, read: Read) -> None:
        """The earlier answers to the questions of a piece."""
        judged = self._judged[number]
        for place, spot in enumerate(read.spots):
            key, then = read.keys.get(place), judged.before.get(place, "")
            derived = read.derived.get(place)
            if derived is None or not derived.has_word:
                then = then.removeprefix("-")
            computed = (
                derived is not None
                and not derived.is_growth
                and all(judged.before.get(operand) for operand in derived.operands)
                and _decimals(then) == _decimals(spot.written)
            )
            computed = computed and Place(number, spot.start) not in self._stated
            if key is not None and spot.becomes is not Becomes.ORGAN and not computed:
                self._answers[key] = Answer("".join(then.split()) if spot.figure else then or OMITTED)
            if key is not None and not then:
                self._answers[key] = Answer(OMITTED)
        standing = judged.own is None
        self._own[number] = self._earlier.text(number) if standing else _live(judged.own, judged, read)
        if self._new[number].role is not Role.PARAGRAPH:
            self._waiting += self._earlier.left.get(number, ())

    def passage(self, number: int, key: str) -> None:
        """How a paragraph read in the earlier year."""
        judged = self._judged[number]
        left = list(self._earlier.left.get(number, ()))
        text = self._own[number]
        if not self._waiting and not left and judged.own is None:
            self._answers[key] = Answer(STANDING)
        else:
            lines = [*self._waiting, *([text] if text else []), *left]
            self._answers[key] = Answer("\n".join(lines) if lines else OMITTED)
        self._waiting, self._last = [], key

    def fitting(self, items: Items, matter: Matter, pieces: Sequence[Piece]) -> Items:
        """The items of ``pieces`` in a form in which the earlier ones can be printed, too."""
        topic = self._items.get(matter)
        then = items_of(topic) if topic else None
        if then is None or topic is None or alike(items, then):
            return items
        self._whole.add(matter)
        return items_of(pieces, whole=True) or items

    def date(self) -> str:
        """The earlier date of signing, without blanks."""
        placed = "".join(piece.text for piece in self._old if piece.role is Role.DATE)
        return "".join((self._date or placed).split())

    def inner(self, read: Read) -> None:
        """A text of this year's items; ``items`` is told of the whole of them."""
        self._inner.append(read)

    def items(self, matter: Matter, key: str, lead: str) -> None:
        """The earlier items of plans or problems."""
        topic = self._items.get(matter)
        found = items_of(topic, whole=matter in self._whole) if topic else None
        rows = EarlierRows(self._earlier, found, self._inner)
        self._unsaid |= {one for read in self._inner for one in read.keys.values()} - rows.answers.keys()
        self._inner = []
        self._answers |= rows.answers | {key: Answer(rows.rows())}
        if lead:
            self._answers[lead] = Answer(rows.lead() or OMITTED)

    def answers(self, known: Mapping[str, Answer], frame: Sequence[tuple[Role, str]]) -> dict[str, Answer]:
        """All earlier answers, in the order of ``known``; ``frame``: the questions for the pieces of these roles."""
        texts = {role: [piece.text for piece in self._old if piece.role is role] for role, _ in frame}
        texts[Role.ADDRESSEE] = [self._addressee] if self._addressee else []
        texts[Role.DATE] = [self.date()]
        self._answers[SERIAL_KEY] = Answer(self._serial or OMITTED)
        for role, key in frame:
            text = texts[role].pop(0) if texts[role] else ""
            bare = text.rstrip("：:") if role is Role.ADDRESSEE else "".join(text.split())
            self._answers.setdefault(key, Answer(bare or OMITTED))
        if self._waiting and self._last:
            before = self._answers[self._last].value
            lines = [before] if isinstance(before, str) and before not in (STANDING, OMITTED) else []
            self._answers[self._last] = Answer("\n".join([*lines, *self._waiting]))
        said = {key: answer for key, answer in known.items() if key not in self._unsaid}
        return {key: self._answers.get(key, answer) for key, answer in said.items()} | {
            key: answer for key, answer in self._answers.items() if key not in known and key != SERIAL_KEY
        }


def _writable(piece: Piece) -> Piece:
    """A piece without the characters that no answers file can hold: earlier wordings are answers."""
    if not FORBIDDEN.search(piece.text):
        return piece
    kept = [
        (char, at) for char, at in zip(piece.text, piece.offsets, strict=True) if not FORBIDDEN.match(char)
    ]
    return replace(piece, text="".join(char for char, _ in kept), offsets=tuple(at for _, at in kept))


def _items(pieces: Sequence[Piece]) -> Iterator[tuple[Matter, list[Piece]]]:
    """The pieces of the topics on plans and problems that are made of items."""
    for part in parts_of(pieces):
        for topic in part.topics:
            found = [pieces[number] for number in topic.pieces]
            if topic.matter and items_of(found):
                yield topic.matter, found


def _rows(pieces: Sequence[Piece], matters: Set[Matter]) -> set[int]:
    """The pieces that are items of these matters."""
    found: set[int] = set()
    for part in parts_of(pieces):
        for topic in part.topics:
            items = items_of([pieces[number] for number in topic.pieces]) if topic.matter in matters else None
            found |= set(topic.pieces[items.first :]) if items else set()
    return found


def _live(text: str | None, judged: Judged, read: Read) -> str:
    """An earlier wording with the figures that are answers as ``{键}``."""
    places = [
        (*place, read.keys[number])
        for number, place in judged.at.items()
        if read.spots[number].becomes is Becomes.FIGURE and number not in read.derived and number in read.keys
    ]
    return slots_of(text or "", sorted(places))


def _decimals(written: str) -> int:
    found = re.search(r"\.(\d+)", written)
    return len(found[1]) if found else 0
