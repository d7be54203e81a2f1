"""A defect of the library costs the table that it befell, and never the copy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report import form_reader, judging
from govinfo_report.align import align_table
from govinfo_report.layouts import Layout
from govinfo_report.model import Row
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline, default_pipeline
from govinfo_report.source import Lines
from tests.strategies import copy_text

CLEAN = "tab_clean_2021"


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard tables as users have it."""
    monkeypatch.setattr(Pipeline, "is_guarded", True)


def _broken(table: str) -> Callable[..., Any]:
    """Make a stage that fails on the rows of one table."""

    def align(outcome: Any, rows: Any, *rest: Any) -> Any:
        if outcome.table.shape.table == table and rows:
            raise IndexError("list index out of range")
        return align_table(outcome, rows, *rest)

    return align


def _said(report: gr.Report) -> list[tuple[str, int]]:
    return [
        (item.code, len(item.cells)) for item in report.findings if item.code.startswith("table_")
    ]


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("table", list(official_form().tables))
def test_the_other_tables_are_read(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised while a table is aligned stands in one finding that asks for a report; the others are whole."""
    whole = gr.parse(copy_text(CLEAN))
    monkeypatch.setattr(form_reader, "align_table", _broken(table))
    report = gr.parse(copy_text(CLEAN))
    kept = {
        path: value for path, value in whole.values().items() if not path.startswith(f"{table}.")
    }
    assert report.values() == kept
    assert _said(report) == [("table_failed", len(whole.values()) - len(kept))]
    words = next(item for item in report.findings if item.code == "table_failed")
    assert "IndexError: list index out of range" in words.message
    assert words.severity == "error"
    assert gr.Report.from_dict(report.to_dict()).to_dict() == report.to_dict()


@pytest.mark.usefixtures("guarded")
def test_streams_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream gives the other tables of that report, and those of the next."""
    monkeypatch.setattr(form_reader, "align_table", _broken("requests"))
    lines = f"{copy_text(CLEAN)}\n{copy_text(CLEAN)}".splitlines(keepends=True)
    stated = [
        (entry.table, sum(cell.value is not None for cell in entry.cells()))
        for entry in gr.iter_tables(lines)
    ]
    assert sorted(stated) == sorted([("disclosure", 10), ("requests", 0), ("review", 15)] * 2)


@pytest.mark.usefixtures("guarded")
def test_a_layout_that_raises() -> None:
    """A layout of somebody else's that raises costs the tables that it was chosen for."""

    class Raising(Layout):
        name = "raising"

        def score(self, lines: Lines) -> float:
            return 2.0 * ("复议后起诉" in lines.text)

        def rows(self, lines: Lines) -> Iterator[Row]:
            raise ZeroDivisionError

    layouts = [Raising(), *default_pipeline().layouts]
    report = Pipeline(official_form(), layouts).parse(copy_text(CLEAN))
    assert _said(report) == [("table_failed", 15)]


@pytest.mark.usefixtures("guarded")
def test_a_judge_that_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that the judge fails on is given up; those that are sure without it stay."""
    text = copy_text(CLEAN).replace("规章\t", "规章\t9\t")
    monkeypatch.setattr(judging, "outdoes", lambda *_: 1 / 0)
    assert _said(gr.parse(text)) == [("table_failed", 10)]


def test_unguarded_it_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where defects are looked for, as in these tests, the exception itself comes out."""
    monkeypatch.setattr(form_reader, "align_table", _broken("review"))
    with pytest.raises(IndexError):
        gr.parse(copy_text(CLEAN))
