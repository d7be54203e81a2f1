"""A copy: the text of a rendered report, and what is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from govinfo_report.model import Span
from govinfo_report.testing.reread import Printed
from govinfo_report.testing.sheet import Sheet
from govinfo_report.testing.truth import Truth


@frozen
class Held:
    """What a copy holds of one cell.

    Attributes:
        state: ``printed`` where the copy prints the cell's number or mark; ``empty`` where it prints an empty cell;
            ``gone`` where it holds no trace of it.
        raw: what is printed, in one piece.
        parts: the (start, end) pairs that it takes in the copy, half-open; several where the number is broken.
    """

    state: Literal["printed", "empty", "gone"]
    raw: str = ""
    parts: tuple[Span, ...] = ()


@frozen
class Damage:
    """One recipe that was followed.

    Attributes:
        recipe: its name, one of ``RECIPES``.
        seed: the seed that it was followed with.
        way: which of its ways was taken; "" where it found nothing to damage.
        tables: the tables of the copy that it changed, beside what the office did.
    """

    recipe: str
    seed: int
    way: str = ""
    tables: tuple[str, ...] = ()


class Copy(str):
    """The text of a copy, and what is true of it; it is a ``str`` and can be used like any other.

    Attributes:
        truth: what the office printed, before the copy was damaged.
        layouts: table to the layout that it is written in.
        held: path to what the copy holds of the cell, for every cell of the truth.
        damages: what was done to it, in the order in which it was asked for.
        sheet: the boxes and paragraphs that the layout wrote.
        origin: the truth that the first copy was rendered from; recipes of offices change it into ``truth``.
    """

    truth: Truth
    layouts: Mapping[str, str]
    held: Mapping[str, Held]
    damages: tuple[Damage, ...]
    sheet: Sheet
    origin: Truth

    @property
    def text(self) -> str:
        """The text as a plain ``str``."""
        return str(self)

    @property
    def layout(self) -> str:
        """The layout of all its tables; ``mixed`` where they have several."""
        found = set(self.layouts.values())
        return found.pop() if len(found) == 1 else "mixed"

    @property
    def losses(self) -> bool:
        """Whether digits that the office printed are gone from the copy."""
        return any(
            held.state == "gone" and self.truth.cells[path] for path, held in self.held.items()
        )

    def printed(self) -> dict[str, Printed]:
        """Give path to what the copy still says, for the cells that it prints."""
        whole = self.truth.printed()
        return {path: whole[path] for path, held in self.held.items() if held.state == "printed"}
