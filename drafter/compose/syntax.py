"""Why a template is not Jinja, in the words of someone who writes templates and no programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jinja2 import TemplateSyntaxError

from drafter.packs.faults import near_miss

TAGS = {"if": "endif", "for": "endfor", "set": "endset", "macro": "endmacro", "with": "endwith"}
"""Statements for authors, and how each ends ({% set 名 = … %} needs no end)."""
_MIDDLE = ("elif", "else")
_STATEMENT = re.compile(r"{%[-+]?\s*(\w+)(.*?)%}|{#.*?#}|{{.*?}}", re.DOTALL)
_FULL_WIDTH = dict(zip("，。、；：？！（）【】“”‘’＝＋－×÷｜．", ",  ;:  ()[]\"\"''=+-*/|.", strict=True))
_TOKENS = {
    "end of print statement": "“}}”",
    "end of statement block": "“%}”",
    "name": "一个名称",
    "integer": "数",
    "string": "引号里的文字",
    "begin of statement block": "“{%”",
    "begin of print statement": "“{{”",
    "template data / text": "文字",
    "end of template": "模板的结尾",
}


class Cause(NamedTuple):
    """What is wrong with a template; ``line`` counts from 1 within it."""

    line: int
    what: str
    advice: str = ""


Rule = Callable[[re.Match[str], int, str], Cause]
"""From the match of Jinja's message, its line and the source to the cause."""


def explain(error: TemplateSyntaxError, source: str) -> Cause:
    """The cause behind Jinja's ``error``."""
    line, message = error.lineno or 1, error.message or ""
    for pattern, rule in _RULES:
        if found := re.match(pattern, message):
            return rule(found, line, source)
    return Cause(line, f"模板语法有误：{message}")


def _unknown_tag(found: re.Match[str], line: int, source: str) -> Cause:
    tag = found[1]
    opened = _innermost(source, line)
    if tag in TAGS.values() or tag in _MIDDLE:
        if opened is None:
            return Cause(line, f"{{% {tag} %}} 前面没有对应的开头", "多余的请删去")
        advice = f"应先写 {{% {TAGS[opened.tag]} %}}"
        return Cause(line, f"{{% {tag} %}} 与第{opened.line}行的 {{% {opened.tag} %}} 不配对", advice)
    known = {*TAGS, *TAGS.values(), *_MIDDLE}
    advice = near_miss(tag, known) or "可用的语句：" + "、".join(TAGS)
    return Cause(line, f"没有 {{% {tag} %}} 这种语句", advice)


def _unclosed(found: re.Match[str], line: int, source: str) -> Cause:
    opened = _innermost(source, line)
    if opened is None:
        return Cause(line, "有语句没有结束", "每个 {% if %} 要有 {% endif %}，{% for %} 要有 {% endfor %}")
    return Cause(opened.line, f"{{% {opened.tag} %}} 没有结束", f"缺少 {{% {TAGS[opened.tag]} %}}")


class _Opened(NamedTuple):
    tag: str
    line: int


def _innermost(source: str, until: int) -> _Opened | None:
    """The statement that is still open at the end of line ``until``."""
    stack: list[_Opened] = []
    for tag, rest, line in _statements(source):
        if line > until:
            break
        if tag in TAGS and not (tag == "set" and "=" in rest):
            stack.append(_Opened(tag, line))
        elif stack and tag == TAGS[stack[-1].tag]:
            stack.pop()
    return stack[-1] if stack else None


def _statements(source: str) -> Iterator[tuple[str, str, int]]:
    for found in _STATEMENT.finditer(source):
        if found[1]:
            yield found[1], found[2], source.count("\n", 0, found.start()) + 1


def _brace(found: re.Match[str], line: int, source: str) -> Cause:
    sign, wanted = found[1], found.groupdict().get("wanted")
    if wanted:
        return Cause(line, f"这里缺少“{wanted}”，却是“{sign}”", "括号要成对")
    if sign == "}":
        return Cause(line, "多了或少了一个“}”", "取值写 {{ 键 }}，语句写 {% if 键 %}，两头要成对")
    if sign in ("end of print statement", "end of statement block"):
        return Cause(line, f"{_TOKENS[sign]}前面缺少名称或数")
    return Cause(line, f"这里不该有“{sign}”", "括号要成对，运算符两边都要有名称或数")


def _end_of_template(found: re.Match[str], line: int, source: str) -> Cause:
    opened = max(source.rfind("{{"), source.rfind("{%"))
    at = source.count("\n", 0, opened) + 1 if opened >= 0 else line
    sign = source[opened : opened + 2] if opened >= 0 else "{{"
    return Cause(at, f"“{sign}”没有结束", f"缺少“{'}}' if sign == '{{' else '%}'}”")


def _character(found: re.Match[str], line: int, source: str) -> Cause:
    sign = found[1]
    if sign in "\"'":
        return Cause(line, "引号没有成对")
    plain = _FULL_WIDTH.get(sign, "").strip()
    advice = f"请改成英文的 {plain}" if plain else "文字要放在引号里"
    return Cause(line, f"花括号里不能用 {sign}", advice)


def _expression(found: re.Match[str], line: int, source: str) -> Cause:
    return Cause(line, f"{_told(found[1])}前面缺少名称或条件")


def _token(found: re.Match[str], line: int, source: str) -> Cause:
    wanted, got = found[1], found[2]
    if got == "=":
        return Cause(line, "比较相等要写两个等号", "写成 ==")
    if got == "if" and wanted == "end of statement block":
        return Cause(line, "没有 {% else if %}", "写成 {% elif 条件 %}")
    if wanted.startswith("end of"):
        above = "\n".join(source.split("\n")[: line - 1])
        opened = max(above.rfind("{{"), above.rfind("{%"))
        if opened > max(above.rfind("}}"), above.rfind("%}")):
            return _end_of_template(found, line, above)
        return Cause(line, f"{_told(wanted)}前的“{got}”多余，或前面缺运算符", "一处只能写一个值或一个条件")
    return Cause(line, f"这里应是{_told(wanted)}，却是{_told(got)}")


def _told(token: str) -> str:
    return _TOKENS.get(token, f"“{token}”")


def _fixed(what: str, advice: str = "") -> Rule:
    def rule(found: re.Match[str], line: int, source: str) -> Cause:
        return Cause(line, what, advice)

    return rule


_RULES: tuple[tuple[str, Rule], ...] = (
    (r"Encountered unknown tag '(\w+)'", _unknown_tag),
    (r"Unexpected end of template", _unclosed),
    (r"unexpected end of template", _end_of_template),
    (r"unexpected char ['\"](.+)['\"] at", _character),
    (r"unexpected '(.+?)', expected '(?P<wanted>.+?)'", _brace),
    (r"unexpected '(.+?)'", _brace),
    (r"Expected an expression, got '(.+)'", _expression),
    (r"expected token '(.+?)', got '(.+?)'", _token),
    (r"Missing end of comment", _fixed("注释“{#”没有结束", "缺少“#}”")),
    (r"Missing end of raw", _fixed("{% raw %} 没有结束", "缺少 {% endraw %}")),
    (r"tag name expected", _fixed("“{%”后面要写语句，如 if、for")),
    (r"expected name or number", _fixed("“.”后面要写列的名称")),
    (r"Can't assign to special loop variable", _fixed("loop 是循环自己的名称，不能另作他用")),
    (r"Invalid character in identifier", _fixed("名称里有不能用的字符")),
)
