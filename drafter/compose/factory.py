"""From answers to values: each question's answer typed, computed or missing, with its state and comment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.answers.model import FIGURES, TEXT, VALUE, Answer, Answers, Raw, Status, inner_answer
from drafter.asking import asked, is_blank
from drafter.compose import notes
from drafter.compose.marks import Marks
from drafter.compose.numbers import SPECIAL, UNCONFIRMED, Numbers
from drafter.compose.slots import BRACE
from drafter.compose.values import ListValue, NumberValue, Piece, Record, TextValue, TickValue, Value
from drafter.document.model import Origin, State
from drafter.errors import AnswersError, DrafterError
from drafter.genre.dates import parse_date
from drafter.packs.schema import Kind, Pack, Question

PARTS = "分条"
YES = "是"
_SLOT = re.compile(r"\{([^{}]+)\}")
_SEGMENT = re.compile(r"[^，、；。,;]*[，、；。,;]?")


class Factory:
    """Makes the values of one draft, each at most once.

    ``earlier``: answers of the year before, the one before that …; None where there is no file.
    ``zeros``: inside texts a figure of nought is printed and takes nothing with it (outlines typed as they stand).
    """

    def __init__(
        self,
        pack: Pack,
        answers: Answers,
        marks: Marks,
        earlier: Sequence[Answers | None] = (),
        *,
        zeros: bool = False,
    ) -> None:
        self.pack, self.answers, self.marks, self.earlier = pack, answers, marks, earlier
        self.zeros = zeros
        self.asked = asked(pack, answers)
        self.asked_keys = frozenset(question.key for question in self.asked)
        self.numbers = Numbers(pack, answers, marks, earlier, self.asked_keys, self.find, self._origin)
        self._made: dict[str, Value] = {}
        self._making: set[str] = set()

    def find(self, name: str) -> Value | None:
        """The value of a name in a template; None where the pack has no such name."""
        if name not in self._made:
            value = self._make(name)
            if value is None:
                return None
            self._made[name] = value
        return self._made[name]

    def _make(self, name: str) -> Value | None:
        if name in _YEARS:
            return self._plain(str(self.answers.year + _YEARS[name]), "年度")
        question = self.pack.questions.get(name)
        if question is None:
            return None
        self._making.add(name)
        try:
            return self._value(question)
        finally:
            self._making.discard(name)

    def _plain(self, text: str, key: str) -> TextValue:
        return TextValue(self.marks, Origin((key,)), ((text, None),), key)

    def _value(self, question: Question) -> Value:
        answer = self.answers.entries.get(question.key)
        if question.kind.is_number:
            return self.numbers.value(question, answer)
        origin = self._origin(question, answer)
        if question.kind is Kind.YES_NO:
            return TickValue(self.marks, origin, answer is not None and answer.value == YES)
        if question.kind in (Kind.LIST, Kind.CHOICES):
            return self._list(question, answer, origin)
        if question.kind in (Kind.TABLE, Kind.ITEMS):
            return self._table(question, answer, origin)
        if question.kind is Kind.DATE:
            return self._date(question, answer, origin)
        return self._text(question, answer.value if answer else None, origin)

    def _origin(self, question: Question, answer: Answer | None) -> Origin:
        """State and comment of an answer that is not a number."""
        key, said = question.key, answer.note if answer else ""
        if question.kind is Kind.PASSAGE:  # what there is to say of a paragraph is said in passages.py
            settled = answer is not None and answer.status is Status.CONFIRMED
            return Origin((key,), State.CONFIRMED if settled else State.UNCONFIRMED)
        waiting = notes.waited_for(answer)
        if self._is_missing(question, answer):
            note = notes.missing(question, key, self._last_text(key), said, waiting)
            return Origin((key,), State.MISSING, note)
        if answer is not None and answer.status in UNCONFIRMED:
            note = notes.unconfirmed(question, key, self._last_text(key), said, waiting)
            return Origin((key,), State.UNCONFIRMED, note)
        return Origin((key,))

    def _is_missing(self, question: Question, answer: Answer | None) -> bool:
        if question.key not in self.asked_keys:
            return False
        if answer is None:
            return not question.optional
        if answer.status is Status.WAITING and is_blank(answer):
            return True
        return answer.status is Status.SKIPPED or (is_blank(answer) and not question.optional)

    def _last_text(self, key: str) -> str:
        """Last year's answer as written, for comments; short texts only."""
        last = self.earlier[0] if self.earlier else None
        answer = last.get(key) if last is not None else None
        value = answer.value if answer is not None else None
        return value if isinstance(value, str) and len(value) <= 40 else ""

    # texts -------------------------------------------------------------------------------------------

    def worded(self, question: Question, places: Mapping[str, Value]) -> TextValue:
        """A paragraph's own wording; ``places``: what the pack's paragraph prints of answers, by ``键#2``."""
        answer = self.answers.entries.get(question.key)
        return self._text(
            question, answer.value if answer else None, self._origin(question, answer), places=places
        )

    def _text(
        self,
        question: Question,
        raw: Raw | None,
        origin: Origin,
        label: str = "",
        places: Mapping[str, Value] | None = None,
    ) -> TextValue:
        text, inner = _text_and_figures(raw)
        pieces = self._pieces(question, text, inner, origin, places or {}) if text else ()
        zeros = self._prints_zeros(question)
        return TextValue(self.marks, origin, pieces, label or question.label, zeros=zeros)

    def _prints_zeros(self, question: Question) -> bool:
        return self.zeros or question.kind is Kind.PASSAGE

    def _pieces(
        self,
        question: Question,
        text: str,
        inner: dict[str, Raw],
        origin: Origin,
        places: Mapping[str, Value],
    ) -> tuple[Piece, ...]:
        """Text, its own figures and live ones: a part of the sentence whose figure is 0 or does not apply is left out.

        In a paragraph worded anew, and where everything is printed as it is typed, 0 is printed.
        """
        figures = {**self._figures(question, text, inner, origin), **places}
        if not figures:
            return ((text, None),)
        zeros = self._prints_zeros(question)
        kept = [part for part in _SEGMENT.findall(text) if part and not _has_empty(part, figures, zeros)]
        joined = _mended("".join(kept), text)
        pieces: list[Piece] = []
        at = 0
        for match in _SLOT.finditer(joined):
            if match.group(1) not in figures:
                continue
            if match.start() > at:
                pieces.append((joined[at : match.start()], None))
            pieces.append(("", figures[match.group(1)]))
            at = match.end()
        if at < len(joined):
            pieces.append((joined[at:], None))
        return tuple(pieces)

    def _figures(
        self, question: Question, text: str, inner: dict[str, Raw], origin: Origin
    ) -> dict[str, Value]:
        """By name what stands in the ``{名}`` of a text: figures of its own, else answers of the pack."""
        found: dict[str, Value] = {
            name: self._inner(question, name, raw, origin) for name, raw in inner.items()
        }
        for name in _SLOT.findall(text) if "{" in text else ():
            key = name.partition("#")[0] if question.kind is Kind.PASSAGE else name
            if name not in found and key not in self._making and self._is_live(key, question):
                value = self.find(key)
                if value is not None:
                    found[name] = value
        return found

    def _is_live(self, name: str, owner: Question) -> bool:
        """Whether a text may hold an answer by this name; paragraphs may hold the year, too."""
        live = self.pack.questions.get(name)
        return live.kind.is_live if live is not None else name in _YEARS and owner.kind is Kind.PASSAGE

    def filled(self, text: str, others: Mapping[str, Value]) -> str:
        """A paragraph's own wording with its ``{键}`` printed as marks; ``others``: values by further names.

        0 is printed; a part of a sentence whose answer does not apply or is not asked is left out.
        """
        figures = dict(others)
        for name in _SLOT.findall(text) if "{" in text else ():
            live = self.pack.questions.get(name)
            found = self.find(name) if name in _YEARS or (live is not None and live.kind.is_live) else None
            if name not in figures and found is not None:
                figures[name] = found
        parts = _SEGMENT.findall(text)
        kept = _mended("".join(part for part in parts if not _has_empty(part, figures, True)), text)
        return _SLOT.sub(
            lambda found: "{" if found[1] == BRACE else _printed(figures.get(found[1]), found[0]), kept
        )

    def _inner(self, question: Question, name: str, raw: Raw, origin: Origin) -> NumberValue:
        """A figure inside a text."""
        key = f"{question.key}.{name}"
        owner = Answer(None, Status.UNCONFIRMED if origin.state is State.UNCONFIRMED else Status.CONFIRMED)
        answer = inner_answer(raw, owner)
        if is_blank(answer) or answer.status is Status.SKIPPED:
            waiting = notes.waited_for(answer)
            note = notes.missing(question, key, self._last_text(key), answer.note, waiting).replace(
                question.label, name, 1
            )
            return NumberValue(self.marks, Origin((key,), State.MISSING, note), None, name)
        if not isinstance(answer.value, str):
            raise AnswersError(f"“{key}”应是一个数", self.numbers.place(question.key))
        if answer.status in UNCONFIRMED:
            waiting = notes.waited_for(answer)
            note = notes.unconfirmed(question, key, self._last_text(key), answer.note, waiting)
            return self.numbers.inner(key, name, answer.value, Origin((key,), State.UNCONFIRMED, note))
        return self.numbers.inner(key, name, answer.value, Origin((key,)))

    def _date(self, question: Question, answer: Answer | None, origin: Origin) -> TextValue:
        raw = answer.value if answer else None
        if not isinstance(raw, str) or not raw or origin.state is State.MISSING or raw in SPECIAL:
            return TextValue(self.marks, origin, (), question.label)
        try:
            text = parse_date(raw).text()
        except DrafterError as error:
            raise self.numbers.refused(question.key, error) from error
        return TextValue(self.marks, origin, ((text, None),), question.label)

    def _list(self, question: Question, answer: Answer | None, origin: Origin) -> ListValue:
        if origin.state is State.MISSING:
            items: list[Value] = [TextValue(self.marks, origin, (), question.label)]
        else:
            raw = answer.value if answer else None
            texts = raw if isinstance(raw, list) else [raw] if raw else []
            items = [self._text(question, item, origin) for item in texts if item not in ("", *SPECIAL)]
        return ListValue(self.marks, origin, items, question.label)

    def _table(self, question: Question, answer: Answer | None, origin: Origin) -> ListValue:
        columns = [(column.key, column.label) for column in question.columns] or [
            ("标题", "标题"),
            (TEXT, "内容"),
        ]
        if origin.state is State.MISSING:
            fields: dict[str, Value] = {
                key: TextValue(self.marks, Origin(()), (), "") for key, _ in columns[1:]
            }
            fields = {columns[0][0]: TextValue(self.marks, origin, (), question.label), **fields}
            return ListValue(self.marks, origin, [Record(self.marks, origin, fields)], question.label)
        raw = answer.value if answer else None
        rows = raw if isinstance(raw, list) else [] if raw is None or raw in ("", *SPECIAL) else [raw]
        return ListValue(
            self.marks, origin, [self._record(question, row, columns, origin) for row in rows], question.label
        )

    def _record(self, question: Question, row: Raw, columns: list[tuple[str, str]], origin: Origin) -> Record:
        """A row; figures named beside its columns (数) belong to any of its texts."""
        if not isinstance(row, dict):
            row = {columns[-1][0]: row}
        shared = row.get(FIGURES)
        fields: dict[str, Value] = {}
        for key, label in columns:
            cell = row.get(key)
            if isinstance(cell, str) and isinstance(shared, dict):
                cell = {TEXT: cell, FIGURES: shared}
            fields[key] = self._text(question, cell, origin, label)
        if question.kind is Kind.ITEMS:
            fields[PARTS] = self._parts(question, row.get(PARTS), shared, origin)
        return Record(self.marks, origin, fields)

    def _parts(self, question: Question, raw: Raw | None, shared: Raw | None, origin: Origin) -> ListValue:
        """分条 of an own item: its 一是…；二是…。"""
        figures = shared if isinstance(shared, dict) else {}
        parts: list[Value] = []
        for part in raw if isinstance(raw, list) else ():
            text, own = _text_and_figures(part)
            parts.append(self._text(question, {TEXT: text, FIGURES: {**figures, **own}}, origin))
        return ListValue(self.marks, origin, parts, question.label)


_YEARS = {"年度": 0, "下一年": 1, "上一年": -1, "前年": -2}


def _text_and_figures(raw: Raw | None) -> tuple[str, dict[str, Raw]]:
    """A text answer's words and its own figures; ``{文, 数}`` or ``{值, 数}`` or the bare text."""
    if isinstance(raw, dict):
        text, figures = raw.get(TEXT, raw.get(VALUE, "")), raw.get(FIGURES)
        return (text if isinstance(text, str) else ""), (figures if isinstance(figures, dict) else {})
    if isinstance(raw, list):
        return "、".join(_text_and_figures(item)[0] for item in raw), {}
    return (raw or "") if raw not in SPECIAL else "", {}


def _has_empty(part: str, figures: dict[str, Value], zeros: bool) -> bool:
    return any(name in figures and _is_empty(figures[name], zeros) for name in _SLOT.findall(part))


def _is_empty(value: Value, zeros: bool) -> bool:
    return value.empty and not (zeros and isinstance(value, NumberValue) and value.number is not None)


def _printed(value: Value | None, braces: str) -> str:
    """The mark of a value, of nought too; what is no value's name stays as it is."""
    if value is None:
        return braces
    if isinstance(value, NumberValue) and value.number is not None:
        return value.marks.mark(value.number.printed, value.origin)
    return str(value)


def _mended(text: str, before: str) -> str:
    """A text some of whose parts were left out ends as it ended before."""
    if text == before or not text:
        return text
    end = before[-1] if before[-1] in "。；，、" else ""
    return text.rstrip("。；，、,;") + end
