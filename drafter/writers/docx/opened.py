"""A .docx of somebody else, opened: its parts, relationships and content types.  Only ``--base`` comes here."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct, field

from drafter.errors import DrafterError, Place
from drafter.files import unreadable
from drafter.writers.docx.package import PACKAGE, RELATIONSHIPS, WORD_TYPE
from drafter.writers.docx.styles import NAMESPACE
from drafter.writers.docx.zipped import archive, member

W = f"{{{NAMESPACE}}}"
R = f"{{{RELATIONSHIPS}}}"
_RELS = f"{{{PACKAGE}/relationships}}"
_TYPES = f"{{{PACKAGE}/content-types}}"
_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_LARGEST = 300 * 1024 * 1024
"""A base that unpacks to more than this is no letterhead."""

Element = Any
"""An lxml element; lxml comes without types."""


class BaseError(DrafterError):
    """The file given as base cannot be used."""

    def __init__(self, path: Path, what: str, advice: str) -> None:
        super().__init__(what, Place(path), advice)


class Opened(Struct):
    """The parts of a .docx by name; those touched as XML are parsed once and written back."""

    path: Path
    parts: dict[str, bytes]
    main: str = ""
    trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, name: str) -> Element:
        """The root of a part, to be changed in place."""
        if name not in self.trees:
            self.trees[name] = parsed(self.path, self.parts[name])
        return self.trees[name]

    def related(self, kind: str) -> str | None:
        """The part that the main document names for this kind of relationship (``styles``, ``comments`` …)."""
        for rel in self.relationships():
            if rel.get("Type") == f"{RELATIONSHIPS}/{kind}" and rel.get("TargetMode") != "External":
                name = _target(self.main, rel.get("Target"))
                if name in self.parts:
                    return name
        return None

    def relationships(self) -> Element:
        """The relationships of the main document; an empty list of them is made where there is none."""
        name = _relationships_of(self.main)
        if name not in self.parts:
            self.parts[name] = b""
            self.trees[name] = etree.Element(f"{_RELS}Relationships", nsmap={None: _RELS[1:-1]})
        return self.tree(name)

    def add(self, kind: str, stem: str, data: str | bytes, content_type: str) -> tuple[str, str]:
        """Put in a part under an unused name and relate the main document to it; gives its name and id."""
        name = self._free(stem)
        self.parts[name] = data.encode() if isinstance(data, str) else data
        if content_type:
            self.declare(name, content_type)
        rels = self.relationships()
        used = {rel.get("Id") for rel in rels}
        number = next(n for n in range(1, len(used) + 2) if f"rIdFz{n}" not in used)
        target = posixpath.relpath(name, posixpath.dirname(self.main) or ".")
        etree.SubElement(
            rels, f"{_RELS}Relationship", Id=f"rIdFz{number}", Type=f"{RELATIONSHIPS}/{kind}", Target=target
        )
        return name, f"rIdFz{number}"

    def declare(self, name: str, content_type: str) -> None:
        """State the content type of a part."""
        types = self.tree("[Content_Types].xml")
        for one in types.iter(f"{_TYPES}Override"):
            if one.get("PartName") == f"/{name}":
                one.set("ContentType", content_type)
                return
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)

    def _free(self, stem: str) -> str:
        names = (stem.format(number) for number in ("", *range(1, len(self.parts) + 2)))
        return next(name for name in names if name not in self.parts)

    def drop_comments(self) -> None:
        """Take out comments, their anchors and the parts Word keeps beside them."""
        root = self.tree(self.main)
        for anchor in list(root.iter(*(f"{W}{tag}" for tag in _ANCHORS))):
            anchor.getparent().remove(anchor)
        for rel in list(self.relationships()):
            if rel.get("Type", "").rpartition("/")[2].startswith("comments"):
                name = _target(self.main, rel.get("Target"))
                rel.getparent().remove(rel)
                self._drop(name)

    def _drop(self, name: str) -> None:
        self.parts.pop(name, None)
        self.parts.pop(_relationships_of(name), None)
        self.trees.pop(name, None)
        for one in list(self.tree("[Content_Types].xml").iter(f"{_TYPES}Override")):
            if one.get("PartName") == f"/{name}":
                one.getparent().remove(one)

    def xml(self, name: str) -> bytes:
        """A part as it will be written."""
        if name not in self.trees:
            return self.parts[name]
        root: bytes = etree.tostring(
            self.trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return root

    def packed(self) -> bytes:
        """The bytes of the file."""
        names = sorted(self.parts, key=lambda name: (name != "[Content_Types].xml", name))
        return archive(member(name, self.xml(name)) for name in names)


def parsed(path: Path, data: bytes) -> Element:
    """The root of an XML part; nothing outside of it is ever read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(path) from error


def open_docx(path: Path) -> Opened:
    """Open a .docx; BaseError, with what to do, for anything that is none."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
        if head == _OLE:
            raise BaseError(
                path,
                "底稿加了密码，或者是旧版 .doc/.wps 文件",
                "请在 Word 或 WPS 中去掉密码，另存为 .docx 后再用",
            )
        with zipfile.ZipFile(path) as package:
            opened = Opened(path, dict(_read(path, package)))
    except (zipfile.BadZipFile, EOFError) as error:
        raise BaseError(
            path, "底稿不是 .docx 文件，或已损坏", "请在 Word 或 WPS 中打开它，另存为 .docx 后再用"
        ) from error
    except OSError as error:
        what, advice = unreadable(error)
        raise BaseError(path, f"底稿打不开：{what}", advice) from error
    opened.main = _main_part(opened)
    _checked(opened)
    return opened


def _read(path: Path, package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [one for one in package.infolist() if not one.is_dir()]
    if sum(one.file_size for one in members) > _LARGEST:
        raise BaseError(path, "底稿太大", "请只保留红头、页眉页脚和样式")
    if any(one.flag_bits & 1 for one in members):
        raise BaseError(path, "底稿加了密码", "请去掉密码后再用")
    try:
        for one in members:
            yield one.filename, package.read(one)
    except (zlib.error, NotImplementedError) as error:
        raise _broken(path) from error


def _main_part(opened: Opened) -> str:
    if "[Content_Types].xml" in opened.parts and "_rels/.rels" in opened.parts:
        for rel in opened.tree("_rels/.rels"):
            kind, target = rel.get("Type", ""), rel.get("Target", "").lstrip("/")
            if kind.endswith("/officeDocument") and target in opened.parts:
                return str(target)
    raise BaseError(opened.path, "底稿不是 Word 文档", "请在 Word 或 WPS 中另存为 .docx 后再用")


def _checked(opened: Opened) -> None:
    """Only plain documents: no spreadsheets, no macros, not the strict variant with its other namespaces."""
    root = opened.tree(opened.main)
    kind = next(
        (
            one.get("ContentType", "")
            for one in opened.tree("[Content_Types].xml").iter(f"{_TYPES}Override")
            if one.get("PartName") == f"/{opened.main}"
        ),
        "",
    )
    if root.tag != f"{W}document" or root.find(f"{W}body") is None or "macroEnabled" in kind:
        raise BaseError(
            opened.path,
            "底稿不是普通的 .docx（可能是带宏的文档、Strict 格式或别的文件）",
            "请在 Word 中另存为“Word 文档（*.docx）”后再用",
        )
    if kind.endswith("template.main+xml"):
        opened.declare(opened.main, f"{WORD_TYPE}.document.main+xml")


def _broken(path: Path) -> BaseError:
    return BaseError(path, "底稿已损坏，读不出内容", "请在 Word 或 WPS 中打开并修复，另存为 .docx 后再用")


def _relationships_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
