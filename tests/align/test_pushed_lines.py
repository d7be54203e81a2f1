"""Lines of table 二 whose numbers an empty cell seems to have pushed: one cell more than all other rows have."""

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.align.test_in_place import WARNED, warned


@pytest.mark.parametrize("layout", ["tab_separated", "pipe_table"])
def test_an_empty_cell_too_many_before_all_numbers(layout: str) -> None:
    """行政规范性文件 | | 1 | 1 | 5 among rows of four cells: 15 in two cells, beside one that the office left empty.

    It is said of every copy: what is known of the words of one speaks of the next.
    """
    row = "disclosure.normative_documents."
    cells = {"issued": "1", "repealed": "1", "in_force": "5"}
    truth = generate(3, "2021", 60)
    own = {row + name: number for name, number in cells.items()}
    text = render(evolve(truth, cells={**truth.cells, **own}), layout)
    label, bar = "行政规范性文件", "\t" if layout == "tab_separated" else " | "
    assert f"{label}{bar}1{bar}1{bar}5" in text
    pushed = text.replace(f"{label}{bar}1", f"{label}{bar.rstrip(' ')}{bar}1")
    for _ in range(3):
        report = gr.parse(pushed)
        assert {name: report.values()[row + name] for name in cells} == {
            "issued": 1,
            "repealed": 1,
            "in_force": 5,
        }
        assert warned(report) == own.keys()
        assert not warned(gr.parse(text))


def test_a_column_that_only_room_shows_is_no_cell_too_many() -> None:
    """The heading of a page reaches left of the numbers, which begin in its second column: none is pushed by a cell."""
    text = """云溪镇2022年政府信息公开工作年度报告

     二、主动公开政府信息情况
              第二十条第（一）项


       信息内容   本年制发件数    本年废止件数    现行有效件数


规章               0          0       0

行政规范性文件          0          6       7


              第二十条第（五）项


       信息内容            本年处理决定数量


行政许可                      430


              第二十条第（六）项


     -2-
                    信息内容                      本年处理决定数量


行政处罚                                                   3118

行政强制                                                   205


                                       第二十条第（八）项


                    信息内容                本年收费金额（单位：万元）

行政事业性收费                                                0
"""
    report = gr.parse(text)
    assert report.disclosure.normative_documents.in_force == 7
    assert not {"rows_settled", *WARNED} & {finding.code for finding in report.findings}
