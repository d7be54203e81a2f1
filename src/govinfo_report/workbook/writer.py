"""Writes tables as sheets of a workbook (.xlsx), row by row, in memory that does not grow with the rows.

A table of more rows than a sheet holds goes on in a further sheet. What a cell may hold: see ``page``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from attrs import define, field, frozen

from govinfo_report.errors import MissingExtraError
from govinfo_report.workbook.page import Page, SheetCell, Value, clean_text

MOST_ROWS = 1_048_576
"""Rows of a sheet, its headings among them: the limit of Excel."""

_NAME_LENGTH = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@frozen
class SheetColumn:
    """A column of a sheet.

    Attributes:
        heading: its heading.
        over: headings above that one, from the top; neighbours with the same ones share a merged cell.
        width: characters that it is wide.
        note: the note of its heading.
    """

    heading: str
    over: tuple[str, ...] = ()
    width: float = 12
    note: str = ""


@cache
def _looks() -> dict[str, dict[str, Any]]:
    text = files("govinfo_report").joinpath("workbook", "looks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def require_xlsxwriter() -> Any:
    """Give the module XlsxWriter.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "XlsxWriter", "xlsx", "to write a workbook (.xlsx)", "写入Excel工作簿（.xlsx）"
        ) from error
    return xlsxwriter


class Workbook:
    """A workbook that is being written; leaving the ``with`` block closes it.

    Args:
        file: its path, or a file opened for writing bytes.
        in_order: keep no row in memory: the rows of each sheet are then written in order, from the first. Without it
            a workbook has its texts once, and is smaller.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """

    def __init__(self, file: str | Path | IO[bytes], *, in_order: bool = True) -> None:
        xlsxwriter = require_xlsxwriter()
        given = str(file) if isinstance(file, Path) else file
        # rows wait there until the workbook is closed
        self._folder = TemporaryDirectory(prefix="govinfo_report-")
        settings = {"constant_memory": in_order, "tmpdir": self._folder.name}
        self._book = xlsxwriter.Workbook(given, settings)
        self._book.use_zip64()
        self._formats: dict[str, Any] = {}
        self._names: set[str] = set()
        self._sheets: list[Sheet] = []

    def __enter__(self) -> Workbook:
        """Give the workbook itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is left; what an exception ended is no workbook."""
        if kind is None:
            self.close()
        else:
            self.abandon()

    def close(self) -> None:
        """Write the workbook.

        Raises:
            OSError: it cannot be written.
        """
        from xlsxwriter.exceptions import FileCreateError

        for sheet in self._sheets:
            sheet.finish()
        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Give up what was not written yet; nothing is left of it."""
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
        self._folder.cleanup()

    def add_sheet(
        self,
        name: str,
        columns: Sequence[SheetColumn],
        *,
        title: str = "",
        frozen_columns: int = 0,
        has_filter: bool = True,
    ) -> Sheet:
        """Begin a sheet; its headings are written at once.

        Args:
            name: its name; signs that no name may have are replaced, one that is taken gets a number.
            columns: its columns.
            title: a line above the headings; "" for none.
            frozen_columns: columns that stay when one scrolls to the right; the headings stay too.
            has_filter: the headings can filter and sort.
        """
        sheet = Sheet(self, name, tuple(columns), title, frozen_columns, has_filter)
        self._sheets.append(sheet)
        return sheet

    def format(self, look: str) -> Any:
        """Give the format of a look; None for a plain one.

        Raises:
            KeyError: ``looks.toml`` has no such look.
        """
        if not look:
            return None
        if look not in self._formats:
            self._formats[look] = self._book.add_format(_looks()[look])
        return self._formats[look]

    def add_page(self, name: str) -> Page:
        """Add a sheet that is written cell by cell.

        Args:
            name: its name, see ``add_sheet``.
        """
        return Page(self._book.add_worksheet(self._free_name(name)), self.format)

    def _free_name(self, name: str) -> str:
        plain = _NO_NAME.sub("_", clean_text(name)).strip("' ") or "_"
        found, number = plain[:_NAME_LENGTH], 1
        while found.casefold() in self._names:
            number += 1
            end = f" ({number})"
            found = plain[: _NAME_LENGTH - len(end)] + end
        self._names.add(found.casefold())
        return found


@define(eq=False)
class Sheet:
    """A table of a workbook, in one sheet or in several.

    Attributes:
        book: the workbook.
        name: the name of its first sheet.
        columns: its columns.
        title: the line above the headings.
        frozen_columns: columns that stay.
        has_filter: the headings can filter.
        pages: the sheets that it takes; the last one is being written.
    """

    book: Workbook
    name: str
    columns: tuple[SheetColumn, ...]
    title: str
    frozen_columns: int
    has_filter: bool
    pages: list[Page] = field(factory=list, init=False)
    _row: int = field(default=0, init=False)
    _first: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        """Begin the first sheet."""
        self._begin()
        self.name = self.page.name

    @property
    def page(self) -> Page:
        """The sheet that is being written."""
        return self.pages[-1]

    @property
    def notes_left_out(self) -> int:
        """How many notes were too many."""
        return sum(page.notes_left_out for page in self.pages)

    def next_place(self) -> tuple[str, int]:
        """Give the sheet and the row, from 1, that the next row is written to."""
        if self._row >= MOST_ROWS:
            self._begin()
        return self.page.name, self._row + 1

    def add_row(self, values: Iterable[Value | SheetCell]) -> None:
        """Write a row.

        Args:
            values: a value or a cell for each column; None for nothing.
        """
        self.next_place()
        for column, value in enumerate(values):
            if value is not None:
                self.page.write(self._row, column, value)
        self._row += 1

    def finish(self) -> None:
        """Set the filter over all rows of the sheet that is open."""
        if self.has_filter:
            last = max(self._row, self._first) - 1
            self.page.sheet.autofilter(self._first - 1, 0, last, len(self.columns) - 1)

    def _begin(self) -> None:
        """Begin the next sheet of the table with its headings."""
        if self.pages:
            self.finish()
        self.pages.append(self.book.add_page(self.name))
        page, row = self.page, 0
        if self.title:
            page.write(row, 0, self.title, "title")
            row += 1
        for at, column in enumerate(self.columns):
            page.sheet.set_column(at, at, column.width)
        for level in range(max((len(column.over) for column in self.columns), default=0)):
            for first, last, words in _merged(self.columns, level):
                if words:
                    page.merge((row, first), (row, last), words, "heading")
            row += 1
        for at, column in enumerate(self.columns):
            page.write(row, at, SheetCell(column.heading, "heading", column.note))
        self._row = self._first = row + 1
        page.sheet.freeze_panes(self._first, self.frozen_columns)


def _merged(columns: Sequence[SheetColumn], level: int) -> Iterator[tuple[int, int, str]]:
    """Give the stretches of columns that share their headings down to a level: first, last, words."""
    at = 0
    for over, group in groupby(columns, lambda column: column.over[: level + 1]):
        count = len(list(group))
        yield at, at + count - 1, over[level] if len(over) > level else ""
        at += count
