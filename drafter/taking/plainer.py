"""What settling found out that records have to say more plainly."""

from __future__ import annotations

from msgspec import Struct, field


class Plainer(Struct):
    """What has to be said more plainly than usual, because it would not be drawn as the edited copy has it."""

    literal: set[int] = field(default_factory=set)
    """Uses of answers (their ids) that stay words."""
    follows: set[int] = field(default_factory=set)
    """Uses of computed numbers that read as they are computed from what changed."""
    symbols: set[str] = field(default_factory=set)
    """Places of answers that stay words."""
    forced: set[str] = field(default_factory=set)
    """Paragraphs that need a wording though only values changed."""
    records: set[str] = field(default_factory=set)
    """Paragraphs whose wording is a record, not an answer or a heading."""
    numbered: set[str] = field(default_factory=set)
    """Paragraphs whose number is written."""
    firm: set[str] = field(default_factory=set)
    """Paragraphs in which only figures and dates stay live."""
    words: set[str] = field(default_factory=set)
    """Paragraphs that are nothing but words."""
