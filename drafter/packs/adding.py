"""``packs add``: a topic of another pack is borrowed, and may be put under a heading; the pack's files keep the rest."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from drafter.errors import PackError, Place
from drafter.files import write_atomically
from drafter.genre.headings import sign_of
from drafter.packs.borrow import BORROWED, lendable
from drafter.packs.describe import readable
from drafter.packs.edit import at_the_end, quoted, value_of, with_field, with_item
from drafter.packs.faults import near_miss
from drafter.packs.find import MANIFEST, find_pack, shipped_folder, shipped_packs
from drafter.packs.load import load_pack
from drafter.packs.outlines import walk
from drafter.packs.schema import Outline, Pack
from drafter.yamlio import Listing, Node, Scalar, Source, Table, YamlFault, compose, decode

_PRINTED = re.compile("〈[^〉]*〉")
Data = str | list["Data"] | dict[str, "Data"]


class Added(Struct, frozen=True):
    """What ``packs add`` did."""

    manifest: Path
    topic: str
    lender: str
    always: bool
    """Not to be ticked: it is always there."""
    outline: Outline
    heading: str = ""
    """Under which heading of the default outline it was put; empty where it was not."""


def add_topic(folder: Path, topic: str, lender: str, under: str = "", *beside: Path) -> Added:
    """Borrows ``topic`` from the pack ``lender`` for the pack in ``folder``.

    ``under``: a heading of the default outline to put it below.  ``beside``: where a lender named by its path may
    lie.  Raises PackError, with nothing written, for what cannot be done.
    """
    if folder.resolve().is_relative_to(shipped_folder()):
        raise PackError("随程序提供的模板包不能改", Place(folder), "请先把它整个复制出来，改复制的那一份")
    pack = load_pack(folder)
    theirs = load_pack(find_pack(lender, *beside, folder))
    name = _name_of(theirs, folder)
    _check(pack, topic, theirs, name, placed=not under)
    files = {folder / MANIFEST: _Edit(folder / MANIFEST)}
    if topic not in pack.topics:
        files[folder / MANIFEST].change(lambda text, root: _entered(text, root, name, topic))
    heading = _put(files, pack, topic, under) if under else ""
    for edit in files.values():
        edit.write()
    outline = pack.outlines[pack.default_outline]
    return Added(folder / MANIFEST, topic, name, theirs.topics[topic].always, outline, heading)


def _check(pack: Pack, topic: str, theirs: Pack, name: str, *, placed: bool) -> None:
    """Whether there is anything to add."""
    known = lendable(theirs)
    place = Place(pack.folder / MANIFEST)
    if topic not in known:
        advice = near_miss(topic, known) or "可借：" + "、".join(known)
        raise PackError(f"模板包“{name}”没有“{topic}”这个主题", Place(theirs.folder), advice)
    own = pack.topics.get(topic)
    if own is not None and own.serves is None:
        if own.lender != name:
            raise PackError(f"模板包里已经有“{topic}”这个主题", place, "两个主题不能同名，请先给自己的改名")
        if placed:
            raise PackError(f"已经从“{name}”借了“{topic}”", place)
    outline = pack.outlines[pack.default_outline]
    if not placed and any(node.topic == topic for node in walk(outline.parts)):
        raise PackError(f"提纲“{outline.name}”里已经有“{topic}”", outline.place)


def _name_of(pack: Pack, folder: Path) -> str:
    """How the manifest names a lender: shipped ones by name, others by their way from its folder."""
    if pack.folder.parent == shipped_folder() and pack.name in shipped_packs():
        return pack.name
    try:
        return os.path.relpath(pack.folder, folder).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return str(pack.folder)


class _Edit:
    """One file while it is changed; what comes of a change is read back before anything is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.source: Source = decode(path.read_bytes(), path)
        except OSError as error:
            raise PackError("打不开这个文件", Place(path)) from error
        self.text = self.source.text

    def change(self, change: Callable[[str, Table], tuple[str, Data]]) -> None:
        """Changes the text; ``change`` gives it and what it must say."""
        try:
            text, wanted = change(self.text, _root(self.text, self.path))
            sound = _data(_root(text, self.path)) == wanted
        except YamlFault:
            sound = False
        if not sound:
            advice = f"请自己加上，如 {BORROWED}: {{模板包: [主题]}}；怎样写见说明"
            raise PackError("这个文件的写法特别，没有把握改对，没有动它", Place(self.path), advice)
        self.text = text

    def write(self) -> None:
        if self.text == self.source.text:
            return
        try:
            data = self.source._replace(text=self.text).encode()
        except UnicodeEncodeError as error:
            what = f"文件的编码（{self.source.encoding}）里没有要加的字，没有动它"
            raise PackError(what, Place(self.path), "请用记事本把它另存为 UTF-8 编码") from error
        write_atomically(self.path, data)


def _root(text: str, path: Path) -> Table:
    root = compose(text, path)
    if not isinstance(root, Table):
        raise PackError("文件应由若干“字段: 内容”组成", Place(path, 1))
    return root


def _data(node: Node | None) -> Data:
    """What a YAML text says, whatever its form."""
    match node:
        case Table():
            return {key.text: _data(value) for key, value in node.pairs}
        case Listing():
            return [_data(item) for item in node.items]
        case Scalar():
            return "" if node.is_null else node.text
    return ""


# the entry -------------------------------------------------------------------------------------------


def _entered(text: str, root: Table, name: str, topic: str) -> tuple[str, Data]:
    """The manifest with the topic among those borrowed from ``name``, and what it must then say."""
    section = value_of(root, BORROWED)
    listed = value_of(section, name) if isinstance(section, Table) else None
    entry = f"[{quoted(topic)}]"
    if not isinstance(section, Table) and section is None and not root.flow:
        changed = at_the_end(text, f"{BORROWED}: {{{quoted(name)}: {entry}}}")
    elif not isinstance(section, Table):
        changed = with_field(text, root, BORROWED, f"{{{quoted(name)}: {entry}}}")
    elif isinstance(listed, Listing):
        changed = with_item(text, listed, quoted(topic))
    else:
        before = f"{quoted(listed.text)}, " if isinstance(listed, Scalar) and not listed.is_null else ""
        changed = with_field(text, section, _key(section, name), f"[{before}{quoted(topic)}]")
    wanted = _data(root)
    assert isinstance(wanted, dict)
    lenders = wanted.get(BORROWED) or {}
    old = lenders.get(name) if isinstance(lenders, dict) else None
    names = old if isinstance(old, list) else [old] if old else []
    return changed, {
        **wanted,
        BORROWED: {**(lenders if isinstance(lenders, dict) else {}), name: [*names, topic]},
    }


def _key(section: Table, name: str) -> str:
    """The name as a key: as it stands there already, else as YAML reads it."""
    return name if value_of(section, name) is not None else quoted(name)


# the place -------------------------------------------------------------------------------------------


def _put(files: dict[Path, _Edit], pack: Pack, topic: str, under: str) -> str:
    """Puts the topic under a heading of the default outline; gives that heading."""
    outline = pack.outlines[pack.default_outline]
    path = Path(outline.place.path)
    edit = files.setdefault(path, _Edit(path))
    told = [""]

    def change(text: str, root: Table) -> tuple[str, Data]:
        outlines = value_of(root, "提纲") if path == pack.folder / MANIFEST else None
        found = value_of(outlines, outline.name) if isinstance(outlines, Table) else root
        node, heading = _heading(found, under, outline)
        told[0] = readable(heading)
        children = value_of(node, "内容")
        if isinstance(children, Listing):
            changed = with_item(text, children, quoted(topic))
        else:
            changed = with_field(text, node, "内容", f"[{quoted(topic)}]")
        wanted = _data(root)
        _append(wanted, _way(root, node), topic)
        return changed, wanted

    edit.change(change)
    return told[0]


def _heading(outline: Node | None, under: str, of: Outline) -> tuple[Table, str]:
    """The node whose heading is ``under``, with or without its number; else the only one that has these words."""
    headed = list(_headed(outline))
    found: list[tuple[Table, str]] = []
    for fits in (_is_same, _is_same_bare, _holds):
        found = [one for one in headed if fits(one[1], under)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    listed = "、".join(f"“{readable(heading)}”" for _, heading in headed)
    what = f"提纲“{of.name}”里{'不止一个' if found else '没有'}标题是“{under}”"
    raise PackError(
        what, of.place, f"现有标题：{listed}" if listed else "这份提纲里没有标题，请把主题写进它的“部分”"
    )


def _is_same(heading: str, under: str) -> bool:
    return "".join(heading.split()) == "".join(under.split())


def _is_same_bare(heading: str, under: str) -> bool:
    """The same words apart from the number; what the heading prints of an answer may be anything (2026年…)."""
    shape = ".*".join(map(re.escape, _PRINTED.split(_bare(readable(heading)))))
    return _bare(under) == _bare(heading) or re.fullmatch(shape, _bare(under)) is not None


def _holds(heading: str, under: str) -> bool:
    return bool(_bare(under)) and _bare(under) in _bare(readable(heading))


def _headed(node: Node | None) -> Iterator[tuple[Table, str]]:
    """Every node of an outline that has a heading, in order."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from _headed(item)
    elif isinstance(node, Table):
        heading = value_of(node, "标题")
        if isinstance(heading, Scalar) and heading.text not in ("", "无"):
            yield node, heading.text
        for word in ("部分", "内容"):
            yield from _headed(value_of(node, word))


def _bare(heading: str) -> str:
    """A heading without its number, blanks and stop."""
    sign = sign_of(heading)
    return "".join(heading[sign.length if sign else 0 :].split()).rstrip("。")


def _way(root: Node, node: Table) -> list[str | int]:
    """How a node is reached from the root: keys and numbers."""
    pairs: list[tuple[str | int, Node]] = []
    if isinstance(root, Table):
        pairs = [(key.text, value) for key, value in root.pairs]
    elif isinstance(root, Listing):
        pairs = list(enumerate(root.items))
    for step, value in pairs:
        if value is node:
            return [step]
        if value.start <= node.start and node.end <= value.end and (way := _way(value, node)):
            return [step, *way]
    return []


def _append(data: Data, way: list[str | int], topic: str) -> None:
    """The topic as the last thing under a node, in what a file must say."""
    for step in way:
        data = _below(data, step)
    if isinstance(data, dict):
        children = data.get("内容")
        data["内容"] = [*(children if isinstance(children, list) else []), topic]


def _below(data: Data, step: str | int) -> Data:
    if isinstance(data, dict):
        return data[str(step)]
    return data[int(step)] if isinstance(data, list) else data
