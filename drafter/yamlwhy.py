"""Why a text is not YAML, in the words of someone who typed it.

libyaml often notices a fault a line late and names it in terms of its grammar.  Here the suspicious lines are
looked at for the faults that people really make; libyaml's own remark decides only when none is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from yaml import MarkedYAMLError

from drafter.yamlio import BRACKETS, TOO_DEEP, YamlFault, place_at

_QUOTE_ALL = "请把冒号后面的整个内容放进英文引号里"
_INDENT = "同一级的各行要左对齐，下一级比上一级多两个空格"


class _Spot(NamedTuple):
    """A suspicious line: its text, where it starts, and where libyaml noticed something (an index or -1)."""

    line: str
    start: int
    mark: int


class _Cause(NamedTuple):
    at: int
    what: str
    advice: str


def explain(error: MarkedYAMLError, text: str, path: Path | str = "") -> YamlFault:
    """The fault behind libyaml's ``error``: line, column, cause in Chinese, and what to do."""
    cause = _from_lines(_spots(error, text)) or _from_remark(error, text)
    return YamlFault(cause.what, place_at(text, cause.at, path), cause.advice)


def slip_in_line(text: str, index: int, path: Path | str = "") -> YamlFault | None:
    """The usual slip in the line of the character at ``index``, None when there is none."""
    start = _line_start(text, index)
    cause = _from_lines([_Spot(text[start:].partition("\n")[0], start, index)])
    return YamlFault(cause.what, place_at(text, cause.at, path), cause.advice) if cause else None


def _from_lines(spots: Iterable[_Spot]) -> _Cause | None:
    for spot in spots:
        for rule in (_tab, _separator, _full_width, _no_space, _after_quote):
            if cause := rule(spot):
                return cause
    return None


def _spots(error: MarkedYAMLError, text: str) -> list[_Spot]:
    """Lines to look at, the likeliest first: that of the remark, of its context, the written one above."""
    context = error.context or ""
    marks = [mark.index for mark in (error.problem_mark, error.context_mark) if mark is not None]
    if "block mapping" in context:  # its mark is only where the whole mapping begins
        marks = marks[:1]
    if "simple key" in context:
        marks.reverse()
    if error.problem_mark is not None:
        above = len(text[: _line_start(text, error.problem_mark.index)].rstrip())
        marks.append(above)
    spots: dict[int, _Spot] = {}
    for mark in marks:
        start = _line_start(text, mark)
        line = re.compile("[^\r\n]*").match(text, start)
        if line and line[0].strip() and not line[0].lstrip().startswith("#"):
            spots.setdefault(start, _Spot(line[0], start, mark))
    return list(spots.values())


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _tab(spot: _Spot) -> _Cause | None:
    if found := re.match(r" *\t", spot.line):
        return _Cause(spot.start + found.end() - 1, "行首用了制表符（Tab 键）", "行首只能用空格，请改成空格")
    return None


def _separator(spot: _Spot) -> _Cause | None:
    found = re.search("[\u2028\u2029]", spot.line[: max(spot.mark - spot.start, 0) + 1])
    if found:
        what = f"有看不见的换行符（U+{ord(found[0]):04X}），多半是粘贴时带来的"
        return _Cause(spot.start + found.start(), what, "请删去它，或把这一行重新输入")
    return None


def _full_width(spot: _Spot) -> _Cause | None:
    found = re.match(r"\s*(?:- +)?([^\s:：\"'#\[{|>][^:：]{0,40})：", spot.line)
    if found and not re.search(r":(\s|$)", spot.line[: found.end()]):
        what = f"“{found[1]}”后面是全角冒号“：”"
        return _Cause(spot.start + found.end() - 1, what, "请改成英文冒号加一个空格，即“: ”")
    return None


def _no_space(spot: _Spot) -> _Cause | None:
    found = re.match(r"\s*(?:- +)?([^\s:：\"'#\[{|>][^:：]{0,40}):(?=[^\s])", spot.line)
    if found:
        index = spot.start + found.end() - 1
        return _Cause(index, f"“{found[1]}”的冒号后面少了空格", "请在冒号后面加一个空格")
    return None


def _after_quote(spot: _Spot) -> _Cause | None:
    found = re.match(r"""[^"'#]*?(?::|-) +("(?:[^"\\]|\\.)*"|'(?:[^']|'')*') *(?=[^\s#,\]}:])""", spot.line)
    if found:
        what = f"后一个引号（{found[1][0]}）之后还有文字"
        advice = "内容本身带引号时，请用中文引号“ ”，或在外面再加一对另一种英文引号"
        return _Cause(spot.start + found.end(), what, advice)
    return None


def _from_remark(error: MarkedYAMLError, text: str) -> _Cause:
    problem, context = error.problem or "", error.context or ""
    at = error.problem_mark.index if error.problem_mark else 0
    origin = error.context_mark.index if error.context_mark else at
    sign = text[at : at + 1]
    if "nesting" in problem:  # libyaml since 0.2.6 counts by itself
        return _Cause(at, TOO_DEEP, BRACKETS)
    if "quoted scalar" in context or "double-quoted" in context:
        if "escape" in problem:
            return _Cause(origin, "双引号里的反斜杠“\\”另有含义", "请改用英文单引号，如 'C:\\资料'")
        return _Cause(origin, "引号没有成对：只有开头的引号", "请在内容末尾补上引号，或删去开头的引号")
    if "flow sequence" in context or "flow mapping" in context:
        left, right = ("[", "]") if "sequence" in context else ("{", "}")
        advice = f"请补上“{right}”；“{left}”本是内容的一部分时，{_QUOTE_ALL[1:]}"
        return _Cause(origin, f"括号没有成对：少了“{right}”，或各项之间少了英文逗号", advice)
    if _names_sign(problem, context):
        return _sign(text, origin if context != "while scanning for the next token" else at)
    if "mapping values are not allowed" in problem:
        return _second_colon(text, at)
    if "could not find expected ':'" in problem:
        what = "这一行不成一项：没有冒号，也不是上一项的续行"
        advice = "请写成“名称: 内容”；是上一项的续行时，行首加两个空格"
        return _Cause(origin, what, advice)
    if "directive" in context:
        return _Cause(at, "行首的“%”另有含义", "请删去这一行，或在前面加 # 作为注释")
    if (sign in "-?," and "not allowed" in problem) or "node content" in problem:
        return _sign(text, at)
    return _after_bracket(text, at) or _open_quote(text, at) or _Cause(at, "缩进不对", _INDENT)


def _after_bracket(text: str, at: int) -> _Cause | None:
    before = text[_line_start(text, at) : at].rstrip()
    if before.endswith(("}", "]")):
        return _Cause(at, f"后一个括号（{before[-1]}）之后还有文字", _QUOTE_ALL)
    return None


def _open_quote(text: str, at: int) -> _Cause | None:
    """A quotation opened some lines above that ran into the next quotation mark."""
    for line in reversed(list(re.finditer(r"[^\r\n]+", text[: _line_start(text, at)]))[-20:]):
        if found := re.search(r"""(?::|^\s*-) +(?P<sign>["'])(?:(?!(?P=sign)).)*$""", line[0]):
            what = "引号没有成对：只有开头的引号"
            return _Cause(line.start() + found.start("sign"), what, "请在内容末尾补上引号，或删去开头的引号")
    return None


def _names_sign(problem: str, context: str) -> bool:
    scanning = ("an alias", "an anchor", "a tag", "a block scalar", "a directive")
    if any(context.endswith(name) for name in scanning) and "directive" not in context:
        return True
    return "cannot start any token" in problem or "undefined alias" in problem


def _sign(text: str, at: int) -> _Cause:
    sign = text[at : at + 1]
    if not sign:
        return _Cause(at, "括号没有成对：文件在括号里面结束了", "请补上后一个括号“]”或“}”")
    if sign == "%" and text[at - 1 : at] == "{":
        at, sign = at - 1, "{%"
    return _Cause(at, f"内容不能以“{sign}”开头", _QUOTE_ALL)


def _second_colon(text: str, at: int) -> _Cause:
    line = text[_line_start(text, at) : at]
    if re.search(r":\s", line):
        return _Cause(at, "一行里有两个“: ”", _QUOTE_ALL)
    return _Cause(_line_start(text, at) + len(line) - len(line.lstrip()), "缩进不对", _INDENT)
