"""What was built, written as the files of a pack."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from drafter.learn.checks import checks_of
from drafter.learn.made import Made, TopicText
from drafter.learn.questions import Words
from drafter.yamlio import FORBIDDEN

OUTLINE = "原样"
_SLOT = re.compile(r"\{\{.*?\}\}")
_OF_THE_YEAR = re.compile("^\x00?(?:关于)?(?:报送|上报|呈报|印发)?\x00?年?度?|\x00(?=年)年?度?")
_MOST_BLANKS = 4
_SHORTEST = 4
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
    topics: list[Words] = [
        {"主题": "单位", "标题": "单位情况", "必备": "是", "补充": "否", "正文": "", "问题": made.bureau}
    ]
    topics += [_topic(topic, number) for number, topic in enumerate(made.topics, 1)]
    checks = checks_of(read for read in made.reads if not read.flat)
    outline: Words = {"名称": f"{made.year}年报告的结构", "编号": "照写", "部分": made.outline}
    return {
        "名称": _name(made),
        "标题": made.title,
        "版式": shell,
        "提纲": {OUTLINE: outline},
        "默认提纲": OUTLINE,
        "主题": topics,
        **({"校验": checks} if checks else {}),
    }


def _name(made: Made) -> str:
    """What such a report is called: its title without whose it is, of which year."""
    words = _SLOT.sub("\x00", made.title)
    words = _OF_THE_YEAR.sub("", words) if words.count("\x00") < _MOST_BLANKS else ""
    told = FORBIDDEN.sub("", words.replace("\x00", "")).strip()
    return told if len(told) >= _SHORTEST else f"{made.organ or '本单位'}的报告"


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
