"""The tables of a panel and their columns; the words stand in ``tables.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from govinfo_report.panel.rules import panel_data

if TYPE_CHECKING:
    import pyarrow as pa


@frozen
class PanelColumn:
    """A column of a table of a panel.

    Attributes:
        name: its name.
        type: ``text``, ``integer``, ``number`` (exact, with a fraction), ``ratio`` or ``flag``.
        en: what it holds, in English.
        zh: the same in Chinese.
    """

    name: str
    type: str
    en: str
    zh: str


@cache
def panel_tables() -> dict[str, tuple[PanelColumn, ...]]:
    """Give each table of a panel, with its columns in order."""
    return {
        name: tuple(PanelColumn(column, **words) for column, words in table["columns"].items())
        for name, table in panel_data("tables").items()
    }


def panel_schema(name: str) -> pa.Schema:
    """Give the Arrow schema of a table of a panel."""
    import pyarrow

    kinds = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.decimal128(38, 9),
        "ratio": pyarrow.float64(),
        "flag": pyarrow.bool_(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(
                column.name, kinds[column.type], metadata={"en": column.en, "zh": column.zh}
            )
            for column in panel_tables()[name]
        ]
    )
