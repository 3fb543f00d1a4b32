"""What stands around the body of a report: title, addressee, signing organs, date of signing, note."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.errors import DrafterError
from drafter.figures import OMITTED
from drafter.genre.dates import parse_date
from drafter.learn.lines import Lines
from drafter.learn.made import ADDRESSEE_KEY, DATE_KEY, NOTE_KEY, SIGNED_KEY, TITLE_KEY
from drafter.learn.pieces import ORGAN_KEY, Read
from drafter.learn.rules.organs import organ_in
from drafter.packs.schema import Carry, Kind
from drafter.readers.model import Piece, Role


def numbers_of(pieces: Sequence[Piece], role: Role) -> list[int]:
    """The numbers of the pieces with a role."""
    return [number for number, piece in enumerate(pieces) if piece.role is role]


def reporting_organ(pieces: Sequence[Piece]) -> str:
    """The organ whose report this is: who signs it, and of several signing the one in the title; "" for none."""
    signed = [pieces[number].text for number in numbers_of(pieces, Role.ORGAN)]
    titled = organ_in("".join(pieces[number].text for number in numbers_of(pieces, Role.TITLE)))
    if titled and any(one == titled for one in signed):
        return titled
    return signed[0] if len(signed) == 1 else titled


class Frame:
    """Reads what stands around the body; ``inner`` is the number of an addressee that stands in the body."""

    def __init__(self, lines: Lines, inner: int | None) -> None:
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
        if self.inner is not None:
            return ""
        numbers = numbers_of(self.pieces, Role.ADDRESSEE)
        return self.addressed("".join(self.pieces[number].text for number in numbers))

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
        numbers = numbers_of(self.pieces, Role.DATE)
        text = "".join(self.pieces[number].text for number in numbers)
        bare = "".join(text.split())
        then = self.lines.earlier.date() if self.lines.earlier is not None else ""
        regular = all(not day or _is_official(day) for day in (bare, then))
        kind = Kind.DATE if regular else Kind.TEXT
        self.lines.ask(
            self.made.bureau, DATE_KEY, bare or OMITTED, 类型=kind.value, 沿用=Carry.REFERENCE.value
        )
        return f"{{{{ {DATE_KEY} }}}}"

    def asked(self) -> list[tuple[Role, str]]:
        """The questions that ask for what stands around the body, with what each of them asks for."""
        keys = [(Role.ADDRESSEE, ADDRESSEE_KEY), (Role.DATE, DATE_KEY), (Role.NOTE, NOTE_KEY)]
        keys += [(Role.ORGAN, key) for key in self._signing]
        return [(role, key) for role, key in keys if key in self.made.answers]


def _is_official(text: str) -> bool:
    """Whether a date is written as our own dates print."""
    try:
        return parse_date(text).text() == text
    except DrafterError:
        return False
