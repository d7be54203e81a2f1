"""One cell of the form: what it holds, how sure that is, and where it was read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define, field

from govinfo_report.model.place import Place
from govinfo_report.model.row import Span
from govinfo_report.model.shape import path_parts

if TYPE_CHECKING:
    from govinfo_report.model.finding import Finding

Number: TypeAlias = int | Decimal
State: TypeAlias = Literal[
    "printed", "aligned", "inferred", "ambiguous", "blank", "mark", "unreadable", "lost"
]

STATES: tuple[State, ...] = (
    "printed",
    "aligned",
    "inferred",
    "ambiguous",
    "blank",
    "mark",
    "unreadable",
    "lost",
)
"""The states, from the surest to the least; what each means is in ``docs/model.md``."""

STATED: frozenset[State] = frozenset(["printed", "aligned"])
"""The states of cells whose number is stated."""

COUNTS_ZERO: frozenset[State] = frozenset(["blank", "mark"])
"""The states of cells that print no number and count 0 in a sum."""


@define
class Cell:
    """One cell, made when it is asked for.

    Two cells are equal where they say the same of the copy: ``label`` is the form's, ``findings`` are the report's.

    Attributes:
        path: ``table.row.column``; ``table.row`` for the only number of a line.
        value: the number, where it is stated (``printed``, ``aligned``); else None. Always a Decimal for amounts
            of money (采购总金额, 本年收费金额); an int elsewhere, save where the copy prints a fraction.
        state: one of ``STATES``.
        raw: what the copy prints there, white space trimmed, the parts joined.
        parts: the runs of text that were read, in order: offsets from 0, half-open.
        line: line of the first part, from 1; None where there is none.
        label: the words of its row on the form, in the copy's edition (``（一）予以公开``); None where that edition
            has no such row, or is not known.
        place: where it stands in the tables or on the pages of its file; None in a text.
        unit: the unit that the cell prints; for money else the one that its heading prints (``万元``); else None.
        candidates: the numbers that it could be (``ambiguous``) or must be if the office added right
            (``inferred``, some ``blank``).
        findings: those of the report that list it; none for a cell that comes from a stream, or straight from a
            table's columns.
    """

    path: str
    value: Number | None = None
    state: State = "lost"
    raw: str = ""
    parts: tuple[Span, ...] = ()
    line: int | None = None
    label: str | None = field(default=None, eq=False, repr=False)
    place: Place | None = None
    unit: str | None = None
    candidates: tuple[Number, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=(), eq=False, repr=False)

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the cell with its state and its place."""
        from govinfo_report.evidence.notebook import cell_html

        return cell_html(self)

    def __rich__(self) -> Any:
        """Give what rich prints in a terminal: the cell on one line."""
        from govinfo_report.cli.drawing import drawn_cell

        return drawn_cell(self)

    @property
    def start(self) -> int | None:
        """Offset of the first character read, from 0; None where nothing was."""
        return self.parts[0][0] if self.parts else None

    @property
    def end(self) -> int | None:
        """Offset behind the last character read; None where nothing was."""
        return self.parts[-1][1] if self.parts else None

    @property
    def table(self) -> str:
        """The id of its table (表格)."""
        return self.path.split(".")[0]

    @property
    def row(self) -> str:
        """The id of its row (行)."""
        return self.path.split(".")[1]

    @property
    def column(self) -> str:
        """The id of its column (列); "" for the only number of a line."""
        return path_parts(self.path)[2]

    @property
    def is_doubted(self) -> bool:
        """A finding of at least ``warning`` lists it."""
        return any(finding.severity != "info" for finding in self.findings)


def moved_cell(
    cell: Cell, raw: str, parts: tuple[Span, ...], line: int | None, place: Place | None
) -> Cell:
    """Give a cell as it stands elsewhere (hot: every cell of a page, ``evolve`` is slow); arguments as of a cell."""
    return Cell(
        cell.path,
        cell.value,
        cell.state,
        raw,
        parts,
        line,
        cell.label,
        place,
        cell.unit,
        cell.candidates,
        cell.findings,
    )
