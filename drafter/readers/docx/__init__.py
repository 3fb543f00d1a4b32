"""Word files: the package, its XML as Word's own terms, those as lines."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.readers.docx.lines import source_of
from drafter.readers.docx.marked import count_formats, read_comments
from drafter.readers.docx.numbering import read_numbering
from drafter.readers.docx.package import open_package
from drafter.readers.docx.styles import read_styles
from drafter.readers.docx.terms import Terms
from drafter.readers.model import Source


def read_docx(data: bytes) -> Source:
    """The text of a .docx, a paragraph a line.  Raises ReadError."""
    package = open_package(data)
    styles = read_styles(package.part("styles"))
    numbering = read_numbering(package.part("numbering"))
    comments = read_comments(package.part("comments"), package.part("commentsExtended"))
    terms = Terms(styles.hidden, comments)
    main = package.main()
    blocks = terms.body(main)
    made = source_of(blocks, styles, numbering, terms.notes())
    return replace(made, formats=count_formats(main))
