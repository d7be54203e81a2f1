"""Prose against tables: a claim that none of its meanings makes true.

A claim whose meaning is open contradicts the table only if no meaning fits. One whose cells are not all stated
contradicts nothing, save where a total prints nothing beside its parts: they are added then. Claims of one thing that
differ among themselves (an office, and those below it) speak of different things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from govinfo_report.checks.plausibility import AMOUNTS
from govinfo_report.findings import finding, joined, named
from govinfo_report.model import (
    COUNTS_ZERO,
    STATED,
    Claim,
    Finding,
    Number,
    Scope,
    TableCells,
    path_parts,
)
from govinfo_report.official import Form

Totals: TypeAlias = Mapping[int, Sequence[int]]
"""Index of a line's total to those of the cells that it adds up."""
_Said: TypeAlias = dict[tuple[str, ...], dict[Scope | None, set[Number]]]


def check_claims(
    claims: Sequence[Claim],
    tables: Mapping[str, TableCells],
    totals: Mapping[str, Totals],
    form: Form,
    roles: Mapping[str, str],
) -> list[Finding]:
    """Check what the prose of a copy claims against its tables (hot: ``benchmarks.run``, stage checks).

    Args:
        claims: the claims.
        tables: table to its cells; a claim of another table, or of a line that it has not, is held against nothing.
        totals: table to the totals of its lines.
        form: gives the words of findings.
        roles: the lines, as ``table.row``, that count what came in this year (``new``) and what was carried over from
            last year (``carried_over``).
    """
    doubtful: dict[tuple[object, Number], tuple[Claim, str]] = {}
    for claim in claims:
        table = claim.path.partition(".")[0]
        if table in tables and not _fits(claim, tables[table], totals.get(table, {}), roles):
            # what is said again is told at its first place
            doubtful.setdefault((claim.meanings, claim.value), (claim, table))
    if not doubtful:
        return []
    said = _said(claims)
    return [
        _conflict(claim, tables[table], totals.get(table, {}), form)
        for claim, table in doubtful.values()
        if not _is_disputed(claim, said)
    ]


def _said(claims: Sequence[Claim]) -> _Said:
    """Give for each meaning, by scope, the numbers that the claims state of it."""
    said: _Said = {}
    for claim in claims:
        for paths in claim.meanings:
            said.setdefault(paths, {}).setdefault(claim.scope, set()).add(claim.value)
    return said


def _is_disputed(claim: Claim, said: _Said) -> bool:
    """Tell whether another claim states another number of the same thing."""
    for paths in claim.meanings:
        for scope, values in said[paths].items():
            # 新收20件, 共收到23件: the second may count those carried over
            if {claim.scope, scope} != {"new", "open"} and values != {claim.value}:
                return True
    return False


def _sum(paths: Sequence[str], cells: TableCells, totals: Totals) -> Number | None:
    """Give the sum of cells; None where one is not known, or where none prints anything.

    A total that prints nothing is the sum of its parts: 252 12 _ 1 _ are 265. A line that prints nothing counts 0
    beside one that does.
    """
    numbers: list[Number] = []
    is_printed = False
    for at in map(cells.shape.index.get, paths):
        if at is None:
            return None
        value = cells.values[at]
        if value is None:
            parts = totals.get(at, ())
            if not all(cells.states[one] in _KNOWN for one in (*parts, at)):
                return None
            value = sum(cells.values[part] or 0 for part in parts)
            is_printed = is_printed or any(cells.values[part] is not None for part in parts)
        else:
            is_printed = True
        numbers.append(value)
    return sum(numbers) if is_printed else None


def _fits(claim: Claim, cells: TableCells, totals: Totals, roles: Mapping[str, str]) -> bool:
    """Tell whether some meaning makes a claim true, or may do so for all that is known."""
    at = cells.shape.index.get(claim.path)
    if at is not None and cells.values[at] == claim.value and len(claim.meanings[0]) == 1:
        return True
    for paths in claim.meanings:
        total = _sum(paths, cells, totals)
        if total is None:
            return True
        if total == claim.value or (claim.unit in AMOUNTS and _is_near(claim, total, cells)):
            return True
        if claim.scope == "open" and _may_leave_out(claim, paths, total, cells, roles):
            return True
    return False


def _may_leave_out(
    claim: Claim,
    paths: Sequence[str],
    total: Number,
    cells: TableCells,
    roles: Mapping[str, str],
) -> bool:
    """Tell whether a claim may leave out those carried over: 收到20件，办结18件, where the table counts three more."""
    if paths[0].rpartition(".")[0] == roles.get("new"):
        return False
    return claim.value < total <= claim.value + _carried_over(cells, roles)


def _carried_over(cells: TableCells, roles: Mapping[str, str]) -> Number:
    """Give how many were carried over from last year at most."""
    at = cells.shape.index.get(f"{roles.get('carried_over')}.total")
    carried = None if at is None else cells.values[at]
    return Decimal("Infinity") if carried is None else carried


def _is_near(claim: Claim, total: Number, cells: TableCells) -> bool:
    """Tell whether an amount of money is the cell's, cut or rounded to the places that the prose prints."""
    cell = cells.cell(cells.shape.index[claim.path])
    printed, told = AMOUNTS.get(cell.unit or ""), AMOUNTS.get(claim.unit or "")
    if printed is None or told is None:
        return True
    stated = Decimal(claim.value)
    last = Decimal(1).scaleb(int(stated.as_tuple().exponent)) * told
    return abs(stated * told - Decimal(total) * printed) < last


def _conflict(claim: Claim, cells: TableCells, totals: Totals, form: Form) -> Finding:
    return finding(
        "claim_conflict",
        cells=list(dict.fromkeys(path for paths in claim.meanings for path in paths)),
        span=(claim.start, claim.end),
        line=cells.line_of(claim.start),
        verdict="undecided",
        raw=claim.raw,
        found=joined(
            (named(_written(paths, cells, totals, form)) for paths in claim.meanings), "; ", "；"
        ),
    )


def _written(paths: Sequence[str], cells: TableCells, totals: Totals, form: Form) -> str:
    """Write out what the table has for a meaning: 一、本年新收… + 二、上年结转… = 23."""
    shape = cells.shape
    names = []
    for path in paths:
        _, row, column = path_parts(path)
        name = form.wording(shape.edition, shape.table, row)
        if column not in ("", "total"):
            name += f"（{form.wording(shape.edition, shape.table, column)}）"
        names.append(name)
    if len(names) > _WRITTEN_OUT:
        names = [names[0], "…", names[-1]]
    return f"{' + '.join(names)} = {_sum(paths, cells, totals)}"


# states of cells that are not in doubt
_KNOWN = COUNTS_ZERO | STATED
# A sum of more cells is shortened to its first and last: 不予公开 has eight lines.
_WRITTEN_OUT = 3
