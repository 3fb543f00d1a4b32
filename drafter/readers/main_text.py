"""Which lines of a page are its article, by a main-text extractor; its result is a hint, no verdict."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from msgspec.structs import replace

from drafter.readers.model import Line

_LEAST = 0.3
"""An article that holds less of the page's text than this is not believed."""


def marked_main(lines: Sequence[Line], page: str) -> list[Line]:
    """The lines, each with whether it is in the article; unmarked where the extractor finds none worth believing."""
    article = _article(page)
    if not article:
        return list(lines)
    marked, place = [], 0
    for line in lines:
        words = "".join(line.text.split())
        found = article.find(words, place)
        found = article.find(words) if found < 0 else found
        if found >= place and len(words) > 5:
            place = found
        marked.append(replace(line, main=found >= 0))
    taken = sum(len(line.text) for line in marked if line.main)
    return marked if taken >= _LEAST * sum(len(line.text) for line in lines) else list(lines)


def _article(page: str) -> str:
    """The text of the article without any blanks; empty where there is none."""
    from lxml import html
    from lxml.etree import LxmlError
    from readability import Document
    from readability.readability import Unparseable

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(page).summary(html_partial=True)
        return "".join(html.fromstring(summary).text_content().split())
    except (Unparseable, LxmlError, ValueError):
        return ""
