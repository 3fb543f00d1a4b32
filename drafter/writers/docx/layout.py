"""GB/T 9704-2012 in named sizes, the clause beside each; every size and face of the .docx comes from here.

The settings that make Word and LibreOffice keep 28 characters and 22 lines were measured, see the reasons
beside them.  Units have types: a twip is a twentieth of a point, Word counts font sizes in half-points.
"""

from __future__ import annotations

from typing import NewType

from msgspec import Struct

Mm = NewType("Mm", float)
Twips = NewType("Twips", int)
HalfPoints = NewType("HalfPoints", int)

TWIPS_PER_MM = 1440 / 25.4


def twips(length: Mm) -> Twips:
    """Millimetres as whole twips."""
    return Twips(round(length * TWIPS_PER_MM))


def points(size: float) -> HalfPoints:
    """Points as half-points."""
    return HalfPoints(round(size * 2))


# Page (5.1, 5.2.1): A4, 天头 37, 订口 28, 版心 156 x 225 mm; right and bottom margins are what remains.
PAGE_WIDTH = twips(Mm(210))
PAGE_HEIGHT = twips(Mm(297))
MARGIN_TOP = twips(Mm(37))
MARGIN_LEFT = twips(Mm(28))
MARGIN_RIGHT = twips(Mm(210 - 28 - 156))
MARGIN_BOTTOM = twips(Mm(297 - 37 - 225))
TEXT_WIDTH = Twips(PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT)
HEADER_DISTANCE = twips(Mm(15))
# 7.5: the dash of the page number stands 7 mm below 版心; measured 7.07 mm with this distance.
FOOTER_DISTANCE = twips(Mm(25.5))

# Sizes (5.2.2, 7.3.1, 7.5): 2号 title, 3号 text, 4号 page number; 小四 in tables is practice.
SIZE_TITLE = points(22)
SIZE_BODY = points(16)
SIZE_PAGE_NUMBER = points(14)
SIZE_TABLE = points(12)
SIZE_COMMENT = points(10.5)

# Grid (5.2.3): 22 lines of 28 characters.  22 * 580 twips would exceed 225 mm (then 21 lines come out).
LINE_PITCH = Twips(579)
# 28 * 16 pt = 158 mm does not fit 156 mm; the old 3号 of 15.75 pt does, so each character loses 0.25 pt.
CHARACTER_SPACING = Twips(-5)
CHARACTER = Twips(SIZE_BODY * 10 + CHARACTER_SPACING)
CHARACTERS_PER_LINE = 28

TABLE_LINE = Twips(360)
TABLE_ROW = Twips(LINE_PITCH - 10)
"""At least; with its rule of half a point a row takes a line of the grid."""
PAGE_NUMBER_LINE = Twips(280)
PAGE_NUMBER_INDENT = Twips(SIZE_PAGE_NUMBER * 10)
"""7.5: odd pages one (4号) character from the right, even ones from the left."""

INDENT_BODY = 2
"""7.3.3: 左空二字."""
ADDRESSEE_GAP = 1
"""7.3.2: one blank line below the title."""
ATTACHMENT_NOTE_GAP = 1
"""7.3.4: one blank line below the body."""
UNSEALED_GAP = 1
"""7.3.5.2: one blank line below the body."""
UNSEALED_RIGHT = 2
"""7.3.5.2: organ 右空二字, the date begins two characters further right."""
DATE_SLACK = 1
"""LibreOffice sets a gap of about a quarter wherever digits and Hanzi of a date meet: five places."""
SEALED_RIGHT = 4
"""7.3.5.1: date 右空四字."""
SEALED_GAP = 2
"""7.3.5.1: a seal of 42 mm over organ and date reaches 1.06 lines above the organ; its top must be at most
one line below the text, so two lines are left blank."""
SEAL_CHARACTERS = 8
"""A seal of 42 mm and the gap to the next one, in characters (15.75 pt)."""
SEAL_ROW_GAP = 4
"""Blank lines between two rows of seals, so that they do not touch (42 mm are 4.1 lines)."""
RED_RULE_GAP = 2
"""7.3.1: the title stands two blank lines below the red rule."""


def characters(count: float) -> Twips:
    """The width of so many 3号 characters as set (15.75 pt each)."""
    return Twips(round(count * CHARACTER))


class Faces(Struct, frozen=True):
    """The fonts of a report.  The standard names kinds of faces; these are the products offices use."""

    title: str = "方正小标宋简体"
    """7.3.1: 小标宋体."""
    body: str = "仿宋_GB2312"
    """5.2.2: 仿宋体."""
    level_1: str = "黑体"
    """7.3.3: 一、"""
    level_2: str = "楷体_GB2312"
    """7.3.3: （一）"""
    label: str = "黑体"
    """7.3.7: 附件; also the header rows of tables."""
    page_number: str = "宋体"
    """7.5."""
    digits: str = ""
    """Digits and Latin letters of the body; empty: those of each face itself."""

    def names(self) -> tuple[str, ...]:
        """Every face once, in a fixed order."""
        every = (self.title, self.body, self.level_1, self.level_2, self.label, self.page_number, self.digits)
        return tuple(dict.fromkeys(name for name in every if name))


DEFAULT = Faces()

# What Word and WPS may take instead where a face is not installed (w:altName in the font table).
SUBSTITUTES = {
    "方正小标宋简体": "方正小标宋_GBK,小标宋体,华文中宋,宋体",
    "仿宋_GB2312": "仿宋,FangSong,方正仿宋简体,华文仿宋",
    "仿宋": "FangSong,仿宋_GB2312",
    "楷体_GB2312": "楷体,KaiTi,方正楷体简体,华文楷体",
    "楷体": "KaiTi,楷体_GB2312",
    "黑体": "SimHei,方正黑体简体",
    "宋体": "SimSun",
}
