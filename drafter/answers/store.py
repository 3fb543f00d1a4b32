"""One year's answers on disk: read, and saved entry by entry."""

from __future__ import annotations

from drafter.answers.load import AnswersFaults, load_answers

__all__ = ["AnswersFaults", "load_answers"]
