"""Cells asked for in the words of the form: 予以公开.总计, 行政处罚, （一）予以公开：自然人."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches

from govinfo_report.form_view import FormCell
from govinfo_report.labels.normal import NUMERALS

# What numbers a line of the form: （一）, 1., 三、
_NUMBER = re.compile(rf"^(?:（[{NUMERALS}]+）|[{NUMERALS}]+、|\d+[.．、])")
# What may stand between the words of a row and those of a column.
_BETWEEN = ".．：:/／"
_MOST = 3
# How words may be those of a label, the surest first.
_WAYS: tuple[Callable[[str, str], bool], ...] = (
    lambda asked, label: asked == label,
    lambda asked, label: label.startswith(asked),
    lambda asked, label: asked in label,
)


def named_cells(asked: str, cells: Iterable[FormCell]) -> list[str]:
    """Give the paths of the cells that are asked for: of one row's column, or of a whole row; none where none is.

    Args:
        asked: the words of a row, with those of a column behind it or without; the row's number may be left out, and
            the beginning of its words will do.
        cells: those of the form.
    """
    known = list(cells)
    for row, column in _cuts(asked):
        for fits in _WAYS:
            found = [
                cell.path
                for cell in known
                if fits(_plain(row), _plain(cell.label))
                and (not column or _plain(column) == _plain(cell.column_label))
            ]
            if found:
                return found
    return []


def near_labels(asked: str, cells: Iterable[FormCell]) -> list[str]:
    """Give the words of rows that are most like those that were asked for."""
    labels = dict.fromkeys(_NUMBER.sub("", cell.label) for cell in cells)
    rows = [_plain(row) for row, _ in _cuts(asked)]
    near: Sequence[str] = [one for row in rows for one in get_close_matches(row, labels, _MOST)]
    return list(dict.fromkeys(near))[:_MOST]


def _cuts(asked: str) -> Iterator[tuple[str, str]]:
    """Cut what is asked for into row and column, wherever it may be cut."""
    for at in range(len(asked) - 1, 0, -1):
        if asked[at] in _BETWEEN:
            yield asked[:at], asked[at + 1 :]
    yield asked, ""


def _plain(words: str) -> str:
    return _NUMBER.sub("", "".join(words.split())).rstrip("*")
