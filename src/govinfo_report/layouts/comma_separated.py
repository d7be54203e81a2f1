"""One row a line, a comma between two cells: what programs write as CSV, and lists of cells as programs show them.

::

    信息内容,本年制发件数,本年废止件数,现行有效件数
    规章,0,"1,204",27
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.found_rows import FoundRow, found_row, with_whole_label
from govinfo_report.layouts.pieces import Cell, Piece, is_value, row_of, trimmed
from govinfo_report.model import Row
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

# Fewer commas part no table: amounts have some.
FEWEST_COMMAS = 8
# A line of so many cells needs no label: that of table 四 has fifteen.
FEWEST_ALONE = 10
# The longest cell in quotes.
LONGEST = 200
_QUOTED = rf'"((?:[^"]|""){{0,{LONGEST}}}+)"|\'([^\'\r\n]{{0,{LONGEST}}}+)\''
_FIELD = re.compile(rf"[ \t]*+\[*+(?:{_QUOTED})[ \t]*+\]*+(?=,|[\r\n]|\Z)|([^,\r\n]*+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})++")
_END = re.compile(r"\r\n|\r|\n|\Z")
# a list of lists may stand in one line
_NEXT_LIST = re.compile(r"\],[ \t]*(?=\[)")
# how programs write a line end down, and a cell that is not there: one that a merged cell covers
_ESCAPED = re.compile(r"\\(?:[nrt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")
_NOTHING = frozenset(["None", "null", "nan", "NaN"])


class CommaSeparated:
    """Rows of cells with a comma between them; one in quotes may hold commas and line ends.

    Args:
        is_label: tells whether a text is a label.
    """

    name = "comma_separated"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say 0.99 times the share of rows with a number at their end that are labels and then numbers, or many cells.

        0 where most are not. A comma inside a number stands behind digits, and so behind no label.
        """
        if self.is_blind(lines):
            return 0.0
        read = _shown(_records(lines), lines, self._is_label)
        found = [
            self._is_whole(row, read[at - 1] if at else None)
            for at, row in enumerate(read)
            if len(row.cells) > 1
        ]
        rows, others = found.count(True), found.count(False)
        return 0.99 * rows / (rows + others) if rows > others else 0.0

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether there are too few commas for any table; a plain number has none."""
        commas = lines.text.count(",")
        return commas < FEWEST_COMMAS or commas <= lines.tabs[0]

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each record of cells.

        One that shows nothing is kept as it stands: where labels have moved, the row that has none may be empty.
        """
        records = list(_records(lines))
        found = _shown(records, lines, self._is_label)
        rows = [row_of(row.cells) for row in found]
        empty = [row_of(cells) for cells in records if len(cells) > 1 and not _shows(cells)]
        return iter(sorted([*rows, *empty], key=lambda row: row.start) if empty else rows)

    def _is_whole(self, row: FoundRow, above: FoundRow | None) -> bool | None:
        """Tell whether a row is labels and then numbers, or numbers alone; None where no number is the last.

        A few numbers alone are a row below a label without numbers, unless the commas can part thousands.
        """
        texts = row.texts()
        numbers = 0
        while texts and (not texts[-1] or is_value(texts[-1])):
            numbers += bool(texts.pop())
        words = [text for text in texts if text]
        if not numbers:
            return None
        if not words:
            is_thousands = bool(_THOUSANDS.fullmatch(",".join(row.texts())))
            return len(row.cells) >= FEWEST_ALONE or (
                not is_thousands and above is not None and self._is_bare(above)
            )
        return self._is_label(words[-1])

    def _is_bare(self, row: FoundRow) -> bool:
        """Tell whether a row ends with a label, and prints no number."""
        words = [text for text in row.texts() if text]
        return not row.has_values and self._is_label(words[-1])


def _shown(records: Iterable[list[Cell]], lines: Lines, is_label: LabelTest) -> list[FoundRow]:
    """Give the records that show something."""
    shown = filter(_shows, records)
    return [found_row(with_whole_label(cells, lines, is_label)) for cells in shown]


def _shows(cells: Sequence[Cell]) -> bool:
    return any(piece.text for cell in cells for piece in cell)


def _records(lines: Lines) -> Iterator[list[Cell]]:
    """Give the cells of each line; a cell in quotes may go on over line ends."""
    text, base = lines.text, lines.start
    at = 0
    while at < len(text):
        cells: list[Cell] = []
        end: re.Match[str] | None = None
        while end is None:
            found = _FIELD.match(text, at)
            assert found is not None  # the last way matches anything
            cells += _cells(found, base)
            at = found.end()
            # behind a field stands a comma, or the record ends
            end = _END.match(text, at) or _NEXT_LIST.match(text, max(0, at - 1))
            at = end.end() if end is not None else at + 1
        yield cells


def _cells(found: re.Match[str], base: int) -> list[Cell]:
    """Give what a field prints, without quotes and the brackets of a list: ``[0`` and ``0]``, but ``10[1]``."""
    group = found.lastindex or 0
    text, start = found[group], base + found.start(group)
    if group < found.re.groups:
        return _pieces(text, start) if "\\" in text else [(trimmed(text, start),)]
    spare = text.count("[") - text.count("]")
    inner = text.lstrip(SPACES + "[") if spare > 0 else text
    start += len(text) - len(inner)
    inner = inner.rstrip(SPACES + "]") if spare < 0 else inner
    return [(Piece("", start) if inner.strip() in _NOTHING else trimmed(inner, start),)]


def _pieces(text: str, start: int) -> list[Cell]:
    r"""Give a cell in pieces at each line end that a program wrote down, ``结果\n维持``; of numbers a cell each."""
    pieces = []
    at = 0
    for found in (*_ESCAPED.finditer(text), None):
        piece = trimmed(text[at : found.start() if found else len(text)], start + at)
        pieces += [piece] if piece.text else []
        at = found.end() if found else at
    if len(pieces) > 1 and all(is_value(piece.text) for piece in pieces):
        # whether 114 and 3 are one number is not for a layout to say
        return [(piece,) for piece in pieces]
    return [tuple(pieces) or (Piece("", start),)]
