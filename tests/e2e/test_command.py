"""The installed command as scripts use it: files in, files out, exit codes 0, 1 and 2."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from tests.conftest import REPOSITORY
from tests.e2e.conftest import COMMAND, Drafter

EXAMPLES = REPOSITORY / "examples"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices of POSIX")

FIRST_YEAR = """
主题: [信访, 普法]
单位全称: 东岭县司法局
单位类型: 部门
自称: 我局
党组织称谓: 局党组
上级机关: [县委, 县政府]
案件量词: 件
报告形式: 本单位报告
落款日期: 2026-1-15
指导思想: [坚持以习近平新时代中国特色社会主义思想为指导]
全会表述: 党的二十大和二十届历次全会
法治思想表述: 习近平法治思想
上级要求: 不写入
信访收到: 80件
信访办结: 76件
普法活动场次: 0
问题清单: [{标题: 法治宣传的针对性还不够强}]
问题写法: 一是
问题对照: 上级要求
下年全会表述: 党的二十大和二十届历次全会
计划清单: [{标题: 深化法治宣传, 内容: 分类编制普法清单}]
"""


def fill_in(path: Path, answers: str) -> None:
    """As in an editor: what is answered goes to the end; where its name stood, it goes with what is below it."""
    keys = tuple(line.partition(":")[0] + ":" for line in answers.splitlines() if line)
    kept, dropped = [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        dropped = line.startswith(keys) or (dropped and line.startswith((" ", "-")))
        if not dropped:
            kept.append(line)
    path.write_text("\n".join(kept) + answers, encoding="utf-8")


def test_a_first_year_and_the_next_without_a_terminal(drafter: Drafter, tmp_path: Path) -> None:
    made = drafter("new", "东岭县司法局", "--year", "2025", "--no-ask")
    assert made.returncode == 0
    first = tmp_path / "东岭县司法局" / "2025.yaml"
    draft = drafter("draft", first, "-o", "初稿.docx")
    assert draft.returncode == 0
    assert "未填写" in draft.stdout
    refused = drafter("draft", first, "-o", "定稿.docx", "--final")
    assert refused.returncode == 1
    assert not (tmp_path / "定稿.docx").exists()

    fill_in(first, FIRST_YEAR)
    final = drafter("draft", first, "-o", "定稿.txt", "--final")
    assert final.returncode == 0, final.stdout
    text = (tmp_path / "定稿.txt").read_text(encoding="utf-8")
    assert "东岭县司法局2025年法治政府建设年度报告" in text
    assert "80件" in text
    assert "95%" in text
    assert "【" not in text

    second = tmp_path / "东岭县司法局" / "2026.yaml"
    carried = drafter("new", "东岭县司法局", "--year", "2026", "--from", first, "--no-ask")
    assert carried.returncode == 0
    entries = load_answers(second).entries
    assert entries["单位全称"].value == "东岭县司法局"
    assert "信访收到" not in entries
    assert drafter("draft", second, "-o", "二.docx", "--final").returncode == 1


def test_three_years_of_a_county_with_growth(drafter: Drafter, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "sample-county", tmp_path / "县")
    for year in (2024, 2025, 2026):
        assert drafter("draft", f"县/{year}.yaml", "-o", f"{year}.txt", "--final").returncode == 0
        text = (tmp_path / f"{year}.txt").read_text(encoding="utf-8")
        assert text == (EXAMPLES / "sample-county" / f"报告{year}.txt").read_text(encoding="utf-8")
    (tmp_path / "县" / "2025.yaml").unlink()
    assert drafter("draft", "县/2026.yaml", "-o", "无去年.txt").returncode == 0
    without = (tmp_path / "无去年.txt").read_text(encoding="utf-8")
    assert without.count("增长") < text.count("增长")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("packs", 0),
        ("packs show rule-of-law", 0),
        ("--help", 0),
        ("--version", 0),
        ("draft 没有.yaml -o 报告.docx", 1),
        ("packs lint 没有", 1),
        ("draft", 2),
        ("zzz", 2),
        ("", 2),
        ("ask 没有.yaml", 2),
    ],
)
def test_exit_codes(drafter: Drafter, line: str, code: int) -> None:
    done = drafter(*line.split())
    assert done.returncode == code
    assert bool(done.stderr) == (code != 0)


def test_the_same_answers_give_the_same_bytes_with_and_without_a_cache(
    drafter: Drafter, tmp_path: Path
) -> None:
    answers = EXAMPLES / "sample-bureau" / "2026.yaml"
    (tmp_path / "不是文件夹").write_text("")
    drafter("draft", answers, "-o", "甲.docx")
    drafter("draft", answers, "-o", "乙.docx")
    drafter("draft", answers, "-o", "丙.docx", XDG_CACHE_HOME=str(tmp_path / "不是文件夹"))
    drafter("draft", answers, "-o", "丁.docx", HOME="/没有", XDG_CACHE_HOME="", PYTHONHASHSEED="7")
    assert len({(tmp_path / f"{name}.docx").read_bytes() for name in "甲乙丙丁"}) == 1


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_a_console_of_any_code_page_is_printed_to(
    drafter: Drafter, tmp_path: Path, environment: dict[str, str], encoding: str
) -> None:
    answers = EXAMPLES / "sample-bureau" / "2026.yaml"
    done = subprocess.run(
        [COMMAND, "draft", answers, "-o", "生僻𠮷.docx"],
        cwd=tmp_path,
        env=environment | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "生僻𠮷.docx").exists()
    if encoding != "ascii":
        assert "已生成：生僻" in done.stdout.decode(encoding)


@posix
def test_a_reader_who_leaves_and_a_full_device_are_no_fault_of_the_draft(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    def run(out: int, name: str) -> tuple[int, str]:
        command = [str(COMMAND), "draft", str(EXAMPLES / "sample-bureau" / "2026.yaml"), "-o", name]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert (tmp_path / name).exists()
        return done.returncode, done.stderr

    reading, writing = os.pipe()
    os.close(reading)
    assert run(writing, "甲.docx") == (1, "")
    os.close(writing)
    if Path("/dev/full").exists():
        full = os.open("/dev/full", os.O_WRONLY)
        code, told = run(full, "乙.docx")
        os.close(full)
        assert code == 1
        assert "Traceback" not in told


@posix
def test_an_interruption_at_any_moment_leaves_no_half_of_a_file(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    shutil.copy(EXAMPLES / "sample-county" / "2026.yaml", tmp_path)
    before = (tmp_path / "2026.yaml").read_bytes()
    command = [str(COMMAND), "draft", "2026.yaml", "-o", "报告.docx"]
    for step, number in enumerate((signal.SIGINT, signal.SIGKILL, signal.SIGTERM) * 3):
        program = subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        time.sleep(0.03 + 0.02 * step)
        program.send_signal(number)
        program.communicate(timeout=60)
        if (tmp_path / "报告.docx").exists():
            with zipfile.ZipFile(tmp_path / "报告.docx") as package:
                assert package.testzip() is None
    assert (tmp_path / "2026.yaml").read_bytes() == before
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0
    left = {path.name for path in tmp_path.iterdir()} - {"2026.yaml", "报告.docx"}
    assert not {name for name in left if not name.endswith(".tmp")}


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount")
def test_a_disk_that_is_really_full_and_really_read_only(drafter: Drafter, tmp_path: Path) -> None:
    disk = tmp_path / "U盘"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("不能挂载")
    try:
        shutil.copy(EXAMPLES / "sample-bureau" / "2026.yaml", disk)
        (disk / "报告.txt").write_bytes(b"old")
        full = drafter("draft", disk / "2026.yaml", "-o", disk / "报告.docx")
        assert (full.returncode, "磁盘已满" in full.stderr) == (1, True)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        denied = drafter("draft", disk / "2026.yaml", "-o", disk / "报告.docx")
        assert (denied.returncode, "只读" in denied.stderr) == (1, True)
        assert drafter("new", disk, "--year", "2027", "--no-ask").returncode == 1
        assert drafter("draft", disk / "2026.yaml", "-o", "别处.docx").returncode == 0
        assert sorted(path.name for path in disk.iterdir()) == ["2026.yaml", "报告.txt"]
        assert (disk / "报告.txt").read_bytes() == b"old"
    finally:
        subprocess.run(["umount", str(disk)], check=True)
