"""What the rows of a table that are whole tell of its grid: where their numbers begin, and how long they are.

A row that prints empty cells at its ends may owe them to the form (an applicant's cell left empty) or to the
grid (a merged label's other half, a stray narrow column). The whole rows with a label in the same column settle
which, or the copy itself where it shows the row's ends (``Row.whole``). Where there is neither, a row with numbers is
not settled: with a column lost in every row, an empty cell at the other end would make the numbers fit one place off.
A row with no number at all is empty as it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile

from attrs import define, field

from govinfo_report.grammar import Outcome, cell_sums
from govinfo_report.labels import LabelledRow, Word
from govinfo_report.labels.figures import UNITS
from govinfo_report.official import Form

# What opens the rest of a label, or its unit.
_OPENING = frozenset("（(〔[【")


@define
class Grid:
    """The ends of the whole rows of a table.

    Attributes:
        leads: where a row's label ends and how many cells it has, to how many empty cells stand before the numbers of
            whole rows.
        lengths: the same, to how many cells whole rows have with their labels.
        shapes: where a row's numbers begin and how many cells it has, to how many whole rows are so.
        deepest: the highest index of a first cell behind a label, in any row.
        headed: the columns that the headings name, from the first to behind the last, where none between lacks a word
            and sums bear out that numbers stand under them.
        longest: how many cells a row under them may have: as many as the longest heading, or as most rows where none
            has as many. One that has more has an empty cell too many, and where is not known.
    """

    leads: dict[tuple[int, int], set[int]] = field(factory=dict)
    lengths: dict[tuple[int, int], set[int]] = field(factory=dict)
    shapes: Counter[tuple[int, int]] = field(factory=Counter)
    deepest: int = 0
    headed: tuple[int, int] = (0, 0)
    longest: int = 0

    def bears_out(self, row: LabelledRow) -> bool:
        """Tell whether a row with empty cells has the shape of another, so that the cells around it are the grid's."""
        # _ 48 48 17 3 48 _ |b4: bars read for ones, in two rows among others without an empty cell before their numbers
        is_odd = len(self.leads.get((row.after, len(row.values)), ())) > 1
        return not is_odd and self.shapes[row.at, len(row.row.cells)] > 1

    def window(self, row: LabelledRow, width: int) -> int | None:
        """Find the cells of a row whose outer cells may be empty.

        Args:
            row: a row with fewer cells than ``width`` from its first number to its last.
            width: the cells that the form has.

        Returns:
            Index in ``row.row.cells`` of the first of its ``width`` cells; None where that cannot be told.
        """
        length = len(row.row.cells)
        if row.row.whole and length - row.after == width:
            return row.after
        leads = self.leads.get((row.after, width))
        if leads is None:
            low, high = self.headed
            end = row.at + len(row.values)
            if (
                row.values
                and high - low == width
                # no label stands where the headings say that numbers do: then the lines' cells are not the headings'
                and self.deepest <= low <= row.at
                and end <= high <= length <= self.longest
                # whole rows of this length begin there as well
                and all(at == low for at, cells in self.shapes if cells == length)
            ):
                return low
            # an empty row with as many cells as the form has, and no other row's label among them
            whole = not row.values and length - row.after == width
            return row.after if whole and self.deepest <= row.after else None
        if len(leads) > 1 or length not in self.lengths[row.after, width]:
            return None
        first = row.after + next(iter(leads))
        end = row.at + len(row.values)
        inside = not row.values or (first <= row.at and end <= first + width)
        return first if inside and first + width <= length else None

    def window_of_words(self, row: LabelledRow, width: int) -> int | None:
        """Find the cells of a row that prints words in the place of every number: 行政事业性收费 | 见附件.

        Args:
            row: a row with a label and no number.
            width: the cells that the form has.

        Returns:
            Index in ``row.row.cells`` of the first of its ``width`` cells; None where whole rows of its length begin
            elsewhere, and where the words may be the rest of its label: （单位：万元）.
        """
        cells = [cell.strip() for cell in row.row.cells]
        firsts = {
            after + lead
            for (after, count), leads in self.leads.items()
            if count == width and len(cells) in self.lengths[after, count]
            for lead in leads
        }
        if len(firsts) != 1:
            return None
        first = firsts.pop()
        printed = [at for at, cell in enumerate(cells) if cell]
        has_label = sum(at < first for at in printed) == len(row.kind)
        if not has_label or printed[-width:] != list(range(first, first + width)):
            return None
        words = cells[first : first + width]
        return None if any(word[0] in _OPENING or word in UNITS for word in words) else first


def read_grid(outcome: Outcome, rows: Sequence[LabelledRow], form: Form) -> Grid:
    """Look at the whole rows of a table, and at its headings.

    Args:
        outcome: what the grammar said of the table.
        rows: its rows; those without numbers before the first one with numbers are headings.
        form: gives the sums.
    """
    spans = outcome.table.spans
    grid = Grid(headed=_headed(rows, {end - start for start, end, _ in spans}))
    lines = [
        (rows[read.row], spans[read.line][0], spans[read.line][1])
        for read in outcome.lines
        if read.row is not None and read.is_plain
    ]
    if not _is_borne_out(grid.headed, lines, outcome, form):
        grid.headed = (0, 0)
    lengths = Counter(len(row.row.cells) for row, _, _ in lines)
    # lines of the form without a number stand there too, and may have a cell too many
    own = {read.row for read in outcome.lines}
    above = [row for at, row in enumerate(_headings(rows)) if at not in own]
    heading = max((len(row.row.cells) for row in above), default=0)
    usual = [] if heading in lengths else [length for length, _ in lengths.most_common(1)]
    grid.longest = max([heading, *usual])
    if any(row.at + len(row.values) > grid.headed[1] for row, _, _ in lines if row.values):
        # a number stands behind the last word of the headings: the lines' cells are not under these
        grid.headed = (0, 0)
    for row, start, end in lines:
        width = end - start
        grid.deepest = max(grid.deepest, row.after)
        if row.values and len(row.values) == width:
            grid.leads.setdefault((row.after, width), set()).add(row.at - row.after)
            grid.lengths.setdefault((row.after, width), set()).add(len(row.row.cells))
            grid.shapes[row.at, len(row.row.cells)] += 1
    return grid


def _is_borne_out(
    headed: tuple[int, int],
    lines: Iterable[tuple[LabelledRow, int, int]],
    outcome: Outcome,
    form: Form,
) -> bool:
    """Tell whether more rows keep their own sums than do not where their numbers stand under the headings' words."""
    sums = [entry for entry in cell_sums(form.sums, outcome.table) if entry.along == "rows"]
    low, high = headed
    held = failed = 0
    for row, start, end in lines:
        if high - low != end - start or low > row.at or not row.values:
            continue
        printed = dict(enumerate(row.values, row.at))
        numbers = [printed.get(at) for at in range(low, high)]
        known = [number if isinstance(number, int) else 0 for number in numbers]
        for entry in sums:
            if not start <= entry.equals[0] < end:
                continue
            total = entry.equals[0] - start
            parts = [known[at - start] for at in entry.parts]
            if any(parts) and numbers[total] is not None:
                holds = sum(parts) == known[total]
                held, failed = held + holds, failed + (not holds)
    return bool(sums) and (not failed or held > failed)


def _headings(rows: Iterable[LabelledRow]) -> Iterator[LabelledRow]:
    """Give the rows above the first one with numbers."""
    return takewhile(lambda row: not row.values, rows)


def words_by_cell(row: LabelledRow) -> dict[int, Word]:
    """Give each cell of a heading with the word that it prints; nothing where some cell prints no word, or two.

    Args:
        row: the row.
    """
    printed = [at for at, cell in enumerate(row.row.cells) if cell.strip()]
    if len(printed) != len(row.kind):
        return {}
    return {at: word for at, word in zip(printed, row.kind, strict=True) if isinstance(word, Word)}


def _headed(rows: Sequence[LabelledRow], widths: Collection[int]) -> tuple[int, int]:
    """Give the columns of the grid that headings name; (0, 0) where a column between them has no word.

    Where the words of some are torn (结果 above 维持), what stands beside the named ones counts as well, if they are as
    many so as a line of the form has cells.
    """
    named: set[int] = set()
    shown: set[int] = set()
    for row in _headings(rows):
        shown.update(at for at, cell in enumerate(row.row.cells) if cell.strip())
        named.update(at for at, word in words_by_cell(row).items() if word.columns)
    low, high = min(named, default=0), max(named, default=-1) + 1
    if len(named) != high - low:
        return 0, 0
    if named and high - low not in widths:
        first, last = low, high
        while first - 1 in shown:
            first -= 1
        while last in shown:
            last += 1
        if last - first in widths:
            return first, last
    return low, high
