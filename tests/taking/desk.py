"""A bureau's folder for tests of taking in: a small pack, answers, drafts, and copies edited as Word would."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as Word
from docx.text.paragraph import Paragraph

from drafter.answers.edits import Edit, edits_of
from drafter.answers.load import load_answers
from drafter.answers.model import Answers
from drafter.app import Job
from drafter.taken import Taking
from drafter.taking.settle import Settled
from drafter.writers import write
from tests.compose.packs import indented

MANIFEST = """
名称: 小报告
标题: "{{ 单位全称 }}{{ 年度 }}年法治政府建设工作报告"
版式:
  署名: "{{ 单位全称 }}"
  日期: "{{ 落款日期 }}"
提纲:
  标准:
    部分:
      - 标题: "{{ 年度 }}年主要工作"
        内容:
          - {主题: 信访, 标题: 依法办理信访事项}
          - {主题: 普法, 标题: 深入开展普法宣传}
          - {主题: 执法, 标题: 规范行政执法}
      - {标题: 下一步安排, 内容: [{主题: 安排}]}
"""
BUREAU = """
- 主题: 单位
  必备: 是
  补充: 否
  标题: ""
  正文: ""
  问题:
    - {键: 单位全称, 类型: 文本, 沿用: 保留}
    - {键: 落款日期, 类型: 日期}
"""
TOPICS = (
    BUREAU
    + """\
- 主题: 信访
  必备: 是
  正文: |
    全年收到信访事项{{ 信访收到 }}，办结{{ 信访办结 }}[[，办结率{{ 信访办结率 }}]]。{{ 信访做法 }}。

    群众对信访工作的满意率为{{ 满意率 }}。办结的{{ 信访办结 }}信访事项全部录入系统。
  问题:
    - {键: 信访收到, 类型: 数字, 单位: 件}
    - {键: 信访办结, 类型: 数字, 单位: 件}
    - {键: 信访办结率, 类型: 数字, 单位: "%", 公式: 信访办结 / 信访收到 * 100}
    - {键: 满意率, 类型: 数字, 单位: "%"}
    - {键: 信访做法, 类型: 长文本, 沿用: 待确认}
- 主题: 普法
  必备: 是
  正文: |
    {{ 普法做法 }}。举办法治讲座{{ 讲座场数 }}，发放资料{{ 资料份数 }}。

    主要活动有{{ 普法活动|连('、') }}。
  问题:
    - {键: 讲座场数, 类型: 数字, 单位: 场}
    - {键: 资料份数, 类型: 数字, 单位: 份}
    - {键: 普法做法, 类型: 长文本, 沿用: 待确认}
    - {键: 普法活动, 类型: 列表}
- 主题: 执法
  必备: 是
  正文: |
    办理行政处罚案件{{ 处罚件数 }}。

    | 类别 | 件数 |
    |------|------|
    | 警告 | {{ 警告件数 }} |
    | 罚款 | {{ 罚款件数 }} |

    {% if 处罚件数 > 100 %}案件较多，已增配办案人员。{% endif %}
  问题:
    - {键: 处罚件数, 类型: 数字, 单位: 件}
    - {键: 警告件数, 类型: 数字, 单位: 件}
    - {键: 罚款件数, 类型: 数字, 单位: 件}
- 主题: 安排
  必备: 是
  正文: "{{ 安排内容 }}。"
  问题:
    - {键: 安排内容, 类型: 长文本, 沿用: 待确认}
"""
)
ANSWERS = """
模板: pack
提纲: 标准
年度: 2026
单位全称: 东岭县信访局
落款日期: 2027-1-15
信访收到: 100件
信访办结: 79件
满意率: 96.1%
信访做法: 推行首接首办，领导干部定期接访下访，疑难事项一事一策
讲座场数: 24场
资料份数: 6.4万余份
普法做法: 围绕宪法宣传周开展主题宣传，组织干部到村入户讲法
普法活动: [宪法宣传周, 民法典宣传月]
处罚件数: 18件
警告件数: 12件
罚款件数: 6件
安排内容: 继续畅通信访渠道，健全矛盾纠纷排查机制
"""


class Desk:
    """The folder, with what a clerk and a director do in it."""

    def __init__(self, folder: Path, answers: str = ANSWERS, topics: str = TOPICS) -> None:
        self.folder = folder
        pack = folder / "pack"
        pack.mkdir(parents=True)
        (pack / "pack.yaml").write_text(MANIFEST + "主题:\n" + indented(topics, 2), encoding="utf-8")
        self.path = folder / "2026.yaml"
        self.path.write_text(answers.strip() + "\n", encoding="utf-8")

    @property
    def answers(self) -> Answers:
        """The answers as they are on disk."""
        return load_answers(self.path)

    @property
    def edits(self) -> dict[str, Edit]:
        """The records of 改稿 by the names of their paragraphs."""
        return {edit.at: edit for edit in edits_of(self.answers)}

    def change(self, key: str, old: str, new: str) -> None:
        """Change an answer in the file by hand."""
        text = self.path.read_text(encoding="utf-8")
        assert f"{key}: {old}" in text
        self.path.write_text(text.replace(f"{key}: {old}", f"{key}: {new}"), encoding="utf-8")

    def lines(self) -> list[str]:
        """The draft as it is drawn now, a paragraph a line."""
        taking = Taking.__new__(Taking)
        taking.job = Job(self.path, None)
        return [one.text for one in taking.draw(taking.job.answers).lines]

    def draft(self, name: str = "稿.docx") -> Path:
        """Writes the draft."""
        path = self.folder / name
        path.write_bytes(write(Job(self.path, None).document(), path))
        return path

    def edited(self, *steps: str, name: str = "改稿.docx") -> Path:
        """A copy of the draft in which somebody did what ``steps`` say (see ``do``)."""
        word = docx.Document(str(self.draft()))
        for step in steps:
            do(word, step)
        path = self.folder / name
        word.save(str(path))
        return path

    def take(self, path: Path, **more: bool) -> tuple[Taking, Settled]:
        """As ``drafter take … --yes``."""
        taking = Taking(self.path, path, None)
        taking.decide(**more)
        settled = taking.settled(final=more.get("final", False))
        taking.save(settled.answers)
        return taking, settled


def do(word: Word, step: str) -> None:
    """One step: 改 旧 => 新, 删段 头, 加段 头 => 新段, 移段 头 => 头, 拆段 头 => 从这里, 并段 头, 重打 头 => 全段."""
    kind, _, rest = step.partition(" ")
    first, _, second = (rest + " " if rest.endswith(" =>") else rest).partition(" => ")
    if kind == "改":
        _replace(_holding(word, first), first, second)
        return
    if kind in TABULAR:
        _tabular(word, kind, first, second)
        return
    one = _starting(word, first)
    if kind == "删段":
        one._p.getparent().remove(one._p)
    elif kind == "加段":
        _behind(one, second)
    elif kind == "移段":
        _starting(word, second)._p.addnext(one._p)
    elif kind == "拆段":
        at = one.text.index(second)
        _behind(one, one.text[at:])
        _replace(one, one.text[at:], "")
    elif kind == "并段":
        following = Paragraph(one._p.getnext(), one._parent)
        for run in list(following.runs):
            one._p.append(run._r)
        following._p.getparent().remove(following._p)
    elif kind == "重打":
        bare(one._p)
        for run in one.runs[1:]:
            run._r.getparent().remove(run._r)
        one.runs[0].text = second
    else:
        raise AssertionError(step)


TABULAR = ("删列", "加列", "加行", "删行", "移行", "填")
"""删列 序号, 加列 序号 => 甲 | 乙, 加行 头 => 甲 | 乙, 删行 头, 移行 头 => 头, 填 行,列 => 字."""


def _tabular(word: Word, kind: str, first: str, second: str) -> None:
    """One step in the only table."""
    table = word.tables[0]
    rows = {row.cells[0].text: row for row in table.rows}
    if kind == "填":
        row, column = map(int, first.split(","))
        _typed(table.rows[row].cells[column], second)
    elif kind in ("删列", "加列"):
        texts = second.split(" | ") if kind == "加列" else [""] * len(table.rows)
        for row, text in zip(table.rows, texts, strict=True):
            cells = row._tr.tc_lst
            if kind == "删列":
                row._tr.remove(cells[int(first)])
                continue
            made = copy.deepcopy(cells[-1])
            bare(made)
            row._tr.insert(row._tr.index(cells[0]) + int(first), made)
            _typed(next(cell for cell in row.cells if cell._tc is made), text)
    elif kind == "删行":
        rows[first]._tr.getparent().remove(rows[first]._tr)
    elif kind == "移行":
        rows[second]._tr.addnext(rows[first]._tr)
    else:
        made = copy.deepcopy(rows[first]._tr)
        bare(made)
        rows[first]._tr.addnext(made)
        new = next(row for row in table.rows if row._tr is made)
        for cell, text in zip(new.cells, second.split(" | "), strict=True):
            _typed(cell, text)


def _typed(cell: Any, text: str) -> None:
    paragraph = cell.paragraphs[0]
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    if paragraph.runs:
        paragraph.runs[0].text = text
    else:
        paragraph.add_run(text)


def paragraphs(word: Word) -> Iterator[Paragraph]:
    """Every paragraph with text, those in cells too."""
    yield from (one for one in word.paragraphs if one.text.strip())
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _holding(word: Word, words: str) -> Paragraph:
    return next(one for one in paragraphs(word) if words in one.text)


def _starting(word: Word, words: str) -> Paragraph:
    found = [one for one in paragraphs(word) if one.text.startswith(words)]
    return next((one for one in found if one.text == words), found[0])


def _replace(one: Paragraph, old: str, new: str) -> None:
    """Type over some words: runs that only partly hold them keep the rest."""
    start = one.text.index(old)
    end, place, put = start + len(old), 0, False
    for run in one.runs:
        text, length = run.text, len(run.text)
        left, right = max(start - place, 0), min(end - place, length)
        if left < right:
            run.text = text[:left] + ("" if put else new) + text[right:]
            put = True
        place += length


def _behind(one: Paragraph, words: str) -> None:
    """A new paragraph behind another."""
    made: Any = copy.deepcopy(one._p)
    one._p.addnext(made)
    bare(made)
    paragraph = Paragraph(made, one._parent)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = words


def bare(element: Any) -> None:
    """Without bookmarks and comments."""
    for inner in list(element.iter()):
        if isinstance(inner.tag, str) and ("bookmark" in inner.tag or "comment" in inner.tag):
            inner.getparent().remove(inner)
