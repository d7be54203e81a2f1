"""Labels that moved where no number tells: by where they stand, and by how many lines are between them."""

from __future__ import annotations

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render

PUBLICATION, MASS, CONFIRM = (
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
ROWS = ("not_processed_publication", "not_processed_mass")


def doubted(text: str) -> set[str]:
    """Return the rows of table 三 whose labels are said to have moved."""
    return {
        path.split(".")[1]
        for finding in gr.parse(text).findings
        if finding.reason == "labels_moved"
        for path in finding.cells
        if path.startswith("requests.")
    }


def with_empty(row: str) -> str:
    """Return a copy with a cell a line that prints nothing in the cells of a row, and a number in each other one."""
    truth = generate(5, "2021", 400)
    cells = {
        path: "" if path.startswith(f"requests.{row}.") else text or "0"
        for path, text in truth.cells.items()
    }
    return render(evolve(truth, cells=cells), "bare_cells").text


def test_a_lost_row_leaves_no_lines() -> None:
    """The row is gone with its label, and every other one has its own: those of a group with empty cells as well."""
    text = with_empty("not_processed_publication")
    start, end = text.index(MASS), text.index(CONFIRM)
    assert not doubted(text[:start] + text[end:])


def test_what_ends_a_row_stands_before_no_label() -> None:
    """A total left empty is a line more before the next label, whose column it does not show."""
    truth = generate(5, "2021", 400)
    totals = [f"requests.{row}.total" for row in ("denied_law_forbids", "unable_must_create")]
    cells = {**truth.cells, **dict.fromkeys(totals, "")}
    text = render(evolve(truth, cells=cells), "bare_cells").text
    start, end = text.index(MASS), text.index(CONFIRM)
    assert not doubted(text[:start] + text[end:])


@pytest.mark.parametrize("group", ["（四）无法提供", "（五）不予处理", "none"])
def test_a_group_in_another_column_as_a_whole(group: str) -> None:
    """Covered cells are gone, and so labels of groups push the first lines aside; one group stands one cell farther."""
    lines = render(generate(5, "2021", 400), "tab_separated").text.split("\n")
    groups: list[list[str]] = [[]]
    for line in lines:
        if "）" in line and line.lstrip("\t").startswith("（") and "\t" in line:
            groups.append([])
        bare = line.lstrip("\t") if line.strip() else line
        is_lost = bare.startswith(MASS)
        in_group = bool(groups[-1]) and groups[-1][0].startswith(group) and bare[:1].isdigit()
        groups[-1] += [] if is_lost else ["\t" * in_group + bare]
    assert not doubted("\n".join(line for found in groups for line in found))


def test_a_group_label_on_a_row_of_its_own_stays() -> None:
    """（五）不予处理 has a row, with empty cells: it stays where the row below is lost."""
    text = render(generate(5, "2021", 400), "tab_separated").text
    group = "\t（五）不予处理" + "\t" * 8 + "\n\t"
    text = text.replace("\t（五）不予处理", group)
    start, end = text.index("\t\t1.信访举报"), text.index("\t\t2.重复申请")
    assert not doubted(text[:start] + text[end:])
