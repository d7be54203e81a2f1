"""The named inputs: what each workload reads."""

from __future__ import annotations

import random
from collections.abc import Callable

from attrs import frozen

from benchmarks.copies import Copy, draw_copy, draw_damaged, draw_miscounted, draw_news
from benchmarks.template import Template, template

SEED = 20200101
"""The seed of the first round; each round draws new copies from the next one."""

# UTF-8 bytes of `long_prose`, and characters of its prose: a Chinese character is three bytes.
MEGABYTE = 1_000_000
NEWS_SIZE = 1_800
"""Characters of a text of ``not_a_report``: as long as a report of ``tab_clean``."""


@frozen
class Workload:
    """A named input.

    Attributes:
        name: its name.
        about: what it is, in one line.
        copies: how many copies a round reads.
        draw: makes one copy; is given the source of chance and the copy's place in the round,
            from 0.
    """

    name: str
    about: str
    copies: int
    draw: Callable[[random.Random, int], Copy]

    def round(self, number: int, seed: int = SEED, copies: int | None = None) -> list[Copy]:
        """Draw the copies of one round: no copy of a round comes back in another.

        Args:
            number: the round, from 0.
            seed: the seed of the first round.
            copies: how many copies; None for as many as the workload has.
        """
        rng = random.Random(f"{self.name} {seed + number}")
        count = self.copies if copies is None else copies
        return [self.draw(rng, at) for at in range(count)]


def _clean(rng: random.Random, at: int) -> Copy:
    """A clean copy, of both editions in turn; half of 2019 print the unit of 采购总金额."""
    edition = ("2019", "2021")[at % 2]
    tables = template(f"tab_clean_{edition}")
    if at % 4 == 2:
        tables = tables.replaced("采购总金额", "采购总金额（单位：万元，保留4位小数）")
    return draw_copy(rng, edition, tables)


def _row_per_cell(rng: random.Random, at: int) -> Copy:
    del at
    return draw_copy(rng, "2019", template("row_per_cell_2020"))


# Headings of tables 二 and 三 as a narrow column or a table's rule breaks them; table 四 of the
# templates is broken already.
_BROKEN = {
    "2019": (
        (
            "\t本年新制作数量\t本年新公开数量\t对外公开总数量",
            "\t本年新\t本年新\t对外公开\n\t制作数量\t公开数量\t总数量",
        ),
        (
            "\t上一年项目数量\t本年增/减\t处理决定数量",
            "\t上一年\t本年\t处理\n\t项目数量\t增/减\t决定数量",
        ),
        ("\n\t\t自然人", "\n------\t------\n\n\t\t自然人"),
    ),
    "2021": (
        (
            "\t本年制发件数\t本年废止件数\t现行有效件数",
            "\t本年制\t本年废\t现行有\n\t发件数\t止件数\t效件数",
        ),
        ("\n\t\t\t自然人", "\n------\t------\n\n\t\t\t自然人"),
    ),
}


def _flattened(rng: random.Random, at: int) -> Copy:
    edition = ("2019", "2021")[at % 2]
    return draw_copy(rng, edition, _broken(edition))


def _broken(edition: str) -> Template:
    tables = template(f"tab_clean_{edition}")
    for whole, broken in _BROKEN[edition]:
        tables = tables.replaced(whole, broken)
    return tables


# Damages of the workload ``damaged``, in turn.
_RECIPES = ("lose_column_last", "lose_cells", "join_cells")


def _damaged(rng: random.Random, at: int) -> Copy:
    return draw_damaged(rng, ("2019", "2021")[at % 2], _RECIPES[at % len(_RECIPES)])


def _sums_fail(rng: random.Random, at: int) -> Copy:
    return draw_miscounted(rng, ("2019", "2021")[at % 2])


def _long_prose(rng: random.Random, at: int) -> Copy:
    edition = ("2019", "2021")[at % 2]
    return draw_copy(rng, edition, template(f"tab_clean_{edition}"), size=int(MEGABYTE / 2.75))


def _not_a_report(rng: random.Random, at: int) -> Copy:
    del at
    return draw_news(rng, NEWS_SIZE)


WORKLOADS: dict[str, Workload] = {
    workload.name: workload
    for workload in (
        Workload("tab_clean", "clean copies of both editions, a row on each line", 200, _clean),
        Workload("row_per_cell", "a cell a line, as Tika leaves a Word table", 60, _row_per_cell),
        Workload("flattened_header", "headings broken over lines in every table", 60, _flattened),
        Workload("damaged", "a column or cells are lost, or cells joined", 60, _damaged),
        Workload("sums_fail", "the office erred, and sums do not hold", 60, _sums_fail),
        Workload("long_prose", "a clean copy in 1 MB of prose", 4, _long_prose),
        Workload("not_a_report", "news", 60, _not_a_report),
    )
}
