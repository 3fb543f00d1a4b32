"""An answer taken and the next step ready within 15 ms, with 1,000 questions."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from msgspec.structs import replace

from drafter.interview.machine import Interview
from tests.interview.fixtures import make_answers, make_pack


def test_an_answer_and_the_next_step_take_little_time_with_a_thousand_questions() -> None:
    machine = Interview(make_pack(1000), replace(make_answers(), topics=("普法",)), [make_answers(2025)])
    machine.step()
    times = []
    for number in range(1000):
        machine.jump(f"数{number}")
        start = perf_counter()
        machine.answer(str(number))
        machine.step()
        times.append(perf_counter() - start)
    assert median(times) < 0.015
