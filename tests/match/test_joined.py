"""A number put together of several runs of digits is stated without doubt only where a sum bears it out."""

import re
from collections.abc import Callable

import pytest

import govinfo_report as gr
from tests.strategies import copy_text

CLEAN = copy_text("tab_clean_2021")
WAYS: dict[str, Callable[[str], str]] = {
    "a tab": str,
    "bars": lambda text: text.replace("\t", " | "),
    "blanks": lambda text: text.replace("\t", "   "),
    "a page": lambda text: (
        "<html><table>"
        + "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr>"
            for line in text.split("\n")
        )
        + "</table>"
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("gap", [" ", "\u3000", "\u00a0"])
def test_no_sum_no_certainty(way: str, gap: str) -> None:
    """In table two 8 71 may be 871, or two numbers: it is told."""
    report = gr.parse(WAYS[way](CLEAN.replace("\t871\t", f"\t8{gap}71\t")))
    cell = report.cell("disclosure.administrative_compulsion.decisions")
    assert cell.value in (871, None)
    assert cell.is_doubted


@pytest.mark.parametrize("between", ["<br>", "</p><p>"])
def test_lines_of_a_cell(between: str) -> None:
    """Two lines or two paragraphs of a cell may be two numbers."""
    page = WAYS["a page"](CLEAN).replace("<td>871</td>", f"<td><p>8{between}71</p></td>")
    assert gr.parse(page).cell("disclosure.administrative_compulsion.decisions").is_doubted


def test_a_sum_bears_it_out() -> None:
    """In table three the sums know 1 586 from 1 and 586."""
    report = gr.parse(CLEAN.replace("\t1586\n", "\t1 586\n", 1))
    cell = report.cell("requests.new_received.total")
    assert (cell.value, cell.state, cell.is_doubted) == (1586, "aligned", False)


def test_this_year_and_last_year() -> None:
    """Where most numbers of a table print two, none is stated as one."""
    start, end = CLEAN.index("二、"), CLEAN.index("三、收到")
    two = re.sub(
        r"(?<=\t)\d+(?=[\t\n])",
        lambda number: f"{number[0]} {int(number[0]) // 2}",
        CLEAN[start:end],
    )
    report = gr.parse(CLEAN[:start] + two + CLEAN[end:])
    assert [path for path in report.values() if path.startswith("disclosure.")] == [
        "disclosure.administrative_fees.fee_amount"
    ]
    assert 31 in report.cell("disclosure.rules.issued").candidates
