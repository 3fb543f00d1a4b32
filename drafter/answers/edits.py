"""改稿: what was changed in Word and is kept with the answers, a record for each paragraph of the draft it touches.

A record names its paragraph (段) and says what became of it this year: its own wording (文, in which ``{键}`` is the
answer and ``{键#2}`` what the template's paragraph prints in its second such place), that it is left out (删去), what
it stands behind now (接在).  A paragraph that somebody added is a record of its own, called ``新/1``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.model import NOTE, SOURCE, STATUS, TEXT, Answers, Raw, Status

AT, DELETED, AFTER, LEVEL, NUMBER = "段", "删去", "接在", "级", "编号"
WAS, REMARK, QUOTE = "原", "批注", "处"
TAKEN, DIGEST = "收过", "指纹"
"""A record of a copy that was taken in: its name, and a digest of it, so that it is not taken twice."""
FIELDS = (AT, TEXT, DELETED, AFTER, LEVEL, NUMBER, REMARK, QUOTE, WAS, STATUS, NOTE, SOURCE)
START = "开头"
"""接在: at the very beginning of the body."""
NONE, YES = "无", "是"
PENDING = "待定"
"""状态 of a record that nobody has decided on: it is told, not followed."""
NEW = "新/"
PART = "~"
"""In the name of a paragraph behind the first of a wording that has several: 信访/2~2."""
_STATES = (PENDING, Status.UNCONFIRMED.value, Status.CONFIRMED.value)


class Edit(Struct, frozen=True):
    """What became of one paragraph of the draft, as somebody changed it in Word."""

    at: str
    text: str | None = None
    """Its own wording; a line break begins a paragraph (a cell of a row added to a table)."""
    deleted: bool = False
    after: str = ""
    """The paragraph it stands behind now; empty: where the template has it."""
    level: int = 0
    """Of an added heading; 0: a paragraph."""
    unnumbered: bool = False
    """Its automatic number was taken away."""
    remark: str = ""
    """A reviewer's comment on it."""
    quote: str = ""
    """The words that the comment is on."""
    was: str = ""
    """The template's paragraph when it was changed, figures as ``{键}``."""
    status: Status = Status.CONFIRMED
    pending: bool = False
    note: str = ""
    source: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the paragraph (row, cell) was added; not what is of an added one: 新/1（2列）."""
        return self.at.startswith(NEW) and "（" not in self.at

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to look at it."""
        return self.pending or self.status is not Status.CONFIRMED

    @property
    def does_nothing(self) -> bool:
        """Whether nothing is left to be kept."""
        return self.text is None and not (self.deleted or self.after or self.unnumbered or self.remark)


def raw_of_edit(edit: Edit) -> dict[str, Raw]:
    """A record as it is written into the file."""
    state = PENDING if edit.pending else "" if edit.status is Status.CONFIRMED else edit.status.value
    told = {
        AT: edit.at,
        AFTER: edit.after,
        LEVEL: str(edit.level or ""),
        NUMBER: NONE if edit.unnumbered else "",
        DELETED: YES if edit.deleted else "",
        REMARK: edit.remark,
        QUOTE: edit.quote,
        TEXT: edit.text or "",
        WAS: edit.was,
        STATUS: state,
        NOTE: edit.note,
        SOURCE: edit.source,
    }
    return {name: text for name, text in told.items() if text or (name == TEXT and edit.text == "")}


def edit_of(raw: Raw) -> Edit:
    """A record as read.  Raises ValueError with what is wrong with it."""
    if is_taken(raw):
        raise ValueError(f"“{TAKEN}”只记收过哪些稿子")
    if not isinstance(raw, dict) or not raw.get(AT):
        raise ValueError(f"每一条都要写“{AT}: 段落的名称”")
    for wrong in _wrong(raw):
        raise ValueError(wrong)
    told = {name: str(value) for name, value in raw.items()}
    state = told.get(STATUS, "")
    return Edit(
        at=told[AT],
        text=told.get(TEXT),
        deleted=told.get(DELETED) == YES,
        after=told.get(AFTER, ""),
        level=int(told.get(LEVEL) or 0),
        unnumbered=told.get(NUMBER) == NONE,
        remark=told.get(REMARK, ""),
        quote=told.get(QUOTE, ""),
        was=told.get(WAS, ""),
        status=Status.UNCONFIRMED if state == Status.UNCONFIRMED.value else Status.CONFIRMED,
        pending=state == PENDING,
        note=told.get(NOTE, ""),
        source=told.get(SOURCE, ""),
    )


def why_no_edit(raw: Raw) -> str:
    """What is wrong with a record; "" where it can be read."""
    if is_taken(raw):
        return ""
    try:
        edit_of(raw)
    except ValueError as error:
        return str(error)
    return ""


def edits_of(answers: Answers) -> tuple[Edit, ...]:
    """The records of a year: of one paragraph one that is followed, of each added paragraph one by a name of its own."""
    return together(edit_of(raw) for raw in answers.edits if not is_taken(raw))


def together(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Records of which several may be of one paragraph, as when one that was put off was adopted in the file by hand.

    Those that are followed become one, the later winning field by field; paragraphs that were added are told apart.
    """
    made: list[Edit] = []
    places: dict[str, int] = {}
    used: set[str] = set()
    for edit in edits:
        if edit.remark:
            made.append(edit)
            continue
        if edit.is_new and edit.at in used:
            edit = replace(edit, at=_unused(edit.at, used))
        used.add(edit.at)
        name, part, _ = edit.at.partition(PART)
        followed = not (edit.pending or edit.is_new)
        if followed and name in places and (not part or made[places[name]].text is not None):
            made[places[name]] = _both(made[places[name]], edit)
            continue
        if followed and not part:
            places[name] = len(made)
        made.append(edit)
    return tuple(made)


def _unused(name: str, used: Collection[str]) -> str:
    number = 2
    free = name
    while free in used:
        free, number = f"{name}-{number}", number + 1
    return free


def _both(first: Edit, later: Edit) -> Edit:
    """Two records of one paragraph as one; ``later`` may be of one of several that its wording has."""
    made = replace(
        first,
        after=later.after or first.after,
        level=later.level or first.level,
        unnumbered=later.unnumbered or first.unnumbered,
        was=first.was or later.was,
        source="；".join(dict.fromkeys(filter(None, (first.source, later.source)))),
    )
    if later.text is None and not later.deleted:
        return made
    text = _with_part(first.text or "", later)
    return replace(made, text=text, deleted=text is None, status=later.status, note=later.note)


def _with_part(text: str, later: Edit) -> str | None:
    """The wording of several paragraphs (信访/2, 信访/2~2 …) with what another record says of one of them."""
    lines = text.split("\n")
    number = int(later.at.partition(PART)[2] or 1)
    if len(lines) == number == 1:
        return later.text
    words = [] if later.deleted or later.text is None else [later.text]
    return "\n".join([*lines[: number - 1], *words, *lines[number:]])


def is_taken(raw: Raw) -> bool:
    """Whether a record says which copy was taken in."""
    return isinstance(raw, dict) and raw.keys() == {TAKEN, DIGEST}


def copies_of(answers: Answers) -> tuple[Raw, ...]:
    """The records of the copies that were taken in."""
    return tuple(raw for raw in answers.edits if is_taken(raw))


def with_edits(answers: Answers, edits: Iterable[Edit]) -> Answers:
    """The answers with other records; the copies that were taken in stay known."""
    return replace(answers, edits=(*map(raw_of_edit, edits), *copies_of(answers)))


def _wrong(raw: dict[str, Raw]) -> Iterator[str]:
    """What is wrong with the fields of a record."""
    at = raw[AT]
    for name, value in raw.items():
        if name not in FIELDS:
            yield f"“{at}”里的“{name}”不是可用的字段，可用的有：{'、'.join(FIELDS)}"
        elif not isinstance(value, str):
            yield f"“{at}”的“{name}”应是一段文字"
    if raw.get(STATUS, "") not in ("", *_STATES):
        yield f"“{at}”的“{STATUS}”不认识，可用的有：{'、'.join(_STATES)}"
    if raw.get(LEVEL, "") not in ("", "1", "2", "3", "4"):
        yield f"“{at}”的“{LEVEL}”应是 1 到 4"
