"""How a table prints itself: its lines of numbers, so that a whole table fits a screen."""

from __future__ import annotations

from decimal import Decimal
from textwrap import wrap
from typing import Any

from attrs import fields_dict, has

WIDTH = 96
"""Columns of a line."""


def table_repr(table: Any) -> str:
    """Write a table: each line of the form that states a number other than 0; those of zeros are only named.

    A number that is not stated is ``·``; a line without any is left out. Where lines have different columns, each
    number has the name of its column.
    """
    lines = {name: _numbers(getattr(table, name)) for name in fields_dict(type(table))}
    count = sum(number is not None for line in lines.values() for number in line.values())
    shown = {name: line for name, line in lines.items() if any(line.values())}
    out = [f"<{type(table).__name__}: {count} numbers stated"]
    if all(list(line) == [""] for line in lines.values()):
        words = "  ".join(f"{name}={_written(line[''])}" for name, line in shown.items())
        out += wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
    elif len({tuple(line) for line in lines.values()}) == 1:
        out += _in_columns(shown)
    else:
        out += [f"  {name}: {_named(line)}" for name, line in shown.items()]
    zero = [name for name, line in lines.items() if name not in shown and _is_stated(line)]
    if zero:
        words = f"0 in each: {', '.join(zero)}"
        out += wrap(words, WIDTH, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(out) + ">"


def _numbers(line: Any) -> dict[str, Any]:
    """Give the numbers of a line by column; "" for the only number of a line."""
    if not has(type(line)):
        return {"": line}
    return {column: getattr(line, column) for column in fields_dict(type(line))}


def _is_stated(line: dict[str, Any]) -> bool:
    return any(number is not None for number in line.values())


def _in_columns(lines: dict[str, dict[str, Any]]) -> list[str]:
    written = {name: list(map(_written, line.values())) for name, line in lines.items()}
    label = max(map(len, written), default=0)
    size = max((len(text) for line in written.values() for text in line), default=0)
    return [
        f"  {name:{label}}  {'  '.join(text.rjust(size) for text in line)}"
        for name, line in written.items()
    ]


def _named(line: dict[str, Any]) -> str:
    return ", ".join(
        f"{column}={_written(number)}" if column else _written(number)
        for column, number in line.items()
        if number is not None
    )


def _written(number: Any) -> str:
    if number is None:
        return "·"
    return format(number, "f") if isinstance(number, Decimal) else str(number)
