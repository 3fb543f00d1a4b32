"""A pack and its compiled templates, remembered between runs in the user's cache folder.

Keyed by the content of the pack's files and by every version that could change the result; an entry also holds a
digest of the packs it borrows from.  A missing, broken or read-only cache only costs time.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from zlib import crc32

from drafter import __version__
from drafter.files import YAML_ENDINGS, replace_file
from drafter.packs.schema import Pack

SUFFIXES = (*YAML_ENDINGS, ".j2")
Compiled = tuple[Pack, dict[str, CodeType]]
_DIGEST = 16
_HEAD = 8 + _DIGEST
"""Bytes before the pack: a checksum of the rest, the pack's size, a digest of the packs it borrows from."""
_MOST_KEPT = 20
_STALE = (ValueError, EOFError, TypeError, AttributeError, ImportError, pickle.UnpicklingError)
"""What loading raises when the code changed that the entry was made with."""


def pack_key(folder: Path) -> str:
    """A digest of a pack's files, their place, and the versions of Python, Jinja and this program."""
    from jinja2 import __version__ as jinja_version

    made_with = f"{__version__} {sys.version} {jinja_version} {_own_code()} "
    return _digest((folder,), made_with.encode() + os.fsencode(folder)).hex()


def _digest(folders: Sequence[Path], begin: bytes = b"") -> bytes:
    """A digest of all files of packs in these folders."""
    digest = blake2b(begin, digest_size=_DIGEST)
    for folder in folders:
        for path in sorted(_files(folder)):
            digest.update(os.fsencode(path))
            digest.update(_bytes(path))
    return digest.digest()


def _bytes(path: str) -> bytes:
    """A file's bytes; of one that cannot be read none (the loader says what is wrong with it)."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _own_code() -> str:
    """Changes whenever the code that makes a cache entry does, so that a developer never reads a stale one."""
    here = Path(__file__).resolve().parent
    own = (
        here / f"{name}.py"
        for name in (
            "schema",
            "words",
            "files",
            "source",
            "questions",
            "outlines",
            "offers",
            "borrow",
            "load",
        )
    )
    modules = (*own, here.parent / "formulas.py", here.parent / "compose" / "environment.py")
    return " ".join(str(module.stat().st_mtime_ns) for module in modules if module.exists())


def _files(folder: Path) -> list[str]:
    return [
        os.path.join(where, name)
        for where, _, names in os.walk(folder)
        for name in names
        if name.endswith(SUFFIXES)
    ]


def remembered(folder: Path, cache: Path | None, make: Callable[[], Compiled]) -> Compiled:
    """The pack in ``folder`` with its templates' code, from ``cache`` or made and put there."""
    if cache is None:
        return make()
    path = cache / f"{pack_key(folder)}.pack"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def _read(path: Path) -> Compiled | None:
    """What was put there; None when there is nothing or it is not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    checksum, size = int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")
    if len(data) < _HEAD or crc32(data[4:]) != checksum:
        return None
    try:
        pack = pickle.loads(data[_HEAD : _HEAD + size])
        if data[8:_HEAD] != _digest(pack.lenders):
            return None
        return pack, marshal.loads(data[_HEAD + size :])
    except _STALE:
        return None


def _write(path: Path, compiled: Compiled) -> None:
    pack, codes = compiled
    pickled = pickle.dumps(pack, protocol=pickle.HIGHEST_PROTOCOL)
    data = len(pickled).to_bytes(4, "big") + _digest(pack.lenders) + pickled + marshal.dumps(codes)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, crc32(data).to_bytes(4, "big") + data)
        _forget_oldest(path.parent)


def _forget_oldest(cache: Path) -> None:
    """An author who changes a pack a thousand times does not keep a thousand of them."""
    packs = sorted(cache.glob("*.pack"), key=lambda path: path.stat().st_mtime)
    for path in packs[:-_MOST_KEPT]:
        path.unlink(missing_ok=True)
