"""Tables that one recipe for rows or labels leaves of another truth: lost, moved, repeated; labels lost or shifted.

A row is lost behind labels that have moved by one, and it is the one whose label is gone: what is left prints the same
as what an office leaves that reports the numbers as the labels have them, and of whose table one row is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from govinfo_report.form_grid import GridRow, grid_of
from govinfo_report.testing.copy import Copy
from govinfo_report.testing.recipes.labels import shifted
from govinfo_report.testing.recipes.places import label, numbers, with_boxes
from govinfo_report.testing.render import LAYOUTS, SEPARATED
from govinfo_report.testing.truth import Truth

UNDAMAGED = "undamaged"
"""The name of a twin that the text is a clean copy of."""


def leaver_of_rows(copy: Copy, twin: Truth, name: str) -> str | None:
    """Give the one recipe that leaves the whole table of a copy of a twin's; ``undamaged`` where none is needed.

    What a layout does not show is no difference: where nothing parts cells, or covered ones are gone, 5.要求… in the
    column of （六） is what any row prints.

    Args:
        copy: the damaged copy.
        twin: another truth than its own.
        name: the table.

    Returns:
        The name of the recipe; None where none of those for whole rows leaves it.
    """
    rows = grid_of(twin.form, twin.table(name), twin.cells)
    left = [_plain(copy, row) for row in copy.sheet.tables[name]]
    shown = _writing(copy, name, left)
    letters = _letters(left)
    for recipe, found in _outcomes(rows, list(map(_texts, left))):
        if _letters(found) == letters and _writing(copy, name, found) == shown:
            return recipe
    return None


def _plain(copy: Copy, row: GridRow) -> GridRow:
    boxes = [box.with_text(copy.sheet.plain(box)) for box in row.boxes]
    return with_boxes(row, boxes)


def _letters(rows: Sequence[GridRow]) -> str:
    return "".join(box.text for row in rows for box in row.boxes)


def _writing(copy: Copy, name: str, rows: Sequence[GridRow]) -> object:
    """Give what a reader sees of rows: the text of their layout; where nothing parts cells, what each row prints."""
    layout = copy.layouts[name]
    return LAYOUTS[layout](list(rows)) if layout in SEPARATED else [_letters([row]) for row in rows]


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(box.text for box in row.boxes)


def _outcomes(
    rows: Sequence[GridRow], left: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, Sequence[GridRow]]]:
    """Give what each recipe makes of the rows of a table, those left out that cannot leave so many, or such numbers."""
    texts = list(map(_texts, rows))
    places = [at for at, row in enumerate(rows) if numbers(row)]
    if len(left) != len(rows):
        for at in places:
            yield "lose_row", [*rows[:at], *rows[at + 1 :]]
            yield "repeat_row", [*rows[: at + 1], *rows[at:]]
        return
    yield UNDAMAGED, rows
    for at in places:
        for outcome in _unlabelled(rows[at]):
            yield "lose_label", [*rows[:at], outcome, *rows[at + 1 :]]
    if sorted(texts) == sorted(left):
        for at in places:
            without = [*rows[:at], *rows[at + 1 :]]
            for to in places:
                yield "move_row", [*without[:to], rows[at], *without[to:]]
    if all(texts[at][numbers(rows[at])[0] :] == left[at][numbers(rows[at])[0] :] for at in places):
        named = [at for at in places if label(rows[at]) is not None]
        for first, last in combinations(range(len(named)), 2):
            for down in (True, False):
                yield "shift_labels", shifted(rows, named[first : last + 1], down)


def _unlabelled(row: GridRow) -> Iterator[GridRow]:
    """Give what is left of a row that has lost its label: an empty box, or none."""
    at = label(row)
    if at is not None:
        boxes = row.boxes
        yield with_boxes(row, [*boxes[:at], boxes[at].with_text(""), *boxes[at + 1 :]])
        yield with_boxes(row, boxes[at + 1 :])
