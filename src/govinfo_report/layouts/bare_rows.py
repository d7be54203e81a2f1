"""Rows of cells that stand one behind the other: which of them are one row, and which pieces of text one label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from attrs import define, field

from govinfo_report.layouts.gaps import Gaps
from govinfo_report.layouts.line_counts import RowEnd, lacking_cells
from govinfo_report.layouts.pieces import MOST_PIECES, Cell, LabelFinder, Piece, style_of, text_of

# Numbers of a row that all stand equally far apart, farther than elsewhere, have no empty cells between them (one
# block of a page set wider); of fewer numbers some may.
EVENLY = 6
# Labels in front of numbers that are cut into several rows: a group and its first line. More of them are the labels
# of a page whose numbers follow column by column.
MOST_LABELS = 3
# Pieces between a label that a page break tore and its rest: the rest of the group's label (理 | 当理由逾期不补正).
MOST_BETWEEN = 2


@define
class _Group:
    """Neighbouring pieces of text that are one cell.

    Attributes:
        pieces: the pieces.
        known: together they are a label.
        gap: how far the first stands behind what is before it.
    """

    pieces: list[Piece]
    known: bool

    @property
    def gap(self) -> int:
        return self.pieces[0].gap

    def cell(self) -> Cell:
        return tuple(self.pieces)


@define
class BareRows:
    """Puts the rows of one table together.

    Attributes:
        finder: finds labels in pieces.
        gaps: what the gaps of the table mean.
        width: how many numbers most rows have; 0 where no count is frequent.
        rows: the rows so far.
        torn: the last row with numbers, where its label is none yet.
    """

    finder: LabelFinder
    gaps: Gaps
    width: int
    rows: list[list[Cell]] = field(factory=list)
    torn: list[Cell] | None = None
    _last: tuple[list[Cell], int] | None = None
    _ends: list[RowEnd] = field(factory=list)
    _empty: list[RowEnd] = field(factory=list)

    def read(self, words: list[Piece], values: list[Piece]) -> None:
        """Read some texts and the values behind them."""
        left = words if self.torn is None else self._mended(self.torn, words)
        if words and self._last is not None:
            is_told = len(left) == len(words)
            self._ends.append(RowEnd(*self._last, words[0].gap, style_of(words[0].text), is_told))
            self._last = None
        words = left
        groups = self._groups(words)
        self._look_between(groups)
        label = groups.pop() if values and groups else None
        self.rows += [[group.cell()] for group in groups]
        if label is not None and self.gaps.parts_label(values[0].gap):
            self.rows.append([label.cell()])
            label = None
        if not values:
            return
        names = [text_of(group.cell()) for group in groups]
        cells = [label.cell()] if label is not None else []
        torn = label is not None and not (label.known and self.finder.is_own(label.cell()))
        parts = self._parts(values, len(groups))
        # the label of a cell that was merged comes again right behind itself
        text = text_of(label.cell()) if label is not None else ""
        is_repeated = text in names and text != names[-1]
        if label is not None and self._is_heading(values, parts, len(groups), is_repeated):
            self.rows.append([label.cell()])
            empties = self.gaps.empties(values[0].gap) if is_repeated else 0
            cells = [(Piece("", label.pieces[-1].end),)] * empties
            label, torn = None, False
        for part in parts:
            cells += self._cells(part, None if label is None else label.pieces[-1].end)
            self.rows.append(cells)
            self._last = self.rows[-1], len(cells) - (label is not None)
            if part is parts[0]:
                self.torn = self.rows[-1] if torn else None
            label, cells = None, []

    def _look_between(self, groups: Sequence[_Group]) -> None:
        """Keep how far numbered labels stand apart that have a row of empty cells between them."""
        for upper, lower in pairwise(groups):
            style = style_of(lower.pieces[0].text)
            # below the label of a group its first row follows at once
            if style and style_of(upper.pieces[0].text) and lower.gap > self.gaps.cell:
                self._empty.append(RowEnd([], 0, lower.gap, style))

    def _groups(self, words: Sequence[Piece]) -> list[_Group]:
        """Put pieces of text together: the longest labels first, then what stands close together."""
        groups: list[_Group] = []
        is_label = self.finder.is_label
        at = 0
        while at < len(words):
            alone = is_label(words[at].text)
            if alone and (at + 1 == len(words) or is_label(words[at + 1].text)):
                count = 1
            else:
                count = self.finder.longest([item.text for item in words[at : at + MOST_PIECES]])
            if count:
                groups.append(_Group(list(words[at : at + count]), True))
            elif groups and self.gaps.is_inside(words[at].gap, groups[-1].gap):
                # 2.其他 is a label; with 法律行政法规禁止公 behind it in the same cell it is another one, torn
                groups[-1].pieces.append(words[at])
                groups[-1].known = False
            else:
                groups.append(_Group([words[at]], False))
            at += count or 1
        return groups

    def _mended(self, row: list[Cell], words: list[Piece]) -> list[Piece]:
        """Give the rest of a torn label that a page break threw behind its numbers back to it."""
        head = text_of(row[0])
        for first in range(min(MOST_BETWEEN + 1, len(words))):
            rest = [item.text for item in words[first : first + MOST_PIECES]]
            count = self.finder.longest(rest, head)
            if count:
                found = words[first : first + count]
                row[0] += tuple(found)
                return words[:first] + words[first + count :]
        return words

    def _parts(self, values: list[Piece], labels: int) -> list[list[Piece]]:
        """Cut values where rows surely end: at gaps that no empty cells make, or into parts of the usual width."""
        row = self.gaps.row
        if self.gaps.ragged:
            return _cut(values, self.gaps.ends_row)
        if self.gaps.printed and any(item.gap > self.gaps.cell for item in values[1:]):
            # bars that fill a row up end it: 行政处罚 | 5 || 2
            return _cut(values, lambda gap: gap > self.gaps.cell)
        may_be = self.gaps.printed or labels <= MOST_LABELS or self._are_first()
        if row is None and len(values) > self.width > 1 and may_be:
            # a row without its label behind another one; the first stands behind all headings
            blocks = _cut(values, lambda gap: gap > self.gaps.cell)
            if all(len(block) == self.width for block in blocks):
                return blocks
            if len(blocks) == 1 and len(values) % self.width == 0:
                return [values[at : at + self.width] for at in range(0, len(values), self.width)]
        if row is None or all(item.gap < row for item in values[1:]):
            return [values]
        parts = _cut(values, self.gaps.ends_row)
        if len(parts) == 1 and self.width > 1 and labels <= MOST_LABELS:
            blocks = _cut(values, lambda gap: gap >= row)
            if all(len(block) == self.width for block in blocks):
                return blocks
        return parts

    def _are_first(self) -> bool:
        """Tell whether no row of numbers stands above."""
        return self._last is None and not self._ends

    def _is_heading(
        self,
        values: Sequence[Piece],
        parts: Sequence[Sequence[Piece]],
        labels: int,
        is_repeated: bool,
    ) -> bool:
        """Tell whether the label before the first numbers is the last of the columns' headings.

        It stands behind more labels than a row has, and heads another column too (总计), or stands farther from a whole
        row of numbers than rows' own labels do.
        """
        if labels <= MOST_LABELS or not self._are_first():
            return False
        if is_repeated:
            return True
        if self.width < 2:
            return False
        gaps = self.gaps
        are_told = gaps.printed or gaps.shows_empties()
        is_far = are_told and gaps.beside and values[0].gap > gaps.cell
        return is_far and all(len(part) == self.width for part in parts)

    def _cells(self, values: Sequence[Piece], label: int | None) -> list[Cell]:
        """Give the cells of values, and the empty ones between them and behind a label that ends at ``label``."""
        gaps = self.gaps
        cells: list[Cell] = []
        if label is not None and values[0].gap != gaps.cell:
            cells += [(Piece("", label),)] * gaps.empties(values[0].gap)
        inner = [item.gap for item in values[1:]]
        if all(gap == gaps.cell for gap in inner):
            return cells + [(item,) for item in values]
        wide = [gap for gap in inner if gap]
        usual = min(wide) if len(wide) + 1 >= EVENLY else None
        if usual is not None and any(gap % usual for gap in wide):
            usual = None
        for at, item in enumerate(values):
            if at and not item.gap:
                cells[-1] += (item,)
                continue
            if at:
                empties = gaps.empties(item.gap, usual)
                cells += [(Piece("", values[at - 1].end),)] * empties
            cells.append((item,))
        return cells

    def end(self) -> None:
        """Add the empty cells that end rows: as many as the next label stands farther away than behind a whole row.

        Labels of one style are compared, for merged labels leave empty cells before the next: two before 2.重复申请,
        one before （五）不予处理.
        """
        if not self.gaps.shows_empties():
            return
        nearest: dict[str, int] = {}
        # a label without a number can be any office's own: nothing tells how far away it should stand
        for end in self._ends:
            if end.style and end.count == self.width and end.gap is not None:
                nearest[end.style] = min(end.gap, nearest.get(end.style, end.gap))
        lacking: dict[int, int] = {}
        for at, end in enumerate(self._ends):
            usual = nearest.get(end.style)
            count = self.width - end.count
            if usual is not None and end.gap is not None and count > 0:
                lacking[at] = count if end.gap - usual == count * self.gaps.cell else 0
        if self._last is not None:
            self._ends.append(RowEnd(*self._last, None, ""))
        told = lacking_cells(self._ends, self._empty, self.gaps.cell)
        for at, count in {**told, **lacking}.items():
            row = self._ends[at].row
            row += [(Piece("", row[-1][-1].end),)] * count


def _cut(values: list[Piece], ends: Callable[[int], bool]) -> list[list[Piece]]:
    """Cut values before each whose gap is an end."""
    parts: list[list[Piece]] = [[]]
    for at, item in enumerate(values):
        if at and ends(item.gap):
            parts.append([])
        parts[-1].append(item)
    return parts
