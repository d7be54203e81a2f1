"""What each layout makes of small texts: ``tests/data/layouts/<layout>.txt``, a case in three parts closed by dots.

The parts are what the case shows, the text, and the rows, cells parted by `` | `` (`` |`` behind the
last shows an empty one more); ``⏎`` stands for a line break inside
a cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from govinfo_report.layouts import BUILT_IN
from govinfo_report.source import Lines
from govinfo_report.testing.contract import check_text, official_labels

FOLDER = Path(__file__).parent / "data" / "layouts"
FACTORIES = {factory.name: factory for factory in BUILT_IN}


def iter_cases() -> Iterator[object]:
    """Yield layout, text and expected rows of each case, the line that it begins on as its id."""
    for file in sorted(FOLDER.glob("*.txt")):
        line, parts = 1, file.read_text(encoding="utf-8").split("\n.\n")
        for title, text, rows in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            expected = [
                [cell.removeprefix(" ") for cell in row.split(" |")]
                for row in rows.rstrip("\n").split("\n")
            ]
            yield pytest.param(file.stem, title, text, expected, id=f"{file.stem}:{line}")
            line += sum(part.count("\n") + 2 for part in (title, text, rows))


@pytest.mark.parametrize(("layout", "title", "text", "expected"), list(iter_cases()))
def test_rows(layout: str, title: str, text: str, expected: list[list[str]]) -> None:
    """The rows of the text are those of the case, and the contract holds on it."""
    rows = FACTORIES[layout](official_labels()).rows(Lines(text, 5))
    found = [[cell.replace("\n", "⏎") for cell in row.cells] for row in rows]
    assert found == expected, title
    check_text(FACTORIES[layout], text, 5, title)
