"""待报数据清单 of an answers file: which lists, and their file.  Joins the lists with job, formats and drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from drafter.app import Job
from drafter.colleagues.message import Heading, heading_of, message
from drafter.colleagues.offices import find_office, pack_offices
from drafter.colleagues.requests import OfficeList, office_lists
from drafter.colleagues.sheet import sheet
from drafter.drafts import Drafts, Written
from drafter.errors import UsageError
from drafter.genre.dates import DateError, parse_date
from drafter.nearest import nearest
from drafter.writers import Settings, format_of, write


def heading_for(job: Job, due: str, today: date) -> Heading:
    """What stands above the lists; ``due``: the day as typed ("" : none), in the year after the report's.

    Raises UsageError for what is no date.
    """
    try:
        day = parse_date(due, job.answers.year + 1) if due else None
    except DateError as error:
        raise UsageError(f"--by：{error.what}", error.advice) from error
    return heading_of(job.answers, job.pack.label, day, today)


def lists_for(job: Job, office: str) -> list[OfficeList]:
    """The lists of all 科室, or of one (by its own name or the pack's word for it).

    Nothing is open there: no list.  Raises UsageError where no question is for such a 科室.
    """
    lists = office_lists(job.pack, job.answers, job.earlier[0])
    if not office:
        return lists
    names = job.answers.offices
    known = {office: names.get(office, office) for office in pack_offices(job.pack)}
    every = dict.fromkeys([*known.values(), *names.values(), *(one.office for one in lists if one.office)])
    meant = find_office(office, every, job.answers)
    if meant is None:
        near = nearest(office, [*every, *known])
        advice = f"是不是“{near}”？" if near else "可用的有：" + "、".join(every)
        raise UsageError(f"没有哪一题归“{office[:100]}”", advice)
    return [one for one in lists if one.office == meant]


def write_lists(heading: Heading, lists: Sequence[OfficeList], output: Path, drafts: Drafts) -> Written:
    """Writes the lists to ``output``: as text the messages for a chat, else tables to be filled in.

    Like a draft it never overwrites what somebody has filled in.
    """
    format_of(output)
    if output.suffix.lower() == ".txt":
        return drafts.put(output, message(heading, lists).encode())
    return drafts.put(output, write(sheet(heading, lists), output, Settings(final=True)))
