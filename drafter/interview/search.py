"""Questions found by a word of their name; Chinese, Latin and full-width letters alike.  Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from drafter.answers.model import Answers, inner_figures
from drafter.interview.passages import figure_text
from drafter.interview.steps import Review, Row
from drafter.packs.schema import Pack, Question

MOST = 30
_NOWHERE = 99


class Hit(Struct, frozen=True):
    """A question found: its topic and its row of the review."""

    topic: str
    row: Row


class Found(Struct, frozen=True):
    """What a search gives: questions that are asked, best first, and topics not ticked that have such questions."""

    hits: tuple[Hit, ...]
    elsewhere: tuple[str, ...] = ()


def search(pack: Pack, answers: Answers, review: Review, words: str) -> Found:
    """Questions, and figures inside texts, in whose name, topic, definition or answer every word stands."""
    wanted = _plain(words).split()
    if not wanted:
        return Found(())
    ranked = sorted(
        (
            (_rank(hit.row.label, pack.questions[hit.row.key.partition(".")[0]], hit.row.shown, wanted), hit)
            for hit in _all(review, answers)
        ),
        key=lambda found: found[0],
    )
    hits = [hit for rank, hit in ranked if rank < _NOWHERE]
    return Found(tuple(hits[:MOST]), tuple(_elsewhere(pack, review, wanted)))


def _all(review: Review, answers: Answers) -> Iterator[Hit]:
    """Everything that can be gone to: questions, and below each the figures inside its answer."""
    for topic in review.topics:
        for row in topic.rows:
            yield Hit(topic.name, row)
            answer = answers.entries.get(row.key)
            for name, raw in inner_figures(answer.value if answer is not None else None):
                key = f"{row.key}.{name}"
                yield Hit(topic.name, Row(key, name, figure_text(raw), review.state(key)))


def _elsewhere(pack: Pack, review: Review, wanted: list[str]) -> Iterator[str]:
    """Topics that are not part of this report."""
    on = {topic.name for topic in review.topics}
    for topic in pack.topics.values():
        if topic.serves is not None:
            continue
        questions = (pack.questions[key] for key in topic.questions)
        if topic.name not in on and any(_rank(one.label, one, "", wanted) < _NOWHERE for one in questions):
            yield topic.name


def _rank(label: str, question: Question, shown: str, wanted: list[str]) -> int:
    """How well a question fits, 0 best: the worst of its words counts."""
    name = _plain(label)
    more = question.definition + question.office
    places = (name, *map(_plain, (question.key, question.topic, more, shown)))
    return max(_place(word, name, places) for word in wanted)


def _place(word: str, label: str, places: tuple[str, ...]) -> int:
    if label == word:
        return 0
    for number, place in enumerate(places, 1):
        if word in place:
            return number
    return len(places) + 1 if _scattered(word, label) else _NOWHERE


def _scattered(word: str, label: str) -> bool:
    """Whether the characters of a short name stand in the label in their order (信办率 in 信访办结率)."""
    rest = iter(label)
    return len(word) > 1 and all(char in rest for char in word)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
