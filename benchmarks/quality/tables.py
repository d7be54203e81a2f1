"""Adds scores up, by layout and by kind of damage, and compares runs. Never one accuracy over all cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from benchmarks.quality.case import CLEAN, Case
from benchmarks.quality.score import Score

HEADINGS = (
    "",
    "copies",
    "non-zero read",
    "zero read",
    "left open",
    "wrong, silent",
    "wrong, marked",
    "made up, silent",
    "made up, marked",
    "undecidable",
    "inferred right",
    "inferred wrong",
    "exact",
    "median ms",
    "worst ms",
)

Scored = tuple[Case, Score]


def by_layout(scored: Sequence[Scored]) -> list[list[str]]:
    """Give a row for each layout: undamaged copies, those with one recipe, those with two, real ones."""
    return _grouped(scored, lambda case, score: [f"{score.layout}, {_degree(case)}"])


def by_kind(scored: Sequence[Scored]) -> list[list[str]]:
    """Give a row for each recipe alone, then for each in pairs, and for what folders hold."""

    def kinds(case: Case, _score: Score) -> list[str]:
        if case.copy is None or " + " not in case.kind:
            return [case.kind]
        return [f"{name} + another" for name in case.kind.split(" + ")]

    return _grouped(scored, kinds)


def _degree(case: Case) -> str:
    if case.copy is None:
        return "real"
    if case.kind == CLEAN:
        return CLEAN
    return "two recipes" if " + " in case.kind else "one recipe"


def _grouped(
    scored: Sequence[Scored], names: Callable[[Case, Score], list[str]]
) -> list[list[str]]:
    groups: dict[str, list[Score]] = {}
    for case, score in scored:
        for name in names(case, score):
            groups.setdefault(name, []).append(score)
    order = sorted(groups, key=lambda name: (" + " in name, name))
    return [_row(name, groups[name]) for name in order]


def _row(name: str, scores: list[Score]) -> list[str]:
    times = [score.milliseconds for score in scores]
    return [
        name,
        str(len(scores)),
        _share(sum(s.nonzero_read for s in scores), sum(s.nonzero_held for s in scores)),
        _share(sum(s.zero_read for s in scores), sum(s.zero_held for s in scores)),
        str(sum(s.left_open for s in scores)),
        str(sum(len(s.wrong_silent) for s in scores)),
        str(sum(len(s.wrong_marked) for s in scores)),
        str(sum(len(s.made_up) for s in scores)),
        str(sum(len(s.made_up_marked) for s in scores)),
        str(sum(len(s.undecidable) for s in scores)),
        str(sum(s.inferred_right for s in scores)),
        str(sum(s.inferred_wrong for s in scores)),
        _share(sum(s.exact for s in scores), len(scores)),
        f"{median(times):.2f}",
        f"{max(times):.1f}",
    ]


def _share(part: int, whole: int) -> str:
    """Give ``12/13 92.3%``; a share is never rounded up to 100."""
    if not whole:
        return "-"
    tenths = 1000 * part // whole
    return f"{part}/{whole} {tenths // 10}.{tenths % 10}%"


def plain(title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table with its headings, columns aligned."""
    grid = [[title, *HEADINGS[1:]], *rows]
    widths = [max(len(row[at]) for row in grid) for at in range(len(HEADINGS))]
    for row in grid:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(cells)


def amiss(scored: Iterable[Scored]) -> Iterator[str]:
    """Give a line for each number that is wrong in silence or made up."""
    for case, score in scored:
        for path, words in {**score.wrong_silent, **score.made_up}.items():
            yield f"{case.name}: {path}: {words}"


def saved(scored: Iterable[Scored]) -> dict[str, Any]:
    """Give a run as plain data: for each copy what was not read, what was wrong, and how long it took."""
    return {
        "schema": 1,
        "copies": {
            case.name: {
                "unread": score.unread,
                "wrong": sorted(score.amiss()),
                "milliseconds": round(score.milliseconds, 3),
            }
            for case, score in scored
        },
    }


def compared(scored: Iterable[Scored], before: Mapping[str, Any]) -> Iterator[str]:
    """Give the cells gained and lost against a saved run, for the copies of both.

    Args:
        scored: the run of now.
        before: what ``saved`` gave.
    """
    gained = lost = common = 0
    details = []
    for case, score in scored:
        old = before["copies"].get(case.name)
        if old is None:
            continue
        common += 1
        was, now = {*old["unread"], *old["wrong"]}, {*score.unread, *score.amiss()}
        gained += len(was - now)
        lost += len(now - was)
        details += [f"lost: {case.name}: {path}" for path in sorted(now - was)]
    yield f"{common} copies in both runs: {gained} cells gained, {lost} lost"
    yield from details
