"""Proves that what was timed is right: speed without right answers is worthless."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.copies import Copy
from govinfo_report.model import Cell, Number, Report
from govinfo_report.testing import reread


class WrongAnswerError(AssertionError):
    """The library read a generated copy wrongly; the benchmark ends here."""


def check_answers(copy: Copy, report: Report, values: Mapping[str, Number]) -> None:
    """Compare what was read with what is true.

    Args:
        copy: the copy and its right answers.
        report: what the library made of it.
        values: what ``report.values()`` gave.

    Raises:
        WrongAnswerError: something is wrong, missing, or stated without a finding.
    """
    facts = {"title": report.title, "organization": report.organization, "year": report.year}
    told = {"title": copy.title, "organization": copy.organization, "year": copy.year}
    codes = {finding.code for finding in report.findings if finding.severity != "info"}
    if not copy.values:
        _same("values", dict(values), {})
        _same("not_a_report among the findings", "not_a_report" in codes, True)
        return
    _same("facts", facts, told)
    _same("editions", set(report.editions.values()), {copy.edition})
    if copy.sound:
        _same("findings", codes, set(copy.codes))
        _same_values(values, copy.values)
        return
    # behind a cell that left no trace the others move up: such a number may be wrong where a finding lists it
    sure = report.values(doubted=False)
    _same_values(sure, {path: raw for path, raw in copy.values.items() if path in sure})
    # cells that were joined may be read whole, where sums part them
    is_whole = copy.values.keys() <= values.keys()
    if not is_whole and {finding.code for finding in report.findings} <= set(copy.codes):
        raise WrongAnswerError("a damaged copy was read as if it were sound")


def check_places(copy: Copy, report: Report) -> None:
    """Check that every number stands where its cell says (slow: for some copies only).

    Raises:
        WrongAnswerError: ``text[start:end]`` is not the number as printed.
    """
    for cell in report.cells():
        if cell.value is not None and copy.sound:
            place = copy.text[cell.start : cell.end]
            _same(f"the text at {cell.path}", place, copy.values[cell.path])


def check_cells(copy: Copy, cells: Sequence[Cell], places: bool) -> None:
    """Compare the cells of a stream with what is true.

    Args:
        copy: the copy and its right answers.
        cells: what ``iter_cells`` gave of its lines.
        places: check that every number stands where its cell says, too (slow).

    Raises:
        WrongAnswerError: a number is wrong or missing, or does not stand where its cell says.
    """
    stated = {cell.path: cell.value for cell in cells if cell.value is not None}
    truth = copy.values
    if not copy.sound:
        truth = {path: raw for path, raw in truth.items() if path in stated}
    _same_values(stated, truth)
    for cell in cells:
        if places and copy.sound and cell.value is not None:
            _same(f"the text at {cell.path}", copy.text[cell.start : cell.end], truth[cell.path])


def _same_values(read: Mapping[str, Number], printed: Mapping[str, str]) -> None:
    true = {path: reread(raw).value for path, raw in printed.items()}
    if read != true:
        paths = sorted(read.keys() | true.keys())
        wrong = [path for path in paths if read.get(path) != true.get(path)]
        first = wrong[0]
        raise WrongAnswerError(
            f"{len(wrong)} values are wrong, the first of them {first}: "
            f"{read.get(first)} was read, {true.get(first)} is printed"
        )


def _same(what: str, found: object, true: object) -> None:
    if found != true:
        raise WrongAnswerError(f"{what}: {found!r} was read, {true!r} is right")
