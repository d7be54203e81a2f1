"""The one row of a table that cannot keep its own sum, its numbers run together: the office mistyped one of them.

What the other rows ask of it is worked out first, as if nothing of it were known. The typed row is then cut where it
prints those numbers but for one: all the digits before that number are those of the columns before it, all behind it
those of the columns behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise

from attrs import frozen

from govinfo_report.align.proof.case import Case, domain
from govinfo_report.align.proof.columns import BudgetSpent, Columns, ColumnSum, Domain, pack, unpack
from govinfo_report.align.proof.failing import Fewest, Numbers, broken_sums, ways_that_hold
from govinfo_report.align.proof.rules import TableRules
from govinfo_report.align.readings.filling import Take
from govinfo_report.align.readings.of_row import Reading
from govinfo_report.align.readings.strip import Strip

# Numbers that are compared with the row, over all sums.
MOST_WANTED = 4_000


@frozen
class Lone:
    """What the rest of a table makes of its lone row.

    Attributes:
        fewest: the ways that break the fewest sums, the lone row as it is printed.
        sums: the sums that were asked.
        readings: the cut of the row, and those that break at most one sum more.
    """

    fewest: Fewest
    sums: tuple[ColumnSum, ...]
    readings: tuple[Reading, ...]


def read_lone(lone: Case, cases: Sequence[Case], rules: TableRules) -> Lone | None:
    """Read a table of which one row cannot keep its own sum.

    Args:
        lone: the row.
        cases: every line of the table.
        rules: the form's sums.

    Returns:
        What was found; None where some other sum fails too, or no cut prints all but one of the numbers asked for.
    """
    strip, line = lone.strip, lone.line
    if strip is None or not strip.text.isdecimal() or strip.units:
        return None
    domains = [None if case is lone else domain(case)[0] for case in cases]
    sums = tuple(
        entry
        for entry in rules.sums
        if all(at == line or domains[at] is not None for at in entry.lines)
    )
    mine = [entry for entry in sums if line in entry.lines]
    try:
        asked = _asked(lone, domains, sums)
        each = [_asked(lone, domains, [entry]) for entry in mine]
    except BudgetSpent:
        return None
    if not mine or not asked or sum(map(len, (asked, *each))) > MOST_WANTED:
        return None
    near = [
        (found, wanted)
        for wanted in asked
        for found in cuts_like(strip, wanted, 1)
        if _is_slip(found[2], wanted)
    ]
    if not near:
        return None
    fewest = min(found[0] for found, _ in near)
    best = {found[1]: found[2] for found, _ in near if found[0] == fewest}
    wanted_by_best = [wanted for found, wanted in near if found[0] == fewest]
    takes, numbers = next(iter(best.items()))
    known = list(domains)
    known[line] = frozenset(map(pack, wanted_by_best))
    try:
        ways = ways_that_hold(Columns(lone.rule.width, sums), known)
    except BudgetSpent:
        return None
    if ways is None:
        return None
    printed = [_with(way, line, numbers) for way in ways]
    broken = {item for way in printed for item in broken_sums(rules.rows[0].width, sums, way)}
    rivals = dict(best)
    most = len(mine) * fewest + 1
    for wanted in {wanted for found in each for wanted in found}:
        for _, other, values in cuts_like(strip, wanted, most // len(mine)):
            if _breaks(values, asked, each) <= most:
                rivals[other] = values
    readings = [Reading(takes, numbers)]
    readings += [Reading(other, values) for other, values in rivals.items() if other != takes]
    return Lone(
        Fewest(tuple(printed), len(mine) * fewest, tuple(sorted(broken))), sums, tuple(readings)
    )


def _asked(lone: Case, domains: Sequence[Domain], sums: Sequence[ColumnSum]) -> list[Numbers]:
    """Give the numbers that sums leave for a row of which nothing is known."""
    width = lone.rule.width
    solved = Columns(width, sums).solve(domains)
    found = None if solved is None else solved[lone.line]
    return [unpack(packed, width) for packed in sorted(found or ())]


def _is_slip(printed: Numbers, wanted: Numbers) -> bool:
    """Tell whether a hand that slips once leaves what is printed: a digit more or fewer at most, or a 0."""
    return all(
        one in (0, other) or abs(len(str(one)) - len(str(other))) < 2
        for one, other in zip(printed, wanted, strict=True)
    )


def _with(way: Sequence[Numbers], line: int, numbers: Numbers) -> tuple[Numbers, ...]:
    return (*way[:line], numbers, *way[line + 1 :])


def _breaks(values: Numbers, together: Sequence[Numbers], each: Sequence[Sequence[Numbers]]) -> int:
    """Give the fewest column sums that a cut of the row can break."""

    def apart(wanted: Sequence[Numbers]) -> int:
        return min(
            sum(one != other for one, other in zip(values, numbers, strict=True))
            for numbers in wanted
        )

    alone = sum(map(apart, each))
    # what a sum asks that cannot be had with the others breaks one of them
    return alone if len(each) > 1 else min(apart(together), alone + 1)


def cuts_like(
    strip: Strip, wanted: Numbers, most: int
) -> Iterator[tuple[int, tuple[Take, ...], Numbers]]:
    """Give the cuts of a run of digits that print other numbers than are asked for in a few columns.

    Args:
        strip: the digits.
        wanted: the number that each column should print; none of them negative.
        most: how many columns may print another number, 0 to 2.

    Returns:
        For each cut how many do, its takes and its numbers.
    """
    text, words = strip.text, list(map(str, wanted))
    width = len(words)
    heads = [0, *accumulate(map(len, words))]
    whole = "".join(words)
    if text == whole:
        yield 0, _takes(heads), tuple(wanted)
        return
    # how many columns are printed as they should be, from the left and from the right
    left = next((at for at in range(width) if not text.startswith(words[at], heads[at])), width)
    ends = [0, *accumulate(map(len, reversed(words)))]
    right = next(
        (
            at
            for at in range(width)
            if not text[: len(text) - ends[at]].endswith(words[width - 1 - at])
        ),
        width,
    )
    for count in range(1, most + 1):
        for odd in combinations(range(width), count):
            if odd[0] > left or width - 1 - odd[-1] > right:
                continue
            low, high = heads[odd[0]], len(text) - ends[width - 1 - odd[-1]]
            inner = words[odd[0] + 1 : odd[-1]]
            for cut in _middles(text, low, high, inner, count):
                places = (*heads[: odd[0] + 1], *cut, *_tail(len(text), words[odd[-1] + 1 :]))
                takes = _takes(places)
                numbers = tuple(int(text[start:end]) for start, end in pairwise(places))
                changed = sum(one != other for one, other in zip(numbers, wanted, strict=True))
                if changed == count and strip.breaks.issubset(places):
                    yield count, takes, numbers


def _takes(places: Sequence[int]) -> tuple[Take, ...]:
    return tuple(pairwise(places))


def _tail(size: int, words: Sequence[str]) -> list[int]:
    """Give the end of each number of which the last ones are these words, that before them first."""
    found = [size]
    for word in reversed(words):
        found.append(found[-1] - len(word))
    return found[::-1]


def _middles(
    text: str, low: int, high: int, inner: Sequence[str], count: int
) -> Iterator[tuple[int, ...]]:
    """Give the ends of the numbers between two places, the last left out: one that is odd, or two around ``inner``."""
    if count == 1:
        if low < high and not (text[low] == "0" and high - low > 1):
            yield ()
        return
    known = "".join(inner)
    for first in range(low + 1, high - len(known)):
        if text[low] == "0" and first > low + 1:
            return
        last = first + len(known)
        if text[first:last] == known and not (text[last] == "0" and high - last > 1):
            yield tuple(accumulate(map(len, inner), initial=first))
