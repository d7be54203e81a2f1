"""Facts as data frames: pandas and polars, each imported at first use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from govinfo_report.errors import MissingExtraError
from govinfo_report.export.arrays import DIGITS, FRACTION
from govinfo_report.export.columns import Numbers, Shape, fact_columns, require_numbers
from govinfo_report.export.facts import fact_table
from govinfo_report.model import Report

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def require_pandas(purpose: str, zh: str = "输出pandas数据框") -> Any:
    """Give the module pandas.

    Args:
        purpose: what it is needed for.
        zh: the same in Chinese.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise MissingExtraError("pandas", "pandas", purpose, zh) from error
    return pandas


def to_pandas(
    reports: Report | Iterable[Report], shape: Shape = "long", *, numbers: Numbers = "exact"
) -> pd.DataFrame:
    """Give the facts of reports as a pandas frame.

    Args:
        reports: the reports, or one alone.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        numbers: ``exact``, counts Int64 and amounts Decimal in a column of objects; or ``float``, both float64.

    Raises:
        TypeError: ``reports`` is neither.
        ArgumentError: there is no such shape, or no such numbers; it is a ValueError.
        MissingExtraError: pandas is not installed.
    """
    pandas = require_pandas("to give facts as a pandas frame")
    require_numbers(numbers)
    columns = fact_table(reports, shape)
    types = {"text": "object", "integer": "Int64", "number": "object"}
    return pandas.DataFrame(
        {
            column.name: pandas.Series(
                columns[column.name],
                dtype="float64" if column.counts and numbers == "float" else types[column.type],
            )
            for column in fact_columns(shape)
        }
    )


def to_polars(
    reports: Report | Iterable[Report], shape: Shape = "long", *, numbers: Numbers = "exact"
) -> pl.DataFrame:
    """Give the facts of reports as a polars frame.

    Args:
        reports: the reports, or one alone.
        shape: ``long``, ``wide``, ``wide_inferred`` or ``claims``.
        numbers: ``exact``, counts Int64 and amounts Decimal; or ``float``, both Float64.

    Raises:
        TypeError: ``reports`` is neither.
        ArgumentError: there is no such shape, or no such numbers; it is a ValueError.
        MissingExtraError: polars is not installed.
    """
    try:
        import polars
    except ModuleNotFoundError as error:
        raise MissingExtraError("polars", "polars", "to give facts as a polars frame") from error
    require_numbers(numbers)
    types = {
        "text": polars.String(),
        "integer": polars.Int64(),
        "number": polars.Decimal(DIGITS, FRACTION),
    }
    columns = fact_table(reports, shape)
    schema = {
        column.name: polars.Float64()
        if column.counts and numbers == "float"
        else types[column.type]
        for column in fact_columns(shape)
    }
    return polars.DataFrame(columns, schema=schema, strict=False)
