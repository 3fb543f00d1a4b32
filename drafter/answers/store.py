"""One year's answers on disk: read, and saved entry by entry.

Saving touches only the entry that changed; every other byte of the file stays.  Each save is one atomic
replacement of the file.  What somebody else changed in the meantime is read first and kept.  An accepted answer
that cannot be saved goes into a rescue file, and is tried again with the next save.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.dump import dump_entry, raw_of
from drafter.answers.folder import new_file
from drafter.answers.image import Image
from drafter.answers.load import (
    AnswersFaults,
    decode_source,
    earlier,
    entries_of,
    load_answers,
    read_answers,
    read_bytes,
    read_entry,
)
from drafter.answers.model import RESERVED, Answer, Answers, Raw
from drafter.answers.nodes import plain
from drafter.errors import AnswersError, Place
from drafter.files import reason, replace_file, unreadable
from drafter.yamlio import FORBIDDEN, Source, forbidden_name

__all__ = [
    "AnswersFaults",
    "AnswersFile",
    "NotSaved",
    "Saved",
    "earlier",
    "load_answers",
    "new_file",
]

_Changes = dict[str, tuple[Raw | None, Sequence[str]]]
"""By key: the new YAML value (None: the entry goes) and the order that tells where it belongs."""


class Saved(Struct, frozen=True):
    """What a save had to do besides saving."""

    recoded: str = ""
    """The file's former encoding, when it lacked a character and the file is UTF-8 from now on."""
    merged: bool = False
    """Somebody else had changed the file since it was read; their changes are kept and now in ``answers``."""


@dataclass(eq=False)
class NotSaved(AnswersError):
    """An answer is not in its file; ``rescued`` is the file that holds it instead (None: nowhere)."""

    rescued: Path | None = None


class AnswersFile:
    """An answers file opened for saving: open once, save often."""

    def __init__(self, path: Path, rescue: Sequence[Path] | None = None, *, keeps: bool = True) -> None:
        """Read the file; raises AnswersError as load_answers does.

        ``rescue``: folders for what cannot be saved, after the file's own (None: home, then the temporary folder).
        ``keeps``: False where it need not be kept there, since all of it can be made again.
        """
        self.path = path
        self._keeps = keeps
        self._rescue_folders = rescue
        self._rescued: Path | None = None
        self._pending: _Changes = {}
        self._bytes = b""
        self._read(read_bytes(path))

    @property
    def answers(self) -> Answers:
        """The answers as they are on disk now."""
        return self._answers

    @property
    def encoding(self) -> str:
        """Encoding of the file."""
        return self._source.encoding

    def save(self, key: str, answer: Answer | None, order: Sequence[str] = ()) -> Saved:
        """Replace, insert or (None, or an answer that holds nothing) remove one entry, and write the file.

        ``order``: all known keys in the order of the questionnaire; tells where a new entry belongs.
        Raises AnswersError when the answer cannot be written at all, NotSaved when the file cannot.
        """
        return self.save_all({key: answer}, order)

    def save_all(self, entries: Mapping[str, Answer | None], order: Sequence[str] = ()) -> Saved:
        """Several entries in one write; as ``save``."""
        raws = {
            key: None if answer is None else raw_of(_clean_answer(answer)) for key, answer in entries.items()
        }
        for key, raw in raws.items():
            if key in RESERVED:
                raise AnswersError(f"“{key}”是保留名称，不能作为一项内容", Place(self.path), "请换一个名称")
            if raw is not None:
                _refuse_unwritable(key, raw, self.path)
        return self._store({key: (raw, order) for key, raw in raws.items()})

    def save_setting(self, key: str, value: Raw | None) -> Saved:
        """Save one of the reserved keys (年度, 主题, 提纲, 深度, 标题改写, 科室, 模板); as ``save``."""
        assert key in RESERVED
        if value is None:
            return self._store({key: (None, RESERVED)})
        value = _clean(value)
        _refuse_unwritable(key, value, self.path)
        return self._store({key: (value, RESERVED)})

    def save_together(self, answers: Mapping[str, Answer], order: Sequence[str] = ()) -> Saved:
        """Entries and reserved keys in one write, so that either all of them are on disk or none; as ``save``."""
        changes: _Changes = {}
        for key, answer in answers.items():
            raw = raw_of(_clean_answer(answer)) if key not in RESERVED else answer.value
            raw = _clean(raw) if raw is not None else None
            if raw is not None:
                _refuse_unwritable(key, raw, self.path)
            changes[key] = (raw, RESERVED if key in RESERVED else order)
        return self._store(changes)

    def _read(self, data: bytes) -> None:
        """Take over the bytes of the file; on AnswersError nothing here has changed."""
        source = decode_source(data, self.path)
        if source.bom == b"" and source.text.encode(source.encoding) != data:
            source = Source(source.text, "utf-8")  # an encoding that does not give the same bytes back
        top = entries_of(source.text, self.path)
        self._answers = read_answers(top, source.text, self.path)
        self._image = Image.of(source.text, top)
        self._source, self._bytes = source, data

    def _store(self, changes: _Changes) -> Saved:
        try:
            merged = self._catch_up()
        except AnswersError as error:
            raise self._not_saved(changes, error.what, error.place, error.advice) from error
        image, answers = self._applied(self._pending | changes)
        source, recoded = self._encoded(image.text)
        data = source.encode()
        try:
            replace_file(self.path, data)
        except OSError as error:
            what, advice = reason(error)
            raise self._not_saved(changes, what, Place(self.path), advice) from error
        self._image, self._answers, self._source, self._bytes = image, answers, source, data
        self._pending.clear()
        self._forget_rescue()
        return Saved(recoded, merged)

    def _catch_up(self) -> bool:
        """Read the file again when somebody else changed it; True when so.  A deleted file is written anew."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return False
        except OSError as error:
            what, advice = unreadable(error)
            raise AnswersError(what, Place(self.path), advice) from None
        if data == self._bytes:
            return False
        self._read(data)
        return True

    def _encoded(self, text: str) -> tuple[Source, str]:
        source = self._source._replace(text=text)
        try:
            text.encode(source.encoding)
        except UnicodeEncodeError:
            return Source(text, "utf-8"), source.encoding
        return source, ""

    def _applied(self, changes: _Changes) -> tuple[Image, Answers]:
        """Text and answers after the changes; AnswersError when one of them cannot be written."""
        image, settings = self._image, self._answers
        for key, (raw, order) in changes.items():
            image = _with_entry(image, key, raw, order, self.path)
        if any(key in RESERVED for key in changes):
            text = image.slice(RESERVED)
            settings = read_answers(entries_of(text, self.path), text, self.path)
        entries = dict(self._answers.entries)
        for key, (raw, _) in changes.items():
            entries.pop(key, None)
            if raw is not None and key not in RESERVED:
                _, answer = read_entry(image.slice([key]), self.path)
                entries |= {key: answer} if answer else {}
        return image, replace(settings, entries=dict(_with_lines(entries, image)))

    def _not_saved(self, changes: _Changes, what: str, place: Place, advice: str) -> NotSaved:
        if not self._keeps:
            return NotSaved(what, place, f"{advice}；什么都没有存，之后再做一次就行")
        self._pending |= changes
        lines = [
            line
            for key, (raw, _) in changes.items()
            for line in ([] if raw is None else dump_entry(key, raw))
        ]
        rescued = self._rescue(lines) if lines else None
        if rescued:
            advice += f"；刚才的内容已另存到 {rescued}，下次保存时会再写入"
        elif lines:
            advice += "；刚才的内容还没有存到任何文件里，请先不要关闭程序"
        return NotSaved(what, place, advice, rescued=rescued)

    def _rescue(self, lines: list[str]) -> Path | None:
        name = f"{self.path.stem}.未保存.txt"
        for folder in (self.path.parent, *self._folders()):
            file = folder / name
            new = not os.path.exists(file)
            try:
                with open(file, "a", encoding="utf-8") as out:
                    out.write("".join(f"{line}\n" for line in lines))
                    out.flush()
                    os.fsync(out.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    if new and not file.stat().st_size:
                        file.unlink()
                continue
            self._rescued = file if new or self._rescued == file else None
            return file
        return None

    def _folders(self) -> Sequence[Path]:
        if self._rescue_folders is not None:
            return self._rescue_folders
        import tempfile

        folders = [Path(tempfile.gettempdir())]
        with contextlib.suppress(RuntimeError):  # a user without a home
            folders.insert(0, Path.home())
        return folders

    def _forget_rescue(self) -> None:
        """Remove the rescue file when everything in it is saved: it was begun by this object."""
        if self._rescued:
            self._rescued.unlink(missing_ok=True)
            self._rescued = None


def _with_entry(image: Image, key: str, raw: Raw | None, order: Sequence[str], path: Path) -> Image:
    """The image with one entry changed, and read back: exactly what was meant, or AnswersError."""
    if raw is None:
        return image.changed(key, None, order)
    for blocks in (True, False):
        changed = image.changed(key, dump_entry(key, raw, blocks=blocks), order)
        if _reads_back(changed.region(key), key, raw, path):
            return changed
    raise AnswersError(f"“{key}”的内容无法写进文件", Place(path), "请检查内容里的特殊符号，换一种写法")


def _reads_back(text: str, key: str, raw: Raw, path: Path) -> bool:
    pairs = entries_of(text, path).pairs
    return len(pairs) == 1 and pairs[0][0].text == key and plain(pairs[0][1]) == raw


def _with_lines(entries: dict[str, Answer], image: Image) -> Iterator[tuple[str, Answer]]:
    """Entries in the order of the file, each with its line."""
    position, line = 0, 1
    for key, span in image.spans.items():
        passed = image.text[position : span.start]
        line += passed.count("\n") + passed.count("\r") - passed.count("\r\n")
        position = span.start
        if key in entries:
            answer = entries[key]
            yield key, answer if answer.line == line else replace(answer, line=line)


def _clean(raw: Raw) -> Raw:
    """Line ends of pasted text (Windows, old Macs) as plain newlines."""
    if isinstance(raw, str):
        return raw.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(raw, list):
        return [_clean(item) for item in raw]
    return {key: _clean(value) for key, value in raw.items()}


def _clean_answer(answer: Answer) -> Answer:
    value = None if answer.value is None else _clean(answer.value)
    note, source = str(_clean(answer.note)), str(_clean(answer.source))
    return replace(answer, value=value, note=note, source=source, awaited=str(_clean(answer.awaited)))


def _texts(raw: Raw) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from _texts(item)
    else:
        for key, value in raw.items():
            yield key
            yield from _texts(value)


def _refuse_unwritable(key: str, raw: Raw, path: Path) -> None:
    """AnswersError for an entry that a file could not give back."""
    for text in (key, *_texts(raw)):
        if found := FORBIDDEN.search(text):
            name = FORBIDDEN.sub("", key)
            what = f"“{name}”里有不能用的字符{forbidden_name(found[0])}"
            raise AnswersError(what, Place(path), "请删去这个字符（多半是从别处粘贴时带来的）")
    if not key or "\n" in key or len(key) > 200:
        raise AnswersError(f"“{key[:20]}”不能作为名称", Place(path), "名称要写在一行里，不超过200字")
    if key not in RESERVED:
        read_entry("\n".join([*dump_entry(key, raw), ""]), path)
