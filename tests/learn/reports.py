"""Reports made up at random: every construction that learning has to give back, in an order that nobody planned."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import strategies as st
from msgspec import Struct

Draw = st.DrawFn


class Draft(Struct, frozen=True):
    """A made-up report: its year and its lines."""

    year: int
    lines: tuple[str, ...]

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


# -- figures

_UNITS = [
    "件",
    "宗",
    "起",
    "次",
    "人",
    "人次",
    "场",
    "项",
    "份",
    "个",
    "家",
    "户",
    "期",
    "元",
    "万元",
    "亿元",
    "平方米",
    "公里",
    "辆",
    "名",
    "条",
    "篇",
    "小时",
]
_DIGITS = [
    "0",
    "1",
    "2",
    "3",
    "7",
    "10",
    "12",
    "35",
    "79",
    "81",
    "100",
    "158",
    "320",
    "1500",
    "1,530",
    "12,406",
    "25.59",
    "0.5",
    "2.0",
    "100.00",
    "3.10",
    "１２",
    "３５０",
    "７．５",
    "958",
]
_HAN = [
    "两",
    "三",
    "六",
    "七",
    "十",
    "十二",
    "二十",
    "三十二",
    "一百",
    "两百一十",
    "三百余",
    "十余",
    "近百",
    "上千",
    "九",
    "数十",
    "几十",
    "一万二千",
]
_RATES = [
    "0%",
    "100%",
    "100.00%",
    "97.53%",
    "98.5%",
    "9.49%",
    "61.74%",
    "12.3％",
    "５０%",
    "百分之九十",
    "百分之九十五点二",
    "3.5个百分点",
    "2个百分点",
    "5‰",
]
_SUBJECTS = [
    "办理行政处罚案件",
    "受理信访事项",
    "开展法治宣传",
    "审查合同",
    "接受群众咨询",
    "排查矛盾纠纷",
    "组织业务培训",
    "公开政务信息",
    "检查市场主体",
    "化解历史遗留问题",
    "收到人大代表建议",
    "发放宣传册",
    "出动执法人员",
    "罚没款",
    "新增公共法律服务点",
    "办结复议",
]


@st.composite
def number(draw: Draw) -> str:
    """A figure as clerks write them, well or badly."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(st.sampled_from(_RATES))
    if kind == 1:
        return draw(st.sampled_from(_HAN)) + draw(st.sampled_from(_UNITS))
    prefix = draw(st.sampled_from(["", "", "", "", "约", "近", "超过", "不足", "达", "至少", "累计", "共"]))
    surplus = draw(st.sampled_from(["", "", "", "", "余", "多"]))
    scale = draw(st.sampled_from(["", "", "", "", "万", "亿", "千"]))
    first = draw(st.booleans())
    middle = surplus + scale if first else scale + surplus
    unit = draw(st.sampled_from([*_UNITS, ""]))
    tail = draw(st.sampled_from(["", "", "", "", "以上", "左右", "以内"]))
    return f"{prefix}{draw(st.sampled_from(_DIGITS))}{middle}{unit}{tail}"


@st.composite
def plain(draw: Draw) -> str:
    """A sentence with figures and nothing that follows from them."""
    subject, other = draw(st.sampled_from(_SUBJECTS)), draw(st.sampled_from(_SUBJECTS))
    one, two, three = draw(number()), draw(number()), draw(number())
    return draw(
        st.sampled_from(
            [
                f"全年{subject}{one}。",
                f"全年共{subject}{one}，{other}{two}；其余{three}。",
                f"{subject}{one}、{other}{two}（其中重点{three}）。",
                f"{subject}由{one}增至{two}。",
                f"人均{subject}{one}，户均{two}。",
                f"每季度{subject}不少于{one}。",
                f"{one}{subject}均已完成，满意率{draw(st.sampled_from(_RATES))}。",
                f"{subject} {one} ， {other} {two} 。",
            ]
        )
    )


def _printed(value: Decimal, decimals: int, down: bool) -> str:
    step = Decimal(1).scaleb(-decimals)
    return str(value.quantize(step, rounding=ROUND_DOWN if down else ROUND_HALF_UP))


@st.composite
def derived(draw: Draw) -> str:
    """A sentence whose numbers follow from one another (or, now and then, nearly)."""
    a, b, c = (draw(st.integers(0, 400)) for _ in range(3))
    unit = draw(st.sampled_from(["件", "宗", "起", "项", "人次"]))
    money = draw(st.sampled_from(["万元", "亿元", "元"]))
    decimals, down = draw(st.integers(0, 4)), draw(st.booleans())
    rate = _printed(Decimal(a) / Decimal(a + b) * 100, decimals, down) if a + b else "0"
    up = draw(
        st.sampled_from(
            [
                "增长",
                "提升",
                "上升",
                "提高",
                "增加",
                "下降",
                "减少",
                "降低",
                "下滑",
                "增长了",
                "下降了",
                "持平",
            ]
        )
    )
    moved = _printed(Decimal(b) / 7, decimals, down)
    sign = draw(st.sampled_from(["%", "个百分点", unit, "％"]))
    x, y = _printed(Decimal(a) / 100, decimals, down), _printed(Decimal(b) / 100, decimals, down)
    both = Decimal(x) + Decimal(y)
    mean = _printed(Decimal(a) / Decimal(b), 2, down) if b else "0.00"
    return draw(
        st.sampled_from(
            [
                f"共受理{a + b + c}{unit}，其中许可{a}{unit}、处罚{b}{unit}、强制{c}{unit}。",
                f"收到建议{a}{unit}、提案{b}{unit}，共{a + b}{unit}。",
                f"受理信访{a + b}{unit}，办结{a}{unit}，办结率{rate}%。",
                f"受理信访{a + b}{unit}，办结{a}{unit}，办结率达{rate}％，{b}{unit}正在办理。",
                f"立案{a + b}{unit}，其中已结{a}{unit}，占{rate}%；其余{b}{unit}在办。",
                f"办理案件{a}{unit}，同比{up}{moved}{sign}。",
                f"满意率{rate}%，较上年{up}{moved}个百分点（上年同期{b}{unit}）。",
                f"办理案件{a}{unit}，同比减少{b}{unit}、{up}{moved}%（上年同期{c}{unit}）。",
                f"查出问题金额{both}{money}，其中违规金额{x}{money}、管理不规范金额{y}{money}。",
                f"结案{b}{unit}，罚没款{a}{money}，件均{mean}{money}。",
                f"市场主体由{a + b}家压减至{b}家，压减率{rate}%。",
                f"共{x}万人次，其中线上{y}万人次、线下{a}人次。",
            ]
        )
    )


# -- years and dates


@st.composite
def dated(draw: Draw, year: int) -> str:
    """A sentence with years and dates of every shape."""
    han = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(year))
    month, day, old = draw(st.integers(1, 12)), draw(st.integers(1, 28)), year - draw(st.integers(1, 9))
    return draw(
        st.sampled_from(
            [
                f"{year}年，我单位认真落实各项部署。",
                f"制定《{year}年普法依法治理工作计划》并印发{year}年度要点。",
                f"{year + 1}年，将继续努力；{year - 1}年的做法不变，{old}年以来的也不变。",
                f"落实《法治社会建设实施纲要（{year - 4}—{year}年）》和{year}-{year + 4}年规划。",
                f"《行政处罚法》（{year}年修订）于{year}年{month}月{day}日施行。",
                f"{han}年，{han.replace('〇', '○')}年度，{han.replace('〇', '零')}年全年平稳。",
                f"{wide}年度目标完成；截至{year}年{month}月底，已办结。",
                f"{month}月{day}日至{day}日，召开会议；{month}月下旬完成整改；{year}年底验收。",
                f"依据某政办〔{year}〕{day}号、某发[{year}]{month}号文件，按〔{year + 1}〕1号执行。",
                f"{year}.{month}.{day}日印发，{year}/{month}/{day} 08:30签收。",
                f"今年是规划收官之年，也是开局之年，是建局{day}周年，首次实现零投诉，率先完成试点。",
                f"{year}年上半年、{year}年第{draw(st.sampled_from('一二三四'))}季度均达标，{year}年来成效明显。",
                f"从{old}年到{year}年，{year}－{year + 1}年度轮训两批。",
            ]
        )
    )


# -- oddities

_ODD = [
    "{{ 年度 }}",
    "{% if 甲 %}",
    "{# 注 #}",
    "{{",
    "}}",
    "{%",
    "[[可省]]",
    "[[",
    "]]",
    "#",
    "##",
    "@",
    "=",
    "= 甲",
    "- 甲",
    "+ 乙",
    "\\n",
    "\\",
    "<b>",
    "&amp;",
    "'",
    '"',
    "“引号”",
    "'单'",
    "`",
    "$",
    "^",
    "~",
    "null",
    "是",
    "否",
    ": ",
    "# 号",
    "照旧",
    "不写入",
    "{年度}",
    "{文}",
    "12345热线",
    "“1310”",
    "721工作法",
    "24小时",
    "110报警",
    "第3条第（二）项",
    "http://www.a-b.cn/c?d=1&e=2",
    "ab_c@gov.cn",
    "🚀",
    "👨\u200d👩\u200d👧",
    "\ue000",
    "\U000f0001",
    "\U0010fff0",
    "。。",
    "；。",
    "，。",
    "！？",
    "……",
    "——",
    "·",
    "\u3000",
    "\t",
    "1.5",
    "3:2",
    "10+3",
    "A4纸",
    "5G",
    "一体两翼",
    "三个代表",
    "四个意识",
    "十四五",
    "二十大",
    "第一",
    "一、二、三级",
    "__",
    "½",
    "①②",
    "㎡",
    "℃",
    "\xa0",
    "é",
    "ō",
    "한",
    "か",
]


@st.composite
def odd(draw: Draw) -> str:
    """A sentence with signs that mean something to templates, YAML or the markup."""
    pieces = draw(st.lists(st.sampled_from(_ODD), min_size=1, max_size=4))
    words = draw(st.lists(st.sampled_from(["统筹推进", "按照要求", "抓好落实", ""]), min_size=4, max_size=4))
    return "".join(word + piece for word, piece in zip(words, pieces, strict=False)) + draw(
        st.sampled_from(["。", "", "；", "。。", ";", ".", "！", "：", "|"])
    )


def sentence(year: int) -> st.SearchStrategy[str]:
    """Any sentence."""
    return st.one_of(plain(), derived(), plain(), derived(), dated(year), odd())


@st.composite
def paragraph(draw: Draw, year: int) -> str:
    """One to five sentences; now and then a very long one."""
    made = "".join(draw(st.lists(sentence(year), min_size=1, max_size=5)))
    return made * draw(st.sampled_from([1, 1, 1, 1, 1, 1, 1, 1, 1, 40])) if len(made) < 200 else made


# -- structure


@st.composite
def sign(draw: Draw, level: int, value: int) -> str:
    """A number sign of a level, sound or damaged."""
    han = ("一二三四五六七八九十")[value % 10]
    value = value % 10 + 1
    if level == 1:
        return draw(st.sampled_from([f"{han}、", f"{han}、", f"{han}.", f"第{han}部分　", f"{han}，"]))
    if level == 2:
        return draw(
            st.sampled_from([f"（{han}）", f"（{han}）", f"({han})", f"{han}）", f"{han})", f"（{han}）、"])
        )
    if level == 3:
        return draw(st.sampled_from([f"{value}.", f"{value}.", f"{value}、", f"{value}．", f"{value}，"]))
    return draw(st.sampled_from([f"（{value}）", f"({value})", f"{value}）", "①②③④⑤⑥⑦⑧⑨⑩"[value - 1]]))


_HEADINGS = [
    "加强组织领导",
    "落实普法责任制",
    "规范行政执法",
    "推进依法决策",
    "化解矛盾纠纷",
    "强化监督",
    "主要做法和成效",
    "工作开展情况",
    "加强队伍建设",
    "“一网通办”改革",
    "落实100项任务",
    "{{ 标题 }}",
    "办好12件实事，推进改革",
    "强化“三项制度”",
    "推进[[依法]]行政",
    "",
]
_PROBLEMS = ["存在的问题", "存在的主要问题和不足", "存在问题及原因", "工作中的不足"]
_PLANS = ["下一步工作打算", "下步工作安排", "{next}年工作计划", "下一年度工作思路", "下一步努力方向"]


@st.composite
def heading(draw: Draw) -> str:
    """The words of a heading."""
    return draw(st.sampled_from(_HEADINGS)) + draw(st.sampled_from(["", "", "", "情况", "。"]))


@st.composite
def items(draw: Draw, year: int) -> list[str]:
    """Items of any form: headings, run-in headings, numbers only, 一是 in one paragraph, paragraphs."""
    form = draw(st.sampled_from(["alone", "run-in", "numbered", "run", "paragraphs", "none", "mixed"]))
    count = draw(st.integers(1, 4))
    texts = [draw(sentence(year)) for _ in range(count)]
    level = draw(st.sampled_from([2, 2, 3, 4]))
    signs = [draw(sign(level, number)) for number in range(count)]
    heads = [draw(heading()) for _ in range(count)]
    match form:
        case "alone":
            return [line for n in range(count) for line in (signs[n] + heads[n], texts[n])]
        case "run-in":
            return [f"{signs[n]}{heads[n]}。{texts[n]}" for n in range(count)]
        case "numbered":
            return [signs[n] + texts[n] for n in range(count)]
        case "run":
            stop = draw(st.sampled_from(["；", "。", ""]))
            run = "".join(f"{'一二三四'[n]}是{texts[n].rstrip('。') + stop}" for n in range(count))
            return [draw(st.sampled_from(["", "主要有以下几点：", f"{year}年，", "重点做好3项工作："])) + run]
        case "paragraphs":
            return texts
        case "none":
            return []
    deeper = draw(sign(min(level + 1, 4), 0))
    return [
        signs[0] + heads[0],
        f"{deeper}{texts[0]}",
        *texts[1:],
        *(signs[n] + texts[n] for n in range(1, count)),
    ]


@st.composite
def table(draw: Draw, year: int) -> list[str]:
    """A table as text files have them."""
    columns = draw(st.integers(1, 4))
    cell = st.one_of(
        number(), st.sampled_from(["项目", "", "合计", "备注", "{{", f"{year}年", "- ", "是"]), plain()
    )
    rows = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=1, max_size=3))
    return ["| " + " | ".join(row) + " |" for row in rows]


@st.composite
def sums(draw: Draw) -> list[str]:
    """A table whose rows, columns and rates add up (drawn with bars, or its rows or cells become lines)."""
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    step = draw(st.sampled_from(["1", "1", "0.1", "0.25"]))
    cell = st.integers(0, 4000).map(lambda value: value * Decimal(step))
    values = [[draw(cell) for _ in range(columns)] for _ in range(rows)]
    values.append([sum(column, Decimal(0)) for column in zip(*values, strict=True)])
    heads = ["罚款（万元）", "办结（件）", "没收"][:columns]
    if draw(st.booleans()):
        values, heads = [[*row, sum(row, Decimal(0))] for row in values], [*heads, "合计"]
    texts = [[format(value, "f") for value in row] for row in values]
    if draw(st.booleans()) and values[-1][0]:
        heads = [*heads, "占比"]
        texts = [[*row, _share(one[0], values[-1][0])] for row, one in zip(texts, values, strict=True)]
    names = [*(f"{'甲乙丙丁'[n]}大队" for n in range(rows)), draw(st.sampled_from(["合计", "总计", "小计"]))]
    lines = [["单位", *heads], *([name, *row] for name, row in zip(names, texts, strict=True))]
    if draw(st.booleans()):
        lines = [[("序号", *"1234")[n] if n <= rows else "", *line] for n, line in enumerate(lines)]
    match draw(st.sampled_from(["bars", "blanks", "tabs", "cells"])):
        case "bars":
            return [f"| {' | '.join(line)} |" for line in lines]
        case "cells":
            return [cell for line in lines for cell in line if cell]
        case way:
            return [("\t" if way == "tabs" else " ").join(filter(None, line)) for line in lines]


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{(part / whole * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


@st.composite
def series(draw: Draw) -> list[str]:
    """A whole, and shares of it in another paragraph or in a list; sums of what the list counts."""
    unit = draw(st.sampled_from(["件", "宗", "人次", "万元"]))
    parts = draw(st.lists(st.integers(1, 90000), min_size=2, max_size=4))
    whole = sum(parts) + draw(st.sampled_from([0, 0, 7, 5000]))
    shares = [_share(Decimal(part), Decimal(whole)) for part in parts]
    told = [
        f"{'甲乙丙丁'[n]}类{part}{unit}，占{draw(st.sampled_from(['', '受理总量的']))}{shares[n]}"
        for n, part in enumerate(parts)
    ]
    lead = f"全年共受理诉求{whole}{unit}。"
    if draw(st.booleans()):
        rest = f"；其他{whole - sum(parts)}{unit}" if whole > sum(parts) else ""
        return [lead, f"分类看，{'；'.join(told)}{rest}。"]
    signs = draw(st.sampled_from(["1.", "（1）", "（一）", "一是"]))
    items = [
        signs.translate({ord("1"): str(n + 1), ord("一"): "一二三四"[n]}) + one + "；"
        for n, one in enumerate(told)
    ]
    lead = draw(st.sampled_from([lead, f"全年共受理诉求{whole}{unit}，分别是："]))
    behind = [
        f"上述{'零一两三四'[len(parts)]}类共{sum(parts)}{unit}，占受理总量的{_share(Decimal(sum(parts)), Decimal(whole))}。"
    ]
    return [lead, *items, *(behind if draw(st.booleans()) else [])]


@st.composite
def part(draw: Draw, year: int, number: int) -> list[str]:
    """A part with its heading: of work, of problems, or of plans."""
    kind = draw(st.sampled_from(["work", "work", "work", "problems", "plans", "bare"]))
    level = draw(st.sampled_from([1, 1, 1, 2]))
    if kind == "bare":
        return draw(st.lists(paragraph(year), min_size=1, max_size=3))
    if kind != "work":
        words = draw(st.sampled_from(_PROBLEMS if kind == "problems" else _PLANS)).format(next=year + 1)
        lead = draw(st.lists(paragraph(year), max_size=1))
        head = draw(sign(level, number)) + words
        if draw(st.booleans()) and lead:
            return [f"{head}。{lead[0]}", *draw(items(year))]
        return [head, *lead, *draw(items(year))]
    lines = [draw(sign(level, number)) + draw(heading())]
    for _ in range(draw(st.integers(0, 3))):
        some = st.lists(paragraph(year), min_size=1, max_size=1)
        lines += draw(st.one_of(some, items(year), table(year), sums(), series()))
    return lines


_WORDS = "本单位坚持依法行政，完善制度，规范程序，加强监督，改进作风，各项工作稳步推进，得到群众认可。" * 2
"""Without a title a few words are no report."""


@st.composite
def reports(draw: Draw) -> Draft:
    """A whole report."""
    year = draw(st.integers(2019, 2026))
    organ = draw(st.sampled_from(["青川县水务局", "东岭市综合行政执法局", "云溪区人民政府", "某街道办事处"]))
    title = draw(
        st.sampled_from(
            [
                [f"{organ}{year}年法治政府建设工作报告"],
                [organ, f"{year}年度法治政府建设年度报告"],
                [f"关于{year}年度法治政府建设情况的报告"],
                [f"{year}年工作总结（{year + 1}年计划）"],
                [],
            ]
        )
    )
    lines = [*title] or [_WORDS]
    lines += draw(st.sampled_from([[], [], [f"（{year + 1}年1月13日）"], [f"青政〔{year + 1}〕5号"]]))
    lines += draw(st.sampled_from([[], ["县委、县政府："], ["市司法局:"], ["各位代表：："]]))
    lines += draw(st.lists(paragraph(year), max_size=2))
    for number in range(draw(st.integers(0, 5))):
        lines += draw(part(year, number))
    lines += draw(
        st.sampled_from([[f"全年办结{year}件。"], ["三、其他", "办结5件。"], ["特此报告10件工作。"]])
    )
    day = draw(
        st.sampled_from(
            [f"{year + 1}年1月9日", f"{year + 1}年01月09日", "二〇二五年一月九日", f"{year + 1} 年 1 月 9 日"]
        )
    )
    lines += draw(st.sampled_from([[], [], [organ, day], [day], [organ], [organ, "东岭市司法局", day]]))
    lines += draw(
        st.sampled_from(
            [[], [], [], ["（联系人：张三，电话：0763-1234567）"], ["(此件公开发布)"], ["附件：1.统计表"]]
        )
    )
    return Draft(year, tuple(lines))


def joined(lines: Sequence[str]) -> str:
    """Lines as one text without white space."""
    return "".join("".join(lines).split())
