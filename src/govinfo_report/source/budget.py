"""What reading one copy may take: one budget for all formats, and the meter that holds a reader to it.

A file of a few hundred bytes can stand for gigabytes: cells that are repeated, texts that many cells share, packed
data. So what a reader makes passes a ``Meter`` before it is made, and never what the file has.
"""

from __future__ import annotations

import errno
from typing import Any, TypeAlias

from attrs import define, field, frozen

from govinfo_report.errors import ArgumentError, BudgetError

Trouble: TypeAlias = tuple[str, dict[str, Any]]
"""The code of a finding and the words that its message needs."""


def _check(budget: Budget, attribute: Any, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        name = attribute.name
        raise ArgumentError(
            name, f"expected a whole number of at least 1, found {value!r}"
        ).in_chinese(f"应为不小于1的整数，实为{value!r}")


def _limit(default: int) -> int:
    return field(default=default, validator=_check)


@frozen(kw_only=True)
class Budget:
    """What reading one copy may take. The defaults are many times what the largest report takes.

    Attributes:
        characters: characters of text.
        cells: cells of tables, each as often as it is repeated.
        pages: pages of a PDF, sheets of a workbook.
        shapes: drawn lines and shapes of a PDF.
        depth: elements inside elements, tables inside tables.
        elements: elements and attributes of all XML of a file.
        unpacked: bytes of all members of a ZIP file, unpacked.
        memory: bytes of memory of the process that reads a PDF which may be an attack.
    """

    characters: int = _limit(500_000)
    cells: int = _limit(200_000)
    pages: int = _limit(500)
    shapes: int = _limit(100_000)
    depth: int = _limit(200)
    elements: int = _limit(500_000)
    unpacked: int = _limit(32 << 20)
    memory: int = _limit(256 << 20)

    def exceeded(self, limit: str) -> BudgetError:
        """Give the error of a limit that was reached.

        Args:
            limit: the name of the limit.
        """
        most = f"{getattr(self, limit):,}"
        error = BudgetError(
            errno.EFBIG,
            f"expected a report within its budget ({limit}: {most}), found a file that takes more, as no report does; "
            f"budget=Budget({limit}=…) allows it",
        )
        error.limit = limit
        return error.in_chinese(
            f"应为限额（{limit}：{most}）以内的报告，实际更多，没有这样的年度报告；如须读取，请用budget=Budget({limit}=…)"
        )

    def trouble(self, limit: str) -> Trouble:
        """Give what is said of a copy that was read up to a limit; what is nested too deep may be half of a number."""
        most = f"{getattr(self, limit):,}"
        return "read_in_part", {"most": most, "limit": limit, "doubts": limit == "depth"}


@define(eq=False)
class Meter:
    """Counts what is made of one copy.

    Attributes:
        budget: how much that may be.
        is_cut: what is nested too deep was left out.
    """

    budget: Budget = field(factory=Budget)
    is_cut: bool = False
    _used: dict[str, int] = field(factory=dict)

    def use(self, limit: str, count: int) -> None:
        """Count what is about to be made.

        Args:
            limit: the name of the limit that it counts for.
            count: how much it is.

        Raises:
            BudgetError: it is more than is left.
        """
        used = self._used.get(limit, 0) + count
        self._used[limit] = used
        if used > getattr(self.budget, limit):
            raise self.budget.exceeded(limit)

    def left(self, limit: str) -> int:
        """Give how much of a limit is left."""
        most: int = getattr(self.budget, limit)
        return max(0, most - self._used.get(limit, 0))

    def reaches(self, depth: int) -> bool:
        """Tell whether what stands so deep is read; where it is not, that is noted."""
        if depth <= self.budget.depth:
            return True
        self.is_cut = True
        return False
