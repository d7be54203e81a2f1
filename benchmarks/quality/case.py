"""Copies and what is known of them; those made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random

from attrs import field, frozen

from benchmarks.quality.left_open import left_open
from govinfo_report.testing import (
    LAYOUTS,
    LEVELS,
    RECIPES,
    Copy,
    Printed,
    generate,
    mangle,
    render,
)

GENERATED = "generated"
"""The corpus of the copies made up."""
CLEAN = "undamaged"
"""The kind of copies that nothing has befallen."""
MIXED = "mixed"
"""The layout of copies whose tables have several."""
_OF_ALL = ("column_blocks", "comma_separated", "barred_cells")
MIXABLE = [name for name in LAYOUTS if name not in _OF_ALL]
"""The layouts of these; a page is read by blocks as a whole, and a program writes all tables with commas, or bars."""


@frozen
class Case:
    """A copy and what is known of it.

    Attributes:
        name: its name, the same in every run.
        text: the copy; "" where ``file`` is given.
        layout: the layout it is written in; "" where nobody said.
        kind: the recipe that damaged it, two of them joined by `` + ``, or where it comes from.
        printed: path to what the copy prints, for every cell whose number or mark it holds.
        empty: the cells that it prints empty.
        undecided: path to the candidates for it, for cells that the text alone does not decide.
        left_open: cells whose digits the copy holds but does not give to one cell (see ``left_open``); counted apart.
        true: path to what the office reported, where that is known; it is what ``inferred`` is judged by.
        sums_hold: every sum of the form holds in what the office reported.
        copy: the copy with all that the generator knows; None for real ones.
        corpus: the corpus it belongs to.
        file: the document to open; None where the copy is text.
        is_known: somebody knows what it prints; else ``printed`` and ``empty`` say nothing.
        is_recognised: recognition of characters made it, so a wrong number may be what it prints.
        decidable: the share of its numbers other than zero that order and the form's sums decide; None if not measured.
    """

    name: str
    text: str
    layout: str
    kind: str
    printed: Mapping[str, Printed]
    empty: frozenset[str] = frozenset()
    undecided: Mapping[str, object] = field(factory=dict)
    left_open: frozenset[str] = frozenset()
    true: Mapping[str, Printed] = field(factory=dict)
    sums_hold: bool = True
    copy: Copy | None = None
    corpus: str = GENERATED
    file: Path | None = None
    is_known: bool = True
    is_recognised: bool = False
    decidable: float | None = None


def generated_case(
    layout: str,
    recipes: tuple[str, ...],
    seed: int,
    requests: int,
    edition: str | None = None,
) -> Case:
    """Make a copy up.

    Args:
        layout: one of ``LAYOUTS``, or ``mixed``: each table in one of them.
        recipes: what is done to it.
        seed: the seed of its numbers and of its damage.
        requests: about how many requests the office has.
        edition: the edition; None for any.
    """
    truth = generate(seed, edition, requests)
    rng = Random(seed)
    mixed = {name: rng.choice(MIXABLE) for name in truth.editions}
    copy = mangle(render(truth, mixed if layout == MIXED else layout), recipes, seed)
    kind = " + ".join(recipes) or CLEAN
    return Case(
        name=f"{layout}, {kind}, {requests} requests, {edition or 'any edition'}, seed {seed}",
        text=copy.text,
        layout=layout,
        kind=kind,
        printed=copy.printed(),
        empty=frozenset(path for path, held in copy.held.items() if held.state == "empty"),
        left_open=left_open(copy),
        true=copy.truth.printed(),
        sums_hold=copy.truth.sums_hold(),
        copy=copy,
    )


@cache
def plan() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give every layout with nothing done, every recipe alone and every pair in both orders, well mixed."""
    alone: list[tuple[str, ...]] = [(), *((name,) for name in RECIPES)]
    pairs = list(permutations(RECIPES, 2))
    rng = Random(0)
    layouts = [*LAYOUTS, MIXED]
    singles = [(layout, names) for layout in layouts for names in alone]
    doubles = [(layout, names) for layout in layouts for names in pairs]
    rng.shuffle(singles)
    rng.shuffle(doubles)
    return (*singles, *doubles)


def iter_generated(count: int, seed: int = 0) -> Iterator[Case]:
    """Make copies up: half of them with one recipe or none, half with two, layouts and sizes in turn.

    Args:
        count: how many.
        seed: another seed gives other copies.
    """
    whole = plan()
    first = next(at for at, (_, names) in enumerate(whole) if len(names) > 1)
    singles, doubles = whole[:first], whole[first:]
    for at in range(count):
        turn, half = divmod(at, 2)
        part = doubles if half else singles
        layout, names = part[turn % len(part)]
        requests = LEVELS[(turn + turn // len(part)) % len(LEVELS)]
        yield generated_case(layout, names, seed * 1_000_000 + at, requests)
