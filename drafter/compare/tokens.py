"""A text as tokens that a comparison does not split, each with a key in which forms of one character are alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from drafter.genre.headings import sign_of
from drafter.readers.model import BLANK

_DIGIT = r"[\d０-９]"
_HAN = "〇零一二两三四五六七八九十百千万亿"
_NUMBER = (
    rf"{_DIGIT}+(?:[,，]{_DIGIT}{{3}}(?!{_DIGIT}))*(?:[.．]{_DIGIT}+)?[%％‰]?"
    rf"|[{_HAN}]{{2,}}|[{_HAN}](?=[件次项人个起宗场期批名家、])|(?<=[（(])[{_HAN}](?=[）)])"
)
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|[A-Za-zＡ-Ｚａ-ｚ]+|.", re.DOTALL)
_SENTENCE_END = re.compile(r"(?:[。！？!?；;]|(?<=[一-龥”’」』）)》])\.)+[”’」』）)》]*|\n")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟＂「」『』", '"'),
        **dict.fromkeys("‘’‚‛＇", "'"),
        **dict.fromkeys("—–―‒‐‑─━", "-"),
        **dict.fromkeys("·•・‧∙", "·"),
        **dict.fromkeys("〔［【", "["),
        **dict.fromkeys("〕］】", "]"),
        "〈": "<",
        "〉": ">",
        "。": ".",
        "｡": ".",
        "、": ",",
        "､": ",",
        "…": ".",
    }
)


class Token(Struct, frozen=True):
    """A number, a Latin word or a single character at ``start:end``; ``key`` is alike for its variants."""

    start: int
    end: int
    key: str
    number: bool = False


def tokens(text: str) -> list[Token]:
    """The tokens of a paragraph, which together are its text; the sign of a heading is apart from what follows it."""
    sign = sign_of(text)
    start = len(sign.text) if sign and text.startswith(sign.text) else 0
    first = list(_tokens(text, 0, start))
    return [*first, *_tokens(text, start, len(text))]


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        yield Token(found.start(), found.end(), folded(found.group()), found.lastgroup == "number")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """One form for the variants of characters: full width as half width, curly quotes as straight ones."""
    if text in BLANK:
        return " "
    return unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE).casefold()


def bare(text: str) -> str:
    """A text in one form and without blanks, so that what an editor does on saving leaves it the same."""
    return _without_blanks(unicodedata.normalize("NFKC", text.translate(_ALIKE)).casefold())


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand; each with its stop and the quote behind it."""
    edges = sorted({0, len(text), *(found.end() for found in _SENTENCE_END.finditer(text))})
    return list(pairwise(edges))
