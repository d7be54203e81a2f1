"""A panel: the facts of many reports, by office and year, and what was found when they were compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from govinfo_report.errors import ArgumentError, MissingExtraError
from govinfo_report.export.arrow import to_arrow
from govinfo_report.model import Report
from govinfo_report.panel.build import build, statement
from govinfo_report.panel.engine import DuckDB, Engine
from govinfo_report.panel.given import parquet_files
from govinfo_report.panel.roster import read_roster
from govinfo_report.panel.rules import indicator_entries, panel_data
from govinfo_report.panel.spark import Spark, is_spark_frame
from govinfo_report.panel.tables import panel_schema, panel_tables

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_QUERIES = {
    "measures": "panel_measures",
    "offices": "panel_names",
    "parts": "panel_parts",
    "candidates": "panel_candidates",
    "findings": "findings",
    "coverage": "coverage",
    "versions": "version_list",
    "indicators": "indicators",
    "checks": "checks",
    "unit_advice": "advice",
}


@define(eq=False)
class Panel:
    """The tables of a panel; they stand in an engine until the panel is closed.

    Used in a ``with`` statement it is closed at the end; what it wrote or gave stays.

    Attributes:
        engine: where the tables stand.
        indicators: id to the words, numerator and denominator of each indicator.
    """

    engine: Engine
    indicators: Mapping[str, Mapping[str, Any]]
    _is_open: bool = field(default=True, init=False)

    def __enter__(self) -> Self:
        """Give the panel."""
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Name the tables."""
        return f"<Panel {' '.join(panel_tables()) if self._is_open else 'closed'}>"

    def _repr_html_(self) -> str | None:
        """Give what a notebook shows: the tables, and what was found; None, for its ``repr``, once it is closed."""
        # it knows what a panel is
        from govinfo_report.panel.notebook import panel_html

        return panel_html(self) if self._is_open else None

    def close(self) -> None:
        """Drop the tables; a second call does nothing."""
        if self._is_open:
            self._is_open = False
            self.engine.close()

    def query(self, name: str) -> str:
        """Give the SQL that makes a table of the panel.

        Raises:
            ArgumentError: there is no such table.
        """
        if name not in panel_tables():
            known = ", ".join(panel_tables())
            raise ArgumentError("name", f"expected one of {known}; found {name!r}").in_chinese(
                f"应为{known}之一，实为{name!r}"
            )
        source = _QUERIES[name]
        inner = source if source.startswith("panel_") else f"({statement(source)}) made"
        columns = ", ".join(column.name for column in panel_tables()[name])
        order = panel_data("tables")[name]["order"]
        return f"select {columns} from {inner}" + (f" order by {order}" if order else "")

    def iter_batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """Give a table as record batches of Arrow, one after the other.

        Args:
            name: ``measures``, ``findings``, ``coverage``, ``versions``, ``offices``, ``parts``, ``indicators``,
                ``checks``,
                ``candidates`` or ``unit_advice``.

        Raises:
            ArgumentError: there is no such table.
        """
        query, schema = self.query(name), panel_schema(name)
        for batch in self.engine.batches(query):
            yield batch.cast(schema)

    def table(self, name: str) -> pa.Table:
        """Give a table as Arrow, see ``iter_batches``."""
        import pyarrow

        return pyarrow.Table.from_batches(list(self.iter_batches(name)), panel_schema(name))

    def to_pandas(self, name: str) -> pd.DataFrame:
        """Give a table as a pandas frame: counts are ``Int64``, money is Decimal.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        import pyarrow

        try:
            import pandas
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                "pandas", "pandas", "to give a panel as a pandas frame"
            ) from error
        kinds = {pyarrow.int64(): pandas.Int64Dtype(), pyarrow.bool_(): pandas.BooleanDtype()}
        return self.table(name).to_pandas(types_mapper=kinds.get)

    def write(self, folder: str | Path, format: str = "parquet") -> list[Path]:
        """Write every table into a folder, and the data dictionary beside them.

        Args:
            folder: the folder; it is made where it is missing.
            format: ``parquet``, ``csv``, ``xlsx`` (extra ``xlsx``), or ``dta`` for Stata (extra ``pandas``).

        Returns:
            The files.

        Raises:
            ArgumentError: there is no such format.
            OSError: a file cannot be written.
        """
        # it knows what a panel is
        from govinfo_report.panel.output import write_panel

        return write_panel(self, Path(folder), format)

    def write_workbook(self, path: str | Path, lang: str = "zh") -> None:
        """Write the panel as one workbook (.xlsx): numbers by office and year, cells with their places, findings.

        Args:
            path: the file; it has its name only when it is whole.
            lang: the language of what is not the form's, ``en`` or ``zh``.

        Raises:
            MissingExtraError: XlsxWriter is not installed (extra ``xlsx``).
            OSError: the file cannot be written.
        """
        # it knows what a panel is
        from govinfo_report.panel.workbook import write_workbook

        write_workbook(self, Path(path), lang)


def build_panel(
    facts: Any,
    roster: str | Path | None = None,
    *,
    indicators: str | Path | None = None,
    memory: str | None = None,
) -> Panel:
    """Hold the reports of many offices and years against each other.

    Args:
        facts: the long facts of a corpus: a file of Parquet, several, a folder of them, an Arrow table, a data frame
            (of Spark: then its session does the work); or reports.
        roster: the offices, as CSV with the columns id, name, aliases and parent, and first_year and last_year where a
            line does not hold for all years; without one, names are joined only where nothing else fits.
        indicators: a file of TOML with indicators of the user's own.
        memory: how much memory DuckDB may take, such as ``4GB``; None for what it takes.

    Returns:
        The panel. Close it, or use it in a ``with`` statement.

    Raises:
        ArgumentError: the facts lack a column, or the roster or the indicators do not fit; the message says how.
        UnreadableFileError: a file cannot be read.
        MissingExtraError: DuckDB is not installed (extra ``panel``).
    """
    listed = None if roster is None else read_roster(roster)
    entries = indicator_entries(indicators)
    engine: Engine = Spark(facts) if is_spark_frame(facts) else DuckDB(_facts(facts), memory)
    try:
        build(engine, listed, entries)
    except BaseException:
        engine.close()
        raise
    return Panel(engine, entries)


def _facts(facts: Any) -> Any:
    """Give facts as the engine takes them: names of files, or a table."""
    if isinstance(facts, Report):
        return to_arrow(facts)
    if isinstance(facts, str | Path):
        return parquet_files(Path(facts))
    if (
        isinstance(facts, list | tuple)
        and facts
        and all(isinstance(each, str | Path) for each in facts)
    ):
        return [name for each in facts for name in parquet_files(Path(each))]
    if hasattr(facts, "columns") or hasattr(facts, "schema"):
        return facts
    if isinstance(facts, Iterable):
        return to_arrow(facts)
    raise TypeError(
        f"build_panel: expected files, a table or reports, found {type(facts).__name__}"
    )
