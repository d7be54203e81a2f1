"""Decimals torn at their point by a line end, a blank or the border of a cell: ``12`` above ``.97``, ``12.`` | ``97``.

Neither piece is a number of its own, for no cell of the form begins or ends with a point. They are one cell again, in
two parts, whatever layout found them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from govinfo_report.labels.figures import UNIT
from govinfo_report.model import Row, Span
from govinfo_report.model.row import UNSEEN

_SPACE = rf"[\s{UNSEEN}|]"
# the point is looked for first: a table has few
_TORN = re.compile(rf"[.．](?:(?<=[\d０-９][.．]){_SPACE}+[\d０-９]|(?<={_SPACE}[.．])[\d０-９])")
_DIGITS = r"[+\-＋－]?[\d０-９][\d０-９,，]*"
_REST = rf"[\d０-９]+(?:\s?{UNIT})?"
_WHOLE, _POINTED = re.compile(_DIGITS), re.compile(rf"{_DIGITS}[.．]")
_BARE_REST, _POINTED_REST = re.compile(_REST), re.compile(rf"[.．]{_REST}")
# The longest piece that is looked at: digits and a unit.
_LONGEST = 40
# what a row keeps when a cell of it is put together
_KEPT = ("whole", "by_room", "glued")


def has_torn_decimal(text: str) -> bool:
    """Tell whether a text seems to print a number torn at its point."""
    return _TORN.search(text) is not None


def join_decimals(rows: Iterable[Row]) -> Iterator[Row]:
    """Give rows with torn decimals put together.

    The second piece is the next cell of the row, or all that the next row prints.

    Args:
        rows: the rows of one table, as a layout found them.
    """
    above: Row | None = None
    left = [_joined_inside(row) for row in rows]
    for row, below in zip(left, [*left[1:], None], strict=True):
        if above is not None:
            full, last = _full(row), _full(above)[-1:]
            if len(full) == 1 and last:
                is_last = below is None or not _is_lone_number(below)
                if _are_pieces(above.cells[last[0]], row.cells[full[0]], is_last):
                    above = _joined(above, last[0], row, full[0])
                    continue
            yield above
        above = row
    if above is not None:
        yield above


def _joined_inside(row: Row) -> Row:
    """Put the pieces in neighbouring cells of one row together: 行政事业性收费 | 12 | .97."""
    last = max(_full(row), default=0)
    cells = list(row.cells)
    printed: list[tuple[str, tuple[Span, ...]]] = []
    put: dict[int, tuple[str, tuple[Span, ...]]] = {}
    gone: set[int] = set()
    for at in range(last - 1, 0, -1):
        if _are_pieces(cells[at], cells[at + 1], at + 1 == last):
            printed = printed or row.all_printed()
            (first, spans), (second, more) = printed[at], put.get(at + 1, printed[at + 1])
            cells[at] = first + second
            put[at] = cells[at], (*spans, *more)
            gone.add(at + 1)
    if not gone:
        return row
    parts = [put[at][1] if at in put else spans for at, spans in enumerate(row.all_spans())]
    left = [at for at in range(len(cells)) if at not in gone]
    kept = {name: getattr(row, name) for name in _KEPT}
    return Row([cells[at] for at in left], parts[0][0][0], 0, [parts[at] for at in left], **kept)


def _is_lone_number(row: Row) -> bool:
    full = _full(row)
    return len(full) == 1 and _BARE_REST.fullmatch(row.cells[full[0]].strip()) is not None


def _full(row: Row) -> list[int]:
    return [at for at, cell in enumerate(row.cells) if cell.strip()]


def _are_pieces(upper: str, lower: str, is_last: bool) -> bool:
    """Tell whether two cells are the pieces of a decimal.

    With more numbers behind them ``1.`` may be the number of a label that lost its words: 1. | 0 | 0 | 0.
    """
    if len(upper) > _LONGEST or len(lower) > _LONGEST:
        return False
    upper, lower = upper.strip(), lower.strip()
    if _WHOLE.fullmatch(upper):
        return _POINTED_REST.fullmatch(lower) is not None
    return bool(is_last and _POINTED.fullmatch(upper) and _BARE_REST.fullmatch(lower))


def _joined(row: Row, at: int, other: Row, index: int) -> Row:
    """Give a row with cell ``index`` of another put behind what its cell ``at`` prints."""
    cells = list(row.cells)
    parts = row.all_spans()
    (first, spans), (second, more) = row.printed(at), other.printed(index)
    cells[at], parts[at] = first + second, (*spans, *more)
    kept = {name: getattr(row, name) for name in _KEPT}
    return Row(cells, parts[0][0][0], 0, parts, **kept)
