"""The receipt of a number: what a stranger needs to check it against the file without this library's reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import asdict

from govinfo_report._version import __version__
from govinfo_report.errors import ArgumentError
from govinfo_report.evidence.details import cell_name, form_sums
from govinfo_report.evidence.marks import number_text
from govinfo_report.model import Cell, Report
from govinfo_report.model.cell import COUNTS_ZERO
from govinfo_report.reading import read
from govinfo_report.source.files import open_source
from govinfo_report.verification import VERSION, decoded

# Encodings that the text of a file is looked for in, the likeliest first.
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5")
_MOST_PARTS = 20


def make_receipt(
    report: Report, path: str, file: str | Path | bytes | None = None
) -> dict[str, Any]:
    """Give the receipt of a number, see ``Report.receipt``."""
    cell = report.cell(path)
    if cell.value is None:
        raise ArgumentError(
            "path", f"expected a cell that states a number, found {path}, which is {cell.state}"
        ).in_chinese(f"应为印有数字的单元格，{path}的状态为{cell.state}")
    sums = [entry for entry in _sums(report, path) if _is_closed(report, entry)]
    paths = dict.fromkeys([path, *(one for entry in sums for one in _cells(entry))])
    return {
        "receipt_version": VERSION,
        "library_version": __version__,
        "title": report.title,
        "organization": report.organization,
        "year": report.year,
        "file": _file(report, file),
        "path": path,
        "name": cell_name(report, path),
        "value": number_text(cell.value),
        "unit": cell.unit,
        "state": cell.state,
        "cells": {one: _cell(report.cell(one)) for one in paths},
        "sums": sums,
    }


def _sums(report: Report, path: str) -> Iterator[dict[str, Any]]:
    """Give the sums that settled a cell; of one that needed none those of the form that it stands in."""
    table = report.tables[path.split(".")[0]]
    proof = table.proofs.get(path.split(".")[1])
    if proof is not None and proof.sums:
        at, paths = table.shape.index[path], table.shape.paths
        for entry in proof.sums:
            if at in entry.parts or at in entry.equals:
                parts, equals = (
                    [paths[index] for index in side] for side in (entry.parts, entry.equals)
                )
                yield _sum(report, entry.code, parts, equals)
        return
    for form_sum in form_sums(report):
        if path in form_sum.parts or path in form_sum.equals:
            yield _sum(report, form_sum.code, form_sum.parts, form_sum.equals)


def _sum(report: Report, code: str, parts: Iterable[str], equals: Iterable[str]) -> dict[str, Any]:
    sides = {"parts": list(parts), "equals": list(equals)}
    left, right = (sum(_counts(report.cell(path)) or 0 for path in side) for side in sides.values())
    return {"code": code, **sides, "holds": left == right}


def _cells(entry: dict[str, Any]) -> list[str]:
    return [*entry["parts"], *entry["equals"]]


def _is_closed(report: Report, entry: dict[str, Any]) -> bool:
    """Tell whether each cell of a sum counts something: with an open one there is nothing to add."""
    return all(_counts(report.cell(path)) is not None for path in _cells(entry))


def _counts(cell: Cell) -> Any:
    """Give what a cell counts in a sum; None for an open one."""
    if cell.value is not None:
        return cell.value
    if len(cell.candidates) == 1:
        return cell.candidates[0]
    return 0 if cell.state in COUNTS_ZERO else None


def _cell(cell: Cell) -> dict[str, Any]:
    place = None if cell.place is None else asdict(cell.place)
    return {
        "state": cell.state,
        "value": None if cell.value is None else number_text(cell.value),
        "counts": number_text(_counts(cell)),
        "raw": cell.raw,
        "parts": [list(part) for part in cell.parts],
        "line": cell.line,
        "place": place,
    }


def _file(report: Report, file: str | Path | bytes | None) -> dict[str, Any]:
    """Give what tells the file: its digest, and how its text is decoded."""
    if file is None and report.source is None:
        if report.text is None:
            raise ArgumentError(
                "file", "expected the file that the report was read from"
            ).in_chinese("应给出报告所读的文件")
        data = report.text.encode("utf-8", "surrogatepass")
    else:
        data = open_source(report.source or "" if file is None else file).data
        _require_same(report, data)
    encoding, part = _encoding(data, report.text)
    name = Path(report.source).name if report.source else None
    return {
        "name": name,
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "encoding": encoding,
        "part": part,
    }


def _require_same(report: Report, data: bytes) -> None:
    """Refuse a file that is not the one that a report was read from, or was changed since.

    Raises:
        ArgumentError: it says something else.
        UnreadableFileError: it cannot be read.
    """
    again = read(data)
    if report.text is not None and again.text == report.text:
        return
    if report.text is None and again.values() == report.values():
        return
    raise ArgumentError(
        "file",
        "expected the file that the report was read from, found another one, or a changed one",
    ).in_chinese("应为报告所读的文件，实为另一个文件，或已改动")


def _encoding(data: bytes, text: str | None) -> tuple[str | None, int | None]:
    """Tell in which encoding, and in which part of a message, a file holds a text; None for one that was made of it."""
    if text is None:
        return None, None
    parts = [None, *range(_MOST_PARTS)] if b"MIME-Version" in data[:4096] else [None]
    for part in parts:
        for encoding in _ENCODINGS:
            try:
                if decoded(data, encoding, part) == text:
                    return encoding, part
            except (ValueError, LookupError):
                continue
    return None, None
