"""The columns of facts, and the data dictionary that describes them; the words stand in ``facts.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from attrs import asdict, frozen

from govinfo_report._version import __version__
from govinfo_report.errors import ArgumentError
from govinfo_report.model import STATES, path_parts
from govinfo_report.model.tables import official_cells
from govinfo_report.official import Form, official_form

FACTS_VERSION = 2
"""Raised when a change to the columns would mislead a reader of the old ones."""

Shape: TypeAlias = Literal["long", "wide", "wide_inferred", "claims"]
SHAPES: tuple[Shape, ...] = ("long", "wide", "wide_inferred", "claims")
Numbers: TypeAlias = Literal["exact", "float"]


@frozen
class FactColumn:
    """A column.

    Attributes:
        name: its name.
        type: ``text``, ``integer``, or ``number``: exact, with a fraction.
        en: what it holds, in English.
        zh: the same in Chinese.
        unit: the unit of its numbers (件, 项, 万元) where it is a cell of the form that has one; else "".
        counts: its numbers are those of the form, rather than years and places.
    """

    name: str
    type: str
    en: str
    zh: str
    unit: str = ""
    counts: bool = False


def require_shape(shape: object) -> None:
    """Refuse what is no shape of facts.

    Raises:
        ArgumentError: it is none of ``SHAPES``.
    """
    if shape not in SHAPES:
        raise ArgumentError("shape", f"expected {', '.join(SHAPES)}; found {shape!r}").in_chinese(
            f"应为 {'、'.join(SHAPES)}，实为{shape!r}"
        )


KEPT = "input_"
"""What stands before the name of a field that is kept."""

INFERRED = ".inferred"
"""What stands behind the path of a cell in the name of the column of its inferred number."""

# Columns of numbers of the form, beside those that are named by a path.
_OF_THE_FORM = ("value", "amount", "inferred", "table_value")


def require_numbers(numbers: object) -> None:
    """Refuse what is no way to give numbers.

    Raises:
        ArgumentError: it is neither ``exact`` nor ``float``.
    """
    if numbers not in ("exact", "float"):
        raise ArgumentError("numbers", f"expected exact or float, found {numbers!r}").in_chinese(
            f"应为 exact 或 float，实为{numbers!r}"
        )


@cache
def fact_columns(shape: Shape = "long", keep: tuple[str, ...] = ()) -> tuple[FactColumn, ...]:
    """Give the columns of the facts, in order.

    Args:
        shape: ``long``, one line a cell; ``wide``, one line a report with a column for each path of every edition;
            ``wide_inferred``, the same with a column more for each count, of the number that the sums alone prove;
            ``claims``, one line a number that the prose states.
        keep: fields of the records that stand behind them, as ``input_`` and their name.

    Raises:
        ArgumentError: ``shape`` is none of these.
    """
    require_shape(shape)
    found = [
        FactColumn(name, **entry, counts=name in _OF_THE_FORM)
        for name, entry in _entries(shape).items()
    ]
    if shape in ("wide", "wide_inferred"):
        found += _cell_columns(official_form(), with_inferred=shape == "wide_inferred")
    en, zh = "What the record that held the copy has under {}.", "原记录中 {} 字段的内容。"
    found += [
        FactColumn(f"{KEPT}{name}", "text", en.format(name), zh.format(name)) for name in keep
    ]
    return tuple(found)


@cache
def finding_columns() -> tuple[FactColumn, ...]:
    """Give the columns of the table of findings, in order."""
    text = files("govinfo_report").joinpath("export", "findings.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, str]] = tomllib.loads(text)
    long = _entries("long")
    entries = {
        name: long[entry["same_as"]] if "same_as" in entry else entry
        for name, entry in data.items()
    }
    return tuple(
        FactColumn(name, entry["type"], entry["en"], entry["zh"]) for name, entry in entries.items()
    )


@cache
def _entries(shape: Shape) -> dict[str, dict[str, str]]:
    text = files("govinfo_report").joinpath("export", "facts.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text)
    return {
        name: data["long"][entry["same_as"]] if "same_as" in entry else entry
        for name, entry in data["wide" if shape == "wide_inferred" else shape].items()
    }


def _cell_columns(form: Form, with_inferred: bool) -> Iterator[FactColumn]:
    """Give a column for each path that any edition has, in the order of the form, and one for the unit of an amount."""
    inferred = _entries("long")["inferred"]
    for path in official_cells():
        name, row, column = path_parts(path)
        table = form.of(name).tables[name]
        words = f"{table.rows[row].wording}：{table.columns[column].wording}"
        meaning = f"The number stated at {path}; empty where none is."
        counted = table.counted(row, column)
        if not counted.money:
            yield FactColumn(path, "integer", meaning, words, counted.unit, True)
            if with_inferred:
                meaning, words = f"{path}: {inferred['en']}", f"{words}（推算值）"
                yield FactColumn(path + INFERRED, "integer", meaning, words, counted.unit, True)
            continue
        yield FactColumn(path, "number", meaning, words, counted.unit, True)
        meaning = f"The unit of {path} as the copy prints it, in the cell or in the heading."
        yield FactColumn(f"{path}.unit", "text", meaning, f"{words}（单位）")


def chinese_headings(columns: Sequence[FactColumn]) -> tuple[str, ...]:
    """Give the headings of columns in Chinese, each once: the words of the form for those that hold its cells.

    Args:
        columns: the columns.
    """
    known = _chinese()
    words = [
        column.name.removeprefix(KEPT)
        if column.name.startswith(KEPT)
        else known.get(column.name, column.zh)
        for column in columns
    ]
    # two lines of the statistics table have the same words under two groups
    times = Counter(words)
    return tuple(
        f"{word}（{column.name}）" if times[word] > 1 else word
        for word, column in zip(words, columns, strict=True)
    )


@cache
def _chinese() -> dict[str, str]:
    text = files("govinfo_report").joinpath("export", "headings.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["zh"]
    return found


def data_dictionary(keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """Describe the columns of the facts, of every shape, as plain data, ready for JSON.

    Args:
        keep: as of ``fact_columns``.
    """
    return {
        "facts_version": FACTS_VERSION,
        "library_version": __version__,
        "states": list(STATES),
        **{shape: [asdict(column) for column in fact_columns(shape, keep)] for shape in SHAPES},
    }
