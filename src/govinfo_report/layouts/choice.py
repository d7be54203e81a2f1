"""Chooses the layout of a table by the scores of all, and remembers the choice where no number can change it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from govinfo_report.layouts.base import Layout
from govinfo_report.source import Lines


@define(eq=False)
class Choice:
    """The layout of a table.

    Attributes:
        layout: the one with the highest score; the first of all where every score is 0.
        scores: the score of each, by name.
        asked: the layouts, in order of preference.
        open: those whose score may be another with other numbers; None where that was not asked yet.
    """

    layout: Layout
    scores: dict[str, float]
    asked: Sequence[Layout]
    open: tuple[Layout, ...] | None = field(default=None)

    @property
    def name(self) -> str | None:
        """The layout's name; None where no layout fits."""
        return self.layout.name if self.scores[self.layout.name] else None


def choose(lines: Lines, layouts: Sequence[Layout]) -> Choice:
    """Choose the layout of a table.

    Args:
        lines: the lines of the table.
        layouts: the layouts, in order of preference.
    """
    scores: dict[str, float] = {}
    best, most = layouts[0], -1.0
    for layout in layouts:
        score = scores[layout.name] = layout.score(lines)
        if score > most:
            best, most = layout, score
    return Choice(best, scores, layouts)


def choose_again(choice: Choice, lines: Lines) -> Choice:
    """Choose the layout of a table that differs from another one in nothing but its plain numbers.

    Args:
        choice: the layout of the other.
        lines: the lines of the table.
    """
    if choice.open is None:
        choice.open = tuple(layout for layout in choice.asked if not is_blind(layout, lines))
    if not choice.open:
        return choice
    changed = {
        layout.name: score
        for layout in choice.open
        if (score := layout.score(lines)) != choice.scores[layout.name]
    }
    return choose(lines, choice.asked) if changed else choice


def is_blind(layout: Layout, lines: Lines) -> bool:
    """Tell whether the score that a layout gives a table would be the same with other plain numbers.

    That is, numbers in place of those that stand alone between tabs and line ends.
    """
    tell = getattr(layout, "is_blind", None)
    return tell is not None and bool(tell(lines))
