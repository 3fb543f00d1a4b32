"""Our own check of a .docx: rules of the package, and the order that the schema wants of properties.

Order of children: ECMA-376 part 1, CT_PPr (17.3.1.26), CT_RPr (17.3.2.28), CT_SectPr (17.6.17), CT_TblPr
(17.4.60), CT_TcPr (17.4.70), CT_Style (17.7.4.17).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
        tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
        adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
        textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
        snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
        vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders
        lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook""",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat
        locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
}
_RANKS = {tag: {name: rank for rank, name in enumerate(names.split())} for tag, names in ORDER.items()}
_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def faults(data: bytes) -> list[str]:
    """Everything wrong with the bytes of a .docx; an empty list for a good one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
        bad = package.testzip()
    found = [f"checksum of {bad}"] if bad else []
    if len(names) != len(parts) or names[0] != "[Content_Types].xml":
        found.append("names of parts")
    trees = {n: ElementTree.fromstring(d) for n, d in parts.items() if n.endswith((".xml", ".rels"))}
    found += _package_faults(set(names), trees)
    for name, root in trees.items():
        if name.startswith("word/"):
            found += [f"{name}: {fault}" for fault in (*_order_faults(root), *_mark_faults(root))]
    return [*found, *_reference_faults(trees)]


def _package_faults(names: set[str], trees: dict[str, Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    overrides = {one.get("PartName", "").lstrip("/") for one in types.iter(f"{_TYPES}Override")}
    defaults = {one.get("Extension", "") for one in types.iter(f"{_TYPES}Default")}
    yield from (f"type of a part that is not there: {name}" for name in overrides - names)
    for name in names - {"[Content_Types].xml"} - overrides:
        if name.rpartition(".")[2] not in defaults:
            yield f"no content type: {name}"
    for name in names:
        if name.endswith(".rels"):
            yield from _relationship_faults(name, trees[name], names)


def _relationship_faults(name: str, root: Element, names: set[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = [rel.get("Id") for rel in root]
    if len(ids) != len(set(ids)):
        yield f"{name}: an id used twice"
    for rel in root:
        target = rel.get("Target", "")
        whole = (
            target.lstrip("/") if target[:1] == "/" else posixpath.normpath(posixpath.join(folder, target))
        )
        if rel.get("TargetMode") != "External" and whole not in names:
            yield f"{name}: {target} is not there"


def _order_faults(root: Element) -> Iterator[str]:
    for tag, ranks in _RANKS.items():
        for element in root.iter(f"{W}{tag}"):
            children = [child.tag.removeprefix(W) for child in element]
            unknown = [child for child in children if child not in ranks]
            places = [ranks[child] for child in children if child in ranks]
            if unknown or places != sorted(places):
                yield f"children of {tag}: {children}"


def _mark_faults(root: Element) -> Iterator[str]:
    starts = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    names = [one.get(f"{W}name", "") for one in root.iter(f"{W}bookmarkStart")]
    if len(set(starts)) != len(starts) or sorted(map(str, starts)) != sorted(map(str, ends)):
        yield "bookmarks are not paired"
    if len(set(names)) != len(names) or any(len(name) > 40 for name in names):
        yield "names of bookmarks"
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "a cell without a paragraph at its end"


def _reference_faults(trees: dict[str, Element]) -> Iterator[str]:
    document = trees["word/document.xml"]
    comments = trees.get("word/comments.xml")
    ids = [] if comments is None else [one.get(f"{W}id") for one in comments]
    for tag in _ANCHORS:
        if sorted(str(one.get(f"{W}id")) for one in document.iter(f"{W}{tag}")) != sorted(map(str, ids)):
            yield f"comments and {tag}"
    known = {style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")}
    for name in ("word/document.xml", "word/styles.xml", "word/comments.xml"):
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            for one in trees[name].iter(f"{W}{tag}") if name in trees else ():
                if one.get(f"{W}val") not in known:
                    yield f"{name}: no style {one.get(f'{W}val')}"
