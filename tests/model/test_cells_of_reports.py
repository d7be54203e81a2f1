"""What a report says of its numbers and cells, whichever way one asks."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.corpus.packing import pack, unpack
from govinfo_report.official import official_form
from tests.strategies import NAMES, copy_text

CLEAN = copy_text("tab_clean_2021")
LOST_ONE = gr.parse(CLEAN.replace("\t173\t72\t", "\t72\t"))
"""The line （一）予以公开 without the first of its seven numbers, which the sums prove."""
WRONG_TOTAL = gr.parse(CLEAN.replace("\t390\n", "\t391\n"))
"""A total that is wrong in two sums; every number is printed in its own place."""


def doubted_paths(report: gr.Report) -> set[str]:
    """Give the cells that a finding of at least ``warning`` lists."""
    return {path for item in report.findings if item.severity != "info" for path in item.cells}


@pytest.mark.parametrize("wrong", ["requests", True])
def test_choices_of_values_are_named(wrong: Any) -> None:
    """A table's name is not taken for a choice: with it numbers came that no copy prints."""
    with pytest.raises(TypeError, match="positional"):
        LOST_ONE.values(wrong)  # type: ignore[call-arg]  # what is wrong on purpose


def test_values_without_doubted_ones() -> None:
    """What a finding of at least warning lists is left out where that is asked; notes leave nothing out."""
    listed = doubted_paths(WRONG_TOTAL)
    assert "requests.granted.total" in listed
    sure = WRONG_TOTAL.values(doubted=False)
    assert sure == {
        path: value for path, value in WRONG_TOTAL.values().items() if path not in listed
    }
    assert "rows_settled" in [item.code for item in LOST_ONE.findings]
    assert LOST_ONE.values(doubted=False) == LOST_ONE.values()


@pytest.mark.parametrize("name", NAMES)
def test_both_choices_of_values(name: str) -> None:
    """Each choice adds or takes away its own numbers, whatever the other one is; the form's order stays."""
    report = gr.parse(copy_text(name))
    listed = doubted_paths(report)
    proved = {cell.path for cell in report.cells() if cell.state == "inferred"}
    for inferred in (False, True):
        every = report.values(inferred=inferred)
        assert set(every) == {*report.values(), *(proved if inferred else ())}
        sure = report.values(inferred=inferred, doubted=False)
        assert list(sure) == [path for path in every if path not in listed]


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_knows_where_it_stands(name: str) -> None:
    """The ids of table, row and column make the path; the label is the words that the copy's edition prints."""
    report = gr.parse(copy_text(name))
    form = official_form()
    for cell in report.cells():
        assert f"{cell.table}.{cell.row}.{cell.column}" == cell.path
        edition = report.editions[cell.table]
        assert edition is not None
        assert cell.label == form.wording(edition, cell.table, cell.row)
        assert report.cell(cell.path).label == cell.label


def test_the_label_is_the_words_of_the_edition() -> None:
    """A line that editions word otherwise; a cell, and a line, that the copy's edition has not; no edition at all."""
    old, new = gr.parse(copy_text("tab_clean_2019")), gr.parse(CLEAN)
    assert old.cell("disclosure.normative_documents.new_made").label == "规范性文件"
    assert new.cell("disclosure.normative_documents.issued").label == "行政规范性文件"
    assert new.cell("disclosure.normative_documents.new_made").label == "行政规范性文件"
    assert new.cell("requests.other_handling.total").label is None
    assert gr.parse("").cell("requests.granted.total").label is None


@pytest.mark.parametrize("name", [*NAMES, "wrong total"])
def test_a_cell_has_the_findings_that_list_it(name: str) -> None:
    """One cell has the same findings as among all cells: those that list it, in the order of the report."""
    report = WRONG_TOTAL if name == "wrong total" else gr.parse(copy_text(name))
    listed = doubted_paths(report)
    for cell in report.cells():
        assert cell.findings == tuple(item for item in report.findings if cell.path in item.cells)
        assert cell.is_doubted == (cell.path in listed)
        alone = report.cell(cell.path)
        assert (alone, alone.findings) == (cell, cell.findings)


def test_findings_are_no_part_of_what_a_cell_says() -> None:
    """Cells with and without findings are equal and look alike: the columns of a table hold none."""
    (cell,) = (one for one in WRONG_TOTAL.cells() if one.path == "requests.granted.total")
    table = WRONG_TOTAL.tables["requests"]
    bare = table.cell(table.shape.index[cell.path])
    assert [item.code for item in cell.findings] == ["requests_total_handled", "requests_row_total"]
    assert cell.is_doubted
    assert bare.findings == ()
    assert not bare.is_doubted
    assert cell == bare
    assert repr(cell) == repr(bare)


def test_findings_of_a_cell_are_the_present_ones() -> None:
    """Cells are made when asked for: where the report's findings change, so do theirs."""
    report = gr.Report.from_dict(WRONG_TOTAL.to_dict())
    path = "requests.granted.total"
    assert report.cell(path).is_doubted
    report.findings = ()
    assert report.cell(path).findings == ()
    assert not any(cell.findings for cell in report.cells())


@pytest.mark.parametrize("name", [*NAMES, "wrong total"])
def test_labels_and_findings_come_back(name: str) -> None:
    """A report that was written and read again, or sent, gives cells with the same labels and findings."""
    report = WRONG_TOTAL if name == "wrong total" else gr.parse(copy_text(name))
    told = [(cell.label, cell.findings) for cell in report.cells()]
    for back in (
        gr.Report.from_dict(json.loads(json.dumps(report.to_dict()))),
        pickle.loads(pickle.dumps(report)),
        unpack(pack(report, report.text), report.text),
    ):
        assert [(cell.label, cell.findings) for cell in back.cells()] == told


def test_a_report_of_data_without_labels() -> None:
    """Data that was written before rows had labels is read; what it has not, no cell has."""
    report = gr.parse(CLEAN)
    data = {name: value for name, value in report.to_dict().items() if name != "labels"}
    back = gr.Report.from_dict(data)
    assert list(back.cells()) == list(report.cells())
    assert {cell.label for cell in back.cells()} == {None}


def test_a_cell_that_was_sent_brings_no_report() -> None:
    """A cell holds its own findings, not the report: pickled it is small, whatever else is wrong with the copy."""
    cell = WRONG_TOTAL.cell("requests.granted.total")
    back = pickle.loads(pickle.dumps(cell))
    assert (back, back.label, back.findings) == (cell, cell.label, cell.findings)
    assert len(pickle.dumps(gr.parse(CLEAN).cell(cell.path))) < 1000


@pytest.mark.parametrize("name", NAMES)
def test_cells_of_a_stream_have_labels(name: str) -> None:
    """A stream gives the labels of the whole parse, and no findings: sums are checked when a report is whole."""
    text = copy_text(name)
    whole = {cell.path: cell.label for cell in gr.parse(text).cells()}
    streamed = list(gr.iter_cells(text.splitlines(keepends=True)))
    assert {cell.path: cell.label for cell in streamed} == whole
    assert not any(cell.findings for cell in streamed)


def test_every_public_name_is_there() -> None:
    """Each name that the package lists can be had, and is one that `dir` shows."""
    assert [name for name in gr.__all__ if getattr(gr, name) is None] == []
    assert dir(gr) == sorted(gr.__all__)
