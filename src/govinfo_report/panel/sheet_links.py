"""Where the rows of each copy stand in a panel's workbook: little is kept of each, so that there may be many."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from govinfo_report.workbook.page import internal_link


@define
class Places:
    """Leads from a report and a path to the row of the cell.

    A copy's rows follow each other, so the first one is enough; those of a copy that goes on in a further sheet
    are kept one by one.
    """

    _sources: dict[int, str] = field(factory=dict)
    _first: dict[int, tuple[str, int, dict[str, int]]] = field(factory=dict)
    _broken: dict[int, dict[str, str]] = field(factory=dict)
    _orders: dict[tuple[str, ...], dict[str, int]] = field(factory=dict)

    def add(self, report: int, source: str, links: Mapping[str, str]) -> None:
        """Add a copy.

        Args:
            report: its number.
            source: the link to its row of the sheet of sources.
            links: path to the link to the row of the cell, in order.
        """
        self._sources[report] = source
        if not links:
            return
        paths = tuple(links)
        order = self._orders.setdefault(paths, {path: at for at, path in enumerate(paths)})
        sheet, _, cell = links[paths[0]].removeprefix("internal:'").rpartition("'!A")
        begin = (sheet.replace("''", "'"), int(cell), order)
        self._first[report] = begin
        if self.cell(report, paths[-1]) != links[paths[-1]]:
            del self._first[report]
            self._broken[report] = dict(links)

    def source(self, report: int | None) -> str:
        """Give the link to the row of a copy in the sheet of sources; "" where there is no such copy."""
        return "" if report is None else self._sources.get(report, "")

    def cell(self, report: int | None, path: str | None) -> str:
        """Give the link to the row of a cell; "" where there is none."""
        if report is None or path is None:
            return ""
        if report in self._broken:
            return self._broken[report].get(path, "")
        begin = self._first.get(report)
        if begin is None or path not in begin[2]:
            return ""
        sheet, row, order = begin
        return internal_link(sheet, row + order[path])
