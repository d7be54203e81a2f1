"""Who is to blame for a sum that fails, by the one repair that would mend it."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from tests.strategies import copy_text


def verdicts_of(text: str) -> dict[str, set[str | None]]:
    """Give code to the verdicts of the sums that fail."""
    found: dict[str, set[str | None]] = {}
    for item in gr.parse(text).findings:
        if item.severity == "error":
            found.setdefault(item.code, set()).add(item.verdict)
    return found


# the line 1.属于国家秘密 of the copy: 27 7 2 3 2 3 44
LINE = "1. 属于国家秘密\t27\t7\t2\t3\t2\t3\t44"


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("277\t2\t3\t2\t3\t0\t44", "undecided"),
        ("2\t77\t2\t3\t2\t3\t44", "extraction"),  # the digit moved to its neighbour
        ("27\t7\t2\t3\t2\t3\t4", "extraction"),  # a digit of the total is lost
        ("27\t7\t2\t3\t2\t3\t58", "office"),  # a total that is added up wrong
        ("7\t27\t2\t3\t2\t3\t44", "office"),  # values in each other's column
    ],
)
def test_verdicts(printed: str, verdict: str) -> None:
    """One line is printed otherwise; all sums that fail for it have one verdict."""
    text = copy_text("tab_clean_2021")
    assert LINE in text
    found = verdicts_of(text.replace(LINE, f"1. 属于国家秘密\t{printed}"))
    assert set.union(*found.values()) == {verdict}


def test_sums_without_a_cell_in_common_are_judged_apart() -> None:
    """Two groups of table 四 are printed wrong: each is the office's own slip."""
    text = copy_text("tab_clean_2021")
    last = next(line for line in text.split("\n") if line.count("\t") == 14 and line[0].isdigit())
    cells = last.split("\t")
    cells[4], cells[9] = str(int(cells[4]) + 1), str(int(cells[9]) + 1)
    report = gr.parse(text.replace(last, "\t".join(cells)))
    failed = [item for item in report.findings if item.code == "review_total"]
    assert [item.verdict for item in failed] == ["office", "office"]
