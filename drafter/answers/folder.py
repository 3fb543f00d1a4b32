"""The bureau's folder, one answers file a year: a new one."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.answers.dump import dump_entry, raw_of
from drafter.answers.load import entries_of, read_answers
from drafter.answers.model import (
    DEPTH,
    EDITS,
    FOLLOWED,
    HEADINGS,
    OFFICES,
    OUTLINE,
    PACK,
    TOPICS,
    YEAR,
    Answers,
    Raw,
)
from drafter.errors import AnswersError, Place
from drafter.files import create_file, make_folder, reason

_HEADER = """\
# {year}年{label}：填报内容
# 每行一项：名称、英文冒号、空格、内容。# 后面是注释；程序保存时只改动有变化的那一项。
# 尚未核实的写成  名称: {{值: 内容, 状态: 未确认}}；没有这类事项写“不适用”，不写进报告写“不写入”。
"""


def new_file(answers: Answers, remarks: Mapping[str, str] | None = None, label: str = "报告") -> None:
    """Write ``answers`` as a new file at ``answers.path``, headed by a comment; folders are made.

    ``label``: what the comment calls the report.  ``remarks``: by key, a comment to stand above the entry.  Entries that hold nothing are written as ``键:``.
    Raises AnswersError when the file exists, cannot be written, or would not read back the same.
    """
    lines = _settings(answers)
    for key, answer in answers.entries.items():
        if remark := (remarks or {}).get(key):
            lines += [f"# {part}" for part in remark.splitlines()]
        raw = raw_of(answer)
        lines += [dump_entry(key, "")[0].removesuffix(' ""')] if raw is None else dump_entry(key, raw)
    text = _HEADER.format(year=answers.year, label=label) + "".join(f"{line}\n" for line in lines)
    read_answers(entries_of(text, answers.path), text, answers.path)
    try:
        make_folder(answers.path.parent)
        create_file(answers.path, text.encode())
    except FileExistsError:
        advice = "请继续填写这个文件，或先把它改名"
        raise AnswersError("文件已经存在，没有改动它", Place(answers.path), advice) from None
    except OSError as error:
        what, advice = reason(error)
        raise AnswersError(what, Place(answers.path), advice) from error


def _settings(answers: Answers) -> list[str]:
    settings: dict[str, Raw] = {PACK: answers.pack} if answers.pack else {}
    if answers.outline:
        settings[OUTLINE] = answers.outline
    settings |= {YEAR: str(answers.year), DEPTH: answers.depth.value}
    if answers.topics:
        settings[TOPICS] = list(answers.topics)
    if answers.headings:
        settings[HEADINGS] = dict(answers.headings)
    if answers.offices:
        settings[OFFICES] = dict(answers.offices)
    if answers.followed:
        settings[FOLLOWED] = list(answers.followed)
    if answers.edits:
        settings[EDITS] = list(answers.edits)
    return [line for key, raw in settings.items() for line in dump_entry(key, raw)]
