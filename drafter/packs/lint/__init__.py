"""Lint: every fault of a pack at once, each with file, line, what is wrong and the near miss.

What load.py finds while reading comes first; then templates, questions and outlines are judged together, and
templates in which nothing was found are tried out.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import nodes

from drafter.compose.environment import Environment
from drafter.formulas import cycles
from drafter.packs.borrow import names_in
from drafter.packs.faults import Fault, Faults
from drafter.packs.lint.borrowed import check_replaced
from drafter.packs.lint.markup import check_markup, fragments_in
from drafter.packs.lint.names import check_names
from drafter.packs.lint.outlines import check_outlines
from drafter.packs.lint.passages import Tie, check_passages
from drafter.packs.lint.questions import QuestionChecks, formulas_of
from drafter.packs.lint.shapes import Shape, shapes_of
from drafter.packs.lint.texts import Parsed, compile_too, parse, texts
from drafter.packs.lint.trial import Trial
from drafter.packs.load import Reading, read_pack

__all__ = ["lint"]


def lint(folder: Path) -> list[Fault]:
    """All faults of the pack in ``folder``, by file and line; empty when there is none.  Raises nothing."""
    faults = Faults()
    reading = read_pack(folder, faults)
    if reading is not None:
        Linter(reading, faults).run()
    return sorted(dict.fromkeys(faults.found), key=_order)


def _order(fault: Fault) -> tuple[str, int, int]:
    return str(fault.place.path), fault.place.line, fault.place.column


class Linter:
    """Judges one pack as read; what is wrong goes to ``faults``."""

    def __init__(self, reading: Reading, faults: Faults) -> None:
        self.reading, self.faults = reading, faults
        self.environment = Environment()
        self.known = shapes_of(reading.pack)
        self.used: set[str] = set()
        self.fragments: dict[str, set[str]] = {}
        self.speaking: set[str] = set()
        """Topics whose template prints something."""
        self.ties: list[Tie] = []

    def run(self) -> None:
        parsed = [parse(text, self.environment, self.faults) for text in texts(self.reading) if text.source]
        self._borrowed()
        sound = [one for one in parsed if self._template(one)]
        QuestionChecks(self.reading, self.faults).run(self.used)
        check_passages(self.reading, self.ties, self.faults)
        silent = set(self.reading.pack.topics)
        if not self.reading.partial:
            silent -= self.speaking
        check_outlines(self.reading.pack, self.fragments, silent, self.faults)
        if not self.reading.partial and not any(cycles(formulas_of(self.reading.pack))):
            Trial(self.reading.pack, self.environment, self.faults).run(sound)

    def _borrowed(self) -> None:
        """Borrowed topics: judged where they come from, but what they use is used and can be placed."""
        pack = self.reading.pack
        for name, topic in pack.topics.items():
            if topic.lender:
                source = pack.templates[name].source
                self.used |= (names_in(source) | names_in(topic.heading)) & pack.questions.keys()
                self.fragments[name] = fragments_in(source)
                if source.strip():
                    self.speaking.add(name)
        check_replaced(self.reading, self.faults)

    def _template(self, parsed: Parsed) -> bool:
        """Judges one template; whether nothing was found."""
        before = len(self.faults.found)
        if parsed.tree is None:
            self.used |= parsed.words()
        else:
            self.used |= self._names(parsed, parsed.tree, self.known)
        marked = check_markup(parsed, frozenset(self.reading.pack.questions))
        for line, what, advice in marked.found:
            self.faults.add(parsed.text.at(line), what, advice)
        if parsed.text.topic:
            self.fragments[parsed.text.topic] = marked.fragments
            self.ties += [
                Tie(key, parsed.text.topic, parsed.text.at(line)) for line, key in marked.ties.items()
            ]
            if parsed.prints():
                self.speaking.add(parsed.text.topic)
        return len(self.faults.found) == before and compile_too(parsed, self.environment, self.faults)

    def _names(self, parsed: Parsed, tree: nodes.Template, known: dict[str, Shape]) -> set[str]:
        def report(node: nodes.Node, what: str, advice: str) -> None:
            self.faults.add(parsed.text.at(node.lineno), what, advice)

        try:
            return check_names(tree, known, report, complete=not self.reading.partial)
        except RecursionError:
            self.faults.add(parsed.text.place, "模板里的括号或语句套得太深")
            return parsed.words()
