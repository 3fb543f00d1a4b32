"""What was built, written as the files of a pack."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from drafter.learn.checks import checks_of
from drafter.learn.made import Made, TopicText
from drafter.learn.questions import Words

OUTLINE = "原样"
_HEADER = """\
# 由去年的报告学来的模板包：结构和文字照原样，数字、日期等变成了问题。
# 正文在 parts 文件夹里，一段一行，可以用记事本改；“= 某某段”那一行说明下面一段每年由哪一题确认。
# 改完用 drafter packs lint 检查。
"""


def files_of(made: Made) -> Mapping[str, str]:
    """Relative path → text of every file of the pack."""
    files = {"pack.yaml": _HEADER + _yaml(_manifest(made))}
    for number, topic in enumerate(made.topics, 1):
        files[part_file(number)] = topic.template()
    return files


def part_file(number: int) -> str:
    """The template of a topic."""
    return f"parts/{number:02}.j2"


def _manifest(made: Made) -> Words:
    shell = {word: text for word, text in made.shell.items() if text}
    name = f"{made.organ or '本单位'}的报告"
    topics: list[Words] = [
        {"主题": "单位", "标题": "单位情况", "必备": "是", "补充": "否", "正文": "", "问题": made.bureau}
    ]
    topics += [_topic(topic, number) for number, topic in enumerate(made.topics, 1)]
    checks = checks_of(read for read in made.reads if not read.flat)
    outline: Words = {"名称": f"{made.year}年报告的结构", "编号": "照写", "部分": made.outline}
    return {
        "名称": name,
        "标题": made.title,
        "版式": shell,
        "提纲": {OUTLINE: outline},
        "默认提纲": OUTLINE,
        "主题": topics,
        **({"校验": checks} if checks else {}),
    }


def _topic(topic: TopicText, number: int) -> Words:
    words: Words = {"主题": topic.name, "必备" if topic.always else "推荐": "是", "模板": part_file(number)}
    if not topic.own_items:
        words["补充"] = "否"
    if topic.questions:
        words["问题"] = topic.questions
    return words


def _yaml(words: Words) -> str:
    """Block style, but a question a line."""
    return yaml.dump(
        words, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1_000_000
    )


class _Dumper(yaml.SafeDumper):
    """Never writes anchors; 是 and 否 are no booleans to our reader, so they stay bare."""

    def ignore_aliases(self, data: object) -> bool:
        return True
