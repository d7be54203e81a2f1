"""Words where the form has a number: a cell that prints something, and proves nothing of the others."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.soundness import codes, parsed
from tests.strategies import copy_text


@pytest.mark.parametrize("words", ["三", "3?", "①", "见附件", "约3"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_words_in_any_cell_are_that_cell(words: str, at: int) -> None:
    """What is no number in the place of one is unreadable, in the first cell as in the others; those are printed."""
    text = copy_text("tab_clean_2021")
    cells = ["3", "1", "27"]
    cells[at] = words
    report = parsed(text.replace("规章\t3\t1\t27", "\t".join(["规章", *cells])))
    found = [report.cell(f"disclosure.rules.{name}") for name in ("issued", "repealed", "in_force")]
    assert [cell.raw for cell in found] == cells
    assert [cell.state for cell in found].pop(at) == "unreadable"
    assert [cell.value for cell in found] == [
        None if cell == words else int(cell) for cell in cells
    ]
    assert "cell_unreadable" in codes(report)


@pytest.mark.parametrize("words", ["见附件", "十二万元", "?", "十二", "12万元左右"])
def test_words_in_the_only_cell_are_that_cell(words: str) -> None:
    """A line of one cell that prints words prints something: its number is not lost without a trace."""
    text = copy_text("tab_clean_2021").replace("收费\t12.5\t", f"收费\t{words}\t")
    report = parsed(text)
    cell = report.cell("disclosure.administrative_fees.fee_amount")
    assert (cell.state, cell.raw) == ("unreadable", words)
    assert "without_numbers" not in {item.reason for item in report.findings}


@pytest.mark.parametrize("words", ["（单位：万元）", "万元", ""])
def test_the_rest_of_a_label_is_no_cell(words: str) -> None:
    """A unit in the place of the number is the rest of the label, and the number is lost."""
    text = copy_text("tab_clean_2021").replace("收费\t12.5\t", f"收费\t{words}\t")
    assert parsed(text).cell("disclosure.administrative_fees.fee_amount").state in ("lost", "blank")


def test_words_in_every_cell_prove_nothing_of_others() -> None:
    """Seven cells of words are not counted as zeros where another line is short of a number."""
    row = "\t\t2. 重复申请\t6\t3\t3\t1\t1\t4\t18\n"
    text = copy_text("tab_clean_2021")
    assert row in text
    text = text.replace(row, "\t\t2. 重复申请" + "\t见附件" * 7 + "\n")
    report = parsed(text.replace("\t173\t72\t28\t44\t18\t55\t390", "\t173\t72\t28\t44\t18\t55"))
    assert report.cell("requests.not_processed_repeated.total").state == "unreadable"
    doubted = [cell for cell in report.cells() if cell.path.startswith("requests.granted.")]
    assert all(cell.value is None or cell.raw == str(cell.value) for cell in doubted)


@pytest.mark.parametrize(
    ("mark", "findings"),
    [
        ("①", ["words_beside"]),
        ("一", ["words_beside"]),
        ("####", ["words_beside"]),
        ("：", []),
    ],
)
def test_a_mark_before_all_numbers_of_a_line_is_no_cell(mark: str, findings: list[str]) -> None:
    """Beside as many numbers as the form has cells a mark between them and the label takes no cell's place.

    Unless it does, and another number is broken in two: that is said.
    """
    text = copy_text("tab_clean_2021").replace("规章\t3\t1\t27", f"规章\t{mark}\t3\t1\t27")
    report = parsed(text)
    assert report.values() == gr.parse(copy_text("tab_clean_2021")).values()
    assert [item.reason for item in report.findings] == findings


def test_all_words_beside_numbers_are_taken() -> None:
    """Lines lined up by spaces whose words are all another row's label, above numbers: nothing is raised."""
    text = (
        "（本列数据的勾稽关系为：第一 申请人情况\n一、本年新收政府信息公开申请 104 4 0 O 0 1 109\n"
        "不予公 合法权益\n开 5.属于三类内 O 0 0 0 0 0 0\n部事务信息"
    )
    assert gr.parse(text).layouts == {"requests": "space_aligned"}


@pytest.mark.parametrize(("words", "is_said"), [("…", True), ("####", True), ("含修订", False)])
def test_signs_behind_all_numbers_of_a_line_are_said(words: str, is_said: bool) -> None:
    """3 | 1 | 27 | … may be 3, 127 and a number that nobody can tell; words behind them count nothing."""
    report = parsed(
        copy_text("tab_clean_2021").replace("规章\t3\t1\t27", f"规章\t3\t1\t27\t{words}")
    )
    found = [report.cell(f"disclosure.rules.{name}") for name in ("issued", "repealed", "in_force")]
    assert [cell.value for cell in found] == [3, 1, 27]
    listed = {item.reason: set(item.cells) for item in report.findings}
    rules = {cell.path for cell in found}
    assert listed == ({"words_beside": rules} if is_said else {})
