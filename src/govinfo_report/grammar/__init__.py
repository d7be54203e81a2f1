"""The order of the form, by the Lark grammars in ``grammars/``: what parses every report and tells its editions."""

from govinfo_report.grammar.column_order import (
    is_turned,
    order_findings,
    turned_headings,
)
from govinfo_report.grammar.editions import Editions, choose_editions, edition_due
from govinfo_report.grammar.headings import HeadingOrder, HeadingReader
from govinfo_report.grammar.order import Line, Step
from govinfo_report.grammar.outcome import ForeignRow, HeadClash, Outcome, ReadLine
from govinfo_report.grammar.reader import Parsed, TableReader, read_table
from govinfo_report.grammar.shape import EditionTable, edition_table
from govinfo_report.grammar.sums import CellSum, cell_sums
from govinfo_report.grammar.tokens import page_ends

__all__ = [
    "CellSum",
    "EditionTable",
    "Editions",
    "ForeignRow",
    "HeadClash",
    "HeadingOrder",
    "HeadingReader",
    "Line",
    "Outcome",
    "Parsed",
    "ReadLine",
    "Step",
    "TableReader",
    "cell_sums",
    "choose_editions",
    "edition_due",
    "edition_table",
    "is_turned",
    "order_findings",
    "page_ends",
    "read_table",
    "turned_headings",
]
