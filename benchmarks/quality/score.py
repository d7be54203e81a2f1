"""Judges one report by what is known of its copy."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from time import process_time

from attrs import define, field

import govinfo_report as gr
from benchmarks.quality.case import Case, iter_generated
from govinfo_report.model import Number, Report
from govinfo_report.testing import Printed, twin_of

OUTCOMES = {
    "unread": "not read",
    "right_flagged": "right, flagged",
    "wrong_silent": "wrong, silent",
    "wrong_flagged": "wrong, flagged",
    "made_up": "made up, silent",
    "made_up_flagged": "made up, flagged",
    "undecidable": "undecidable",
    "misrecognised": "misrecognised",
}
"""What can become of a cell, short of being read right and without doubt: the attribute of ``Score``, and the words."""
_AMISS = [name for name in OUTCOMES if name not in ("unread", "right_flagged")]


@define
class Score:
    """What became of one copy.

    Flagged is a number whose cell a finding of at least ``warning`` lists, silent is any other.

    Attributes:
        milliseconds: processor time of ``parse`` or ``read``, ``findings`` and ``values``.
        layout: the layout that the copy is written in, or by what the library read its requests table.
        stated: numbers stated.
        flagged: those of them that are flagged.
        right: numbers stated as the copy prints them.
        nonzero_read: cells with another number than zero that the copy holds, read right.
        nonzero_held: all such cells.
        zero_read: zeros that the copy holds, read right.
        zero_held: all of them.
        left_open: cells that the copy holds but leaves open; not among those above.
        unread: cells that the copy holds and that were not stated, those left open left out; where nobody knows
            what the copy holds, all cells that were not stated.
        right_flagged: path to the number, which is right and flagged.
        wrong_silent: path to what is amiss: another number is stated than the copy prints.
        wrong_flagged: the same, but flagged.
        made_up: a number is stated where the copy prints none.
        made_up_flagged: the same, but flagged: 15 numbers, one of two halves for one that is gone.
        undecidable: path to the name of the twin: a wrong number that the text would be right for, had another
            truth left it (see ``twin_of``). In none of the four above.
        misrecognised: wrong and made-up numbers of copies that recognition made; in none of the five above.
        inferred_right: cells ``inferred`` as the office reported them; only where the sums hold.
        inferred_wrong: cells ``inferred`` otherwise.
        exact: every number that the copy holds and does not leave open is stated, and no other.
        tables: table to the numbers held, as counted above, and those of them read right.
        values: what was stated.
    """

    milliseconds: float
    layout: str
    stated: int = 0
    flagged: int = 0
    right: int = 0
    nonzero_read: int = 0
    nonzero_held: int = 0
    zero_read: int = 0
    zero_held: int = 0
    left_open: int = 0
    unread: list[str] = field(factory=list)
    right_flagged: dict[str, str] = field(factory=dict)
    wrong_silent: dict[str, str] = field(factory=dict)
    wrong_flagged: dict[str, str] = field(factory=dict)
    made_up: dict[str, str] = field(factory=dict)
    made_up_flagged: dict[str, str] = field(factory=dict)
    undecidable: dict[str, str] = field(factory=dict)
    misrecognised: dict[str, str] = field(factory=dict)
    inferred_right: int = 0
    inferred_wrong: int = 0
    exact: bool = False
    tables: dict[str, list[int]] = field(factory=dict)
    values: Mapping[str, Number] = field(factory=dict)

    def cells(self, outcome: str) -> list[str]:
        """Give the paths of one of the ``OUTCOMES``."""
        return sorted(getattr(self, outcome))

    def amiss(self) -> frozenset[str]:
        """Give the paths where a wrong number is stated, flagged or not."""
        return frozenset(path for outcome in _AMISS for path in self.cells(outcome))

    def is_sound(self) -> bool:
        """Tell whether no wrong number left the library unmarked, and none was made up."""
        return not self.wrong_silent and not self.made_up


def warm_up() -> None:
    """Read a few copies, so that parsers are built and labels known before anything is timed."""
    for case in iter_generated(60, seed=-1):
        judge(case)


def judge(case: Case) -> Score:
    """Read a copy and judge what came of it."""
    # the copies kept for the tables are no part of the time (timeit does the same)
    gc.disable()
    start = process_time()
    report = gr.parse(case.text) if case.file is None else gr.read(case.file)
    values = report.values()
    findings = report.findings
    spent = (process_time() - start) * 1000
    gc.enable()
    flagged = {path for finding in findings if finding.severity != "info" for path in finding.cells}
    score = Score(spent, case.layout or report.layouts.get("requests", "none"))
    score.values = values
    score.stated, score.flagged = len(values), len(flagged & set(values))
    if not case.is_known:
        score.unread = [cell.path for cell in report.cells() if cell.path not in values]
        return score
    _count_read(score, case, values)
    for path, value in values.items():
        _judge_number(score, case, path, value, path in flagged)
    _excuse(score, case, report)
    _count_inferred(score, case, report)
    score.exact = not score.unread and not score.amiss()
    return score


def _judge_number(score: Score, case: Case, path: str, value: Number, flagged: bool) -> None:
    if path in case.undecided:
        if not _may_be(case.undecided[path], value):
            score.wrong_silent[path] = f"{value} is stated of a cell that the text leaves open"
        return
    printed = case.printed.get(path)
    if printed is not None and printed.value == value:
        score.right += 1
        if flagged:
            score.right_flagged[path] = str(value)
        return
    if printed is None:
        found = score.made_up_flagged if flagged else score.made_up
        words = f"{value} is stated, nothing is printed"
    else:
        found = score.wrong_flagged if flagged else score.wrong_silent
        words = f"{value} is stated, {printed.value} is printed"
    (score.misrecognised if case.is_recognised else found)[path] = words


def _count_read(score: Score, case: Case, values: Mapping[str, Number]) -> None:
    for path, printed in case.printed.items():
        if printed.value is None:
            continue
        if path in case.left_open:
            score.left_open += 1
            continue
        right = values.get(path) == printed.value
        counted = score.tables.setdefault(path.partition(".")[0], [0, 0])
        counted[0] += 1
        counted[1] += right
        if printed.value:
            score.nonzero_held += 1
            score.nonzero_read += right
        else:
            score.zero_held += 1
            score.zero_read += right
        if path not in values:
            score.unread.append(path)


def _may_be(candidates: object, value: Number) -> bool:
    """Tell whether a number stated of an undecided cell is the one of the original page, or nobody knows that."""
    if candidates is None:
        return True
    return isinstance(candidates, list) and str(value) in candidates


def _excuse(score: Score, case: Case, report: Report) -> None:
    """Set wrong numbers apart that another truth explains as simply."""
    if case.copy is None or score.is_sound():
        return
    for path in [*score.wrong_silent, *score.made_up]:
        twin = twin_of(case.copy, report, path)
        if twin is not None:
            score.undecidable[path] = twin
            score.wrong_silent.pop(path, None)
            score.made_up.pop(path, None)


def _count_inferred(score: Score, case: Case, report: Report) -> None:
    if not case.sums_hold:
        return
    for cell in report.cells():
        if cell.state == "inferred":
            true: Printed | None = case.true.get(cell.path)
            number = 0 if true is None or true.value is None else true.value
            right = cell.candidates == (number,)
            score.inferred_right += right
            score.inferred_wrong += not right
