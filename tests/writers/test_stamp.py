"""What the program wrote can be found again, and whether it was changed since."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.document.model import Document, Heading, Origin, Paragraph, Signature, Span, State
from drafter.writers.docx import write_docx
from drafter.writers.docx.stamp import changed_since_written, read_stamp
from tests.writers.pages import convert
from tests.writers.places import find_blocks, find_values
from tests.writers.samples import FULL, LONG, SAMPLES, SHORT, text, value


def written(folder: Path, document: Document, *, final: bool = False) -> Path:
    path = folder / "报告.docx"
    path.write_bytes(write_docx(document, final=final))
    return path


def edited(path: Path, change: Callable[[str], str]) -> Path:
    """Change document.xml as an editor would, leaving the other parts alone."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def expected_values(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in document.blocks:
        for span in block.text if isinstance(block, Heading | Paragraph) else ():
            if span.origin is not None:
                found.setdefault(span.origin.keys[0], []).append(span.text)
    return found


def test_values_are_found_by_their_keys(tmp_path: Path) -> None:
    assert find_values(written(tmp_path, LONG)) == expected_values(LONG)


def test_values_of_a_final_copy_are_found_too(tmp_path: Path) -> None:
    assert find_values(written(tmp_path, LONG, final=True)) == expected_values(LONG)


def test_headings_and_paragraphs_are_found_by_their_keys(tmp_path: Path) -> None:
    blocks = find_blocks(written(tmp_path, SHORT))
    assert list(blocks) == ["标题", "引言/1", "成效", "信访/1", "署名", "日期"]
    assert blocks["信访/1"] == ["全年收到信访事项81件，均按期办结。"]


def test_heading_and_paragraph_of_one_line_are_told_apart(tmp_path: Path) -> None:
    lead = Heading(2, "（一）", text("健全机制"), key="机制")
    document = replace(
        SHORT, title=(), signature=None, blocks=(Paragraph(text("全年培训。"), lead, key="段"),)
    )
    assert find_blocks(written(tmp_path, document)) == {
        "段": ["（一）健全机制。全年培训。"],
        "机制": ["（一）健全机制。"],
    }


def test_a_number_with_the_key_of_its_paragraph_is_no_block_of_its_own(tmp_path: Path) -> None:
    document = replace(
        SHORT,
        title=(),
        signature=None,
        blocks=(Paragraph(text("全年培训。"), Heading(3, "1.", (), key="段"), key="段"),),
    )
    assert find_blocks(written(tmp_path, document)) == {"段": ["1.全年培训。"]}


def test_states_and_texts_are_remembered(tmp_path: Path) -> None:
    span = value("81件", "信访收到", State.UNCONFIRMED)
    stamp = read_stamp(written(tmp_path, replace(SHORT, blocks=(Paragraph((span,)),))))
    assert stamp is not None
    marks = {mark.keys: (mark.text, mark.state) for mark in stamp.marks.values()}
    assert marks[("信访收到",)] == ("81件", State.UNCONFIRMED)


def test_values_in_title_addressee_and_signature_are_found(tmp_path: Path) -> None:
    organ = (value("东岭县市场监督管理局", "单位全称"),)
    document = Document(
        (*organ, Span("2026年度法治政府建设情况报告")),
        (),
        addressee=(value("县委", "主送"), Span("：")),
        signature=Signature((organ[0:1],), (value("2027年1月9日", "日期"),)),
    )
    assert find_values(written(tmp_path, document)) == {
        "单位全称": ["东岭县市场监督管理局", "东岭县市场监督管理局"],
        "主送": ["县委"],
        "日期": ["2027年1月9日"],
    }


def test_a_file_just_written_is_unchanged(tmp_path: Path) -> None:
    assert changed_since_written(written(tmp_path, LONG)) is False


def test_an_edit_is_noticed(tmp_path: Path) -> None:
    path = edited(written(tmp_path, SHORT), lambda xml: xml.replace("81件", "96件"))
    assert changed_since_written(path) is True


def test_a_comment_that_was_answered_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path, LONG)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/comments.xml"] = parts["word/comments.xml"].replace("核实".encode(), "已核".encode())
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert changed_since_written(path) is True


@pytest.mark.parametrize(
    ("edit", "now"),
    [
        pytest.param(("81件", "96件"), "96件", id="overtyped"),
        pytest.param(("81件", "3件"), "3件", id="shortened"),
        pytest.param(("81件", "一百零六件"), "一百零六件", id="reworded"),
        pytest.param(("全年收到", "2026年全年共收到"), "81件", id="changed before it"),
        pytest.param(("均按期办结", "办结80件"), "81件", id="changed behind it"),
        pytest.param(("81件", ""), "", id="deleted"),
    ],
)
def test_an_edited_value_is_found_even_when_word_drops_its_bookmark(
    tmp_path: Path, edit: tuple[str, str], now: str
) -> None:
    def change(xml: str) -> str:
        before, start, rest = xml.partition('<w:bookmarkStart w:id="3" w:name="_fz3_信访收到"/>')
        assert start
        return (
            before + rest.replace('<w:bookmarkEnd w:id="3"/>', "", 1).replace(*edit)
            if edit[0] in rest
            else (xml.replace(*edit))
        )

    assert find_values(edited(written(tmp_path, SHORT), change)) == {"信访收到": [now]}


def test_a_value_whose_paragraph_was_deleted_is_left_out(tmp_path: Path) -> None:
    def without_last(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("_fz3_"))
        return xml[:start] + xml[xml.index("</w:p>", start) + len("</w:p>") :]

    path = edited(written(tmp_path, SHORT), without_last)
    assert find_values(path) == {}
    assert "信访/1" not in find_blocks(path)


def test_a_file_whose_stamp_was_dropped_is_not_ours(tmp_path: Path) -> None:
    path = written(tmp_path, SHORT)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old:
        parts = {name: old.read(name) for name in old.namelist() if "customXml" not in name}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert changed_since_written(path) is None
    assert find_values(path) == {}


@pytest.mark.parametrize(
    "data", [pytest.param(b"", id="empty"), pytest.param(b"PK\3\4 broken", id="broken"), b"\xd0\xcf\x11\xe0"]
)
def test_what_is_no_docx_is_not_ours(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "别的.docx"
    path.write_bytes(data)
    assert changed_since_written(path) is None
    assert read_stamp(path) is None


def test_a_missing_file_is_not_ours(tmp_path: Path) -> None:
    assert changed_since_written(tmp_path / "没有.docx") is None


def test_marks_survive_a_save_by_libreoffice(soffice: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.docx" for name in SAMPLES]
    for file in files:
        file.write_bytes(write_docx(SAMPLES[file.stem]))
    saved = convert(soffice, files, "docx", tmp_path)
    for file in files:
        assert find_values(saved / file.name) == find_values(file)
        assert find_blocks(saved / file.name) == find_blocks(file)
        assert changed_since_written(saved / file.name) is True
    assert len(find_values(saved / "full.docx")) >= len(expected_values(FULL))


KEYS = st.text(min_size=1, max_size=12)
WORDS = st.text(alphabet="甲乙丙1234567890件，。\n &<", max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, KEYS, WORDS), max_size=6))
def test_whatever_is_marked_is_found(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, str, str]]
) -> None:
    spans: list[Span] = []
    for template, key, answer in pieces:
        spans += [Span(template), Span(answer, Origin((key,)))]
    path = written(tmp_path_factory.mktemp("marks"), replace(SHORT, blocks=(Paragraph(tuple(spans)),)))
    expected: dict[str, list[str]] = {}
    for origin, chars in _joined(spans):
        expected.setdefault(origin.keys[0], []).append(chars.replace("\n", ""))
    found = find_values(path)
    assert {key: sorted(texts) for key, texts in found.items()} == {k: sorted(v) for k, v in expected.items()}


def _joined(spans: list[Span]) -> list[tuple[Origin, str]]:
    """Values as the writer sees them: neighbours of one origin are one value."""
    from drafter.writers.common import merged

    return [(origin, chars) for origin, chars in merged(tuple(spans)) if origin is not None]
