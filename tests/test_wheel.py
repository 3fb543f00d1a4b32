"""What is installed is whole: packs, catalogs and the types' marker are in the wheel and in the source archive."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.conftest import REPOSITORY

CARRIED = {"templates/rule-of-law/pack.yaml", "locale/en/LC_MESSAGES/drafter.mo", "py.typed", "cli.py"}


def files(folder: Path) -> set[str]:
    """Names of the files of a folder that belong to the program."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names in the wheel."""
    (built,) = WheelBuilder(str(REPOSITORY)).build(directory=str(tmp_path_factory.mktemp("wheel")))
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_what_the_program_needs(wheel: set[str]) -> None:
    assert {f"drafter/{name}" for name in CARRIED} <= wheel
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_the_wheel_holds_every_file_of_the_packs_and_the_package(wheel: set[str]) -> None:
    templates = {f"drafter/templates/{name}" for name in files(REPOSITORY / "templates")}
    assert templates <= wheel
    assert {f"drafter/{name}" for name in files(REPOSITORY / "drafter")} <= wheel


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.split("/")[0].partition("-")[0] for name in wheel} == {"drafter", "fazhi_drafter"}


def test_a_wheel_can_be_built_from_the_source_archive(tmp_path: Path) -> None:
    (built,) = SdistBuilder(str(REPOSITORY)).build(directory=str(tmp_path))
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"pyproject.toml", "README.md", "LICENSE", "templates/rule-of-law/pack.yaml", "drafter/py.typed"}
    assert needed <= names
