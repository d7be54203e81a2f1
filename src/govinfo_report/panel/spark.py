"""The SQL of a panel on Spark; needs pyspark, which no extra brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govinfo_report.panel.engine import Columns, cells_query


def is_spark_frame(facts: Any) -> bool:
    """Tell whether facts are a data frame of Spark, without importing it."""
    return type(facts).__module__.startswith("pyspark.sql")


class Spark:
    """The session of a data frame; tables are temporary views of it, kept in its cache until the panel is closed.

    Args:
        facts: the data frame.
    """

    def __init__(self, facts: Any) -> None:
        self._session = facts.sparkSession
        self._views: dict[str, Any] = {}
        self._keep("panel_facts", facts)
        self.name("panel_cells", cells_query(facts.columns, "`", "panel_facts"))

    def _keep(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name)
        self._views[name] = frame

    def put(self, name: str, columns: Columns, rows: Iterable[tuple[Any, ...]]) -> None:
        """See ``Engine``."""
        schema = ", ".join(f"`{column}` {kind}" for column, kind in columns.items())
        self._keep(name, self._session.createDataFrame(list(rows), schema))

    def make(self, name: str, query: str) -> None:
        """See ``Engine``."""
        self._keep(name, self._session.sql(query).cache())

    def name(self, name: str, query: str) -> None:
        """See ``Engine``."""
        self._keep(name, self._session.sql(query))

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """See ``Engine``."""
        yield from map(tuple, self._session.sql(query).toLocalIterator())

    def batches(self, query: str) -> Iterator[Any]:
        """See ``Engine``."""
        yield from self._session.sql(query).toArrow().to_batches()

    def close(self) -> None:
        """See ``Engine``."""
        for name, frame in self._views.items():
            self._session.catalog.dropTempView(name)
            if name != "panel_facts":
                frame.unpersist()
