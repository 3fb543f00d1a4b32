"""What a report looks like while it is being asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter import app
from drafter.answers.model import Answer, Answers
from drafter.compose.compose import texts_of
from drafter.compose.preview import Previewer
from drafter.document.model import Document, plain
from drafter.errors import DrafterError
from drafter.packs.schema import Outline

BUREAU = Path(__file__).parents[1] / "packs" / "rule_of_law" / "bureau-2026.yaml"


@pytest.fixture(scope="module")
def job() -> app.Job:
    return app.Job(BUREAU, None)


def previewer(job: app.Job) -> Previewer:
    ready = job.ready
    return Previewer(ready.pack, ready.codes, ready.environment, lambda _answers: job.outline, job.earlier)


def without(answers: Answers, *keys: str) -> Answers:
    return replace(answers, entries={key: value for key, value in answers.entries.items() if key not in keys})


def words(document: Document) -> str:
    return "".join(map(plain, texts_of(document)))


def test_the_blank_is_marked_before_and_the_answer_after(job: app.Job) -> None:
    shown = previewer(job)
    assert "〖＿＿＿〗" in shown.sentence(without(job.answers, "信访收到"), "信访收到")
    now = replace(job.answers, entries={**job.answers.entries, "信访收到": Answer("812345件")})
    sentence = shown.sentence(now, "信访收到")
    assert "〖812345件〗" in sentence
    assert sentence.count("。") <= 1


def test_every_question_has_a_balanced_sentence_or_none(job: app.Job) -> None:
    shown = previewer(job)
    found = [shown.sentence(job.answers, key) for key in job.pack.questions]
    assert sum(map(bool, found)) > 20
    assert all(sentence.count("〖") == sentence.count("〗") for sentence in found)


def test_a_topic_and_the_whole_report_can_be_read(job: app.Job) -> None:
    shown = previewer(job)
    now = replace(job.answers, entries={**job.answers.entries, "信访收到": Answer("812345件")})
    assert "812345件" in words(shown.topic(now, "信访收到"))
    assert "812345件" in words(shown.report(now))
    assert shown.topic(now, "没有这题").blocks == ()


def test_an_outline_that_is_not_there_does_not_stop_the_questions(job: app.Job) -> None:
    ready = job.ready

    def missing(answers: Answers) -> Outline:
        raise DrafterError("找不到提纲")

    shown = Previewer(ready.pack, ready.codes, ready.environment, missing, job.earlier)
    assert shown.sentence(job.answers, "信访收到") == ""
    with pytest.raises(DrafterError):
        shown.report(job.answers)
