"""Keeps runs, and compares them cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Any

from benchmarks.quality.score import OUTCOMES
from benchmarks.quality.tables import Scored

SCHEMA = 2


def saved(scored: Iterable[Scored]) -> dict[str, Any]:
    """Give a run as plain data: for each copy the cells of every outcome, and how long it took."""
    return {
        "schema": SCHEMA,
        "copies": {
            case.name: {
                **{outcome: score.cells(outcome) for outcome in OUTCOMES},
                "corpus": case.corpus,
                "flagged": score.flagged,
                "milliseconds": round(score.milliseconds, 3),
            }
            for case, score in scored
        },
    }


def compared(scored: Iterable[Scored], before: Mapping[str, Any], most: int) -> Iterator[str]:
    """Give what changed against a saved run, for the copies of both.

    Args:
        scored: the run of now.
        before: what ``saved`` gave.
        most: the most cells that are named for each outcome.
    """
    new = saved(scored)["copies"]
    old = before["copies"]
    names = [name for name in new if name in old]
    yield from _gained(names, old, new)
    for outcome, words in OUTCOMES.items():
        was = {(name, path) for name in names for path in old[name][outcome]}
        now = {(name, path) for name in names for path in new[name][outcome]}
        yield f"{words}: {len(was)} before, {len(now)} now; {len(now - was)} more, {len(was - now)} fewer"
        for sign, changed in (("+", now - was), ("-", was - now)):
            listed = sorted(changed)
            yield from (f"  {sign} {name}: {path}" for name, path in listed[:most])
            if len(listed) > most:
                yield f"  {sign} and {len(listed) - most} others"
    if names:
        before_ms, now_ms = (
            median(run[name]["milliseconds"] for name in names) for run in (old, new)
        )
        yield f"median ms: {before_ms:.2f} before, {now_ms:.2f} now"


def _gained(names: list[str], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Give the cells gained and lost: those that were not read right before, or are not now."""
    gained = lost = 0
    for name in names:
        was, now = (
            {
                path
                for outcome in OUTCOMES
                if outcome != "right_flagged"
                for path in run[name][outcome]
            }
            for run in (old, new)
        )
        gained += len(was - now)
        lost += len(now - was)
    yield f"{len(names)} copies in both runs: {gained} cells gained, {lost} lost"
