"""Stage match, for the tables of a copy: which of them the judge reads better than their layouts."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import partial
from typing import Protocol

from govinfo_report.align import Aligned
from govinfo_report.grammar import edition_due
from govinfo_report.guard import Guard
from govinfo_report.match import (
    Judge,
    Verdict,
    contradicted,
    doubt_joined,
    infer,
    is_sure,
    judged_cells,
    judged_findings,
    keep_readings,
    kept_rows,
    outdoes,
)

BY_DAMAGE = "least_damage"
"""The layout of a table that was read as the least damage that explains it."""


class Align(Protocol):
    """Gives a table of an edition of which no row was found."""

    def __call__(
        self, table: str, edition: str, found: None, line_of: Callable[[int], int]
    ) -> Aligned:
        """Align the table."""
        ...


def judge_tables(
    judge: Judge,
    align: Align,
    text: str,
    aligned: Mapping[str, Aligned],
    year: int | None,
    line_of: Callable[[int], int],
    failed: Container[str] = (),
) -> dict[str, Aligned]:
    """Give the tables that the judge reads better than their layouts.

    Args:
        judge: the judge.
        align: gives a table of which no row was found.
        text: the copy, up to where another report begins.
        aligned: the tables as their layouts read them; empty where none was found.
        year: the year of the report, as the copy tells it.
        line_of: gives the line of an offset.
        failed: tables that are not to be read.
    """
    form = judge.form
    wanted = {
        name: aligned[name].cells.shape.edition if name in aligned else None
        for name in form.tables
        if name not in failed
        and (name not in aligned or not is_sure(aligned[name].cells, aligned[name].findings))
    }
    is_old = not aligned and year is not None and edition_due(form, year) is None
    verdicts = {} if is_old or not wanted else judge.read(text, wanted, line_of)
    found: dict[str, Aligned] = {}
    for name, verdict in verdicts.items():
        before = aligned.get(name) or align(name, verdict.table.edition, None, line_of)
        with Guard(name):
            if outdoes(verdict, before.cells, before.findings):
                found[name] = _judged(judge, verdict, before)
                continue
            keep_readings(verdict, before.cells)
            if (doubt := contradicted(verdict, before.cells, before.findings)) is not None:
                before.findings.append(doubt)
    for name in form.tables:
        entry = found.get(name) or aligned.get(name)
        if entry is None or entry.is_missing or name in failed:
            continue
        with Guard(name):
            if name in wanted:
                _infer(judge, entry)
            # of one number a line 12 and 34 run together are 1234, and nothing is open
            if name in wanted or judge.tables(name)[0].source.is_list:
                mixed = judge.mixed(text, entry.cells, line_of)
                entry.findings += [mixed] if mixed is not None else []
    if found and not aligned:
        # the other tables are lost, in the edition of those that were found
        edition = next(iter(found.values())).cells.shape.edition
        for name in form.tables:
            found.setdefault(name, align(name, edition, None, line_of))
    return {name: found[name] for name in form.tables if name in found}


def _infer(judge: Judge, entry: Aligned) -> None:
    """Give the open cells of a table what its sums leave for them."""
    shape = entry.cells.shape
    table = next(each for each in judge.editions[shape.table] if each.edition.id == shape.edition)
    doubted = {path for item in entry.findings if item.severity != "info" for path in item.cells}
    stated = {path for path in doubted if entry.cells.values[shape.index[path]] is not None}
    infer(entry.cells, table, judge.form, stated)


def _judged(judge: Judge, verdict: Verdict, before: Aligned) -> Aligned:
    """Give a table as the judge reads it."""
    cells = judged_cells(verdict, before.cells, before.findings, judge.form)
    rows = kept_rows(before.extra_rows, cells)
    every, kept = ({(row.code, row.line) for row in some} for some in (before.extra_rows, rows))
    said = [item for item in before.findings if (item.code, item.line) not in every - kept]
    wording = partial(judge.form.wording, verdict.table.edition, verdict.table.id)
    findings = judged_findings(verdict, cells, said, kept, wording)
    findings += doubt_joined(cells, verdict.table.source, judge.form, findings)
    return Aligned(cells, findings, rows)
