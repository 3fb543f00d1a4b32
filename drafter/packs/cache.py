"""A pack and its compiled templates, remembered between runs in the user's cache folder.

Keyed by the content of the pack's files and by every version that could change the result.  A missing,
broken or read-only cache only costs time.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from types import CodeType

from drafter import __version__
from drafter.packs.schema import Pack

SUFFIXES = (".yaml", ".yml", ".j2")
Compiled = tuple[Pack, dict[str, CodeType]]


def pack_key(folder: Path) -> str:
    """A digest of a pack's files, their place, and the versions of Python, Jinja and this program."""
    from jinja2 import __version__ as jinja_version

    digest = blake2b(
        f"{__version__} {sys.version} {jinja_version} {_own_code()} {folder}".encode(), digest_size=16
    )
    for path in sorted(_files(folder)):
        digest.update(path.encode())
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def _own_code() -> str:
    """Changes whenever the code that makes a cache entry does, so that a developer never reads a stale one."""
    here = Path(__file__).resolve().parent
    own = (
        here / f"{name}.py"
        for name in ("schema", "words", "files", "source", "questions", "outlines", "offers", "load")
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
    try:
        data = path.read_bytes()
        size = int.from_bytes(data[:8], "big")
        return pickle.loads(data[8 : 8 + size]), marshal.loads(data[8 + size :])
    except (OSError, ValueError, EOFError, TypeError, AttributeError, ImportError, pickle.UnpicklingError):
        return None


def _write(path: Path, compiled: Compiled) -> None:
    pack, codes = compiled
    pickled = pickle.dumps(pack, protocol=pickle.HIGHEST_PROTOCOL)
    data = len(pickled).to_bytes(8, "big") + pickled + marshal.dumps(codes)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        os.replace(file.name, path)
    except OSError:
        return
