"""Lint of a bureau's own outline: the same faults that its nodes would have in a pack's outline."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from drafter.packs.faults import Fault, Faults
from drafter.packs.lint import Linter
from drafter.packs.load import read_pack
from drafter.packs.outlines import read_outline
from drafter.packs.source import read_section


def lint_outline(path: Path, folder: Path) -> list[Fault]:
    """All faults of the outline in ``path`` for the pack in ``folder``, by line; empty when there is none.

    Faults of the pack itself are not told here.  Raises nothing.
    """
    faults = Faults()
    section = read_section(path, faults)
    reading = read_pack(folder, Faults())
    if section is None or reading is None:
        return faults.found
    pack = reading.pack
    outline = read_outline(path.name, section, faults, pack.placeable, complete=not reading.partial)
    reading.pack = replace(pack, outlines={path.name: outline})
    Linter(reading, faults).run()
    own = [fault for fault in faults.found if fault.place.path == path]
    return sorted(dict.fromkeys(own), key=lambda fault: (fault.place.line, fault.place.column))
