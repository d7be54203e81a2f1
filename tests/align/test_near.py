"""The rivals of a reading, where some sums fail in any way: those found are all that there are."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from govinfo_report.align.office.near import FIRST_STEPS, MOST_STEPS, cuts_near
from govinfo_report.align.proof.columns import BudgetSpent
from govinfo_report.align.readings.filling import RowRule
from govinfo_report.align.readings.strip import Strip
from govinfo_report.align.readings.takes import Budget
from hypothesis import given
from hypothesis import strategies as st

# Four numbers of which the last is the sum of the others.
RULE = RowRule(4, (((0, 1, 2), 3),))


def strip_of(digits: str, breaks: frozenset[int] = frozenset()) -> Strip:
    """Give the strip of a run of digits."""
    hard = frozenset(at for at in breaks if 0 < at < len(digits))
    return Strip(digits, tuple((0, at) for at in range(len(digits))), hard, frozenset())


def failing(numbers: Sequence[int], wanted: Sequence[Sequence[int]]) -> int:
    """Count the sums that numbers of a row break, its own among them."""
    down = sum(number != asked[at] for asked in wanted for at, number in enumerate(numbers))
    return down + (sum(numbers[:3]) != numbers[3])


COUNTS = st.one_of(st.integers(0, 3), st.integers(0, 120))
# rows that add up are the rare ones among those that come by chance
NUMBERS = st.one_of(
    st.lists(COUNTS, min_size=4, max_size=4),
    st.lists(COUNTS, min_size=3, max_size=3).map(lambda parts: [*parts, sum(parts)]),
)


@given(
    NUMBERS,
    st.lists(st.lists(st.integers(-1, 12), min_size=4, max_size=4), min_size=0, max_size=1),
    st.frozensets(st.integers(1, 11), max_size=2),
    st.integers(0, 4),
    st.integers(0, 3),
)
def test_all_cuts_that_break_few_sums_are_found(
    numbers: list[int], other: list[list[int]], breaks: frozenset[int], limit: int, slip: int
) -> None:
    """Those that trying every cut finds, and no others."""
    digits = "".join(map(str, numbers))
    strip = strip_of(digits, breaks)
    asked = [*numbers]
    asked[slip] += 1
    wanted = [tuple(asked), *map(tuple, other)]
    expected = set()
    for ends in combinations(range(1, len(digits)), 3):
        words = [digits[low:high] for low, high in pairwise((0, *ends, len(digits)))]
        is_cut = strip.hard <= set(ends) and all(word == str(int(word)) for word in words)
        if is_cut and failing([*map(int, words)], wanted) <= limit:
            expected.add(tuple(map(int, words)))
    found = cuts_near(strip, RULE, wanted, limit, Budget())
    assert {reading.values for reading in found} == expected
    assert len(found) == len({reading.takes for reading in found})


def test_what_is_remembered_costs_as_much() -> None:
    """The steps are those of the first search, so that answers do not depend on what was read before."""
    strip, wanted = strip_of("11213114115"), [(11, 21, 311, 4115)]
    budgets = Budget(MOST_STEPS), Budget(MOST_STEPS)
    first, second = (cuts_near(strip, RULE, wanted, 4, budget) for budget in budgets)
    assert first == second != ()
    assert budgets[0].steps == budgets[1].steps < MOST_STEPS - FIRST_STEPS


def test_too_many_steps() -> None:
    """A budget that is spent says so, and gives no part of the answer."""
    with pytest.raises(BudgetSpent):
        cuts_near(strip_of("11213114115"), RULE, [(11, 21, 311, 4115)], 4, Budget(FIRST_STEPS))


def test_what_is_no_run_of_digits_has_no_cuts() -> None:
    """Signs, empty cells and marks are for other searches."""
    assert cuts_near(strip_of("1_2_3"), RULE, [(1, 0, 2, 3)], 9, Budget()) == ()
