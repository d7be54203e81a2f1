"""Puts labels together that narrow columns broke over lines above, beside and below their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.words import Word, WordLine, is_spaced_out, text_of

# Lines that one label is broken over: the longest of the form has 37 characters, and a line may hold but one.
DEEPEST = 40
# Pieces remembered, and the longest: the same ones come back in every report.
MEMO_SIZE = 10_000
MEMO_PIECE = 60


class WrappedLabels:
    """Finds the pieces of labels.

    Args:
        is_label: tells what is a label and what the beginning of one.
    """

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label
        self._known: dict[str, tuple[bool, bool]] = {}

    def look_up(self, text: str) -> tuple[bool, bool]:
        """Tell whether a text begins a label, and whether it is a whole one (remembered).

        The number before a label must be its own: 2.其他 begins a label and is none.
        """
        known = self._known.get(text)
        if known is None:
            begun = self._is_label.is_begun(text)
            known = begun, begun and self._is_label.begins(text, 0) == len(text)
            if len(text) <= MEMO_PIECE:
                if len(self._known) >= MEMO_SIZE:
                    self._known.clear()
                self._known[text] = known
        return known

    def find_alone(self, lines: Sequence[WordLine]) -> list[Sequence[Word]]:
        """Give the words of each label that is broken over lines of its own column, and is no row's: a group's.

        Words beside numbers are left alone where those have no label: 1.申请人无 | 约若干 | 0 may be theirs.

        Args:
            lines: the lines of the table; words of rows with numbers are used, and so are these afterwards.
        """
        labels: list[Sequence[Word]] = []
        for at, line in enumerate(lines):
            last = next((word.start for word in reversed(line.words) if word.is_used), -1)
            for word in line.words:
                if word.is_used or (line.cells and last < word.start):
                    continue
                label = self._broken(word, word.start - line.start, lines[at + 1 : at + DEEPEST])
                if label:
                    labels.append(label)
                for piece in label:
                    piece.is_used = True
        return labels

    def _broken(self, first: Word, column: int, below: Sequence[WordLine]) -> Sequence[Word]:
        """Give the words of a label that begins with ``first`` and goes on in its column; none where it does not."""
        pieces, text = [first], first.text
        is_begun, is_whole = self.look_up(text)
        for line in below if not is_whole else ():
            more = line.unused_at(column) if is_begun else None
            if more is None:
                break
            pieces.append(more)
            text += more.text
            is_begun, is_whole = self.look_up(text)
            if is_whole:
                return pieces
        return ()

    def find(self, lines: Sequence[WordLine], row: int, first: int, last: int) -> Sequence[Word]:
        """Give the words of the longest label whose pieces stand on neighbouring lines, the numbers' own among them.

        Where the numbers stand alone, the label ends right above them or goes on right below.

        Args:
            lines: the lines of the table.
            row: index of the line that the row's numbers begin on.
            first: index of the first line that a piece may stand on.
            last: index behind the last one.

        Returns:
            The words; none where no pieces make a label.
        """
        begin = row if lines[row].words else row - 1
        search = _Search(self, lines, begin, min(last, row + DEEPEST), _right_of(lines, row))
        for at in range(begin, max(first, row - DEEPEST) - 1, -1):
            for piece in lines[at].pieces():
                search.go_on(at, text_of(piece), piece)
                if at == begin and search.best and not search.best[0].text[0].isalpha():
                    # a label begins with its number: none of it stands further up
                    return search.best
        return search.best


class _Search:
    """The search for the label of one row.

    Args:
        finder: tells what is a label and what the beginning of one.
        lines: the lines of the table.
        begin: index of the line that the label must reach to.
        last: index behind the last line that a piece may stand on.
        right: the column that words of a second row stand right of, on the lines below; None where there is none.
    """

    def __init__(
        self,
        finder: WrappedLabels,
        lines: Sequence[WordLine],
        begin: int,
        last: int,
        right: int | None,
    ) -> None:
        self.look_up = finder.look_up
        self.lines = lines
        self.begin = begin
        self.last = last
        self.right = right
        self.best: Sequence[Word] = ()
        self.size = 0
        # lines and what was begun when they were reached: one way to each is enough
        self.seen: set[tuple[int, str]] = set()

    def go_on(self, at: int, text: str, words: Sequence[Word]) -> None:
        """Follow a label that may reach to line ``at``."""
        is_begun, is_whole = self.look_up(text)
        if not is_begun or (at, text) in self.seen:
            return
        self.seen.add((at, text))
        if is_whole and at >= self.begin and len(text) > self.size:
            self.best, self.size = words, len(text)
        line = self.lines[at]
        first = self.lines[words[0].line]
        column = words[0].start - first.start if is_spaced_out(first.text) else 0
        at += 1
        while at < self.last and self._goes_by(line, self.lines[at], column):
            at += 1
        if at < self.last:
            below = self.lines[at]
            if self.right is not None:
                own = [word for word in below.words if word.start - below.start < self.right]
                below = evolve(below, words=own)
            for piece in below.pieces():
                self.go_on(at, text + text_of(piece), [*words, *piece])

    def _goes_by(self, line: WordLine, below: WordLine, column: int) -> bool:
        """Tell whether a line has no piece: a row's numbers, the second row of its line, a group's label left of it.

        （六）其他处  1.  above 理 and, below that, 申请人无正当; with single blanks no column tells what goes on.
        """
        if not below.words or below.start == line.start:
            return True
        return not below.cells and below.words[-1].end - below.start < column


def _right_of(lines: Sequence[WordLine], row: int) -> int | None:
    """Give the column of a row's first number, where a second row stands right of it on the same line."""
    is_first = row + 1 < len(lines) and lines[row + 1].start == lines[row].start
    return lines[row].cells[0][0] - lines[row].start if is_first and lines[row].cells else None
