"""How much two texts, or two drafts, have in common."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel, LCSseq

from drafter.compare.model import Compared, Line, Step
from drafter.compare.tokens import bare


def ratio(old: str, new: str) -> float:
    """0 to 1: the share of characters that stay, in order; blanks and half-width forms count for nothing."""
    return bare_ratio(bare(old), bare(new))


def bare_ratio(old: str, new: str, at_least: float = 0.0) -> float:
    """The same for texts that are bare already; 0 where it is not ``at_least`` so much."""
    if not old or not new:
        return float(old == new)
    return float(Indel.normalized_similarity(old, new, score_cutoff=at_least or None))


def held(old: str, new: str) -> int:
    """How many characters of ``old`` stand in ``new`` in order and not alone: single ones are found anywhere."""
    return sum(block.size for block in LCSseq.editops(old, new).as_matching_blocks() if block.size > 1)


def likeness(old: Sequence[Line], new: Sequence[Line]) -> float:
    """0 to 1: the share of the text of two drafts that is in both, wherever it stands.

    Reports of two bureaus have hardly a tenth in common, of one bureau's two years often more than half.
    """
    from drafter.compare.align import align

    return common_share(Compared(tuple(old), tuple(new), tuple(align(old, new))))


def common_share(both: Compared) -> float:
    """The same for drafts that were laid side by side already."""
    total = sum(len(bare(line.text)) for line in (*both.old, *both.new))
    common = sum(_common(both, step) for step in both.steps)
    return min(2 * common / total, 1.0) if total else 1.0


def _common(both: Compared, step: Step) -> int:
    """How many characters of the lines of a step are in both drafts."""
    before = bare("".join(both.old[one].text for one in step.old))
    after = bare("".join(both.new[one].text for one in step.new))
    if before == after:
        return len(before)
    return held(before, after) if before and after else 0
