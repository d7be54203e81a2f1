"""Facts as lines of text: JSON lines and CSV.

The lines of a table differ in a few columns only: what stands between these is put together once, and no line of
Python is run for a line.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, repeat
from typing import Any, TypeAlias

from govinfo_report.export.columns import Shape, chinese_headings, fact_columns
from govinfo_report.export.facts import (
    CELL_COLUMNS,
    RARE_COLUMNS,
    SHAPE_COLUMNS,
    TABLE_COLUMNS,
    Facts,
    LongFacts,
)
from govinfo_report.export.sheets import sheet_text
from govinfo_report.export.values import VERSIONS, lines_as_text

BOM = "\ufeff"

Write: TypeAlias = Callable[[Any], bytes]
"""Writes one value."""


def facts_jsonl(facts: Facts) -> bytes:
    """Give facts as JSON lines: one object a line; an amount of money is a string, so that it stays exact."""
    dumps = json.JSONEncoder(ensure_ascii=False).encode
    names = [column.name for column in fact_columns(facts.shape, facts.keep)]
    before = [f"{',' if at else '{'}{dumps(name)}:" for at, name in enumerate(names)]
    known = _Known(dumps).__getitem__
    if isinstance(facts, LongFacts):
        return b"".join(_long_lines(facts, list(map(str.encode, before)), b"}\n", known))
    line = b"%b".join([*map(str.encode, before), b"}\n"])
    return b"".join([line % tuple(map(known, lines_as_text(values))) for values in facts.lines])


def facts_csv(facts: Facts) -> bytes:
    """Give facts as CSV without the line of headings; no text is taken for a formula (``sheets.sheet_text``)."""
    if isinstance(facts, LongFacts):
        count = len(fact_columns("long", facts.keep))
        before = [b"", *[b","] * (count - 1)]
        return b"".join(_long_lines(facts, before, b"\n", _Known(_csv_field).__getitem__))
    buffer = io.StringIO(newline="")
    rows = (map(sheet_text, lines_as_text(line)) for line in facts.lines)
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def csv_heading(
    shape: Shape, keep: tuple[str, ...] = (), *, chinese: bool = False, excel: bool = False
) -> bytes:
    """Give the line of headings of a CSV.

    Args:
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        keep: as of ``fact_columns``.
        chinese: headings in Chinese instead of the names of the columns.
        excel: begin with a byte order mark: without it Excel takes UTF-8 for the encoding of the system.
    """
    columns = fact_columns(shape, keep)
    words = chinese_headings(columns) if chinese else [column.name for column in columns]
    line = ",".join(map(_csv_field, words))
    return f"{BOM if excel else ''}{line}\n".encode("utf-8", "backslashreplace")


def _csv_field(value: Any) -> str:
    """Write one field as ``csv`` does, quoted where it must be."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="").writerow([sheet_text(value), ""])
    return buffer.getvalue()[:-1]


class _Known(dict[Any, bytes]):
    """Value to what is written of it; values come back in nearly every line."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        self._write = write

    def __missing__(self, value: Any) -> bytes:
        # half of a surrogate pair has no UTF-8
        found = self[value] = self._write(value).encode("utf-8", "backslashreplace")
        return found


def _long_lines(
    facts: LongFacts, before: Sequence[bytes], behind: bytes, known: Write
) -> Iterator[bytes]:
    """Give the lines of each table.

    Args:
        facts: the facts.
        before: what stands before each column.
        behind: what stands behind the last one.
        known: writes a value.
    """
    names = [column.name for column in fact_columns("long", facts.keep)]
    same = {name: known(value) for name, value in RARE_COLUMNS.items()}
    labels: dict[int, dict[str, list[bytes]]] = {}
    reports = iter(facts.reports)
    base = end = 0
    for (values, shape), (states, times) in zip(facts.tables, facts.printed, strict=True):
        if base == end:
            report, count = next(reports)
            end += count
            same |= zip(facts.report_columns, map(known, report), strict=True)
            same |= {name: known(value) for name, value in VERSIONS.items()}
        same |= zip(TABLE_COLUMNS, map(known, values), strict=True)
        same["state"] = known(states[0])
        if id(shape) not in labels:
            labels[id(shape)] = {
                name: list(map(known, shape.columns[name])) for name in SHAPE_COLUMNS
            }
        stop = base + shape.count
        columns: dict[str, Iterable[bytes]] = {
            **{name: _written(facts.cells[name][base:stop], known) for name in CELL_COLUMNS},
            **labels[id(shape)],
            **{name: _written(found, known) for name, found in _rare(facts, base, stop)},
        }
        if times == 1:
            columns["state"] = map(known, states)
        parts: list[Iterable[bytes]] = []
        between = b""
        for name, words in zip(names, before, strict=True):
            between += words
            if name in columns:
                parts += repeat(between, shape.count), columns[name]
                between = b""
            else:
                between += same[name]
        parts.append(repeat(between + behind, shape.count))
        yield b"".join(chain.from_iterable(zip(*parts, strict=True)))
        base = stop


def _written(values: Sequence[Any], known: Write) -> Iterable[bytes]:
    """Write a stretch of a column."""
    kinds = set(map(type, values))
    if kinds == {int}:
        # places hardly come back
        return map(b"%d".__mod__, values)
    return map(known, lines_as_text(values) if Decimal in kinds else values)


def _rare(facts: LongFacts, base: int, stop: int) -> Iterator[tuple[str, list[Any]]]:
    """Give the columns of a stretch of lines in which something stands that seldom does."""
    for name, rare in facts.rare.items():
        found: list[Any] = list(map(rare.get, range(base, stop))) if rare else []
        if found.count(None) < len(found):
            default = RARE_COLUMNS[name]
            if default is not None:
                found = [default if value is None else value for value in found]
            yield name, found
