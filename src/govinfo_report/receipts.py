"""Receipts: what a stranger needs to check one number without this library's parser (see ``verification``)."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import asdict

from govinfo_report._version import __version__
from govinfo_report.errors import ArgumentError, UnreadableFileError
from govinfo_report.form_view import FormCell, FormSum, FormTable, form
from govinfo_report.model import Cell, Number, Report
from govinfo_report.model.cell import COUNTS_ZERO
from govinfo_report.reading import read
from govinfo_report.verification import VERSION, message_parts

# What texts are written in; GB18030 holds GBK and GB 2312.
_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be")


def make_receipt(report: Report, path: str, file: str | Path | bytes | None) -> dict[str, Any]:
    """Give a receipt, see ``Report.receipt``."""
    target = report.cell(path)
    name, data = _opened(report, file)
    encoding = _encoding(report, data)
    cells = {target.path: target}
    sums = []
    words: dict[str, FormCell] = {}
    table = _form_table(report, target)
    if table is not None:
        words = {cell.path: cell for cell in table}
        for entry in table.sums:
            if path in entry.parts or path in entry.equals:
                cells |= {each: report.cell(each) for each in (*entry.parts, *entry.equals)}
                sums.append(_sum(entry, cells))
    own = report.tables.get(target.table)
    proof = own.proofs.get(target.row) if own is not None else None
    return {
        "receipt_version": VERSION,
        "library_version": __version__,
        "file": {
            "name": name,
            "size": len(data),
            "sha256": sha256(data).hexdigest(),
            **encoding,
        },
        "organization": report.organization,
        "year": report.year,
        "edition": own.shape.edition if own is not None else None,
        "path": path,
        "settled_by": proof.how if proof is not None else None,
        "cells": {each: _cell(cell, words.get(each)) for each, cell in cells.items()},
        "sums": sums,
        "findings": [
            {
                "code": item.code,
                "severity": item.severity,
                "en": item.message,
                "zh": item.message_zh,
            }
            for item in target.findings
        ],
    }


def _opened(report: Report, file: str | Path | bytes | None) -> tuple[str | None, bytes]:
    """Give the name and the bytes of the file; a text that came from none is taken as UTF-8."""
    if isinstance(file, bytes):
        return report.source, file
    path = report.source if file is None else file
    if path is None and report.text is not None:
        return None, report.text.encode("utf-8", "replace")
    try:
        return Path(path or "").name, Path(path or "").read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            getattr(error, "errno", None) or errno.EINVAL,
            "expected the file that the report was read from, which cannot be opened; give its path or its bytes",
            str(path or ""),
        ).in_chinese("报告所读取的文件打不开；请给出其路径或内容") from error


def _encoding(report: Report, data: bytes) -> dict[str, Any]:
    """Tell how the file, or which part of a message, is the text that characters are counted in, if it is.

    Raises:
        ArgumentError: the file says something else than the report: another one, or one that was changed since.
        UnreadableFileError: it cannot be read.
    """
    again = read(data) if report.text is None else None
    text = report.text if again is None else again.text
    if text is not None and (again is None or again.values() == report.values()):
        for part, body in enumerate([data, *message_parts(data)], -1):
            for name in _ENCODINGS:
                if body.decode(name, errors="replace") == text:
                    return {"part": None if part < 0 else part, "encoding": name}
        if (again or read(data)).text == text:
            return {"part": None, "encoding": None}
    raise ArgumentError(
        "file", "expected the file that the report was read from, found another or a changed one"
    ).in_chinese("应为报告所读取的文件，实为另一个文件，或已改动")


def _form_table(report: Report, cell: Cell) -> FormTable | None:
    """Give the form's table in the copy's edition; None where that has no such cell."""
    own = report.tables.get(cell.table)
    if own is None or cell.path not in own.shape.index:
        return None
    edition = form().editions.get(own.shape.edition)
    return edition.tables[cell.table] if edition is not None else None


def _cell(cell: Cell, words: FormCell | None) -> dict[str, Any]:
    return {
        "label": " · ".join(_labels(words)) if words is not None else cell.label,
        "state": cell.state,
        "value": None if cell.value is None else _text(cell.value),
        "unit": cell.unit,
        "candidates": [_text(number) for number in cell.candidates],
        "counts": _counted(cell),
        "prints": cell.raw,
        "line": cell.line,
        "place": _place(cell),
    }


def _labels(words: FormCell) -> Iterator[str]:
    """Give the words over and beside a cell, from the outmost."""
    yield from (each for each in (*words.groups, words.label, words.column_label) if each)


def _place(cell: Cell) -> dict[str, Any] | None:
    """Give where a cell stands: characters of the text, or a place in the file."""
    place: dict[str, Any] = {}
    if cell.parts:
        place["characters"] = [list(part) for part in cell.parts]
    if cell.place is not None:
        place |= {name: value for name, value in asdict(cell.place).items() if value is not None}
    return place or None


def _counted(cell: Cell) -> str | None:
    """Give what a cell counts in a sum: its number, the one that is proved, 0 for none; None where it is open."""
    if cell.value is not None:
        return _text(cell.value)
    if len(cell.candidates) == 1 and cell.state != "ambiguous":
        return _text(cell.candidates[0])
    return "0" if cell.state in COUNTS_ZERO else None


def _text(number: Number) -> str:
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def _sum(entry: FormSum, cells: dict[str, Cell]) -> dict[str, Any]:
    sides = [[_counted(cells[path]) for path in side] for side in (entry.parts, entry.equals)]
    holds = None
    if all(number is not None for side in sides for number in side):
        left, right = (sum(Decimal(number or 0) for number in side) for side in sides)
        holds = left == right
    return {
        "code": entry.code,
        "parts": list(entry.parts),
        "equals": list(entry.equals),
        "holds": holds,
    }
