"""Two drafts laid side by side: what became of each block of the old one, and which characters changed.  Pure."""

from __future__ import annotations

from drafter.compare.align import align
from drafter.compare.flat import flat
from drafter.compare.likeness import likeness, ratio
from drafter.compare.model import Fate, Kind, Line, Nature, Piece, Step
from drafter.compare.nature import nature
from drafter.compare.pieces import pieces, sentence_pairs

__all__ = [
    "Fate",
    "Kind",
    "Line",
    "Nature",
    "Piece",
    "Step",
    "align",
    "flat",
    "likeness",
    "nature",
    "pieces",
    "ratio",
    "sentence_pairs",
]
