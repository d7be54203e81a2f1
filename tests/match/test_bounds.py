"""What the lines that are left cost at least: a bound that cuts the search short and changes no answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from govinfo_report.grammar import TableReader
from govinfo_report.match.alignment import Search
from govinfo_report.match.budget import Budget
from govinfo_report.match.damage import damages
from govinfo_report.match.equivalents import plain
from govinfo_report.match.lines import form_table
from govinfo_report.match.order import Order
from govinfo_report.match.orders import Orders
from govinfo_report.match.regions import regions
from govinfo_report.match.tokens import tokens
from govinfo_report.match.vocabulary import vocabulary
from govinfo_report.official import official_form
from govinfo_report.testing import RECIPES, generate, mangle, render

FORM = official_form()
KNOWN = vocabulary(FORM)
# What an explanation may cost.
BOUND = 3.0
TABLES = {
    name: [form_table(FORM, table) for table in TableReader(FORM, name).editions.values()]
    for name in FORM.tables
}


def orders_of(text: str) -> Iterator[Order]:
    """Give every order that a table of a text may be in, in every edition."""
    rewritten = plain(text).text
    found = tokens(rewritten, KNOWN)
    for tables in TABLES.values():
        for region in regions(found, rewritten, tables):
            for table in tables:
                yield from Orders(region, table, False).up_to(BOUND)


# All but those whose copies have no explanation that is cheap.
@pytest.mark.parametrize("recipe", [r for r in RECIPES if r not in ("vanish_empty", "traditional")])
def test_a_bound_changes_no_answer(recipe: str) -> None:
    """A search that drops nothing finds the same strips at the same prices."""
    compared = 0
    for seed, layout in enumerate(["tab_separated", "bare_cells", "space_aligned"]):
        text = mangle(render(generate(seed), layout), (recipe,), seed).text
        for order in orders_of(text):
            bounded, free = Search(order), Search(order)
            free.rest = [(0.0, 0.0, 0.0)] * len(free.rest)
            found, true = (
                each.within(BOUND, damages().slack, Budget(1_000_000)) for each in (bounded, free)
            )
            if true.best <= BOUND:
                assert (found.best, found.strips) == (true.best, true.strips)
                compared += 1
            else:
                assert found.best > BOUND
    assert compared
