"""Two drafts compared: joins what opens them (answers, files) with comparing and with what shows the difference."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from drafter.compare.flat import flat
from drafter.compare.likeness import common_share
from drafter.compare.merge import compared, merge
from drafter.compare.model import Compared, Fate
from drafter.document.model import Document
from drafter.drafts import Drafts, Written
from drafter.errors import UsageError
from drafter.files import YAML_ENDINGS
from drafter.readers.model import Report
from drafter.writers import FORMATS, format_of
from drafter.writers.docx.inline import AUTHOR


class Side(Struct, frozen=True):
    """One of two drafts: where it is, the text, and what there is to say about reading it."""

    path: Path
    document: Document
    notes: tuple[str, ...] = ()


class Comparison(Struct, frozen=True):
    """Two drafts laid side by side; ``likeness``: the share of their text that is in both, 0 to 1."""

    old: Side
    new: Side
    both: Compared
    likeness: float

    @property
    def is_same(self) -> bool:
        """Whether both say the same, character for character."""
        return all(step.fate is Fate.SAME for step in self.both.steps)


def open_side(path: Path, cache: Path | None) -> Side:
    """A draft from an answers file (composed) or from a report in any format that can be read.

    Raises what composing and reading raise.
    """
    if path.suffix.lower() in YAML_ENDINGS:
        from drafter.app import Job

        return Side(path, Job(path, cache).document())
    from drafter.readers import read_report, to_document

    report: Report = read_report(path)
    return Side(path, to_document(report), report.notes)


def compare(old: Path, new: Path, cache: Path | None) -> Comparison:
    """What became of the old draft in the new one."""
    one, other = open_side(old, cache), open_side(new, cache)
    both = compared(flat(one.document), flat(other.document))
    return Comparison(one, other, both, common_share(both))


def write_comparison(
    comparison: Comparison,
    output: Path,
    drafts: Drafts,
    *,
    author: str = AUTHOR,
    when: datetime | None = None,
) -> Written:
    """Both drafts in one file: a Word file with revisions, a web page, or text with 〔删：…〕〔增：…〕.

    A file that was changed since the program wrote it is never overwritten.  Raises UsageError for other endings.
    """
    format_of(output)
    entries = merge(comparison.both)
    ending = output.suffix.lower()
    if ending == ".docx":
        from drafter.writers.docx.revisions import write_revisions

        signature = comparison.new.document.signature
        sealed = signature is not None and signature.sealed
        return drafts.put(output, write_revisions(entries, author=author, when=when, sealed=sealed))
    if ending in (".html", ".htm"):
        from drafter.writers.differences import differences_html

        return drafts.put(output, differences_html(entries).encode())
    if ending == ".txt":
        from drafter.writers.differences import differences_text

        return drafts.put(output, differences_text(entries).encode())
    raise UsageError(f"对比不能写成 {ending} 文件", "请写成 " + "、".join(FORMATS))
