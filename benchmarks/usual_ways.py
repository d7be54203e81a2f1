"""The usual ways to read a file into numbers, for ``benchmarks.formats``: a library that gives tables, and a look-up.

Each gives path to number. One whose libraries are not installed is passed over, and said so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from typing import Any, TypeAlias

from attrs import frozen

from govinfo_report.testing import Truth

Numbers: TypeAlias = dict[str, int | Decimal]
Tables: TypeAlias = Sequence[Sequence[Sequence[str | None]]]
_PUNCTUATION = re.compile(r"[\s（）()、，,。.：:“”\"]+")


class LookUp:
    """Finds the numbers of a table by its labels, as a script of an afternoon does.

    Args:
        truth: a report on the edition of the form that is read.
    """

    def __init__(self, truth: Truth) -> None:
        form = truth.form
        self.rows: dict[str, list[str]] = {}
        self.review: list[str] = []
        for name, edition in truth.editions.items():
            table = truth.table(name)
            for line in table.lines:
                paths = [path for row in line.rows for path in table.shape.row_paths(row)]
                if len(line.rows) > 1:
                    self.review = paths
                else:
                    self.rows[_clean(form.wording(edition, name, line.rows[0]))] = paths

    def numbers(self, tables: Tables) -> Numbers:
        """Give path to number; ``tables`` hold rows of cells, merged ones once, again or as None."""
        found: Numbers = {}
        for rows in tables:
            for row in rows:
                cells = ["".join(str(cell).split()) for cell in row if cell is not None]
                if len(cells) == len(self.review) and cells[0].isdecimal():
                    paths, at = self.review, 0
                else:
                    labels = [at for at, cell in enumerate(cells) if _clean(cell) in self.rows]
                    if not labels:
                        continue
                    at = labels[-1] + 1
                    paths = self.rows[_clean(cells[at - 1])]
                for path, cell in zip(paths, cells[at:], strict=False):
                    number = _number(cell)
                    if number is not None:
                        found[path] = number
        return found


def _clean(text: str) -> str:
    return _PUNCTUATION.sub("", text)


_SIGNS = str.maketrans({"＋": "+", "－": "-", "增": "+", "减": "-"})


def _number(text: str) -> Decimal | None:
    plain = text.translate(_SIGNS)
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(?:万元|元)?", plain)
    return Decimal(found[1]) if found else None


@frozen
class Way:
    """A way to read files.

    Attributes:
        name: what it is called in the table.
        needs: the modules that it imports.
        tables: gives the tables of a file.
        is_whole: none of its numbers may be missing; the tables of a PDF lose the rows that a page break cuts in two.
    """

    name: str
    needs: tuple[str, ...]
    tables: Callable[[bytes], Tables]
    is_whole: bool = True

    def missing(self) -> list[str]:
        """Give the modules that are not installed."""
        return [module for module in self.needs if find_spec(module) is None]


def tables_of_pandas(data: bytes) -> Tables:
    """Read a page with ``pandas.read_html``."""
    import pandas

    frames = pandas.read_html(io.BytesIO(data), encoding="utf-8")
    return [frame.to_numpy().tolist() for frame in frames]


def tables_of_docx(data: bytes) -> Tables:
    """Read a Word document with ``python-docx``, cell by cell."""
    import docx

    document = docx.Document(io.BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def tables_of_pdfplumber(data: bytes) -> Tables:
    """Read a PDF with ``pdfplumber``."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


@cache
def _converter() -> Any:
    from docling.document_converter import DocumentConverter

    return DocumentConverter()


def _tables_of_docling(data: bytes, name: str) -> Tables:
    from docling.datamodel.base_models import DocumentStream

    document = _converter().convert(DocumentStream(name=name, stream=io.BytesIO(data))).document
    return [[[cell.text for cell in row] for row in table.data.grid] for table in document.tables]


def docling(ending: str) -> Way:
    """Give the way by ``docling``, for files whose names end so."""
    return Way("docling", ("docling",), lambda data: _tables_of_docling(data, f"report.{ending}"))


PANDAS = Way("pandas.read_html", ("pandas", "lxml"), tables_of_pandas)
PYTHON_DOCX = Way("python-docx", ("docx",), tables_of_docx)
PDFPLUMBER = Way("pdfplumber", ("pdfplumber",), tables_of_pdfplumber, is_whole=False)
