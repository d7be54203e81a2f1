"""Why the cells of a row that order did not settle hold what they hold: kept with the report, told by ``explain``."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from attrs import define

How: TypeAlias = Literal[
    "order",
    "own_sum",
    "all_sums",
    "fewest_failing",
]
HOWS: tuple[How, ...] = get_args(How)
"""What can settle a row.

``order``: as many numbers as cells. ``own_sum``: the row's own sum, no other looked at. ``all_sums``: every sum of the
table, together. ``fewest_failing``: some sum fails in any reading; what all those with the fewest failing agree in.
"""


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
    """

    how: How
    sums: tuple[ProofSum, ...] = ()
