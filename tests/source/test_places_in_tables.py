"""Which cell of which ruled table a character stands in: found by halving, as by looking at every edge."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.source.pdf import _tables_by_height
from govinfo_report.source.ruled import RuledTable

PLACES = st.integers(0, 12).map(float)


@st.composite
def tables(draw: st.DrawFn) -> RuledTable:
    """Draw a table; each of its boxes is a cell."""
    edges = st.lists(PLACES, min_size=2, max_size=5, unique=True)
    xs, ys = sorted(draw(edges)), sorted(draw(edges), reverse=True)
    boxes = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    return RuledTable(xs, ys, [], {box: index for index, box in enumerate(boxes)})


@given(tables(), st.integers(-1, 26), st.integers(-1, 26))
def test_cell_at(table: RuledTable, x: int, y: int) -> None:
    """A place lies in the box between the nearest edges; on an edge, in the one to the right or below."""
    at_x, at_y = x / 2, y / 2
    found = table.cell_at(at_x, at_y)
    if not (table.xs[0] <= at_x <= table.xs[-1] and table.ys[-1] <= at_y <= table.ys[0]):
        assert found is None
    else:
        column = sum(edge <= at_x for edge in table.xs[1:-1])
        row = sum(edge >= at_y for edge in table.ys[1:-1])
        assert found == table.cell_of[row, column]


@given(st.lists(tables(), max_size=5), st.integers(-1, 26))
def test_tables_by_height(drawn: list[RuledTable], y: int) -> None:
    """A height lies in the tables whose first and last edge are on both sides of it."""
    at = y / 2
    expected = [index for index, each in enumerate(drawn) if each.ys[-1] <= at <= each.ys[0]]
    assert list(_tables_by_height(drawn)(at)) == expected
