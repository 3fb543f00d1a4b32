"""Steps that ask what becomes of a paragraph of the template (段落): it stands, is worded anew, or is not written.

Pure.  What the paragraph now reads comes from whoever joins the interview with compose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from drafter.answers.model import STANDING, Answer, Answers, Status
from drafter.asking import is_blank
from drafter.document.model import State, Text
from drafter.figures import NOT_APPLICABLE, OMITTED
from drafter.genre.claims import aging
from drafter.interview.passages import Passage, read_passage, shown
from drafter.interview.steps import Look, Step, StepKind

Seen = Callable[[Answers, str], tuple[tuple[Text, ...], str]]
"""Gives the paragraphs tied to a question as they now read, and the same text with figures as ``{键}``."""
BLANK = "＿＿＿"
_ENDS = re.compile("[。！？；]")


def unseen(answers: Answers, key: str) -> tuple[tuple[Text, ...], str]:
    """For fronts that show no paragraph."""
    return (), ""


def is_own(answer: Answer | None) -> bool:
    """Whether an answer is wording of the clerk's own."""
    given = answer is not None and not is_blank(answer)
    return given and answer is not None and answer.value not in (STANDING, OMITTED, NOT_APPLICABLE)


def passage_step(step: Step, answers: Answers, last: Answer | None, seen: Seen) -> Step:
    """The step with the paragraph, the places of it to look at, and the text to begin from when it is reworded.

    ``keep`` is 照旧, 不写入 or, of one worded anew, its text with slots.
    """
    answer = answers.entries.get(step.key)
    texts, live = seen(answers, step.key)
    words, looks = _looked_at(texts, step.key)
    own = is_own(answer)
    text = read_passage(answer.value).text if own and answer is not None else live
    return replace(
        step,
        kind=StepKind.PASSAGE,
        passage=words,
        looks=looks,
        places=_places(text, [words[look.start : look.end] for look in looks]),
        default=text,
        keep=text if own else _kept(answer),
        last="" if own or not is_own(last) or last is None else shown(last.value),
        settled=answer is not None and answer.status is Status.CONFIRMED and not is_blank(answer),
    )


def before(step: Step, answer: Answer | None) -> Passage:
    """What a rewording began from."""
    return read_passage(answer.value) if answer is not None and is_own(answer) else Passage(step.default)


def _places(live: str, looks: Sequence[str]) -> tuple[Look, ...]:
    """The places of a text with ``{键}`` in it that are those to look at; years that the program writes are none."""
    left, found = list(looks), []
    for start, end, what in aging(live, tuple(Passage(live).braces())):
        if left and live[start:end] in left:
            del left[: left.index(live[start:end]) + 1]
            found.append(Look(start, end, what))
    return tuple(found)


def is_seen_with(claim: str, key: str, texts: tuple[Text, ...]) -> bool:
    """Whether the paragraph of ``key`` is one sentence that holds the answer to ``claim``, and all in it is settled."""
    origins = [span.origin for text in texts for span in text if span.origin is not None]
    words, looks = _looked_at(texts, key)
    if looks or len(texts) != 1 or len(_ENDS.findall(words.rstrip("。！？：:"))) > 0:
        return False
    others = [origin for origin in origins if origin.keys != (key,)]
    held = any(claim in origin.keys for origin in others)
    return held and all(origin.state is State.CONFIRMED for origin in others)


def _kept(answer: Answer | None) -> str:
    dropped = answer is not None and answer.value in (OMITTED, NOT_APPLICABLE)
    return OMITTED if dropped else STANDING


def _looked_at(texts: tuple[Text, ...], key: str) -> tuple[str, tuple[Look, ...]]:
    """The paragraphs in words, and the places that may have aged; figures of this year are none."""
    words, values = "", []
    for text in texts:
        words += "\n" if words else ""
        for span in text:
            origin = span.origin
            written = BLANK if origin is not None and origin.state is State.MISSING else span.text
            if origin is not None and origin.keys != (key,):
                values.append((len(words), len(words) + len(written)))
            words += written
    return words, tuple(Look(*claim) for claim in aging(words, tuple(values)))
