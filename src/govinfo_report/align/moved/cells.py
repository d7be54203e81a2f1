"""Tells where the sums give a row's numbers to other cells than the copy prints them in."""

from __future__ import annotations

from itertools import pairwise

from govinfo_report.align.proof.case import Case
from govinfo_report.labels import LabelledRow


def are_moved(case: Case, row: LabelledRow) -> bool:
    """Tell whether a row prints an empty cell between numbers where its reading has none.

    ``1 | 1 | 0 | 0 | | 0 | 2`` read as ``· | 1 | 1 | 0 | 0 | 0 | 2``: sums that an office's error left whole can prove
    it, and the copy speaks against it. Empty cells at the ends of a row are often not the form's, and say nothing.

    Args:
        case: a line with one reading.
        row: the row that prints it.
    """
    if len(row.values) > case.rule.width or len(case.found) != 1:
        return False
    printed = [at for at, value in enumerate(row.values) if value is not None]
    taken = [at for at, take in enumerate(case.found[0].takes) if take is not None]
    return len(printed) == len(taken) and any(
        second > first + 1 and after == before + 1
        for (first, second), (before, after) in zip(pairwise(printed), pairwise(taken), strict=True)
    )
