"""The Chinese words of pack files: which fields each part of a pack may have."""

from __future__ import annotations

from enum import Enum

from drafter.packs.schema import Carry, Kind

PACK_WORDS = frozenset(
    {"名称", "说明", "版本", "标题", "默认提纲", "主题", "提纲", "年度表", "选项库", "校验", "版式", "借用"}
)
TOPIC_WORDS = frozenset(
    {"主题", "标题", "模板", "正文", "必备", "推荐", "适用", "深度", "说明", "问题", "校验", "补充"}
)
QUESTION_WORDS = frozenset(
    {"键", "名称", "类型", "单位", "口径", "科室", "说明", "示例", "选项", "列", "建议", "建议年", "公式"}
    | {"小数", "舍入", "补零", "当", "适用", "可空", "沿用", "深度", "接续", "另写"}
)
FOLLOW_WORDS = frozenset({"类别", "办结", "进行", "正文", "起头"})
COLUMN_WORDS = frozenset({"键", "名称", "类型", "可空", "选项"})
NODE_WORDS = frozenset({"标题", "主题", "文", "内容", "式", "段式", "其余", "键"})
OUTLINE_WORDS = frozenset({"名称", "说明", "模板", "部分", "式", "编号", "缺少"})
NUMBERED, TYPED = "自动", "照写"
"""What 编号 of an outline may say."""
CHECK_WORDS = frozenset({"式", "说明", "严重"})
SHELL_WORDS = frozenset({"主送", "署名", "日期", "附注", "用印", "附件"})
YEAR_WORDS = frozenset({"可选", "提示"})
OFFER_TEXT, OFFER_SOURCE = "文", "据"

RELATIONS = ("<=", ">=", "≤", "≥", "=", "<", ">")
PLAIN_RELATION = {"≤": "<=", "≥": ">="}
QUESTION_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.ITEMS)
"""补充 is not for authors: every topic has its own items without asking."""
COLUMN_KINDS = (Kind.TEXT.value, Kind.LONG.value, Kind.CHOICE.value)
CARRY_OF_KIND = {
    Kind.TEXT: Carry.REVIEW,
    Kind.LONG: Carry.REVIEW,
    Kind.LIST: Carry.REVIEW,
    Kind.TABLE: Carry.REVIEW,
    Kind.ITEMS: Carry.REVIEW,
    Kind.PASSAGE: Carry.REVIEW,
    Kind.CHOICE: Carry.REVIEW,
    Kind.CHOICES: Carry.REVIEW,
}


def words_of(enum: type[Enum]) -> tuple[str, ...]:
    """What may be written for an enumerated field."""
    return tuple(member.value for member in enum)
