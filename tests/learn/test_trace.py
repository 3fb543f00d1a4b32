"""What learning says of each numeral of the source."""

from __future__ import annotations

from pathlib import Path

from drafter.learning import learn


def test_a_numeral_that_a_page_formats_digit_by_digit_is_one(tmp_path: Path) -> None:
    page = tmp_path / "报告.html"
    page.write_text(
        "<p>某县林业局2025年工作总结</p><p>一、主要工作</p>"
        "<p>立案<b>21</b><span>3</span>件，办结率<i>9</i>7.5%。</p>",
        encoding="utf-8",
    )
    made = learn(page, tmp_path / "学", None)
    assert [(entry["value"], entry["label"]) for entry in made.trace()] == [
        ("2025", "year0"),
        ("213", "figure"),
        ("97.5", "figure"),
    ]
