"""Prose against tables: a claim that none of its meanings makes true.

A claim whose meaning is open contradicts the table only if no meaning fits; one whose cells are not all stated
contradicts nothing; and claims of one thing that differ among themselves (an office, and those below it) speak of
different things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from govinfo_report.checks.plausibility import AMOUNTS
from govinfo_report.findings import finding, joined, named
from govinfo_report.model import Claim, Finding, Number, Scope, TableCells, path_parts
from govinfo_report.official import Form

_Said: TypeAlias = dict[tuple[str, ...], dict[Scope | None, set[Number]]]


def check_claims(
    claims: Sequence[Claim],
    tables: Mapping[str, TableCells],
    form: Form,
    roles: Mapping[str, str],
) -> list[Finding]:
    """Check what the prose of a copy claims against its tables (hot: ``benchmarks.run``, stage checks).

    Args:
        claims: the claims.
        tables: table to its cells.
        form: gives the words of findings.
        roles: the lines, as ``table.row``, that count what came in this year (``new``) and what was carried over from
            last year (``carried_over``).
    """
    doubtful: dict[tuple[object, Number], tuple[Claim, TableCells]] = {}
    for claim in claims:
        cells = tables[claim.path.partition(".")[0]]
        if not _fits(claim, cells, roles):
            # what is said again is told at its first place
            doubtful.setdefault((claim.meanings, claim.value), (claim, cells))
    if not doubtful:
        return []
    said = _said(claims)
    return [
        _conflict(claim, cells, form)
        for claim, cells in doubtful.values()
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


def _fits(claim: Claim, cells: TableCells, roles: Mapping[str, str]) -> bool:
    """Tell whether some meaning makes a claim true, or may do so for all that is known."""
    index, values = cells.shape.index, cells.values
    if values[index[claim.path]] == claim.value and len(claim.meanings[0]) == 1:
        return True
    for paths in claim.meanings:
        known = [values[index[path]] for path in paths]
        if None in known:
            return True
        total = sum(value for value in known if value is not None)
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


def _conflict(claim: Claim, cells: TableCells, form: Form) -> Finding:
    return finding(
        "claim_conflict",
        cells=list(dict.fromkeys(path for paths in claim.meanings for path in paths)),
        span=(claim.start, claim.end),
        line=cells.line_of(claim.start),
        verdict="undecided",
        raw=claim.raw,
        found=joined((named(_sum(paths, cells, form)) for paths in claim.meanings), "; ", "；"),
    )


def _sum(paths: Sequence[str], cells: TableCells, form: Form) -> str:
    """Write out what the table has for a meaning: 一、本年新收… + 二、上年结转… = 23."""
    shape = cells.shape
    names = []
    for path in paths:
        _, row, column = path_parts(path)
        name = form.wording(shape.edition, shape.table, row)
        if column != "total":
            name += f"（{form.wording(shape.edition, shape.table, column)}）"
        names.append(name)
    if len(names) > _WRITTEN_OUT:
        names = [names[0], "…", names[-1]]
    total = sum(cells.values[shape.index[path]] or 0 for path in paths)
    return f"{' + '.join(names)} = {total}"


# A sum of more cells is shortened to its first and last: 不予公开 has eight lines.
_WRITTEN_OUT = 3
