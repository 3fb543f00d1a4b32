"""待报数据清单 as text to be pasted into a chat: one message a 科室, short enough to be read on a telephone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from drafter.answers.model import Answers
from drafter.colleagues.offices import NOBODY
from drafter.colleagues.requests import OfficeList, Request
from drafter.genre.dates import Day

OURS = "法规"
"""The pack's word for the 科室 that drafts the report: what is reported goes there, if the bureau has named it."""
HINT = "没有发生的填0，没有这项职能的填“不适用”。"


class Heading(Struct, frozen=True):
    """What is said above a list: of which report, by when (as printed) and to whom; "" where not said."""

    year: int
    report: str
    due: str = ""
    receiver: str = ""

    @property
    def title(self) -> str:
        """The title of the list."""
        return f"{self.year}年{self.report}待报数据清单"

    def demand(self, blank: str = "") -> str:
        """请于…前报…; ``blank`` stands for a day that is not given."""
        due = self.due or blank
        when = f"请于{due}前" if due else "请"
        return f"{when}报{self.receiver}" if self.receiver else f"{when}报送"


def heading_of(answers: Answers, report: str, due: Day | None, today: date) -> Heading:
    """What stands above the lists of one year's answers; ``due`` goes without its year where that is this one."""
    by = due.text().removeprefix(f"{today.year}年") if due is not None else ""
    return Heading(answers.year, report, by, answers.offices.get(OURS, ""))


def message(heading: Heading, lists: Iterable[OfficeList]) -> str:
    """The lists as text, each a message of its own, with an empty line between them."""
    return "\n".join("".join(f"{line}\n" for line in _lines(heading, one)) for one in lists)


def _lines(heading: Heading, one: OfficeList) -> Iterator[str]:
    yield f"【{one.office or NOBODY}】{heading.title}"
    yield f"{heading.demand()}。{HINT}"
    for number, request in enumerate(one.requests, 1):
        yield f"{number}. {_asked(request)}"
        if request.definition:
            yield f"   口径：{request.definition.rstrip('。')}"


def _asked(request: Request) -> str:
    unit = f"（{request.unit}）" if request.unit else ""
    last = f"（去年：{request.last}）" if request.last else ""
    condition = f"（{request.condition}）" if request.condition else ""
    return f"{request.name}{unit}：____{last}{condition}"
