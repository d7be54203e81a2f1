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

# The least part of the numbers other than zero that is read under recipes that lose no digits; where no line is, all
# of them. Where labels move among results the sums are blind.
LEAST = {
    "shift_labels": 0.75,
    "lose_label": 0.96,
    "blank_zeros": 0.95,
    "wrap_number": 0.98,
    "space_in_number": 0.99,
    "repeat_header": 0.99,
    "displace_numbers": 0.99,
    "merge_rows": 0.99,
}
# They prove nothing of what is read: sums that fail, and empty cells of which there is no trace.
NOT_READ = ("office", "vanish_empty")
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


def is_asked(case: Case) -> bool:
    """Tell whether a copy is one where nothing may go wrong.

    Where an office erred and the numbers are run together, or some are lost, an error can hide: measured, not asked.
    """
    copy = case.copy
    may_hide = copy is not None and (
        copy.losses or not {*SEPARATED}.issuperset(copy.layouts.values())
    )
    return case.sums_hold or not may_hide


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


@pytest.mark.parametrize("recipe", RECIPES)
def test_generated_copies(recipe: str) -> None:
    """Under each recipe, alone and with another one, no wrong number is stated in silence, and none made up."""
    assert not unsound(case for case in of_recipe(recipe) if is_asked(case))


@pytest.mark.parametrize(
    "recipe",
    [name for name, known in RECIPES.items() if not known.losses and name not in NOT_READ],
)
def test_what_a_copy_holds_is_read(recipe: str) -> None:
    """Of the numbers that a copy with separators still holds, nearly all are read whatever befell it."""
    held = read = 0
    for at, layout in enumerate(SEPARATED):
        for seed, level in ((at, 60), (at + 10, 400)):
            score = judge(generated_case(layout, (recipe,), seed, level))
            held, read = held + score.nonzero_held, read + score.nonzero_read
    assert held
    assert read >= LEAST.get(recipe, 1) * held


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
