"""What stands apart on a page of a PDF: small characters above or below their line, struck out and unseen ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from statistics import median

from govinfo_report.source.pdf_page import Character
from govinfo_report.source.ruled import Line
from govinfo_report.source.set_apart import HIDDEN, LOWERED, RAISED, STRUCK

# A character of at most this part of the size of the digit before it may be raised or lowered; of the size of most,
# nobody can read it. Of some fonts the box is that of the ink: a comma is small and low, a rule is flat.
SMALL = 0.75
UNREADABLE = 0.15
# What may stand in such small characters beside letters and digits.
MARKS = "*[]()"
# How far it stands off, in parts of that size: from its middle, and beside it.
OFF_LINE, FARTHEST, BESIDE = 0.1, 0.75, 0.5
# How far a line may stand off the middle of what it strikes out, and go beyond its ends, in parts of its size.
OFF_MIDDLE, BEYOND = 0.22, 0.5

# Characters of a page that are held against its lines, one by one.
MOST_STEPS = 2_000_000


def set_small_apart(characters: Sequence[Character]) -> list[Character]:
    """Put characters that are raised or lowered on the line of those before them, as such; too small ones are unseen.

    Args:
        characters: those of a page, in the order of the file.
    """
    usual = median(character.size for character in characters) if characters else 0.0
    found: list[Character] = []
    # the character on the line, and the last one as it is printed
    base = last = None
    for character in characters:
        if max(character.size, character.right - character.left) < UNREADABLE * usual:
            found.append(character._replace(way=HIDDEN))
            continue
        way = _way(base, last, character) if base and last else ""
        last = character
        if way and base:
            found.append(character._replace(way=way, middle=base.middle, size=base.size))
        else:
            found.append(character)
            base = character
    return found


def _way(base: Character, last: Character, character: Character) -> str:
    """Tell whether a character is raised or lowered behind another; "" where it is neither."""
    size = base.size
    is_small = character.size <= SMALL * size
    is_mark = character.text.isalnum() or character.text in MARKS
    if not is_small or not is_mark or not base.text.isdecimal():
        return ""
    if abs(character.left - last.right) > BESIDE * size:
        return ""
    off = (character.middle - base.middle) / size
    if not OFF_LINE <= abs(off) <= FARTHEST:
        return ""
    return RAISED if off > 0 else LOWERED


def strike_out(characters: list[Character], level: Sequence[Line]) -> list[Character]:
    """Give characters, those struck out that a line crosses which is no longer than they are together.

    Args:
        characters: those of a page.
        level: its level lines.
    """
    order = sorted(range(len(characters)), key=lambda at: characters[at].middle)
    heights = [characters[at].middle for at in order]
    tallest = max((character.size for character in characters), default=0.0) * OFF_MIDDLE
    found = characters
    steps = 0
    for line in level:
        first = bisect_left(heights, line.at - tallest)
        behind = bisect_right(heights, line.at + tallest)
        steps += behind - first
        if steps > MOST_STEPS:
            break
        crossed = []
        for index in range(first, behind):
            own = characters[order[index]]
            is_near = abs(own.middle - line.at) <= OFF_MIDDLE * own.size
            if is_near and line.low <= (own.left + own.right) / 2 <= line.high:
                crossed.append(order[index])
        if not crossed:
            continue
        room = BEYOND * max(characters[at].size for at in crossed)
        left = min(characters[at].left for at in crossed)
        right = max(characters[at].right for at in crossed)
        if line.low >= left - room and line.high <= right + room:
            found = list(found) if found is characters else found
            for at in crossed:
                found[at] = characters[at]._replace(way=STRUCK)
    return found
