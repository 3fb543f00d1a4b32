"""What follows from other answers while one is typed: checks that do not hold, last year's figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.answers.model import Answers
from drafter.figures import Figure, printed
from drafter.formulas import names
from drafter.interview.steps import Message
from drafter.packs.schema import Check, Pack, Question
from drafter.reckoning import Reckoning, figure


class Relations(Reckoning):
    """The checks by the keys they name, so that one answer looks at few of them."""

    def __init__(self, pack: Pack, earlier: Sequence[Answers | None]) -> None:
        super().__init__(pack, earlier)
        self._checks: dict[str, list[Check]] = {}
        for check in pack.checks:
            for name in names(check.left) | names(check.right):
                self._checks.setdefault(name, []).append(check)

    def violated(self, key: str, answers: Answers) -> Iterator[Message]:
        """Why the answers do not fit together, for each check that names ``key`` and does not hold."""
        for violation in self.violations(answers, self._checks.get(key, ())):
            yield Message(
                "与别处对不上：{message}（{left} 与 {right}）",
                {
                    "message": violation.check.message,
                    "left": printed(violation.left),
                    "right": printed(violation.right),
                },
            )

    def before(self, question: Question) -> Figure | None:
        """Last year's figure."""
        last = self.earlier[0] if self.earlier else None
        return figure(question, last.get(question.key), last) if last is not None else None
