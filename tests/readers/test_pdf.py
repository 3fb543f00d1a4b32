"""PDF pages whose text was drawn in another order than it is read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from drafter.readers.pdf import read_pdf

SENTENCE = "the bureau held a meeting on the rule of law"


def pdf(texts: Sequence[tuple[int, int, str]]) -> bytes:
    """A page of texts at places, drawn in this order."""
    drawn = "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in texts)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}endstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    body = "".join(f"{number} 0 obj{one}endobj\n" for number, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size 6>>\n%%EOF".encode("cp1252")


CASES: dict[str, tuple[list[tuple[int, int, str]], list[str], bool]] = {
    "quotes behind the words of their line": (
        [(100, 700, SENTENCE), (299, 700, "act"), (315, 700, "was read"), (296, 700, "“"), (312, 700, "”")],
        [SENTENCE + "“act”was read"],
        False,
    ),
    "a box of text between two lines": (
        [(100, 700, SENTENCE), (100, 600, "second " + SENTENCE), (150, 650, "a box")],
        [SENTENCE, "a box", "second " + SENTENCE],
        False,
    ),
    "two columns": (
        [(50, 700, "left " * 5), (50, 680, "below"), (300, 697, "right " * 5), (300, 675, "under it")],
        [" ".join(["left"] * 5), "below", " ".join(["right"] * 5), "under it"],
        False,
    ),
    "a box beside lines": (
        [(50, 700, SENTENCE), (50, 680, SENTENCE), (50, 660, SENTENCE), (150, 683, "a box over them")],
        [SENTENCE] * 3 + ["a box over them"],
        True,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_read_as_it_is_seen(name: str) -> None:
    texts, lines, doubtful = CASES[name]
    source = read_pdf(pdf(texts))
    assert [line.text for line in source.lines] == lines
    assert any("先后" in note for note in source.notes) is doubtful


def test_quotes_that_hold_nothing_are_spoken_of() -> None:
    assert "引号" in read_pdf(pdf([(50, 700, SENTENCE + " “ ” was read")])).notes[0]
    assert not read_pdf(pdf([(50, 700, SENTENCE + " “act” was read")])).notes
