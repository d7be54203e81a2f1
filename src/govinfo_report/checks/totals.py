"""Totals that are left empty, or hold words, though there is something to add up.

Such a total bears nothing out: where a cell of the row was lost, what stood behind it has moved up, and the total's
own place is the empty one, or holds the remark that stood behind it. Where one line is so, another one whose total the
sums prove may be so too: they count an empty total as anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinfo_report.findings import finding
from govinfo_report.model import COUNTS_ZERO, Finding, TableCells
from govinfo_report.official import Form


def check_totals(
    totals: Sequence[tuple[int, Sequence[int], Sequence[int]]], cells: TableCells, form: Form
) -> list[Finding]:
    """Check that rows with numbers have a total.

    Args:
        totals: for each row that has one the index of its total, of the cells that it adds up, and of all cells of
            the line that it stands in: table 四 prints three rows in one, and a cell lost in the first moves all.
        cells: the table.
        form: gives the words of findings.
    """
    if cells.is_whole:
        return []
    values, states, shape = cells.values, cells.states, cells.shape
    # 0 (3) 0 0 0 6 _: of what cannot be read it is not known whether it is 0
    summed = [
        entry
        for entry in totals
        if any(values[at] or states[at] == "unreadable" for at in entry[1])
    ]
    bare = [entry for entry in summed if _holds_nothing(entry[0], cells)]
    if 2 * len(bare) > len(summed):
        # 1 | 1 | 0 | 0 | 0 | 0 | 2 where hardly any line has a total may be 11, broken, and 2; where a column of
        # applicants is empty as well, two columns may be lost, and of zeros one may have moved into what is none
        bare = list(totals) if _lack_a_column(totals, cells) else summed
    elif bare:
        bare += [entry for entry in summed if states[entry[0]] == "inferred"]
    found = []
    for total, parts, line in sorted(bare):
        place = cells.cell(total)
        _, row, column = place.path.split(".")
        found.append(
            finding(
                "total_empty",
                cells=[shape.paths[at] for at in dict.fromkeys((total, *parts, *line))],
                span=(place.parts[0][0], place.parts[-1][1]) if place.parts else None,
                line=place.line,
                row=form.wording(shape.edition, shape.table, row),
                column=form.wording(shape.edition, shape.table, column),
                terms="+".join(
                    str(values[at] or "?")
                    for at in parts
                    if values[at] or states[at] == "unreadable"
                ),
            )
        )
    return found


def _lack_a_column(
    totals: Sequence[tuple[int, Sequence[int], Sequence[int]]], cells: TableCells
) -> bool:
    """Tell whether a cell that is added up is printed empty in every line that prints any."""
    printed = [
        [cells.states[at] in COUNTS_ZERO for at in parts]
        for _, parts, _ in totals
        if any(cells.values[at] is not None for at in parts)
    ]
    return any(map(all, zip(*printed, strict=True)))


def _holds_nothing(total: int, cells: TableCells) -> bool:
    """Tell whether a total is empty, or holds words; 3O and 约30 are numbers that stand in its place."""
    state = cells.states[total]
    if state != "unreadable":
        return state in COUNTS_ZERO
    raw = cells.cell(total).raw
    return 2 * sum(map(str.isdecimal, raw)) < len(raw)
