"""``packs add``: what it writes, that it writes nothing else, and what it refuses."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from drafter.cli import main
from drafter.errors import PackError
from drafter.packs.adding import add_topic
from drafter.packs.find import shipped_folder
from drafter.packs.lint import lint
from drafter.packs.load import load_pack
from tests.packs.cases import copied

TOPIC = """主题:
  - 主题: 正文   # 自己的
    必备: 是
    补充: 否
    正文: |
      一、工作情况

      全年做了工作。

# 以上是主题
"""
OUTLINE = """提纲:
  原样:
    名称: 去年的
    编号: 照写
    部分:
      - 主题: 正文
      - 标题: 二、依法化解纠纷   # 复议、信访
        内容:
          - {文: 有。}   # 一句
      - {标题: "三、{{ 下一年 }}年打算", 其余: 是}
"""
HEAD = '# 说明\n名称: 学来的\n标题: ""\n'


def pack_of(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_bytes(text.encode())
    return folder


def changes(before: str, after: str) -> list[str]:
    """The lines that are new; all others must be there in their order."""
    old, new = before.splitlines(), []
    for line in after.splitlines():
        if old and line == old[0]:
            old.pop(0)
        else:
            new.append(line)
    assert old == []
    return new


ENTRIES = [
    ("", "借用: {rule-of-law: [信访]}"),
    ("借用:\n", "借用: {rule-of-law: [信访]}"),
    ("借用: {rule-of-law: [行政复议]}   # 市局要的\n", "借用: {rule-of-law: [行政复议, 信访]}   # 市局要的"),
    ("借用: {rule-of-law: 行政复议}\n", "借用: {rule-of-law: [行政复议, 信访]}"),
    ("借用:\n  rule-of-law: [行政复议]   # 市局要的\n", "  rule-of-law: [行政复议, 信访]   # 市局要的"),
    ("借用:\n  rule-of-law:\n    - 行政复议   # 市局要的\n", "    - 信访"),
    ("借用:\n  campaign-summary: []\n", "  rule-of-law: [信访]"),
    ("借用: {campaign-summary: []}\n", "借用: {campaign-summary: [], rule-of-law: [信访]}"),
    ("借用: {}\n", "借用: {rule-of-law: [信访]}"),
    ("借用:\n  rule-of-law: []\n", "  rule-of-law: [信访]"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False], ids=["at the end", "in the middle"])
@pytest.mark.parametrize(("before", "line"), ENTRIES)
def test_an_entry_is_added_and_nothing_else(
    tmp_path: Path, before: str, line: str, last: bool, newline: str
) -> None:
    text = HEAD + OUTLINE + TOPIC + before if last else HEAD + before + OUTLINE + TOPIC
    text = text.replace("\n", newline)
    folder = pack_of(tmp_path / "包", text)
    added = add_topic(folder, "信访", "rule-of-law")
    after = (folder / "pack.yaml").read_bytes().decode()
    assert after.count("\r\n") == (after.count("\n") if newline == "\r\n" else 0)
    new = changes("\n".join(one for one in text.splitlines() if not _is_replaced(one, before, line)), after)
    assert new == [line]
    assert load_pack(folder).topics["信访"].lender == "rule-of-law"
    assert not added.always


def _is_replaced(line: str, before: str, now: str) -> bool:
    """Whether a line was written anew: it names the same field as the new one."""
    return line in before.splitlines() and line.partition(":")[0] == now.partition(":")[0]


PLACES = [
    ("二、依法化解纠纷", "          - 信访"),
    ("依法化解纠纷", "          - 信访"),
    ("化解", "          - 信访"),
    ("2027年打算", '      - {标题: "三、{{ 下一年 }}年打算", 其余: 是, 内容: [信访]}'),
    ("三、〈下一年〉年打算", '      - {标题: "三、{{ 下一年 }}年打算", 其余: 是, 内容: [信访]}'),
]


@pytest.mark.parametrize(("under", "line"), PLACES)
def test_a_topic_is_put_under_a_heading(tmp_path: Path, under: str, line: str) -> None:
    text = HEAD + OUTLINE + TOPIC
    folder = pack_of(tmp_path / "包", text)
    added = add_topic(folder, "信访", "rule-of-law", under)
    after = (folder / "pack.yaml").read_text(encoding="utf-8")
    replaced = [one for one in text.splitlines() if not one or not line.startswith(one.rstrip("}"))]
    assert changes("\n".join(replaced), after) == [line, "借用: {rule-of-law: [信访]}"]
    assert under.strip("二三、").replace("2027", "〈下一年〉") in added.heading
    assert lint(folder) == []


def test_an_outline_in_a_file_of_its_own_is_changed_there(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = (folder / "outlines/standard.yaml").read_text(encoding="utf-8")
    heading = next(line for line in before.splitlines() if "标题:" in line).split("标题: ")[1].strip('"{}')
    add_topic(folder, "行政复议", "rule-of-law", heading.partition(",")[0])
    assert "行政复议" in (folder / "outlines/standard.yaml").read_text(encoding="utf-8")
    assert "借用: {rule-of-law: [行政复议]}" in (folder / "pack.yaml").read_text(encoding="utf-8")
    assert lint(folder) == []


REFUSED = [
    ("信防", "rule-of-law", "", "没有“信防”这个主题"),
    ("正文", "rule-of-law", "", "没有“正文”这个主题"),
    ("信访", "rule-of-laws", "", "找不到模板包“rule-of-laws”"),
    ("信访", "rule-of-law", "没有的", "没有标题是“没有的”"),
    ("信访", "rule-of-law", "、", "标题是"),
]


@pytest.mark.parametrize(("topic", "lender", "under", "what"), REFUSED)
def test_what_cannot_be_added_changes_nothing(
    tmp_path: Path, topic: str, lender: str, under: str, what: str
) -> None:
    folder = pack_of(tmp_path / "包", HEAD + OUTLINE + TOPIC)
    with pytest.raises(PackError) as raised:
        add_topic(folder, topic, lender, under)
    assert what in str(raised.value)
    assert (folder / "pack.yaml").read_bytes().decode() == HEAD + OUTLINE + TOPIC


def test_twice_is_once_too_often_and_a_place_can_follow(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "包", HEAD + OUTLINE + TOPIC)
    add_topic(folder, "信访", "rule-of-law")
    with pytest.raises(PackError, match="已经从“rule-of-law”借了“信访”"):
        add_topic(folder, "信访", "rule-of-law")
    add_topic(folder, "信访", "rule-of-law", "化解")
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert text.count("借用") == 1
    assert "          - 信访\n" in text
    with pytest.raises(PackError, match="里已经有“信访”"):
        add_topic(folder, "信访", "rule-of-law", "化解")


def test_a_shipped_pack_is_left_alone() -> None:
    with pytest.raises(PackError, match="不能改"):
        add_topic(shipped_folder() / "campaign-summary", "信访", "rule-of-law")


def test_a_file_in_gbk_stays_in_gbk(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "包", "")
    (folder / "pack.yaml").write_bytes((HEAD + OUTLINE + TOPIC).encode("gbk"))
    add_topic(folder, "信访", "rule-of-law")
    assert (folder / "pack.yaml").read_bytes().decode("gbk").endswith("借用: {rule-of-law: [信访]}\n")


def test_a_pack_beside_lends_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pack_of(tmp_path / "包", HEAD + OUTLINE + TOPIC)
    copied(tmp_path)
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    assert main(["packs", "add", "包", "信访", "--from", "pack", "--under", "化解"], out, out) == 0
    assert "借用: {../pack: [信访]}\n" in (folder / "pack.yaml").read_text(encoding="utf-8")
    told = out.getvalue()
    assert "已从 ../pack 借用主题“信访”" in told
    assert "放在提纲“去年的”的“二、依法化解纠纷”下面。" in told
    assert "写成 {主题: 信访, 标题: （五）……}" in told
    assert "主题: [信访]" in told
    assert lint(folder) == []
