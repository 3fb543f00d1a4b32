"""An answers file into :class:`Answers`: which shapes an entry may have, and what is wrong with any other.

An entry is ``键: 值`` or ``键: {值, 状态, 说明, 来源, 小数, 等谁, 自}``.  Which mappings are answers with attributes
and which are content is decided here and only here:

* every key among 值 状态 说明 来源 小数 等谁 自: attributes; the content is under 值 (none: not answered yet);
* with 数, or with 文: a text with figures.  Its attributes are lifted to the answer, the content stays
  {文, 数} (a 值 beside 数 is read as 文);
* any other mapping is content, unless one of its keys is an attribute or nearly one: then it is a slip of
  the pen and said to be one.

``键:`` with nothing behind it is not an answer; ``键: ""`` is one (left blank on purpose).

``键: {等谁: 信访办}`` without a value is 等待, with or without saying so; once a value is there and 状态 says
nothing else, what was waited for has come, and 等谁 and 自 say nothing any more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from drafter.answers.edits import why_no_edit
from drafter.answers.model import (
    AWAITED,
    DEPTH,
    EDITS,
    FIGURES,
    FOLLOWED,
    HEADINGS,
    NOTE,
    OFFICES,
    OUTLINE,
    PACK,
    RESERVED,
    SINCE,
    SOURCE,
    STATUS,
    TEXT,
    TOPICS,
    VALUE,
    YEAR,
    Answer,
    Answers,
    Raw,
    Status,
)
from drafter.answers.nodes import dict_of, figures_within, plain, scalars, string
from drafter.errors import AnswersError, Place
from drafter.files import YAML_ENDINGS, unreadable
from drafter.genre.dates import DateError, parse_date
from drafter.packs.schema import Depth
from drafter.yamlio import (
    FORBIDDEN,
    Listing,
    Node,
    Scalar,
    Source,
    Table,
    YamlFault,
    compose,
    decode,
    forbidden_name,
)

DECIMALS = "小数"
ATTRIBUTES = (VALUE, STATUS, NOTE, SOURCE, DECIMALS, AWAITED, SINCE)
FIELDS = (*ATTRIBUTES, FIGURES, TEXT)
_STATUSES = {status.value: status for status in Status}


@dataclass(eq=False)
class AnswersFaults(AnswersError):
    """A readable YAML file in which some entries are wrong: all of them at once."""

    faults: tuple[AnswersError, ...] = ()

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class Lines:
    """Line numbers for ascending character indexes, in one pass over the text."""

    def __init__(self, text: str) -> None:
        self._ends = [found.end() for found in re.finditer("\r\n|[\n\r]", text)]

    def place(self, index: int, path: Path | str = "") -> Place:
        """Line and column of the character at ``index``."""
        line = bisect_right(self._ends, index)
        return Place(path, line + 1, index - (self._ends[line - 1] if line else 0) + 1)


def read_bytes(path: Path) -> bytes:
    """The bytes of an answers file; AnswersError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        what, advice = unreadable(error)
        raise AnswersError(what, Place(path), advice) from None


def decode_source(data: bytes, path: Path) -> Source:
    """The text of an answers file's bytes; AnswersError when they are not text."""
    try:
        return decode(data, path)
    except YamlFault as fault:
        raise AnswersError(fault.what, fault.place, fault.advice) from None


def load_answers(path: Path) -> Answers:
    """The answers of one year.

    Raises AnswersError: missing file, broken YAML (line, column, cause), or entries of a wrong shape
    (AnswersFaults, all of them at once).
    """
    source = decode_source(read_bytes(path), path)
    return read_answers(entries_of(source.text, path), source.text, path)


def earlier(path: Path, year: int, back: int = 1) -> Path | None:
    """The answers file of ``year - back`` beside ``path``, None when there is none."""
    for ending in (path.suffix or ".yaml", *YAML_ENDINGS):
        file = path.with_name(f"{year - back}{ending}")
        if file.is_file():
            return file
    return None


def entries_of(text: str, path: Path) -> Table:
    """The top level of an answers file, with places; AnswersError when the text is not a list of entries."""
    try:
        node = compose(text, path)
    except YamlFault as fault:
        raise AnswersError(fault.what, fault.place, fault.advice) from None
    advice = f"每行写一项，如“{YEAR}: 2026”（英文冒号，后面空一格）"
    if node is None or (isinstance(node, Scalar) and node.is_null):
        raise AnswersError("文件是空的", Place(path), advice)
    if not isinstance(node, Table):
        from drafter.yamlwhy import slip_in_line

        if isinstance(node, Scalar) and (slip := slip_in_line(text, node.start, path)):
            raise AnswersError(slip.what, slip.place, slip.advice)
        raise AnswersError("文件内容不是“名称: 内容”的各项", Lines(text).place(node.start, path), advice)
    if node.flow:
        what = "整个文件写在一对 { } 里，程序无法逐项保存"
        raise AnswersError(what, Lines(text).place(node.start, path), advice)
    return node


def read_entry(text: str, path: Path) -> tuple[str, Answer | None]:
    """Key and answer of a text that holds one entry; AnswersError when it is wrong."""
    ((key, node),) = entries_of(text, path).pairs
    reader = _Reader(path, Lines(text))
    answer = reader.entry(key, node)
    reader.raise_faults()
    return key.text, answer


def read_answers(top: Table, text: str, path: Path) -> Answers:
    """Answers from the composed top level of a file; AnswersFaults when entries are wrong."""
    reader = _Reader(path, Lines(text))
    return reader.answers(top)


class _Reader:
    """Collects what is wrong while it reads, so that everything is reported at once."""

    def __init__(self, path: Path, lines: Lines) -> None:
        self._path, self._lines = path, lines
        self._faults: list[AnswersError] = []

    def answers(self, top: Table) -> Answers:
        """All answers and settings of the file."""
        settings: dict[str, Node] = {}
        entries: dict[str, Answer] = {}
        for key, node in top.pairs:
            if key.text in RESERVED:
                self._check_characters(key.text, node)
                settings[key.text] = node
            elif answer := self.entry(key, node):
                entries[key.text] = answer
        answers = Answers(
            path=self._path,
            year=self._year(settings.get(YEAR)),
            pack=self._word(settings, PACK),
            outline=self._word(settings, OUTLINE),
            depth=self._depth(settings.get(DEPTH)),
            topics=self._topics(settings.get(TOPICS)),
            headings=self._pairs(HEADINGS, settings.get(HEADINGS), "原标题: 新标题"),
            offices=self._pairs(OFFICES, settings.get(OFFICES), "法规: 本单位的叫法"),
            entries=entries,
            followed=self._followed(settings.get(FOLLOWED)),
            edits=self._edits(settings.get(EDITS)),
        )
        self.raise_faults()
        return answers

    def raise_faults(self) -> None:
        """Everything that was found wrong, if anything was."""
        if self._faults:
            faults = sorted(self._faults, key=lambda fault: (fault.place.line, fault.place.column))
            raise AnswersFaults(faults[0].what, faults[0].place, faults[0].advice, faults=tuple(faults))

    def entry(self, key: Scalar, node: Node) -> Answer | None:
        """One answer; None when nothing is written behind the key."""
        self._check_characters(key.text, key)
        if isinstance(node, Scalar):
            if node.is_null:
                return None
            self._check_colon(key, node)
        self._check_characters(key.text, node)
        self._check_figures(key.text, node)
        line = self._lines.place(key.start).line
        if isinstance(node, Table) and self._has_attributes(key.text, node):
            return self._with_attributes(key.text, node, line)
        return Answer(plain(node), line=line)

    def _fault(self, index: int, what: str, advice: str = "") -> None:
        self._faults.append(AnswersError(what, self._lines.place(index, self._path), advice))

    def _check_colon(self, key: Scalar, node: Scalar) -> None:
        """``值：79`` on a line of its own below its key would pass for a text."""
        found = re.match(f"({VALUE}|{STATUS}|{DECIMALS}|{FIGURES}|{TEXT})[：:]", node.text)
        if node.style or not found:
            return
        if self._lines.place(node.start).line > self._lines.place(key.start).line:
            what = f"“{key.text}”下面的“{found[1]}”后面要用英文冒号加一个空格"
            self._fault(node.start, what, f"请写成“{found[1]}: ”；确是正文时，请放进英文引号里")

    def _check_characters(self, key: str, node: Node) -> None:
        """Raw ones were refused with the file; escapes in double quotes can still bring them in."""
        for scalar in scalars(node):
            if scalar.style == '"' and (found := FORBIDDEN.search(scalar.text)):
                what = f"“{FORBIDDEN.sub('', key)}”里有不能用的字符{forbidden_name(found[0])}"
                self._fault(scalar.start, what, "请删去这个字符（多半是从别处粘贴时带来的）")

    def _check_figures(self, key: str, node: Node) -> None:
        """Figures inside texts: their names are unique within the entry, their answers have a known shape."""
        seen: set[str] = set()
        for name, value in figures_within(node):
            if name.text in seen:
                what = f"“{key}”里有两个数都叫“{name.text}”"
                self._fault(name.start, what, "同一项里每个数的名称要不同，请改其中一个（文中的{ }里也要改）")
            seen.add(name.text)
            if isinstance(value, Table):
                self._check_fields(f"{key}.{name.text}", value, ATTRIBUTES)
                self._status(f"{key}.{name.text}", dict_of(value).get(STATUS))
                self._since(f"{key}.{name.text}", dict_of(value).get(SINCE))

    def _has_attributes(self, key: str, node: Table) -> bool:
        names = [name.text for name, _ in node.pairs]
        if not any(name in FIELDS or misspelt(name) for name in names):
            return False
        self._check_fields(key, node, FIELDS)
        return True

    def _check_fields(self, key: str, node: Table, known: tuple[str, ...]) -> None:
        for name, _ in node.pairs:
            if name.text not in known:
                meant = misspelt(name.text)
                hint = f"是不是“{meant}”？" if meant else ""
                if re.match(f"({'|'.join(known)})[:：]", name.text):
                    hint = "冒号要用英文冒号，后面空一格。"
                what = f"“{key}”里的“{name.text}”不是可用的字段"
                self._fault(name.start, what, f"{hint}可用的有：{'、'.join(known)}")

    def _with_attributes(self, key: str, node: Table, line: int) -> Answer:
        fields = dict_of(node)
        if VALUE in fields and TEXT in fields:
            self._fault(node.start, f"“{key}”里既有“{VALUE}”又有“{TEXT}”", "两者只写一个")
        value, status = _content(fields), self._status(key, fields.get(STATUS))
        if AWAITED in fields and STATUS not in fields and value in (None, ""):
            status = Status.WAITING
        since = self._since(key, fields.get(SINCE))
        waiting = status is Status.WAITING
        return Answer(
            value=value,
            status=status,
            note=string(fields.get(NOTE)),
            source=string(fields.get(SOURCE)),
            line=line,
            decimals=self._decimals(key, fields.get(DECIMALS)),
            awaited=string(fields.get(AWAITED)) if waiting else "",
            since=since if waiting else "",
        )

    def _since(self, key: str, node: Node | None) -> str:
        """A day, as written."""
        written = string(node)
        if node is not None and written:
            try:
                parse_date(written)
            except DateError as error:
                self._fault(node.start, f"“{key}”的“{SINCE}”：{error.what}", error.advice)
        return written

    def _status(self, key: str, node: Node | None) -> Status:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return Status.CONFIRMED
        written = string(node)
        if written not in _STATUSES:
            choices = "、".join(_STATUSES)
            self._fault(
                node.start, f"“{key}”的{STATUS}“{written}”不认识", f"可用的有：{choices}（不写即{'已确认'}）"
            )
        return _STATUSES.get(written, Status.UNCONFIRMED)

    def _decimals(self, key: str, node: Node | None) -> int | None:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        written = string(node)
        if re.fullmatch("[0-9]", written):
            return int(written)
        self._fault(node.start, f"“{key}”的{DECIMALS}“{written}”不是位数", "请写 0 到 9 之间的整数")
        return None

    def _year(self, node: Node | None) -> int:
        if node is None:
            self._fault(0, f"没有写{YEAR}", f"请在文件开头加一行“{YEAR}: 2026”")
            return 0
        written = string(node).strip().removesuffix("年")
        if re.fullmatch(r"\d{4}", written) and 1949 <= int(written) <= 2999:
            return int(written)
        self._fault(node.start, f"{YEAR}“{string(node)[:20]}”不是年份", "请写四位数字，如 2026")
        return 0

    def _word(self, settings: dict[str, Node], key: str) -> str:
        node = settings.get(key)
        if node is None or isinstance(node, Scalar):
            return string(node)
        self._fault(node.start, f"“{key}”应当是一个名称", f"请写成“{key}: 名称”")
        return ""

    def _depth(self, node: Node | None) -> Depth:
        written = string(node)
        for depth in Depth:
            if written in (depth.value, ""):
                return depth
        assert node is not None
        self._fault(node.start, f"{DEPTH}“{written}”不认识", f"可用的有：{'、'.join(d.value for d in Depth)}")
        return Depth.ESSENTIAL

    def _topics(self, node: Node | None) -> tuple[str, ...]:
        if node is None or isinstance(node, Scalar):
            return tuple(re.findall(r"[^、，,;；\s]+", "" if node is None or node.is_null else node.text))
        items = node.items if isinstance(node, Listing) else []
        names = [item.text for item in items if isinstance(item, Scalar) and not item.is_null]
        if isinstance(node, Table) or len(names) < len(items):
            self._fault(node.start, f"“{TOPICS}”应当是主题名称的列表", f"请写成“{TOPICS}: [甲, 乙]”")
        return tuple(names)

    def _followed(self, node: Node | None) -> tuple[Raw, ...]:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ()
        if isinstance(node, Listing) and all(isinstance(item, Table) for item in node.items):
            return tuple(plain(item) for item in node.items)
        advice = "程序写的内容请不要改动；不要了可以整项删去"
        self._fault(node.start, f"“{FOLLOWED}”应当是一条一条的记录", advice)
        return ()

    def _edits(self, node: Node | None) -> tuple[Raw, ...]:
        """Records of 改稿, each of a shape that can be read."""
        items = node.items if isinstance(node, Listing) else [node] if node and string(node) else []
        for wrong, item in ((why_no_edit(plain(item)), item) for item in items):
            if wrong:
                self._fault(item.start, f"“{EDITS}”：{wrong}", "写法见 README“改过的稿子收回来”")
        return tuple(map(plain, items))

    def _pairs(self, setting: str, node: Node | None, form: str) -> dict[str, str]:
        """A setting that is a list of ``甲: 乙``; ``form`` says so to the clerk."""
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return {}
        if isinstance(node, Table) and all(isinstance(value, Scalar) for _, value in node.pairs):
            return {key.text: string(value) for key, value in node.pairs}
        self._fault(node.start, f"“{setting}”应当逐行写“{form}”", "各占一行，行首空两格")
        return {}


def _content(fields: dict[str, Node]) -> Raw | None:
    if FIGURES not in fields and TEXT not in fields:
        node = fields.get(VALUE)
        return None if node is None or (isinstance(node, Scalar) and node.is_null) else plain(node)
    text = fields.get(TEXT) or fields.get(VALUE)
    content: dict[str, Raw] = {} if text is None else {TEXT: plain(text)}
    if FIGURES in fields:
        content[FIGURES] = plain(fields[FIGURES])
    return content


def misspelt(name: str) -> str:
    """The attribute that ``name`` is nearly, "" when it is none: 状太, 值：, 备注 are; 标题 is not."""
    if found := re.match(f"({'|'.join(FIELDS)})[:：]", name):
        return found[1]
    for field in (STATUS, NOTE, SOURCE, DECIMALS):
        if len(name) == len(field) and sum(a == b for a, b in zip(name, field, strict=True)) == 1:
            return field
    return ""
