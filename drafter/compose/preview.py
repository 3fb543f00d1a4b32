"""The sentence in which an answer stands, while it is being asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from drafter.answers.model import Answers
from drafter.compose.compose import Codes, Composer, texts_of
from drafter.compose.environment import Environment
from drafter.document.model import Document, State, Text
from drafter.errors import DrafterError
from drafter.packs.schema import Outline, Pack

BLANK = "＿＿＿"
_HERE = "\x02"
_SENTENCE = re.compile(rf"[^。！？]*{_HERE}[^。！？]*[。！？]?")


class Previewer(Struct, frozen=True):
    """Shows sentences of one report; composes only the topic that the question belongs to."""

    pack: Pack
    codes: Codes
    environment: Environment
    outline: Outline
    earlier: Sequence[Answers | None] = ()

    def sentence(self, answers: Answers, key: str) -> str:
        """The sentence with ``key``'s blank (＿＿＿) or value in it; "" where it stands in none.

        Never raises for what is wrong elsewhere in the topic: a preview must not stop the questions.
        """
        question = self.pack.questions.get(key) or self.pack.questions.get(key.partition(".")[0])
        if question is None:
            return ""
        composer = Composer(self.pack, self.codes, self.environment, answers, self.outline, self.earlier)
        try:
            blocks = composer.laid(composer.topic_blocks(question.topic, ""))
        except DrafterError:
            return ""
        texts = list(texts_of(Document((), blocks)))
        found = next((text for text in texts if _stands(text, key, first=True)), None)
        found = found or next((text for text in texts if _stands(text, key, first=False)), None)
        return _sentence(found, key) if found else ""


def _stands(text: Text, key: str, *, first: bool) -> bool:
    return any(span.origin and key in (span.origin.keys[:1] if first else span.origin.keys) for span in text)


def _sentence(text: Text, key: str) -> str:
    shown = ""
    for span in text:
        here = span.origin is not None and span.origin.keys[:1] == (key,)
        blank = here and span.origin is not None and span.origin.state is State.MISSING
        shown += (_HERE if here else "") + (BLANK if blank else span.text)
    match = _SENTENCE.search(shown)
    return (match.group() if match else shown).replace(_HERE, "").strip()
