"""The tables of a report as the form prints them, as HTML: each cell is a button with its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import frozen

from govinfo_report.evidence.escaping import shown
from govinfo_report.evidence.marks import CellWriter, doubts_of
from govinfo_report.evidence.wording import both
from govinfo_report.form_grid import Merged, printed_rows
from govinfo_report.model import Cell, Report
from govinfo_report.official import official_form


@frozen
class ReportCells:
    """The cells of a report and what the page says of each.

    Attributes:
        cells: path to the cell, in form order.
        numbers: path to the number of the cell on the page, from 0.
        doubts: path of each doubted cell to the severity.
    """

    cells: Mapping[str, Cell]
    numbers: Mapping[str, int]
    doubts: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> ReportCells:
        """Gather them."""
        cells = {cell.path: cell for cell in report.cells()}
        numbers = {path: at for at, path in enumerate(cells)}
        return cls(cells, numbers, doubts_of(report.findings))

    def state(self, cell: Cell) -> str:
        """Give the state that a cell shows: its own, or ``concern`` for a stated number that a finding doubts."""
        return "concern" if cell.value is not None and cell.path in self.doubts else cell.state

    def used(self) -> Counter[str]:
        """Count the states that the cells show."""
        return Counter(self.state(cell) for cell in self.cells.values())


def table_html(table: str, edition: str, cells: ReportCells, is_button: bool = True) -> str:
    """Give a table as HTML.

    Args:
        table: its id.
        edition: its edition.
        cells: what it holds.
        is_button: each cell can be chosen; else only its text is given.
    """
    heading = official_form().of(table, edition).sections[table].heading
    writer = CellWriter()
    out = [f'<table class="form" id="table-{table}"><caption>{shown(heading)}</caption>\n']
    is_open = ""
    for row in printed_rows(table, edition):
        wanted = "thead" if row[0].is_heading and is_open != "tbody" else "tbody"
        if is_open != wanted:
            out.append(f"</{is_open}>\n" if is_open else "")
            out.append(f"<{wanted}>\n")
            is_open = wanted
        boxes = "".join(_box(box, cells, writer, is_button) for box in row)
        kind = ' class="heads"' if row[0].is_heading else ""
        out.append(f"<tr{kind}>{boxes}</tr>\n")
    out.append(f"</{is_open}></table>\n")
    return "".join(out)


def _box(box: Merged, cells: ReportCells, writer: CellWriter, is_button: bool) -> str:
    spans = f' colspan="{box.width}"' if box.width > 1 else ""
    spans += f' rowspan="{box.height}"' if box.height > 1 else ""
    if box.paths:
        return _cell(box.paths[0], spans, cells, writer, is_button)
    if box.is_heading:
        scope = "colgroup" if box.width > 1 else "col"
        return f'<th scope="{scope}"{spans}>{shown(box.text)}</th>'
    scope = "rowgroup" if box.height > 1 else "row"
    if box.height > 1:
        return f'<th scope="{scope}" class="group"{spans}><span>{shown(box.text)}</span></th>'
    return f'<th scope="{scope}"{spans}>{shown(box.text)}</th>'


def _cell(path: str, spans: str, cells: ReportCells, writer: CellWriter, is_button: bool) -> str:
    cell = cells.cells.get(path) or Cell(path)
    state = cells.state(cell)
    text = shown(writer.text(cell, path in cells.doubts))
    zero = " zero" if cell.value == 0 else ""
    if is_button:
        number = cells.numbers.get(path, -1)
        word = "" if state == "printed" else f'<small class="word">{both(f"state.{state}")}</small>'
        text = f'<button type="button" tabindex="-1" data-c="{number}"><b>{text}</b>{word}</button>'
    return f'<td class="{state}{zero}"{spans}>{text}</td>'


def iter_tables(report: Report, cells: ReportCells) -> Iterator[str]:
    """Give the tables of a report as HTML, in the order of the form; each cell can be chosen."""
    for name, table in report.tables.items():
        yield table_html(name, table.shape.edition, cells)
