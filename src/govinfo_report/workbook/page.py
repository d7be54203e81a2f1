"""One sheet of a workbook, and what is written into its cells.

Text is always written as text: none of it is a formula, a number, a date or a link. Numbers are numbers, as long as
a spreadsheet holds all of their digits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import define, field, frozen

MOST_LINKS = 65_000
"""Links of a sheet; Excel opens no sheet with more than 65,530."""
MOST_NOTES = 10_000
"""Notes of a sheet: they are kept in memory until the workbook is closed, and Excel opens more of them slowly."""

_MOST_CHARACTERS = 32_767
_MOST_NOTE = 1_000
# Characters of the address of a file or of the web that Excel takes.
_MOST_LINK = 2_000
# Digits that a number of a spreadsheet holds exactly.
_MOST_DIGITS = 15
_NO_TEXT = re.compile("[\ud800-\udfff]")
_NO_ADDRESS = re.compile('([\x00-\x20"#%<>?\\[\\]^`{|}\x7f\ud800-\udfff]+)')

Value: TypeAlias = str | int | float | Decimal | None


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


@define(eq=False)
class Page:
    """A sheet of XlsxWriter; rows and columns are counted from 0.

    Attributes:
        sheet: the sheet.
        format: gives the format of a look; None for a plain one.
        links: how many there are.
        notes: how many there are.
        notes_left_out: how many more there would be.
        links_left_out: how many more there would be.
    """

    sheet: Any
    format: Callable[[str], Any]
    links: int = field(default=0, init=False)
    notes: int = field(default=0, init=False)
    notes_left_out: int = field(default=0, init=False)
    links_left_out: int = field(default=0, init=False)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return str(self.sheet.get_name())

    def write(self, row: int, column: int, value: Value | SheetCell, look: str = "") -> None:
        """Write a cell.

        Args:
            row: its row.
            column: its column.
            value: a value, or a cell with its own look.
            look: how a value looks.
        """
        cell = value if isinstance(value, SheetCell) else SheetCell(value, look)
        style = self.format(cell.look)
        if cell.link and self._has_room(cell.link):
            # the text of the link is written over, so that a number stays one
            self.sheet.write_url(row, column, cell.link, style, "")
        if cell.value is None or cell.value == "":
            if style is not None:
                self.sheet.write_blank(row, column, None, style)
        else:
            _write(self.sheet, row, column, cell.value, style)
        if cell.note:
            self._add_note(row, column, cell.note)

    def merge(
        self, first: tuple[int, int], last: tuple[int, int], value: Value | SheetCell, look: str
    ) -> None:
        """Write into a cell that is merged from ``first`` to ``last``, each a row and a column; see ``write``."""
        if first != last:
            style = self.format(value.look if isinstance(value, SheetCell) else look)
            self.sheet.merge_range(*first, *last, "", style)
        self.write(*first, value, look)

    def _has_room(self, link: str) -> bool:
        """Count a link; False where the sheet can hold no more."""
        if self.links >= MOST_LINKS or len(link) > _MOST_LINK:
            self.links_left_out += 1
            return False
        self.links += 1
        return True

    def _add_note(self, row: int, column: int, note: str) -> None:
        if self.notes >= MOST_NOTES:
            self.notes_left_out += 1
            return
        self.notes += 1
        lines = sum(1 + len(line) // 24 for line in note.split("\n"))
        size = {"width": 320, "height": 24 + 17 * min(lines, 20), "font_size": 9}
        self.sheet.write_comment(row, column, clean_text(note, _MOST_NOTE), size)


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


def file_address(path: str) -> str:
    """Give the path of a file as the address of a link: what addresses keep for themselves is escaped.

    Args:
        path: the path, relative to the folder of the workbook.
    """
    parts = _NO_ADDRESS.split(path.replace(os.sep, "/"))
    # what stands between is escaped, byte for byte as the file system has it
    return "".join(
        part if at % 2 == 0 else "".join(f"%{byte:02X}" for byte in os.fsencode(part))
        for at, part in enumerate(parts)
    )


def column_letters(column: int) -> str:
    """Give the letters of a column, from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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
