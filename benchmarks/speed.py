"""How fast a draft is made, beside a floor and two peers, on the same text in the same run.

floor        the same WordprocessingML as one Jinja template with a tag for each value, the answers file read
             by bare PyYAML, and ``zipfile`` with all other parts kept deflated
docxtpl      the same .docx with a tag for each value
python-docx  paragraphs and runs added one by one

    python benchmarks/speed.py [ANSWERS] [--drafts N]

Prints a table; ratios count, not seconds.  Needs the extra ``bench``.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace

from drafter.answers.model import Answer
from drafter.answers.store import AnswersFile
from drafter.app import Job
from drafter.compose.compose import texts_of
from drafter.document.model import Block, Document, Heading, Paragraph, Span, Text, plain
from drafter.interview.machine import Interview
from drafter.packs.schema import Depth, Kind, Outline, Pack, Question, Topic
from drafter.writers import Settings, write

ROOT = Path(__file__).resolve().parent.parent
RUNS = 15


def lines_of(document: Document) -> list[Text]:
    """The document's paragraphs as texts, run-in headings included."""
    lines: list[Text] = [document.title]
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, Paragraph):
            lines.append((*block.lead.text, *block.text) if block.lead else block.text)
        else:
            lines += [cell for row in block.rows for cell in row]
    return lines


def tagged(document: Document) -> tuple[Document, dict[str, str]]:
    """The same document with a Jinja tag in place of each value, and the values: a template typed into Word."""
    values: dict[str, str] = {}

    def text(spans: Text) -> Text:
        made = []
        for span in spans:
            if span.origin is None:
                made.append(span)
                continue
            name = f"v{len(values)}"
            values[name] = span.text
            made.append(Span(f"{{{{ {name} }}}}"))
        return tuple(made)

    def block(one: Block) -> Block:
        if isinstance(one, Heading):
            return replace(one, text=text(one.text))
        if isinstance(one, Paragraph):
            lead = replace(one.lead, text=text(one.lead.text)) if one.lead else None
            return replace(one, lead=lead, text=text(one.text))
        return replace(one, rows=tuple(tuple(text(cell) for cell in row) for row in one.rows))

    made = replace(document, blocks=tuple(block(one) for one in document.blocks))
    return made, values


class Floor:
    """The least a program could do that renders the same text from the same answers file."""

    def __init__(self, package: bytes, values: dict[str, str], answers: Path) -> None:
        from jinja2 import Environment

        self.values = values
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            self.source = archive.read("word/document.xml").decode().replace(" }}", "|e }}")
        self.template = Environment().from_string(self.source)
        self.rest = without_document(package)
        self.answers = answers

    def __call__(self) -> bytes:
        import yaml

        with open(self.answers, encoding="utf-8") as file:
            yaml.load(file, Loader=yaml.CBaseLoader)
        text = self.template.render(self.values)
        package = io.BytesIO(self.rest)
        with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", text)
        return package.getvalue()

    def cold_script(self, folder: Path) -> list[str]:
        """A program of its own, with Jinja's bytecode cached."""
        (folder / "floor.xml").write_text(self.source, encoding="utf-8")
        (folder / "floor.json").write_text(json.dumps(self.values), encoding="utf-8")
        (folder / "floor.zip").write_bytes(self.rest)
        (folder / "bytecode").mkdir()
        (folder / "floor.py").write_text(COLD_FLOOR.format(answers=str(self.answers)), encoding="utf-8")
        return [sys.executable, str(folder / "floor.py")]


COLD_FLOOR = """
import io, json, pathlib, sys, zipfile, yaml
from jinja2 import Environment, FileSystemLoader, FileSystemBytecodeCache
here = pathlib.Path(__file__).parent
with open({answers!r}, encoding="utf-8") as file:
    yaml.load(file, Loader=yaml.CBaseLoader)
environment = Environment(loader=FileSystemLoader(here), bytecode_cache=FileSystemBytecodeCache(str(here / "bytecode")))
values = json.loads((here / "floor.json").read_text(encoding="utf-8"))
text = environment.get_template("floor.xml").render(values)
package = io.BytesIO((here / "floor.zip").read_bytes())
with zipfile.ZipFile(package, "a", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("word/document.xml", text)
(here / "floor.docx").write_bytes(package.getvalue())
"""


def without_document(package: bytes) -> bytes:
    """The package without its main part; the others stay deflated."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
    return made.getvalue()


class Docxtpl:
    """docxtpl on the same document with a tag for each value."""

    def __init__(self, package: bytes, values: dict[str, str]) -> None:
        self.package, self.context = package, values

    def __call__(self) -> bytes:
        from docxtpl import DocxTemplate

        template = DocxTemplate(io.BytesIO(self.package))
        template.render(self.context, autoescape=True)
        made = io.BytesIO()
        template.save(made)
        return made.getvalue()


def python_docx(document: Document) -> bytes:
    """Plain python-docx: a run for each span."""
    import docx

    made = docx.Document()
    for line in lines_of(document):
        paragraph = made.add_paragraph()
        for span in line:
            paragraph.add_run(span.text)
    package = io.BytesIO()
    made.save(package)
    return package.getvalue()


def ours(path: Path, cache: Path) -> Callable[[], bytes]:
    """One draft in a warm process: answers read, composed, written."""
    from drafter.answers.load import load_answers
    from drafter.app import EarlierYears, ready_pack
    from drafter.compose.compose import compose
    from drafter.packs.find import find_pack

    first = Job(path, cache)
    ready, outline = ready_pack(find_pack(first.answers.pack, path.parent), cache), first.outline

    def draft() -> bytes:
        answers = load_answers(path)
        document = compose(
            ready.pack, ready.codes, ready.environment, answers, outline, EarlierYears(answers)
        )
        return write(document, Path("报告.docx"), Settings())

    return draft


def medians(works: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """Median seconds of each, run in turn (A B C A B C …) after one round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(runs + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if number:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def process(command: list[str], **settings: str) -> Callable[[], object]:
    """A whole process, as users start it: with bytecode on disk; ``settings`` of its environment."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= settings
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def cold_run(path: Path, folder: Path, cache: str) -> Callable[[], object]:
    """The installed command as a process with a cache folder of its own."""
    start = "from drafter.cli import run; run()"
    command = [sys.executable, "-c", start, "draft", str(path), "-o", str(folder / "cold.docx")]
    return process(command, XDG_CACHE_HOME=str(folder / cache))


def first_run(path: Path, folder: Path) -> Callable[[], object]:
    """A process that finds nothing in the cache."""
    numbers = iter(range(10**6))
    return lambda: cold_run(path, folder, f"first{next(numbers)}")()


def memory_growth(draft: Callable[[], object], drafts: int) -> tuple[int, int]:
    """Peak memory in KiB after a tenth of the drafts and after all of them."""
    for _ in range(drafts // 10):
        draft()
    gc.collect()
    early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(drafts - drafts // 10):
        draft()
    return early, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def thousand_questions(folder: Path) -> float:
    """Median seconds from a typed figure to the next prompt, with 1,000 questions and 500 of them answered."""
    questions = {
        f"数{number}": Question(f"数{number}", f"第{number}个数", Kind.FIGURE, "题", units=("件",))
        for number in range(1000)
    }
    topic = Topic("题", "题", tuple(questions), folder / "none.j2", always=True)
    pack = Pack("p", "p", folder, "1", "", "o", {"o": Outline("o", "o", ())}, {"题": topic}, questions)
    path = folder / "2026.yaml"
    head = "模板: p\n提纲: o\n年度: 2026\n深度: 完整\n主题: [题]\n"
    path.write_text(head + "".join(f"数{n}: {n + 1}件\n" for n in range(500)), encoding="utf-8")
    file = AnswersFile(path)
    machine = Interview(pack, file.answers)
    order = tuple(questions)
    times = []
    for _ in range(50):
        step = machine.step()
        assert step is not None
        start = time.perf_counter()
        reply = machine.answer("12")
        answer = getattr(reply, "answer", None)
        assert isinstance(answer, Answer), reply
        file.save(step.key, answer, order)
        machine.step()
        times.append(time.perf_counter() - start)
    assert file.answers.depth is Depth.FULL
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("answers", type=Path, nargs="?", default=ROOT / "examples/sample-county/2026.yaml")
    parser.add_argument("--drafts", type=int, default=1000)
    options = parser.parse_args()
    path = options.answers.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        job = Job(path, folder / "cache")
        document = job.document()
        values = sum(span.origin is not None for text in texts_of(document) for span in text)
        size = sum(len(plain(text)) for text in texts_of(document))
        print(f"{path.name}: {size} characters, {values} marked values, {len(document.blocks)} blocks\n")
        draft = ours(path, folder / "cache")
        template, tags = tagged(document)
        package = write(template, Path("模板.docx"), Settings(final=True))
        floor = Floor(package, tags, path)
        warm = medians(
            {
                "floor": floor,
                "drafter": draft,
                "docxtpl": Docxtpl(package, tags),
                "python-docx": lambda: python_docx(document),
            }
        )
        cold = medians(
            {
                "floor": process(floor.cold_script(folder)),
                "drafter": cold_run(path, folder, "cache"),
                "drafter, first time": first_run(path, folder),
            }
        )
        for title, times in (("warm process", warm), ("whole process", cold)):
            print(f"| {title} | milliseconds | × floor |\n|---|---:|---:|")
            for label, seconds in times.items():
                print(f"| {label} | {seconds * 1000:.1f} | {seconds / times['floor']:.2f} |")
            print()
        print(f"docxtpl : drafter = {warm['docxtpl'] / warm['drafter']:.1f}")
        early, late = memory_growth(draft, options.drafts)
        print(f"memory after {options.drafts // 10} drafts {early} KiB, after {options.drafts} {late} KiB")
        print(f"answer to next prompt, 1,000 questions: {thousand_questions(folder) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
