"""Reading the files of a pack: text in any usual encoding, YAML as nodes with places, faults instead of errors.

PyYAML's own composer recurses in C (a file of brackets ends the program) and resolves anchors; here its parser
events become nodes, to a limited depth, and anchors, aliases and tags are faults: a template author who writes
``&`` or ``*`` means a character.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from drafter.errors import Place
from drafter.packs.faults import Faults
from drafter.yamlio import FORBIDDEN, YamlFault, decode, forbidden_name

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml: slower, the same events
    CParser = None  # type: ignore[assignment,misc]

DEEPEST = 40
TEMPLATE_ENDINGS = (".j2",)


def path_inside(
    folder: Path, name: str, endings: tuple[str, ...], place: Place, faults: Faults
) -> Path | None:
    """The path of a file that a pack names; None (and a fault) when it leads out of the pack.

    The cache knows a pack by the files in its folder with these endings, so others would be read stale.
    """
    pure = PurePath(name.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in name or "\0" in name:
        faults.add(
            place, f"文件“{name[:60]}”不在模板包的文件夹里", "请写相对于模板包文件夹的路径，如 parts/信访.j2"
        )
        return None
    if pure.suffix not in endings:
        faults.add(place, f"文件“{name[:60]}”应以 {'、'.join(endings)} 结尾")
        return None
    return folder / pure


def read_text(path: Path, place: Place, faults: Faults) -> str | None:
    """A file's text; None (and a fault at ``place``, where it was named) when it cannot be read.

    Control characters and those in which values are marked are faults, and left out.
    """
    try:
        source = decode(path.read_bytes(), path)
    except (OSError, ValueError):
        faults.add(place, f"找不到文件 {path.name}，或无权读取", f"应在 {path}")
        return None
    except YamlFault as fault:
        faults.add(fault.place, fault.what, fault.advice)
        return None
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    for found in FORBIDDEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        faults.add(
            Place(path, line), f"有不能用的字符{forbidden_name(found[0])}", "请删去（多半是粘贴时带来的）"
        )
    return FORBIDDEN.sub("", text)


def read_node(path: Path, faults: Faults) -> Node | None:
    """The root node of a YAML file; None (and a fault) where it is missing or broken."""
    text = read_text(path, Place(path), faults)
    if text is None:
        return None
    try:
        return _Composer(text, path, faults).root()
    except yaml.MarkedYAMLError as error:
        from drafter.yamlwhy import explain

        fault = explain(error, text, path)
    except YamlFault as error:
        fault = error
    except yaml.YAMLError as error:
        fault = YamlFault(f"读不懂这个 YAML 文件：{error}", Place(path))
    faults.add(fault.place, fault.what, fault.advice)
    return None


class _Composer:
    """Parser events into nodes."""

    def __init__(self, text: str, path: Path, faults: Faults) -> None:
        self.path, self.faults, self.depth = path, faults, 0
        parser: Any = CParser(text) if CParser is not None else yaml.Loader(text)
        self.events = self._events(parser)

    @staticmethod
    def _events(parser: Any) -> Iterator[Any]:
        while parser.check_event():
            yield parser.get_event()

    def root(self) -> Node:
        next(self.events)  # start of the stream
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise YamlFault("文件是空的", Place(self.path, 1))
        node = self.node(next(self.events))
        next(self.events)  # end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.fault(after, "一个文件里有两份内容，用“---”隔开", "请删去“---”这一行")
        return node

    def fault(self, event: Any, what: str, advice: str) -> None:
        self.faults.add(Place(self.path, event.start_mark.line + 1), what, advice)

    def node(self, event: Any) -> Node:
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag not in (None, "!"):
            advice = '请把整个内容放进英文引号里，如 "*……"'
            self.fault(event, "内容以“&”“*”或“!”开头，在 YAML 里另有含义，读不出原文", advice)
        if isinstance(event, yaml.AliasEvent):
            return ScalarNode("", "", start, end, "")
        if isinstance(event, yaml.ScalarEvent):
            return ScalarNode("", event.value, start, end, event.style)
        if self.depth >= DEEPEST:
            place = Place(self.path, event.start_mark.line + 1)
            raise YamlFault("括号或缩进套得太深", place, "内容里有 { } [ ] 时，请把整个内容放进英文引号里")
        self.depth += 1
        node = self.sequence(event) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(event)
        self.depth -= 1
        return node

    def sequence(self, start: Any) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event))
        return SequenceNode("", items, start.start_mark, start.end_mark)

    def mapping(self, start: Any) -> Node:
        pairs: list[tuple[Node, Node]] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event)
            pairs.append((key, self.node(next(self.events))))
        return MappingNode("", pairs, start.start_mark, start.end_mark)
