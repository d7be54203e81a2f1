"""Finds the place of each token in the form where a copy does not follow it line by line.

The order is the grammar's own (``EditionTable.steps``). Out of a damaged copy's tokens comes a sequence that the
grammar parses: each line once, in its place, lines that the copy lacks put in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from attrs import define, field

from govinfo_report.grammar.shape import EditionTable
from govinfo_report.grammar.tokens import HEAD, RowToken

MISSING = -1
"""Stands for the row of a line that the copy does not have."""


@define
class Placed:
    """Where the tokens of a copy belong.

    Attributes:
        sequence: terminals for the parser, each with the index of its row or MISSING.
        again: terminal to the further rows that print the same line.
        out_of_order: rows that stand elsewhere than the form has them.
    """

    sequence: list[tuple[str, int]]
    again: dict[str, tuple[int, ...]] = field(factory=dict)
    out_of_order: set[int] = field(factory=set)


def place(tokens: Sequence[RowToken], table: EditionTable) -> Placed:
    """Find the place of each token.

    Args:
        tokens: the tokens of a table, in the order of the copy.
        table: the edition's table.
    """
    chosen = _choose(_without_misplaced(tokens, table), table)
    found: dict[str, list[RowToken]] = {}
    for terminal, token in chosen:
        found.setdefault(terminal, []).append(token)
    first: dict[str, int] = {}
    again: dict[str, tuple[int, ...]] = {}
    for terminal, same in found.items():
        # a label that a page break repeats prints no numbers the first or the second time
        same = [token for token in same if token.values] or same[:1]
        first[terminal] = same[0].row
        if terminal in table.line_of and len(same) > 1:
            again[terminal] = tuple(token.row for token in same[1:])
    sequence = [
        (step.terminal, first.get(step.terminal, MISSING))
        for step in table.steps
        if step.required or step.terminal in first
    ]
    order = [
        (table.places[terminal], token.row)
        for terminal, token in chosen
        if token.values and first[terminal] == token.row
    ]
    return Placed(sequence, again, {row for _, row in order} - _longest_rise(order))


def _without_misplaced(tokens: Sequence[RowToken], table: EditionTable) -> Sequence[RowToken]:
    """Leave out misprinted labels that do not stand where the form has them, or whose line is printed elsewhere."""
    if not any(token.near for token in tokens):
        return tokens
    places = [
        table.places.get(token.options[0]) if len(token.options) == 1 else None for token in tokens
    ]
    times = Counter(places)
    # of a line printed twice the first; a row of the office's own below a group's label says nothing of that
    sure: dict[int, int] = {}
    for at, (token, place) in enumerate(zip(tokens, places, strict=True)):
        if place is not None and not token.near and not token.text:
            sure.setdefault(place, at)
    in_order = _longest_rise(sorted(sure.items(), key=lambda entry: entry[1]))
    below, above = _bounds(
        [place if at in in_order else None for at, place in enumerate(places)], len(table.steps)
    )
    return [
        token
        for at, token in enumerate(tokens)
        if not token.near
        or (
            (place := places[at]) is not None
            and times[place] == 1
            and below[at] < place < above[at]
        )
    ]


def _bounds(places: Sequence[int | None], top: int) -> tuple[list[int], list[int]]:
    """Give for each token the highest place above it and the lowest below it, of those that are sure."""
    below = accumulate((-1 if place is None else place for place in places), max)
    above = accumulate((top if place is None else place for place in reversed(places)), min)
    return list(below), list(above)[::-1]


def _choose(tokens: Sequence[RowToken], table: EditionTable) -> list[tuple[str, RowToken]]:
    """Pick the terminal of each token: its only one, or the one that fits between its sure neighbours."""
    places = table.places
    sure = [places.get(token.options[0]) if len(token.options) == 1 else None for token in tokens]
    below, above = _bounds(sure, len(table.steps))
    chosen = []
    for at, token in enumerate(tokens):
        options = [name for name in token.options if name in places]
        if len(token.options) > 1:
            if HEAD in token.options and below[at] < 0:
                continue
            options = [name for name in options if below[at] < places[name] < above[at]]
        if len(options) == 1:
            chosen.append((options[0], token))
    return chosen


def _longest_rise(order: Sequence[tuple[int, int]]) -> set[int]:
    """Give the rows of a longest strictly rising run of places, found in n log n steps."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, (place, _) in enumerate(order):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else None)
        if length == len(tails):
            tails.append(place)
            ends.append(at)
        else:
            tails[length], ends[length] = place, at
    rise: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        rise.add(order[step][1])
        step = before[step]
    return rise
