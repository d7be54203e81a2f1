"""Where a stretch of the flow stands in its file: the row and column of a table, the box on a page."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from attrs import define, evolve, field

from govinfo_report.model import Box, Place, Report
from govinfo_report.source.native_rows import FlowRows, NativeCell, NativeRow


class OnPage(NamedTuple):
    """A character, or an empty cell, as it stands on a page.

    Attributes:
        offset: where it stands in its text, from 0.
        page: its page, from 1.
        box: its left, bottom, right and top, in points of the page as it is displayed.
    """

    offset: int
    page: int
    box: Box


@define(eq=False)
class Boxes:
    """Where the characters of a flow stand on pages.

    Attributes:
        offsets: of each its offset in the flow, from 0, in order.
        pages: the page of each.
        edges: the four edges of each, one behind the other.
    """

    offsets: array[int] = field(factory=lambda: array("q"))
    pages: array[int] = field(factory=lambda: array("q"))
    edges: array[float] = field(factory=lambda: array("d"))

    def add(self, printed: Iterable[OnPage], base: int = 0) -> None:
        """Add characters that stand behind those before.

        Args:
            printed: the characters of a text.
            base: where the text stands in the flow.
        """
        for offset, page, box in printed:
            self.offsets.append(base + offset)
            self.pages.append(page)
            self.edges.extend(box)

    def moved(self, at: Callable[[int], int]) -> Boxes:
        """Give the same for a flow in which characters moved.

        Args:
            at: gives where a character of this flow stands in that one.
        """
        moved = list(map(at, self.offsets))
        found = Boxes()
        for index, offset in enumerate(moved):
            # what is left out has the place of what follows it
            if moved[index + 1 : index + 2] != [offset]:
                found.offsets.append(offset)
                found.pages.append(self.pages[index])
                found.edges.extend(self.edges[4 * index : 4 * index + 4])
        return found

    def of(self, start: int, end: int) -> Place | None:
        """Give the page of a stretch of the flow, and the box around what of it stands there; None for no page."""
        low = bisect_left(self.offsets, start)
        high = bisect_left(self.offsets, max(end, start + 1))
        if low == high:
            return None
        page = self.pages[low]
        left, bottom, right, top = self.edges[4 * low : 4 * low + 4]
        for at in range(low + 1, high):
            if self.pages[at] == page:
                edges = self.edges[4 * at : 4 * at + 4]
                left, bottom = min(left, edges[0]), min(bottom, edges[1])
                right, top = max(right, edges[2]), max(top, edges[3])
        return Place(page, box=(round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)))


@define(eq=False)
class Places:
    """Tells the place of a stretch of the flow.

    Attributes:
        rows: the rows of native tables, in the order of the flow.
        pages: where each sheet begins in the flow, and its number.
        boxes: where characters stand on pages.
    """

    rows: Sequence[NativeRow] = ()
    pages: Sequence[tuple[int, int]] = ()
    boxes: Boxes = field(factory=Boxes)
    _last: tuple[NativeRow, Sequence[NativeCell]] | None = field(default=None, init=False)

    def row(self, start: int) -> tuple[NativeRow, Sequence[NativeCell]] | None:
        """Give the row of a table that a character of the flow stands in, and its cells (hot: one call a cell)."""
        # the cells of a row are asked for one after the other
        found = self._last
        if found is not None and found[0].start <= start <= found[0].end:
            return found
        if isinstance(self.rows, FlowRows):
            self.rows = self.rows.made()
        at = bisect_right(self.rows, start, key=_row_start) - 1
        if at < 0 or start > self.rows[at].end:
            return None
        row = self.rows[at]
        self._last = found = row, row.cells
        return found

    def of(self, start: int, end: int) -> Place | None:
        """Give the place of a stretch of the flow; None where the file tells none.

        What stands in several cells of a row has no column, and what goes on behind its row the place of that row.
        """
        shown = self.boxes.of(start, end) if self.boxes.offsets else None
        found = self.row(start)
        if found is not None:
            row, cells = found
            own = next(cell for cell in reversed(cells) if cell.start <= start)
            column = own.column + 1 if end <= own.end else None
            box = shown.box if shown else None
            return Place(row.page, row.table or None, row.number, column, box)
        if shown is not None:
            return shown
        at = bisect_right(self.pages, start, key=_page_start) - 1
        return Place(self.pages[at][1]) if at >= 0 else None

    def tell(self, report: Report, is_text: bool) -> None:
        """Give what a report tells besides its cells their places; its offsets are those of the flow.

        Args:
            report: the report.
            is_text: the flow's lines are those of the file; else no line is told.
        """
        report.identity = {
            name: evolve(fact, place=self.of(fact.start, fact.end))
            for name, fact in report.identity.items()
        }
        report.sections = tuple(
            evolve(
                section, place=self.of(section.start, section.start + max(len(section.heading), 1))
            )
            for section in report.sections
        )
        report.findings = tuple(
            item
            if item.start is None
            else evolve(
                item,
                place=self.of(item.start, item.start if item.end is None else item.end),
                line=item.line if is_text else None,
            )
            for item in report.findings
        )
        report.extra_rows = tuple(
            evolve(
                row,
                place=self.of(min(spans)[0], max(end for _, end in spans)) if spans else None,
                line=row.line if is_text else None,
            )
            for row in report.extra_rows
            for spans in [[span for parts in row.parts for span in parts]]
        )
        report.claims = tuple(
            evolve(claim, place=self.of(claim.start, claim.end)) for claim in report.claims
        )


def _row_start(row: NativeRow) -> int:
    return row.start


def _page_start(page: tuple[int, int]) -> int:
    return page[0]
