"""A blank that may part thousands inside one cell: 52 738 is one number, or two."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.strategies import copy_text

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
    assert 52 in report.cell(f"{ROW}change").candidates


@pytest.mark.parametrize("blank", "\u00a0\u2009\u202f")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_as_many_cells_as_numbers(layout: str, blank: str) -> None:
    """1 | 52 738 | 8: the blank lies inside the number, or a fourth number stands there."""
    report = gr.parse(TEXT[layout].replace("777", f"52{blank}738"))
    cells = [report.cell(ROW + column) for column in COLUMNS]
    assert all(
        cell.value in (None, right) for cell, right in zip(cells, [1, 52738, 8], strict=True)
    )
    assert all(cell.is_doubted for cell in cells)


@pytest.mark.parametrize("blank", "\u00a0\u2009\u202f")
def test_a_sum_knows(blank: str) -> None:
    """In table three 1 586 adds up as one number."""
    text = copy_text("tab_clean_2021").replace("\t1586\n", f"\t1{blank}586\n", 1)
    assert gr.parse(text).values()["requests.new_received.total"] == 1586
