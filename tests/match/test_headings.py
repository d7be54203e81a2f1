"""What headings say against the form: columns that are others, or stand in another order."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.match.test_room import TABLE, judged

HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NUMBERS = TABLE[TABLE.index("一、本年新收") :]


def spaced(heads: tuple[str, ...]) -> str:
    """Give table three with one blank between all cells, below one line of headings."""
    rows = "\n".join(" ".join(filter(None, line.split("\t"))) for line in NUMBERS.split("\n"))
    return f"三、收到和处理政府信息公开申请情况\n{' '.join(heads)}\n{rows}"


def test_the_forms_own_columns_are_said_nothing_of() -> None:
    """Nor where the two lines of the heading stand one behind the other."""
    assert not judged(spaced(HEADS)).heads
    assert not judged(spaced(("自然人", "法人或其他组织", "总计", *HEADS[1:6]))).heads


@pytest.mark.parametrize("other", ["小计", "占比", "备注"])
@pytest.mark.parametrize("at", [2, 6])
def test_a_column_that_no_form_has(other: str, at: int) -> None:
    """Its name is told, whichever column it stands for."""
    verdict = judged(spaced((*HEADS[:at], other, *HEADS[at + 1 :])))
    assert other in verdict.heads


def test_the_total_before_the_first_column() -> None:
    """Numbers in the form's order would be another column's."""
    assert judged(spaced((HEADS[6], *HEADS[:6]))).heads


def test_a_column_of_another_name_is_a_finding_of_every_cell() -> None:
    """The report lists the whole table, and both the columns that are named and the form's."""
    report = gr.parse(spaced((*HEADS[:6], "小计")))
    found = [item for item in report.findings if item.code == "columns_unexpected"]
    assert len(found) == 1
    assert len(found[0].cells) == len(report.tables["requests"].shape.paths)
    assert "小计" in found[0].message
    assert "总计" in found[0].message
