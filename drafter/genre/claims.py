"""Places of a carried text that must be confirmed one by one: numerals, dates, ranks, words of time, names.

A year later each of them is likely to be wrong, and none of them can be seen to be wrong by a program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from drafter.genre.leaders import leaders
from drafter.genre.numerals import Kind, find_figures, numerals, owned

Claim = tuple[int, int, str]

NUMERAL, DATE, YEAR, RANK, TIME, TERM = "数字", "日期", "年份", "首次排名", "时间词", "届次规划"
LEADER, CAMPAIGN, ABSOLUTE, INTENT = "领导姓名", "专项活动", "绝对说法", "打算的话"
_PERIODS = {Kind.DATE: DATE, Kind.YEAR: YEAR}
_TERMS = frozenset({"届次", "规划期"})
_UNSAID = _TERMS | {"热线号码", "短号", "全天候", "网址邮箱", "电话号码"}
"""Rules whose numerals need no confirming as numbers."""
_D = "[〇零一二三四五六七八九十]"
_NO_RANK = "责任人|书记|时间|一?线|步|[一二三四1-4]?季度|要务|资源|生产力|动力|议题|现场|课|道|种|类|[条款项章节卷编]|方(?!案)"
_RANKS = (
    "首次|首个|首家|首例|首批|首部|首创|首届|首位|率先(?!垂范)|唯一|排名|名列|位居|位列|前列|前茅|领先|标杆|荣获|获评|入选|"
    f"被(?:[^，,。；;、\\d]{{0,16}})?(?:评为|授予|认定为|列为|确定为)|历史性|最[高大多早快好佳优]|(?:全[国省市县区州盟旗]|全系统)?第\\s?(?:\\d|{_D})+批?(?!{_NO_RANK}|\\d|{_D})"
)
_TIMES = (
    "今年以来|今年来|今年|去年|明年|前年|本年度?|上年度?|下年度|次年|目前|当前|截至|截止|近日|近期|近年来|日前|现已|"
    "即将|开局之年|收官之年|收官|连续(?:\\d|[两一二三四五六七八九十多])+年|(?<!召)开局(?![党务长办领])|中期|周年|上半年|下半年|年底|年初|年末|新修订|新颁布|新出台"
)
_PLENUM = "[一二三四五六七八九]中?"
_CONGRESSES = (
    f"{_D}{{1,9}}届(?:{_PLENUM}(?:[、和及与]{_PLENUM})*中?)?全会|{_D}{{1,9}}大(?=精神|报告|以来|[和，,、])|"
    f'[“‘"]?{_D}{{1,2}}五[”’"]?(?=规划|时期|普法|期间|收官|开局)'
)
_ABSOLUTES = (
    "无一[例件起人项]?|没有一[件例起人项]|均(?:胜诉|合格|[未无]|获维持)|全部(?:办结|合格|完成|胜诉|化解|达标|整改到位)|"
    "零(?:败诉|上访|投诉|事故|差错|积压|复议|发生|案件|舆情|违规|增长)"
)
_DRIVE = "(?:专项|集中|联合|综合)*(?:行动|整治|治理|执法|攻坚|清理|检查|排查)"
_NAMED_DRIVE = f"“[^“”《》\n]{{2,24}}”(?:系列|集中|联合)*专项(?:{_DRIVE}|工作|活动)"
_DATED_DRIVE = f"“[^“”《》\n]{{0,16}}20\\d\\d[^“”《》\n]{{0,16}}”(?:系列)?(?:{_DRIVE})?"
_CAMPAIGNS = (
    "(?:“[^“”\n]{2,30}”)(?:主题|专题)?(?:教育|学习教育|实践活动)(?!基地|馆|片)|"
    "(?:学习贯彻)?习近平新时代中国特色社会主义思想主题教育|(?:党的)?群众路线教育实践活动|"
    "(?:党史|党纪|党章党规|(?:深入)?(?:贯彻)?(?:落实)?中央八项规定精神)学习教育|"
    f"{_NAMED_DRIVE}|{_DATED_DRIVE}|“[^“”\n]{{2,12}}”20\\d\\d年?{_DRIVE}|"
    "(?<![一-鿿])[一-鿿]{3,12}专项(?:整治|治理|行动)(?:行动|活动)?|"
    "[一二两三四五123]年(?:专项|集中|攻坚)*(?:行动|整治|攻坚)(?:计划|方案)?|百日(?:攻坚|会战|整治|专项)*(?:行动|会战|攻坚)"
)
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (RANK, _RANKS),
        (TIME, _TIMES),
        (TERM, _CONGRESSES),
        (CAMPAIGN, _CAMPAIGNS),
        (ABSOLUTE, _ABSOLUTES),
    )
)
_INTENTIONS = re.compile(
    "力争|争取(?!到|了)|力求|力促|预计|打算|拟(?=于|在|对|新|开展|组织|举办|出台|建成)|"
    "计划(?=于|在(?!内)|用|开展|组织|举办|新增|建成|出台)|将(?=于|继续|进一步|持续|重点|全面|开展|组织|举办|推动|启动)"
)
_TITLES = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")


def claims(text: str) -> list[Claim]:
    """(start, end, kind) of each place, left to right and apart; list numbers and hotlines are none."""
    found: list[Claim] = [(figure.start, figure.end, NUMERAL) for figure in find_figures(text)]
    found += [
        (start, end, _PERIODS.get(rule.kind, TERM))
        for start, end, rule in owned(text)
        if rule.kind in _PERIODS or rule.name in _TERMS
    ]
    found += [
        (numeral.start, numeral.end, NUMERAL)
        for numeral in numerals(text)
        if numeral.kind in (Kind.FIGURE, Kind.FIXED) and numeral.rule not in _UNSAID
    ]
    for kind, pattern in _PATTERNS:
        found += [(*match.span(), kind) for match in pattern.finditer(text)]
    found += [(start, end, LEADER) for start, end in leaders(text)]
    return _apart(found)


@lru_cache(maxsize=1024)
def aging(text: str, values: tuple[tuple[int, int], ...] = ()) -> tuple[Claim, ...]:
    """The claims of a paragraph that stays as it is which a year may have made wrong.

    ``values``: where figures and other answers of this year stand; they need no look.  Neither do numerals (a figure
    of the paragraph is a question) nor years in the names of documents.
    """
    titles = [match.span() for match in _TITLES.finditer(text)]
    return tuple(
        _with_year_word(text, claim)
        for claim in claims(text)
        if claim[2] != NUMERAL
        and not _touches(claim, values)
        and not (claim[2] in (YEAR, DATE, TERM) and _touches(claim, titles))
    )


def intentions(text: str) -> list[Claim]:
    """The words of a promise (力争, 将于), which a report on what was done does not say."""
    return [(*match.span(), INTENT) for match in _INTENTIONS.finditer(text)]


def _with_year_word(text: str, claim: Claim) -> Claim:
    start, end, kind = claim
    return (start, end + 1, kind) if text[start:end].isdecimal() and text.startswith("年", end) else claim


def _touches(claim: Claim, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(claim[0] < end and start < claim[1] for start, end in stretches)


def _apart(found: list[Claim]) -> list[Claim]:
    """Without places that overlap an earlier or, starting alike, a longer one."""
    apart: list[Claim] = []
    for claim in sorted(found, key=lambda place: (place[0], -place[1])):
        if not apart or claim[0] >= apart[-1][1]:
            apart.append(claim)
    return apart
