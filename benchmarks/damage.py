"""Damages copies as extractors do, and makes the mistakes that offices make."""

from __future__ import annotations

import random
from collections.abc import Callable

from attrs import evolve

from benchmarks.copies import Copy

WIDTH = 7
"""Numbers in a row of table 三."""


def lose_total_column(copy: Copy, rng: random.Random) -> Copy:
    """Cut the last cell off every row of table 三 (``tab_short``)."""
    del rng
    return copy.damaged(_rows(copy, lambda _, cells: cells[:-1]))


def lose_cells(copy: Copy, rng: random.Random) -> Copy:
    """Lose one cell in each of three rows of table 三 (``tab_shifted``)."""
    hit = set(rng.sample(range(_count(copy)), 3))

    def damaged(row: int, cells: list[str]) -> list[str]:
        if row in hit:
            del cells[rng.randrange(-WIDTH, 0)]
        return cells

    return copy.damaged(_rows(copy, damaged))


def join_cells(copy: Copy, rng: random.Random) -> Copy:
    """Run two neighbouring numbers together in each of three rows of table 三."""
    hit = set(rng.sample(range(_count(copy)), 3))

    def damaged(row: int, cells: list[str]) -> list[str]:
        if row in hit:
            at = rng.randrange(-WIDTH, -1)
            joined = cells[at] + cells[at + 1]
            return [*cells[:at], joined, *cells[at:][2:]]
        return cells

    return copy.damaged(_rows(copy, damaged))


DAMAGES: tuple[Callable[[Copy, random.Random], Copy], ...] = (
    lose_total_column,
    lose_cells,
    join_cells,
)


def miscount(copy: Copy, rng: random.Random) -> Copy:
    """Let the office add wrongly: one result is too high, so that its row and its column fail."""
    row_id = rng.choice(("granted", "partly_granted", "denied_internal_affairs"))
    path = f"requests.{row_id}.business"
    wrong = str(int(copy.values[path]) + rng.randint(1, 9))
    paths = [path for path in copy.values if path.startswith("requests.")]
    index = paths.index(path)

    def damaged(row: int, cells: list[str]) -> list[str]:
        if row == index // WIDTH:
            cells[index % WIDTH - WIDTH] = wrong
        return cells

    codes = copy.codes | {"requests_row_total", "requests_total_handled"}
    values = {**copy.values, path: wrong}
    return evolve(copy, text=_rows(copy, damaged), values=values, codes=codes)


def _rows(copy: Copy, change: Callable[[int, list[str]], list[str]]) -> str:
    """Change the rows of table 三 that print numbers.

    Args:
        copy: a copy with a row on each line.
        change: is given the row's place among them (from 0) and its cells, and gives the cells
            to print.
    """
    begin, end = copy.text.index("\n三、收到和处理"), copy.text.index("\n四、政府信息公开")
    lines = copy.text[begin:end].split("\n")
    row = 0
    for at, line in enumerate(lines):
        # the first rows of the copy of 2019 end with a tab
        bare = line.rstrip("\t")
        cells = bare.split("\t")
        if len(cells) > WIDTH and all(map(str.isdecimal, cells[-WIDTH:])):
            lines[at] = "\t".join(change(row, cells)) + line[len(bare) :]
            row += 1
    return copy.text[:begin] + "\n".join(lines) + copy.text[end:]


def _count(copy: Copy) -> int:
    """How many rows of table 三 print numbers."""
    return sum(path.startswith("requests.") for path in copy.values) // WIDTH
