"""The JSON Schema of a report (draft 2020-12)."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from govinfo_report.model.schema import stored_schema


def report_schema() -> dict[str, Any]:
    """Give the schema of ``Report.to_dict()``, on the official editions of the form, as a new dict."""
    return deepcopy(dict(stored_schema()))
