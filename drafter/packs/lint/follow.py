"""What is wrong with 接续: where last year's plans and problems go must be there and be of the right kind."""

from __future__ import annotations

import re

from drafter.packs.faults import Faults, near_miss
from drafter.packs.schema import Kind, Pack, Question
from drafter.packs.source import Section

_BLANK = re.compile(r"\{([^{}]*)\}")
LAST_YEAR = "上一年"


def check_follow(question: Question, section: Section, pack: Pack, faults: Faults) -> None:
    """Reports the faults of one question's 接续."""
    follow, found = question.follow, section.section("接续")
    if follow is None or found is None:
        return
    if question.kind is not Kind.TABLE:
        faults.add(section.line("接续"), f"“接续”只用于表格，这一题是{question.kind.value}")
        return
    for word, key, kind in (("办结", follow.done, Kind.ITEMS), ("进行", follow.going, Kind.TABLE)):
        owner = pack.questions.get(key)
        if key and owner is None:
            faults.add(
                found.line(word), f"“{word}”里的“{key}”不是任何一题的键", near_miss(key, pack.questions)
            )
        elif owner is not None and owner.kind is not kind:
            what = "主题的补充（如 信访补充）" if kind is Kind.ITEMS else "表格"
            faults.add(found.line(word), f"“{word}”要写{what}的键，“{key}”是{owner.kind.value}")
    columns = {column.key for column in question.columns}
    if follow.text and follow.text not in columns:
        faults.add(found.line("正文"), f"表格里没有“{follow.text}”这一列", near_miss(follow.text, columns))
    for name in _BLANK.findall(follow.lead):
        if name not in columns and name != LAST_YEAR:
            advice = near_miss(name, columns) or "可写：" + "、".join([*sorted(columns), LAST_YEAR])
            faults.add(found.line("起头"), f"“起头”里的“{{{name}}}”不是这张表的列", advice)
