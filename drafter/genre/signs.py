"""The number signs of headings, sound and damaged, as patterns; what of it may be believed is said by others.

A list of headings (``outlines/pasted.py``) may believe more than running text (``genre/headings.py``).
"""

from __future__ import annotations

import re

from drafter.figures.chinese import chinese_number

HAN = "〇零一二三四五六七八九十"
OPEN, CLOSE = "（(〔［\\[", "）)〕］\\]"
DOT = "、，,.．。:：·｡"
KINDS = (
    re.compile(rf"第\s*(?P<n>[{HAN}]+|\d+)\s*(?:部分|章|节|方面|块)\s*[{DOT}]?\s*"),
    re.compile(rf"(?P<n>[{HAN}]{{1,3}})\s*[{DOT}]\s*"),
    re.compile(rf"[{OPEN}]\s*(?P<n>[{HAN}]{{1,3}})\s*[{CLOSE}]\s*[{DOT}]?\s*"),
    re.compile(r"(?P<n>\d{1,2})\s*(?:[、，,:：·｡]|[.．。](?!\d))\s*"),
    re.compile(rf"[{OPEN}]\s*(?P<n>\d{{1,2}})\s*[{CLOSE}]\s*[{DOT}]?\s*"),
    re.compile(r"(?P<n>[①-⑳])\s*[、.．]?\s*"),
)
"""The kinds of numbers, highest first; the place in this row is the kind's rank."""
HALF = (
    (1, re.compile(rf"(?P<n>[{HAN}]{{1,3}})[ \t　]+(?=\S)")),
    (2, re.compile(rf"(?P<n>[{HAN}]{{1,3}})\s*[{CLOSE}]\s*[{DOT}]?\s*")),
    (2, re.compile(rf"[{OPEN}]\s*(?P<n>[{HAN}]{{1,3}})(?=[^{HAN}{CLOSE}\s]{{2}})[{DOT}]?\s*")),
    (4, re.compile(rf"(?P<n>\d{{1,2}})\s*[{CLOSE}]\s*[{DOT}]?\s*")),
    (3, re.compile(r"(?P<n>\d{1,2})[ \t　]+(?=\S)")),
)
"""Numbers that have lost a bracket or their dot."""
DECIMAL = re.compile(r"(?P<n>\d{1,2}(?:[.．]\d{1,2})+)[.．、]?\s*")

_WHOLE = ({chr(0x3220 + n): f"（{HAN[n + 2]}）" for n in range(10)}) | {
    chr(first + n): shape.format(n + 1)
    for first, shape in ((0x2474, "（{}）"), (0x2488, "{}."))
    for n in range(20)
}


def spelt_out(text: str) -> str:
    """One-character numbers written out: ㈠ is （一）, ⑴ is （1）, ⒈ is 1."""
    return "".join(_WHOLE.get(char, char) for char in text)


def narrow(text: str) -> str:
    """Full-width digits as plain ones, length kept."""
    return "".join(chr(ord(char) - 0xFEE0) if "０" <= char <= "９" else char for char in text)


def number_value(written: str) -> int:
    """The number that a sign's digits say; 0 where they say none."""
    if written.isdecimal():
        return int(written)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    return int(chinese_number(written) or 0)
