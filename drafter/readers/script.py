"""Traditional script back to simplified, full-width digits to half-width, a character for a character, and pinyin
glosses out of the way.

Some sites offer 繁體版 pages that a program makes of simplified ones; text copied from there also carries readings
after characters that were hard for it: 執(zhí)法.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from drafter.readers.model import Line, Strand

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(rf"(?<=[\u3400-\u9fff])[(（]\s*([a-zü{_TONES}]{{1,6}})\s*[)）]")
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:i?a(?:[io]|ng?)?|u(?:a(?:i|ng?)?|[ioe]|n)?|o(?:u|ng)?|i(?:e|u|ng?|ong)?"
    r"|e(?:[ir]|ng?)?|[vü]e?|ng?|iu)"
)
_PLAIN = str.maketrans(_TONES, "aaaaeeeeiiiioooouuuuüüüünnnm")
_SHARE = 0.08
"""Traditional-only characters among all Hanzi from which on a text counts as traditional; quotations stay below."""


def simplified(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines in simplified script without glosses, and a note on what was done (empty where nothing was)."""
    text = "\n".join(line.text for line in lines)
    glossed = any(set(found[1]) & set(_TONES) for found in _GLOSS.finditer(text))
    if glossed:
        lines = [replace(line, strand=_without_glosses(line.strand)) for line in lines]
    turned = _is_traditional(text)
    if turned:
        lines = [replace(line, strand=_converted(line.strand, _converter())) for line in lines]
    said = ["繁体已转为简体"] * turned + ["夹在字后面的注音已去掉"] * glossed
    return list(lines), "，".join(said)


_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_IN_NUMBER = re.compile(r"(?<=\d)．(?=\d)(?!(?:19|20)\d\d年)|(?<=\d)％")
_THOUSANDS = re.compile(r"(?<![０-９])([０-９]{1,3})((?:，[０-９]{3})+)(?![０-９])")
_LIKE_SIGN = re.compile(r"\s*\d{1,2}．")
"""At the beginning of a line rather the number of a paragraph (3．2号线) than a decimal."""
_NARROW = str.maketrans("．％", ".%")


def narrowed(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines with their numbers in half width, and a note on that (empty where all were).

    GB/T 15835-2011 prints Arabic digits in half width; units, formulas and years are read from them.
    """
    made = [_narrow(line) for line in lines]
    changed = any(one is not other for one, other in zip(made, lines, strict=True))
    return made, "全角数字已转为半角" if changed else ""


def _narrow(line: Line) -> Line:
    text = line.text
    digits = _THOUSANDS.sub(lambda found: found.group().replace("，", ","), text).translate(_WIDE_DIGITS)
    sign = _LIKE_SIGN.match(digits) if line.cell is None else None
    start = sign.end() if sign else 0
    made = digits[:start] + _IN_NUMBER.sub(lambda found: found.group().translate(_NARROW), digits[start:])
    return line if made == text else replace(line, strand=Strand(made, line.strand.at))


def _without_glosses(strand: Strand) -> Strand:
    """Readings taken out.  (app), (wifi) and the like are no syllables and stay."""
    keep = [True] * len(strand.text)
    for found in _GLOSS.finditer(strand.text):
        if _SYLLABLE.fullmatch(found[1].translate(_PLAIN)):
            keep[found.start() : found.end()] = [False] * len(found[0])
    return strand if all(keep) else strand.kept(keep).stripped()


def _is_traditional(text: str) -> bool:
    """By a sample of the text: many characters that the simplified script writes otherwise."""
    hanzi = [char for char in text[:20_000] if 0x3400 <= ord(char) <= 0x9FFF]
    if not any(char in _COMMON for char in hanzi):
        return False
    changed = sum(one != other for one, other in zip(hanzi, _converter()("".join(hanzi)), strict=False))
    return bool(changed > len(hanzi) * _SHARE)


_COMMON = frozenset("黨導設機關發規實貫執義進務問體強開動會處標國學習對這區縣鎮時個與為從應條據監積極")
"""Frequent characters of the genre that only the traditional script has; a cheap first look."""


_WORN = re.compile("(?<![显专名论原编昭卓土遗巨合译新])著(?![作名书者称述录有])")
"""着 in the simplified script; the converter leaves 著 in 著力, 沿著."""


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    converter = OpenCC("t2s")
    return lambda text: _WORN.sub("着", str(converter.convert(text)))


def _converted(strand: Strand, convert: Callable[[str], str]) -> Strand:
    """Converted by words where that keeps the length, by single characters otherwise."""
    text = convert(strand.text)
    if len(text) != len(strand.text):
        text = "".join(_one(char, convert) for char in strand.text)
    return Strand(text, strand.at)


def _one(char: str, convert: Callable[[str], str]) -> str:
    made = convert(char)
    return made if len(made) == 1 else char
