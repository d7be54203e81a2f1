"""What may have happened to a row, by what the rows of its table show.

Damage that one row of a table surely shows is allowed in every doubtful row of it. Of a row by itself only what its
count shows is allowed: a row with too few numbers has lost some or had some run together, one with too
many has had some broken in two.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define

from govinfo_report.align.readings.filling import RowRule
from govinfo_report.align.readings.strip import ALONE, EMPTY, UNREADABLE, Strip
from govinfo_report.align.readings.takes import Damage

# Cells lost from a row of a copy without separators; with more, nearly any cut is possible.
MOST_LOST = 2


@define
class Shown:
    """What the rows of a table surely show.

    Attributes:
        lost: how many cells of a row are lost for sure: it has as many digits fewer than cells; the most of any row.
        joined: a run of digits cannot be one number: ``00``.
        packed: rows with at most half as many runs of digits as cells.
        runs: those of them that have digits for all cells.
        whole: rows with as many numbers as cells.
    """

    lost: int = 0
    joined: bool = False
    packed: int = 0
    runs: int = 0
    whole: int = 0

    @property
    def run_together(self) -> bool:
        """The table seems to be written without separators; ``joined`` says whether that is sure."""
        return self.runs > self.whole

    def may_share(self, others: Shown) -> bool:
        """Tell whether what tables without separators show may have befallen this one as well, and is new to it."""
        if self.run_together:
            return (self.lost, self.joined) != (others.lost, others.joined)
        return bool(self.runs) and others.joined


def look(rows: Iterable[tuple[Strip, RowRule]]) -> Shown:
    """Look at the rows of a table for what they surely show."""
    shown = Shown()
    for strip, rule in rows:
        if rule.width == 1 or not strip.text.strip(EMPTY) or UNREADABLE in strip.text:
            continue
        digits = sum(mark.isdecimal() for mark in strip.text)
        filled = digits + sum(mark in ALONE for mark in strip.text)
        joined = _cannot_be_one(strip)
        shown.lost = max(shown.lost, rule.width - filled)
        shown.joined |= joined
        shown.whole += strip.count == rule.width
        is_packed = 2 * strip.count <= rule.width
        shown.packed += is_packed
        shown.runs += is_packed and rule.width <= digits
    return shown


def together(tables: Iterable[Shown | None]) -> Shown:
    """Give what the tables of a copy that are written without separators show together.

    A table most of whose cells are lost has no row of as many digits as cells; ``00`` shows it to be one of them. In a
    table with separators it is two cells that ran into one.
    """
    found = Shown()
    for shown in tables:
        if shown is None:
            continue
        if shown.run_together or (shown.joined and shown.packed > shown.whole):
            found.lost = max(found.lost, shown.lost)
            found.joined |= shown.joined
    return found


def _cannot_be_one(strip: Strip) -> bool:
    """Tell whether some run of digits begins with 0 and goes on."""
    text = strip.text
    starts = (0, *strip.breaks)
    return any(
        text[at] == "0"
        and at + 1 < len(text)
        and at + 1 not in strip.breaks
        and text[at + 1].isdecimal()
        for at in starts
        if at < len(text)
    )


def possible(strip: Strip, rule: RowRule, shown: Shown) -> list[Damage]:
    """Give what may have happened to a row, the least first."""
    # 2 _ 1 _ 3 _ _ in columns of the page: cells can be lost only where as many at the end are too many
    own = (
        len(strip.text.rstrip(EMPTY)) if strip.lined_up and len(strip.hard) + 1 == rule.width else 0
    )
    empties = strip.text.count(EMPTY, own)
    short = rule.width - strip.count
    joins = bool(strip.glued) or any(
        strip.text[at : at + 2].isdecimal() and at + 1 not in strip.breaks
        for at in range(len(strip.text) - 1)
    )
    found: list[Damage] = []
    if shown.run_together:
        # a space is a boundary, but in some copies one lies inside a number
        spaces = sum(strip.text[at] not in "+-" for at in strip.breaks)
        wraps = int(spaces == 1 or (spaces > 1 and short > 0))
        most = min(short, shown.lost, MOST_LOST)
        lost_some = [Damage(lost=lost, joins=True, wraps=wraps) for lost in range(1, most + 1)]
        found = [Damage(joins=True, wraps=wraps), *lost_some]
        if strip.doubled:
            # 27——: of two marks one seems lost
            found.append(Damage(lost=1, joins=True, wraps=wraps))
        if (shown.joined or rule.sums) and not empties:
            return found
        # a few long numbers look so too, and nothing shows that these are not
    if short == 0:
        found.append(Damage())
        if shown.lost and strip.count > 1:
            found.append(Damage(lost=1, wraps=1))
    elif short > 0:
        if joins:
            found.append(Damage(joins=True))
        mixed = range(1, short) if joins and shown.lost and shown.joined else ()
        found += [Damage(lost=lost, joins=joins) for lost in mixed]
        if 2 * short <= rule.width + 1:
            found.append(Damage(lost=short))
    else:
        found.append(Damage(wraps=-short))
        if shown.lost:
            found.append(Damage(lost=1, wraps=1 - short))
    for dropped in range(1, empties + 1):
        # an empty cell may be the grid's: then a cell of the form is lost for it, or there was one too many
        lost = short + dropped
        if lost >= 0 and 2 * lost <= rule.width + 1:
            found.append(Damage(lost=lost, drops=True, own=own))
    return found
