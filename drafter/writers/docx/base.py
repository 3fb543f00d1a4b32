"""``--base 红头.docx``: the bureau's own file gives red head, headers, page numbers and styles.

Our text stands in place of its paragraph 【正文】, or after all its content.  Its styles win where names agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

from drafter.document.model import Document
from drafter.writers.docx import layout, styles
from drafter.writers.docx.body import SECTION, content_xml
from drafter.writers.docx.inline import Marks
from drafter.writers.docx.layout import Faces
from drafter.writers.docx.opened import Element, Opened, R, W, open_docx, parsed
from drafter.writers.docx.package import (
    APP,
    RELATIONSHIPS,
    SETTINGS,
    STAMP_PROPERTIES,
    STAMP_PROPERTIES_TYPE,
    STAMP_RELATIONSHIPS,
    WORD_TYPE,
    core_xml,
    footer_xml,
)
from drafter.writers.docx.paragraphs import blank
from drafter.writers.docx.remember import STAMP_NAMESPACE, stamp_xml

PLACE = "【正文】"
_STYLED = ("pStyle", "rStyle", "tblStyle")


def write_on_base(document: Document, marks: Marks, faces: Faces, path: Path) -> bytes:
    """The bytes of the base with the report in it; BaseError when the base cannot be used."""
    base = open_docx(path)
    ids = _add_styles(base, faces)
    _add_fonts(base, faces)
    _forget_marks(base)
    body = base.tree(base.main).find(f"{W}body")
    content = _elements(content_xml(document, marks), ids, path)
    _number_apart(base, content, marks)
    _place(body, content, ids, path)
    around = _texts_around(body, content)
    _page_numbers(base, body, ids)
    if marks.final:
        _without_persons(base)
    _stamp(base, marks, *around)
    return base.packed()


def _add_styles(base: Opened, faces: Faces) -> dict[str, str]:
    """Add the named styles that the base lacks; gives the id of each of ours in the base."""
    ours = parsed(base.path, styles.styles_xml(faces).encode())
    name = base.related("styles")
    if name is None:
        base.add("styles", "word/styles{}.xml", styles.styles_xml(faces), f"{WORD_TYPE}.styles+xml")
        return {}
    theirs = base.tree(name)
    known = {_name(style): style.get(f"{W}styleId") for style in theirs.iter(f"{W}style")}
    taken = set(known.values())
    missing = [style for style in ours.iter(f"{W}style") if _name(style) not in known]
    ids = {style.get(f"{W}styleId"): known.get(_name(style), "") for style in ours.iter(f"{W}style")}
    for style in missing:
        own = style.get(f"{W}styleId")
        ids[own] = own if own not in taken else f"{own}Drafter"
    for style in missing:
        style.set(f"{W}styleId", ids[style.get(f"{W}styleId")])
        for link in style.iter(f"{W}basedOn", f"{W}next"):
            link.set(f"{W}val", ids[link.get(f"{W}val")])
        theirs.append(style)
    return ids


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val", "")).lower()


def _add_fonts(base: Opened, faces: Faces) -> None:
    name = base.related("fontTable")
    if name is None:
        return
    theirs = base.tree(name)
    known = {font.get(f"{W}name") for font in theirs}
    for font in list(parsed(base.path, styles.font_table_xml(faces).encode())):
        if font.get(f"{W}name") not in known:
            theirs.append(font)


def _forget_marks(base: Opened) -> None:
    """A base may be an earlier draft of ours: its marks would meet the new ones."""
    root = base.tree(base.main)
    numbers = set()
    for start in list(root.iter(f"{W}bookmarkStart")):
        if start.get(f"{W}name", "").startswith("_fz"):
            numbers.add(start.get(f"{W}id"))
            start.getparent().remove(start)
    for end in list(root.iter(f"{W}bookmarkEnd")):
        if end.get(f"{W}id") in numbers:
            end.getparent().remove(end)


def _elements(xml: str, ids: dict[str, str], path: Path) -> list[Element]:
    whole = f'<w:body xmlns:w="{styles.NAMESPACE}" xmlns:r="{RELATIONSHIPS}">{xml}</w:body>'
    root = parsed(path, whole.encode())
    for reference in root.iter(*(f"{W}{tag}" for tag in _STYLED)):
        own = reference.get(f"{W}val")
        reference.set(f"{W}val", ids.get(own, own))
    return list(root)


def _number_apart(base: Opened, content: list[Element], marks: Marks) -> None:
    """Give our bookmarks and comments numbers that the base does not use; put in our comments."""
    root = base.tree(base.main)
    _shift(content, ("bookmarkStart", "bookmarkEnd"), _highest(root.iter(f"{W}bookmarkStart")))
    if not marks.comments:
        return
    ours = parsed(base.path, marks.comments_xml().encode())
    name = base.related("comments")
    if name is None:
        base.add("comments", "word/comments{}.xml", marks.comments_xml(), f"{WORD_TYPE}.comments+xml")
        return
    theirs = base.tree(name)
    by = _highest(theirs.iter(f"{W}comment"))
    _shift(content, ("commentRangeStart", "commentRangeEnd", "commentReference"), by)
    _shift([ours], ("comment",), by)
    theirs.extend(list(ours))


def _highest(elements: Iterable[Element]) -> int:
    numbers = (element.get(f"{W}id", "") for element in elements)
    return max((int(number) + 1 for number in numbers if number.lstrip("-").isdigit()), default=0)


def _shift(trees: list[Element], tags: tuple[str, ...], by: int) -> None:
    for tree in trees:
        for element in tree.iter(*(f"{W}{tag}" for tag in tags)):
            element.set(f"{W}id", str(int(element.get(f"{W}id")) + by))


def _place(body: Element, content: list[Element], ids: dict[str, str], path: Path) -> None:
    """Our text in place of 【正文】, else two blank lines below the red head (7.3.1), else at the top."""
    for paragraph in body.findall(f"{W}p"):
        if _text(paragraph) == PLACE:
            for element in content:
                paragraph.addprevious(element)
            body.remove(paragraph)
            return
    blanks = _trailing_blanks(body)
    if all(_is_blank(element) for element in body if element.tag != f"{W}sectPr"):
        for paragraph in blanks:
            body.remove(paragraph)
    else:
        missing = max(layout.RED_RULE_GAP - len(blanks), 0)
        content = [*_elements(blank(styles.BODY, missing), ids, path), *content]
    section = body.find(f"{W}sectPr")
    for element in content:
        if section is None:
            body.append(element)
        else:
            section.addprevious(element)


def _texts_around(body: Element, content: list[Element]) -> tuple[list[str], list[str]]:
    """The paragraphs of the base above and below our text, line by line; empty ones left out."""
    elements = list(body)
    first, last = (elements.index(content[n]) for n in (0, -1)) if content else (len(elements),) * 2
    return _lines(elements[:first]), _lines(elements[last + 1 :])


def _lines(elements: Iterable[Element]) -> list[str]:
    paragraphs = [paragraph for element in elements for paragraph in element.iter(f"{W}p")]
    return [line for one in paragraphs for text in _own_text(one).splitlines() if (line := text.strip())]


def _own_text(paragraph: Element) -> str:
    """The text of a paragraph, without that of a text box that hangs on it."""
    made = ""
    for one in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        if next(one.iterancestors(f"{W}p")) is paragraph:
            made += (one.text or "") if one.tag == f"{W}t" else "\n" if one.tag == f"{W}br" else "\t"
    return made


def _trailing_blanks(body: Element) -> list[Element]:
    found = []
    for element in reversed([one for one in body if one.tag != f"{W}sectPr"]):
        if not _is_blank(element):
            break
        found.append(element)
    return found


def _is_blank(element: Element) -> bool:
    """Whether this is a paragraph that shows nothing and ends no section."""
    if element.tag != f"{W}p":
        return False
    shown = {"t", "drawing", "pict", "object", "br", "sectPr", "sym", "pBdr", "AlternateContent"}
    return not any(isinstance(one.tag, str) and one.tag.rpartition("}")[2] in shown for one in element.iter())


def _text(paragraph: Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{W}t")).strip()


def _page_numbers(base: Opened, body: Element, ids: dict[str, str]) -> None:
    """The base's own footers and page settings stay; where it has none, ours are put in (7.5)."""
    section = body.find(f"{W}sectPr")
    if section is None:
        section = _elements(SECTION, ids, base.path)[0]
        for reference in section.findall(f"{W}footerReference"):
            section.remove(reference)
        body.append(section)
    if next(body.iter(f"{W}footerReference"), None) is not None:
        return
    for side, kind in (("right", "default"), ("left", "even")):
        xml = footer_xml(side, ids.get(styles.FOOTER, styles.FOOTER))
        _, number = base.add("footer", "word/footer{}.xml", xml, f"{WORD_TYPE}.footer+xml")
        reference = section.makeelement(f"{W}footerReference", {f"{W}type": kind, f"{R}id": number})
        before = (*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference"))
        section.insert(len(before), reference)
    _even_pages(base, section)


def _even_pages(base: Opened, section: Element) -> None:
    """Tell odd from even pages; a header that stood on every page then stands on both kinds."""
    headers = {one.get(f"{W}type"): one for one in section.findall(f"{W}headerReference")}
    if "default" in headers and "even" not in headers:
        even = deepcopy(headers["default"])
        even.set(f"{W}type", "even")
        headers["default"].addnext(even)
    name = base.related("settings")
    if name is None:
        base.add("settings", "word/settings{}.xml", SETTINGS, f"{WORD_TYPE}.settings+xml")
        return
    settings = base.tree(name)
    if settings.find(f"{W}evenAndOddHeaders") is None:
        _insert_setting(settings)


_BEFORE_EVEN = (
    " writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData "
    "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions "
    "doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme "
    "styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps "
    "showEnvelope summaryLength clickAndTypeStyle defaultTableStyle "
)
"""What the schema (CT_Settings) wants before evenAndOddHeaders."""


def _insert_setting(settings: Element) -> None:
    place = 0
    for number, one in enumerate(settings, 1):
        if isinstance(one.tag, str) and f" {one.tag.rpartition('}')[2]} " in _BEFORE_EVEN:
            place = number
    settings.insert(place, settings.makeelement(f"{W}evenAndOddHeaders", {}))


def _without_persons(base: Opened) -> None:
    """A final copy names nobody: comments of the base go, its properties are replaced by empty ones."""
    base.drop_comments()
    for name, text in (("docProps/core.xml", core_xml(None)), ("docProps/app.xml", APP)):
        if name in base.parts:
            base.trees.pop(name, None)
            base.parts[name] = text.encode()


def _stamp(base: Opened, marks: Marks, above: list[str], below: list[str]) -> None:
    """Remember what was written; where the base is an earlier draft of ours, in place of what it remembered."""
    names = [name for name in (base.main, base.related("comments")) if name]
    text = stamp_xml({name: base.xml(name) for name in names}, marks.places, above, below)
    custom = [name for name in base.parts if name.startswith("customXml/item")]
    old = next((name for name in custom if STAMP_NAMESPACE.encode() in base.parts[name]), None)
    if old is not None:
        base.parts[old] = text.encode()
        return
    name, _ = base.add("customXml", "customXml/item{}.xml", text, "")
    number = name.removeprefix("customXml/item").removesuffix(".xml")
    properties = f"customXml/itemProps{number}.xml"
    base.parts[properties] = STAMP_PROPERTIES.encode()
    base.parts[f"customXml/_rels/item{number}.xml.rels"] = STAMP_RELATIONSHIPS.replace(
        "itemProps1.xml", f"itemProps{number}.xml"
    ).encode()
    base.declare(properties, STAMP_PROPERTIES_TYPE)
