"""Readers: one a format; which one reads a file is told from its content.

``BUILT_IN`` is the whole list of the library's own; others come in through the entry-point group
``govinfo_report.sources``.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from govinfo_report.errors import BudgetError
from govinfo_report.source.csv_text import Csv
from govinfo_report.source.doc import Doc
from govinfo_report.source.document import Document
from govinfo_report.source.docx import Docx
from govinfo_report.source.files import SourceFile
from govinfo_report.source.html import Html
from govinfo_report.source.mhtml import Mhtml
from govinfo_report.source.odt import Odt
from govinfo_report.source.pdf import Pdf
from govinfo_report.source.rtf import Rtf
from govinfo_report.source.text import PlainText
from govinfo_report.source.xls import Xls
from govinfo_report.source.xlsx import Xlsx

GROUP = "govinfo_report.sources"
"""The entry-point group that third parties register their readers in."""


@runtime_checkable
class Reader(Protocol):
    """Reads one format.

    A reader is made once, without arguments, and used for many files. It imports what it needs inside its methods,
    fetches nothing and writes nothing. What cannot be opened is an ``UnreadableFileError`` (``SourceFile.refuse``);
    what is wrong with a copy is a trouble of its ``Document``.

    Attributes:
        name: its name.
    """

    name: str

    def accepts(self, file: SourceFile) -> bool:
        """Tell from its content whether a file is of this format. Cheap: it looks at ``file.head`` first."""
        ...

    def read(self, file: SourceFile) -> Document:
        """Read a file that was accepted.

        Raises:
            UnreadableFileError: it cannot be opened.
        """
        ...


BUILT_IN = (Docx, Odt, Xlsx, Xls, Doc, Rtf, Pdf, Mhtml, Html, Csv, PlainText)
"""The library's own readers, in the order in which they are asked; readers of other packages are asked before."""


@cache
def registered() -> tuple[Reader, ...]:
    """Make every reader: those of other packages by the order of their names, then the built-in ones."""
    readers: list[Reader] = [factory() for factory in BUILT_IN]
    known = {reader.name for reader in readers}
    others = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        if entry.name not in known:
            known.add(entry.name)
            others.append(entry.load()())
    return (*others, *readers)


def reader_of(file: SourceFile) -> Reader:
    """Give the reader that accepts a file.

    Raises:
        UnreadableFileError: no reader does.
    """
    for reader in registered():
        if reader.accepts(file):
            return reader
    file.refuse(
        "expected a report in a known format, found bytes of none",
        zh="应为已知格式的报告，实为未知格式的字节",
    )


def read_source(file: SourceFile) -> Document:
    """Read a file with the reader that accepts it.

    Returns:
        As much of it as its budget has room for.

    Raises:
        UnreadableFileError: no reader accepts it, or the one that does cannot open it.
        BudgetError: nothing could be read before its budget was used up.
    """
    try:
        return reader_of(file).read(file).within(file.meter)
    except BudgetError as error:
        error.filename = file.name
        raise
    except RecursionError as cause:
        # who called this stands deep, or allows what is deeper than the interpreter does
        deep = file.meter.budget.exceeded("depth")
        deep.filename = file.name
        raise deep from cause
    except MemoryError as cause:
        file.refuse(
            "expected a file that fits the memory, found one that takes more than there is",
            cause,
            zh="应为内存足以读取的文件，实际上内存不足",
        )
