"""Small packs and answers for tests, made from YAML text."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from drafter.answers.load import load_answers
from drafter.answers.model import Answers
from drafter.compose.compose import compile_pack, compose
from drafter.compose.environment import Environment
from drafter.document.dump import dump
from drafter.document.model import Document
from drafter.packs.load import load_pack

HEAD = """
名称: 小报告
标题: "{{ 单位全称 }}{{ 年度 }}年报告"
提纲:
  标准:
    部分:
      - {标题: 工作情况, 其余: 是, 内容: []}
"""
BUREAU = """
  - 主题: 单位
    必备: 是
    补充: 否
    标题: ""
    正文: ""
    问题:
      - {键: 单位全称, 类型: 文本, 沿用: 保留}
      - {键: 量词, 类型: 文本, 可空: 是}
"""


def indented(text: str, by: int) -> str:
    return "".join(" " * by + line + "\n" for line in dedent(text).strip().splitlines())


def write_pack(folder: Path, topics: str, manifest: str = HEAD) -> Path:
    """A pack with the bureau's card and the given topics."""
    folder.mkdir(parents=True, exist_ok=True)
    text = manifest + "主题:" + BUREAU + indented(topics, 2)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    return folder


def one_topic(body: str, questions: str) -> str:
    """A topic 信访 with a body and questions."""
    return f"- 主题: 信访\n  正文: |\n{indented(body, 4)}  问题:\n{indented(questions, 4)}"


def write_answers(folder: Path, text: str, year: int = 2026) -> Path:
    """Answers of a year for the pack in the same folder."""
    path = folder / f"{year}.yaml"
    head = f"模板: .\n提纲: 标准\n年度: {year}\n主题: [信访]\n单位全称: 东岭县信访局\n"
    path.write_text(head + dedent(text).strip() + "\n", encoding="utf-8")
    return path


def document_of(folder: Path, earlier: tuple[Answers | None, ...] = (), year: int = 2026) -> Document:
    """The document that the pack and answers in ``folder`` give."""
    pack = load_pack(folder)
    environment = Environment()
    answers = load_answers(folder / f"{year}.yaml")
    outline = pack.outlines[answers.outline]
    return compose(pack, compile_pack(pack, environment), environment, answers, outline, earlier)


def body_of(document: Document, *, origins: bool = False) -> str:
    """The dump below the title and the one heading."""
    lines = dump(document, origins=origins).splitlines()
    return "\n".join(
        line.strip() for line in lines if not line.startswith(("标题", "# 一、", "署名", "日期", "未尽"))
    )
