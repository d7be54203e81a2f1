"""Measures where text stands on a page, to find numbers that were wrapped inside their columns.

Copies are lined up by characters or by the width that these take on a screen, at the beginning of a column or at its
end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias
from unicodedata import east_asian_width

from govinfo_report.model import Span

Places: TypeAlias = tuple[int, ...]
"""Where a run of text begins on its line by each ruler, then where it ends by each."""
# Characters whose widths are remembered.
MEMO_SIZE = 20_000


class _Widths(dict[str, int]):
    """Character to the places that it takes: two if it is Chinese, or one of ``kinds``."""

    def __init__(self, kinds: str) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, letter: str) -> int:
        width = 2 if east_asian_width(letter) in self._kinds else 1
        if len(self) < MEMO_SIZE:
            self[letter] = width
        return width


# quotation marks and the like (A) are as wide as Chinese characters in some fonts
_WIDTHS: tuple[Mapping[str, int], ...] = (_Widths("WF"), _Widths("WFA"))
RULERS = 1 + len(_WIDTHS)


def places(text: str, start: int, runs: Iterable[Span]) -> list[Places]:
    """Measure runs of text on a line.

    Args:
        text: the line.
        start: offset of its first character.
        runs: start and end of each run.
    """
    if text.isascii():
        return [(low - start,) * RULERS + (high - start,) * RULERS for low, high in runs]
    rulers = [list(accumulate(map(width.__getitem__, text), initial=0)) for width in _WIDTHS]
    return [
        tuple(
            [
                place
                for offset in (low - start, high - start)
                for place in (offset, *[ruler[offset] for ruler in rulers])
            ]
        )
        for low, high in runs
    ]


def wrapped_under(upper: Sequence[Places], lower: Sequence[Places]) -> list[int]:
    """Find the numbers that runs of digits on the line below stand under, to the character.

    Returns:
        The index of the number above for each run below; none where one stands under no number.
    """
    for ruler in range(2 * RULERS):
        index_of = {cell[ruler]: index for index, cell in enumerate(upper)}
        found = [index_of.get(cell[ruler], -1) for cell in lower]
        if -1 not in found:
            return found
    return []
