"""The command line: arguments, printing and exit codes; no work."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import NoReturn, TextIO

from drafter import __version__
from drafter.errors import DONE, TO_CORRECT, DrafterError, Place, UsageError
from drafter.i18n import LANGUAGES, SOURCE, _, set_language
from drafter.packs.find import USUAL_PACK
from drafter.usage import Parser


def parser() -> argparse.ArgumentParser:
    """All commands and flags."""
    top = Parser(prog="drafter", description=_("法治政府建设年度报告起草助手；不带参数时打开菜单"))
    top.add_argument("--version", action="version", version=f"drafter {__version__}")
    _add_language(top)
    _add_plain(top)
    commands = top.add_subparsers(dest="command", metavar=_("命令"))
    _add_new(commands)
    _add_learn(commands)
    _add_ask(commands)
    _add_draft(commands)
    _add_take(commands)
    _add_diff(commands)
    _add_open(commands)
    _add_packs(commands)
    return top


Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("界面语言，默认中文"))


def _add_plain(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--plain",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("一问一行，不重绘、不用颜色（读屏软件、管道）"),
    )


def _add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument("answers", type=Path, metavar=_("答案文件"), help=_("答案文件，如 本局/2026.yaml"))


def _command(commands: Commands, name: str, told: str) -> argparse.ArgumentParser:  # type: ignore[valid-type]
    command: argparse.ArgumentParser = commands.add_parser(name, help=told, description=told)  # type: ignore[attr-defined]
    _add_language(command)
    return command


def _add_new(commands: Commands) -> None:  # type: ignore[valid-type]
    command = _command(commands, "new", _("新建一年的答案文件，可沿用上一年"))
    command.add_argument("dir", type=Path, metavar=_("文件夹"), help=_("本单位的文件夹"))
    command.add_argument("--year", type=_year, metavar="2026", required=True, help=_("报告年度，如 2026"))
    command.add_argument("--pack", default="", metavar=_("模板包"), help=_("模板包的名称或路径"))
    command.add_argument("--outline", default="", metavar=_("提纲"), help=_("提纲的名称或文件"))
    command.add_argument(
        "--from",
        dest="last",
        type=Path,
        metavar=_("上一年"),
        help=_("上一年的答案文件（.yaml），或上一年的报告（.docx、网页、.txt 等）"),
    )
    _add_plain(command)
    command.add_argument("--no-ask", action="store_true", help=_("只建文件，不进入问答"))


def _add_learn(commands: Commands) -> None:  # type: ignore[valid-type]
    told = _("读去年的报告，学成本单位的模板包和去年的答案")
    command = _command(commands, "learn", told)
    command.add_argument(
        "reports", type=Path, nargs="+", metavar=_("报告"), help=_("去年的报告；有两年的，按先后写两份")
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar=_("文件夹"), help=_("放在哪个文件夹，默认用单位名称新建")
    )
    command.add_argument("--year", type=_year, metavar="2025", help=_("报告年度，看得出来时不用写"))
    command.add_argument(
        "--section", type=_number, metavar="N", help=_("一个文件里有几份报告时，读第几份，如 1")
    )
    command.add_argument(
        "--explain", type=Path, metavar=_("说明.json"), help=_("把对每个数字的判断写成 JSON 文件")
    )


def _add_ask(commands: Commands) -> None:  # type: ignore[valid-type]
    command = _command(commands, "ask", _("逐题回答"))
    _add_answers(command)
    _add_plain(command)
    command.add_argument("--full", action="store_true", help=_("问全部问题，不只基本的"))


def _add_draft(commands: Commands) -> None:  # type: ignore[valid-type]
    command = _command(commands, "draft", _("生成报告草稿"))
    _add_answers(command)
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=_("报告.docx"),
        required=True,
        help=_("输出文件：.docx、.txt 或 .html"),
    )
    command.add_argument("--final", action="store_true", help=_("定稿：有未填、未确认之处则不生成"))
    command.add_argument(
        "--base", type=Path, metavar=_("底稿.docx"), help=_("本单位的红头或样式文件（.docx）")
    )
    command.add_argument("--outline", default="", metavar=_("提纲"), help=_("换一种提纲"))


def _add_take(commands: Commands) -> None:  # type: ignore[valid-type]
    command = _command(commands, "take", _("收回在 Word 里改过的稿子"))
    _add_answers(command)
    command.add_argument(
        "copy", type=Path, metavar=_("改稿.docx"), help=_("改过的稿子：.docx、.doc、.txt、网页等")
    )
    command.add_argument("--yes", action="store_true", help=_("不问，没有疑问的都采纳，存疑的记为待办"))
    command.add_argument("--json", type=Path, metavar="changes.json", help=_("把每一处改动写成 JSON 文件"))
    command.add_argument(
        "--final", action="store_true", help=_("这是公开发布的定稿：全部采纳并确认，明年从它开始")
    )
    _add_plain(command)


def _add_diff(commands: Commands) -> None:  # type: ignore[valid-type]
    command = _command(commands, "diff", _("比较两份稿子：两年的、改前改后的"))
    told = _("答案文件（.yaml），或报告文件（.docx、网页、.txt、.doc 等）")
    command.add_argument("old", type=Path, metavar=_("旧稿"), help=told)
    command.add_argument("new", type=Path, metavar=_("新稿"), help=told)
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=_("对比.docx"),
        help=_("存成文件：.docx 用 Word 的修订，可逐处接受或拒绝；也可以是 .html、.txt"),
    )
    command.add_argument("--author", default="", metavar=_("姓名"), help=_("修订写在谁的名下"))


def _add_open(commands: Commands) -> None:  # type: ignore[valid-type]
    command = _command(commands, "open", _("列出还没报来的数据，按科室"))
    _add_answers(command)
    command.add_argument("--for", dest="office", default="", metavar=_("科室"), help=_("只列一个科室的"))
    command.add_argument(
        "--by", dest="due", default="", metavar=_("日期"), help=_("请他们哪天前报，如 1月12日")
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar=_("清单.docx"), help=_("存成文件：.docx 表格或 .txt 文字")
    )


def _add_packs(commands: Commands) -> None:  # type: ignore[valid-type]
    command = _command(commands, "packs", _("查看、检查模板包"))
    actions = command.add_subparsers(dest="action", metavar=_("操作"))
    _command(actions, "list", _("列出模板包"))
    show = _command(actions, "show", _("显示一个模板包的主题、问题和提纲"))
    show.add_argument("pack", metavar=_("模板包"), help=_("名称或路径"))
    add = _command(actions, "add", _("从另一个模板包借一个主题，不用复制"))
    add.add_argument("pack", metavar=_("模板包"), help=_("自己的模板包，名称或路径"))
    add.add_argument("topic", metavar=_("主题"), help=_("要借的主题的名称"))
    add.add_argument(
        "--from",
        dest="lender",
        default=USUAL_PACK,
        metavar=_("模板包"),
        help=_("向哪个模板包借，默认 rule-of-law"),
    )
    add.add_argument("--under", default="", metavar=_("标题"), help=_("放在默认提纲的哪个标题下"))
    lint = _command(actions, "lint", _("检查模板包，列出全部错误"))
    lint.add_argument("pack", metavar=_("模板包"), help=_("名称或路径"))


def _number(text: str) -> int:
    """A number counted from 1."""
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(_("“{text}”不是从1数起的数").format(text=text))


def _year(text: str) -> int:
    """A year of a report."""
    if re.fullmatch(r"(19|20)\d\d", text):
        return int(text)
    raise argparse.ArgumentTypeError(_("“{text}”不是年份，请写四位数字，如 2026").format(text=text))


def main(arguments: Sequence[str], out: TextIO, err: TextIO, cache: Path | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 something to correct, 2 wrong usage.

    ``cache``: folder for compiled packs; None finds the user's own.
    """
    set_language(_language(arguments))
    try:
        with redirect_stdout(out):  # argparse prints its help there
            options = parser().parse_args(arguments)
    except SystemExit:  # --help, --version
        return DONE
    except UsageError as error:
        return _failed(error, err)
    try:
        from drafter import commands

        return commands.run(options, out, cache)
    except DrafterError as error:
        return _failed(error, err)
    except KeyboardInterrupt:
        print(_("已停止；已经保存的都在。"), file=err)
        return TO_CORRECT
    except BrokenPipeError:
        raise
    except OSError as error:
        return _failed(_unforeseen(error), err)


def _failed(error: DrafterError, err: TextIO) -> int:
    from drafter.said import shown

    print(_("错误：{what}").format(what=shown(error)), file=err)
    return error.exit_code


def _unforeseen(error: OSError) -> DrafterError:
    """The last net: a file or folder that failed where nobody thought it could."""
    from drafter.files import unreadable

    what, advice = unreadable(error)
    return DrafterError(what, Place(os.fspath(error.filename or "")), advice)


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, found before the parser exists because its help is in that language."""
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return SOURCE


def run() -> NoReturn:
    """The installed command.

    Ends without taking Python's memory apart piece by piece, which would cost a tenth of a draft's time.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = main(sys.argv[1:], sys.stdout, sys.stderr)
        sys.stdout.flush()
    except OSError as error:  # nobody reads our output any more (head, less), or it goes to a full disk
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = TO_CORRECT if isinstance(error, BrokenPipeError) else _failed(_unforeseen(error), sys.stderr)
    sys.stderr.flush()
    os._exit(code)
