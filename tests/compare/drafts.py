"""Pairs of drafts that differ in every way a draft is edited in, made of one small report."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from drafter.document.model import (
    Attachment,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    Span,
    Table,
    Text,
)

Cells = tuple[tuple[Text, ...], ...]


def text(words: str) -> Text:
    """A text of one span."""
    return (Span(words),)


def rows(*lines: str) -> Cells:
    """The rows of a table, cells parted by blanks."""
    return tuple(tuple(text(cell) if cell != "-" else () for cell in line.split()) for line in lines)


def one(level: int, number: str, words: str) -> Heading:
    """A heading."""
    return Heading(level, number, text(words))


def said(words: str, lead: Heading | None = None) -> Paragraph:
    """A paragraph."""
    return Paragraph(text(words), lead)


TABLE = Table(rows("执法机构 检查次数 处罚件数", "城管大队 120 36", "文旅大队 45 7"), text("行政执法统计表"))
LEARNING = said("组织集中学法8次，开展宪法宣誓2场，参训干部156人次。", one(3, "1.", "抓牢学法用法。"))
REVIEW = said("全年审查规范性文件12件，提出意见31条，采纳28条，报备率100%。")
PETITION = said("通过信访渠道收到信访事项79件，办结78件，办结率98.73%。群众满意率保持平稳。")
BLOCKS: tuple[Block, ...] = (
    said("2025年，我局认真履行法治建设职责，现将有关情况报告如下："),
    one(1, "一、", "主要工作"),
    one(2, "（一）", "健全工作机制"),
    LEARNING,
    REVIEW,
    one(2, "（二）", "规范执法行为"),
    PETITION,
    TABLE,
    one(1, "二、", "存在的不足"),
    said("基层法制审核人员配备不齐，新业务培训跟进不够及时。"),
    one(1, "三、", "下年度安排"),
    said("继续推进示范创建，办好为民实事。"),
)
BASE = Document(
    text("东岭县文化局2025年法治政府建设年度报告"),
    BLOCKS,
    text("县人民政府："),
    Signature((text("东岭县文化局"),), text("2026年1月20日")),
)


def base(*blocks: Block | Sequence[Block], **others: object) -> Document:
    """The report with other blocks in place of some: pairs of an old one and what it became."""
    made: list[Block] = []
    swaps = list(zip(blocks[::2], blocks[1::2], strict=True))
    for block in BLOCKS:
        new = next((after for before, after in swaps if before is block), block)
        if isinstance(new, Heading | Paragraph | Table):
            made.append(new)
        else:
            made += new
    return replace(BASE, blocks=tuple(made), **others)


NEW = said("建立涉企政策公平竞争审查会商机制，清理妨碍统一市场的做法6项。")
GROWN = said("通过信访渠道收到信访事项80件，办结80件，办结率100%。群众满意率稳步上升，没有发生越级上访。")
EDITED: dict[str, Document] = {
    "nothing": BASE,
    "figures and words": base(PETITION, GROWN),
    "a paragraph is put in": base(REVIEW, [REVIEW, NEW]),
    "two paragraphs are put in at the end": base(
        BLOCKS[-1], [BLOCKS[-1], NEW, said("完成上级交办的其他事项。")]
    ),
    "a paragraph is taken out": base(REVIEW, ()),
    "the first and the last are taken out": base(BLOCKS[0], (), BLOCKS[-1], ()),
    "the paragraph before a table is taken out": base(PETITION, ()),
    "a paragraph is put in before a table": base(PETITION, [PETITION, NEW]),
    "a paragraph moves": base(REVIEW, (), PETITION, [PETITION, REVIEW]),
    "a paragraph moves over a table and changes": base(PETITION, (), BLOCKS[9], [BLOCKS[9], GROWN]),
    "a section moves": base(BLOCKS[8], (), BLOCKS[9], (), BLOCKS[1], [*BLOCKS[8:10], BLOCKS[1]]),
    "a paragraph is split": base(
        PETITION,
        [said("通过信访渠道收到信访事项79件，办结78件，办结率98.73%。"), said("群众满意率保持平稳。")],
    ),
    "a run-in heading stands alone": base(
        LEARNING, [one(3, "1.", "抓牢学法用法"), said("组织集中学法8次，开展宪法宣誓2场，参训干部156人次。")]
    ),
    "two paragraphs are joined": base(
        REVIEW,
        (),
        LEARNING,
        said("".join(span.text for span in (*LEARNING.text, *REVIEW.text)), LEARNING.lead),
    ),
    "a heading is renamed": base(BLOCKS[8], one(1, "二、", "差距与原因")),
    "half-width marks": base(REVIEW, said("全年审查规范性文件12件,提出意见31条,采纳28条,报备率100%.")),
    "a row of a table comes and a cell changes": base(
        TABLE,
        replace(
            TABLE, rows=rows("执法机构 检查次数 处罚件数", "城管大队 131 36", "应急大队 9 -", "文旅大队 45 7")
        ),
    ),
    "a row of a table goes": base(TABLE, replace(TABLE, rows=TABLE.rows[:2])),
    "a column of a table comes": base(
        TABLE,
        replace(TABLE, rows=rows("执法机构 人数 检查次数 处罚件数", "城管大队 14 120 36", "文旅大队 6 45 7")),
    ),
    "a table goes": base(TABLE, ()),
    "a table comes": base(REVIEW, [REVIEW, Table(rows("名称 数量", "文件 12"))]),
    "another year": base(
        BLOCKS[0],
        said("2026年，我局认真履行法治建设职责，现将有关情况报告如下："),
        title=text("东岭县文化局2026年法治政府建设年度报告"),
        signature=Signature((text("东岭县文化和旅游局"),), text("2027年1月19日")),
    ),
    "signed by two": base(
        signature=Signature((text("东岭县文化局"), text("东岭县旅游局")), text("2026年1月20日"))
    ),
    "not signed": base(signature=None),
    "with an attachment": base(
        attachments=(Attachment(text("执法统计表"), (said("统计口径截至十二月底。"),)),)
    ),
    "a note": base(note=text("此件公开发布")),
    "nothing left": Document(
        text("东岭县林业局2025年工作情况"),
        (one(1, "一、", "造林绿化"), said("完成造林3000亩，抚育幼林1200亩。")),
    ),
}
