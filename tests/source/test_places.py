"""Where a stretch of the flow stands: boxes of characters on pages, rows and columns of tables, sheets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.model import Place
from govinfo_report.source.native_rows import NativeCell, NativeRow
from govinfo_report.source.places import Boxes, OnPage, Places
from govinfo_report.source.printed_lines import join_lines, print_lines
from tests.source.test_pdf_page import printed

# 规章<tab>3<tab><tab>27, of which the third cell is empty
ROW = NativeRow(
    [NativeCell(0, 2, 0), NativeCell(3, 4, 1), NativeCell(5, 5, 2), NativeCell(6, 8, 3)], 2, 5
)


def boxes(*offsets: int, page: int = 1) -> Boxes:
    """Give characters of ten points each, side by side."""
    found = Boxes()
    found.add(OnPage(at, page, (10.0 * at, 100, 10.0 * at + 10, 112)) for at in offsets)
    return found


def test_a_box_surrounds_what_is_printed() -> None:
    """The box of a stretch is that of its characters; an empty cell has the one that stands at its place."""
    places = Places([ROW], boxes=boxes(0, 1, 3, 5, 6, 7))
    assert places.of(6, 8) == Place(None, 2, 5, 4, (60, 100, 80, 112))
    assert places.of(5, 5) == Place(None, 2, 5, 3, (50, 100, 60, 112))


def test_several_cells_have_no_column() -> None:
    """A row, or two of its cells, is told by the row; a sheet by its number; the rest of a text by nothing."""
    places = Places([ROW], [(9, 2), (20, 3)])
    assert places.of(0, 8) == Place(None, 2, 5)
    assert places.of(3, 4) == Place(None, 2, 5, 2)
    assert places.of(12, 13) == Place(2)
    assert places.of(21, 22) == Place(3)
    assert Places([ROW]).of(12, 13) is None


def test_a_paragraph_over_two_pages_stands_on_both() -> None:
    """Text that goes on on the next page has the page of its first character, and the box of what stands there."""
    first = print_lines(printed("一二三四五六七八九十", 0, 20), 1)
    second = print_lines(printed("收到申请", 0, 700), 2)
    ((text, found),) = join_lines([*first, *second])
    flow = Boxes()
    flow.add(found)
    places = {at: flow.of(at, at + 1) for at in range(len(text))}
    assert [place.page for place in places.values() if place] == [1] * 10 + [2] * 4
    whole = flow.of(8, 12)
    assert whole is not None
    assert whole.page == 1
    assert whole.box is not None
    assert whole.box[3] < 100


@given(st.lists(st.booleans(), max_size=20))
def test_boxes_follow_their_characters(kept: list[bool]) -> None:
    """Where characters are left out of a flow, those that stay keep their boxes."""
    whole = boxes(*range(len(kept)))
    moved = whole.moved(lambda at: sum(kept[:at]))
    for at, stays in enumerate(kept):
        if stays:
            place = moved.of(sum(kept[:at]), sum(kept[: at + 1]))
            assert place == whole.of(at, at + 1)
