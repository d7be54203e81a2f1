"""Gives rows of numbers the columns that their page shows: by headings, rows that agree, or the room between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise

from attrs import define, field

from govinfo_report.layouts.bands import bands, below_headings
from govinfo_report.layouts.columns import (
    RULERS,
    Measured,
    Places,
    Settled,
    has_gap,
    may_be_joined,
    may_have_moved_up,
    places,
    settle,
    settle_alike,
)
from govinfo_report.layouts.pieces import style_of
from govinfo_report.layouts.words import Word, WordLine, is_spaced_out
from govinfo_report.model import Span

# Labels of one kind that tell the column that they begin in.
FEWEST_ALIKE = 3
# Columns from which on a page is looked at as a whole: tables of fewer have headings of their own among their rows.
FEWEST_COLUMNS = 5
# Rows above that a heading, which rows below may stand under too, is held against: a table has some thirty.
MOST_ABOVE = 100


@define(eq=False)
class NumberRow:
    """The numbers of one row.

    Attributes:
        first: index of the line that they begin on.
        last: index of the line that they end on.
        cells: the runs of digits of each.
        is_whole: nothing speaks against their being one whole row.
        label: the words of the row's label.
        is_lined_up: its cells are those of the page's columns.
        is_placed: they are, and the last one holds a number.
    """

    first: int
    last: int
    cells: list[tuple[Span, ...]]
    is_whole: bool
    label: Sequence[Word] = field(default=())
    is_lined_up: bool = False
    is_placed: bool = False
    _printed: Sequence[tuple[Span, ...]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Keep the numbers as they are printed: a row that some columns were found for may be given others."""
        self._printed = self.cells

    def take(self, label: Sequence[Word]) -> None:
        """Make words the label."""
        self.label = label
        for word in label:
            word.is_used = True

    def place(self, settled: Settled) -> None:
        """Put the cells into their columns."""
        columns, count = settled
        self.cells = _in_columns(self._printed, settled)
        self.is_lined_up = True
        self.is_placed = columns[-1][0] + 1 == count and all(runs == 1 for _, runs in columns)

    def drop(self) -> None:
        """Give the label back."""
        for word in self.label:
            word.is_used = False
        self.label = ()


@define
class _Headed:
    """A heading and the rows that may stand under it.

    Attributes:
        heading: its lines.
        rows: the rows.
        is_sparse: a row without numbers stands among the lines above it.
    """

    heading: Sequence[WordLine] = ()
    rows: list[NumberRow] = field(factory=list)
    is_sparse: bool = False


def settle_columns(printed: Sequence[WordLine], numbers: Sequence[NumberRow]) -> None:
    """Give rows the empty cells that their columns show, and put numbers together that have a blank inside."""
    width = max((len(row.cells) for row in numbers), default=0)
    known, block = _Headed(), _Headed()
    blocks = [block]
    last = 0
    starts = (printed[row.first].start for row in numbers)
    margin = min(
        (row.cells[0][0][0] - start for row, start in zip(numbers, starts, strict=True)), default=0
    )
    moved = _moved(printed, numbers)
    for row in numbers:
        between = printed[last : row.first]
        if any(_is_heading(line, margin) for line in between):
            known = _settle_block(printed, block, known, width)
            # where most cells are empty, no row prints as many as there are columns
            width = max(width, *(len(above.cells) for above in known.rows), 0)
            block = _Headed(_own_heading(between))
            block.is_sparse = sum(map(_is_alone, between)) > 1
            blocks.append(block)
        is_wide = row.first == row.last and is_spaced_out(printed[row.first].text)
        if is_wide and id(row) not in moved:
            block.rows.append(row)
        last = row.last + 1
    _settle_block(printed, block, known, width)
    blocks.append(_Headed(is_sparse=sum(map(_is_alone, printed[last:])) > 1))
    if width < FEWEST_COLUMNS:
        _settle_alike(printed, blocks)
    steady = (row for row in numbers if id(row) not in moved)
    for _, rows in groupby(steady, key=lambda row: printed[row.first].page):
        page = list(rows)
        if not _settle_below_heading(printed, page, blocks):
            _settle_page(printed, page, width)
    _doubt_last(numbers)


def _moved(printed: Sequence[WordLine], numbers: Sequence[NumberRow]) -> set[int]:
    """Give the rows, by ``id``, whose label begins in another column than most of its kind: all their cells moved.

    By every ruler: with the label of a group before it, it has Chinese characters in front that others have not.
    """
    kinds: dict[tuple[int, str], list[tuple[Places, NumberRow]]] = defaultdict(list)
    for row in numbers:
        style = style_of(row.label[0].text) if row.label else ""
        if style:
            word, line = row.label[0], printed[row.label[0].line]
            page = printed[row.first].page
            kinds[page, style].append((places(line.text, line.start, [word.span])[0], row))
    found: set[int] = set()
    for rows in kinds.values():
        moved = [
            _elsewhere([(place[ruler], row) for place, row in rows]) for ruler in range(RULERS)
        ]
        found |= set.intersection(*moved)
    return found


def _elsewhere(rows: Sequence[tuple[int, NumberRow]]) -> set[int]:
    """Give the rows, by ``id``, that begin elsewhere than most of them do."""
    usual, times = Counter(column for column, _ in rows).most_common(1)[0]
    is_usual = times >= FEWEST_ALIKE and 2 * times > len(rows)
    return {id(row) for column, row in rows if column != usual} if is_usual else set()


def _doubt_last(numbers: Sequence[NumberRow]) -> None:
    """Take no wide rows for lined up where none prints its last column: another one may be lost, in all of them."""
    width = max((len(row.cells) for row in numbers), default=0)
    widest = [row for row in numbers if len(row.cells) == width]
    if width < FEWEST_COLUMNS or len(widest) < 2:
        return
    if all(row.cells[-1][0][0] == row.cells[-1][-1][1] for row in widest):
        for row in widest:
            row.is_lined_up = False


def _settle_alike(printed: Sequence[WordLine], blocks: Sequence[_Headed]) -> None:
    """Give the rows of a table with several headings that lack cells the empty ones that its columns show.

    Some row must have an empty column before its last number, or print none: such a copy keeps empty cells in place,
    so that a row that fills the first columns only prints nothing in the others.
    """
    headed = [block for block in blocks if block.rows]
    if not all(block.heading for block in headed):
        return
    measured = [
        ([_measured(printed, row) for row in block.rows], list(map(_words, block.heading)))
        for block in headed
    ]
    found = settle_alike(measured) or below_headings(measured)
    has_empties = any(has_gap(way) for ways in found for way in ways)
    if not has_empties and not any(block.is_sparse for block in blocks):
        return
    for block, ways in zip(headed, found, strict=False):
        for row, way in zip(block.rows, ways, strict=True):
            if len(row.cells) < way[1] and (way[1] < FEWEST_COLUMNS or has_gap(way)):
                row.place(way)


def _settle_below_heading(
    printed: Sequence[WordLine], page: Sequence[NumberRow], blocks: Sequence[_Headed]
) -> bool:
    """Give the rows of a page the columns of the heading above, where these are more than the numbers of any row.

    Returns:
        Whether it has such a heading, and every number stands under one of its words.
    """
    rows = [row for row in page if row.first == row.last]
    if not rows:
        return False
    measured = [_measured(printed, row) for row in rows]
    counts = [len(row.cells) for row in measured]
    above = (block for block in blocks if block.rows and block.rows[0].first <= rows[0].first)
    heading = list(map(_words, next((block.heading for block in above), ())))
    found = below_headings([(measured, heading)], max(*counts, FEWEST_COLUMNS - 1))
    if not found:
        return False
    kept = sum(map(has_gap, found[0]))
    for row, way in zip(rows, found[0], strict=True):
        if len(row.cells) < way[1] and not may_have_moved_up(way, kept):
            row.place(way)
    return True


def _settle_page(printed: Sequence[WordLine], page: Sequence[NumberRow], width: int) -> None:
    """Give the rows of a page that lack cells the empty ones that its columns show."""
    rows = [
        row
        for row in page
        if row.first == row.last and len(row.cells) == len(printed[row.first].cells)
    ]
    if width < FEWEST_COLUMNS or not any(len(row.cells) < width for row in rows):
        return
    found = bands([_measured(printed, row) for row in rows], width)
    kept = sum(way is not None and has_gap(way) for way in found)
    for row, way in zip(rows, found, strict=True):
        if way is not None and len(row.cells) < width and not may_have_moved_up(way, kept):
            row.place(way)


def _settle_block(
    printed: Sequence[WordLine], block: _Headed, known: _Headed, width: int
) -> _Headed:
    """Settle rows under one heading, if any of them is not just like the fullest row of the table.

    Args:
        printed: the lines.
        block: the rows, and the words right above them; these may be the labels of rows without numbers.
        known: the heading above those, with the rows under it.
        width: how many numbers the fullest row has.

    Returns:
        The heading that rows below may stand under.
    """
    own, above_it = block.rows, known.rows[-MOST_ABOVE:]
    under = _Headed(known.heading, [*above_it, *block.rows])
    odd = [
        len(row.cells) < width
        or not printed[row.first].words
        or any(right[0][0] - left[-1][1] == 1 for left, right in pairwise(row.cells))
        for row in block.rows
    ]
    if not any(odd):
        return block if block.heading and not known.heading else under
    mine = [_measured(printed, row) for row in block.rows]
    words = list(map(_words, block.heading))
    found = settle(mine, words, may_agree=not known.heading)
    if not any(found) and known.heading and not settle_alike([(mine, words)]):
        # all rows under a heading bear it out, or none
        above = [_measured(printed, row) for row in above_it]
        found = settle([*above, *mine], list(map(_words, known.heading)), False)[len(above) :]
        block = under
        if not any(found):
            found = settle(mine, words)
    for row, is_odd, settled in zip(own, odd, found, strict=True):
        if settled is not None and (is_odd or len(row.cells) < settled[1]):
            row.place(settled)
    for row, measured, settled in zip(own, mine, found, strict=True):
        if settled is None and measured.has_single_gap():
            doubtful = may_be_joined(measured, words)
            if doubtful is not None:
                row.cells = _in_columns(row.cells, doubtful)
    return block


def _own_heading(lines: Sequence[WordLine]) -> Sequence[WordLine]:
    """Give the lowest lines that no label stands alone on: that of an article, or of a row without numbers."""
    end = len(lines)
    while end and _is_alone(lines[end - 1]):
        end -= 1
    start = end
    while start and not _is_alone(lines[start - 1]):
        start -= 1
    return lines[start:end]


def _is_alone(line: WordLine) -> bool:
    """Tell whether a line prints one word, at its beginning, that is no piece of the label of a row with numbers."""
    return len(line.words) == 1 and line.words[0].start == line.start and not line.words[0].is_used


def _is_heading(line: WordLine, margin: int) -> bool:
    """Tell whether a line may be a heading: words that are no piece of a row's label, and reach the numbers' columns.

    ``（三）不予公  1.属于国家`` is the label of a row without numbers.
    """
    words = line.words
    if len(words) < 2 or any(word.is_used for word in words[:2]):
        return False
    return words[-1].start - line.start >= margin


def _in_columns(cells: Sequence[tuple[Span, ...]], settled: Settled) -> list[tuple[Span, ...]]:
    """Put cells into their columns; an empty one stands where the one before it ends, or the first begins."""
    columns, count = settled
    filled: list[tuple[Span, ...]] = []
    at = 0
    behind = cells[0][0][0]
    for index, runs in columns:
        filled += [((behind, behind),)] * (index - len(filled))
        behind = cells[at + runs - 1][-1][1]
        filled.append(((cells[at][0][0], behind),))
        at += runs
    return filled + [((behind, behind),)] * (count - len(filled))


def _words(line: WordLine) -> list[Places]:
    """Measure the words of a line."""
    return places(line.text, line.start, [word.span for word in line.words])


def _measured(printed: Sequence[WordLine], row: NumberRow) -> Measured:
    """Measure the numbers of a row, and the last word before them; where they stand alone, that of the label above."""
    line = printed[row.first]
    words = _words(line)
    if not words and row.label:
        word = row.label[-1]
        above = printed[word.line]
        words = places(above.text, above.start, [word.span])
    return Measured(words[-1] if words else None, places(line.text, line.start, line.cells))
