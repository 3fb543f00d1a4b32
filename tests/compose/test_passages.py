"""Paragraphs tied to a question: kept, looked at, worded anew with live figures, not written."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.answers.load import load_answers
from drafter.asking import open_points
from drafter.compose.compose import compile_pack, texts_of
from drafter.compose.environment import Environment
from drafter.compose.preview import Previewer
from drafter.document.model import Document, Paragraph, State, Text, plain
from drafter.fitting import Use, misshapen, slips
from drafter.packs.load import load_pack
from tests.compose.packs import HEAD, body_of, document_of, one_topic, write_answers, write_pack

QUESTIONS = """
- {键: 收到, 名称: 信访收到, 单位: 件}
- {键: 办结, 名称: 信访办结, 单位: 件}
- {键: 办结率, 单位: "%", 公式: "比率(办结, 收到)"}
- {键: 牵头, 名称: 牵头科室, 类型: 文本, 可空: 是}
- {键: 信访段, 名称: （一）办理信访事项, 类型: 段落}
- {键: 分条段, 名称: 三项机制, 类型: 段落}
- {键: 概述, 类型: 长文本, 可空: 是}
"""
BODY = """
= 信访段
（一）办理信访事项。{{ 年度 }}年首次实行领导包案，收到信访件{{ 收到|含零 }}，办结{{ 办结|含零 }}，办结率{{ 办结率|含零 }}。

= 分条段
建立三项机制：
- 接访机制
- 会商机制

{{ 概述 }}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path, one_topic(BODY, QUESTIONS))


def drawn(folder: Path, answers: str, earlier: str = "") -> Document:
    said = f"\n{answers}"
    usual = "".join(f"{one}\n" for one in ("收到: 12件", "办结: 9件") if f"\n{one[:3]}" not in said)
    write_answers(folder, f"{usual}{answers}")
    last = load_answers(write_answers(folder, earlier, 2025)) if earlier else None
    return document_of(folder, (last,))


def lines(document: Document) -> list[str]:
    return [line for line in body_of(document).splitlines() if line]


KEPT = "（一）办理信访事项。2026年首次实行领导包案，收到信访件12件，办结9件，办结率75%。"
RUN = "建立三项机制：一是接访机制；二是会商机制。"
CASES = [
    ("a paragraph that stands is the template's", "信访段: 照旧", KEPT),
    ("one that nobody looked at is printed all the same", "", KEPT),
    ("one that was put off, too", "信访段: {状态: 跳过}", KEPT),
    ("one that is not written leaves nothing", "信访段: 不写入", ""),
    (
        "wording of this year with live figures",
        "信访段: 收到{收到}，办结率{办结率}。",
        "收到12件，办结率75%。",
    ),
    ("a live text that is blank takes its part along", "信访段: 由{牵头}牵头，收到{收到}。", "收到12件。"),
    ("a live text", "牵头: 办公室\n信访段: 由{牵头}牵头，收到{收到}。", "由办公室牵头，收到12件。"),
    ("nought is printed in a paragraph", "办结: 0\n信访段: 收到{收到}，办结{办结}。", "收到12件，办结0件。"),
    (
        "what does not apply takes its part along",
        "办结: 不适用\n信访段: 收到{收到}，办结{办结}。",
        "收到12件。",
    ),
    ("a missing figure shows its name", "办结: {状态: 跳过}\n信访段: 办结{办结}。", "办结【信访办结】。"),
    ("a name that is neither stays as it is typed", "信访段: 收到{收道}。", "收到{收道}。"),
    (
        "figures of its own beside live ones",
        "信访段:\n  文: 收到{收到}，走访{户数}。\n  数: {户数: 30户}",
        "收到12件，走访30户。",
    ),
    (
        "a figure of its own before a live one of that name",
        "信访段:\n  文: 收到{收到}。\n  数: {收到: 3件}",
        "收到3件。",
    ),
    ("several paragraphs", "信访段: |\n  收到{收到}。\n  办结{办结}。", "收到12件。\n办结9件。"),
]


@pytest.mark.parametrize(
    ("answers", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_becomes_of_a_paragraph(folder: Path, answers: str, expected: str) -> None:
    found = "\n".join(lines(drawn(folder, answers)))
    assert found == "\n".join(filter(None, [expected, RUN]))


def opened(text: Text) -> list[tuple[str, str]]:
    """The unconfirmed stretches of a text, and the first key of each."""
    return [
        (span.text, span.origin.keys[0])
        for span in text
        if span.origin is not None and span.origin.state is State.UNCONFIRMED
    ]


def notes(document: Document) -> list[str]:
    texts = (span for text in texts_of(document) for span in text)
    return [span.origin.note for span in texts if span.origin is not None and span.origin.note]


def test_an_unseen_paragraph_is_highlighted_but_not_its_figures(folder: Path) -> None:
    document = drawn(folder, "分条段: 照旧")
    paragraph = document.blocks[1]
    assert isinstance(paragraph, Paragraph)
    stretches = [text for text, _ in opened(paragraph.text)]
    assert stretches == ["（一）办理信访事项。", "年首次实行领导包案，收到信访件", "，办结", "，办结率", "。"]
    origins = [span.origin for span in paragraph.text if span.origin is not None]
    assert [one.keys[0] for one in origins if one.state is State.CONFIRMED] == [
        "年度",
        "收到",
        "办结",
        "办结率",
    ]


def test_an_unseen_paragraph_has_one_comment_that_says_where_to_look(folder: Path) -> None:
    first, second = notes(drawn(folder, ""))
    assert first.startswith("待确认：（一）办理信访事项。这一段沿用模板的文字，请核对。请留意：“首次”。")
    assert "“信访段”" in first
    assert second.startswith("待确认：三项机制。")
    said = notes(drawn(folder, "信访段: {值: 照旧, 状态: 未确认, 说明: 等局长看}\n分条段: 照旧", "收到: 3件"))
    assert len(said) == 1
    assert "这一段沿用2025年报告的文字" in said[0]
    assert "说明：等局长看" in said[0]


def test_a_confirmed_paragraph_is_plain_text_of_the_template(folder: Path) -> None:
    document = drawn(folder, "信访段: 照旧\n分条段: 照旧")
    assert notes(document) == []
    assert all(
        span.origin is None or span.origin.keys != ("信访段",) for text in texts_of(document) for span in text
    )


def test_unconfirmed_wording_of_last_year_has_one_comment_too(folder: Path) -> None:
    own = "信访段:\n  值: 首次收到{收到}，办结{办结}。\n  状态: 未确认\n分条段: 照旧"
    document = drawn(folder, own)
    assert [note.count("“首次”") for note in notes(document)] == [1]
    paragraph = document.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert opened(paragraph.text) == [("首次收到", "信访段"), ("，办结", "信访段"), ("。", "信访段")]


def test_what_was_not_written_last_year_is_remarked_at_the_title(folder: Path) -> None:
    document = drawn(folder, "信访段: {值: 不写入, 状态: 未确认}\n分条段: 照旧")
    assert [remark.state for remark in document.remarks] == [State.UNCONFIRMED]
    assert "去年没有写" in document.remarks[0].note


LIVE = [
    ("a long text", "概述: 收到{收到}，办结率{办结率}。", "收到12件，办结率75%。"),
    ("nought takes its part along", "办结: 0\n概述: 收到{收到}，办结{办结}。", "收到12件。"),
    ("all of it", "办结: 0\n概述: 办结{办结}。", ""),
    ("a text in a text", "牵头: 收{收到}的科室\n概述: 由{牵头}牵头。", "由收12件的科室牵头。"),
    ("a text in itself", "概述: 见{概述}。", "见{概述}。"),
    ("texts in each other", "牵头: 见{概述}\n概述: 由{牵头}牵头。", "由见{概述}牵头。"),
]


@pytest.mark.parametrize(("answers", "expected"), [case[1:] for case in LIVE], ids=[case[0] for case in LIVE])
def test_answers_of_the_pack_in_any_text(folder: Path, answers: str, expected: str) -> None:
    found = lines(drawn(folder, f"信访段: 不写入\n分条段: 不写入\n{answers}"))
    assert found == list(filter(None, [expected]))


def test_a_live_figure_keeps_its_own_origin(folder: Path) -> None:
    document = drawn(folder, "信访段: 不写入\n分条段: 不写入\n概述: 办结率{办结率}。")
    spans = [span for text in texts_of(document) for span in text if span.origin]
    found = {span.text: span.origin.keys for span in spans if span.origin}
    assert found["75%"] == ("办结率", "办结", "收到")


def test_a_list_and_an_item_hold_live_figures_too(tmp_path: Path) -> None:
    questions = "- {键: 收到, 单位: 件}\n- {键: 做法, 类型: 列表}"
    folder = write_pack(tmp_path, one_topic("{{ 做法|连 }}。", questions))
    write_answers(
        folder, "收到: 5件\n做法: ['接访{收到}', 回访]\n信访补充:\n- 文: 另收到{收到}\n- 文: 公开{收道}"
    )
    assert lines(document_of(folder)) == ["接访5件、回访。另收到5件。公开{收道}。"]


def previewed(folder: Path, answers: str, key: str, earlier: str = "") -> tuple[str, str]:
    """The paragraph as it now reads, and as a text to be reworded."""
    drawn(folder, answers, earlier)
    pack, environment = load_pack(folder), Environment()
    last = load_answers(folder / "2025.yaml") if earlier else None
    codes = compile_pack(pack, environment)
    shown = Previewer(pack, codes, environment, lambda _answers: pack.outlines["标准"], (last,))
    texts, live = shown.passage(load_answers(folder / "2026.yaml"), key)
    return "\n".join(map(plain, texts)), live


REWORDING = "{{ 年度 }}年由{{ 牵头 }}办理{{ 收到|数 }}件，占{{ 收到 }}的{{ 办结率|含零 }}，去年{{ 收到|上年 }}，共{{ 收到 + 办结 }}，{{ 概述 }}。"
REWORDED = [
    (
        "figures, computed ones and texts stay live, what only a template can compute does not",
        "牵头: 信访科\n概述: 收到{收到}。",
        "2026年由{牵头}办理{收到}，占{收到}的{办结率}，去年3件，共21件，收到{收到}。",
    ),
    (
        "what is missing stays live, too",
        "牵头: 信访科\n概述: 无\n办结: {状态: 跳过}",
        "2026年由{牵头}办理{收到}，占{收到}的{办结率}，去年3件，共【信访收到、信访办结】，{概述}。",
    ),
]


@pytest.mark.parametrize(
    ("answers", "expected"), [case[1:] for case in REWORDED], ids=[case[0] for case in REWORDED]
)
def test_a_paragraph_to_be_reworded(tmp_path: Path, answers: str, expected: str) -> None:
    write_pack(tmp_path, one_topic(f"= 信访段\n{REWORDING}\n\n= 分条段\n无", QUESTIONS))
    before, live = previewed(tmp_path, answers, "信访段", "收到: 3件")
    assert live == expected
    reworded = answers + "\n信访段: |\n  " + live
    assert previewed(tmp_path, reworded, "信访段", "收到: 3件")[0] == before


def test_the_items_of_a_paragraph_belong_to_it(folder: Path) -> None:
    assert previewed(folder, "", "分条段") == (RUN, RUN)


def test_a_paragraph_that_is_not_to_be_written_is_shown_as_the_template_has_it(folder: Path) -> None:
    assert previewed(folder, "信访段: 不写入", "信访段")[0] == KEPT


def test_the_sentence_of_a_figure_in_a_tied_paragraph(folder: Path) -> None:
    write_answers(folder, "收到: 12件")
    pack, environment = load_pack(folder), Environment()
    codes = compile_pack(pack, environment)
    shown = Previewer(pack, codes, environment, lambda _answers: pack.outlines["标准"])
    answers = load_answers(folder / "2026.yaml")
    assert shown.sentence(answers, "办结").startswith(
        "2026年首次实行领导包案，收到信访件12件，办结〖＿＿＿〗"
    )
    assert shown.passage(answers, "收到") == ((), "")


def test_a_paragraph_s_answer_is_a_text_and_none_that_gets_lost(folder: Path) -> None:
    pack = load_pack(folder)
    wrong = load_answers(write_answers(folder, "信访段: [照旧]\n包案段: 照旧"))
    assert [fault.what for fault in misshapen(pack, wrong)] == ["“信访段”应是一段文字，这里却是一个列表"]
    unticked = replace(load_answers(write_answers(folder, "信访段: 照旧\n分条段: 另写。")), topics=())
    found = [slip.name for slip in slips(pack, unticked, pack.outlines["标准"]) if slip.use is Use.UNASKED]
    assert found == ["分条段"]


def test_a_final_copy_waits_for_every_paragraph(folder: Path) -> None:
    pack = load_pack(folder)
    answers = load_answers(write_answers(folder, "收到: 1\n办结: 1\n信访段: 照旧\n分条段:"))
    assert [(point.key, point.reason) for point in open_points(pack, answers)] == [("分条段", "未确认")]


def test_a_comment_outlives_a_number_sign_that_is_all_the_words_before_a_figure(tmp_path: Path) -> None:
    manifest = HEAD.replace("标准:\n", "标准:\n    编号: 照写\n")
    body = "= 信访段\n（一）{{ 收到 }}。办结{{ 办结 }}。\n\n= 分条段\n无"
    write_pack(tmp_path, one_topic(body, QUESTIONS), manifest)
    document = drawn(tmp_path, "分条段: 照旧")
    assert [note.partition("。")[0] for note in notes(document)] == ["待确认：（一）办理信访事项"]


def test_a_run_in_heading_of_an_unseen_paragraph_is_highlighted_too(tmp_path: Path) -> None:
    manifest = HEAD.replace("标准:\n", "标准:\n    编号: 照写\n")
    write_pack(tmp_path, one_topic(BODY, QUESTIONS), manifest)
    document = drawn(tmp_path, "分条段: 照旧")
    paragraph = next(one for one in document.blocks if isinstance(one, Paragraph))
    assert paragraph.lead is not None
    assert paragraph.lead.number == "（一）"
    assert opened(paragraph.lead.text) == [("办理信访事项。", "信访段")]
    assert len(notes(document)) == 1
    texts, live = previewed(tmp_path, "分条段: 照旧", "信访段")
    assert texts == KEPT
    assert live == KEPT.replace("12件", "{收到}").replace("9件", "{办结}").replace("75%", "{办结率}")


def test_live_answers_in_another_script(tmp_path: Path) -> None:
    questions = "- {键: 收到, 单位: 件}\n- {键: 概述, 类型: 长文本}"
    folder = write_pack(tmp_path, one_topic("{{ 概述|汉字 }}", questions))
    write_answers(folder, "收到: 12件\n概述: 收到{收到}。")
    assert lines(document_of(folder)) == ["收到一二件。"]


GROWN = "收到信访件{{ 收到|含零 }}，同比{{ 收到增幅|增减 }}，办结{{ 办结|中文 }}。"


def test_a_growth_stays_live_with_its_word_in_a_paragraph_worded_anew(tmp_path: Path) -> None:
    questions = QUESTIONS + '- {键: 收到增幅, 单位: "%", 公式: 增长(收到)}\n'
    write_pack(tmp_path, one_topic(f"= 信访段\n{GROWN}", questions))
    for known in ("收到: {状态: 跳过}", "收到: 6件"):
        live = previewed(tmp_path, f"{known}\n办结: 9件", "信访段", "收到: 4件")[1]
        assert live == "收到信访件{收到}，同比{收到增幅#1}，办结{办结#1}。"
    wording = "信访段: 全年收到{收到}，比上年{收到增幅#1}。"
    for count, said in (("6件", "增长50%"), ("3件", "下降25%"), ("4件", "持平")):
        text = previewed(tmp_path, f"收到: {count}\n办结: 9件\n{wording}", "信访段", "收到: 4件")[0]
        assert text == f"全年收到{count}，比上年{said}。"
