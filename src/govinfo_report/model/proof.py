"""Why the cells of a row that order did not settle hold what they hold: kept with the report, told by ``explain``."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from attrs import define

How: TypeAlias = Literal[
    "digits",
    "every_cut",
    "order",
    "own_sum",
    "all_sums",
    "fewest_failing",
    "lost_column",
    "lost_row",
    "claim",
]
HOWS: tuple[How, ...] = get_args(How)
"""What can settle a row.

``digits``: they can be cut in one way only. ``every_cut``: they can be cut in several ways, and some cell holds the
same in each. ``order``: as many numbers as cells. ``own_sum``: the row's own sum, no other looked at. ``all_sums``:
every sum of the table, together. ``fewest_failing``: some sum fails in any reading; what all those with the fewest
failing agree in. ``lost_column``: one column is lost in all rows. ``lost_row``: what the sums leave for a row that is
lost. ``claim``: a number that the prose states.
"""

BY_DIGITS: frozenset[How] = frozenset(["digits", "every_cut"])
"""What settles a row without a look at any sum or count."""


@define(unsafe_hash=True)
class ProofSum:
    """A sum that a row was proven by.

    Attributes:
        code: the code of the finding where it fails.
        parts: indices of the cells that are added, in their table.
        equals: indices of the cells that they equal.
        holds: it holds in every reading that is left (True), in none (False), or not in every one (None).
    """

    code: str
    parts: tuple[int, ...]
    equals: tuple[int, ...]
    holds: bool | None = True


@define(unsafe_hash=True)
class RowProof:
    """What settled a row.

    Attributes:
        how: see ``HOWS``.
        sums: the sums looked at.
        claims: indices of the report's claims that took part.
    """

    how: How
    sums: tuple[ProofSum, ...] = ()
    claims: tuple[int, ...] = ()
