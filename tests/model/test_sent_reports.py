"""A report can be copied and sent to another process, however its numbers were read."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.testing import render, truth_of
from tests.documents import FOLDER, FORMATS
from tests.soundness import check_plain_data
from tests.source.test_documents import need
from tests.strategies import NAMES, copy_text, damaged_reports

Way = Callable[[gr.Report], gr.Report]


def pickled(report: gr.Report) -> gr.Report:
    """Send a report."""
    back: gr.Report = pickle.loads(pickle.dumps(report))
    return back


both_ways = pytest.mark.parametrize("send", [pickled, copy.deepcopy])


def told(report: gr.Report) -> Any:
    """Give all that a report says."""
    return report.to_dict(), report.layout_scores, report.values(inferred=True)


def check_sent(report: gr.Report, send: Way) -> None:
    """Fail where what comes back is another report; cells are made there first, and so not sent."""
    back = send(report)
    assert told(back) == told(report)
    assert back == report
    paths = [cell.path for cell in report.cells()]
    assert list(map(back.explain, paths)) == list(map(report.explain, paths))


@both_ways
@pytest.mark.parametrize("name", NAMES)
def test_reports_of_new_tables(name: str, send: Way) -> None:
    """The first copy that a pipeline reads: its rows are lines, or what its layout made of them."""
    check_sent(Pipeline(official_form()).parse(copy_text(name)), send)


@pytest.mark.parametrize("format", FORMATS)
def test_plain_data_is_what_json_gives_back(format: str) -> None:
    """Places too, with the box that a cell of a PDF has: none of it is a tuple."""
    need(format)
    check_plain_data(gr.read(FOLDER / f"report_2021.{format}"))


@both_ways
@pytest.mark.parametrize("layout", ["run_together", "row_per_cell", "space_aligned"])
def test_reports_of_cut_rows(layout: str, send: Way) -> None:
    """Numbers that were cut out of one run of digits, and those of other layouts."""
    text = render(truth_of(gr.parse(copy_text("tab_clean_2021"))), layout)
    check_sent(gr.parse(str(text)), send)


@both_ways
@pytest.mark.parametrize("format", FORMATS)
def test_reports_of_files(format: str, send: Way) -> None:
    """Cells that have places in a page or a file."""
    need(format)
    check_sent(gr.read(FOLDER / f"report_2021.{format}"), send)


@both_ways
@given(text=damaged_reports())
def test_reports_of_damaged_copies(text: str, send: Way) -> None:
    """Whatever befell a copy."""
    check_sent(gr.parse(str(text)), send)
