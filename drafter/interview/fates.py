"""What became of last year's plans and problems: the words, the item that a finished one becomes, the record kept.

Records stand in the answers file under 上年事项, one a row: which, from which table, what became of it, where it
went, why, and the row itself, so that a decision can be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from drafter.answers.model import FIGURES, NOTE, SOURCE, STATUS, Answers, Raw, inner_figures
from drafter.genre.years import move_years
from drafter.interview import entries as lists
from drafter.interview.passages import Passage, figure_text, read_passage
from drafter.interview.steps import Fate, Message, Option
from drafter.packs.schema import FollowUp, Kind, Matter, Question

MATTER, TABLE, FATE, TARGET, ROW = "事项", "出处", "去向", "归入", "原文"
_AGAIN = "续"
_BLANK = re.compile(r"\{([^{}]+)\}")
_WORDS = {
    Matter.PLAN: (
        Message("已经完成，写进今年的工作"),
        Message("还在做，列入今年的安排"),
        Message("不再做了（写明原因）"),
    ),
    Matter.PROBLEM: (
        Message("已经解决，写明怎么解决的"),
        Message("仍然存在，列入今年的问题"),
        Message("不再列了（写明原因）"),
    ),
}


Known = Callable[[str], str]
"""Gives last year's answer to a key as it was printed; "" where there is none."""


def unknown(_key: str) -> str:
    """Nothing is known."""
    return ""


def fate_options(matter: Matter) -> tuple[Option, ...]:
    """What may have become of a plan or a problem."""
    return tuple(Option(fate.value, words) for fate, words in zip(Fate, _WORDS[matter], strict=True))


def title_of(row: Raw, question: Question, known: Known = unknown) -> str:
    """What a row is called: its first column."""
    return next((text for _, text in cells_of(row, question, known)), "")


def cells_of(row: Raw, question: Question, known: Known = unknown) -> Iterator[tuple[str, str]]:
    """Column keys and texts of a row, figures filled in, and the answers it names."""
    for column in question.columns:
        text = passage_of(row, column.key).filled()
        yield column.key, _BLANK.sub(lambda found: known(found[1]) or found[0], text)


def passage_of(row: Raw, column: str) -> Passage:
    """One column with the figures that stand in it, be they the row's or its own."""
    cell = lists.cell(row, column)
    shared = row.get(FIGURES) if isinstance(row, dict) else None
    figures = {**(shared if isinstance(shared, dict) else {}), **cell.figures}
    return Passage(cell.text, figures).with_text(cell.text)


def with_figures(row: Raw, last: Raw | None) -> Raw:
    """A carried row with last year's figures where they are blank, to be shown only."""
    known = {name: figure_text(raw) for name, raw in inner_figures(last)}
    for name, raw in list(inner_figures(row)):
        if not figure_text(raw) and known.get(name):
            row = lists.with_figure(row, name, known[name])
    return row


def text_column(question: Question, follow: FollowUp) -> str:
    """The column that an item begins from: the one the pack names, else the last long one, else the first."""
    long = [column.key for column in question.columns if column.kind is Kind.LONG]
    return follow.text or (long[-1] if long else question.columns[0].key)


def item_of(
    row: Raw,
    question: Question,
    follow: FollowUp,
    answers: Answers,
    taken: set[str],
    known: Known,
    is_number: Callable[[str], bool],
) -> Raw:
    """The item that a finished row becomes, its figures blank; names in ``taken`` are not used twice.

    ``known``: last year's answers, which the row may name; in the item numbers are figures of its own, other answers
    (dates) its words.  How a problem was solved is for the clerk to say: without words of the pack for it, nothing.
    """
    if follow.matter is Matter.PROBLEM and not follow.lead:
        return {"文": ""}
    passage = passage_of(row, text_column(question, follow))
    cells = dict(cells_of(row, question, known)) | {"上一年": str(answers.year - 1)}
    lead = _BLANK.sub(lambda found: cells.get(found[1], found[0]), follow.lead)
    named = [name for name in _BLANK.findall(passage.text) if known(name)]
    words = {name: known(name) for name in named if name not in passage.figures and not is_number(name)}
    text = _BLANK.sub(lambda found: words.get(found[1], found[0]), passage.text)
    figures: dict[str, Raw] = {}
    for name in dict.fromkeys([*passage.figures, *(name for name in named if name not in words)]):
        free = _free(name, question.key, taken)
        text = text.replace(f"{{{name}}}", f"{{{free}}}")
        figures[free] = ""
    return Passage(lead + text, figures).raw() if figures else {"文": lead + text}


def _free(name: str, table: str, taken: set[str]) -> str:
    """A name for a figure that is not taken; see ``promised_name``."""
    free = name
    while free in taken:
        free = f"{free}（{table}）" if free == name else f"{free}{_AGAIN}"
    return free


def promised_name(name: str) -> str:
    """The name that a figure of an item had in the row it was made of."""
    return re.sub(f"（[^（）]*）{_AGAIN}*$", "", name)


def record(question: Question, row: Raw, fate: Fate, target: str, reason: str, known: Known = unknown) -> Raw:
    """What is kept of a decision."""
    found: dict[str, Raw] = {MATTER: title_of(row, question, known), TABLE: question.key, FATE: fate.value}
    found |= {name: text for name, text in ((TARGET, target), (NOTE, reason)) if text}
    return {**found, ROW: bare(row)}


def bare(row: Raw) -> Raw:
    """A row without marks of its state."""
    if not isinstance(row, dict):
        return row
    return bare_items(row)


def moved_on(row: Raw, year: int) -> Raw:
    """A row that goes on in ``year``: what was to be done by the end of last year is to be done by the end of this."""
    if isinstance(row, str):
        return move_years(row, year - 1, year)[0]
    if not isinstance(row, dict):
        return row
    fixed = (FIGURES, STATUS, SOURCE)
    return {name: value if name in fixed else moved_on(value, year) for name, value in row.items()}


def mapped(row: Raw, to: Question) -> Raw:
    """A row for another table: the columns that both have; the first always."""
    if not isinstance(row, dict):
        return row
    known = {column.key for column in to.columns}
    kept = {name: value for name, value in bare_items(row).items() if name in known or name == FIGURES}
    first = to.columns[0].key
    if first not in kept:
        kept = {first: next(iter(bare_items(row).values()), ""), **kept}
    return kept


def bare_items(row: Mapping[str, Raw]) -> dict[str, Raw]:
    """The columns of a row."""
    return {name: value for name, value in row.items() if name not in (STATUS, SOURCE)}


def text_of(record_: Raw, name: str) -> str:
    """A field of a record."""
    value = record_.get(name, "") if isinstance(record_, dict) else ""
    return value if isinstance(value, str) else read_passage(value).filled()
