"""Exact or silent: no wrong number leaves the library unmarked, and none is made up, whatever befell the copy."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from benchmarks.quality import __main__ as quality
from benchmarks.quality import tables
from benchmarks.quality.case import MIXED, Case, generated_case, iter_generated
from benchmarks.quality.corpora import FOLDERS, SHARED, iter_corpora
from benchmarks.quality.folders import iter_folder
from benchmarks.quality.score import judge
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, SEPARATED
from govinfo_report.testing.recipes import cells
from tests.paths import COPIES, DATA

EXTRACTORS = SHARED / "extractors"

# They prove nothing of what is read: sums that fail, and empty cells of which there is no trace.
NOT_READ = ("office", "vanish_empty")
# A zero of that copy which is stated without doubt.
WRONG = "requests.denied_third_party.total"
# Copies of which a number once was wrong in silence: layout, recipes, requests, seed.
ONCE_WRONG = DATA / "once_wrong.csv"
# Copies that stay wrong in silence, each kind at most once in 1,000 made up: its rule was given up (docs/testing.md).
LEFT_OPEN = DATA / "left_open.csv"
# Likewise, with the only words that then stood in place of numbers.
ONCE_WRONG_BY_WORDS = [
    ("mixed", "join_cells + words_for_number", 30000, 1201003359),
    ("mixed", "wrap_number + words_for_number", 5, 1101001155),
    ("run_together", "words_for_number + mixed_edition", 60, 601008943),
    ("run_together", "words_for_number + repeat_header", 3000, 1001005769),
]
# Copies of which a number that they hold was not read, likewise.
ONCE_UNREAD = [
    ("bare_cells", "displace_numbers", 30000, 180000011),
    ("bare_cells", "displace_numbers", 400, 180000021),
    ("bare_cells", "displace_numbers", 60, 177000002),
    ("barred_cells", "wrap_labels", 400, 177000003),
    ("bare_cells", "wrap_labels", 400, 18000009),
    ("comma_separated", "displace_numbers", 0, 777600048),
    ("comma_separated", "extra_rows + repeat_header", 30000, 404001139),
    ("comma_separated", "displace_numbers", 30000, 777600005),
    ("flattened_header", "wrap_labels", 400, 18000009),
    ("flattened_header", "wrap_labels", 400, 134000003),
    ("row_per_cell", "wrap_labels", 5, 17000067),
    ("space_aligned", "merge_rows", 400, 14000009),
    ("space_aligned", "wrap_labels", 60, 178000014),
]
# Copies of the long run, how many of them one test reads, and how many of these may be left open: 1 is expected.
LONG, CHUNK, MOST_OPEN = 20_000, 1_000, 4


def unsound(cases: Iterable[Case]) -> list[str]:
    """Give a line for each copy of which a number was wrong in silence, or made up."""
    found = []
    for case in cases:
        score = judge(case)
        if not score.is_sound():
            found.append(f"{case.name}: {score.wrong_silent or score.made_up}")
    return found


@pytest.mark.parametrize("corpus", FOLDERS)
def test_real_copies(corpus: str) -> None:
    """Of real copies and of what extractors leave, no wrong number is stated in silence, and none made up."""
    cases = list(iter_corpora(corpus))
    if not cases:
        pytest.skip(f"{corpus} is not here: the copies are not part of the project")
    assert not unsound(cases)


@pytest.mark.skipif(not EXTRACTORS.is_dir(), reason="the copies are not part of the project")
def test_what_extractors_leave_is_read() -> None:
    """All numbers of the families that keep the cells apart, but for two copies.

    antiword lost table 三, which no reader brings back; docx2python leaves two cells of a line beside another label.
    """
    short = [
        f"{case.name}: {score.nonzero_read} of {score.nonzero_held}"
        for case in iter_folder(EXTRACTORS)
        if case.kind.rpartition(" ")[2][0] in "ABCDEFGHK" and "antiword" not in case.name
        for score in (judge(case),)
        if score.nonzero_read < score.nonzero_held
    ]
    assert short in ([], ["extractors/docx2python_docx.txt: 174 of 175"])


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
    given_up = {
        f"{row['layout']}, {row['recipes']}, {row['requests']} requests, any edition, seed {row['seed']}"
        for row in left_open_rows()
    }
    asked = (case for case in of_recipe(recipe) if is_asked(case) and case.name not in given_up)
    assert not unsound(asked)


def left_open_rows() -> list[dict[str, str]]:
    """Give the copies that are left open."""
    with LEFT_OPEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
        for layout, names, requests, seed in once_wrong
    ]
    assert not unsound(case for case in cases if is_asked(case))


def test_copies_left_open_have_a_rule_and_a_rate() -> None:
    """A row is either right or left open, and what is left open is rare."""
    with ONCE_WRONG.open(encoding="utf-8", newline="") as file:
        right = {tuple(row.values()) for row in csv.DictReader(file)}
    left_open = left_open_rows()
    assert left_open
    for row in left_open:
        assert row["rule"]
        copies, of = map(int, row["rate"].split(" in "))
        assert 1000 * copies <= of
    assert right.isdisjoint(tuple(row.values())[:4] for row in left_open)


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
    """Of the numbers other than zero that a copy with separators still holds, all are read whatever befell it.

    One of table 二 that a line end or a blank parted may be left open: no sum binds it, and the rest may be another.
    Nor is text that is lined up with spaces read where whole columns of it are blank.
    """
    held = read = 0
    for at, layout in enumerate(SEPARATED):
        for seed, level in ((at, 60), (at + 10, 400)):
            score = judge(generated_case(layout, (recipe,), seed, level))
            held, read = held + score.nonzero_held, read + score.nonzero_read
    assert held
    assert (
        read
        >= {"wrap_number": 0.97, "space_in_number": 0.985, "blank_zeros": 0.93}.get(recipe, 1)
        * held
    )


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(LONG // CHUNK))
def test_generated_copies_long(chunk: int) -> None:
    """The same over 20,000 copies, every recipe alone and in pairs, in every layout; of 1,000 one may be left open."""
    cases = iter_generated(CHUNK, seed=chunk)
    assert len(unsound(case for case in cases if is_asked(case))) <= MOST_OPEN


def test_a_run_against_itself_gains_and_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run is kept as JSON, and the tables have a row for each corpus, layout and kind."""
    kept = str(tmp_path / "run.json")
    made_up = ["--corpus", "generated", "--count", "40"]
    quality.main([*made_up, "--json", kept])
    assert quality.main([*made_up, "--against", kept]) in (0, 1)
    printed = capsys.readouterr().out
    assert "40 copies in both runs: 0 cells gained, 0 lost" in printed
    assert "tab_separated" in printed
    assert "wrong, silent" in printed


def test_a_change_against_a_run_is_named_cell_by_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was right and flagged, or wrong and flagged, before and is not now, and the other way round."""
    kept = tmp_path / "run.json"
    made_up = ["--corpus", "generated", "--count", "4"]
    quality.main([*made_up, "--json", str(kept)])
    run = json.loads(kept.read_text("utf-8"))
    name, copy = next((name, copy) for name, copy in run["copies"].items())
    copy["right_flagged"].append("requests.nowhere.total")
    copy["wrong_flagged"].append("requests.somewhere.total")
    kept.write_text(json.dumps(run), "utf-8")
    quality.main([*made_up, "--against", str(kept)])
    printed = capsys.readouterr().out
    assert "4 copies in both runs: 1 cells gained, 0 lost" in printed
    assert f"- {name}: requests.nowhere.total" in printed
    assert f"- {name}: requests.somewhere.total" in printed
    assert "wrong, flagged: 1 before, 0 now; 0 more, 1 fewer" in printed


def test_folders(tmp_path: Path) -> None:
    """A file without a truth counts for what is stated; wrong numbers of recognition stand apart."""
    text = (COPIES / "tab_shifted_2020.txt").read_text("utf-8")
    for name in ("tesseract_page.txt", "page.txt", "nobody_knows.txt"):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "truth").mkdir()
    truth = {"files": ["tesseract_page.txt", "page.txt"], "values": {WRONG: "7"}}
    (tmp_path / "truth" / "page.json").write_text(json.dumps(truth), "utf-8")
    unknown, known, recognised = scored = [(case, judge(case)) for case in iter_folder(tmp_path)]
    assert not unknown[0].is_known
    assert unknown[1].stated == len(unknown[1].values) > 0
    assert unknown[1].unread
    assert known[1].wrong_silent.keys() == {WRONG}
    assert len(known[1].made_up) + len(known[1].made_up_flagged) == known[1].stated - 1
    assert WRONG in recognised[1].misrecognised
    assert recognised[1].is_sound()
    (row,) = tables.by_corpus(scored)
    assert row[:3] == [tmp_path.name, "3", "0/2 0.0%"]


def test_what_is_right_and_flagged_is_counted() -> None:
    """A warning that lists a cell whose number is right: the office's own sum fails."""
    case = next(
        case
        for case in (generated_case("tab_separated", ("office",), seed, 60) for seed in range(20))
        if not case.sums_hold
    )
    score = judge(case)
    assert score.right_flagged.keys() <= score.values.keys()
    assert 0 < len(score.right_flagged) == score.flagged < score.right
