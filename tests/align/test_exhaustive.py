"""The proof by sums finds what an exhaustive search finds, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from govinfo_report.align.proof.columns import Columns, ColumnSum, pack, unpack
from govinfo_report.align.readings.filling import RowRule, Take
from govinfo_report.align.readings.of_row import readings
from govinfo_report.align.readings.strip import Strip
from govinfo_report.align.readings.takes import Damage
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.testing import render
from govinfo_report.testing.strategies import truths

SETTINGS = settings(max_examples=200)
# rows of three cells, the last of which is the sum, and of two such groups
RULES = (
    RowRule(3, (((0, 1), 2),)),
    RowRule(6, (((0, 1), 2), ((3, 4), 5))),
    RowRule(3),
)


@st.composite
def strips(draw: st.DrawFn) -> Strip:
    """Digits with breaks among them, some characters standing for empty cells and marks."""
    text = draw(st.text("0012345_/", min_size=1, max_size=6))
    alone = {at for at in range(1, len(text)) if text[at] in "_/" or text[at - 1] in "_/"}
    breaks = {at for at in range(1, len(text)) if draw(st.booleans())} | alone
    places = tuple((at, 0) for at in range(len(text)))
    return Strip(text, places, frozenset(breaks), frozenset())


DAMAGES = st.builds(
    Damage,
    lost=st.integers(0, 2),
    joins=st.booleans(),
    wraps=st.integers(0, 2),
    drops=st.booleans(),
)


def every_take(strip: Strip, rule: RowRule, damage: Damage) -> Iterator[tuple[Take, ...]]:
    """Give every cell any slice of the characters, or none, and keep what obeys the words of ``Damage``."""
    size = len(strip.text)
    slices: list[Take] = [None, *((a, b) for a in range(size) for b in range(a + 1, size + 1))]
    for takes in product(slices, repeat=rule.width):
        if sum(take is None for take in takes) != damage.lost:
            continue
        taken = [take for take in takes if take is not None]
        used = [at for low, high in taken for at in range(low, high)]
        if used != sorted(set(used)):
            continue
        left = set(range(size)) - set(used)
        if left and not (damage.drops and all(strip.text[at] == "_" for at in left)):
            continue
        inner = [at for low, high in taken for at in range(low + 1, high)]
        if sum(at in strip.breaks for at in inner) > damage.wraps:
            continue
        ends = {high for _, high in taken} | {low for low, _ in taken}
        cut = [at for at in ends if 0 < at < size and at not in strip.breaks]
        if cut and not damage.joins:
            continue
        if all(_is_cell(strip.text[low:high]) for low, high in taken):
            yield takes


def _is_cell(text: str) -> bool:
    return text in "_/" or (text.isdecimal() and (text == "0" or text[0] != "0"))


def values_of(strip: Strip, takes: Sequence[Take]) -> list[int | None]:
    """Give the number that each cell prints."""
    texts = [strip.text[take[0] : take[1]] if take else "" for take in takes]
    return [int(text) if text.isdecimal() else None for text in texts]


def filled(strip: Strip, takes: Sequence[Take], rule: RowRule, top: int) -> set[tuple[Any, ...]]:
    """Give every way to fill the cells that are not printed, up to ``top``, so that the row's sums hold."""
    choices: list[list[int | None]] = []
    bound = {at for parts, equals in rule.sums for at in (*parts, equals)}
    totals = {equals for _, equals in rule.sums}
    for at, value in enumerate(values_of(strip, takes)):
        if value is not None or at not in bound:
            choices.append([value])
        elif takes[at] is not None and at not in totals:
            choices.append([0])  # an applicant's empty cell
        else:
            choices.append(list(range(top + 1)))
    return {
        way
        for way in product(*choices)
        if all(sum(way[at] or 0 for at in parts) == way[equals] for parts, equals in rule.sums)
    }


@SETTINGS
@given(strips(), st.sampled_from([RULES[0], RULES[2]]), DAMAGES)
def test_readings_of_a_row(strip: Strip, rule: RowRule, damage: Damage) -> None:
    """The readings of a row are all those that its damage and its own sums allow."""
    found = readings(strip, rule, damage)
    if found is None:
        return
    known = {(reading.takes, reading.values) for reading in found}
    assert len(known) == len(found)
    top: Any = max(
        (value for _, values in known for value in values if value is not None), default=9
    )
    expected = {
        (takes, values)
        for takes in every_take(strip, rule, damage)
        for values in filled(strip, takes, rule, min(top, 60))
    }
    assert {entry for entry in known if max(v or 0 for v in entry[1]) <= 60} == {
        entry for entry in expected if max(v or 0 for v in entry[1]) <= 60
    }


@settings(SETTINGS, max_examples=80)
@given(st.text("00123", min_size=6, max_size=9))
def test_readings_of_two_groups(digits: str) -> None:
    """The cut of a run into groups with their sums, one behind the other, is exhaustive too."""
    strip = Strip(digits, tuple((at, 0) for at in range(len(digits))), frozenset(), frozenset())
    found = readings(strip, RULES[1], Damage(joins=True)) or ()
    expected = set()
    for cuts in product((False, True), repeat=len(digits) - 1):
        ends = [at + 1 for at, cut in enumerate(cuts) if cut] + [len(digits)]
        parts = [digits[low:high] for low, high in zip([0, *ends], ends, strict=False)]
        if len(parts) == 6 and all(_is_cell(part) for part in parts):
            a, b, c, d, e, f = map(int, parts)
            if a + b == c and d + e == f:
                expected.add((a, b, c, d, e, f))
    assert {reading.values for reading in found} == expected


ROWS = st.lists(
    st.sets(st.tuples(*[st.integers(0, 4)] * 2), min_size=1, max_size=3), min_size=6, max_size=6
)
# rows 0 to 2 add up to row 3; rows 3 and 4 to row 5: two sums with one row in common, as in table 三
SUMS = (ColumnSum("results", (0, 1, 2), (3,)), ColumnSum("balance", (3, 4), (5,)))


@SETTINGS
@given(ROWS, st.sampled_from([None, 0, 3, 4, 5]))
def test_readings_of_a_table(rows: list[set[tuple[int, int]]], lost: int | None) -> None:
    """Of each row those readings are left that take part in some way to make every sum hold."""
    domains = [
        None if at == lost else frozenset(pack(row) for row in options)
        for at, options in enumerate(rows)
    ]
    any_row = set(product(range(17), repeat=2))
    choices = [any_row if at == lost else options for at, options in enumerate(rows)]
    kept: list[set[tuple[int, int]]] = [set() for _ in rows]
    known = [at for at in range(6) if at != lost]
    for chosen in product(*(choices[at] for at in known)):
        way: Any = dict(zip(known, chosen, strict=True))
        if lost is not None:
            left = _what_is_left(way, lost)
            if left is None:
                continue
            way[lost] = left
        if all(_holds(way, entry) for entry in SUMS):
            for at, row in way.items():
                kept[at].add(row)
    solved = Columns(2, SUMS).solve(domains)
    if not kept[0]:
        assert solved is None
    else:
        assert solved is not None
        assert [{unpack(row, 2) for row in domain or ()} for domain in solved] == kept


def _what_is_left(way: dict[int, tuple[int, int]], lost: int) -> tuple[int, int] | None:
    """Give what the first sum with the lost row in it leaves for it; None where that is negative."""
    entry = next(entry for entry in SUMS if lost in (*entry.parts, *entry.equals))
    mine, other = (
        (entry.parts, entry.equals) if lost in entry.parts else (entry.equals, entry.parts)
    )
    row = [
        sum(way[at][column] for at in other) - sum(way[at][column] for at in mine if at != lost)
        for column in range(2)
    ]
    return (row[0], row[1]) if min(row) >= 0 else None


def _holds(way: dict[int, tuple[int, int]], entry: ColumnSum) -> bool:
    return all(
        sum(way[at][column] for at in entry.parts) == sum(way[at][column] for at in entry.equals)
        for column in range(2)
    )


@settings(SETTINGS, max_examples=40)
@given(truths(), st.randoms(use_true_random=False))
def test_sums_do_not_see_the_order_of_applicants(truth: Any, random: Any) -> None:
    """Where a sum fails, it fails whatever the order of the applicants: order is never proven by sums."""
    text = render(truth, "tab_separated")
    before = {item.code for item in gr.parse(text).findings if item.severity == "error"}
    lines = []
    order = list(range(6))
    random.shuffle(order)
    for line in text.split("\n"):
        cells = line.split("\t")
        numbers = cells[-7:]
        labelled = not line.replace("\t", "").isdecimal()
        if labelled and len(cells) > 7 and all(cell.strip().isdecimal() for cell in numbers):
            line = "\t".join([*cells[:-7], *(numbers[at] for at in order), numbers[6]])
        lines.append(line)
    after = {item.code for item in gr.parse("\n".join(lines)).findings if item.severity == "error"}
    assert after == before
