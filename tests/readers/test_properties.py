"""Whatever is read, nothing is lost: pieces and what was left out are all that can be seen."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.compare import flat
from drafter.document.model import Paragraph, plain
from drafter.errors import ReadError
from drafter.readers import Report, read_pasted, to_document
from drafter.readers.html import read_page
from drafter.readers.reading import report_of
from tests.readers.reports import LINES, TITLE, bare

SIGNS = [
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "(三)",
    "二)",
    "1.",
    "2、",
    "3．",
    "（1）",
    "（2）",
    "①",
    "第一部分",
    "一是",
    "1.5",
    "2025年",
]
WORDS = [
    "加强学习",
    "办理案件12件",
    "一、二、三级",
    "第五条（一）项",
    "2号线",
    "制定《办法》",
    "同比增长5.5%",
    "我局",
    "落实“三项制度”",
]
STOPS = ["", "。", "；", "：", "，", "！", "”"]
FURNITURE = [
    "发布时间：2025-01-20 09:15 来源：县司法局",
    "打印 关闭",
    "索引号：0026-1 主题分类：法治",
    "上一篇：通知",
    "浙ICP备0000号",
    "目录",
    "- 3 -",
]
ATTACHED = ["附件：1.办件目录", "2.名单", "附件1", "附件2", "办件目录", "名单", "（联系人：张三）"]
sentence = st.builds("".join, st.lists(st.sampled_from(WORDS + STOPS), min_size=1, max_size=12))
own = st.builds("{}{}".format, st.sampled_from([*SIGNS, "", "　　"]), sentence)
line = st.one_of(
    own, st.sampled_from([*FURNITURE, TITLE, "县司法局：", "东岭县司法局", "2025年1月9日", *ATTACHED, *LINES])
)
MADE_ANEW = "附件：:（）()0123456789.、．。"
"""What writers print anew: labels and numbers of attachments, brackets of a note, the stop of a heading."""
text = st.builds(
    lambda lines, glue: glue.join(lines),
    st.lists(line, min_size=1, max_size=25),
    st.sampled_from(["\n", "\r\n", "\n\n", ""]),
)


def parts(read: object) -> list[Report]:
    """All reports of a text."""
    try:
        first = read_pasted(read) if isinstance(read, str) else report_of(read)  # type: ignore[arg-type]
    except ReadError:
        return []
    numbers = range(2, len(first.sections) + 1)
    return [first, *(read_pasted(read, n) if isinstance(read, str) else report_of(read, n) for n in numbers)]  # type: ignore[arg-type]


@given(text)
def test_nothing_of_a_text_is_lost(source: str) -> None:
    reports = parts(source)
    for report in reports:
        for piece in report.pieces:
            assert "".join(source[at] for at in piece.offsets) == piece.text
    if reports:
        read = "".join(piece.text for report in reports for piece in report.pieces) + "".join(
            reports[0].removed
        )
        assert Counter(bare(read)) == Counter(bare(source))
        places = [at for report in reports for piece in report.pieces for at in piece.offsets]
        assert places == sorted(places)


@given(
    st.lists(line, min_size=1, max_size=20),
    st.sampled_from(["<p>{}</p>", "<div>{}</div>", "{}<br>", "<td>{}</td>"]),
)
def test_nothing_of_a_page_is_lost(lines: list[str], shape: str) -> None:
    page = read_page("<body><table><tr>" + "".join(map(shape.format, lines)) + "</table></body>")
    reports = parts(page)
    if reports:
        read = "".join(piece.text for report in reports for piece in report.pieces) + "".join(
            reports[0].removed
        )
        assert Counter(bare(read)) == Counter(bare("".join(one.text for one in page.lines)))


@given(text)
def test_every_report_becomes_a_document_with_all_its_text(source: str) -> None:
    for report in parts(source):
        read = Counter(bare("".join(piece.text for piece in report.pieces)))
        document = to_document(report)
        listed = "".join(plain(one.name) for one in document.attachments)
        held = Counter(bare("".join(one.text for one in flat(document)) + listed))
        assert set(read - held) <= set(MADE_ANEW)


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ("附件：办件目录|@|附件|办件目录|共12件。", ()),
        ("附件：1.办件目录|2.名单|@|附件1|办件目录|共12件。|附件2|名单|共3人。", ()),
        ("附件：|1.办件目录|@|附件|办件目录|共12件。", ()),
        ("办件目录|@|附件|办件目录|共12件。", ("办件目录",)),
        ("名单|附件：1.办件目录|2.名单|@|附件1|办件目录|共12件。|附件2|名单|共3人。", ("名单",)),
        ("全年办结79件。|@|附件|全年办结79件。|共12件。", ("全年办结79件。",)),
        ("附件：1.台账|2.名单|@|附件|名单|共12件。", ("附件：1.台账", "名单")),
    ],
)
def test_only_what_lists_the_attachments_is_made_anew(lines: str, body: tuple[str, ...]) -> None:
    above = f"{TITLE}|我局坚持依法行政，公正执法，现将全年工作报告如下：|一、主要举措|"
    written = (above + lines.replace("@", "东岭县司法局|2026年1月9日")).replace("|", "\n")
    blocks = to_document(read_pasted(written)).blocks[2:]
    assert tuple(plain(block.text) for block in blocks if isinstance(block, Paragraph)) == body
