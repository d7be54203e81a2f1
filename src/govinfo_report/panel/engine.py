"""Where the SQL of a panel runs: DuckDB inside the process; ``spark.py`` has the same for Spark."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from govinfo_report.errors import ArgumentError, MissingExtraError, UnreadableFileError

Columns = Mapping[str, str]
"""Column to its type: ``string``, ``bigint``, ``double``; every engine has these."""

# Columns of the facts that a panel reads, with their types.
FACTS: Columns = {
    "source": "string",
    "organization": "string",
    "year": "bigint",
    "digest": "string",
    "kind": "string",
    "signed": "string",
    "published": "string",
    "edition": "string",
    "value": "bigint",
    "amount": "decimal(38, 9)",
    "state": "string",
    "unit": "string",
    "raw": "string",
    "line": "bigint",
    "candidates": "string",
    "findings": "string",
}
CELL = ("table", "row", "column")
"""Columns that name a cell of the form."""
PLACE = {"page": "page", "place_table": "table", "place_row": "row", "place_column": "column"}
"""Columns that tell the place of a cell in a file without lines, and what each is called there."""
LINEAGE: Columns = {
    **dict.fromkeys(("table_label", "row_label", "column_label", "verdict", "place_box"), "string"),
    **dict.fromkeys(("start", "end", *PLACE), "bigint"),
    "inferred": "decimal(38, 9)",
}
"""Columns that a workbook shows of each cell, with their types; facts may lack them."""
CELL_PREFIX = "cell_"
"""What stands before their names, some of which SQL has for itself."""
# Rows that Python holds at a time.
_PART = 50_000


class Engine(Protocol):
    """What a panel asks of an engine."""

    def put(self, name: str, columns: Columns, rows: Iterable[tuple[Any, ...]]) -> None:
        """Make a table of rows."""

    def make(self, name: str, query: str) -> None:
        """Make a table of what a query gives."""

    def name(self, name: str, query: str) -> None:
        """Give a query a name, by which others go on with it."""

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Give what a query gives, line by line."""

    def batches(self, query: str) -> Iterator[Any]:
        """Give what a query gives as record batches of Arrow."""

    def close(self) -> None:
        """Drop what was made."""


def cells_query(known: Sequence[str], quote: str, table: str) -> str:
    """Give the query that names the cells of facts by their path.

    Args:
        known: the columns of the facts.
        quote: what stands around the name of a column.
        table: the facts.

    Raises:
        ArgumentError: they lack a column.
    """
    lacking = [name for name in (*FACTS, *CELL, *PLACE) if name not in known]
    if lacking:
        raise ArgumentError(
            "facts", f"expected the long facts of a corpus; found no column {lacking[0]}"
        ).in_chinese(f"应为长表形式的数据；没有{lacking[0]}列")
    named = {name: f"{quote}{name}{quote}" for name in known}
    filled = {
        "digest": f"coalesce({named['digest']}, '')",
        "findings": f"coalesce({named['findings']}, '')",
        "copy": f"coalesce({named['source']}, {named['digest']}, '')",
        "place": _place(named),
        "path": _path([named[name] for name in CELL]),
    }
    plain = {name: f"cast({named[name]} as {kind})" for name, kind in FACTS.items()}
    shown = {
        f"{CELL_PREFIX}{name}": f"cast({named.get(name, 'null')} as {kind})"
        for name, kind in LINEAGE.items()
    }
    given = {**plain, **filled, **shown}
    columns = ", ".join(f"{value} as {name}" for name, value in given.items())
    return f"select {columns} from {table}"


def _path(names: Sequence[str]) -> str:
    """Give the path of a cell; that of the only number of a line has no column."""
    table, row, column = names
    return (
        f"{table} || '.' || {row} ||"
        f" case when coalesce({column}, '') = '' then '' else '.' || {column} end"
    )


def _place(named: Mapping[str, str]) -> str:
    """Give a place as words: ``page 2 table 1 row 3 column 4``; null where there is none."""
    known = " or ".join(f"{named[name]} is not null" for name in PLACE)
    words = " || ".join(
        f"coalesce(' {word} ' || cast({named[name]} as string), '')" for name, word in PLACE.items()
    )
    return f"case when {known} then trim({words}) end"


def _text(words: str) -> str:
    """Give a text as SQL has it."""
    return "'" + words.replace("'", "''") + "'"


class DuckDB:
    """DuckDB on a database of its own, in a folder that goes when the panel is closed.

    Args:
        facts: a file of Parquet, several, or something that DuckDB scans: an Arrow table, a data frame.
        memory: how much memory it may take, such as ``4GB``; None for what DuckDB takes.

    Raises:
        ArgumentError: ``memory`` is no size, or the facts lack a column.
        MissingExtraError: DuckDB is not installed.
        UnreadableFileError: a file cannot be read as Parquet.
    """

    def __init__(self, facts: Any, memory: str | None = None) -> None:
        try:
            import duckdb
        except ModuleNotFoundError as error:
            raise MissingExtraError("duckdb", "panel", "to build a panel", "建立面板") from error
        self._folder = Path(tempfile.mkdtemp(prefix="govinfo-report-panel-"))
        self._duckdb = duckdb.connect(str(self._folder / "panel.duckdb"))
        try:
            self._set("temp_directory", str(self._folder / "spill"))
            self._duckdb.execute("set preserve_insertion_order = false")
            if memory is not None:
                self._limit(memory)
            self._open(facts)
        except BaseException:
            self.close()
            raise

    def _set(self, name: str, value: str) -> None:
        self._duckdb.execute(f"set {name} = {_text(value)}")

    def _limit(self, memory: str) -> None:
        import duckdb

        try:
            self._set("memory_limit", memory)
        except duckdb.Error as error:
            raise ArgumentError(
                "memory", f"expected a size such as 4GB, found {memory!r}"
            ).in_chinese(f"应为4GB这样的大小，实为{memory!r}") from error

    def _open(self, facts: Any) -> None:
        import duckdb

        if isinstance(facts, list):
            try:
                relation = self._duckdb.read_parquet(facts)
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                said = str(error).splitlines()[0]
                raise UnreadableFileError(None, f"no facts as Parquet: {said}").in_chinese(
                    f"不是Parquet格式的数据：{said}"
                ) from error
            names = ", ".join(map(_text, facts))
            table = f"read_parquet([{names}])"
            known = relation.columns
        else:
            self._duckdb.register("panel_facts", facts)
            table = "panel_facts"
            known = self._duckdb.table(table).columns
        query = cells_query(known, '"', table)
        self._duckdb.execute(f"create temporary view panel_cells as {query}")

    def put(self, name: str, columns: Columns, rows: Iterable[tuple[Any, ...]]) -> None:
        """See ``Engine``."""
        import pyarrow

        kinds = {"string": pyarrow.string(), "bigint": pyarrow.int64(), "double": pyarrow.float64()}
        schema = pyarrow.schema([(column, kinds[kind]) for column, kind in columns.items()])
        declared = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self._duckdb.execute(f"create or replace table {name} ({declared})")
        left = iter(rows)
        while part := list(islice(left, _PART)):
            values = [list(each) for each in zip(*part, strict=True)]
            self._duckdb.register("panel_given", pyarrow.table(values, schema=schema))
            self._duckdb.execute(f"insert into {name} select * from panel_given")
            self._duckdb.unregister("panel_given")

    def make(self, name: str, query: str) -> None:
        """See ``Engine``."""
        self._duckdb.execute(f"create or replace table {name} as {query}")

    def name(self, name: str, query: str) -> None:
        """See ``Engine``."""
        self._duckdb.execute(f"create or replace view {name} as {query}")

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """See ``Engine``."""
        # a cursor of its own, so that tables may be made meanwhile
        found = self._duckdb.cursor().execute(query)
        while part := found.fetchmany(_PART):
            yield from part

    def batches(self, query: str) -> Iterator[Any]:
        """See ``Engine``."""
        yield from self._duckdb.cursor().sql(query).to_arrow_reader(65_536)

    def close(self) -> None:
        """See ``Engine``."""
        self._duckdb.close()
        shutil.rmtree(self._folder, ignore_errors=True)
