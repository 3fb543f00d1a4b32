"""A report on the bureau's own letterhead."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

from drafter.errors import DrafterError
from drafter.writers.docx import write_docx
from drafter.writers.docx.stamp import changed_since_written
from tests.writers.package_check import W, faults
from tests.writers.pages import convert, read_pages
from tests.writers.places import find_values
from tests.writers.samples import FULL, LONG, SHORT

Make = Callable[[Path], None]


def red_head(path: Path, *, place: bool = False, blanks: int = 0) -> None:
    """A letterhead with a header, a rule, margins of its own and a style 公文正文."""
    made = docx.Document()
    made.sections[0].left_margin = Mm(30)
    made.sections[0].header.paragraphs[0].text = "内部资料"
    made.add_paragraph("东岭县司法局文件")
    style = made.styles.add_style("公文正文", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(15)
    for _ in range(blanks):
        made.add_paragraph()
    if place:
        made.add_paragraph("【正文】")
        made.add_paragraph("抄送：县委办公室")
    made.core_properties.author = "张三"
    made.save(str(path))


def with_place(path: Path) -> None:
    red_head(path, place=True)


def with_footer(path: Path) -> None:
    red_head(path)
    made = docx.Document(str(path))
    made.sections[0].footer.paragraphs[0].text = "第 1 页"
    made.save(str(path))


def with_comment(path: Path) -> None:
    red_head(path)
    made = docx.Document(str(path))
    made.add_comment(made.paragraphs[0].runs, "请核对文号", "李四", "李")
    made.save(str(path))


def empty(path: Path) -> None:
    docx.Document().save(str(path))


def draft_of_ours(path: Path) -> None:
    path.write_bytes(write_docx(LONG))


BASES: dict[str, Make] = {
    "red head": red_head,
    "place": with_place,
    "footer": with_footer,
    "comment": with_comment,
    "empty": empty,
    "our own draft": draft_of_ours,
}


def on_base(folder: Path, make: Make, *, final: bool = False) -> Path:
    base, path = folder / "红头.docx", folder / "报告.docx"
    make(base)
    path.write_bytes(write_docx(FULL, base=base, final=final))
    return path


def part(path: Path, name: str = "word/document.xml") -> Element:
    with zipfile.ZipFile(path) as package:
        return fromstring(package.read(name))


def texts(path: Path) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in part(path)[0].iter(f"{W}p")]


def children(element: Element | None, tag: str) -> list[str]:
    assert element is not None
    return [one.get(f"{W}type", "") for one in element.findall(f"{W}{tag}")]


@pytest.mark.parametrize("final", [False, True], ids=["draft", "final"])
@pytest.mark.parametrize("name", BASES)
def test_package_is_sound(tmp_path: Path, name: str, final: bool) -> None:
    found = faults(on_base(tmp_path, BASES[name], final=final).read_bytes())
    # python-docx does not define the styles of the comment that one base has
    assert [fault for fault in found if "no style Comment" not in fault] == []


@pytest.mark.parametrize("name", BASES)
def test_values_are_found_and_changes_noticed(tmp_path: Path, name: str) -> None:
    path, plain = on_base(tmp_path, BASES[name]), tmp_path / "无底稿.docx"
    plain.write_bytes(write_docx(FULL))
    assert changed_since_written(path) is False
    assert find_values(path) == find_values(plain)


def test_same_input_gives_same_bytes(tmp_path: Path) -> None:
    first = on_base(tmp_path, red_head).read_bytes()
    assert write_docx(FULL, base=tmp_path / "红头.docx") == first


def test_our_text_follows_the_red_head_two_blank_lines_below(tmp_path: Path) -> None:
    found = texts(on_base(tmp_path, red_head))
    assert found[:3] == ["东岭县司法局文件", "", ""]
    assert found[3].startswith("中共东岭县委员会")


def test_blank_lines_that_are_there_are_counted(tmp_path: Path) -> None:
    found = texts(on_base(tmp_path, lambda path: red_head(path, blanks=2)))
    assert found[1:3] == ["", ""]
    assert found[3].startswith("中共东岭县委员会")


def test_our_text_takes_the_place_kept_for_it(tmp_path: Path) -> None:
    found = texts(on_base(tmp_path, with_place))
    assert found[1].startswith("中共东岭县委员会")
    assert found[-1] == "抄送：县委办公室"
    assert "【正文】" not in found


def test_on_an_empty_base_the_title_stands_on_line_one(tmp_path: Path) -> None:
    assert texts(on_base(tmp_path, empty))[0].startswith("中共东岭县委员会")


def test_page_settings_and_header_of_the_base_stay(tmp_path: Path) -> None:
    section = part(on_base(tmp_path, red_head))[0].find(f"{W}sectPr")
    assert section is not None
    margins = section.find(f"{W}pgMar")
    assert margins is not None
    assert margins.get(f"{W}left") == str(round(30 * 1440 / 25.4))
    assert children(section, "headerReference") == ["default", "even"]
    assert children(section, "footerReference") == ["default", "even"]


def test_page_numbers_of_the_base_stay(tmp_path: Path) -> None:
    section = part(on_base(tmp_path, with_footer))[0].find(f"{W}sectPr")
    assert children(section, "footerReference") == ["default"]


def test_styles_of_the_base_win_where_names_agree(tmp_path: Path) -> None:
    path = on_base(tmp_path, red_head)
    styles = {s.find(f"{W}name").get(f"{W}val"): s for s in part(path, "word/styles.xml").iter(f"{W}style")}  # type: ignore[union-attr]
    body = styles["公文正文"].get(f"{W}styleId")
    used = {one.get(f"{W}val") for one in part(path).iter(f"{W}pStyle")}
    assert body in used
    assert "FzBody" not in used
    assert "公文主送机关" in styles
    size = styles["公文正文"].find(f"{W}rPr/{W}sz")
    assert size is not None
    assert size.get(f"{W}val") == "30"


def test_comments_of_the_base_stay_beside_ours(tmp_path: Path) -> None:
    authors = [one.get(f"{W}author") for one in part(on_base(tmp_path, with_comment), "word/comments.xml")]
    assert authors[0] == "李四"
    assert "法治年报助手" in authors


def test_a_final_copy_names_nobody(tmp_path: Path) -> None:
    with zipfile.ZipFile(on_base(tmp_path, with_comment, final=True)) as package:
        assert "张三" not in package.read("docProps/core.xml").decode()
        assert not [name for name in package.namelist() if "comments" in name]


def encrypted(path: Path) -> None:
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)


def cut_off(path: Path) -> None:
    red_head(path)
    path.write_bytes(path.read_bytes()[:4000])


def spreadsheet(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")


def broken_xml(path: Path) -> None:
    red_head(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-9] if name == "word/document.xml" else old.read(name))


def with_macros(path: Path) -> None:
    red_head(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).replace(
                    b"officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
                ),
            )


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(lambda path: None, "打不开", id="missing"),
        pytest.param(lambda path: path.mkdir(), "打不开", id="a folder"),
        pytest.param(lambda path: path.write_bytes(b""), "不是 .docx", id="empty"),
        pytest.param(lambda path: path.write_bytes(b"hello"), "不是 .docx", id="text"),
        pytest.param(encrypted, "密码", id="encrypted"),
        pytest.param(cut_off, "损坏", id="cut off"),
        pytest.param(spreadsheet, "不是 Word 文档", id="a spreadsheet"),
        pytest.param(broken_xml, "损坏", id="broken XML"),
        pytest.param(with_macros, "宏", id="macros"),
    ],
)
def test_a_base_that_cannot_be_used_is_told_with_advice(tmp_path: Path, make: Make, says: str) -> None:
    base = tmp_path / "红头.docx"
    make(base)
    with pytest.raises(DrafterError, match=says) as caught:
        write_docx(SHORT, base=base)
    assert caught.value.advice
    assert caught.value.place.path == base


def test_a_template_becomes_a_document(tmp_path: Path) -> None:
    base = tmp_path / "红头.dotx"
    red_head(base)
    data = base.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(base, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    with zipfile.ZipFile(io.BytesIO(write_docx(SHORT, base=base))) as package:
        assert b"wordprocessingml.document.main+xml" in package.read("[Content_Types].xml")


def test_libreoffice_opens_it(soffice: str, tmp_path: Path) -> None:
    files = []
    for number, make in enumerate(BASES.values()):
        (tmp_path / str(number)).mkdir()
        file = on_base(tmp_path / str(number), make)
        files.append(file.rename(tmp_path / f"{number}.docx"))
    made = convert(soffice, files, "pdf", tmp_path)
    for file in files:
        pages = read_pages(made / f"{file.stem}.pdf")
        assert any(line.text.startswith("市委、市人民政府") for page in pages for line in page.lines)
