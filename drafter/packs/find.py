"""Where packs lie: a bureau's own beside its answers, the shipped ones in ``templates/``."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import PackError, Place
from drafter.files import is_file
from drafter.nearest import nearest

MANIFEST = "pack.yaml"
USUAL_PACK = "rule-of-law"
"""The shipped pack that a new report is made with when none is named."""


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


def find_pack(name: str, *beside: Path, named_in: Path | str = "") -> Path:
    """The folder of a pack named by path (relative to one of ``beside``) or by the name of a shipped one.

    Raises :class:`PackError` with the near miss when there is none; ``named_in``: the file that names it.
    """
    for folder in (*(folder / name for folder in beside), shipped_folder() / name):
        if name and is_file(folder / MANIFEST):
            return folder
    shipped = shipped_packs()
    known = "现有模板包：" + "、".join(shipped) + "；自己的模板包写它的文件夹"
    if not name:
        raise PackError("没有写用哪个模板包", Place(named_in), f"请加一行，如“模板: {USUAL_PACK}”；{known}")
    near = nearest(name, shipped)
    advice = f"是不是“{near}”？" if near else known
    raise PackError(f"找不到模板包“{name[:100]}”", Place(named_in), advice)
