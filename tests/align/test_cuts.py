"""Runs of digits cut into numbers of which the last is the sum of the others."""

from itertools import combinations, pairwise

import pytest
from govinfo_report.align.readings.cuts import LONGEST, cutter, only_cut, parts_of, summed_cuts
from govinfo_report.align.readings.filling import RowRule, TooMany
from govinfo_report.align.readings.strip import Strip
from govinfo_report.align.readings.takes import (
    JOINED,
    ROW_STEPS,
    Budget,
    Damage,
    least_steps,
    takes_of,
)
from hypothesis import example, given
from hypothesis import strategies as st


def cuts(digits: str, cells: int, breaks: tuple[int, ...] = ()) -> list[list[int]]:
    """Return the numbers of each cut."""
    return [
        [int(digits[low:high]) for low, high in pairwise((0, *ends, len(digits)))]
        for ends in summed_cuts(digits, breaks, cells)
    ]


def all_cuts(digits: str, cells: int, breaks: tuple[int, ...]) -> list[list[int]]:
    """Return the same by trying every way."""
    found = []
    for ends in combinations(range(1, len(digits)), cells - 1):
        words = [digits[low:high] for low, high in pairwise((0, *ends, len(digits)))]
        numbers = [int(word) for word in words]
        plain = all(word == str(number) for word, number in zip(words, numbers, strict=True))
        if plain and set(breaks) <= set(ends) and sum(numbers[:-1]) == numbers[-1]:
            found.append(numbers)
    return found


@pytest.mark.parametrize(
    ("digits", "cells", "expected"),
    [
        ("0000000", 7, [[0, 0, 0, 0, 0, 0, 0]]),
        ("412001044", 7, [[41, 2, 0, 0, 1, 0, 44]]),
        ("1012", 3, []),
        ("101", 3, [[1, 0, 1]]),
        ("11112", 3, [[1, 11, 12], [11, 1, 12]]),
        ("1737228441855390", 7, [[173, 72, 28, 44, 18, 55, 390]]),
    ],
)
def test_cuts_of_known_runs(digits: str, cells: int, expected: list[list[int]]) -> None:
    """Every cut whose last number is the sum, no other; no number but 0 begins with 0."""
    found = cuts(digits, cells)
    assert all(numbers in found for numbers in expected)
    assert sorted(found) == sorted(all_cuts(digits, cells, ()))


def test_a_number_ends_at_a_break() -> None:
    """A space between 1 and 11 leaves one of the two cuts of 11112."""
    assert cuts("11112", 3, (1,)) == [[1, 11, 12]]
    assert cuts("11112", 3, (2,)) == [[11, 1, 12]]
    assert cuts("11112", 3, (1, 2)) == []


@pytest.mark.parametrize(
    ("digits", "cells", "breaks"),
    [
        ("", 2, ()),
        ("0", 2, ()),
        ("000", 2, ()),
        ("0" * (LONGEST + 1), 7, ()),
        ("000", 3, (1, 2, 2)),
    ],
)
def test_runs_that_cannot_be_cut(digits: str, cells: int, breaks: tuple[int, ...]) -> None:
    """Too short, too long, too many breaks, or zeros too many."""
    assert cuts(digits, cells, breaks) == []


@given(st.lists(st.integers(0, 120), min_size=1, max_size=4), st.data())
def test_every_cut_is_found(parts: list[int], data: st.DataObject) -> None:
    """As a search that tries every place, with breaks and without; the true numbers are among them."""
    numbers = [*parts, sum(parts)]
    digits = "".join(map(str, numbers))
    ends = [len("".join(map(str, numbers[:count]))) for count in range(1, len(numbers))]
    breaks = tuple(sorted(data.draw(st.sets(st.sampled_from(ends)))))
    found = cuts(digits, len(numbers), breaks)
    assert numbers in found
    assert sorted(found) == sorted(all_cuts(digits, len(numbers), breaks))


@pytest.mark.parametrize(
    ("digits", "breaks", "cells", "expected"),
    [
        ("0000000", (), 7, ["0", "0", "0", "0", "0", "0", "0"]),
        ("100", (), 2, ["10", "0"]),
        ("105", (), 2, ["10", "5"]),
        ("5", (), 1, ["5"]),
        ("01", (), 2, ["0", "1"]),
        ("1212", (2,), 2, ["12", "12"]),
        ("123", (), 3, ["1", "2", "3"]),
        ("123", (), 2, None),  # 1 23, 12 3
        ("00", (), 1, None),
        ("", (), 1, None),
        ("7" * 40, (), 1, ["7" * 40]),
        # no count is as long
        ("7" * 41, (), 1, None),
    ],
)
def test_the_only_cut(
    digits: str, breaks: tuple[int, ...], cells: int, expected: list[str] | None
) -> None:
    """The one way to cut a run, no sum asked; nothing where there are several or none."""
    found = only_cut(digits, frozenset(breaks), cells)
    assert (found and [digits[low:high] for low, high in found]) == expected


@given(
    st.lists(st.integers(0, 40_000), min_size=4, max_size=6),
    st.lists(st.integers(0, 9), max_size=3),
    st.integers(1, 12),
)
@example([100, 200, 300, 400], [], 12)
@example([11, 1, 2000, 3000], [], 2)
def test_long_runs_are_cut_like_short_ones(numbers: list[int], more: list[int], place: int) -> None:
    """The cuts of a run put together from both halves are those of trying each number."""
    digits = "".join(map(str, [*numbers, sum(numbers), *more]))
    breaks = (place,) if place < len(digits) else ()
    cells = len(numbers) + 1
    expected = [
        (*ends, start)
        for start in range(max(place if breaks else 0, cells - 1), len(digits))
        if digits[start] != "0" or start == len(digits) - 1
        for *ends, _ in parts_of(digits[:start], breaks, cells - 1, int(digits[start:]))
    ]
    assert list(summed_cuts(digits, breaks, cells)) == expected


@given(
    st.lists(st.lists(st.integers(0, 4_000), min_size=2, max_size=4), min_size=2, max_size=3),
    st.lists(st.frozensets(st.integers(1, 40), max_size=3), min_size=1, max_size=3),
)
def test_groups_are_cut_one_by_one(groups: list[list[int]], broken: list[frozenset[int]]) -> None:
    """A run of several groups is cut as each of its pieces is; the cuts do not depend on what was asked before."""
    digits = "".join(str(number) for group in groups for number in (*group, sum(group)))
    counts = [len(group) + 1 for group in groups]
    size = len(digits)

    def cut(at: int, left: list[int], breaks: list[int]) -> list[tuple[int, ...]]:
        found = []
        for end in range(at + left[0], size + 1) if len(left) > 1 else (size,):
            inner = tuple(place - at for place in breaks if at < place < end)
            for ends in summed_cuts(digits[at:end], inner, left[0]):
                head = (*(at + place for place in ends), end)
                tails = cut(end, left[1:], breaks) if len(left) > 1 else [()]
                found += [(*head, *tail) for tail in tails]
        return found

    run = cutter(digits, counts)
    for places in broken:
        breaks = sorted(place for place in places if place < size)
        assert list(run(breaks)) == cut(0, counts, breaks)


RUNS = st.tuples(
    st.text("0123456789", min_size=7, max_size=24), st.frozensets(st.integers(1, 23), max_size=3)
)


def stripped(digits: str, breaks: frozenset[int], behind: str = "") -> Strip:
    """Give the strip of a run of digits."""
    text = digits + behind
    ends = frozenset(at for at in breaks if at < len(digits))
    return Strip(text, tuple((0, at) for at in range(len(text))), ends, frozenset())


@pytest.mark.parametrize(("lost", "wraps"), [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 2)])
@pytest.mark.parametrize("behind", ["", "?"])
@given(RUNS, st.sampled_from([(((0, 1, 2, 3, 4, 5), 6),), (((0, 1), 2), ((3, 4), 5))]))
def test_a_search_takes_as_many_steps_as_are_counted(
    lost: int,
    wraps: int,
    behind: str,
    run: tuple[str, frozenset[int]],
    sums: tuple[tuple[tuple[int, ...], int], ...],
) -> None:
    """Or more: one that is given up beforehand would have spent what it may."""
    strip, rule = stripped(*run, behind), RowRule(sums[-1][1] + 1, sums)
    damage = Damage(lost=lost, joins=True, wraps=wraps)
    counted = least_steps(strip, rule, damage)
    budget = Budget(10 * ROW_STEPS)
    try:
        takes_of(strip, rule, damage, budget)
    except TooMany:
        return
    assert counted <= 10 * ROW_STEPS - budget.steps


@pytest.mark.parametrize(("digits", "ways"), [("01", 1), ("011", 1), ("111", 2)])
def test_as_many_ways_as_are_too_many(digits: str, ways: int) -> None:
    """A search that may not give as many gives none, also where its very last step finds the last of them."""
    strip, rule = stripped(digits, frozenset()), RowRule(2, ())
    assert len(takes_of(strip, rule, JOINED, most=ways + 1)) == ways
    with pytest.raises(TooMany):
        takes_of(strip, rule, JOINED, most=ways)
