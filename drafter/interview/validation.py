"""Whether what was typed can be the answer to a question of some kind, and how it is then kept.

Pure.  A figure is kept as it was typed (full-width digits and stray blanks apart); dates, choices and yes/no are
brought to one spelling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from drafter.errors import SaidError
from drafter.figures import NOT_APPLICABLE, OMITTED, Figure, FigureError, parse_figure
from drafter.genre.dates import DateError, parse_date
from drafter.interview.steps import Message, Option, Rejected
from drafter.packs.schema import Kind

ALIASES = {"n/a": NOT_APPLICABLE, "omit": OMITTED}
"""What may be typed instead in an English session."""
YES = frozenset({"是", "有", "y", "yes", "1", "对", "true"})
NO = frozenset({"否", "无", "没有", "n", "no", "0", "不", "不是", "false"})
WHOLE_UNITS = frozenset("件宗起次场人户家个名项条份篇部本期轮册辆台批例处") | {"场次", "人次", "家次", "车次"}
"""Units of things that come whole: 3.5件 cannot be right."""

ASK_NUMBER = Message(
    "请输入数字；没有填 0，没有这项职能填 不适用，不打算写进报告填 不写入，暂时不知道填 跳过"
)
ASK_TEXT = Message("这一题需要填写；暂时不知道填 跳过，不适用填 不适用")


class Wanted(Struct, frozen=True):
    """What a reply has to satisfy."""

    kind: Kind
    units: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    free: bool = True
    """Whether a choice may be worded otherwise than the options."""
    optional: bool = False
    computed: bool = False
    """A computed number may be below nought (growth)."""
    special: bool = True
    """Whether 不适用 and 不写入 are answers."""
    any_unit: bool = False
    """Any unit may be typed; the unit of a bare number is kept with it (figures inside texts)."""


class Valid(Struct, frozen=True):
    """A value fit to be kept; ``figure`` where it is a number; ``doubt``: why it can hardly be right."""

    value: str
    figure: Figure | None = None
    doubt: Message | None = None


def validate(text: str, wanted: Wanted) -> Valid | Rejected:
    """Check one typed value."""
    text = text.strip()
    text = ALIASES.get(text.lower(), text) if wanted.special else text
    bad = _unprintable(text)
    if bad:
        return Rejected(Message("里面有不能使用的字符（{code}），请删去", {"code": bad}))
    if "\n" in text and wanted.kind is not Kind.LONG:
        number = len(text.splitlines())
        return Rejected(Message("粘贴的内容有{number}行，这里只填一行，没有采用", {"number": number}))
    if wanted.special and text in (NOT_APPLICABLE, OMITTED):
        return Valid(text)
    if not text:
        return _blank(wanted)
    if wanted.kind.is_number:
        return _figure(text, wanted)
    if wanted.kind is Kind.DATE:
        return _date(text)
    if wanted.kind is Kind.YES_NO:
        return _yes_no(text)
    if wanted.kind is Kind.CHOICE:
        return _choice(text, wanted)
    return Valid(text)


def validate_ticks(values: Sequence[str], wanted: Wanted) -> list[str] | Rejected:
    """Check the ticked options of a several-choices question; their order is that of the options."""
    known = [option.value for option in wanted.options]
    found = [_option(value, wanted.options) or value for value in values]
    strange = [value for value in found if value not in known]
    if strange and not wanted.free:
        return Rejected(Message("没有“{value}”这个选项", {"value": strange[0]}))
    if not found and not wanted.optional:
        return Rejected(Message("请至少选一项；都没有填 不适用"))
    return [value for value in known if value in found] + list(dict.fromkeys(strange))


def _unprintable(text: str) -> str:
    """The first control character or mark of ours (planes 15 and 16) in a text, as U+XXXX."""
    for char in text:
        if ord(char) >= 0xF0000 or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"):
            return f"U+{ord(char):04X}"
    return ""


def _blank(wanted: Wanted) -> Valid | Rejected:
    if wanted.optional:
        return Valid(OMITTED if wanted.kind.is_number else "")
    return Rejected(ASK_NUMBER if wanted.kind.is_number else ASK_TEXT)


def _figure(text: str, wanted: Wanted) -> Valid | Rejected:
    try:
        figure = parse_figure(text, () if wanted.any_unit else wanted.units, negative=wanted.computed)
        if wanted.any_unit and not figure.unit:
            figure = parse_figure(text, wanted.units)
    except FigureError as error:
        return _refused(error)
    return Valid(figure.text(unit=figure.unit_typed or wanted.any_unit), figure, _doubt(figure))


def _refused(error: SaidError) -> Rejected:
    what = Message(error.why, error.facts)
    if not error.tip:
        return Rejected(what)
    return Rejected(Message("{what}。{advice}", {"what": what, "advice": Message(error.tip, error.facts)}))


def _doubt(figure: Figure) -> Message | None:
    """Why a well-formed figure can hardly be right, if so."""
    if figure.unit in WHOLE_UNITS and figure.value != figure.value.to_integral_value():
        return Message("“{figure}”不是整数，而“{unit}”只能是整数", {"figure": figure, "unit": figure.unit})
    if figure.unit == "%" and figure.value > 100:
        return Message("“{figure}”超过了100%", {"figure": figure})
    return None


def _date(text: str) -> Valid | Rejected:
    try:
        return Valid(parse_date(text).text())
    except DateError as error:
        return _refused(error)


def _yes_no(text: str) -> Valid | Rejected:
    word = unicodedata.normalize("NFKC", text).lower()
    if word in YES:
        return Valid("是")
    if word in NO:
        return Valid("否")
    return Rejected(Message("请回答 是 或 否（y 或 n 也可以）"))


def _choice(text: str, wanted: Wanted) -> Valid | Rejected:
    value = _option(text, wanted.options)
    if value is not None:
        return Valid(value)
    if wanted.free:
        return Valid(text)
    listed = "、".join(str(option.label) for option in wanted.options)
    return Rejected(Message("没有“{value}”这个选项；可选：{options}", {"value": text, "options": listed}))


def _option(text: str, options: Sequence[Option]) -> str | None:
    """The value of the option meant by its value, its label, or its number in the list."""
    for option in options:
        if text in (option.value, str(option.label)):
            return option.value
    digits = unicodedata.normalize("NFKC", text)
    if digits.isdecimal() and 1 <= int(digits) <= len(options):
        return options[int(digits) - 1].value
    return None
