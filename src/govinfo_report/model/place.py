"""Where something stands in a file, and what turns offsets of a flow into places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from attrs import frozen

from govinfo_report.errors import language

if TYPE_CHECKING:
    from govinfo_report.model.cell import Cell

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, in points of a page as it is displayed, from its lower left corner."""


@frozen
class Place:
    """A place in a file, each number from 1; None where the format has no such thing.

    Attributes:
        page: the page of a PDF; the sheet of a workbook.
        table: the table, in the order of the file; in a PDF, of its page.
        row: the row of the table, of the sheet or of the file.
        column: the column of the table's grid, a merged cell's first.
        box: the box around it on the page of a PDF: around what is printed, or the empty cell between its rules.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: Box | None = None

    def text(self, lang: str = "en") -> str:
        """Give it in words, in ``en`` or ``zh``: ``table 2, row 7, column 4``.

        Raises:
            ArgumentError: ``lang`` is another language.
        """
        lang = language(lang)
        words = [
            word.format(number)
            for name, word in _STEPS[lang].items()
            if (number := getattr(self, name)) is not None
        ]
        return ("" if lang == "zh" else ", ").join(words)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Place | None:
        """Restore a place from plain data; None for none."""
        if data is None:
            return None
        box = data["box"]
        return cls(**{**data, "box": None if box is None else tuple(box)})


_STEPS = {
    "en": {"page": "page {}", "table": "table {}", "row": "row {}", "column": "column {}"},
    "zh": {"page": "第{}页", "table": "第{}个表格", "row": "第{}行", "column": "第{}列"},
}


class Origin(Protocol):
    """Knows where the text that the stages read came from."""

    def cell(self, cell: Cell) -> Cell:
        """Give a cell with its places in the file instead of those in the flow."""
        ...
