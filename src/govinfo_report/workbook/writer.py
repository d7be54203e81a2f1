"""Writes tables as sheets of a workbook (.xlsx), row by row, in memory that does not grow with the rows.

Text is always written as text: none of it is a formula, a number, a date or a link. Numbers are numbers, as long as
a spreadsheet holds all of their digits. A table of more rows than a sheet holds goes on in a further sheet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, TypeAlias

from attrs import define, field, frozen

from govinfo_report.errors import MissingExtraError

MOST_ROWS = 1_048_576
"""Rows of a sheet, its headings among them: the limit of Excel."""
MOST_LINKS = 65_000
"""Links of a sheet; Excel opens no sheet with more than 65,530."""
MOST_NOTES = 10_000
"""Notes of a sheet: they are kept in memory until the workbook is closed, and Excel opens more of them slowly."""

_MOST_CHARACTERS = 32_767
_MOST_NOTE = 1_000
# Digits that a number of a spreadsheet holds exactly.
_MOST_DIGITS = 15
_NAME_LENGTH = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NO_TEXT = re.compile("[\ud800-\udfff]")

Value: TypeAlias = str | int | float | Decimal | None


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


@frozen
class SheetCell:
    """A cell that is more than its value.

    Attributes:
        value: text, a number, or None for nothing.
        look: how it looks, a name of ``looks.toml``; "" for a plain cell.
        note: the note of the cell.
        link: where a click leads: ``internal:'明细'!A5``, ``external:reports/a.pdf``, an address of the web.
    """

    value: Value = None
    look: str = ""
    note: str = ""
    link: str = ""


@cache
def _looks() -> dict[str, dict[str, Any]]:
    text = files("govinfo_report").joinpath("workbook", "looks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


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
        try:
            import xlsxwriter
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                "XlsxWriter", "xlsx", "to write a workbook (.xlsx)", "写入Excel工作簿（.xlsx）"
            ) from error
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

    def open(self, name: str) -> Any:
        """Open a sheet of XlsxWriter under a name that none has yet."""
        return self._book.add_worksheet(self._free_name(name))

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
        parts: how many sheets it takes.
        notes_left_out: notes that were too many.
    """

    book: Workbook
    name: str
    columns: tuple[SheetColumn, ...]
    title: str
    frozen_columns: int
    has_filter: bool
    parts: int = field(default=0, init=False)
    notes_left_out: int = field(default=0, init=False)
    _sheet: Any = field(default=None, init=False)
    _row: int = field(default=0, init=False)
    _first: int = field(default=0, init=False)
    _notes: int = field(default=0, init=False)
    _links: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        """Begin the first sheet."""
        self._begin()
        self.name = self._sheet.get_name()

    @property
    def place(self) -> tuple[str, int]:
        """The sheet and the row, from 1, that the next row is written to."""
        if self._row >= MOST_ROWS:
            self._begin()
        return self._sheet.get_name(), self._row + 1

    def add_row(self, values: Iterable[Value | SheetCell], height: float | None = None) -> None:
        """Write a row.

        Args:
            values: a value or a cell for each column; None for nothing.
            height: how high it is, in points; None for as high as usual.
        """
        sheet, row = self._sheet, self.place[1] - 1
        sheet = self._sheet
        if height is not None:
            sheet.set_row(row, height)
        for column, value in enumerate(values):
            if isinstance(value, SheetCell):
                self._write_cell(sheet, row, column, value)
            elif value is not None and value != "":
                _write(sheet, row, column, value, None)
        self._row += 1

    def finish(self) -> None:
        """Set the filter over all rows of the sheet that is open."""
        if self.has_filter and self._row > self._first:
            self._sheet.autofilter(self._first - 1, 0, self._row - 1, len(self.columns) - 1)

    def _write_cell(self, sheet: Any, row: int, column: int, cell: SheetCell) -> None:
        style = self.book.format(cell.look)
        if cell.link and self._links < MOST_LINKS and _is_short(cell.link):
            self._links += 1
            # the text of the link is written over, so that a number stays one
            sheet.write_url(row, column, cell.link, style, "")
        if cell.value is None or cell.value == "":
            if style is not None:
                sheet.write_blank(row, column, None, style)
        else:
            _write(sheet, row, column, cell.value, style)
        if cell.note:
            self._add_note(sheet, row, column, cell.note)

    def _add_note(self, sheet: Any, row: int, column: int, note: str) -> None:
        if self._notes >= MOST_NOTES:
            self.notes_left_out += 1
            return
        self._notes += 1
        lines = sum(1 + len(line) // 24 for line in note.split("\n"))
        size = {"width": 320, "height": 24 + 17 * min(lines, 20), "font_size": 9}
        sheet.write_comment(row, column, clean_text(note, _MOST_NOTE), size)

    def _begin(self) -> None:
        """Begin the next sheet of the table with its headings."""
        if self._sheet is not None:
            self.finish()
        self.parts += 1
        self._sheet = self.book.open(self.name)
        self._row = self._notes = self._links = 0
        if self.title:
            _write(self._sheet, 0, 0, self.title, self.book.format("title"))
            self._row = 1
        style = self.book.format("heading")
        for at, column in enumerate(self.columns):
            self._sheet.set_column(at, at, column.width)
        for level in range(max((len(column.over) for column in self.columns), default=0)):
            for first, last, words in _merged(self.columns, level):
                if words and last > first:
                    self._sheet.merge_range(self._row, first, self._row, last, "", style)
                if words:
                    _write(self._sheet, self._row, first, words, style)
            self._row += 1
        for at, column in enumerate(self.columns):
            _write(self._sheet, self._row, at, column.heading, style)
            if column.note:
                self._add_note(self._sheet, self._row, at, column.note)
        self._row += 1
        self._first = self._row
        self._sheet.freeze_panes(self._first, self.frozen_columns)


def clean_text(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Give a text as a cell can hold it: cut where it is too long, halves of surrogate pairs replaced.

    Args:
        text: the text.
        most: characters at most.
    """
    text = _NO_TEXT.sub("\ufffd", text)
    return text if len(text) <= most else text[: most - 1] + "…"


def internal_link(sheet: str, row: int, column: int = 1) -> str:
    """Give the link to a cell of the workbook.

    Args:
        sheet: the name of the sheet.
        row: its row, from 1.
        column: its column, from 1.
    """
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Give the letters of a column, from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _is_short(link: str) -> bool:
    """Tell whether Excel takes a link: of files and addresses no more than this many characters."""
    return len(link) < 2_000


def _merged(columns: Sequence[SheetColumn], level: int) -> Iterator[tuple[int, int, str]]:
    """Give the stretches of columns that share their headings down to a level: first, last, words."""
    at = 0
    for over, group in groupby(columns, lambda column: column.over[: level + 1]):
        count = len(list(group))
        yield at, at + count - 1, over[level] if len(over) > level else ""
        at += count


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, clean_text(value), style)
    elif _is_exact(value):
        sheet.write_number(row, column, value, style)
    else:
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        sheet.write_string(row, column, text, style)


def _is_exact(value: int | float | Decimal) -> bool:
    """Tell whether a spreadsheet holds a number as it is."""
    if isinstance(value, bool):
        return False
    if isinstance(value, float):
        return value - value == 0
    digits = Decimal(value).normalize().as_tuple().digits if value == value else ()
    return Decimal(value).is_finite() and len(digits) <= _MOST_DIGITS
