"""What stands around the body of a report: title, addressee, signing organs, date of signing, note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.errors import DrafterError
from drafter.figures import OMITTED
from drafter.genre.dates import HAN_ZERO, parse_date
from drafter.learn.lines import Lines
from drafter.learn.made import ADDRESSEE_KEY, DATE_KEY, NOTE_KEY, SERIAL_KEY, SIGNED_KEY, TITLE_KEY
from drafter.learn.pieces import ORGAN_KEY, Read
from drafter.learn.rules.organs import organ_in
from drafter.learn.shell import BRACKETS
from drafter.packs.schema import Carry, Kind
from drafter.readers.model import Piece, Role

_OFFICE = re.compile("(?:党[委组政])?(?:综合)?(?:办公室|办|[一-鿿]{0,6}法[规制治][一-鿿]{0,4}[科处股室])")


def numbers_of(pieces: Sequence[Piece], role: Role) -> list[int]:
    """The numbers of the pieces with a role."""
    return [number for number, piece in enumerate(pieces) if piece.role is role]


def reporting_organ(pieces: Sequence[Piece]) -> str:
    """The organ whose report this is: who signs it, and of several signing the one in the title; "" for none.

    An office of the organ in the title (某局办公室) signs for it.
    """
    signed = [pieces[number].text for number in numbers_of(pieces, Role.ORGAN)]
    titled = organ_in("".join(pieces[number].text for number in numbers_of(pieces, Role.TITLE)))
    if titled and any(one == titled or is_office_of(one, titled) for one in signed):
        return titled
    return signed[0] if len(signed) == 1 else titled


def is_office_of(signing: str, organ: str) -> bool:
    """Whether who signs is an office of the organ: 某局办公室, 某局政策法规科."""
    return signing.startswith(organ) and bool(_OFFICE.fullmatch(signing, len(organ)))


class Frame:
    """Reads what stands around the body.

    ``inner``: by number of the piece, the keys of what stands in the body: an addressee, a date, the paper's number.
    """

    def __init__(self, lines: Lines, inner: Mapping[int, str]) -> None:
        self.lines, self.inner = lines, inner
        self.pieces, self.made, self.keys = lines.pieces, lines.made, lines.keys
        self._signing: list[str] = []

    def read(self) -> None:
        """Title, shell and their questions are added to what is made."""
        made = self.made
        for role in (Role.ADDRESSEE, Role.ORGAN, Role.DATE, Role.NOTE):
            made.reads += [Read(self.pieces[number], (), {}, {}) for number in numbers_of(self.pieces, role)]
        if made.organ:
            self._ask_text(ORGAN_KEY, made.organ)
        made.title = self._title()
        made.shell["主送"] = self._addressee()
        made.shell["署名"] = self._signed()
        made.shell["日期"] = self._dated()
        notes = numbers_of(self.pieces, Role.NOTE)
        if notes:
            text = "".join(self.pieces[number].text for number in notes)
            self.lines.ask(made.bureau, NOTE_KEY, text, 类型=Kind.TEXT.value, 可空="是")
            made.shell["附注"] = f"{{{{ {NOTE_KEY} }}}}"

    def _ask_text(self, key: str, text: str, told: str = "") -> None:
        """A line around the body; what the report lacks is asked anew each year."""
        carry = Carry.KEEP if text not in ("", OMITTED) else Carry.REFERENCE
        words = {"说明": told} if told else {}
        self.lines.ask(
            self.made.bureau, key, text or OMITTED, 类型=Kind.TEXT.value, 沿用=carry.value, **words
        )

    def _title(self) -> str:
        numbers = numbers_of(self.pieces, Role.TITLE)
        if not numbers:
            self._ask_text(TITLE_KEY, OMITTED, "去年的报告没有标题；不写标题填“不写入”")
            return f"{{{{ {TITLE_KEY} }}}}"
        return "".join(self.lines.line(number, self.made.bureau) for number in numbers)

    def _addressee(self) -> str:
        """Where the body has an addressee of its own, none stands above it."""
        if ADDRESSEE_KEY in self.inner.values():
            return ""
        numbers = numbers_of(self.pieces, Role.ADDRESSEE)
        return self.addressed("".join(self.pieces[number].text for number in numbers))

    def inner_line(self, number: int) -> str:
        """The template source of a line in the body that is asked for as what stands around it."""
        text, key = self.pieces[number].text, self.inner[number]
        if key == ADDRESSEE_KEY:
            return self.addressed(text)
        if key == SERIAL_KEY:
            self._ask_anew(SERIAL_KEY, text, Kind.TEXT, "今年这份报告的发文字号；还没有编号填“不写入”")
            return f"[[{{{{ {SERIAL_KEY} }}}}]]"
        bare = text.strip(BRACKETS)
        at = text.index(bare)
        return f"[[{text[:at]}{self._ask_date(bare)}{text[at + len(bare) :]}]]"

    def _ask_anew(self, key: str, text: str, kind: Kind, told: str = "") -> None:
        """A question whose answer of last year is shown and not taken."""
        words = {"说明": told} if told else {}
        carry = Carry.REFERENCE.value
        self.lines.ask(self.made.bureau, key, text or OMITTED, 类型=kind.value, 沿用=carry, **words)

    def addressed(self, text: str) -> str:
        """The line of an addressee as template source, its question asked."""
        bare = text.rstrip("：:")
        self._ask_text(ADDRESSEE_KEY, bare, "报给谁，不写冒号；公开版没有主送机关的填“不写入”")
        return f"{{{{ {ADDRESSEE_KEY} }}}}{text[len(bare) :] or '：'}"

    def _signed(self) -> str:
        numbers = numbers_of(self.pieces, Role.ORGAN)
        texts = [self.pieces[number].text for number in numbers]
        if texts == [self.made.organ]:
            return f"{{{{ {ORGAN_KEY} }}}}"
        if len(texts) == 1 and self.made.organ and is_office_of(texts[0], self.made.organ):
            return f"{{{{ {ORGAN_KEY} }}}}{texts[0].removeprefix(self.made.organ)}"
        if not texts:
            self._ask_text(SIGNED_KEY, OMITTED, "去年的报告没有署名；不署名填“不写入”")
            return f"{{{{ {SIGNED_KEY} }}}}"
        lines: list[str] = []
        for text in texts:
            key = SIGNED_KEY if not lines else self.keys.take(SIGNED_KEY)
            self._signing.append(key)
            self._ask_text(key, text)
            lines.append(f"{{{{ {key} }}}}")
        return "\n".join(lines)

    def _dated(self) -> str:
        """Where the body has a date of its own, none stands below it."""
        if DATE_KEY in self.inner.values():
            return ""
        numbers = numbers_of(self.pieces, Role.DATE)
        return self._ask_date("".join(self.pieces[number].text for number in numbers))

    def _ask_date(self, text: str) -> str:
        """The date of signing as template source: asked for as a date, printed in the script of last year's."""
        bare = "".join(text.split())
        then = self.lines.earlier.date() if self.lines.earlier is not None else ""
        scripts = {_script(day) for day in (bare, then) if day} or {""}
        script = scripts.pop() if len(scripts) == 1 else None
        self._ask_anew(DATE_KEY, bare, Kind.TEXT if script is None else Kind.DATE)
        return f"{{{{ {DATE_KEY}{script or ''} }}}}"

    def asked(self) -> list[tuple[Role, str]]:
        """The questions that ask for what stands around the body, with what each of them asks for."""
        keys = [(Role.ADDRESSEE, ADDRESSEE_KEY), (Role.DATE, DATE_KEY), (Role.NOTE, NOTE_KEY)]
        keys += [(Role.ORGAN, key) for key in self._signing]
        return [(role, key) for role, key in keys if key in self.made.answers]


def _script(text: str) -> str | None:
    """The filter with which our own dates print a date as it is written; None where none does."""
    zero = next((sign for sign in "○零" if sign in text), HAN_ZERO)
    try:
        day = parse_date(text)
    except DrafterError:
        return None
    if day.text() == text:
        return ""
    if day.han(zero) == text:
        return "|汉字" if zero == HAN_ZERO else f'|汉字("{zero}")'
    return None
