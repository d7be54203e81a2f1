"""What a reader says of its file, as findings that name cells; and the marks of notes behind their numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from govinfo_report.findings import finding, joined, named
from govinfo_report.model import Finding, PlainNumbers, Span, TableCells
from govinfo_report.official import writing

_OPENING = "[［(（〔【"
_NOTE = writing().note
# one look tells that most texts have none of these
_SIGN = re.compile(rf"[\]］{re.escape(writing().raised)}]")
_WORDED = re.compile(rf"{_NOTE}(?:(?<=\d{_NOTE})|(?<=\d[{re.escape(_OPENING)}]{_NOTE}))")
# With the mark or without: a run of digits is looked at once, and not from each of its digits.
_NOTED = re.compile(rf"[+\-−－–]?\d[\d,.]*+({writing().note_mark})?")
# Marks that a finding cites.
MOST_CITED = 5


def check_troubles(
    troubles: Sequence[tuple[str, Mapping[str, Any]]], text: str, tables: Mapping[str, TableCells]
) -> list[Finding]:
    """Make the findings of what a reader says of a file, behind one of the cells with the mark of a note.

    Args:
        troubles: the code of each and the words of its message. With ``doubts`` it lists every number that is stated,
            with ``places`` the cells that print something in these stretches of the text; ``named`` are terms of the
            catalogue.
        text: the text of the report.
        tables: its tables, of which no cell was given its place in a file yet.
    """
    found = _note_marks(text, tables)
    for code, words in troubles:
        cells: Iterable[str] = ()
        if words.get("doubts"):
            cells = (
                path
                for table in tables.values()
                for path, value in zip(table.shape.paths, table.values, strict=True)
                if value is not None
            )
        if "places" in words:
            cells = _cells_in(words["places"], tables)
        if "named" in words:
            words = {**words, "named": joined(map(named, words["named"]), " or ", "、")}
        found.append(finding(code, cells=tuple(cells), **words))
    return found


def _note_marks(text: str, tables: Mapping[str, TableCells]) -> list[Finding]:
    """List the cells with the mark of a note behind their number, in one finding."""
    if all(isinstance(table.found, PlainNumbers) for table in tables.values()):
        # each number stands alone between tabs and line ends
        return []
    if not _SIGN.search(text) and not _WORDED.search(text):
        return []
    found = [mark for mark in _NOTED.finditer(text) if mark[1]]
    cells = tuple(_cells_in([(mark.start(), mark.start(1)) for mark in found], tables))
    if not cells:
        return []
    cited = dict.fromkeys(mark[0] for mark in found)
    return [
        finding("note_mark", cells=cells, text=", ".join([*cited][:MOST_CITED]), count=len(cells))
    ]


def _cells_in(places: Sequence[Span], tables: Mapping[str, TableCells]) -> Iterator[str]:
    """Give the paths of the cells that print something in stretches of the text, which are in order."""
    starts = [start for start, _ in places]
    for table in tables.values():
        for cell in table.cells():
            for start, _ in cell.parts:
                at = bisect_right(starts, start) - 1
                if at >= 0 and start <= places[at][1]:
                    yield cell.path
                    break
