"""Which 科室 a question is for, by the bureau's own name of it."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.answers.model import Answers
from drafter.i18n import N_
from drafter.packs.schema import Pack, Question

NOBODY = N_("未定科室")
"""Where neither the pack nor the bureau says whose a question is."""


def office_of(question: Question, answers: Answers) -> str:
    """The bureau's name of the 科室 that knows the answer; "" where nobody is named.

    The bureau may name one for a question, for the pack's word of a 科室, or for a topic's questions that the
    pack gives to none.
    """
    own = answers.offices.get(question.key)
    if own is not None:
        return own
    if question.office:
        return answers.offices.get(question.office, question.office)
    return answers.offices.get(question.topic, "")


def pack_offices(pack: Pack) -> list[str]:
    """The pack's words for 科室, in the order in which it asks."""
    return list(dict.fromkeys(one.office for one in pack.questions.values() if one.office))


def find_office(name: str, offices: Iterable[str], answers: Answers) -> str | None:
    """The 科室 meant by its name or by the pack's word for it; None where there is none."""
    known = list(offices)
    wanted = answers.offices.get(name, name)
    return next((office for office in (name, wanted) if office in known), None)
