"""Facts as data frames: pandas and polars, each imported at first use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govinfo_report.errors import MissingExtraError
from govinfo_report.export.arrays import DIGITS, FRACTION
from govinfo_report.export.columns import Shape, fact_columns
from govinfo_report.export.facts import fact_table
from govinfo_report.model import Report

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def to_pandas(reports: Report | Iterable[Report], shape: Shape = "long") -> pd.DataFrame:
    """Give the facts of reports as a pandas frame; numbers are exact: int or Decimal in a column of objects.

    Args:
        reports: the reports, or one alone.
        shape: ``long``, ``wide`` or ``claims``.

    Raises:
        TypeError: ``reports`` is neither.
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise MissingExtraError("pandas", "pandas", "to give facts as a pandas frame") from error
    columns = fact_table(reports, shape)
    types = {"text": "object", "integer": "Int64", "number": "object"}
    return pandas.DataFrame(
        {
            column.name: pandas.Series(columns[column.name], dtype=types[column.type])
            for column in fact_columns(shape)
        }
    )


def to_polars(reports: Report | Iterable[Report], shape: Shape = "long") -> pl.DataFrame:
    """Give the facts of reports as a polars frame; numbers are exact decimals.

    Args:
        reports: the reports, or one alone.
        shape: ``long``, ``wide`` or ``claims``.

    Raises:
        TypeError: ``reports`` is neither.
        MissingExtraError: polars is not installed.
    """
    try:
        import polars
    except ModuleNotFoundError as error:
        raise MissingExtraError("polars", "polars", "to give facts as a polars frame") from error
    types = {
        "text": polars.String(),
        "integer": polars.Int64(),
        "number": polars.Decimal(DIGITS, FRACTION),
    }
    columns = fact_table(reports, shape)
    schema = {column.name: types[column.type] for column in fact_columns(shape)}
    return polars.DataFrame(columns, schema=schema, strict=False)
