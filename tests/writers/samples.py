"""Documents for the tests of the writers; sentences and figures are invented."""

from __future__ import annotations

from drafter.document.model import (
    Attachment,
    Block,
    Document,
    Heading,
    Origin,
    Paragraph,
    Signature,
    Span,
    State,
    Table,
    Text,
)


def text(words: str) -> Text:
    """Plain template text."""
    return (Span(words),) if words else ()


def value(words: str, key: str, state: State = State.CONFIRMED, note: str = "") -> Span:
    """A value of an answer."""
    return Span(words, Origin((key,), state, note))


def signature(*organs: str, date: str = "2027年1月9日", sealed: bool = False) -> Signature:
    return Signature(tuple(text(organ) for organ in organs), text(date), sealed)


SHORT = Document(
    title=text("东岭县司法局2026年度法治政府建设情况报告"),
    blocks=(
        Paragraph(
            text(
                "按照法治政府建设年度报告工作的有关要求，现将本局推进依法行政、加强自身建设的情况和下一步的打算报告如下，"
                "请予审阅；如有不妥之处，请批评指正。"
            ),
            key="引言/1",
        ),
        Heading(1, "一、", text("主要举措和成效"), key="成效"),
        Paragraph(
            (Span("全年收到信访事项"), value("81件", "信访收到"), Span("，均按期办结。")), key="信访/1"
        ),
    ),
    signature=signature("东岭县司法局"),
)

_SUBJECTS = (
    "行政规范性文件管理",
    "重大行政决策",
    "行政执法监督",
    "行政复议",
    "行政应诉",
    "政务公开",
    "法治宣传教育",
    "公共法律服务",
    "人民调解",
    "营商环境",
    "数字法治",
    "应急处置",
)
_ACTS = (
    "坚持把{s}列入年度重点任务，按季度听取进展，逐项明确承办科室和完成时限，全年召开专题会议{n}次，研究解决具体问题{m}个。",
    "围绕{s}修订工作规程，对接上级部门的新要求，把审查、公示、归档各环节落到岗位，形成可以查询、可以追溯的台账{n}本。",
    "对照年度计划开展“回头看”，发现{s}方面需要改进的事项{m}项，已完成整改{n}项，其余事项明确了责任人和办结日期。",
    "组织全体执法人员参加{s}培训{n}期，参训{m}人次，考试成绩记入个人法治档案，并作为年度考核的依据之一。",
    "邀请法律顾问参与{s}论证{n}次，提出书面意见{m}条，采纳情况逐条反馈，未采纳的说明理由并存档备查。",
)


def _paragraph(number: int) -> Paragraph:
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    spans: list[Span] = []
    for sentence in range(3):
        act = _ACTS[(number + sentence) % len(_ACTS)]
        key = f"{subject}{number}{sentence}"
        for piece in act.replace("{s}", subject).replace("}", "{").split("{"):
            figure = {"n": f"{number + sentence + 2}", "m": f"{(number + 3) * (sentence + 2)}"}.get(piece)
            spans.append(
                Span(piece) if figure is None else value(figure, f"{key}{piece}", *_state(number, piece))
            )
    return Paragraph(tuple(spans), key=f"{subject}/{number}")


def _state(number: int, piece: str) -> tuple[State, str]:
    if piece != "m" or number % 4:
        return State.CONFIRMED, ""
    state = (State.MISSING, State.UNCONFIRMED, State.UNSOURCED)[number // 4 % 3]
    return state, f"请与承办科室核实。\n上年数：{number}"


def _section(number: int, name: str, paragraphs: int) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(1, f"{'一二三四五六七'[number]}、", text(name), key=name)]
    for count in range(paragraphs):
        index = number * 10 + count
        body = _paragraph(index)
        heading = f"（{'一二三四五六七八九十'[count]}）"
        words = f"健全{_SUBJECTS[index % len(_SUBJECTS)]}工作机制"
        if number % 2:
            lead = Heading(2, heading, text(words), key=f"{name}/{count}")
            blocks.append(Paragraph(body.text, lead, body.key))
        else:
            blocks += [Heading(2, heading, text(words), key=f"{name}/{count}"), body]
            numbered = Paragraph(text("进一步压实责任，做到有布置、有检查、有结果。"), Heading(3, "1.", ()))
            blocks.append(numbered)
            blocks.append(Paragraph(numbered.text, Heading(3, "2.", text("强化协同"))))
            blocks.append(Paragraph(numbered.text, Heading(4, "（1）", text("细化分工。"))))
    return tuple(blocks)


_PARTS = (
    "2026年度法治政府建设主要举措和成效",
    "存在的不足和原因",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "2027年度法治政府建设主要安排",
    "其他需要报告的情况",
)

TABLE = Table(
    rows=(
        (text("事项"), text("2025年"), text("2026年"), text("说明")),
        (
            text("行政处罚"),
            text("118件"),
            (value("132件", "处罚件数"),),
            text("含简易程序案件，不含移送其他机关处理的案件"),
        ),
        (text("行政检查"), text("420次"), (value("398次", "检查次数"),), text("—")),
    ),
    caption=text("行政执法数据对照表"),
    key="执法表",
)

LONG = Document(
    title=text("东岭县市场监督管理局关于2026年度法治政府建设情况的报告"),
    addressee=text("县委、县人民政府："),
    blocks=(
        Paragraph(
            text("按照《法治政府建设与责任落实督察工作规定》要求，现将我局2026年度法治政府建设情况报告如下。")
        ),
        *(block for number, name in enumerate(_PARTS) for block in _section(number, name, 6)),
        Paragraph(text("特此报告。")),
    ),
    signature=signature("东岭县市场监督管理局", date="2027年1月12日"),
    remarks=(Origin((), State.MISSING, "尚有主题未作答：数字法治"),),
)

FULL = Document(
    title=text("中共东岭县委员会 东岭县人民政府关于2026年度法治政府建设情况的报告"),
    addressee=text("市委、市人民政府，市委全面依法治市委员会办公室，市司法局，市发展和改革委员会："),
    blocks=(*LONG.blocks[:12], TABLE, *LONG.blocks[12:40]),
    signature=signature("中共东岭县委员会", "东岭县人民政府", date="2027年2月25日"),
    attachments=(
        Attachment(
            text("东岭县2026年度行政执法数据统计表和各行政执法主体执法人员培训考试情况汇总明细"), (TABLE,)
        ),
        Attachment(
            text("东岭县2026年度重大行政决策事项目录。"),
            (Paragraph(text("列入目录的事项共六项，均已完成。")),),
        ),
    ),
    note=text("联系人：法规科，电话：0000-0000000"),
)

SEALED = Document(SHORT.title, SHORT.blocks, signature=signature("东岭县行政执法局", sealed=True))
SEALED_LONG = Document(
    SHORT.title, SHORT.blocks, signature=signature("东岭县城市管理和综合行政执法局", sealed=True)
)
JOINT_SEALED = Document(
    SHORT.title,
    SHORT.blocks,
    signature=signature("中共东岭县委员会", "东岭县人民政府", date="2027年2月25日", sealed=True),
)
UNBROKEN = Document(
    title=text("甲乙丙丁" * 8),
    blocks=(
        Paragraph(text("法治政府建设年度报告正文" * 200)),
        Paragraph((Span("a<b>&\x00\x0b\ufffe{{ x }} ]]>  空格 "),)),
    ),
)
PAGE_END = Document(
    text("东岭县司法局法治政府建设报告"),
    (
        *(Paragraph(text("一行不到二十六个汉字的段落把签署推到下一页")) for _ in range(19)),
        Paragraph(text("特此报告。")),
    ),
    signature=signature("东岭县司法局"),
)

SAMPLES = {
    "short": SHORT,
    "long": LONG,
    "full": FULL,
    "sealed": SEALED,
    "sealed_long": SEALED_LONG,
    "joint_sealed": JOINT_SEALED,
    "page_end": PAGE_END,
    "unbroken": UNBROKEN,
}
