"""What is asked of the library, each demand measured on copies made for it (``--demands``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median

from attrs import frozen

from benchmarks.quality.case import CLEAN, Case, generated_case
from benchmarks.quality.score import Score, judge
from govinfo_report.testing import LEVELS, RECIPES, SEPARATED

_RUN = "run_together"
# No digit is lost, but where empty cells vanish nothing says whose the others are; an office's errors prove nothing.
_NOT_ALL = ("vanish_empty", "office")
# A column cannot be told by sums while hardly any number is printed in it.
_FEWEST_REQUESTS = 60

Scored = list[tuple[Case, Score]]


@frozen
class Demand:
    """Something asked for, and what was found.

    Attributes:
        about: what is asked, in words.
        found: the part found, or a count.
        wanted: the least part, or the highest count, that meets it.
        most: whether ``wanted`` is the highest.
        of: how many cells, tables or copies it was measured on.
    """

    about: str
    found: float
    wanted: float
    of: int
    most: bool = False

    @property
    def met(self) -> bool:
        """Whether it is met; what was not measured is not."""
        return self.of > 0 and (
            self.found <= self.wanted if self.most else self.found >= self.wanted
        )

    def __str__(self) -> str:
        word, at = ("met   " if self.met else "MISSED"), "at most" if self.most else "at least"
        return f"{word} {self.about}: {self.found:.5g} of {self.of}, {at} {self.wanted:g}"


def iter_demands(count: int, seed: int = 0) -> Iterator[Demand]:
    """Measure every demand.

    Args:
        count: copies for each measurement.
        seed: another seed makes other copies.
    """
    clean: list[float] = []
    for layout in SEPARATED:
        scored = _judged(count, seed, layout, ())
        clean += [score.milliseconds for _, score in scored]
        yield _nonzero(f"non-zero cells read, {layout}, {CLEAN}", scored)
    damaged: list[float] = []
    for recipe in RECIPES.values():
        scored = [
            each
            for at, layout in enumerate(SEPARATED)
            for each in _judged(-(-count // len(SEPARATED)), seed + at, layout, (recipe.name,))
        ]
        damaged += [score.milliseconds for _, score in scored]
        if not recipe.losses and recipe.name not in _NOT_ALL:
            yield _nonzero(f"non-zero cells read, {recipe.name}", scored)
    yield from _run_together(count, seed)
    yield from _columns(count, seed)
    yield Demand(
        "median ms of a damaged copy / of a clean one",
        median(damaged) / median(clean),
        3,
        len(damaged),
        True,
    )
    yield Demand("worst ms of a damaged copy", max(damaged), 50, len(damaged), True)


def _judged(
    count: int, seed: int, layout: str, recipes: tuple[str, ...], levels: Sequence[int] = LEVELS
) -> Scored:
    cases = (
        generated_case(layout, recipes, seed * 1_000_000 + at, levels[at % len(levels)])
        for at in range(count)
    )
    return [(case, judge(case)) for case in cases]


def _nonzero(about: str, scored: Scored) -> Demand:
    held = sum(score.nonzero_held for _, score in scored)
    return Demand(about, _part(sum(score.nonzero_read for _, score in scored), held), 1, held)


def _part(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _table(scored: Iterable[tuple[Case, Score]], name: str) -> tuple[int, int]:
    found = [score.tables.get(name, [0, 0]) for _, score in scored]
    return sum(held for held, _ in found), sum(read for _, read in found)


def _run_together(count: int, seed: int) -> Iterator[Demand]:
    """Run-together tables, by how many requests the office has; sums that hold, and sums that fail."""
    review = {60: 0.95, 400: 0.85}
    failing = {0: 0.99, 5: 0.99, 60: 0.99, 400: 0.93, 3_000: 0.75}
    tables = hidden = all_held = all_read = 0
    for level in LEVELS:
        scored = _judged(count, seed, _RUN, (), (level,))
        held, read = _table(scored, "requests")
        all_held, all_read = all_held + held, all_read + read
        # What is not read here has two readings that all sums allow. Where carried over and carried forward begin
        # with the same digits that is up to 2 in 1,000 cells of one level; asked of all levels together.
        yield Demand(f"request cells read, run together, {level}", _part(read, held), 0, held)
        held, read = _table(scored, "review")
        yield Demand(
            f"review cells read, run together, {level}",
            _part(read, held),
            review.get(level, 0),
            held,
        )
        scored = _judged(count, seed, _RUN, ("office",), (level,))
        tables += len(scored)
        hidden += sum(not score.is_sound() for _, score in scored)
        scored = [each for each in scored if not each[0].sums_hold]
        held, read = _table(scored, "requests")
        yield Demand(
            f"request cells read, run together, {level}, sums fail",
            _part(read, held),
            failing.get(level, 0),
            held,
        )
    yield Demand("request cells read, run together", _part(all_read, all_held), 0.999, all_held)
    yield Demand(
        "intact run-together tables wrong in silence, office", hidden, tables / 10_000, tables, True
    )


def _columns(count: int, seed: int) -> Iterator[Demand]:
    """Table 三 with a column lost."""
    levels = [level for level in LEVELS if level >= _FEWEST_REQUESTS]
    scored = [
        each
        for at, layout in enumerate(SEPARATED)
        for each in _judged(
            -(-count // len(SEPARATED)), seed + at, layout, ("lose_column_last",), levels
        )
    ]
    stated = [_stated(score, _is_total) for _, score in scored]
    yield Demand("totals stated, last column lost", sum(stated), 0, len(stated), True)
    held, read = _cells(scored, lambda path: path.startswith("requests."))
    yield Demand("other non-zero cells read, last column lost", _part(read, held), 0.99, held)
    scored = [
        each
        for place in ("first", "between")
        for each in _judged(count, seed, "tab_separated", (f"lose_column_{place}",))
        if each[0].copy is not None and each[0].copy.damages[0].way == "full heading"
    ]
    stated = [_stated(score, lambda path: not _is_total(path)) for _, score in scored]
    yield Demand("applicants stated, column lost, full heading", sum(stated), 0, len(stated), True)


def _is_total(path: str) -> bool:
    return path.endswith(".total")


def _stated(score: Score, wanted: Callable[[str], bool]) -> int:
    return sum(wanted(path) for path in score.values if path.startswith("requests."))


def _cells(scored: Scored, wanted: Callable[[str], bool]) -> tuple[int, int]:
    """Count the cells with another number than zero that are held, and those of them read right."""
    held = read = 0
    for case, score in scored:
        for path, printed in case.printed.items():
            if wanted(path) and printed.value:
                held += 1
                read += score.values.get(path) == printed.value
    return held, read
