"""Labels: what a row is, by the form's wording, its variants and its kind. Knows no order of rows."""

from govinfo_report.labels.column_words import NO_HEADINGS, ColumnWords, Headings, NamedColumn
from govinfo_report.labels.figures import Figure, is_begun_number, is_doubt, is_unit, read_figure
from govinfo_report.labels.headings import is_foreign
from govinfo_report.labels.lexicon import EMPTY, FOREIGN, TEXT, VALUES, Code, Lexicon, Word
from govinfo_report.labels.lexicons import Lexicons
from govinfo_report.labels.patterns import (
    KnownRows,
    Met,
    Pattern,
    find_numbers,
    label_table,
    meet_table,
    remember_table,
)
from govinfo_report.labels.rows import Kind, LabelledRow, are_plain, label_rows

__all__ = [
    "EMPTY",
    "FOREIGN",
    "NO_HEADINGS",
    "TEXT",
    "VALUES",
    "Code",
    "ColumnWords",
    "Figure",
    "Headings",
    "Kind",
    "KnownRows",
    "LabelledRow",
    "Lexicon",
    "Lexicons",
    "Met",
    "NamedColumn",
    "Pattern",
    "Word",
    "are_plain",
    "find_numbers",
    "is_begun_number",
    "is_doubt",
    "is_foreign",
    "is_unit",
    "label_rows",
    "label_table",
    "meet_table",
    "read_figure",
    "remember_table",
]
