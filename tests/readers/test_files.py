"""Files of every kind, sound and unsound: what can be read is read, all else gets one clear sentence."""

from __future__ import annotations

import subprocess
from pathlib import Path
from zipfile import ZIP_LZMA

import pypdfium2
import pytest

from drafter.errors import ReadError
from drafter.readers import Role, formats, office, read_pasted, read_report
from drafter.readers.docx import package
from drafter.writers.docx import write_docx
from tests.readers.pages import trs
from tests.readers.reports import LINES, TITLE, WHOLE, bare
from tests.readers.word import docx, nested, para, relations, run, zipped
from tests.writers.samples import SAMPLES

TEXT = "\n".join((TITLE, *LINES)) + "\n"
WORD = docx(para(TITLE) + "".join(map(para, LINES)))
PAGE = trs(TITLE, LINES)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    "&b;</w:t></w:r></w:p></w:body></w:document>"
)


def _shifted() -> bytes:
    """A Word file whose directory says that its parts begin before the file does."""
    at = WORD.index(b"PK\x05\x06") + 16
    offset = int.from_bytes(WORD[at : at + 4], "little") + 1000
    return WORD[:at] + offset.to_bytes(4, "little") + WORD[at + 4 :]


MAIN = ("officeDocument", "word/document.xml")
SOUND: dict[str, bytes] = {
    "utf8.txt": TEXT.encode(),
    "mark.txt": b"\xef\xbb\xbf" + TEXT.encode(),
    "gbk.txt": TEXT.encode("gbk"),
    "utf16.txt": TEXT.encode("utf-16"),
    "utf16be.txt": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "crlf.txt": TEXT.replace("\n", "\r\n").encode(),
    "cr.txt": TEXT.replace("\n", "\r").encode(),
    "no-ending": TEXT.encode(),
    "notes.md": TEXT.encode(),
    "unknown.xyz": TEXT.encode("gbk"),
    "word.docx": WORD,
    "word.doc": WORD,
    "word-without-ending": WORD,
    "page.html": PAGE.encode(),
    "page.htm": PAGE.replace("utf-8", "gb2312").encode("gbk"),
    "page.doc": PAGE.encode(),
    "text.doc": TEXT.encode("gbk"),
    "page.txt": PAGE.encode(),
    "commented.htm": b"<!-- saved -->\n" * 40 + PAGE.encode(),
    "commented.txt": b"<!-- x -->" * 40 + PAGE.encode(),
}
UNSOUND: dict[str, tuple[bytes, str, str]] = {
    "empty.txt": (b"", "这个文件是空的", "还没有保存"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\t\n", "这个文件是空的", "还没有保存"),
    "story.txt": ("春天到了，花开了。\n我们去公园。".encode(), "没有一个小标题，也没有一个数字", "年度报告"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "这是一张图片", ".docx"),
    "broken.docx": (WORD[: len(WORD) // 2], "不完整或已经损坏", "另存为"),
    "garbage.docx": (bytes(range(1, 256)) * 20, "已经损坏，或者不是", "另存为"),
    "sheet.docx": (
        zipped({"_rels/.rels": relations(("officeDocument", "xl/workbook.xml"))}),
        "这是表格文件",
        "Word",
    ),
    "slides.docx": (
        zipped({"_rels/.rels": relations(("officeDocument", "ppt/presentation.xml"))}),
        "这是幻灯片文件",
        "Word",
    ),
    "photos.docx": (zipped({"a.jpg": b"x"}), "不是 Word 文件", "另存为"),
    "torn.docx": (
        zipped({"_rels/.rels": relations(MAIN), "word/document.xml": "<w:document"}),
        "已经损坏",
        "另存为",
    ),
    "newer.docx": (
        (WORD[: WORD.index(b"PK\x01\x02") + 6] + b"\x54" + WORD[WORD.index(b"PK\x01\x02") + 7 :]),
        "已经损坏",
        "另存为",
    ),
    "shifted.docx": (_shifted(), "已经损坏", "另存为"),
    "deep.docx": (docx(nested("<w:ins>", 1500, run("深处"))), "已经损坏", "另存为"),
    "tables.docx": (docx("<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400), "已经损坏", "另存为"),
    "packed.docx": (
        zipped({"_rels/.rels": relations(MAIN), "word/document.xml": b"x"}, ZIP_LZMA),
        "已经损坏",
        "另存为",
    ),
    "bomb.docx": (
        zipped({"_rels/.rels": relations(MAIN), "word/document.xml": b" " * 30_000_000}),
        "压缩炸弹",
        "重新要一份",
    ),
    "entities.docx": (
        zipped({"_rels/.rels": relations(MAIN), "word/document.xml": BOMB}),
        "实体定义",
        "不要打开",
    ),
    "nothing.docx": (docx(para("")), "里面没有文字", "图片"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(900), "有密码", "去掉密码"),
    "locked.doc": (OLE + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(900), "有密码", "去掉密码"),
    "sheet.doc": (OLE + "Workbook".encode("utf-16-le") + bytes(900), "这是表格文件", "Word"),
    "broken.pdf": (b"%PDF-1.7\nnothing more", "PDF 已经损坏", "浏览器"),
    "commented.txt": (b"<!-- x -->" * 40 + b"<title>", "没有一个小标题", "年度报告"),
    "bare.html": (b"<html><script>var a = '1';</script></html>", "里面没有文字", "粘贴"),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_read_whatever_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(SOUND[name])
    report = read_report(path)
    assert bare("".join(piece.text for piece in report.pieces)) == WHOLE
    assert report.pieces[0].role is Role.TITLE
    assert not report.source.startswith("\ufeff")


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_file_gets_one_clear_sentence(name: str, tmp_path: Path) -> None:
    data, what, advice = UNSOUND[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_report(path)
    assert what in caught.value.what
    assert advice in caught.value.advice
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="没有这个文件"):
        read_report(tmp_path / "无.docx")
    with pytest.raises(ReadError, match="这是一个文件夹"):
        read_report(tmp_path)


def test_a_huge_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 10)
    (tmp_path / "大.txt").write_text(TEXT, "utf-8")
    with pytest.raises(ReadError, match="文件太大"):
        read_report(tmp_path / "大.txt")


def test_a_part_beyond_all_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 100)
    (tmp_path / "大.docx").write_bytes(WORD)
    with pytest.raises(ReadError, match="压缩炸弹"):
        read_report(tmp_path / "大.docx")


@pytest.mark.parametrize(("section", "said"), [(0, "只有一份"), (2, "只有一份")])
def test_a_section_that_is_not_there(section: int, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_pasted(TEXT, section)


def test_which_of_several_is_asked_or_said() -> None:
    text = TEXT + TEXT.replace("东岭县", "西岭县")
    titles = (TITLE, TITLE.replace("东岭县", "西岭县"))
    asked: list[tuple[str, ...]] = []
    chosen = read_pasted(text, choose=lambda names: asked.append(tuple(names)) or 1)  # type: ignore[func-returns-value]
    assert asked == [titles]
    assert (chosen.section, chosen.notes) == (2, ())
    assert chosen.pieces[0].text == titles[1]
    assert read_pasted(text, 2).pieces == chosen.pieces
    first = read_pasted(text)
    assert first.section == 1
    assert "西岭县" in first.notes[0]
    with pytest.raises(ReadError, match="一共只有2份报告"):
        read_pasted(text, 3)


def test_without_libreoffice_an_old_file_gets_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    (tmp_path / "旧.doc").write_bytes(OLE + bytes(2000))
    with pytest.raises(ReadError, match="另存为") as caught:
        read_report(tmp_path / "旧.doc")
    assert ".doc 要用 LibreOffice 转换" in caught.value.what


def convert(soffice: str, folder: Path, kind: str) -> Path:
    """The report in another format, made by LibreOffice."""
    source = folder / "report.docx"
    if not source.exists():
        source.write_bytes(WORD)
    profile = (folder / "profile").as_uri()
    command = [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir"]
    subprocess.run([*command, str(folder), str(source)], check=True, capture_output=True, timeout=120)
    return folder / f"report.{kind.partition(':')[0]}"


@pytest.mark.parametrize("kind", ["doc", "pdf", "rtf", "odt"])
def test_other_formats_hold_the_same_report(kind: str, soffice: str, tmp_path: Path) -> None:
    report = read_report(convert(soffice, tmp_path, kind))
    assert bare("".join(piece.text for piece in report.pieces)) == WHOLE
    assert [bare(piece.text) for piece in report.pieces] == [bare(line) for line in (TITLE, *LINES)]


def test_a_pdf_of_pictures_has_no_text(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(3):
        document.new_page(595, 842).close()
    document.save(tmp_path / "扫描.pdf")
    document.close()
    with pytest.raises(ReadError, match="扫描的图片"):
        read_report(tmp_path / "扫描.pdf")


def test_a_protected_pdf_is_said_to_be_so(soffice: str, tmp_path: Path) -> None:
    options = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    path = convert(soffice, tmp_path, f"pdf:writer_pdf_Export:{options}")
    with pytest.raises(ReadError, match="有密码"):
        read_report(path)


def test_a_printed_draft_is_read_as_paragraphs(soffice: str, tmp_path: Path) -> None:
    document = SAMPLES["long"]
    (tmp_path / "report.docx").write_bytes(write_docx(document, final=True))
    word = read_report(tmp_path / "report.docx")
    printed = read_report(convert(soffice, tmp_path, "pdf"))
    told = [bare(piece.text) for piece in printed.pieces if piece.role is not Role.TITLE]
    assert told == [bare(piece.text) for piece in word.pieces if piece.role is not Role.TITLE]
    assert printed.removed[:2] == ("— 1 —", "— 2 —")


def test_a_report_of_five_hundred_pages_is_read_whole(tmp_path: Path) -> None:
    lines = [TITLE]
    for part in range(1, 51):
        lines.append(f"第{part}部分 主要举措")
        lines += [line for _ in range(10) for line in LINES[2:7]]
    lines += ["持续用力，久久为功，" * 40 + "为高质量发展提供保障。"] * 400
    (tmp_path / "长.docx").write_bytes(docx("".join(map(para, lines))))
    (tmp_path / "长.txt").write_text("\n".join(lines), "utf-8")
    (tmp_path / "一行.txt").write_text("".join(lines), "utf-8")
    (tmp_path / "长.html").write_text(trs(TITLE, lines[1:]), "utf-8")
    for path in tmp_path.iterdir():
        report = read_report(path)
        assert bare("".join(lines[1:])) in bare("".join(piece.text for piece in report.pieces)), path.name


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "买菜12元。\n还有3元。"])
def test_a_few_words_are_no_report(text: str) -> None:
    with pytest.raises(ReadError, match="只有几个字"):
        read_pasted(text)
