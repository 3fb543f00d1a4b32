"""What goes wrong around a clerk at a real (pseudo-)terminal: two windows, other editors, full disks."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from tests.e2e.conftest import At, Drafter

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")

FIRST_QUESTION = "单位类型"


def test_the_second_window_on_a_file_is_told_of_the_first(at: At, drafter: Drafter, tmp_path: Path) -> None:
    drafter("new", "局", "--year", "2026", "--no-ask")
    first = at("ask", "局/2026.yaml", words=FIRST_QUESTION)
    second = at("ask", "局/2026.yaml", words="正由另一个窗口的本程序编辑")
    assert second.end() == 1
    first.press("c", "已保存")
    third = at("ask", "局/2026.yaml", words="【")
    third.press("c", "已保存")


def test_a_file_changed_in_an_editor_meanwhile_keeps_both(at: At, drafter: Drafter, tmp_path: Path) -> None:
    drafter("new", "局", "--year", "2026", "--no-ask")
    path = tmp_path / "局" / "2026.yaml"
    clerk = at("ask", "局/2026.yaml", words=FIRST_QUESTION)
    with path.open("a", encoding="utf-8") as file:
        file.write("# 李四加的\n李四的数: 81件\n")
    clerk.choose("部门", "已合并")
    clerk.press("c", "已保存")
    text = path.read_text(encoding="utf-8")
    assert "# 李四加的\n李四的数: 81件\n" in text
    assert load_answers(path).entries["单位类型"].value == "部门"


def test_a_file_broken_meanwhile_is_never_written_over_and_the_answer_is_rescued(
    at: At, drafter: Drafter, tmp_path: Path
) -> None:
    drafter("new", "局", "--year", "2026", "--no-ask")
    path = tmp_path / "局" / "2026.yaml"
    clerk = at("ask", "局/2026.yaml", words=FIRST_QUESTION)
    broken = path.read_text(encoding="utf-8") + "信访收到：81件\n"
    path.write_text(broken, encoding="utf-8")
    clerk.choose("部门", "没有存上")
    assert "全角冒号" in clerk.screen
    clerk.press("c", "还没有存进答案文件")
    assert clerk.end() == 1
    assert path.read_text(encoding="utf-8") == broken
    (rescued,) = path.parent.glob("*未保存*")
    assert "单位类型: 部门" in rescued.read_text(encoding="utf-8")


def test_the_menu_survives_a_broken_file(at: At, tmp_path: Path) -> None:
    (tmp_path / "2026.yaml").write_text("坏：[", encoding="utf-8")
    clerk = at(words="2026年报告")
    clerk.choose("2026年报告", "生成草稿")
    clerk.choose("生成草稿", "错误")
    assert "全角冒号" in clerk.screen
    clerk.choose("返回", "要做什么")
    clerk.choose("退出")
    assert clerk.end() == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount")
def test_on_a_full_disk_the_answer_goes_where_there_is_room(
    at: At, drafter: Drafter, tmp_path: Path, environment: dict[str, str]
) -> None:
    disk = tmp_path / "U盘"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("不能挂载")
    try:
        drafter("new", disk, "--year", "2026", "--no-ask")
        before = (disk / "2026.yaml").read_bytes()
        with contextlib.suppress(OSError), (disk / "满").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1024))
        clerk = at("ask", "U盘/2026.yaml", words=FIRST_QUESTION)
        clerk.choose("部门", "磁盘已满，没有保存")
        clerk.press("c", "还没有存进答案文件")
        assert clerk.end() == 1
        assert "错误" not in clerk.screen
        assert (disk / "2026.yaml").read_bytes() == before
        assert sorted(path.name for path in disk.iterdir()) == ["2026.yaml", "满"]
        rescued = Path(environment["HOME"]) / "2026.未保存.txt"
        assert "单位类型: 部门" in rescued.read_text(encoding="utf-8")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
