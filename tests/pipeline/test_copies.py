"""The sample copies against their truths, written down by hand: ``tests/data/copies/<name>.txt`` and ``.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.model import Number
from govinfo_report.testing import reread
from tests.paths import COPIES
from tests.soundness import check_report, is_money
from tests.strategies import NAMES, copy_text

# What may be said of a clean copy.
NOTES = {"unit_unknown", "published_above_total"}


def truth_of(name: str) -> dict[str, Any]:
    """Give what a careful reader finds in a copy."""
    truth: dict[str, Any] = json.loads((COPIES / f"{name}.json").read_text(encoding="utf-8"))
    return truth


def number(path: str, printed: str) -> Number:
    """Give the number of a truth, as the library types it."""
    value = reread(printed, is_money(path)).value
    assert value is not None
    return value


@pytest.mark.parametrize("name", NAMES)
def test_identity(name: str) -> None:
    """Title, office, year and the edition of each table are those of the copy."""
    truth, report = truth_of(name), gr.parse(copy_text(name))
    assert report.title == truth["title"]
    assert report.organization == truth["organization"]
    assert report.year == truth["year"]
    assert report.editions == truth["editions"]


@pytest.mark.parametrize("name", NAMES)
def test_sections(name: str) -> None:
    """The headings are those of the copy, as it prints them, in its order."""
    report = gr.parse(copy_text(name))
    assert [section.heading for section in report.sections] == truth_of(name)["sections"]


@pytest.mark.parametrize("name", NAMES)
def test_values(name: str) -> None:
    """Every number that the copy proves is stated, with its type, and no other."""
    truth, report = truth_of(name), gr.parse(copy_text(name))
    expected = {path: number(path, printed) for path, printed in truth["values"].items()}
    assert report.values() == expected
    assert {path: type(value) for path, value in report.values().items()} == {
        path: type(value) for path, value in expected.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_states(name: str) -> None:
    """A cell with a number is printed; every other has the state of the truth."""
    truth, report = truth_of(name), gr.parse(copy_text(name))
    expected: Mapping[str, str] = {**dict.fromkeys(truth["values"], "printed"), **truth["states"]}
    assert {cell.path: cell.state for cell in report.cells()} == expected


@pytest.mark.parametrize("name", NAMES)
def test_units(name: str) -> None:
    """Units are those that a cell or its heading prints, and no others."""
    report = gr.parse(copy_text(name))
    found = {cell.path: cell.unit for cell in report.cells() if cell.unit is not None}
    assert found == truth_of(name)["units"]


@pytest.mark.parametrize("name", NAMES)
def test_extra_rows(name: str) -> None:
    """Rows that the form does not have are kept with their labels and numbers."""
    report = gr.parse(copy_text(name))
    found = [[row.label, *map(str, row.values)] for row in report.extra_rows]
    assert found == truth_of(name)["extra_rows"]


@pytest.mark.parametrize("name", NAMES)
def test_findings(name: str) -> None:
    """What is wrong with the copy is said; of a clean copy nothing is."""
    codes = {item.code for item in gr.parse(copy_text(name)).findings}
    listed = set(truth_of(name)["findings"])
    assert listed <= codes
    if not listed:
        assert codes <= NOTES


@pytest.mark.parametrize("name", NAMES)
def test_places(name: str) -> None:
    """Everything stands in the copy where the report says."""
    text = copy_text(name)
    check_report(gr.parse(text), text)
