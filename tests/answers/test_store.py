"""Saving: only the entry that changed, always whole, never at the cost of somebody else's change."""

from __future__ import annotations

import codecs
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.answers.dump import raw_of
from drafter.answers.lock import AlreadyOpen, lock, lock_path
from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.answers.store import AnswersFile, NotSaved, earlier, load_answers, new_file
from drafter.errors import AnswersError
from drafter.packs.schema import Depth
from drafter.yamlio import FORBIDDEN

FILE = """\
# 县司法局  年度报告
年度: 2026   # 报告年度

# 一、信访
信访收到: 81件  # 信访办李某报
信访办结: {值: 79, 状态: 未确认} # 待核

说明文字: |
  第一段
    缩进的第二段

# 二、普法
普法补充:
  - 标题: 宣传   # 科室报
    文: 共{场次}
    # 中间的注释
    数: {场次: 3}
空着:
结尾: 甲
# 最后的注释
"""


def write(folder: Path, text: str = FILE, encoding: str = "utf-8", bom: bytes = b"") -> Path:
    path = folder / "2026.yaml"
    path.write_bytes(bom + text.encode(encoding))
    return path


def bare(entries: object) -> dict[str, Answer]:
    assert isinstance(entries, dict)
    return {key: replace(answer, line=0) for key, answer in entries.items()}


CASES: list[tuple[str, str, Answer | None, str, str]] = [
    ("a figure", "信访收到", Answer("82件"), "信访收到: 81件  #", "信访收到: 82件  #"),
    (
        "a figure that gets a status",
        "信访收到",
        Answer("82件", Status.UNCONFIRMED, note="待核: 一次"),
        "信访收到: 81件  # 信访办李某报\n",
        '信访收到:  # 信访办李某报\n  值: 82件\n  状态: 未确认\n  说明: "待核: 一次"\n',
    ),
    ("braces", "信访办结", Answer("79件"), "{值: 79, 状态: 未确认} # 待核", "79件 # 待核"),
    ("a block text", "说明文字", Answer("一句"), "|\n  第一段\n    缩进的第二段\n", "一句\n"),
    (
        "a list, its inner comments moved above",
        "普法补充",
        Answer(["甲"]),
        "普法补充:\n  - 标题: 宣传   # 科室报\n    文: 共{场次}\n    # 中间的注释\n    数: {场次: 3}\n",
        "# 科室报\n# 中间的注释\n普法补充:\n  - 甲\n",
    ),
    ("an entry with nothing behind it", "空着", Answer("0"), "空着:\n", "空着: 0\n"),
    ("removal", "结尾", None, "结尾: 甲\n", ""),
    ("removal, the comment stays", "信访收到", None, "信访收到: 81件  # 信访办李某报\n", "# 信访办李某报\n"),
    ("removal of what is not there", "没有的", None, "", ""),
    ("an answer that holds nothing", "结尾", Answer(None), "结尾: 甲\n", ""),
    ("a new entry without order, at the end", "新", Answer("1"), "# 最后的注释\n", "# 最后的注释\n新: 1\n"),
    ("a new entry after the one before it", "信访满意", Answer("1"), "# 待核\n", "# 待核\n信访满意: 1\n"),
    ("a new entry before the one after it", "首项", Answer("1"), "# 报告年度\n", "# 报告年度\n首项: 1\n"),
]
ORDER = ["首项", "信访收到", "信访办结", "信访满意", "说明文字", "普法补充"]


@pytest.mark.parametrize(
    ("key", "answer", "old", "new"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
@pytest.mark.parametrize(
    ("line_end", "encoding", "bom"),
    [
        ("\n", "utf-8", b""),
        ("\r\n", "utf-8", codecs.BOM_UTF8),
        ("\r\n", "gbk", b""),
        ("\n", "utf-16-le", codecs.BOM_UTF16_LE),
    ],
)
def test_saving_changes_one_entry_and_no_other_byte(
    tmp_path: Path,
    key: str,
    answer: Answer | None,
    old: str,
    new: str,
    line_end: str,
    encoding: str,
    bom: bytes,
) -> None:
    path = write(tmp_path, FILE.replace("\n", line_end), encoding, bom)
    file = AnswersFile(path)
    file.save(key, answer, ORDER)
    expected = FILE.replace(old, new, 1) if old else FILE
    assert path.read_bytes() == bom + expected.replace("\n", line_end).encode(encoding)
    assert file.answers == load_answers(path)


def test_settings_are_saved_in_the_same_way(tmp_path: Path) -> None:
    path = write(tmp_path)
    file = AnswersFile(path)
    file.save_setting("年度", "2027")
    file.save_setting("主题", ["普法", "信访"])
    file.save_setting("标题改写", {"普法": "下好“一盘棋”"})
    file.save_setting("深度", "完整")
    assert path.read_text("utf-8").startswith(
        "# 县司法局  年度报告\n年度: 2027   # 报告年度\n深度: 完整\n主题:\n  - 普法\n  - 信访\n"
        "标题改写:\n  普法: 下好“一盘棋”\n\n# 一、信访\n"
    )
    answers = load_answers(path)
    assert answers == file.answers
    assert (answers.topics, answers.headings) == (("普法", "信访"), {"普法": "下好“一盘棋”"})


def test_a_wrong_setting_or_answer_is_refused_and_spoils_nothing_after_it(tmp_path: Path) -> None:
    path = write(tmp_path)
    file = AnswersFile(path)
    with pytest.raises(AnswersError, match="不是年份"):
        file.save_setting("年度", "明年")
    with pytest.raises(AnswersError, match="U\\+0007"):
        file.save("结尾", Answer("甲\x07"))
    with pytest.raises(AnswersError, match="私用区字符 U\\+100001"):
        file.save("结尾", Answer(["甲", {"文": "\U00100001"}]))
    with pytest.raises(AnswersError, match="都叫“场次”"):
        file.save(
            "结尾", Answer([{"文": "{场次}", "数": {"场次": "1"}}, {"文": "{场次}", "数": {"场次": "2"}}])
        )
    with pytest.raises(AnswersError, match="保留名称"):
        file.save("年度", Answer("2027"))
    assert path.read_text("utf-8") == FILE
    file.save("结尾", Answer("乙"))
    assert path.read_text("utf-8") == FILE.replace("结尾: 甲", "结尾: 乙")


def test_line_numbers_follow_the_file(tmp_path: Path) -> None:
    file = AnswersFile(write(tmp_path))
    file.save("信访收到", Answer("1", note="甲" * 50))
    assert file.answers.entries["结尾"].line == 21
    assert file.answers == load_answers(file.path)


def test_a_character_that_gbk_lacks_makes_the_file_utf8_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, encoding="gbk")
    file = AnswersFile(path)
    assert file.save("结尾", Answer("乙")).recoded == ""
    assert path.read_bytes() == FILE.replace("结尾: 甲", "结尾: 乙").encode("gbk")
    assert file.save("结尾", Answer("😀")).recoded == "gbk"
    assert path.read_text("utf-8") == FILE.replace("结尾: 甲", "结尾: 😀")
    assert file.encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "key", "after"),
    [
        ("年度: 2026\n甲: 1", "乙", "年度: 2026\n甲: 1\n乙: 新\n"),
        ("年度: 2026\n甲: |\n  文", "乙", "年度: 2026\n乙: 新\n甲: |\n  文"),
        ("年度: 2026\n甲: |+\n  文\n\n", "乙", "年度: 2026\n甲: |+\n  文\n\n乙: 新\n"),
        ("年度: 2026\n甲: 1\n...\n", "乙", "年度: 2026\n甲: 1\n乙: 新\n...\n"),
        ("  年度: 2026\n  甲: 1\n", "乙", "  年度: 2026\n  甲: 1\n  乙: 新\n"),
        ("---\n年度: 2026\n甲:\n- 1\n- 2\n", "甲", "---\n年度: 2026\n甲: 新\n"),
        ("年度: 2026\r甲: 1\r乙: 2\r", "甲", "年度: 2026\r甲: 新\r乙: 2\r"),
        ("年度: 2026\n甲: [1,\n  2\n  ] # 注\n乙: 2", "甲", "年度: 2026\n甲: 新  # 注\n乙: 2"),
        ('年度: 2026\n"甲": "a\n\n  b" # 注\n乙: 2', "甲", "年度: 2026\n甲: 新  # 注\n乙: 2"),
        ("年度: 2026\n甲: >-\n  a\n\n  b\n\n\n# 注\n乙: 2", "甲", "年度: 2026\n甲: 新\n\n\n# 注\n乙: 2"),
        ("年度: 2026\n甲: |  # 注\n  a\n乙: 2", "甲", "年度: 2026\n甲: 新  # 注\n乙: 2"),
        ("年度: 2026\n甲: 1 #注\n    # 深缩进\n乙: 2", "甲", "年度: 2026\n甲: 新 #注\n    # 深缩进\n乙: 2"),
    ],
)
def test_odd_files_are_saved_too(tmp_path: Path, text: str, key: str, after: str) -> None:
    path = write(tmp_path, text)
    others = bare(load_answers(path).entries)
    file = AnswersFile(path)
    file.save(key, Answer("新"))
    assert path.read_bytes().decode() == after
    assert bare(load_answers(path).entries) == others | {key: Answer("新")}


def test_an_indented_comment_never_becomes_part_of_a_text(tmp_path: Path) -> None:
    path = write(tmp_path, "年度: 2026\n甲: |\n  文\n乙: 1\n    # 注\n丙: 2\n")
    file = AnswersFile(path)
    file.save("丙", Answer("多行\n文字"))
    file.save("乙", Answer("多行\n文字"))
    assert bare(load_answers(path).entries) == {
        "甲": Answer("文\n"),
        "乙": Answer("多行\n文字"),
        "丙": Answer("多行\n文字"),
    }
    file.save("乙", None)
    assert bare(load_answers(path).entries) == {"甲": Answer("文\n"), "丙": Answer("多行\n文字")}
    assert "    # 注\n" in path.read_text("utf-8")


TEXTS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co")) | st.sampled_from("\n\t #:-{}[]\"'\\|>%@`&*!?,~\u2028\ue000：“”"), max_size=120),
    st.sampled_from(
        ["是", "yes", "12:30", "010", "null", "~", "", " ", "\n", "a\n\n", "\n a", "- 甲", "甲: 乙", "#甲", "甲 # 乙", "{}", "{{ 甲 }}",
         "{% x %}", "😀", "甲\u2028乙", "\ufeff甲", "---", "...", "? 甲", "|", ">-", "'", '"', "甲\t乙", "\t甲\n乙", "  甲\n乙\n", "a\n   \nb\n", "<<", "=", "值：1"]
    ),
    st.text("第一段文字，：  \n#", min_size=60, max_size=200),
).filter(lambda text: not FORBIDDEN.search(text))  # fmt: skip
KEYS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Co", "Zl", "Zp")) | st.sampled_from(" #:-{}[]\"'.~："),
    min_size=1,
    max_size=30,
).filter(
    lambda key: not FORBIDDEN.search(key) and key not in ("年度", "模板", "提纲", "深度", "主题", "标题改写")
)
RAWS: st.SearchStrategy[Raw] = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS | st.sampled_from(["标题", "文", "值", "状态", "说明"]), inner, max_size=3)
    ),
    max_leaves=5,
)
_STATES = st.builds(
    Answer,
    value=st.none()
    | RAWS
    | st.fixed_dictionaries({"文": TEXTS, "数": st.dictionaries(KEYS, TEXTS, max_size=3)}),
    status=st.sampled_from(Status),
    note=TEXTS,
    source=TEXTS,
    decimals=st.none() | st.integers(0, 9),
)
_WAITS = st.builds(
    replace,
    _STATES,
    status=st.just(Status.WAITING),
    awaited=TEXTS,
    since=st.sampled_from(["", "2027-1-8", "2027年1月8日"]),
)
ANSWERS = (_STATES | _WAITS).filter(lambda answer: raw_of(answer) is not None)


@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    key=KEYS | st.sampled_from(["信访收到", "说明文字", "普法补充", "空着", "结尾"]),
    answer=ANSWERS,
    order=st.permutations(ORDER),
)
def test_what_is_saved_is_read_back(tmp_path: Path, key: str, answer: Answer, order: list[str]) -> None:
    path = write(tmp_path)
    before = bare(load_answers(path).entries)
    file = AnswersFile(path)
    file.save(key, answer, order)
    assert bare(load_answers(path).entries) == before | {key: answer}
    assert file.answers == load_answers(path)
    file.save(key, Answer("乙"), order)
    file.save(key, answer, order)
    file.save("其后", Answer("丙"), [*order, key, "其后"])
    assert bare(load_answers(path).entries) == before | {key: answer, "其后": Answer("丙")}
    for part in FILE.split("\n")[:4]:
        assert part in path.read_text("utf-8")
    file.save(key, None)
    before.pop(key, None)
    assert bare(load_answers(path).entries) == before | {"其后": Answer("丙")}


FRAGMENTS = [
    "甲: 1", "乙: {值: 2, 状态: 未确认}", "丙:", "丁: |", "戊: >-", "己: |+", "庚: |2-", '辛: "引', '壬: [a,', "癸:  # 注", "子: 甲  # 注",
    "丑: '引", "  文", "    深", "   ", "", "# 注", "  # 注", "    # 深注", "- 项", "  - 项", "  - 标题: x", "    文: y", '  引"', "  引'",
    "  b]", "  值: 3", "  状态: 未确认 # 注", "  说明: |", "\t", "  甲: x", "? 寅", ": x", "...",
]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lines=st.lists(st.sampled_from(FRAGMENTS), max_size=14),
    last=st.sampled_from(["", "\n"]),
    key=st.sampled_from("甲乙丙丁戊己庚辛壬癸子丑寅新"),
    answer=st.sampled_from([None, Answer("新"), Answer("多行\n文字"), Answer("一", note="二")]),
    order=st.permutations("甲乙丙丁戊己庚辛壬癸子丑寅新"),
)
def test_in_any_file_that_can_be_read_the_other_entries_stay(
    tmp_path: Path, lines: list[str], last: str, key: str, answer: Answer | None, order: list[str]
) -> None:
    path = write(tmp_path, "年度: 2026\n" + "\n".join(lines) + last)
    try:
        before = bare(load_answers(path).entries)
    except AnswersError:
        return
    remarks = path.read_text("utf-8").count("注") - str(before.get(key)).count("注")
    file = AnswersFile(path)
    file.save(key, answer, order)
    after = bare(load_answers(path).entries)
    before.pop(key, None)
    assert after == before | ({key: answer} if answer else {})
    assert file.answers == load_answers(path)
    assert path.read_text("utf-8").count("注") == remarks


def test_line_ends_of_pasted_text_become_newlines(tmp_path: Path) -> None:
    file = AnswersFile(write(tmp_path))
    file.save("结尾", Answer("甲\r\n乙\r丙"))
    assert load_answers(file.path).entries["结尾"].value == "甲\n乙\n丙"


def test_a_change_by_somebody_else_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path)
    file = AnswersFile(path)
    path.write_text(FILE.replace("81件", "90件").replace("结尾: 甲", "结尾: 甲\n新来: 5"), "utf-8")
    assert file.save("结尾", Answer("乙")).merged
    values = bare(load_answers(path).entries)
    assert (values["信访收到"].value, values["新来"].value, values["结尾"].value) == ("90件", "5", "乙")
    assert file.answers == load_answers(path)
    assert not file.save("结尾", Answer("丙")).merged


def test_a_deleted_file_is_written_anew(tmp_path: Path) -> None:
    file = AnswersFile(write(tmp_path))
    file.path.unlink()
    file.save("结尾", Answer("乙"))
    assert file.path.read_text("utf-8") == FILE.replace("结尾: 甲", "结尾: 乙")


def test_a_file_broken_meanwhile_is_left_alone_and_the_answer_rescued(tmp_path: Path) -> None:
    path = write(tmp_path)
    file = AnswersFile(path)
    path.write_text("年度：2026\n", "utf-8")
    with pytest.raises(NotSaved, match="全角冒号") as raised:
        file.save("结尾", Answer("乙"))
    assert path.read_text("utf-8") == "年度：2026\n"
    assert raised.value.rescued == tmp_path / "2026.未保存.txt"
    assert raised.value.rescued.read_text("utf-8") == "结尾: 乙\n"
    path.write_text("年度: 2026\n", "utf-8")
    file.save("另一项", Answer("丙"))
    assert path.read_text("utf-8") == "年度: 2026\n结尾: 乙\n另一项: 丙\n"
    assert not raised.value.rescued.exists()


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "没有写入权限"),
        (errno.EACCES, "没有写入权限"),
        (errno.EIO, "写入失败"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_when_writing_fails_the_old_file_stands_and_nothing_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, what: str, step: str
) -> None:
    path = write(tmp_path)
    file = AnswersFile(path, rescue=[tmp_path])
    with monkeypatch.context() as patch:
        patch.setattr(os, step, failing(code))
        with pytest.raises(NotSaved, match=what):
            file.save("结尾", Answer("乙"))
    assert path.read_text("utf-8") == FILE
    assert file.answers == load_answers(path)
    assert not list(tmp_path.glob("*.tmp")) + list(tmp_path.glob(".*.tmp"))
    file.save("空着", Answer("0"))
    values = bare(load_answers(path).entries)
    assert (values["结尾"].value, values["空着"].value) == ("乙", "0")


def test_the_rescue_file_goes_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path)
    spare = tmp_path / "spare"
    spare.mkdir()
    file = AnswersFile(path, rescue=[tmp_path / "missing", spare])
    (tmp_path / "2026.未保存.txt").mkdir()
    monkeypatch.setattr(os, "replace", failing(errno.ENOSPC))
    with pytest.raises(NotSaved) as raised:
        file.save("结尾", Answer("乙: 丙"))
    assert raised.value.rescued == spare / "2026.未保存.txt"
    assert raised.value.rescued.read_text("utf-8") == '结尾: "乙: 丙"\n'
    assert str(spare) in str(raised.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said_to_be_one(tmp_path: Path) -> None:
    file = AnswersFile(write(tmp_path), rescue=[])
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotSaved, match="没有写入权限"):
            file.save("结尾", Answer("乙"))
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_mode_and_link_of_the_file_stay(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    AnswersFile(link).save("结尾", Answer("乙"))
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert load_answers(path).entries["结尾"].value == "乙"


SAVER = """
import sys
from pathlib import Path
from drafter.answers.model import Answer
from drafter.answers.store import AnswersFile
file = AnswersFile(Path(sys.argv[1]))
for number in range(100000):
    file.save(f"键{number % 50}", Answer(f"{number}件", note="甲" * (number % 7)))
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("delay", [0.05, 0.11, 0.17])
def test_a_killed_program_leaves_a_whole_file_with_every_confirmed_save(tmp_path: Path, delay: float) -> None:
    path = write(tmp_path)
    root = Path(__file__).parents[2]
    saver = subprocess.Popen(
        [sys.executable, "-c", SAVER, str(path)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert saver.stdout is not None
    saver.stdout.readline()
    time.sleep(delay)
    saver.send_signal(signal.SIGKILL)
    saver.wait()
    confirmed = [int(line) for line in saver.stdout.read().split("\n") if line]
    saver.stdout.close()
    entries = load_answers(path).entries
    last = max(confirmed, default=0)
    for number in range(max(0, last - 48), last + 1):
        assert entries[f"键{number % 50}"].value == f"{number}件"
    with lock(path, datetime(2027, 1, 5)):
        assert not list(tmp_path.glob(".*.tmp"))


HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from drafter.answers.dump import raw_of
from drafter.answers.lock import lock
with lock(Path(sys.argv[1]), datetime(2027, 1, 5, 9, 30)) as held:
    print(held, flush=True)
    sys.stdin.readline()
"""


def test_a_second_program_on_the_same_file_is_told(tmp_path: Path) -> None:
    path = write(tmp_path)
    command = [sys.executable, "-c", HOLDER, str(path)]
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    with pytest.raises(AlreadyOpen, match="2027-01-05 09:30") as raised, lock(path, datetime(2027, 1, 5)):
        pass
    assert raised.value.pid == holder.pid
    holder.kill()
    holder.communicate()
    assert lock_path(path).exists()
    with lock(path, datetime(2027, 1, 6)) as held:
        assert held
        with pytest.raises(AlreadyOpen), lock(path, datetime(2027, 1, 6)):
            pass
    assert not lock_path(path).exists()


def test_without_a_place_for_the_lock_work_goes_on(tmp_path: Path) -> None:
    with lock(tmp_path / "missing" / "2026.yaml", datetime(2027, 1, 5)) as held:
        assert not held


def test_a_new_file_has_a_header_settings_and_entries(tmp_path: Path) -> None:
    path = tmp_path / "东岭县" / "2026.yaml"
    answers = Answers(
        path,
        2026,
        "rule-of-law",
        "standard",
        Depth.FULL,
        ("普法",),
        {"普法": "下好: 一盘棋"},
        {
            "单位全称": Answer("东岭县司法局"),
            "旧键": Answer("甲", Status.UNCONFIRMED, source="2025年"),
            "空": Answer(None),
        },
        {"法规": "政策法规股", "信访": "信访办"},
    )
    new_file(answers, {"旧键": "模板里没有这一项"}, "法治政府建设年度报告")
    text = path.read_text("utf-8")
    assert text.startswith("# 2026年法治政府建设年度报告")
    assert "# 模板里没有这一项\n旧键: {值: 甲, 状态: 未确认, 来源: 2025年}\n" in text
    assert "\n空:\n" in text
    read = load_answers(path)
    entries = bare(answers.entries)
    del entries["空"]
    assert replace(read, entries=bare(read.entries)) == replace(answers, entries=entries)
    with pytest.raises(AnswersError, match="已经存在"):
        new_file(answers)
    assert path.read_text("utf-8") == text
    assert [file.name for file in path.parent.iterdir()] == ["2026.yaml"]


def test_the_earlier_years_lie_beside(tmp_path: Path) -> None:
    for name in ("2024.yml", "2025.yaml"):
        (tmp_path / name).write_text("", "utf-8")
    path = tmp_path / "2026.yaml"
    assert earlier(path, 2026) == tmp_path / "2025.yaml"
    assert earlier(path, 2026, 2) == tmp_path / "2024.yml"
    assert earlier(path, 2026, 3) is None
