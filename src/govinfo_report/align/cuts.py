"""Cuts a run of digits into numbers of which the last is the sum of the others.

``412001044`` is 41, 2, 0, 0, 1, 0 and 44, and nothing else: no number but 0 begins with 0, the last is the sum. Each
place of the sum is tried; twice the sum is, modulo 9, the digit sum of the whole run, which rules out eight
places in nine.
"""

from __future__ import annotations

from functools import lru_cache

# Remembered runs: most rows of most copies are zeros.
MEMO_SIZE = 4_096
# The longest run that is cut: seven numbers of six digits. Longer ones have too many cuts to be of use.
LONGEST = 48


@lru_cache(MEMO_SIZE)
def summed_cuts(digits: str, breaks: tuple[int, ...], cells: int) -> tuple[tuple[int, ...], ...]:
    """Give every way to cut ``digits`` into ``cells`` numbers of which the last is the sum of the others.

    Args:
        digits: digits only.
        breaks: positions at which a number surely ends, ascending.
        cells: how many numbers, 2 or more.

    Returns:
        For each way the position behind each number but the last.
    """
    size = len(digits)
    if size > LONGEST or size < cells or len(breaks) >= cells:
        return ()
    found: list[tuple[int, ...]] = []
    nines = sum(map(int, digits)) % 9
    low = breaks[-1] if breaks else 0
    for start in range(max(low, cells - 1), size):
        if digits[start] == "0" and start < size - 1:
            continue
        total = int(digits[start:])
        if 2 * total % 9 == nines:
            found += _parts(digits[:start], breaks, cells - 1, total)
    return tuple(found)


def _parts(digits: str, breaks: tuple[int, ...], cells: int, total: int) -> list[tuple[int, ...]]:
    """Give every way to cut ``digits`` into ``cells`` numbers that add up to ``total``."""
    size = len(digits)
    found: list[tuple[int, ...]] = []
    # from each position the next break, and how many breaks lie at or behind it
    stops = [next((at for at in breaks if at > start), size) for start in range(size)]
    behind = [sum(at > start for at in breaks if at < size) for start in range(size)]
    longest = len(str(total))

    def cut(start: int, left: int, rest: int, ends: tuple[int, ...]) -> None:
        if left == 0:
            if start == size and rest == 0:
                found.append(ends)
            return
        if (
            start >= size
            or size - start < left
            or size - start > left * longest
            or behind[start] >= left
        ):
            return
        if digits[start] == "0":
            cut(start + 1, left - 1, rest, (*ends, start + 1))
            return
        if left == 1:
            if stops[start] == size and int(digits[start:]) == rest:
                found.append((*ends, size))
            return
        for end in range(start + 1, min(stops[start], start + longest) + 1):
            value = int(digits[start:end])
            if value > rest:
                break
            cut(end, left - 1, rest - value, (*ends, end))

    cut(0, cells, total, ())
    return found


@lru_cache(MEMO_SIZE)
def only_cut(digits: str, breaks: frozenset[int], cells: int) -> tuple[tuple[int, int], ...] | None:
    """Give the one way to cut a run of digits into numbers, no sum asked; None where there are several or none.

    Args:
        digits: digits only; most runs are the seven zeros of a line without requests.
        breaks: positions at which a number surely ends.
        cells: how many numbers.
    """
    size = len(digits)
    ways: list[tuple[tuple[int, int], ...]] = []

    def cut(at: int, takes: tuple[tuple[int, int], ...]) -> None:
        left = cells - len(takes)
        if left == 0 or len(ways) > 1 or size - at < left:
            if left == 0 and at == size:
                ways.append(takes)
            return
        for end in range(at + 1, size - left + 2):
            cut(end, (*takes, (at, end)))
            if digits[at] == "0" or end in breaks:
                return

    cut(0, ())
    return ways[0] if len(ways) == 1 else None
