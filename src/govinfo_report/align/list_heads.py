"""Lists that run together under headings of other columns: whose digits they are nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govinfo_report.align.units import Lines
from govinfo_report.findings import finding
from govinfo_report.labels import LabelledRow, Word
from govinfo_report.model import Finding, TableCells
from govinfo_report.official import Form


def doubt_heads(
    rows: Sequence[LabelledRow],
    cells: TableCells,
    lines: Lines,
    form: Form,
    line_of: Callable[[int], int],
    findings: list[Finding],
) -> None:
    """Doubt a list that has run together where its headings name columns that the form does not have.

    Provinces print 序号 before the labels, or a column each for the government, its offices and its towns
    (区政府统计数, 区直单位统计数, 乡镇街道统计数): 条235 is then 2, 3 and 5, or 23 and the number of the next line.

    Args:
        rows: the rows of the table.
        cells: its cells, one in each line.
        lines: its text.
        form: gives the words of columns.
        line_of: gives the line of an offset.
        findings: what is wrong with the table; one for all its cells takes the place of one for the lines below a
            heading.
    """
    table = form.tables[cells.shape.table]
    starts = [cell.parts[0][0] for cell in map(cells.cell, range(len(cells.states))) if cell.parts]
    before = [lines.text[start - lines.start - 1] for start in starts if start > lines.start]
    if 2 * sum(map(str.isalpha, before)) <= len(before):
        return
    labels = (row.row.hull()[0] for row in rows if any(map(_is_label, row.kind)))
    head = lines.text[: max(0, min(labels, default=lines.start) - lines.start)]
    words = [column.wording for column in table.columns.values()]
    found = [word for word in table.foreign_columns if word in head]
    found += [word for word in words for _ in range(head.count(word))]
    if len(found) <= len(words):
        return
    said = finding(
        "columns_unexpected",
        cells=cells.shape.paths,
        span=(lines.start, lines.start + len(head)),
        line=line_of(lines.start),
        found="、".join(found),
        expected="、".join(words),
    )
    findings[:] = [*(item for item in findings if item.code != said.code), said]


def _is_label(word: object) -> bool:
    return isinstance(word, Word) and bool(word.terminals) and not word.is_head
