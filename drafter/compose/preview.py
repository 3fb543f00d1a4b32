"""What the report looks like while it is being asked for: a sentence, a topic, the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from msgspec import Struct

from drafter.answers.model import Answers
from drafter.compose.compose import Codes, Composer, texts_of
from drafter.compose.environment import Environment
from drafter.compose.live import live_text
from drafter.document.model import Document, Span, State, Text
from drafter.document.names import with_names
from drafter.errors import DrafterError
from drafter.packs.schema import Outline, Pack

BLANK = "＿＿＿"
LEFT, RIGHT = "〖", "〗"
"""Stand around the answer; 【】 already means a blank elsewhere."""
_HERE = "\x02"
_SENTENCE = re.compile(rf"[^。！？]*{_HERE}[^。！？]*[。！？]?")


class Previewer(Struct, frozen=True):
    """Shows sentences, topics and the whole of one report, as the answers now are.

    ``outline`` gives the outline that the answers ask for; it may be changed on the way.
    """

    pack: Pack
    codes: Codes
    environment: Environment
    outline: Callable[[Answers], Outline]
    earlier: Sequence[Answers | None] = ()

    def sentence(self, answers: Answers, key: str) -> str:
        """The sentence with ``key``'s blank (〖＿＿＿〗) or value (〖81件〗) in it; "" where it stands in none.

        Never raises for what is wrong elsewhere in the topic: a preview must not stop the questions.
        """
        texts = list(texts_of(self.topic(answers, key)))
        found = next((text for text in texts if _stands(text, key, first=True)), None)
        found = found or next((text for text in texts if _stands(text, key, first=False)), None)
        return _sentence(found, key) if found else ""

    def topic(self, answers: Answers, key: str) -> Document:
        """The paragraphs of the topic that a question belongs to; none where they cannot be made."""
        question = self.pack.questions.get(key) or self.pack.questions.get(key.partition(".")[0])
        if question is None:
            return Document((), ())
        try:
            composer = self._composer(answers)
            blocks = composer.laid(composer.topic_blocks(question.topic, ""))
            return composer.revised(with_names(Document((), blocks)), only_here=True)[0]
        except DrafterError:
            return Document((), ())

    def passage(self, answers: Answers, key: str) -> tuple[tuple[Text, ...], str]:
        """The paragraphs tied to a question as they now read, and the same with figures as ``{键}``, to be reworded.

        Nothing where they cannot be made.
        """
        try:
            composer = self._composer(answers)
            texts = composer.passage(key)
        except DrafterError:
            return (), ""
        return texts, live_text(texts, key, composer.factory)

    def report(self, answers: Answers) -> Document:
        """The whole report; raises DrafterError as ``compose`` does."""
        return self._composer(answers).document()

    def _composer(self, answers: Answers) -> Composer:
        outline = self.outline(answers)
        return Composer(self.pack, self.codes, self.environment, answers, outline, self.earlier)


def _stands(text: Text, key: str, *, first: bool) -> bool:
    return any(span.origin and key in (span.origin.keys[:1] if first else span.origin.keys) for span in text)


def _sentence(text: Text, key: str) -> str:
    """The sentence in which the answer begins, cut where the answer goes on beyond it."""
    shown = ""
    for here, spans in groupby(text, lambda span: _belongs(span, key)):
        words = "".join(BLANK if here and _is_missing(span) else span.text for span in spans)
        shown += f"{_HERE}{LEFT}{words}{RIGHT}" if here else words
    match = _SENTENCE.search(shown)
    found = (match.group() if match else shown).replace(_HERE, "").strip()
    return found if found.count(LEFT) == found.count(RIGHT) else f"{found}……{RIGHT}"


def _belongs(span: Span, key: str) -> bool:
    """Whether a span is the answer, or a figure inside it."""
    first = span.origin.keys[0] if span.origin is not None and span.origin.keys else ""
    return first == key or first.startswith(f"{key}.")


def _is_missing(span: Span) -> bool:
    return span.origin is not None and span.origin.state is State.MISSING
