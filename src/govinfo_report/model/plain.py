"""Reports as plain data and back, without loss (``Report.to_dict``, ``Report.from_dict``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import AttrsInstance, asdict

from govinfo_report._version import __version__
from govinfo_report.errors import ArgumentError
from govinfo_report.model.cell import Cell, Number
from govinfo_report.model.cells import TableCells
from govinfo_report.model.finding import Claim, Evidence, ExtraRow, Finding, Section
from govinfo_report.model.place import Place
from govinfo_report.model.proof import ProofSum, RowProof
from govinfo_report.model.report import Report
from govinfo_report.model.schema import Misfit, difference, misfit, shown, stored_schema
from govinfo_report.model.shape import RowShape, TableShape, cell_path, path_parts
from govinfo_report.model.tables import is_known_path, official_cells

SCHEMA_VERSION = 1
"""Raised when a change to the data would mislead a reader of the old one."""


def _fields(told: AttrsInstance) -> dict[str, Any]:
    """Give the fields of an object as plain data; JSON knows no tuples."""
    return asdict(told, value_serializer=lambda _, __, value: _listed(value))


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def report_to_dict(report: Report, text: bool) -> dict[str, Any]:
    """Give ``report`` as plain data; ``text`` says whether the text goes with it."""
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "library_version": __version__,
        "source": report.source,
        "record": dict(report.record),
        "title": report.title,
        "organization": report.organization,
        "year": report.year,
        "edition": report.edition,
        "editions": report.editions,
        "identity": {name: _fields(evidence) for name, evidence in report.identity.items()},
        "sections": [_fields(section) for section in report.sections],
        "tables": {name: _table_to_dict(table) for name, table in report.tables.items()},
        "labels": {
            f"{name}.{row.id}": row.label
            for name, table in report.tables.items()
            for row in table.shape.rows
            if row.label is not None
        },
        "readings": {
            f"{name}.{row}": [[_plain(value) for value in reading] for reading in readings]
            for name, table in report.tables.items()
            for row, readings in table.readings.items()
        },
        "proofs": _proofs_to_dict(report.tables),
        "layouts": dict(report.layouts),
        "layout_scores": {name: dict(scores) for name, scores in report.layout_scores.items()},
        "extra_rows": [_extra_row_to_dict(row) for row in report.extra_rows],
        "claims": [_claim_to_dict(claim) for claim in report.claims],
        "findings": [
            {**_fields(finding), "cells": list(finding.cells), "path": finding.path}
            for finding in report.findings
        ],
    }
    if text:
        data["text"] = report.text
    return data


def report_from_dict(data: Mapping[str, Any]) -> Report:
    """Restore a report from plain data.

    Raises:
        ArgumentError: the data is of another schema version, or not what ``to_dict`` gives of some report.
    """
    given: Any = data
    if not isinstance(given, Mapping):
        kind = type(given).__name__
        raise ArgumentError(
            "data",
            "expected the dict that to_dict gives, with its schema_version; "
            f"found {kind}; of JSON give what json.loads makes of it",
        ).in_chinese(
            f"应为 to_dict 给出的字典（含 schema_version），实为 {kind}；JSON 文本请先用 json.loads 读取"
        )
    version = given.get("schema_version")
    if version != SCHEMA_VERSION:
        raise ArgumentError(
            "schema_version",
            f"expected {SCHEMA_VERSION}, found {shown(version)}; "
            "read it with the library version that wrote it",
        ).in_chinese(f"应为 {SCHEMA_VERSION}，实为{shown(version)}；请用写出它的库版本读取")
    # data of before they were told has none
    data = {"labels": {}, "record": {}, **data}
    _require(misfit(data, _schema_for(data)))
    try:
        report = _report_from_dict(data)
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        if isinstance(error, ArgumentError):
            raise
        _require(Misfit("", "what to_dict gives", f"{type(error).__name__}: {error}"), error)
        raise
    # what does not come back as it was given was no report's
    given = {**data, "library_version": __version__}
    _require(difference(given, report_to_dict(report, "text" in data)))
    return report


def _require(found: Misfit | None, cause: BaseException | None = None) -> None:
    """Refuse data that does not fit.

    Raises:
        ArgumentError: there is such a place.
    """
    if found is not None:
        where = found.where or "data"
        raise ArgumentError(
            "data",
            f"expected what to_dict gives; {where}: expected {found.expected}, found {found.found}",
        ).in_chinese(
            f"应为 to_dict 给出的数据；{where}：应为 {found.expected}，实为 {found.found}"
        ) from cause


def _schema_for(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the schema of a report: the stored one, or what is left of it for an edition that is not official.

    Such an edition has a cell that no official one has; else it is an official edition under a wrong name.
    """
    schema = stored_schema()
    if misfit(data, {"properties": {"editions": schema["properties"]["editions"]}}) is None:
        return schema
    edition: dict[str, Any] = {"type": ["string", "null"]}
    cells: dict[str, Any] = {"$ref": "#/$defs/cell"}
    for _ in range(3):
        cells = {"type": "object", "additionalProperties": cells}
    own = {
        **{name: rule for name, rule in schema.items() if name != "allOf"},
        "properties": {
            **schema["properties"],
            "edition": edition,
            "editions": {"type": "object", "additionalProperties": edition},
            "tables": cells,
        },
    }
    if misfit(data, own) is not None:
        return own
    paths = (
        cell_path(table, row, column)
        for table, rows in data["tables"].items()
        for row, columns in rows.items()
        for column in columns
    )
    return schema if all(map(is_known_path, paths)) else own


def _report_from_dict(data: Mapping[str, Any]) -> Report:
    return Report(
        source=data["source"],
        text=data.get("text"),
        identity={
            name: Evidence(**{**entry, "place": Place.from_dict(entry["place"])})
            for name, entry in data["identity"].items()
        },
        sections=tuple(
            Section(**{**entry, "place": Place.from_dict(entry["place"])})
            for entry in data["sections"]
        ),
        tables={
            name: _table_from_dict(name, _in_order(name, entry), data["editions"][name], data)
            for name, entry in data["tables"].items()
        },
        layouts=dict(data["layouts"]),
        layout_scores={name: dict(entry) for name, entry in data["layout_scores"].items()},
        extra_rows=tuple(_extra_row_from_dict(entry) for entry in data["extra_rows"]),
        claims=tuple(_claim_from_dict(entry) for entry in data["claims"]),
        findings=tuple(_finding_from_dict(entry) for entry in data["findings"]),
        record=dict(data["record"]),
    )


def _in_order(table: str, rows: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Give rows and columns in the order of the form, which JSON with sorted keys has lost.

    Those of an edition that is not official stay as they are.
    """
    given = {cell_path(table, row, column) for row, columns in rows.items() for column in columns}
    ordered: dict[str, dict[str, Any]] = {}
    for path in official_cells():
        if path in given:
            _, row, column = path_parts(path)
            ordered.setdefault(row, {})[column] = rows[row][column]
            given.remove(path)
    return rows if given else ordered


def _plain(value: Number | None) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value


def _number(value: int | str | None) -> Any:
    return Decimal(value) if isinstance(value, str) else value


def _spans(parts: Any) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in parts)


def _table_to_dict(table: TableCells) -> dict[str, dict[str, dict[str, Any]]]:
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    for cell in table.cells():
        _, row, column = path_parts(cell.path)
        rows.setdefault(row, {})[column] = _cell_to_dict(cell)
    return rows


def _cell_to_dict(cell: Cell) -> dict[str, Any]:
    return {
        "value": _plain(cell.value),
        "state": cell.state,
        "raw": cell.raw,
        "parts": [list(part) for part in cell.parts],
        "start": cell.start,
        "end": cell.end,
        "line": cell.line,
        "place": _fields(cell.place) if cell.place else None,
        "unit": cell.unit,
        "candidates": [_plain(value) for value in cell.candidates],
    }


def _table_from_dict(
    name: str, rows: Mapping[str, Mapping[str, Any]], edition: str, data: Mapping[str, Any]
) -> TableCells:
    labels = data.get("labels", {})
    shape = TableShape(
        name,
        edition,
        tuple(
            RowShape(row, tuple(columns), labels.get(f"{name}.{row}"))
            for row, columns in rows.items()
        ),
    )
    count = len(shape.paths)
    table = TableCells(shape, [None] * count, ["lost"] * count, [None] * len(shape.rows), _no_line)
    for at, path in enumerate(shape.paths):
        _, row, column = path_parts(path)
        entry = rows[row][column]
        cell = Cell(
            path,
            _number(entry["value"]),
            entry["state"],
            entry["raw"],
            _spans(entry["parts"]),
            entry["line"],
            place=Place.from_dict(entry["place"]),
            unit=entry["unit"],
            candidates=tuple(_number(value) for value in entry["candidates"]),
        )
        table.set_cell(at, cell)
    readings, proofs = data["readings"], data["proofs"]
    for row in shape.row_index:
        if f"{name}.{row}" in readings:
            table.readings[row] = tuple(
                tuple(_number(value) for value in reading) for reading in readings[f"{name}.{row}"]
            )
            count = len(rows[row])
            if any(len(reading) != count for reading in table.readings[row]):
                _require(Misfit(f"readings.{name}.{row}", f"{count} numbers each", "others"))
        if f"{name}.{row}" in proofs["rows"]:
            entry = proofs["rows"][f"{name}.{row}"]
            sums = (proofs["sums"][at] for at in entry["sums"])
            table.proofs[row] = _proof_from_dict(entry, sums, shape)
    return table


def _proofs_to_dict(tables: Mapping[str, TableCells]) -> dict[str, Any]:
    """Give what settled rows: each sum once, however many rows it took part in."""
    rows: dict[str, dict[str, Any]] = {}
    sums: dict[tuple[str, ProofSum], int] = {}
    for name, table in tables.items():
        for row in table.shape.row_index if table.proofs else ():
            proof = table.proofs.get(row)
            if proof is None:
                continue
            looked_at = [sums.setdefault((name, entry), len(sums)) for entry in proof.sums]
            rows[f"{name}.{row}"] = {"how": proof.how, "sums": looked_at}
    return {
        "rows": rows,
        "sums": [
            {
                "code": entry.code,
                "parts": [tables[name].shape.paths[at] for at in entry.parts],
                "equals": [tables[name].shape.paths[at] for at in entry.equals],
                "holds": entry.holds,
            }
            for name, entry in sums
        ],
    }


def _proof_from_dict(
    entry: Mapping[str, Any], sums: Iterable[Mapping[str, Any]], shape: TableShape
) -> RowProof:
    return RowProof(
        entry["how"],
        tuple(
            ProofSum(
                each["code"],
                tuple(shape.index[path] for path in each["parts"]),
                tuple(shape.index[path] for path in each["equals"]),
                each["holds"],
            )
            for each in sums
        ),
    )


def _no_line(_offset: int) -> int:
    raise LookupError("a restored table knows the line of each cell already")


def _extra_row_to_dict(row: ExtraRow) -> dict[str, Any]:
    return {
        "table": row.table,
        "label": row.label,
        "values": [_plain(value) for value in row.values],
        "raw": list(row.raw),
        "parts": [[list(part) for part in parts] for parts in row.parts],
        "line": row.line,
        "code": row.code,
        "place": _fields(row.place) if row.place else None,
    }


def _extra_row_from_dict(entry: Mapping[str, Any]) -> ExtraRow:
    return ExtraRow(
        table=entry["table"],
        label=entry["label"],
        values=tuple(_number(value) for value in entry["values"]),
        raw=tuple(entry["raw"]),
        parts=tuple(_spans(parts) for parts in entry["parts"]),
        line=entry["line"],
        code=entry["code"],
        place=Place.from_dict(entry["place"]),
    )


def _claim_to_dict(claim: Claim) -> dict[str, Any]:
    meanings = [list(paths) for paths in claim.meanings]
    return {**_fields(claim), "value": _plain(claim.value), "meanings": meanings}


def _claim_from_dict(entry: Mapping[str, Any]) -> Claim:
    meanings = tuple(tuple(paths) for paths in entry["meanings"])
    place = Place.from_dict(entry["place"])
    value = _number(entry["value"])
    return Claim(**{**entry, "value": value, "meanings": meanings, "place": place})


def _finding_from_dict(entry: Mapping[str, Any]) -> Finding:
    fields = {name: value for name, value in entry.items() if name != "path"}
    place = Place.from_dict(fields["place"])
    return Finding(**{**fields, "cells": tuple(fields["cells"]), "place": place})
