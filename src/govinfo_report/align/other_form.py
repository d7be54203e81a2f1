"""Says in one finding that a table is printed on a form that is not known, with the known one that is nearest.

Provinces printed their own statistics tables before 2019, and forms to come may add lines and columns. Each such line
would be a finding of its own, and none would say what the matter is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from govinfo_report.align.aligned import Aligned
from govinfo_report.findings import finding, named
from govinfo_report.labels import LabelledRow, Lexicon, Word, is_foreign
from govinfo_report.model import ExtraRow, Finding
from govinfo_report.official import Form

# So many lines that no form has are another form; fewer an office may have added, with columns of another form one.
FEWEST = 3
# So many lines whose numbers do not fit, under columns that no form has.
FEWEST_UNFIT = 6
# Known headings beside one that no form has, where all lines are known: a note may stand beside one heading.
FEWEST_HEADS = 2
# Unknown lines that the finding names.
NAMED = 8
# Two years in one table make unknown columns and lines, too.
_MIXED = "table_mixed"
# What each line of another form would be said to have.
_OF_LINES = frozenset(
    [
        "row_foreign",
        "row_unplaced",
        "row_missing",
        "place_doubtful",
        "rows_settled",
        "label_misprinted",
    ]
)
_OF_HEADS = "columns_unexpected"
_FOREIGN = ("row_foreign", "row_unplaced")


def tell_other_form(
    aligned: Aligned,
    rows: Sequence[LabelledRow],
    lexicon: Lexicon,
    form: Form,
    line_of: Callable[[int], int],
) -> None:
    """Put one finding in the place of those of single lines, where a table is printed on another form.

    Args:
        aligned: the table, as it was read.
        rows: its rows.
        lexicon: the words of its lines and columns.
        form: the form that it was read by.
        line_of: gives the line of an offset.
    """
    said = aligned.findings
    merged = [item for item in said if item.code in _OF_LINES or item.code == _OF_HEADS]
    if not merged or any(item.code == _MIXED for item in said):
        return
    labels = [_label(row, lexicon) if row.code in _FOREIGN else "" for row in aligned.extra_rows]
    lines = list(dict.fromkeys(filter(None, labels)))
    heads = list(dict.fromkeys(_unknown_heads(rows, lexicon)))
    unfit = sum(item.code == "place_doubtful" for item in merged)
    if not lines and (unfit < FEWEST_UNFIT or not any(_unknown_heads(rows, lexicon, FEWEST_HEADS))):
        return
    if len(lines) < FEWEST and not heads:
        return
    kept = [item for item in said if item not in merged]
    told = _finding(aligned, merged, lines, heads, form, _known_lines(aligned, rows), line_of)
    aligned.findings = [told, *kept]
    aligned.extra_rows = [
        evolve(row, code=told.code, label=row.label or label) if row.code in _FOREIGN else row
        for row, label in zip(aligned.extra_rows, labels, strict=True)
    ]


def _finding(
    aligned: Aligned,
    merged: Sequence[Finding],
    lines: Sequence[str],
    heads: Sequence[str],
    form: Form,
    known: int,
    line_of: Callable[[int], int],
) -> Finding:
    shape = aligned.cells.shape
    cells = dict.fromkeys(path for item in merged for path in item.cells)
    if heads:
        # whose column a number is stands in doubt in every line
        stated = zip(shape.paths, aligned.cells.values, strict=True)
        cells |= dict.fromkeys(path for path, value in stated if value is not None)
    places = [
        (item.start, item.end) for item in merged if item.start is not None and item.end is not None
    ]
    span = (min(start for start, _ in places), max(end for _, end in places)) if places else None
    words = [*lines[:NAMED], *(["…"] if len(lines) > NAMED else [])]
    why = "lines_and_columns" if lines and heads else "lines" if lines else "columns"
    return finding(
        "edition_unsupported",
        why=why,
        cells=tuple(cells),
        span=span,
        line=None if span is None else line_of(span[0]),
        table=shape.table,
        lines="、".join(words),
        columns="、".join(heads),
        form=named(form.editions[shape.edition].name),
        edition=shape.edition,
        known=known,
        all=len(shape.rows),
    )


def _label(row: ExtraRow, lexicon: Lexicon) -> str:
    """Give the label of a row that no form has; nothing for a row of numbers, or one with a piece of a label."""
    # 5 | 主动公开机构领导 | 条 | 55: the label stands behind the number of its line
    label = next((cell for cell in (row.label, *row.raw) if is_foreign(cell, lexicon)), "")
    return "".join(label.split())


def _known_lines(aligned: Aligned, rows: Iterable[LabelledRow]) -> int:
    """Count the lines of the form whose labels are printed."""
    words = [word for row in rows for word in row.kind if isinstance(word, Word)]
    found = {terminal.lower() for word in words for terminal in word.terminals}
    return sum(row.id in found for row in aligned.cells.shape.rows)


def _unknown_heads(rows: Iterable[LabelledRow], lexicon: Lexicon, fewest: int = 1) -> Iterator[str]:
    """Give the headings of columns that no form has, in rows with so many headings of the form."""
    for row in rows:
        heads = sum(isinstance(word, Word) and _is_head(word) for word in row.kind)
        if not row.values and heads >= fewest:
            for cell in row.row.cells:
                if is_foreign(cell, lexicon):
                    yield "".join(cell.split())


def _is_head(word: Word) -> bool:
    return not word.terminals and (word.is_head or bool(word.columns))
