"""A parser of the command line that speaks the clerk's language instead of argparse's English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Set
from typing import Any, NoReturn

from drafter.errors import UsageError
from drafter.i18n import N_, _

_SAID = (
    (r"the following arguments are required: (?P<names>.+)", N_("还缺少：{names}")),
    (r"unrecognized arguments: (?P<strange>.+)", N_("不认识或多余的：{strange}")),
    (
        r"argument (?P<name>.+?): invalid choice: '(?P<given>.*)' \(choose from (?P<known>.+)\)",
        N_("{name}：没有“{given}”，可用的有：{known}"),
    ),
    (r"argument (?P<name>.+?): expected one argument", N_("{name} 后面要写内容")),
    (r"argument (?P<name>.+?): ignored explicit argument '(?P<given>.*)'", N_("{name} 后面不写内容")),
    (r"argument (?P<name>.+?): (?P<what>.+)", N_("{name}：{what}")),
)
"""What argparse says (its messages carry no data), and what the clerk is told."""


class Parser(argparse.ArgumentParser):
    """Raises UsageError instead of leaving; flags are written out, so that a new one never makes an old ambiguous."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Layout)
        self._positionals.title = _("参数")
        self._optionals.title = _("选项")
        self.add_argument("-h", "--help", action="help", help=_("显示这份说明"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line."""
        raise UsageError(
            _("命令写法有误：{message}").format(message=_told(message, set(_words(self)))),
            _("用 {command} --help 查看写法").format(command=self.prog),
        )


def _words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every command and flag there is."""
    yield from parser._option_string_actions
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from (name, *_words(inner))


class _Layout(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("用法：") if prefix is None else prefix)


def _told(message: str, known: Set[str]) -> str:
    for pattern, told in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            facts = {
                name: text.replace("'", "").replace(", ", _("、")) for name, text in found.groupdict().items()
            }
            return _(told).format(**facts) + _hint(facts.get("given") or facts.get("strange", ""), known)
    return message


def _hint(given: str, known: Set[str]) -> str:
    from drafter.nearest import nearest

    near = nearest(given.split(" ")[0], sorted(known))
    return _("（是不是“{near}”？）").format(near=near) if near else ""
