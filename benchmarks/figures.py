"""What an office reports: numbers for every cell, drawn so that all the form's sums hold.

The sums are written here a second time, on purpose: the truth does not come from the library.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other_org",
)
SHARES = {"natural_person": 1}
"""Applicant to the part of a row's mean that is drawn for it; the others get a fourth."""
# How many requests of one kind an office answers: a township's, a county's, a city's, a capital's.
SCALES = (0.4, 2.0, 12.0, 70.0)
# Rows of table 三 that are no result of a request.
NO_RESULTS = ("new_received", "carried_over", "total_handled", "carried_forward")


def draw_figures(rng: random.Random, paths: Iterable[str]) -> dict[str, str]:
    """Draw the numbers of a report.

    Args:
        rng: the source of chance.
        paths: the cells (``table.row.column``) that its edition has, in the order of the form.

    Returns:
        Path to the number as the copy prints it, in the order of ``paths``.
    """
    paths = list(paths)
    scale = rng.choice(SCALES)
    rows: dict[str, list[str]] = {}
    for path in paths:
        row, _, column = path.rpartition(".")
        rows.setdefault(row, []).append(column)
    found: dict[str, str] = {}
    for row, columns in rows.items():
        table = row.partition(".")[0]
        if table == "disclosure":
            found.update({f"{row}.{column}": _disclosed(rng, column, scale) for column in columns})
            _put_right(found, row)
        elif table == "review":
            counts = {column: _count(rng, scale / 4) for column in columns if column != "total"}
            numbers = {**counts, "total": sum(counts.values())}
            found.update({f"{row}.{column}": str(number) for column, number in numbers.items()})
    results = [
        row
        for row in rows
        if row.startswith("requests.") and row.partition(".")[2] not in NO_RESULTS
    ]
    found.update(_requests(rng, results, scale))
    return {path: found[path] for path in paths}


def _requests(rng: random.Random, results: list[str], scale: float) -> dict[str, str]:
    """Draw table 三: 第一项加第二项之和，等于第三项加第四项之和."""
    lines: dict[str, dict[str, int]] = {
        row: {name: _count(rng, scale / SHARES.get(name, 4)) for name in APPLICANTS}
        for row in results
    }
    handled = {name: sum(line[name] for line in lines.values()) for name in APPLICANTS}
    forward = {name: _count(rng, scale) for name in APPLICANTS}
    carried = {name: rng.randint(0, (handled[name] + forward[name]) // 8) for name in APPLICANTS}
    new = {name: handled[name] + forward[name] - carried[name] for name in APPLICANTS}
    lines |= {
        "requests.new_received": new,
        "requests.carried_over": carried,
        "requests.total_handled": handled,
        "requests.carried_forward": forward,
    }
    return {
        f"{row}.{name}": str(number)
        for row, line in lines.items()
        for name, number in {**line, "total": sum(line.values())}.items()
    }


def _disclosed(rng: random.Random, column: str, scale: float) -> str:
    """Draw a number of table 二."""
    if column == "decisions":
        return str(_count(rng, scale * 300))
    if column == "change":
        return str(rng.randint(-2, 6))
    if column in ("fee_amount", "procurement_amount"):
        digits = rng.choice((0, 1, 2, 4))
        return f"{rng.expovariate(1 / (20 * scale + 1)):.{digits}f}"
    return str(_count(rng, scale * 3))


def _put_right(found: dict[str, str], row: str) -> None:
    """本年新公开数量 is part of 对外公开总数量."""
    part, whole = f"{row}.new_published", f"{row}.total_published"
    if part in found:
        found[whole] = str(int(found[part]) + int(found[whole]))


def _count(rng: random.Random, mean: float) -> int:
    return int(rng.expovariate(1 / mean))
