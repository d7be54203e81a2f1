"""Numbers that are no cell of the form: what it costs to pass over each."""

from __future__ import annotations

from itertools import pairwise

from govinfo_report.match.damage import damages
from govinfo_report.match.order import BEHIND, Order
from govinfo_report.match.printed import is_mark
from govinfo_report.match.tokens import EMPTY, GLUED, TAB

_price = damages().price
_FOREIGN, _BESIDE = _price("number_foreign"), _price("number_beside")
_OF_SENTENCE, _OF_WHOLE_LINE = _price("number_of_sentence"), _price("number_of_whole_line")
# Another row's numbers go on for so many atoms.
_ROW_AHEAD = 8


def junk_prices(order: Order) -> list[float]:
    """Give for each atom what it costs that it is no cell of the form."""
    first = next((at for at, gap in enumerate(order.gaps) if gap.labels), 0)
    is_behind = order.arrangement == BEHIND and not order.table.is_shared
    prices = []
    words = 0
    again, whole = _printed_again(order), _of_whole_lines(order)
    cut = len(order.atoms) if order.cut_row is None else max(order.gaps_of[order.cut_row])
    for at, atom in enumerate(order.atoms):
        gap = order.gaps[at]
        if gap.labels or gap.foreign:
            words = at
        behind_foreign = at - words < _ROW_AHEAD and (
            order.gaps[words].is_parted
            or (order.gaps[words].foreign and not order.gaps[words].labels)
        )
        if atom.kind == EMPTY or at in again or at >= cut:
            price = 0.0
        elif atom.note == GLUED:
            price = _OF_SENTENCE
        elif behind_foreign or is_mark(atom.text) or _is_printed_twice(order, at):
            price = _BESIDE
        else:
            price = _OF_WHOLE_LINE if at in whole else _FOREIGN
        prices.append(min(price, _BESIDE) if is_behind and at < first else price)
    return prices


def _printed_again(order: Order) -> set[int]:
    """Give the atoms of rows that are printed again, label and numbers alike."""
    again: set[int] = set()
    seen: set[tuple[int, tuple[str, ...]]] = set()
    starts = [at for at, gap in enumerate(order.gaps) if gap.labels]
    for start, end in pairwise([*starts, len(order.atoms)]):
        row = order.gaps[start].labels[-1], tuple(order.texts[start:end])
        if row in seen and order.arrangement == BEHIND:
            again.update(range(start, end))
        seen.add(row)
    return again


def _of_whole_lines(order: Order) -> set[int]:
    """Give the atoms of lines with a sum that print exactly the form's numbers between their own label and the next.

    None of them is foreign: else the line would lack a cell, too. Where the sum fails, the office erred.
    """
    whole: set[int] = set()
    if order.arrangement != BEHIND or order.table.is_shared or not order.table.is_summed:
        return whole
    starts = [at for at, gap in enumerate(order.gaps) if gap.labels]
    for start, end in pairwise(starts):
        line = order.gaps[start].labels[-1]
        is_whole = end - start == order.table.lines[line].form.width
        if is_whole and all(map(str.isdecimal, order.texts[start:end])):
            whole.update(range(start, end))
    return whole


def _is_printed_twice(order: Order, at: int) -> bool:
    """A merged cell whose number a program printed for each column: more numbers than the labelled line has cells."""
    if order.table.is_summed:
        return False
    texts, text = order.texts, order.texts[at]
    if text not in (texts[at - 1] if at else None, texts[at + 1] if at + 1 < len(texts) else None):
        return False
    others = [other for other in (at - 1, at + 1) if 0 <= other < len(texts)]
    on_line = any(
        order.atoms[other].line == order.atoms[at].line
        and order.atoms[max(other, at)].parted >= TAB
        for other in others
    )
    if len(text) == 1 and not on_line:
        # 1 above 1, or beside it, may be 11
        return False
    start, end = at, at + 1
    while start > 0 and not order.gaps[start].labels and at - start < _ROW_AHEAD:
        start -= 1
    while end < len(texts) and not order.gaps[end].labels and end - at < _ROW_AHEAD:
        end += 1
    labels = order.gaps[start].labels
    width = order.table.lines[labels[-1]].form.width if labels else order.table.width
    return sum(1 for other in texts[start:end] if other) > width
