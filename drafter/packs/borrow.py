"""Topics borrowed from another pack (借用), with all they need: questions, checks, templates, offers.

A name that is missing comes along with its question.  Those of topics that are always there (自称, 案件量词 …) are
asked while a topic that needs them is; those of topics to tick are known and, as if not ticked, never asked.
What the pack has itself wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.asking import PROFILE_KEY, mentioned
from drafter.errors import PackError, Place
from drafter.formulas import all_names
from drafter.packs.faults import Faults, near_miss
from drafter.packs.find import find_pack
from drafter.packs.schema import EVERYBODY, Check, Offer, Pack, Question, Template, Topic, YearlyRow
from drafter.packs.source import Section

BORROWED = "借用"
ReadPack = Callable[[Path, Faults], Pack | None]
_BLOCK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_TIE = re.compile(r"(?m)^\s*=\s*([^\W\d]\w*)\s*$")
"""``= 键`` ties a paragraph to its question."""
_NAME = re.compile(r"(?<![\w.])\w+")


class Borrowed(Struct):
    """What a pack borrows, ready to be put beside its own."""

    topics: dict[str, Topic] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    yearly: dict[str, dict[int, YearlyRow]] = field(default_factory=dict)
    libraries: dict[str, tuple[Offer, ...]] = field(default_factory=dict)
    lenders: tuple[Path, ...] = ()
    """Folders of the packs borrowed from, and of those that these borrow from."""
    replaced: dict[str, Question] = field(default_factory=dict)
    """Questions that the pack's own of the same key stand for."""


def read_borrowed(
    manifest: Section,
    folder: Path,
    own: Mapping[str, Topic],
    own_questions: Mapping[str, Question],
    read: ReadPack,
) -> Borrowed:
    """The topics that ``manifest`` borrows; ``own``: the pack's own, which win.

    ``read`` reads a lender, its faults to another list.  Faults of the entry itself go to the manifest's.
    """
    found = Borrowed()
    section = manifest.section(BORROWED)
    for name in section.words() if section is not None else ():
        assert section is not None
        lender = _lender(name, section.line(name), folder, manifest.faults, read)
        if lender is not None:
            wanted = list(_wanted(section, name, lender, {**own, **found.topics}))
            _Loan(lender, name, found, own, own_questions).take(wanted)
    return found


def lendable(pack: Pack) -> list[str]:
    """The topics that a pack can lend: all but those that only bring questions along."""
    return [name for name, topic in pack.topics.items() if topic.serves is None]


def _lender(name: str, place: Place, folder: Path, faults: Faults, read: ReadPack) -> Pack | None:
    """The pack called ``name``; None (and a fault) where it cannot lend."""
    try:
        where = find_pack(name, folder)
    except PackError as error:
        faults.add(place, error.what, error.advice)
        return None
    theirs = Faults()
    pack = read(where, theirs)
    if theirs.found or pack is None:
        advice = f"先用 drafter packs lint {name} 检查；第一处：{theirs.found[0]}" if theirs.found else ""
        faults.add(place, f"模板包“{name}”有错误，不能从它借主题", advice)
        return None
    return pack


def _wanted(section: Section, name: str, lender: Pack, taken: Mapping[str, Topic]) -> Iterator[str]:
    """The names of the topics to borrow from one lender."""
    if section.is_text(name):
        items: Iterable[tuple[Section | str, Place]] = [(section.text(name), section.line(name))]
    else:
        items = section.items(name)
    faults = section.faults
    known = lendable(lender)
    seen: set[str] = set()
    for topic, place in items:
        if not isinstance(topic, str):
            faults.add(place, f"“{name}”下面应是主题的名称，如 {BORROWED}: {{{name}: [{known[0]}]}}")
        elif topic not in known:
            advice = near_miss(topic, known) or "可借：" + "、".join(known)
            faults.add(place, f"模板包“{name}”没有“{topic}”这个主题", advice)
        elif topic in taken or topic in seen:
            other = "已经借过" if topic in seen or taken[topic].lender else "本包已经有，用本包的"
            faults.add(place, f"主题“{topic}”{other}", "请删去这一处")
        else:
            seen.add(topic)
            yield topic


class _Loan:
    """Takes topics and what they need from one lender into what is borrowed."""

    def __init__(
        self,
        lender: Pack,
        name: str,
        found: Borrowed,
        own: Mapping[str, Topic],
        own_questions: Mapping[str, Question],
    ) -> None:
        self.lender, self.name, self.found = lender, name, found
        self.own, self.own_questions = own, own_questions

    def take(self, wanted: list[str]) -> None:
        lender, found = self.lender, self.found
        found.lenders = tuple(dict.fromkeys((*found.lenders, lender.folder, *lender.lenders)))
        needs = {name: self._needs(lender.topics[name]) for name in wanted}
        keys = [key for name in wanted for key in lender.topics[name].questions]
        silent = list(self._silent(needs, set(keys), set(wanted)))
        keys += [key for topic in silent for key in topic.questions]
        for topic in (*silent, *(lender.topics[name] for name in wanted)):
            self._topic(topic)
        self._checks(set(keys))
        self._offers(set(keys))

    def _topic(self, topic: Topic) -> None:
        """A topic with the questions that nobody else asks."""
        kept = []
        for key in topic.questions:
            if key in self.own_questions:
                self.found.replaced[key] = self.lender.questions[key]
            elif key not in self.found.questions:
                self.found.questions[key] = replace(self.lender.questions[key], topic=topic.name)
                kept.append(key)
        self.found.topics[topic.name] = replace(topic, questions=tuple(kept), lender=self.name)
        blank = Template(topic.name, "", topic.place)
        template = self.lender.templates[topic.name] if topic.serves is None else blank
        self.found.templates[topic.name] = template

    def _silent(self, needs: Mapping[str, set[str]], have: set[str], wanted: set[str]) -> Iterator[Topic]:
        """Topics that only bring questions along, one for each topic of the lender that owns some."""
        missing: dict[str, list[str]] = {}
        for key in self.lender.questions:
            if key not in have and any(key in keys for keys in needs.values()):
                missing.setdefault(self.lender.questions[key].topic, []).append(key)
        for owner, keys in missing.items():
            topic = self.lender.topics[owner]
            serves = tuple(name for name, needed in needs.items() if not needed.isdisjoint(keys))
            yield replace(
                topic,
                name=self._free(owner, wanted),
                questions=tuple(keys),
                always=True,
                serves=serves if topic.always else (),
            )

    def _free(self, name: str, wanted: set[str]) -> str:
        """A name that no topic has."""
        while name in self.own or name in self.found.topics or name in wanted:
            name += "（借）"
        return name

    # what a topic needs ------------------------------------------------------------------------------

    def _needs(self, topic: Topic) -> set[str]:
        """The keys that a topic needs: those its texts and questions name, and what these need in turn."""
        template = self.lender.templates[topic.name]
        waiting = {*topic.questions, *names_in(template.source), *names_in(topic.heading)}
        if topic.profiles or set(topic.suggested) - {EVERYBODY}:
            waiting.add(PROFILE_KEY)
        found: set[str] = set()
        while waiting:
            key = waiting.pop()
            question = self.lender.questions.get(key)
            if question is not None and key not in found:
                found.add(key)
                waiting |= needs_of(question) - found
        return found

    def _checks(self, keys: set[str]) -> None:
        """The lender's checks about what was borrowed, as far as all their figures are there."""
        for check in self.lender.checks:
            used = all_names(check.left) | all_names(check.right)
            about = {name.partition(".")[0] for name in used}
            if about & keys and all(map(self._is_figure, used)) and check not in self.found.checks:
                self.found.checks.append(check)

    def _is_figure(self, name: str) -> bool:
        """Whether a name of a check is that of a figure here, or of one inside a text (普法补充.场次)."""
        key, dot, _ = name.partition(".")
        question = self.own_questions.get(key) or self.found.questions.get(key)
        return question is not None and (question.kind.is_prose if dot else question.kind.is_number)

    def _offers(self, keys: set[str]) -> None:
        """The tables and libraries that borrowed questions offer from."""
        for key in keys:
            offer = self.lender.questions[key].offer
            if offer in self.lender.yearly:
                self.found.yearly.setdefault(offer, self.lender.yearly[offer])
            if offer in self.lender.libraries:
                self.found.libraries.setdefault(offer, self.lender.libraries[offer])


def names_in(template: str) -> set[str]:
    """Every word of a template that may be a name: in {{ }} and {% %}, outside quotes; and behind ``=``."""
    found = set(_TIE.findall(template))
    for block in _BLOCK.findall(template):
        found.update(_NAME.findall(_STRING.sub("", block)))
    return found


def needs_of(question: Question) -> set[str]:
    """The keys that a question names: in its unit, formula, conditions, where its rows go."""
    needed = {unit[1:] for unit in question.units if unit.startswith("=")}
    for key, wanted in question.when:
        needed |= {key, mentioned(wanted)}
    if question.formula is not None:
        needed |= {name.partition(".")[0] for name in all_names(question.formula)}
    if question.follow is not None:
        needed |= {question.follow.done, question.follow.going}
    if question.profiles:
        needed.add(PROFILE_KEY)
    return needed - {""}
