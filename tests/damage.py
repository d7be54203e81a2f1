"""Damages that real copies show, done to one table line at a time: what a cell holds afterwards is known."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from govinfo_report.testing import Truth, render

WAYS = (
    "drop a cell",
    "drop the label",
    "drop the row",
    "empty a cell",
    "join two cells",
    "join two cells with a space",
    "join two rows",
    "split a number",
    "repeat the row",
    "move the row",
    "foreign row",
    "words for a number",
    "drop a column",
    "drop the tabs",
    "break the row",
)


@st.composite
def damaged_copies(draw: DrawFn, truths: st.SearchStrategy[Truth]) -> tuple[Truth, str, list[str]]:
    """Render a truth, one row a line, and damage one to three of its rows.

    Args:
        draw: given by hypothesis.
        truths: the truths.

    Returns:
        The truth, the damaged copy, and what was done to it.
    """
    truth = draw(truths)
    layout = draw(st.sampled_from(["tab_separated", "flattened_header", "cell by cell"]))
    lines = render(
        truth, "flattened_header" if layout == "flattened_header" else "tab_separated"
    ).split("\n")
    done = []
    # a row that lost one cell and was given another is what a different truth prints undamaged, so each row is
    # damaged once
    untouched = set(lines)
    for _ in range(draw(st.integers(1, 3))):
        rows = [at for at, line in enumerate(lines) if line in untouched and _numbers(line)]
        if not rows:
            break
        way = draw(st.sampled_from(WAYS))
        at = draw(st.sampled_from(rows))
        before = lines[at]
        lines[at : at + 1] = _damaged(draw, way, lines, at)
        done.append(f"{way}: {before!r}")
    if layout == "cell by cell":
        # what Tika leaves of the same damaged table, its merged cells not merged
        lines = [
            "\t" + line.replace("\t", "\n\t") + "\n" if "\t" in line else line for line in lines
        ]
    return truth, "\n".join(lines), done


def _numbers(line: str) -> list[int]:
    """Give the indices of the cells of a line that hold digits and nothing of a label."""
    return (
        [at for at, cell in enumerate(line.split("\t")) if cell.isdecimal()] if "\t" in line else []
    )


def _damaged(draw: DrawFn, way: str, lines: list[str], at: int) -> list[str]:
    """Give what stands in place of line ``at``; moving it and dropping a column change others too."""
    cells = lines[at].split("\t")
    numbers = _numbers(lines[at])
    one = draw(st.sampled_from(numbers))
    match way:
        case "drop a cell":
            return ["\t".join(cells[:one] + cells[one + 1 :])]
        case "drop the label":
            label = max((index for index in range(numbers[0]) if cells[index]), default=None)
            return ["\t".join("" if index == label else cell for index, cell in enumerate(cells))]
        case "drop the row":
            return []
        case "empty a cell":
            return ["\t".join("" if index == one else cell for index, cell in enumerate(cells))]
        case "join two cells" | "join two cells with a space":
            joint = " " if way.endswith("space") else ""
            return [
                "\t".join(cells[:one]) + "\t" + cells[one] + joint + "\t".join(cells[one + 1 :])
            ]
        case "join two rows":
            return [lines[at] + draw(st.sampled_from(["\t", " "])) + lines.pop(at + 1)]
        case "split a number":
            cut = draw(st.integers(1, max(1, len(cells[one]) - 1)))
            cells[one : one + 1] = [cells[one][:cut], cells[one][cut:]]
            return ["\t".join(cells)]
        case "repeat the row":
            return [lines[at], lines[at]]
        case "move the row":
            # within its own table: between two lines with tabs
            places = [
                to for to in range(1, len(lines)) if "\t" in lines[to] and "\t" in lines[to - 1]
            ]
            to = draw(st.sampled_from([place for place in places if abs(place - at) < 12]))
            if to > at + 1:
                moved = [*lines[at + 1 : to], lines[at]]
                del lines[at + 1 : to]
                return moved
            return [lines[at]]
        case "foreign row":
            words = draw(st.sampled_from(["行政检查", "其中：", "小计", "（八）其他"]))
            return [lines[at], "\t".join([words, *(cells[index] for index in numbers)])]
        case "words for a number":
            return ["\t".join("约3" if index == one else cell for index, cell in enumerate(cells))]
        case "drop a column":
            for index in range(len(lines)):
                if index != at and len(_numbers(lines[index])) == len(numbers):
                    others = lines[index].split("\t")
                    lines[index] = "\t".join(others[:one] + others[one + 1 :])
            return ["\t".join(cells[:one] + cells[one + 1 :])]
        case "drop the tabs":
            return [lines[at].replace("\t", draw(st.sampled_from(["", " ", "  "])))]
        case _:
            return ["\t".join(cells[:one]), "\t".join(cells[one:])]
