"""A blank that may part thousands inside one cell: 52 738 is one number, or two."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render

ROW = "disclosure.administrative_licensing."
COLUMNS = ["previous_items", "change", "decisions"]
LAYOUTS = ["tab_separated", "pipe_table", "row_per_cell", "bare_cells", "flattened_header"]
TRUTH = generate(3, "2019", 60)
CELLS = {f"{ROW}{column}": number for column, number in zip(COLUMNS, "123", strict=True)}
TEXT = {
    layout: render(
        evolve(
            TRUTH, cells={**TRUTH.cells, **CELLS, f"{ROW}change": "777", f"{ROW}decisions": "8"}
        ),
        layout,
    )
    for layout in LAYOUTS
}


@pytest.mark.parametrize("blank", "\u00a0\u2009\u202f")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_cells_for_three_numbers_are_left_open(layout: str, blank: str) -> None:
    """12 | 52 738: 12, 52 and 738, or 52738 and a lost number."""
    before, _, rest = TEXT[layout].partition("777")
    behind = rest[rest.index("8") + 1 :]
    report = gr.parse(f"{before}52{blank}738{behind}")
    assert not {ROW + column for column in COLUMNS} & report.values().keys()
    assert {52, 52738} <= set(report.cell(f"{ROW}change").candidates)


@pytest.mark.parametrize("blank", "\u00a0\u2009\u202f")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_as_many_cells_as_numbers(layout: str, blank: str) -> None:
    """1 | 52 738 | 8: the blank lies inside the number."""
    report = gr.parse(TEXT[layout].replace("777", f"52{blank}738"))
    assert [report.values()[ROW + column] for column in COLUMNS] == [1, 52738, 8]


@pytest.mark.parametrize("cell", ["52\u00a07", "52\u00a07381", "52 738"])
def test_another_blank_parts_two_numbers(cell: str) -> None:
    """No number has a blank before two digits or four, and one of another width parts cells."""
    before, _, rest = TEXT["tab_separated"].partition("777\t8")
    report = gr.parse(f"{before}{cell}{rest}")
    assert [report.values()[ROW + column] for column in COLUMNS] == [1, *map(int, cell.split())]
