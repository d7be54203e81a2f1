"""Streams: rows and cells of reports as their lines go by, in bounded memory; and where one report ends in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from govinfo_report.cutting import cut_reports, may_hold_several
from govinfo_report.model import Cell, Row
from govinfo_report.streaming.tables import LONGEST, StreamedTable, iter_tables

__all__ = [
    "LONGEST",
    "StreamedTable",
    "cut_reports",
    "iter_cells",
    "iter_rows",
    "iter_tables",
    "may_hold_several",
]


def iter_rows(lines: Iterable[str]) -> Iterator[Row]:
    """Give the rows of the tables in a stream of lines as they were read, before anything is made of them.

    Args:
        lines: lines of text, see ``iter_tables``.

    Returns:
        The rows of each table in the order of the copy, when the table has gone by; offsets count in the stream.
    """
    return chain.from_iterable(map(StreamedTable.rows, iter_tables(lines)))


def iter_cells(lines: Iterable[str]) -> Iterator[Cell]:
    """Give the cells of the tables in a stream of lines, as the tables go by.

    They are those of the whole parse of each report. Every cell is held back until its table has ended, for a row that
    comes later can put an earlier one in doubt; ``docs/streaming.md`` says which tables wait until their report ends.

    Args:
        lines: lines of text, see ``iter_tables``.

    Returns:
        The cells of each table in form order; offsets and lines count in the stream, from 0 and from 1. They have no
        findings: sums are checked when a report is whole.
    """
    return chain.from_iterable(map(StreamedTable.cells, iter_tables(lines)))
