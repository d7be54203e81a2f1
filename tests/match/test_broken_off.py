"""Copies that end, or begin, inside a table: its other lines are read, the one that is cut is not."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, render

TITLE = "三、收到和处理政府信息公开申请情况"


@pytest.mark.parametrize("share", [0.4, 0.6, 0.8])
def test_text_run_together_that_breaks_off(share: float) -> None:
    """No sum down the columns is left; each line that is whole has its own."""
    truth = generate(3, "2021", 60)
    text = render(truth, "run_together").text
    start, end = text.index(TITLE), text.index("四、政府信息公开行政复议")
    report = gr.parse(text[: int(start + (end - start) * share)])
    stated = {path for path in report.values() if path.startswith("requests.")}
    assert len(stated) > 40
    assert {path: report.values()[path] for path in stated} == {
        path: truth.values()[path] for path in stated
    }


def test_the_row_that_a_copy_breaks_off_in_is_open() -> None:
    """1 | 0 | 0 | 0 | 0 | 1 of a line whose total was cut off: 1 is no total, though a sum would bear it out."""
    truth = generate(3, "2021", 60)
    text = render(truth, "barred_cells").text
    row = text.index("5.要求行政机关确认或重新出具已获取信息")
    cut = row + text[row:].index("\n|") - 4
    report = gr.parse(text[:cut])
    cells = [cell for cell in report.cells() if ".not_processed_confirm." in cell.path]
    assert [cell.value for cell in cells if cell.value is not None] == []
    assert (
        report.values()["requests.not_processed_repeated.total"]
        == (truth.values()["requests.not_processed_repeated.total"])
    )
