"""Empty cells that room alone shows: blank lines more than usual, a column of the page that a line leaves free."""

from __future__ import annotations

import pytest

from govinfo_report.match import Verdict
from govinfo_report.pipeline import default_pipeline
from govinfo_report.testing import generate, render

TEXT = render(generate(3), "tab_separated")
TABLE = TEXT[TEXT.index("三、收到和处理") : TEXT.index("四、政府信息公开")]


def judged(text: str, table: str = "requests") -> Verdict:
    """Read a table by the judge alone."""
    return default_pipeline().judge.read(text, {table: None}, lambda _: 1)[table]


def rows(table: str = TABLE) -> list[tuple[str, list[str]]]:
    """Give the label and the numbers of each line of table three."""
    found = []
    for line in table.split("\n"):
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        numbers = [cell for cell in cells if cell.isdigit()]
        if len(numbers) == 7:
            found.append((cells[-8], numbers))
    return found


def rows_with_an_empty_cell() -> tuple[list[tuple[str, list[str]]], int, int]:
    """Give these lines; one zero is left empty.

    Returns:
        The lines, the index of the changed one, and the place of its zero.
    """
    every = rows()
    at = next(i for i, (_, numbers) in enumerate(every) if "0" in numbers[1:5])
    place = every[at][1].index("0", 1)
    every[at][1][place] = ""
    return every, at, place


def states(verdict: Verdict, at: int) -> list[str]:
    """Give the states of the cells of a line."""
    row = verdict.table.lines[at].row
    cells = verdict.agreed.cells.items()
    return [cell.state for path, cell in cells if path.split(".")[1] == row]


@pytest.mark.parametrize("apart", [1, 2, 3])
def test_more_blank_lines_than_usual_are_an_empty_cell(apart: int) -> None:
    """No line, one or two stand between any two cells; between the numbers beside the empty one there are more."""
    every, at, place = rows_with_an_empty_cell()
    cells = [cell for label, numbers in every for cell in (label, *numbers)]
    read = states(judged(("\n" * apart).join(cells)), at)
    assert read == ["blank" if column == place else "printed" for column in range(7)]


def test_a_free_column_of_the_page_is_an_empty_cell() -> None:
    """The numbers of a line stand in the columns of the lines above and below; one of them is left free."""
    every, at, place = rows_with_an_empty_cell()
    lines = [
        f"{label[:9]:　<10}" + "".join(f"{number:>8}" for number in numbers)
        for label, numbers in every
    ]
    read = states(judged("三、收到和处理政府信息公开申请情况\n" + "\n".join(lines)), at)
    assert read == ["blank" if column == place else "printed" for column in range(7)]


@pytest.mark.parametrize("apart", [1, 2])
def test_more_blank_lines_than_usual_behind_a_label_are_an_empty_cell(apart: int) -> None:
    """The first cell of a line is empty; between its label and the number there are more lines than elsewhere."""
    every = rows()
    at = next(i for i, (_, numbers) in enumerate(every) if numbers[0] == "0")
    every[at][1][0] = ""
    cells = [cell for label, numbers in every for cell in (label, *numbers)]
    read = states(judged(("\n" * (apart + 1)).join(cells)), at)
    assert read == ["blank", *["printed"] * 6]


def test_cells_outside_the_columns_of_whole_lines_are_none() -> None:
    """A sheet of more columns: the last number of a line stands below the last numbers of the others."""
    every = rows()
    at = next(i for i, (_, numbers) in enumerate(every) if not any(map(int, numbers)))
    every[at][1][:6] = [""] * 6
    lines = [f",,{label},{','.join(numbers)},,,," for label, numbers in every]
    read = states(judged("三、收到和处理政府信息公开申请情况\n" + "\n".join(lines)), at)
    assert read == [*["blank"] * 6, "printed"]


def test_columns_are_seen_beside_labels_that_go_on_below() -> None:
    """A narrow column breaks the labels; their second half stands on a line of its own, below the numbers."""
    every, at, place = rows_with_an_empty_cell()
    lines = []
    for label, numbers in every:
        half = min(len(label) // 2 + 1, 9)
        lines.append(f"{label[:half]:　<10}" + "".join(f"{number:>8}" for number in numbers))
        lines.append(label[half:])
    read = states(judged("三、收到和处理政府信息公开申请情况\n" + "\n".join(lines)), at)
    assert read == ["blank" if column == place else "printed" for column in range(7)]


def test_more_blank_lines_than_usual_behind_a_line_are_an_empty_cell() -> None:
    """The last cell of a line is empty; the next label stands farther away than behind other lines."""
    every = rows()
    at = next(i for i, (_, numbers) in enumerate(every[:-1]) if not any(map(int, numbers)))
    every[at][1][6] = ""
    lines = ["\n\n".join((label, *numbers)) for label, numbers in every]
    read = states(judged("三、收到和处理政府信息公开申请情况\n\n\n" + "\n\n\n".join(lines)), at)
    assert read == [*["printed"] * 6, "blank"]
