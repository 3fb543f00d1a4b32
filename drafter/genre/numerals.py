"""Which numerals of a Chinese sentence are figures: counts, measures and rates that a clerk states anew.

``RULES`` is an ordered list of named rules; the first that covers a numeral says what it is.  Arabic numerals
that no rule covers are figures.  Chinese numerals are figures only with a counting word, since most of them
stand in set phrases (GB/T 15835-2011, 4.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from drafter.figures import Figure, FigureError, chinese_number, parse_figure
from drafter.figures.figure import SCALES
from drafter.figures.parse import PREFIXES, TAILS
from drafter.genre.naming import names_of
from drafter.genre.words import (
    CHINESE_UNITS,
    GENERAL_NOUNS,
    HOTLINES,
    NOT_PREFIX,
    SHORT_HOTLINES,
    STANDING,
    UNITS,
)


class Kind(Enum):
    """What a numeral is."""

    FIGURE = "数"
    YEAR = "年份"
    DATE = "日期"
    ORDINAL = "序数"
    MARKER = "序号"
    FIXED = "固定"


class Numeral(Struct, frozen=True):
    """A numeral of a text: its digits at ``start:end``, what it is, and the rule that says so."""

    start: int
    end: int
    kind: Kind
    rule: str


class Rule(Struct, frozen=True):
    """A named rule: numerals inside its matches (in the group ``n`` if there is one) are of its kind."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]


_D = "[〇零一二三四五六七八九十]"
_HAN = "[零一二两三四五六七八九十百千万亿]"
_GENERAL = "|".join(GENERAL_NOUNS)
_YEAR = "(?:19|20)\\d\\d"
_HAN_YEAR = f"[一二][〇零九]{_D}{{2}}"
_MONTH = f"(?:\\d{{1,2}}|{_D}{{1,3}})"
_CLOCK = r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)"
_NUMBER = r"\d{1,4}(?:\.\d+)?(?!\d)"
_RATIO = (
    rf"(?<![\d.:]){_NUMBER}(?:\s?∶\s?{_NUMBER})+"
    rf"|(?:(?<=比)|(?<=比例)|(?<=[比例][为达])|(?<=比例达到))\s?{_NUMBER}(?:\s?:\s?{_NUMBER})+(?!\d?:)"
    rf"|(?<![\d.:])\d{{1,4}}(?:\.\d+)?:{_NUMBER}(?=[的]?(?:比例|配比|之比))"
    r"|(?<![\d.:])\d{1,3}:(?:\d|\d{3}|[6-9]\d)(?![\d.:])"
)
"""Numbers with a colon between them that are no clock: 1:152, 3∶1, 比例为1:20."""
_QUOTED = '[^“”‘’「」"，,。；;\n]{1,24}'
_LATIN_UNIT = "(?:km|kg|m|t|kW|KW|kV|GB|TB|MB)"
_DASH = "[-—–―~～至]+"
_COUNTS = r"[万亿余多个件宗起次人名位家户处台套份册条项篇部场期元吨米倍年月日天分小公平個餘萬億間條冊戶處臺輛辆座株盏支组組例类類类块塊根]"
_NO_YEAR = f"{_COUNTS}|[年至到以左]"
_BOUND = "达到|不少于|不低于|不超过|不高于|不得|以上|以内|以下|至少"
_YEARLY = r"个(?=(?:[“\"\d]|国家|全国|世界|国际|中国|全民)[^，。；]{0,18}[日周月节])"
"""After 第48: a day or month kept every year (世界地球日), so that the number is another next year."""
_RANKED = "(?:[居列]|排名?|排行|全[国省市县区州球盟]|世界|[中西东]部|国内|省内|市内|[升降跃进]至)"


def _rule(name: str, kind: Kind, pattern: str) -> Rule:
    return Rule(name, kind, re.compile(pattern, re.MULTILINE))


RULES = (
    _rule("书名里的项数", Kind.FIGURE, r"《[^《》\n]*\((?P<n>\d+)[项件条类个]\)》"),
    _rule(
        "网址邮箱",
        Kind.FIXED,
        r"https?://[^\s，。；)]+|(?a:(?<![\w.])\w[\w.-]{0,63}\s?@\s?\w[\w.-]{0,63})|www\.[^\s，。；]+",
    ),
    _rule(
        "字母打头的代码",
        Kind.FIXED,
        r"[A-Za-z][A-Za-z\d/.+_-]{0,60}\d[A-Za-z\d/.-]*(?![\d余万亿个件套份台条次篇家])",
    ),
    _rule(
        "数字打头的代码",
        Kind.FIXED,
        rf"\d[\d/-]{{0,60}}(?!{_LATIN_UNIT}(?![A-Za-z\d]))[A-Za-z][A-Za-z\d/.-]*",
    ),
    _rule("电话号码", Kind.FIXED, r"(?<!\d)(?:0\d{2,3}[-—]?\d{7,8}|1[3-9]\d{9}|\d{17}[\dXx])(?![\d万亿])"),
    _rule(
        "文号",
        Kind.FIXED,
        r"[〔\[【(](?:19|20)\d\d[〕\]】)]\s*第?(?P<n>\d+)号|第?\d+号(?=[令文函])|[令函第]\d+号",
    ),
    _rule("比值", Kind.FIXED, _RATIO),
    _rule("时刻", Kind.DATE, rf"{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:\s*{_CLOCK})?|{_CLOCK}"),
    _rule("年月日", Kind.DATE, rf"(?:{_YEAR}|{_HAN_YEAR})年{_MONTH}月(?:{_MONTH}日)?|{_YEAR}(?=年[底末初])"),
    _rule(
        "月份并列",
        Kind.DATE,
        rf"(?<!\d[、和及])(?<!\d[、和及]\d)\d{{1,2}}(?:月?[、和及]\d{{1,2}})+月|\d{{1,2}}月?{_DASH}\d{{1,2}}月",
    ),
    _rule(
        "月日",
        Kind.DATE,
        rf"{_MONTH}月(?!度)(?:{_MONTH}[日号](?:[上下]午|[晚凌][上晨])?)?(?:{_DASH}\d{{1,2}}日)?",
    ),
    _rule("年份起止", Kind.YEAR, rf"{_YEAR}年?{_DASH}{_YEAR}(?=年|\))|{_YEAR}(?:年?、{_YEAR})+(?=年)"),
    _rule("年份", Kind.YEAR, rf"(?<!\d){_YEAR}\s*(?=年)|{_HAN_YEAR}(?=年)|(?<![\d.])0\d(?=年)"),
    _rule("光秃年份", Kind.YEAR, rf"(?<![\d.,])20[12]\d(?=(?!{_NO_YEAR})[一-龥“·])"),
    _rule("文号年份", Kind.YEAR, r"(?<=[〔\[【])(?:19|20)\d\d(?=[〕\]】])"),
    _rule("书名", Kind.FIXED, r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|〈[^〈〉\n]*〉"),
    _rule(
        "引号里的要求",
        Kind.FIGURE,
        rf"[“\"](?=[^”\"]{{0,24}}(?:{_BOUND}))(?P<n>{_QUOTED})[”\"](?=等?的(?:要求|标准|规定|目标))",
    ),
    _rule("引号里的名称", Kind.FIXED, rf"“{_QUOTED}”|‘{_QUOTED}’|「{_QUOTED}」|\"{_QUOTED}\""),
    _rule(
        "组合数",
        Kind.FIXED,
        r"\d+(?:[+×xX*]\s?(?:\d+|[A-Za-z一-龥]))+|[A-Za-z一-龥]\+\d+(?![\d.]*(?:[%‰]|个?百分点))",
    ),
    _rule("版本", Kind.FIXED, rf"\d+\.\d+(?=版|时代)|(?<!\d)\d\.0(?=[”」]|(?!{_COUNTS})[一-龥])"),
    _rule(
        "规格等级",
        Kind.FIXED,
        r"\d+(?:\.\d+)?[千百万亿]*(?:千?伏|[千兆吉]?瓦时?|吨|米|英?寸|公里|平方米|立方米|里)级|(?<!\d)\d+强(?!制)",
    ),
    _rule(
        "量度",
        Kind.FIXED,
        r"(?<=库容)[约达为]{0,2}\d+(?:\.\d+)?(?:余?[万亿]余?)?立方米|(?<=时速)\d+公里|(?<=海拔)\d+米|\d+千伏|\d+英寸|\d+(?:\.\d+)?级(?=地震|大风|台风)|\d+吨以上(?=超限|超载|的?[货车])",
    ),
    _rule(
        "时限",
        Kind.FIXED,
        r"\d+(?=(?:个)?(?:工作日|小时|分钟|秒|日|天)(?:之|以)?内[一-龥]{1,8}率(?![先领]))",
    ),
    _rule("前几", Kind.FIXED, r"(?<=前)\d+(?:\.\d+)?[%‰]"),
    _rule("几成问题", Kind.FIXED, r"\d+%(?=的问题(?:用|靠|通过|以)[一-龥]{0,6}(?:手段|方式|办法|方法))"),
    _rule("问答", Kind.FIXED, r"\d+问(?![题卷询诊])"),
    _rule(
        "年龄",
        Kind.FIXED,
        r"\d+(?:\s?[-—–~～至]+\s?\d+)?周?岁(?=以[上下内](?!的?(?:人员|执法|在编|干部|民警|党员|职工|仅?占|有))|及以|儿童|老|未成|婴|幼|少年|青)",
    ),
    _rule(
        "纪念日",
        Kind.FIXED,
        r"(?<![\d.])\d{1,2}\s?[·\u2022\u30fb\u2027\u2219]\s?\d{1,2}(?!\d)"
        r"|(?<![\d.])\d{1,2}\.\d{1,2}(?=(?:国家|全[国民]|国际|世界|消费|宪法|税收|禁毒|法治|安全|知识产权))",
    ),
    _rule(
        "表号",
        Kind.MARKER,
        r"(?:^[^\S\n]*|(?<=[（(见如下上、和至由]))[表图]\s?(?P<n>\d{1,2})(?=[\s　:：）)(（。，,、的所]|$)",
    ),
    _rule("表中行号", Kind.MARKER, r"^(?P<n>\d{1,2})(?=\s+[一-龥（）()、]{2,16}(?:\s+[-—\d.,%]+){2,}\s*$)"),
    _rule("附件号", Kind.MARKER, r"附[件表图录]\s?\d{1,2}(?=[:：\s\-—、,，。;；)）]|$)"),
    _rule("路线编号", Kind.FIXED, r"\d+(?:号(?:线|楼|门|院|厅|店|桥|路)|[国省县乡]道)"),
    _rule("注释号", Kind.MARKER, r"\[\d{1,2}\]"),
    _rule("全天候", Kind.FIXED, r"(?<!\d)24(?=\s?小时(?!内|以内|之内|办结|完成|处置))|(?<!\d)365(?=\s?天)"),
    _rule(
        "热线号码",
        Kind.FIXED,
        rf"(?<!\d)(?:{'|'.join(HOTLINES)})(?![\d.万亿余件条宗起次])|(?<!\d)(?:12|9[56])\d{{3}}(?=[^\d，。]{{0,8}}(?:热线|平台|电话))|(?<=热线)12\d{{3}}(?!\d)",
    ),
    _rule(
        "短号",
        Kind.FIXED,
        rf"(?<!\d)(?:{'|'.join(SHORT_HOTLINES)})(?=\D{{0,3}}(?:热线|电话|[报接]警|指挥|联动|警情))",
    ),
    _rule(
        "届次",
        Kind.FIXED,
        rf"{_D}+届|{_D}+大(?=报告|精神|以来|代表|[和关召作,，、。])|[一二三四五六七八九](?=中[、全])",
    ),
    _rule("规划期", Kind.FIXED, rf"{_D}{{1,3}}五(?=规划|时期|普法|期间|收官|开局)|[六七八九]五(?=普法)"),
    _rule(
        "名次",
        Kind.FIGURE,
        rf"(?<=第)\d+(?=\s?(?:位|名)(?!副|主)|大)|{_RANKED}第(?P<n>\d+)(?=[，。；、,;)]|$)",
    ),
    _rule(
        "逐年的序数",
        Kind.FIGURE,
        rf"(?<=连续第)\d+(?=[年次])|(?<=第)\d+(?={_YEARLY})|(?:是|系|成为)[^，。；]{{0,8}}第(?P<n>\d+)(?=[部家个例座条支](?!工作日))",
    ),
    _rule("序数", Kind.ORDINAL, rf"第\s?(?:\d+|{_D}+)"),
    _rule("独立序号", Kind.MARKER, r"^0\d$"),
    _rule("多级序号", Kind.MARKER, r"^[^\S\n]*(?P<n>\d{1,2}(?:\.\d{1,2})+)(?=[\s　、][^\d\s])"),
    _rule(
        "段首序号",
        Kind.MARKER,
        r"^[^\S\n]*(?:\([一二三四五六七八九十]+\)\s*)?(?P<n>\(?\d{1,2}(?:[、)]|[.](?!\d)))",
    ),
    _rule("句首序号", Kind.MARKER, r"(?<=[。；：;:])\(?\d{1,2}(?:[、)]|[.](?!\d))"),
    _rule("括号序号", Kind.MARKER, rf"\((?:\d{{1,2}}|{_D}+)\)(?![个项件条次家处])"),
    _rule("圈号", Kind.MARKER, r"[①-⑳]"),
    _rule("汉字概括", Kind.FIXED, rf"{_HAN}+[个项种条](?=[“\"]|{_GENERAL})"),
    _rule("固定说法", Kind.FIXED, "|".join(STANDING)),
    _rule("长编号", Kind.FIXED, r"(?<![\d,.])(?:0\d+|\d{10,})(?![\d.,万亿])"),
)

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *map(ord, "（）＋－．／：％～＠［］"))}
_WIDE |= {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_SCALE = "|".join(sorted((name for name in SCALES if name), key=len, reverse=True))
_PREFIX = "|".join(prefix for prefix in PREFIXES if prefix not in ("达", "达到", "高达", "多达"))
_HAN_UNITS = "|".join(map(re.escape, CHINESE_UNITS))
_ARABIC = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
_CHINESE = re.compile(
    rf"(?P<part>[百千]分之{_HAN}+(?:点[〇零一二三四五六七八九]+)?)|"
    rf"(?P<some>(?<![人件次总户个字多少基指分份参倍级])数[十百千万亿]+(?=余?(?:{_HAN_UNITS})))|"
    r"(?P<tenths>(?<=[约近超过达占足逾降长高短增减少到])[一二两三四五六七八九](?=成(?:[以左多]|[，。；、,;)]|$)))|"
    rf"{_HAN}+(?=[余多几]?(?:{_SCALE})?[余多]?(?:{_HAN_UNITS}))"
)
_BEFORE = re.compile(rf"(?:{_PREFIX}|上(?=$))$")
_AFTER = re.compile(
    rf"[余多几]?(?:{_SCALE})?[余多]?(?P<unit>{'|'.join(map(re.escape, UNITS))})?(?:{'|'.join(TAILS)})?"
)
_INDEFINITE = ("数", "几", "第")
_ANY = re.compile("(?:没有|[每同唯这那哪某何任之其各逐是为另统首科室])$")
"""Before 一名, 二人 that count nothing: 每一名, 作为一名."""
_ONE = re.compile("部(?![分门长委队署级件])|名(?![副正])|人(?=次|受|获|被|立|入选)")
_TWO = re.compile("[名件起宗例份家]|人(?!转)|部(?=[一-龥]{0,6}(?:法|条例|规章|规定|办法))")
_ONE_CASE = re.compile("[件起宗例](?!事|[参共同办])")
_HAPPENED = re.compile(
    "(?<![未没不无])(?<!没有)(?:发生|办理|查处|查办|立案|受理|办结|审结|败诉|收到|纠错|纠正|撤销|出现|移送|制定|出台|修订|废止)了?$"
)
"""Before 一件, 一起 that count: not 高效办成一件事, 一起参与."""
_ENDLESS = re.compile("\\d{41,}|[〇零一二两三四五六七八九十百千万亿]{41,}")
_LOSS = re.compile("[损流丢遗]失约$")
"""Where 约 begins a word of its own though 失约 is one: 挽回损失约230万元."""
_ROUND_ALONE = re.compile("[百千万亿]+")


def numerals(text: str) -> list[Numeral]:
    """Every Arabic numeral of a text, and the Chinese ones that count something or fall under a rule."""
    plain = _readable(text)
    owners = _owners(plain)
    found = []
    for match in _ARABIC.finditer(plain):
        owner = owners[match.start()]
        kind, name = (owner.kind, owner.name) if owner else (Kind.FIGURE, "")
        found.append(Numeral(match.start(), match.end(), kind, name))
    found += [
        Numeral(match.start(), match.end(), Kind.FIGURE, "汉字数")
        for match in _CHINESE.finditer(plain)
        if not owners[match.start()] and _counts(plain, match)
    ]
    return sorted(found, key=lambda numeral: numeral.start)


def _readable(text: str) -> str:
    """A text in half width; rows of digits longer than any number are taken out, since rules try them from each digit."""
    return _ENDLESS.sub(lambda found: "\0" * len(found[0]), text.translate(_WIDE))


@lru_cache(maxsize=64)
def _owners(plain: str) -> tuple[Rule | None, ...]:
    """For each character the first rule that covers it.  Many rules look at one text one after the other."""
    owners: list[Rule | None] = [None] * len(plain)
    for rule in reversed(RULES):
        for match in rule.pattern.finditer(plain):
            start, end = match.span("n") if match.lastgroup == "n" else match.span()
            owners[start:end] = [rule] * (end - start)
    return tuple(owners)


def owned(text: str) -> Iterator[tuple[int, int, Rule]]:
    """The stretches of a text that fall under a rule, numerals in Chinese script included."""
    owners = _owners(_readable(text))
    for rule, group in groupby(range(len(owners)), key=owners.__getitem__):
        places = list(group)
        if rule:
            yield places[0], places[-1] + 1, rule


def _counts(plain: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral before a counting word counts: not 一个, 百家, 统一批次."""
    digits, before, behind = match.group(), plain[: match.start()], plain[match.end() :]
    if match["part"] or match["some"] or match["tenths"]:
        return True
    if before.endswith(_INDEFINITE) or before[-1:].isdecimal():
        return False
    if digits == "一":
        return bool(_ONE.match(behind) and not _ANY.search(before)) or bool(
            _ONE_CASE.match(behind) and _HAPPENED.search(before)
        )
    if digits == "二":
        return bool(_TWO.match(behind) and not _ANY.search(before))
    if not _ROUND_ALONE.fullmatch(digits):
        return True
    return chinese_number(digits) is not None and (
        behind.startswith(("余", "多")) or bool(_prefix(before, digits))
    )


def _prefix(before: str, digits: str) -> str:
    """The 约, 近, 超过 … that qualifies a numeral, not the end of a word (违约3起, 最近2次)."""
    match = _BEFORE.search(before)
    if match is None:
        return ""
    word = match.group()
    if word == "上":
        return word if _ROUND_ALONE.match(digits) else ""
    if len(word) == 1 and before[-2:-1] and before[-2] in NOT_PREFIX.get(word, ""):
        return word if _LOSS.search(before) else ""
    return word


class FoundFigure(Struct, frozen=True):
    """A figure of a text: its span with qualifier and unit, its value, a short readable name."""

    start: int
    end: int
    figure: Figure
    name: str


def find_figures(text: str) -> list[FoundFigure]:
    """The figures of a typed or pasted text, left to right, with names that are unique in it.

    ``text[start:end]`` is the figure as written; what cannot be one figure (3千余人) is left out.
    """
    plain = text.translate(_WIDE)
    spans: list[tuple[int, int, Figure]] = []
    for numeral in numerals(text):
        found = _figure_at(plain, numeral)
        if found and (not spans or found[0] >= spans[-1][1]):
            spans.append(found)
    return [
        FoundFigure(start, end, figure, name)
        for (start, end, figure), name in zip(spans, names_of(text, spans), strict=True)
    ]


def _figure_at(plain: str, numeral: Numeral) -> tuple[int, int, Figure] | None:
    """The figure around a numeral: what qualifies it before, scale and unit after."""
    if numeral.kind is not Kind.FIGURE:
        return None
    start = numeral.start - len(_prefix(plain[: numeral.start], plain[numeral.start : numeral.end]))
    after = _AFTER.match(plain, numeral.end)
    assert after is not None  # everything in it is optional
    unit = after["unit"] or ""
    for end in (after.end(), numeral.end):
        try:
            return start, end, parse_figure(plain[start:end], (unit,) if unit and end > numeral.end else ())
        except FigureError:
            continue
    return None
