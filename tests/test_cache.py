"""The cache of compiled packs: missing, read-only, broken or stale it only costs time."""

from __future__ import annotations

import errno
import marshal
import multiprocessing
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from drafter.app import Ready, ready_pack
from drafter.packs import cache as cache_module
from drafter.packs.cache import Compiled, pack_key, remembered

MANIFEST = """\
名称: 小包
版本: "1"
标题: "{{ 单位全称 }}{{ 年度 }}年报告"
默认提纲: 一
版式: {署名: "{{ 单位全称 }}"}
主题: [topic.yaml]
提纲: {一: {名称: 一, 部分: [{标题: 做法, 内容: [信访]}]}}
"""
TOPIC = """\
主题: 信访
标题: 信访
必备: 是
模板: topic.j2
问题:
  - {键: 单位全称, 类型: 文本}
  - {键: 信访收到, 单位: 件}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "小包"
    folder.mkdir()
    (folder / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "topic.yaml").write_text(TOPIC, encoding="utf-8")
    (folder / "topic.j2").write_text("收到{{ 信访收到 }}。", encoding="utf-8")
    return folder


def _entry(folder: Path) -> Path:
    (found,) = folder.glob("*.pack")
    return found


def _made_from_scratch(folder: Path, cache: Path | None) -> bool:
    """Whether the pack had to be read and compiled."""
    made = []

    def make() -> Compiled:
        made.append(True)
        fresh = ready_pack(folder, None)
        return fresh.pack, fresh.codes

    pack, codes = remembered(folder, cache, make)
    assert pack.label == "小包"
    assert codes
    return bool(made)


def test_the_second_time_nothing_is_compiled(pack: Path, tmp_path: Path) -> None:
    assert _made_from_scratch(pack, tmp_path / "缓存")
    assert not _made_from_scratch(pack, tmp_path / "缓存")
    assert [path.suffix for path in (tmp_path / "缓存").iterdir()] == [".pack"]


def test_without_a_cache_folder_everything_is_made(pack: Path) -> None:
    assert _made_from_scratch(pack, None)


def _bytes_of_another_program(data: bytes) -> bytes:
    rest = b"\0\0\0\4" + b"abcd" + marshal.dumps({})
    return crc32(rest).to_bytes(4, "big") + rest


def _classes_that_are_gone(data: bytes) -> bytes:
    pickled = pickle.dumps(Ready).replace(b"Ready", b"Raedy")
    rest = len(pickled).to_bytes(4, "big") + pickled + marshal.dumps({})
    return crc32(rest).to_bytes(4, "big") + rest


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:7], id="shorter than its head"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: data + b"x", id="longer"),
        pytest.param(lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:], id="one bit turned"),
        pytest.param(lambda data: bytes(len(data)), id="noughts after a power cut"),
        pytest.param(lambda data: "记事本".encode() * 100, id="text"),
        pytest.param(_bytes_of_another_program, id="whole, but no pickle"),
        pytest.param(_classes_that_are_gone, id="whole, but of classes that are gone"),
    ],
)
def test_a_broken_entry_is_made_anew(pack: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    cache = tmp_path / "缓存"
    _made_from_scratch(pack, cache)
    entry = _entry(cache)
    whole = entry.read_bytes()
    entry.write_bytes(spoil(whole))
    assert _made_from_scratch(pack, cache)
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("name", ["topic.j2", "topic.yaml", "pack.yaml"])
def test_a_change_of_any_file_makes_the_entry_stale(pack: Path, tmp_path: Path, name: str) -> None:
    cache = tmp_path / "缓存"
    _made_from_scratch(pack, cache)
    with open(pack / name, "a", encoding="utf-8") as file:
        file.write("\n")
    assert _made_from_scratch(pack, cache)


def test_a_pack_at_another_place_has_an_entry_of_its_own(pack: Path, tmp_path: Path) -> None:
    shutil.copytree(pack, tmp_path / "另一处")
    assert pack_key(pack) != pack_key(tmp_path / "另一处")


def test_names_that_are_no_utf8_and_files_that_cannot_be_read_have_a_key(pack: Path) -> None:
    (pack / "坏链接.j2").symlink_to(pack / "没有")
    before = pack_key(pack)
    (pack / os.fsdecode("公文.j2".encode("gbk"))).write_bytes(b"")
    assert pack_key(pack) != before


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_cache_that_cannot_be_written_costs_only_time(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    assert _made_from_scratch(pack, tmp_path / "缓存")
    assert list((tmp_path / "缓存").iterdir()) == []


def test_a_file_where_the_cache_folder_should_be_costs_only_time(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "缓存").write_text("")
    assert _made_from_scratch(pack, tmp_path / "缓存")
    assert _made_from_scratch(pack, tmp_path / "缓存" / "里面")


def test_old_entries_do_not_pile_up(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_KEPT", 3)
    cache = tmp_path / "缓存"
    for number in range(6):
        (pack / "topic.j2").write_text(f"第{number}次收到{{{{ 信访收到 }}}}。", encoding="utf-8")
        ready_pack(pack, cache)
        entry = cache / f"{pack_key(pack)}.pack"
        os.utime(entry, (number, number))
    assert len(list(cache.iterdir())) == 3
    assert entry.exists()


def _use(pack: Path, cache: Path) -> None:
    for _ in range(10):
        assert ready_pack(pack, cache).pack.label == "小包"
        for entry in cache.glob("*.pack"):
            entry.unlink(missing_ok=True)


def test_two_programs_may_use_it_at_once(pack: Path, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_use, args=(pack, tmp_path / "缓存")) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
        assert other.exitcode == 0
    assert not list((tmp_path / "缓存").glob(".*.tmp"))
