"""Exact or silent: no wrong number leaves the library unmarked, and none is made up, whatever befell the copy."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from benchmarks.quality import __main__ as quality
from benchmarks.quality.case import MIXED, Case, generated_case, iter_folder, iter_generated
from benchmarks.quality.score import judge
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, SEPARATED
from govinfo_report.testing.recipes import cells

SHARED = Path(__file__).parents[2] / "shared"
FOLDERS = [SHARED / "real", SHARED / "extractors"]

# They prove nothing of what is read: sums that fail, and empty cells of which there is no trace.
NOT_READ = ("office", "vanish_empty")
# Copies of which a number once was wrong in silence: layout, recipes, requests, seed.
ONCE_WRONG = Path(__file__).parent / "data" / "once_wrong.csv"
# Likewise, with the only words that then stood in place of numbers.
ONCE_WRONG_BY_WORDS = [
    ("mixed", "join_cells + words_for_number", 30000, 1201003359),
    ("mixed", "wrap_number + words_for_number", 5, 1101001155),
    ("run_together", "words_for_number + mixed_edition", 60, 601008943),
    ("run_together", "words_for_number + repeat_header", 3000, 1001005769),
]
# Copies that one kind of doubt alone (``align/moved/doubted_lines.py``) keeps from being wrong in silence: rows read by
# count around a lost line, rows of the office's own, lines that are not read.
NEED_A_DOUBT = [
    ("tab_separated", "shift_labels + lose_row", 0, 23001573),
    ("pipe_table", "shift_labels + blank_zeros", 60, 987000182),
    ("pipe_table", "shift_labels + words_for_number", 5, 2000387),
    ("run_together", "lose_row + vanish_empty", 30000, 3003731),
]
# Copies of which a number that they hold was not read, likewise.
ONCE_UNREAD = [
    ("bare_cells", "displace_numbers", 30000, 180000011),
    ("bare_cells", "displace_numbers", 400, 180000021),
    ("bare_cells", "displace_numbers", 60, 177000002),
    ("bare_cells", "repeat_header", 5, 146000037),
    ("barred_cells", "wrap_labels", 400, 177000003),
    ("bare_cells", "space_in_number", 5, 177000007),
    ("bare_cells", "wrap_labels", 400, 18000009),
    ("comma_separated", "displace_numbers", 0, 777600048),
    ("comma_separated", "extra_rows + repeat_header", 30000, 404001139),
    ("comma_separated", "displace_numbers", 30000, 777600005),
    ("flattened_header", "wrap_labels", 400, 18000009),
    ("flattened_header", "wrap_labels", 400, 134000003),
    ("row_per_cell", "wrap_labels", 5, 17000067),
    ("run_together", "office", 60, 31000251),
    ("space_aligned", "merge_rows", 400, 14000009),
    ("space_aligned", "wrap_labels", 60, 178000014),
]
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


@pytest.mark.skipif(not FOLDERS[1].is_dir(), reason="the copies are not part of the project")
def test_what_extractors_leave_is_read() -> None:
    """All numbers of the families that keep the cells apart; antiword lost table 三, which no reader brings back."""
    short = [
        f"{case.name}: {score.nonzero_read} of {score.nonzero_held}"
        for case in iter_folder(FOLDERS[1])
        if case.kind.rpartition(" ")[2][0] in "ABCDEFGHK" and "antiword" not in case.name
        for score in (judge(case),)
        if score.nonzero_read < score.nonzero_held
    ]
    assert not short


def is_asked(case: Case) -> bool:
    """Tell whether a copy is one where nothing may go wrong.

    Where an office erred and the numbers are run together, or some are lost, or an empty cell of them without a trace,
    an error can hide: measured, not asked.
    """
    copy = case.copy
    may_hide = copy is not None and (
        any(held.state == "gone" for held in copy.held.values())
        or not {*SEPARATED}.issuperset(copy.layouts.values())
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


def test_what_once_was_wrong_is_not() -> None:
    """Copies of which a number was stated wrongly in silence; each had a cause of its own."""
    with ONCE_WRONG.open(encoding="utf-8", newline="") as file:
        once_wrong = [
            (row["layout"], row["recipes"], int(row["requests"]), int(row["seed"]))
            for row in csv.DictReader(file)
        ]
    assert once_wrong
    cases = [
        generated_case(layout, tuple(names.split(" + ")), seed, requests)
        for layout, names, requests, seed in (*once_wrong, *NEED_A_DOUBT)
    ]
    assert not unsound(case for case in cases if is_asked(case))


def test_words_that_once_were_wrong_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same copies as then: the recipe draws from one text."""
    monkeypatch.setattr(cells, "NO_NUMBERS", ("约若干",))
    cases = [
        generated_case(layout, tuple(names.split(" + ")), seed, requests)
        for layout, names, requests, seed in ONCE_WRONG_BY_WORDS
    ]
    assert not unsound(case for case in cases if is_asked(case))


def test_what_once_was_unread_is_read() -> None:
    """Each had a cause of its own."""
    for layout, names, requests, seed in ONCE_UNREAD:
        score = judge(generated_case(layout, tuple(names.split(" + ")), seed, requests))
        assert score.nonzero_read == score.nonzero_held > 0


@pytest.mark.parametrize(
    "recipe",
    [name for name, known in RECIPES.items() if not known.losses and name not in NOT_READ],
)
def test_what_a_copy_holds_is_read(recipe: str) -> None:
    """Of the numbers other than zero that a copy with separators still holds, all are read whatever befell it."""
    held = read = 0
    for at, layout in enumerate(SEPARATED):
        for seed, level in ((at, 60), (at + 10, 400)):
            score = judge(generated_case(layout, (recipe,), seed, level))
            held, read = held + score.nonzero_held, read + score.nonzero_read
    assert held
    assert read == held


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
