"""The words of the front ends in the clerk's language: Chinese is the source, English a catalog.

``gettext`` is imported only when another language than Chinese is asked for, so that the usual start pays nothing.
Catalogs lie in ``drafter/locale``; tests/test_i18n.py says how they are made.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SOURCE = "zh"
LANGUAGES = (SOURCE, "en")
DOMAIN = "drafter"
LOCALE = Path(__file__).parent / "locale"


def _source(text: str) -> str:
    return text


_translate: Callable[[str], str] = _source


def set_language(language: str) -> None:
    """Use ``language`` from now on; one without a catalog is shown in Chinese."""
    global _translate
    _translate = _source if language == SOURCE else _catalog(language)


def _catalog(language: str) -> Callable[[str], str]:
    from gettext import translation

    return translation(DOMAIN, LOCALE, [language], fallback=True).gettext


def is_source() -> bool:
    """Whether the clerk reads the sentences as they stand in the code."""
    return _translate is _source


def _(text: str) -> str:
    """``text`` in the language in use; nothing stays nothing (a catalog gives its header for it)."""
    return _translate(text) if text else text


def N_(text: str) -> str:
    """``text`` itself, marked for the catalogs: it is translated where it is shown."""
    return text
