"""What an export may be given: reports, or one alone."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.model import Report


def each_of(reports: Report | Iterable[Report]) -> Iterable[Report]:
    """Give the reports, also where there is one alone.

    Raises:
        TypeError: it is neither.
    """
    if isinstance(reports, Report):
        return (reports,)
    # whoever writes no types may give anything
    given: object = reports
    if not isinstance(given, Iterable) or isinstance(given, str | bytes):
        raise TypeError(
            f"expected a report or several (a list, iter_reports), found {type(given).__name__}; "
            "govinfo_report.parse and govinfo_report.read give a report"
        )
    return reports
