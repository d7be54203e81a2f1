"""Exact or silent: no wrong number leaves the library unmarked, and none is made up, whatever befell the copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from benchmarks.quality import __main__ as quality
from benchmarks.quality.case import MIXED, Case, generated_case, iter_folder, iter_generated
from benchmarks.quality.score import judge
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, SEPARATED

SHARED = Path(__file__).parents[2] / "shared"
FOLDERS = [SHARED / "real", SHARED / "extractors"]

# Recipes, and the layout where it is only one, under which today's library still goes wrong, and why.
OPEN = {
    "shift_labels": "numbers under a group's label cast no doubt on the rows whose labels have moved",
    "shift_column + vanish_empty": "one moved label makes an empty cell of the grid an applicant's",
    "lose_column_first + wrap_number": "a row of six cells, one of them split, is read as whole",
    "lose_column_between + wrap_number": "the same",
    "lose_column_last + wrap_number": "the same",
    "wrap_number + vanish_empty": "the same, of a row that lost an empty cell",
    "shift_column + wrap_labels": "an empty cell more and the tail of a label become one row",
    "wrap_number + run_together": "a line end inside a number is taken for its end",
    "wrap_number + blank_zeros": "a number in two cells before an empty last one fills the line",
    "wrap_number + merge_rows": "the rest of a number before a label is taken for the label's",
    "lose_label + run_together": "a row without a label gives its digits to the row before it",
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


def is_of(case: Case, names: str) -> bool:
    """Tell whether a copy has all these recipes and is in this layout."""
    layouts = case.copy.layouts.values() if case.copy else ()
    return set(names.split(" + ")) <= {*layouts, *case.kind.split(" + ")}


def is_open(case: Case) -> bool:
    """Tell whether a copy is damaged in a way that is known to go wrong."""
    return any(is_of(case, names) for names in OPEN)


def is_asked(case: Case) -> bool:
    """Tell whether a copy is one where nothing may go wrong.

    Where an office erred and the numbers are run together, or some are lost, an error can hide: measured, not asked.
    """
    copy = case.copy
    may_hide = copy is not None and (
        copy.losses or not {*SEPARATED}.issuperset(copy.layouts.values())
    )
    return not is_open(case) and (case.sums_hold or not may_hide)


def of_recipe(recipe: str) -> Iterator[Case]:
    """Make copies up: the recipe alone in each layout, and with each other recipe in one layout."""
    layouts = [*LAYOUTS, MIXED]
    first = list(RECIPES).index(recipe)
    for at, layout in enumerate(layouts):
        yield generated_case(layout, (recipe,), first + at, LEVELS[(first + at) % len(LEVELS)])
    for at, other in enumerate(RECIPES):
        if other != recipe:
            layout, level = layouts[(first + at) % len(layouts)], LEVELS[at % len(LEVELS)]
            yield generated_case(layout, (recipe, other), first * 100 + at, level)


@pytest.mark.parametrize("recipe", [name for name in RECIPES if name not in OPEN])
def test_generated_copies(recipe: str) -> None:
    """Under each recipe, alone and with another one, no wrong number is stated in silence, and none made up."""
    assert not unsound(case for case in of_recipe(recipe) if is_asked(case))


@pytest.mark.parametrize("names", OPEN)
def test_open_recipes(names: str) -> None:
    """The same for what is known to go wrong."""
    found = unsound(case for case in of_recipe(names.split(" + ")[0]) if is_of(case, names))
    if found:
        pytest.xfail(f"{OPEN[names]}: {found[0]}")


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(LONG // CHUNK))
def test_generated_copies_long(chunk: int) -> None:
    """The same over 20,000 copies, every recipe alone and in pairs, in every layout."""
    cases = iter_generated(CHUNK, seed=chunk)
    assert not unsound(case for case in cases if is_asked(case))


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
