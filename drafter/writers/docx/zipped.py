"""A deterministic zip archive whose members may be compressed beforehand.

``zipfile`` cannot take data that is already deflated; this is what keeps the constant parts of a draft free.
Format: PKWARE APPNOTE 6.3.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from msgspec import Struct

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION = 20
_UTF8_NAMES = 0x800
_DEFLATED = 8
_TIME = 0
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
"""1980-01-01, the zip format's first day: the same input gives the same bytes."""


class Member(Struct, frozen=True):
    """One file of an archive, already deflated."""

    name: str
    deflated: bytes
    crc: int
    size: int


def member(name: str, data: str | bytes, level: int = 6) -> Member:
    """Deflate one file."""
    raw = data.encode() if isinstance(data, str) else data
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Member(name, squeeze.compress(raw) + squeeze.flush(), zlib.crc32(raw), len(raw))


def archive(members: Iterable[Member]) -> bytes:
    """The bytes of a zip file with these members, in this order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for m in members:
        name = m.name.encode()
        flags = 0 if name.isascii() else _UTF8_NAMES
        common = (_VERSION, flags, _DEFLATED, _TIME, _DATE, m.crc, len(m.deflated), m.size, len(name), 0)
        body += (_LOCAL.pack(b"PK\3\4", *common), name, m.deflated)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(m.deflated)
    listing = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), offset, 0)
    return b"".join(body) + listing + end
