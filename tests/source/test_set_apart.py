"""Text that is raised, struck out, not shown: no digit of it is one of a number of the report, in any format."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.source.document import Flow, TableCell
from govinfo_report.source.files import open_source
from govinfo_report.source.markup import read_markup
from govinfo_report.source.set_apart import (
    END,
    GLOSS,
    HIDDEN,
    LOWERED,
    PALE,
    RAISED,
    STRUCK,
    seen,
    set_apart,
)
from govinfo_report.testing import Truth
from tests.soundness import check_cells, check_plain_data
from tests.source import marked_files as files
from tests.source.pages import some_truth

NEEDS = {"rtf": "striprtf"}


@pytest.mark.parametrize("name", files.FILES)
@given(data=st.data(), edition=st.sampled_from(["2019", "2021"]), seed=st.integers(0, 20))
@settings(max_examples=12)
def test_no_digit_of_it_is_one_of_a_number(
    name: str, data: st.DataObject, edition: str, seed: int
) -> None:
    """Whatever is put beside numbers, each is stated as it is without, and the cells are listed."""
    pytest.importorskip(NEEDS.get(name, "govinfo_report"))
    truth = some_truth(edition, seed)
    numbers = [path for path, text in truth.cells.items() if text not in ("", "/")]
    own = data.draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=12, unique=True))
    texts = {path: data.draw(beside(truth.cells[path])) for path in own}
    marked = evolve(truth, cells={**truth.cells, **texts})
    report = gr.read(files.FILES[name](marked))
    if name.startswith("html"):
        check_cells(report, report.text or "")
    expected = gr.read(files.FILES[name](truth)).values()
    assert {path for path, text in expected.items() if text is not None} >= set(own)
    assert report.values() == expected
    said = [item for item in report.findings if item.code in ("note_mark", "text_left_out")]
    assert {path for item in said for path in item.cells} == set(own)


@st.composite
def beside(draw: st.DrawFn, number: str) -> str:
    """Put a text before or behind a number: raised ones stand behind."""
    kind = draw(st.sampled_from(files.KINDS))
    piece = files.piece(kind, draw(st.sampled_from(["1", "2", "12", "904"])))
    is_before = kind != files.RAISED and draw(st.booleans())
    return piece + number if is_before else number + piece
