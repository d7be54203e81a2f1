"""The JSON Schema of a report (draft 2020-12)."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def report_schema() -> dict[str, Any]:
    """Give the schema of ``Report.to_dict()``, on the official editions of the form, as a new dict."""
    file = files("govinfo_report").joinpath("schema", "report.schema.json")
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
