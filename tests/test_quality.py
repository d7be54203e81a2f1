"""Exact or silent: no wrong number leaves the library unmarked, and none is made up, whatever befell the copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from benchmarks.quality import __main__ as quality
from benchmarks.quality.case import Case, generated_case, iter_folder, iter_generated
from benchmarks.quality.score import judge
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES

SHARED = Path(__file__).parents[2] / "shared"
FOLDERS = [SHARED / "real", SHARED / "extractors"]

# Recipes under which today's library still goes wrong, and why; read apart from the rest.
OPEN = {
    (
        "shift_labels",
    ): "labels against numbers: a row of numbers under a group's label casts no doubt on others",
    (
        "shift_column",
        "vanish_empty",
    ): "one row with a moved label makes an empty cell of the grid an applicant's",
    (
        "lose_column_last",
        "wrap_number",
    ): "a row of six cells, one of them split, is read as a whole one",
}
# Copies of the long run, and how many of them one test reads.
LONG, CHUNK = 20_000, 1_000


def unsound(cases: Iterable[Case]) -> list[str]:
    """Give a line for each copy of which a number was wrong in silence, or made up."""
    found = []
    for case in cases:
        score = judge(case)
        if not score.is_sound():
            found.append(f"{case.name}: {score.wrong_silent or score.made_up}")
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_real_copies(folder: Path) -> None:
    """Of real copies and of what extractors leave, no wrong number is stated in silence, and none made up."""
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: the copies are not part of the project")
    cases = list(iter_folder(folder))
    assert cases
    assert not unsound(cases)


def is_open(case: Case) -> bool:
    """Tell whether a copy is damaged in a way that is known to go wrong."""
    return any(set(names) <= set(case.kind.split(" + ")) for names in OPEN)


def of_recipe(recipe: str) -> Iterator[Case]:
    """Make copies up: the recipe alone in each layout, and with each other recipe in one layout."""
    layouts = list(LAYOUTS)
    first = list(RECIPES).index(recipe)
    for at, layout in enumerate(layouts):
        yield generated_case(layout, (recipe,), first + at, LEVELS[(first + at) % len(LEVELS)])
    for at, other in enumerate(RECIPES):
        if other != recipe:
            layout, level = layouts[(first + at) % len(layouts)], LEVELS[at % len(LEVELS)]
            yield generated_case(layout, (recipe, other), first * 100 + at, level)


@pytest.mark.parametrize("recipe", [name for name in RECIPES if (name,) not in OPEN])
def test_generated_copies(recipe: str) -> None:
    """Under each recipe, alone and with another one, no wrong number is stated in silence, and none made up."""
    assert not unsound(case for case in of_recipe(recipe) if case.sums_hold and not is_open(case))


@pytest.mark.parametrize("recipes", OPEN, ids=" + ".join)
def test_open_recipes(recipes: tuple[str, ...]) -> None:
    """The same for what is known to go wrong."""
    cases = (case for case in of_recipe(recipes[0]) if set(recipes) <= set(case.kind.split(" + ")))
    found = unsound(cases)
    if found:
        pytest.xfail(f"{OPEN[recipes]}: {found[0]}")


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(LONG // CHUNK))
def test_generated_copies_long(chunk: int) -> None:
    """The same over 20,000 copies, every recipe alone and in pairs, in every layout."""
    cases = iter_generated(CHUNK, seed=chunk)
    assert not unsound(case for case in cases if case.sums_hold and not is_open(case))


def test_a_run_against_itself_gains_and_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run is kept as JSON, and the tables have a row for each layout and kind."""
    kept = str(tmp_path / "run.json")
    quality.main(["--count", "40", "--json", kept])
    assert quality.main(["--count", "40", "--against", kept]) in (0, 1)
    printed = capsys.readouterr().out
    assert "40 copies in both runs: 0 cells gained, 0 lost" in printed
    assert "tab_separated" in printed
    assert "wrong, silent" in printed
