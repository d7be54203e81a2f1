"""Decimals torn at their point: neither piece is a number, whatever layout prints them."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.layouts.flattened_header import _stacked
from govinfo_report.layouts.torn_decimals import join_decimals
from govinfo_report.model.row import LineRow, Row
from govinfo_report.testing import generate, render
from govinfo_report.testing.steps import count_steps

FEE = "disclosure.administrative_fees.fee_amount"
COUNT = "disclosure.administrative_penalty.decisions"
TRUTH = generate(3, "2021", 60)
TRUE = evolve(TRUTH, cells={**TRUTH.cells, FEE: "6173.58", COUNT: "6174"})
SPACED = "tab_separated", "flattened_header", "space_aligned"


def is_doubted(report: gr.Report, path: str) -> bool:
    """Tell whether a finding of at least warning lists a cell."""
    return any(
        path in found.cells for found in report.findings if found.severity in ("warning", "error")
    )


@pytest.mark.parametrize("pieces", ["6173\n.58", "6173.\n58", "6173 .58", "6173. 58"])
@pytest.mark.parametrize("layout", [*SPACED, "bare_cells", "pipe_table"])
def test_two_pieces_are_one_number(layout: str, pieces: str) -> None:
    """The amount is read in two parts, or left open; everything else is as it was."""
    text = render(TRUE, layout)
    assert text.count("6173.58") == 1
    # the second time the words of the table are known
    for _ in range(2):
        report = gr.parse(text.replace("6173.58", pieces))
        cell = report.cell(FEE)
        assert cell.value is None or (str(cell.value), cell.raw) == ("6173.58", "6173.58")
        expected = gr.parse(text).values()
        assert report.values() == {
            path: value for path, value in expected.items() if path != FEE or cell.value is not None
        }


@pytest.mark.parametrize("pieces", ["6173\n.58", "6173.\n58", "6173 .58"])
@pytest.mark.parametrize("layout", SPACED)
def test_lines_and_blanks_are_read(layout: str, pieces: str) -> None:
    """Where nothing but a line end or a cell's border stands between them, the number is stated."""
    if layout != "space_aligned" and " " in pieces:
        pieces = pieces.replace(" ", "\t" if layout == "tab_separated" else "\n")
    report = gr.parse(render(TRUE, layout).replace("6173.58", pieces))
    cell = report.cell(FEE)
    assert (str(cell.value), len(cell.parts)) == ("6173.58", 2)


@pytest.mark.parametrize("printed", ["6173.O8", "617.l8"])
def test_a_letter_begins_no_label(printed: str) -> None:
    """The 3 of 6173.O8 numbers nothing: the cell is unreadable."""
    text = render(TRUE, "run_together")
    assert text.count("6173.58") == 1
    report = gr.parse(text.replace("6173.58", printed))
    assert report.cell(FEE).value is None
    assert is_doubted(report, FEE)


@pytest.mark.parametrize("between", ["\t", "\n"])
def test_the_number_of_a_label_is_no_piece(between: str) -> None:
    """1. in front of the numbers of a line is its label's, whose words are gone."""
    text = render(TRUE, "tab_separated")
    line = next(line for line in text.split("\n") if "重复申请" in line)
    label = next(cell for cell in line.split("\t") if "重复申请" in cell)
    report = gr.parse(text.replace(line, line.replace(label + "\t", "2." + between)))
    assert not any(found.code == "number_torn" for found in report.findings)


def test_many_pieces_in_one_row_take_linear_steps() -> None:
    """A row of twice as many torn decimals takes about twice the steps, not four times."""

    def steps(count: int) -> int:
        line = "行政事业性收费" + "\t12\t.97" * count
        rows: list[Row] = []
        taken = count_steps(lambda text: rows.extend(join_decimals([LineRow(text, 0)])), line)
        assert [list(row.cells)[1:] for row in rows] == [["12.97"] * count]
        assert rows[0].spans(count)[-1] == (len(line) - 3, len(line))
        return taken

    assert steps(400) < 2.5 * steps(200)
    assert steps(800) < 2.5 * steps(400)


def test_rows_stacked_from_wide_lines_take_linear_steps() -> None:
    """What the cells of two wide lines print is found in one pass over them."""

    def steps(count: int) -> int:
        line, below = "\t".join(["7"] * count), "\t" * (count - 1)

        def call(text: str) -> None:
            printed = _stacked([(text, 0), (below, count)]).all_printed()
            assert printed[-1] == ("7", ((len(line) - 1, len(line)),))

        return count_steps(call, line)

    assert steps(400) < 2.5 * steps(200)
