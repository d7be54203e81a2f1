"""Reads Chinese annual reports on open government information (政府信息公开工作年度报告).

``parse(text)`` turns any copy into a ``Report``: exact numbers, each traced to the characters it was read from, each
checked against the form's own sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govinfo_report._version import __version__

if TYPE_CHECKING:
    from govinfo_report.comparison import Comparison, Difference, compare
    from govinfo_report.corpus import iter_reports
    from govinfo_report.errors import (
        ArgumentError,
        BudgetError,
        GovinfoReportError,
        MissingExtraError,
        ReportError,
        UnknownPathError,
        UnreadableFileError,
    )
    from govinfo_report.form_view import (
        FormCell,
        FormEdition,
        FormLine,
        FormSum,
        FormTable,
        FormView,
        form,
    )
    from govinfo_report.model import (
        STATES,
        Cell,
        Claim,
        Evidence,
        ExtraRow,
        Finding,
        Place,
        Report,
        Row,
        Section,
    )
    from govinfo_report.panel.panel import Panel, build_panel
    from govinfo_report.reading import parse, read
    from govinfo_report.screening import is_report, kind_of
    from govinfo_report.source.budget import Budget
    from govinfo_report.streaming import StreamedTable, iter_cells, iter_rows, iter_tables
    from govinfo_report.verification import verify

__all__ = [
    "STATES",
    "ArgumentError",
    "Budget",
    "BudgetError",
    "Cell",
    "Claim",
    "Comparison",
    "Difference",
    "Evidence",
    "ExtraRow",
    "Finding",
    "FormCell",
    "FormEdition",
    "FormLine",
    "FormSum",
    "FormTable",
    "FormView",
    "GovinfoReportError",
    "MissingExtraError",
    "Panel",
    "Place",
    "Report",
    "ReportError",
    "Row",
    "Section",
    "StreamedTable",
    "UnknownPathError",
    "UnreadableFileError",
    "__version__",
    "build_panel",
    "compare",
    "form",
    "is_report",
    "iter_cells",
    "iter_reports",
    "iter_rows",
    "iter_tables",
    "kind_of",
    "parse",
    "read",
    "verify",
]

_HOME = {
    "ArgumentError": "errors",
    "Budget": "source.budget",
    "BudgetError": "errors",
    "Comparison": "comparison",
    "Difference": "comparison",
    "FormCell": "form_view",
    "FormEdition": "form_view",
    "FormLine": "form_view",
    "FormSum": "form_view",
    "FormTable": "form_view",
    "FormView": "form_view",
    "GovinfoReportError": "errors",
    "MissingExtraError": "errors",
    "Panel": "panel.panel",
    "ReportError": "errors",
    "StreamedTable": "streaming",
    "UnknownPathError": "errors",
    "UnreadableFileError": "errors",
    "build_panel": "panel.panel",
    "compare": "comparison",
    "form": "form_view",
    "is_report": "screening",
    "iter_cells": "streaming",
    "iter_reports": "corpus",
    "iter_rows": "streaming",
    "iter_tables": "streaming",
    "kind_of": "screening",
    "parse": "reading",
    "read": "reading",
    "verify": "verification",
}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use: ``import govinfo_report`` itself costs next to nothing."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Give the public names."""
    return sorted(__all__)
