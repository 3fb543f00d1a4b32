"""The drafts of all examples as LibreOffice sets them: package, text area, 28 characters, 22 lines, page numbers.

All are set in one run of LibreOffice.  The letter of the standard is tried sample by sample in tests/writers.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.app import Job
from drafter.writers import Settings, write
from tests.conftest import REPOSITORY
from tests.writers.package_check import faults
from tests.writers.pages import MM, Page, convert, read_pages

LEFT, RIGHT = 28 / MM, (210 - 26) / MM
TOP, BOTTOM = 37 / MM, (297 - 35) / MM
EXAMPLES = sorted(REPOSITORY.glob("examples/*/20*.yaml"))
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")


def drafted(path: Path, cache: Path, *, final: bool = False) -> bytes:
    return write(Job(path, cache).document(), Path("报告.docx"), Settings(final=final))


def name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.fixture(scope="module")
def rendered() -> dict[str, list[Page]]:
    return {}


@pytest.fixture
def pages(
    soffice: str, rendered: dict[str, list[Page]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Page]]:
    if not rendered:
        folder = tmp_path_factory.mktemp("examples")
        files = [folder / f"{name_of(path)}.docx" for path in EXAMPLES]
        for path, file in zip(EXAMPLES, files, strict=True):
            file.write_bytes(drafted(path, folder / "cache"))
        made = convert(soffice, files, "pdf", folder)
        rendered.update({file.stem: read_pages(made / f"{file.stem}.pdf") for file in files})
    return rendered


@every_example
@pytest.mark.parametrize("final", [False, True])
def test_the_package_is_sound(path: Path, final: bool, tmp_path: Path) -> None:
    assert faults(drafted(path, tmp_path, final=final)) == []


@every_example
def test_text_keeps_to_the_text_area(path: Path, pages: dict[str, list[Page]]) -> None:
    outside = [
        line.text
        for page in pages[name_of(path)]
        for line in page.lines
        if not (line.left >= LEFT - 1 and line.right <= RIGHT + 1 and TOP < line.baseline < BOTTOM + 1)
    ]
    assert outside == []


@every_example
def test_lines_hold_28_characters_and_pages_22_lines(path: Path, pages: dict[str, list[Page]]) -> None:
    found = pages[name_of(path)]
    longest = max(len(line.text) for page in found for line in page.lines if line.hanzi and line.size == 16)
    assert longest == 28
    # A heading that may not stand alone at the foot of a page goes to the next one.
    assert {len(page.lines) for page in found[1:-1]} <= {21, 22}


@every_example
def test_every_page_bears_its_number(path: Path, pages: dict[str, list[Page]]) -> None:
    numbers = [page.number.text if page.number else "" for page in pages[name_of(path)]]
    assert numbers == [f"—{number}—" for number in range(1, len(numbers) + 1)]
