"""Where packs lie: a bureau's own beside its answers, the shipped ones in ``templates/``."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import PackError, Place

MANIFEST = "pack.yaml"


def shipped_folder() -> Path:
    """The folder of the shipped packs: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def shipped_packs() -> list[str]:
    """Names of the shipped packs."""
    folder = shipped_folder()
    if not folder.is_dir():
        return []
    return sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))


def find_pack(name: str, beside: Path) -> Path:
    """The folder of a pack named by path (relative to ``beside``) or by the name of a shipped one.

    Raises :class:`PackError` with the near miss when there is none.
    """
    for folder in (beside / name, shipped_folder() / name):
        if name and (folder / MANIFEST).is_file():
            return folder
    from drafter.packs.faults import near_miss

    advice = near_miss(name, set(shipped_packs())) or "现有模板包：" + "、".join(shipped_packs())
    raise PackError(f"找不到模板包“{name}”", Place(), advice)
