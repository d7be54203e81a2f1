"""A panel as files: Parquet, CSV, XLSX or Stata, and the data dictionary."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import asdict

from govinfo_report._version import __version__
from govinfo_report.errors import ArgumentError
from govinfo_report.export.sheets import sheet_text
from govinfo_report.export.stata import FORMAT, LONGEST_LABEL
from govinfo_report.panel.given import DICTIONARY_FILE
from govinfo_report.panel.rules import panel_catalogue, panel_data
from govinfo_report.panel.tables import panel_schema, panel_tables

if TYPE_CHECKING:
    from govinfo_report.panel.panel import Panel


def write_panel(panel: Panel, folder: Path, format: str) -> list[Path]:
    """See ``Panel.write``."""
    if format not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise ArgumentError("format", f"expected one of {known}; found {format!r}").in_chinese(
            f"应为{known}之一，实为{format!r}"
        )
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in panel_tables():
        path = folder / f"{name}.{format}"
        part = folder / f"{name}.{format}.part"
        _WRITERS[format](panel, name, part)
        part.replace(path)
        written.append(path)
    path = folder / DICTIONARY_FILE
    words = json.dumps(panel_dictionary(panel.indicators), ensure_ascii=False, indent=1) + "\n"
    path.write_text(words, encoding="utf-8")
    return [*written, path]


def _write_parquet(panel: Panel, name: str, path: Path) -> None:
    from pyarrow.parquet import ParquetWriter

    schema = panel_schema(name)
    with ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in panel.iter_batches(name):
            writer.write_batch(batch)


def _write_csv(panel: Panel, name: str, path: Path) -> None:
    """Write CSV with the mark by which Excel knows UTF-8; no text is a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([column.name for column in panel_tables()[name]])
        for batch in panel.iter_batches(name):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                lines.writerow(map(_plain, row))


def _plain(value: Any) -> Any:
    """Give an exact number without the noughts behind it, and a text that is no formula."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else sheet_text(value)


def _write_xlsx(panel: Panel, name: str, path: Path) -> None:
    """Write a workbook of one table; its headings carry the words of the dictionary."""
    from govinfo_report.workbook import SheetColumn, Workbook

    columns = [SheetColumn(column.name, note=column.zh) for column in panel_tables()[name]]
    with path.open("wb") as file, Workbook(file) as book:
        sheet = book.add_sheet(name, columns)
        for batch in panel.iter_batches(name):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                sheet.add_row(row)


def _write_stata(panel: Panel, name: str, path: Path) -> None:
    """Write a file of Stata, with the words of the dictionary as labels; Stata has no exact fractions."""
    columns = panel_tables()[name]
    frame = panel.to_pandas(name)
    for column in columns:
        if column.type == "number":
            frame[column.name] = frame[column.name].astype("float64")
        elif column.type == "flag":
            frame[column.name] = frame[column.name].astype("Int8")
        elif column.type == "text":
            frame[column.name] = frame[column.name].fillna("")
    labels = {column.name: column.zh[:LONGEST_LABEL] for column in columns}
    frame.to_stata(path, version=FORMAT, write_index=False, variable_labels=labels)


_WRITERS = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "dta": _write_stata,
}


def panel_dictionary(indicators: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Describe the tables of a panel, the findings and the indicators, as plain data, ready for JSON.

    Args:
        indicators: the indicators of the panel, those of the user among them.
    """
    return {
        "library_version": __version__,
        "tables": {
            name: {
                "en": panel_data("tables")[name]["en"],
                "zh": panel_data("tables")[name]["zh"],
                "columns": [asdict(column) for column in columns],
            }
            for name, columns in panel_tables().items()
        },
        "findings": panel_catalogue(),
        "indicators": indicators,
        "measures": panel_data("crosswalk"),
    }
