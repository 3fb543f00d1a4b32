"""The report as one page of HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from drafter.document.model import Document, Paragraph, State
from drafter.writers.html import write_html
from tests.writers.samples import FULL, LONG, SAMPLES, SHORT, text, value

VOID = {"meta", "br"}


class Checker(HTMLParser):
    """Checks that tags are paired, and collects words and tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


@pytest.mark.parametrize("name", SAMPLES)
def test_tags_are_paired_and_nothing_is_loaded_from_elsewhere(name: str) -> None:
    page = write_html(SAMPLES[name])
    checker = Checker(page)
    assert checker.open == []
    assert not {"src", "href"} & {key for _, attributes in checker.tags for key in attributes}
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_text_comes_out_as_typed() -> None:
    document = Document(text("题"), (Paragraph(text("<script>alert(1)</script>&amp;{{ x }}")),))
    checker = Checker(write_html(document))
    assert "<script>alert(1)</script>&amp;{{ x }}" in checker.words
    assert "script" not in {tag for tag, _ in checker.tags}


@pytest.mark.parametrize(
    ("state", "kind"),
    [(State.MISSING, "missing"), (State.UNCONFIRMED, "unconfirmed"), (State.UNSOURCED, "unsourced")],
)
def test_open_places_are_marked_with_their_note(state: State, kind: str) -> None:
    document = Document(text("题"), (Paragraph((value("81件", "信访收到", state, '请"核实"'),)),))
    marks = [attributes for tag, attributes in Checker(write_html(document)).tags if tag == "mark"]
    assert marks == [{"class": kind, "title": '请"核实"'}]


def test_confirmed_values_are_not_marked() -> None:
    assert "<mark" not in write_html(SHORT)


def test_the_title_is_broken_as_in_word() -> None:
    assert "<h1>东岭县市场监督管理局关于<br>2026年度法治政府建设情况的报告</h1>" in write_html(LONG)
    assert "<title>东岭县市场监督管理局关于2026年度法治政府建设情况的报告</title>" in write_html(LONG)


def test_a_report_with_everything() -> None:
    words = Checker(write_html(FULL)).words
    for piece in (
        "市委、市人民政府",
        "一、2026年度",
        "附件：1.东岭县",
        "附件2",
        "（联系人",
        "行政执法数据对照表",
    ):
        assert piece in words
