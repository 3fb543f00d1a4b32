"""A bureau's own outline on disk: its faults are told with lines, by lint and when it is used."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from drafter import app
from drafter.cli import main
from drafter.errors import PackError
from drafter.outlines.files import pack_of_outline
from drafter.packs.find import shipped_folder
from tests.outlines.trees import rule_of_law

SOUND = """名称: 我的
模板: rule-of-law
部分:
  - 主题: 开头
  - 标题: "{{ 年度 }}年举措"
    其余: 是
    内容: [信访, {文: "收到{{ 信访收到 }}。"}]
"""
FAULTY = """名称: 我的
部分:
  - 主题: 开投
  - 标题: "{{ 年度 年举措"
    其余: 是
    内容: [信访, 信访, 信访@没有]
  - 标题: 空的
  - 标题: "{{ 没有的键 }}"
    其余: 是
    内容: [普法]
"""


def lint(path: Path) -> tuple[int, str]:
    out = io.StringIO()
    return main(["packs", "lint", str(path)], out, out), out.getvalue()


def test_a_sound_outline_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "提纲.yaml"
    path.write_text(SOUND, encoding="utf-8")
    assert lint(path) == (0, f"{path}：没有发现错误\n")


def test_lint_tells_every_fault_of_an_outline_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "提纲.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    code, told = lint(path)
    assert code == 1
    for line, what in (
        (3, "提纲里的主题“开投”不存在（是不是“开头”？）"),
        (6, "把“信访”放了两处"),
        (6, "没有片段“没有”"),
        (7, "标题“空的”下面没有内容"),
        (8, "有两处“其余”"),
    ):
        assert any(f"提纲.yaml 第{line}行" in one and what in one for one in told.splitlines()), (what, told)
    assert "没有的键" in told
    assert "第4行" in told


def test_using_a_faulty_outline_tells_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "提纲.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    with pytest.raises(PackError, match="不存在"):
        app.find_outline("提纲.yaml", rule_of_law(), tmp_path)
    with pytest.raises(PackError, match="有两处“其余”"):
        app.find_outline("提纲.yaml", rule_of_law(), tmp_path)


def test_an_outline_that_is_not_there_gets_the_near_miss(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="standard"):
        app.find_outline("standart", rule_of_law(), tmp_path)


def test_the_pack_of_an_outline_is_its_own_the_answers_or_the_usual_one(tmp_path: Path) -> None:
    path, folder = tmp_path / "提纲.yaml", shipped_folder() / "rule-of-law"
    path.write_text(SOUND.replace("模板: rule-of-law\n", ""), encoding="utf-8")
    assert pack_of_outline(path) == folder
    (tmp_path / "2026.yaml").write_text("模板: 没有\n年度: 2026\n", encoding="utf-8")
    with pytest.raises(PackError, match="没有"):
        pack_of_outline(path)
    path.write_text(SOUND, encoding="utf-8")
    assert pack_of_outline(path) == folder


@pytest.mark.parametrize("name", ["hangzhou-2023", "xinchang-2020"])
def test_the_examples_outlines_are_sound(name: str) -> None:
    path = shipped_folder().parent / "examples" / name / "提纲.yaml"
    assert lint(path)[0] == 0
