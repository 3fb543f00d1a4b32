"""Every kind of fault is said with its line; sound packs are left alone; rubbish never makes lint fail."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.packs.faults import Fault
from drafter.packs.find import shipped_folder, shipped_packs
from drafter.packs.lint import lint
from tests.packs.cases import SOUND, blocks, copied, spoilt

TEMPLATES = blocks("templates.txt")
PACKS = blocks("packs.txt")


def told(fault: Fault, pack: Path) -> str:
    place = f"{Path(fault.place.path).relative_to(pack).as_posix()}:{fault.place.line}"
    return f"{place} {fault.what}{f'（{fault.advice}）' if fault.advice else ''}".replace(f"{pack}/", "")


def test_a_sound_pack_has_no_fault() -> None:
    assert lint(SOUND) == []


@pytest.mark.parametrize("name", shipped_packs())
def test_shipped_packs_have_no_fault(name: str) -> None:
    assert [str(fault) for fault in lint(shipped_folder() / name)] == []


@pytest.mark.parametrize(("name", "template", "expected"), TEMPLATES, ids=[name for name, _, _ in TEMPLATES])
def test_a_fault_of_a_template(name: str, template: str, expected: list[str], tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "parts/try.j2").write_text(template + "\n", encoding="utf-8")
    found = [told(fault, pack) for fault in lint(pack)]
    assert [line for line in found if "try.j2" in line] == [f"parts/try.j2:{line}" for line in expected]


@pytest.mark.parametrize(("name", "changes", "expected"), PACKS, ids=[name for name, _, _ in PACKS])
def test_a_fault_of_a_pack(name: str, changes: str, expected: list[str], tmp_path: Path) -> None:
    pack = spoilt(tmp_path, changes)
    assert [told(fault, pack) for fault in lint(pack)] == expected


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        (None, "文件夹里没有 pack.yaml"),
        ("", "文件是空的"),
        ("- 甲\n", "文件应由若干“字段: 内容”组成"),
        ("名称: [甲", "括号没有成对"),
        ("a: " + "[" * 100_000, "括号或缩进套得太深"),
    ],
)
def test_a_pack_that_cannot_be_read_has_one_fault(manifest: str | None, what: str, tmp_path: Path) -> None:
    if manifest is not None:
        (tmp_path / "pack.yaml").write_text(manifest, encoding="utf-8")
    faults = lint(tmp_path)
    assert len(faults) == 1
    assert faults[0].what.startswith(what)


def test_a_template_too_deep_to_read_is_a_fault(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "parts/try.j2").write_text("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", encoding="utf-8")
    assert any("套得太深" in fault.what for fault in lint(pack))
    (pack / "parts/try.j2").write_text("{{ 信访收到" + " + 信访收到" * 5000 + " }}", encoding="utf-8")
    assert any("套得太深" in fault.what for fault in lint(pack))


def test_a_file_in_gbk_with_windows_line_ends_keeps_its_lines(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "parts/try.j2").write_bytes("\r\n{{ 信访收道 }}\r\n".encode("gbk"))
    assert [fault.place.line for fault in lint(pack) if "信访收道" in fault.what] == [2]


FILES = sorted(path.relative_to(SOUND).as_posix() for path in SOUND.rglob("*.*"))
BITS = (
    "{{ }} {% %} {# [[ ]] | : - # @ & * ! ' \" ， 。 0 ² ( ) , = ~ > ** --- . !!x &a *a 是 loop"
    "|{% if |{% endif %}|{% for 项 in |{% set |{% macro |{% raw %}|{{ 信访收到|问题清单|文件| is | in |[0]|.x| if "
    "| else |\n|  |\n  - |键: |公式: |当: |\t|\x00|\x85|\U000f0001|9999999999999999|: "
)
EDITS = st.tuples(
    st.sampled_from(FILES),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 8),
    st.sampled_from([*BITS.split("|")[0].split(" "), *BITS.split("|")[1:]]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_rubbish_gives_faults_and_never_an_error(edits: list[tuple[str, float, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pack = copied(Path(folder))
        for name, where, gone, put in edits:
            text = (pack / name).read_text(encoding="utf-8")
            at = int(where * len(text))
            (pack / name).write_text(text[:at] + put + text[at + gone :], encoding="utf-8")
        faults = lint(pack)
    assert [fault for fault in faults if not fault.what] == []
