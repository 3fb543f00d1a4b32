"""The English catalog is whole, and compiled from its source.

After a sentence for the clerk was added or changed::

    pybabel extract -k Message:1 --no-location --sort-output -o drafter.pot drafter
    pybabel update -i drafter.pot -d drafter/locale -D drafter -l en --no-fuzzy-matching --no-wrap
    # translate what is empty in drafter/locale/en/LC_MESSAGES/drafter.po
    pybabel compile -d drafter/locale -D drafter
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from drafter.i18n import LOCALE, N_, _, set_language

CATALOG = LOCALE / "en" / "LC_MESSAGES" / "drafter.po"
PACKAGE = LOCALE.parent


def catalog() -> Catalog:
    with CATALOG.open("rb") as file:
        return read_po(file, locale="en")


def translations() -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog() if message.id}


def sentences() -> set[str]:
    """Every sentence marked in the code."""
    keywords = {**DEFAULT_KEYWORDS, "Message": (1,)}
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=keywords)
    return {str(message[2]) for message in found}


@pytest.fixture(autouse=True)
def _chinese_afterwards() -> Iterator[None]:
    yield
    set_language("zh")


def test_every_sentence_of_the_code_is_in_the_catalog_and_no_other() -> None:
    assert set(translations()) == sentences()


def test_every_sentence_is_translated() -> None:
    assert [text for text, english in translations().items() if not english] == []


@pytest.mark.parametrize(("text", "english"), translations().items())
def test_a_translation_has_the_same_blanks(text: str, english: str) -> None:
    assert blanks(text) == blanks(english)


def blanks(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in Formatter().parse(text) if name}


def test_the_compiled_catalog_is_that_of_its_source() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalog())
    compiled.seek(0)
    with CATALOG.with_suffix(".mo").open("rb") as file:
        assert messages(read_mo(file)) == messages(read_mo(compiled))


def messages(of: Catalog) -> dict[object, object]:
    return {message.id: message.string for message in of if message.id}


def test_chinese_is_the_language_of_the_code() -> None:
    assert _("退出") == N_("退出") == "退出"


def test_english_comes_from_the_catalog() -> None:
    set_language("en")
    assert _("退出") == "Quit"
    assert _("") == ""


def test_a_language_without_a_catalog_is_chinese() -> None:
    set_language("xx")
    assert _("退出") == "退出"


def test_a_chinese_start_does_not_load_gettext() -> None:
    code = (
        "import sys, drafter.i18n as i; i.set_language('zh'); i._('退出'); sys.exit('gettext' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(PACKAGE).parent, check=False).returncode == 0
