"""Made-up copies carry their truth: what the generator, the layouts and the damage say of a copy is so."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, Copy, generate, mangle, render
from govinfo_report.testing.recipes import _WAYS
from tests.paths import ROOT

SEEDS = range(6)


def check_held(copy: Copy) -> None:
    """Check that what a copy is said to hold stands in it, and what is said to be gone does not."""
    assert set(copy.held) == set(copy.truth.cells)
    for path, held in copy.held.items():
        assert "".join(copy[start:end] for start, end in held.parts) == held.raw
        assert (held.state == "printed") == bool(held.raw), path
        assert held.raw or held.state == "gone" or not copy.truth.cells[path]
    assert copy.losses == any(
        copy.truth.cells[path] and not held.raw for path, held in copy.held.items()
    )
    used = sorted(part for held in copy.held.values() for part in held.parts)
    assert all(one[1] <= other[0] for one, other in pairwise(used))


@pytest.mark.parametrize("requests", LEVELS)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_sums_of_generated_reports_hold(edition: str, requests: int) -> None:
    """A report from a seed is of its edition, adds up, is the same each time, and is about as large as asked."""
    for seed in SEEDS:
        truth = generate(seed, edition, requests)
        assert truth.cells == generate(seed, edition, requests).cells
        assert set(truth.editions.values()) == {edition}
        assert truth.sums_hold()
        asked = int(truth.cells["requests.new_received.total"])
        assert asked <= 2 * requests + 12
        assert asked >= requests / 3 - 4


def test_most_cells_are_zero() -> None:
    """As in real reports, most cells of an office of sixty requests print a zero."""
    cells = [text for seed in range(40) for text in generate(seed, None, 60).cells.values()]
    assert 0.6 < cells.count("0") / len(cells) < 0.9


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_rendered_copy_knows_where_its_cells_stand(layout: str) -> None:
    """Of an undamaged copy every cell is held, in one piece, as the truth has it."""
    for seed in SEEDS:
        copy = render(generate(seed), layout)
        check_held(copy)
        assert not copy.losses
        assert {path: held.raw for path, held in copy.held.items()} == dict(copy.truth.cells)
        assert all(len(held.parts) == 1 for held in copy.held.values())


def test_tables_of_one_copy_may_differ_in_layout() -> None:
    """Each table is written in its own layout."""
    truth = generate(3)
    layouts = dict(zip(truth.editions, LAYOUTS, strict=False))
    copy = render(truth, layouts)
    check_held(copy)
    assert copy.layouts == layouts
    assert copy.layout == "mixed"
    assert render(truth, "tab_separated").layout == "tab_separated"


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_damage_carries_the_truth_along(layout: str, recipe: str) -> None:
    """A damaged copy holds what it is said to hold, the same each time; only recipes said to lose digits do."""
    for seed in SEEDS:
        whole = render(generate(seed, None, 400), layout)
        copy = mangle(whole, recipe, seed)
        check_held(copy)
        again = mangle(whole, recipe, seed)
        assert (copy, copy.held) == (again, again.held)
        assert not copy.losses or RECIPES[recipe].losses
        assert copy.truth.sums_hold() or recipe == "office"
        (damage,) = copy.damages
        assert damage.way or copy == whole


def test_every_recipe_does_something() -> None:
    """Each recipe changes copies, by each of its ways."""
    for recipe in RECIPES.values():
        ways = {
            mangle(render(generate(seed, None, 400), "tab_separated"), recipe.name, seed)
            .damages[0]
            .way
            for seed in range(60)
        }
        assert {way.name for way in recipe.ways} <= ways, recipe.name


@pytest.mark.parametrize("first", RECIPES)
def test_recipes_compose(first: str) -> None:
    """Any two recipes can be followed, at once or one after the other; what the office did comes first."""
    for at, second in enumerate(RECIPES):
        whole = render(generate(at, None, 60), list(LAYOUTS)[at % len(LAYOUTS)])
        both = mangle(whole, [first, second], at)
        check_held(both)
        assert both == mangle(mangle(whole, first, at), second, at)


def test_recipes_are_those_of_the_data() -> None:
    """Every recipe that is described is done, and the other way round."""
    assert list(RECIPES) == list(_WAYS)


def test_recipes_are_documented() -> None:
    """docs/testing.md has a line for each recipe, in order, in the words of the data."""
    page = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+?) \|$", page, flags=re.MULTILINE)
    assert listed == [
        (name, recipe.strikes, recipe.about + "; loses digits" * recipe.losses)
        for name, recipe in RECIPES.items()
    ]


def test_misuse_is_refused() -> None:
    """An unknown layout or recipe, and a text without a truth, are said to be so."""
    whole = render(generate(1), "tab_separated")
    with pytest.raises(ValueError, match="layout"):
        render(generate(1), "no_such")
    with pytest.raises(ValueError, match="layout"):
        render(generate(1), {"disclosure": "tab_separated"})
    with pytest.raises(ValueError, match="recipe"):
        mangle(whole, ["lose_row", "no_such"], 1)
    with pytest.raises(TypeError, match="a copy"):
        mangle("text", "lose_row", 1)  # type: ignore[arg-type]  # what is wrong on purpose


def test_a_row_that_stands_twice_is_held_by_either() -> None:
    """One of two rows with the same numbers is lost, the first or the second: the copy prints what it did before."""
    clean = render(generate(3, "2021", 60), "tab_separated")
    as_before = 0
    for seed in range(300):
        twice = mangle(clean, "repeat_row", seed)
        assert twice.printed() == clean.printed()
        once = mangle(twice, "lose_row", seed)
        if once == clean.text:
            as_before += 1
            assert once.printed() == clean.printed()
            for held in once.held.values():
                assert "".join(once[start:end] for start, end in held.parts) == held.raw
    assert as_before > 4
