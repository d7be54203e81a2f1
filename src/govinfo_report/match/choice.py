"""Chooses between two readings of a table: the one by its layout, and the one by the least damage.

What a layout reads surely stays; the judge's answer is taken where it says more and contradicts nothing that is sure.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from govinfo_report.findings import cell_finding, finding, is_of_place
from govinfo_report.grammar import cell_sums
from govinfo_report.match.damage import doubtful
from govinfo_report.match.joined import holds
from govinfo_report.match.judge import SURE, Verdict
from govinfo_report.model import Cell, ExtraRow, Finding, TableCells
from govinfo_report.model.proof import How, ProofSum, RowProof
from govinfo_report.official import Form

_UNREAD = frozenset(["ambiguous", "inferred", "lost"])


def is_sure(cells: TableCells, findings: Sequence[Finding]) -> bool:
    """Tell whether nothing is open in a table as its layout reads it.

    Args:
        cells: its cells.
        findings: what was said when they were aligned.
    """
    if cells.is_whole or _UNREAD.isdisjoint(cells.states):
        return not any(item.severity != "info" and item.cells for item in findings)
    return False


def outdoes(verdict: Verdict, cells: TableCells, findings: Sequence[Finding]) -> bool:
    """Tell whether the judge says more of a table than its layout, and contradicts nothing that is sure.

    Args:
        verdict: how the judge reads it.
        cells: the cells as its layout reads them.
        findings: what was said when they were aligned.
    """
    if verdict.is_poor:
        return False
    doubted = _doubted(findings)
    # the sums show that its label stands beside the numbers of another line
    moved = set() if verdict.blame else _moved(verdict)
    sure = 0
    for path, value, state in zip(cells.shape.paths, cells.values, cells.states, strict=True):
        cell = verdict.agreed.cells.get(path)
        is_open = cell is not None and cell.state in _UNREAD
        if state == "unreadable" and cell is not None and cell.value is not None:
            # a cell over several lines may be no cell
            is_one = "\n" not in cells.cell(cells.shape.index[path]).raw
            if is_one:
                return False
        if value is None or path in doubted or path in moved:
            continue
        sure += 1
        if cell is None or (cell.value != value and not is_open):
            return False
    if verdict.blame and (sure or verdict.cost > SURE):
        return False
    agreed = verdict.agreed.cells.values()
    stated = sum(1 for cell in agreed if cell.value is not None)
    inferred = sum(1 for cell in agreed if cell.state == "inferred")
    before = sum(1 for value in cells.values if value is not None)
    mine = stated - len(verdict.agreed.doubted)
    return stated >= before and (mine, stated, inferred) > (sure, before, 0)


def _moved(verdict: Verdict) -> set[str]:
    """Give the cells whose numbers the judge finds beside another label."""
    return {path for path, damage in verdict.agreed.doubted.items() if damage == "labels_shifted"}


def contradicted(
    verdict: Verdict, cells: TableCells, findings: Sequence[Finding]
) -> Finding | None:
    """Doubt what a layout reads surely where the likeliest explanation of the table gives other numbers.

    Args:
        verdict: how the judge reads the table.
        cells: the cells as its layout reads them.
        findings: what was said when they were aligned.

    Returns:
        The finding; None where there is no such cell.
    """
    doubted = _doubted(findings)
    likeliest = verdict.agreed.likeliest
    paths = [
        path
        for path, value in zip(cells.shape.paths, cells.values, strict=True)
        if value is not None and path not in doubted and value not in likeliest.get(path, {value})
    ]
    if not paths:
        return None
    return doubtful("label_away", paths)


def judged_cells(
    verdict: Verdict, cells: TableCells, findings: Sequence[Finding], form: Form
) -> TableCells:
    """Give the cells of a table as the judge reads them, and what its layout reads surely where the judge does not.

    Args:
        verdict: how the judge reads it.
        cells: the cells as its layout reads them.
        findings: what was said when they were aligned.
        form: the form.
    """
    shape = verdict.table.source.shape
    count = len(shape.paths)
    judged = TableCells(
        shape, [None] * count, ["lost"] * count, [None] * len(shape.rows), cells.line_of
    )
    judged.units.update(cells.units if shape == cells.shape else {})
    used = set(_characters(verdict.agreed.cells.values()))
    shared = _shared(verdict.agreed.cells)
    doubted = _doubted(findings)
    for at, path in enumerate(shape.paths):
        cell = verdict.agreed.cells[path]
        if path in shared and cell.value is not None:
            # another cell has been read from the same characters
            cell = Cell(path, None, "inferred", candidates=(cell.value,))
        old = cells.shape.index.get(path)
        if cell.state in _UNREAD and old is not None:
            before = cells.cell(old)
            is_kept = before.value is not None and path not in doubted
            if (is_kept or before.state == "unreadable") and used.isdisjoint(_characters([before])):
                cell = before
        if cell.unit is None and cell.value is not None and at in judged.units:
            cell.unit = judged.units[at]
        judged.set_cell(at, cell)
    judged.is_whole = None not in judged.values
    _keep_proofs(verdict, judged, form)
    return judged


def _shared(cells: Mapping[str, Cell]) -> set[str]:
    """Give the cells that are read from characters of another: of two explanations each has its own place for them.

    The cell that is printed in its own place keeps them, else the first.
    """
    taken: set[int] = set()
    shared: set[str] = set()
    for path, cell in sorted(cells.items(), key=lambda entry: entry[1].state != "printed"):
        mine = set(_characters([cell]))
        if taken.isdisjoint(mine):
            taken |= mine
        else:
            shared.add(path)
    return shared


def _characters(cells: Iterable[Cell]) -> Iterator[int]:
    """Give the offsets of the characters that cells were read from."""
    for cell in cells:
        if cell.value is not None:
            for start, end in cell.parts:
                yield from range(start, end)


def _doubted(findings: Sequence[Finding]) -> set[str]:
    return {path for item in findings if item.severity != "info" for path in item.cells}


def _keep_proofs(verdict: Verdict, judged: TableCells, form: Form) -> None:
    """Say of each row that order alone does not settle by which sums it was settled."""
    table = verdict.table
    sums = [
        ProofSum(
            entry.code, entry.parts, entry.equals, holds(entry, judged) if verdict.blame else True
        )
        for entry in cell_sums(form.sums, table.source)
    ]
    for row, start in zip(judged.shape.rows, judged.shape.starts, strict=True):
        cells = range(start, start + len(row.columns))
        is_whole = row.id in verdict.agreed.whole
        states = {judged.states[at] for at in cells}
        if states == {"lost"} or (is_whole and states <= {"printed", "blank", "mark", "lost"}):
            continue
        mine = tuple(
            entry for entry in sums if any(a in cells for a in (*entry.parts, *entry.equals))
        )
        is_whole = is_whole or not mine
        how: How = "order"
        if not is_whole:
            how = "fewest_failing" if verdict.blame else "all_sums" if table.sums else "own_sum"
        judged.proofs[row.id] = RowProof(how, mine)
        ways = verdict.agreed.readings.get(row.id)
        if ways:
            judged.readings[row.id] = ways


def judged_findings(
    verdict: Verdict,
    judged: TableCells,
    findings: Sequence[Finding],
    kept: Container[tuple[str, int | None]],
    wording: Callable[[str], str],
) -> list[Finding]:
    """Give what is said of a table that the judge read.

    Args:
        verdict: how the judge reads it.
        judged: its cells.
        findings: what was said when its layout read it; what those say of places no longer holds.
        kept: code and line of each row that the form does not have and that is no line for the judge either.
        wording: gives the form's words for a row.
    """
    out = [item for item in findings if not is_of_place(item)]
    # which cells such a row may belong to is for the judge to say
    out += [
        evolve(item, cells=())
        for item in findings
        if is_of_place(item) and (item.code, item.line) in kept
    ]
    table = verdict.table.id
    open_cells: dict[str, list[str]] = {}
    for path, state in zip(judged.shape.paths, judged.states, strict=True):
        if state == "ambiguous":
            reason = verdict.agreed.reasons.get(path, "label_away")
            open_cells.setdefault(reason, []).append(path)
    for path, reason in verdict.agreed.doubted.items():
        open_cells.setdefault(reason, []).append(path)
    for reason, paths in open_cells.items():
        out.append(doubtful(reason, paths))
    if verdict.heads and not any(item.code == "columns_unexpected" for item in out):
        columns = "、".join(wording(column) for column in verdict.table.lines[0].columns)
        found = "、".join(verdict.heads)
        every = judged.shape.paths
        out.append(finding("columns_unexpected", cells=every, found=found, expected=columns))
    out += [
        cell_finding("cell_unreadable", cell)
        for cell in judged.made.values()
        if cell.state == "unreadable"
    ]
    missing = []
    for row, start in zip(judged.shape.rows, judged.shape.starts, strict=True):
        end = start + len(row.columns)
        if all(state == "lost" for state in judged.states[start:end]):
            missing.append(row.id)
            paths = list(judged.shape.paths[start:end])
            label = wording(row.id)
            out.append(finding("row_missing", why="line_lost", cells=paths, label=label))
    settled = [row for row in judged.proofs if row not in missing]
    if settled:
        cells = [path for row in settled for path in judged.shape.row_paths(row)]
        count = len(settled)
        out.append(finding("rows_settled", why="sums", cells=cells, table=table, count=count))
    return out


def keep_readings(verdict: Verdict, cells: TableCells) -> None:
    """Keep the ways to read the rows that a layout leaves open, where its reading of the table stands.

    Args:
        verdict: how the judge reads the table.
        cells: the cells as its layout reads them; open ones get the numbers that the judge finds them to be, too.
    """
    if not verdict.is_edition_told or verdict.table.source.shape != cells.shape:
        return
    for row, ways in verdict.agreed.readings.items():
        paths = cells.shape.row_paths(row)
        at = cells.shape.index[paths[0]]
        if any(cells.states[at + column] != "ambiguous" for column in range(len(paths))):
            continue
        cells.readings[row] = ways
        for column, path in enumerate(paths):
            numbers = {way[column] for way in ways if way} | {*cells.cell(at + column).candidates}
            known = (number for number in numbers if number is not None)
            is_money = at + column in verdict.table.source.money
            candidates = tuple(sorted({Decimal(n) if is_money else n for n in known}))
            cells.set_cell(at + column, Cell(path, None, "ambiguous", candidates=candidates))


def kept_rows(rows: Sequence[ExtraRow], judged: TableCells) -> list[ExtraRow]:
    """Give the rows that the form does not have and of which no character was read as a cell."""
    used = set(_characters(judged.made.values()))
    return [
        row
        for row in rows
        if not any(
            at in used for parts in row.parts for start, end in parts for at in range(start, end)
        )
    ]
