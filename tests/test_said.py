"""What the modules below the front ends say in Chinese is told in English, too, where it was translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter import said as module
from drafter.errors import AnswersError, DrafterError, Place
from drafter.i18n import set_language
from drafter.said import SENTENCES, said, shown

CODE = "".join(
    path.read_text(encoding="utf-8")
    for path in Path(module.__file__).parent.rglob("*.py")
    if path != Path(module.__file__)
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("zh")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_code_still_says_it(sentence: str) -> None:
    for words in re.split(r"\{\w+\}|：", sentence):
        assert words.replace("\\", "\\\\") in CODE


SAID = [
    ("全角数字已转为半角", "Full-width digits were made half-width"),
    ("修订标记按已接受读取（共2处）", "Revisions were read as accepted (2)"),
    ("没有第4份：一共只有3份报告", "There is no report 4: there are only 3"),
    ("县局/报告.docx里看不出是哪一年的报告", "县局/报告.docx does not say on which year it reports"),
    ("没有人翻译过的话", "没有人翻译过的话"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "english"), SAID)
def test_what_was_put_together_elsewhere_is_told_in_english(text: str, english: str) -> None:
    assert said(text) == english
    set_language("zh")
    assert said(text) == text


ERRORS = [
    (
        AnswersError("没有这个文件", Place("县/2026.yaml", 3), "请核对文件名和文件夹"),
        "县/2026.yaml, line 3: There is no such file\n  → Check the name and the folder",
        "县/2026.yaml 第3行：没有这个文件\n  → 请核对文件名和文件夹",
    ),
    (DrafterError("里面没有文字"), "There is no text in it", "里面没有文字"),
]


@pytest.mark.parametrize(("error", "english", "chinese"), ERRORS)
def test_errors_are_told_in_the_clerks_language(error: DrafterError, english: str, chinese: str) -> None:
    assert shown(error) == english
    set_language("zh")
    assert shown(error) == chinese
