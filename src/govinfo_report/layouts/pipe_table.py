"""One row a line, a vertical bar between two cells: Markdown tables, and tables drawn with characters.

::

    | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    |---|---|---|---|
    | 规章 | 0 | 0 | 0 |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from govinfo_report.layouts.base import LabelTest
from govinfo_report.layouts.folded_rows import unfold
from govinfo_report.layouts.found_rows import FoundRow, found_row
from govinfo_report.layouts.pieces import Cell, LabelFinder, Piece, is_value, row_of, trimmed
from govinfo_report.layouts.torn_labels import complete_labels
from govinfo_report.model import Row
from govinfo_report.model.row import SPACES
from govinfo_report.source import Lines

BARS = "|｜│┃║"
"""What parts cells; in one table only one of them does."""

_NUMBER = re.compile(r"\d+")
_RULE = re.compile(r"[\s|｜│┃║+:=_\-─━═—┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╞╡╪]+")
_BORDER = re.compile(r"\s*[+┌└├╔╚╠┏┗┣╞]")
_LONG_RULE = re.compile(r"[=_\-─━═—]{3}")
_WORD = re.compile(r"\S+")
# a bar behind a backslash is text
_BAR_CUTS = {bar: re.compile(rf"(?<!\\){re.escape(bar)}") for bar in BARS}
_BREAK = re.compile(r"<br\s*/?>")
_BLANK = "&nbsp;"
# Lines that end with a bar, fewer than which may all have lost their last cell.
FEWEST_ENDED = 4


class PipeTable:
    """Rows of cells with a vertical bar between them.

    Lines without a bar, between the tables and inside torn ones, hold the rest of labels, and now and then a row
    that the table was not given.

    Args:
        is_label: tells whether pieces of text, put together, are a label.
    """

    name = "pipe_table"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say 0.98 where there are as many bars as numbers, less where there are fewer; 0 where tabs are more."""
        text = lines.text
        tabs = lines.tabs[0]
        bars = text.count("|") if tabs else max(map(text.count, BARS))
        if bars < 2 or bars <= tabs:
            return 0.0
        return 0.98 * min(1.0, bars / max(1, len(_NUMBER.findall(text))))

    def is_blind(self, lines: Lines) -> bool:
        """Tell whether bars alone settle the score: numbers are counted where there are enough of them."""
        return self.score(lines) == 0.0

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line, save rules and the lines that labels are wrapped over."""
        finder = LabelFinder(self._is_label)
        found = unfold(list(_found_rows(lines, self._is_label)), finder)
        found = complete_labels(found, finder)
        return iter([row_of(row.cells) for row in found])


def _whole_lines(lines: Lines, bar: str, bars: int) -> Iterator[tuple[str, int]]:
    """Give the lines, those as one that a line end inside a cell broke: ``| 规章 | 6⏎8 | 1 |``.

    Args:
        lines: the table; its whole lines begin and end with a bar.
        bar: what parts cells.
        bars: how many of them a whole line has.
    """
    found = list(lines)
    at = 0
    while at < len(found):
        end = _last_of(found, at, bar)
        line, start = found[at]
        if sum(text.count(bar) for text, _ in found[at : end + 1]) == bars:
            last, low = found[end]
            line = lines.text[start - lines.start : low - lines.start + len(last)]
        else:
            end = at
        yield line, start
        at = end + 1


def _is_framed(lines: Sequence[str], bar: str) -> bool:
    """Tell whether the first bar of a line, and the last one, part no cells: most lines begin with one.

    Not where a line that begins with none has as many: the others begin with the empty cell of a merged label.
    """
    leading = [line.count(bar) for line in lines if line.lstrip(SPACES).startswith(bar)]
    others = [line.count(bar) for line in lines if not line.lstrip(SPACES).startswith(bar)]
    return len(leading) > len(others) and max(leading) > max(others, default=0)


def _goes_on(lines: Lines, bar: str) -> int:
    """Count the lines whose last bar stands alone on the next line."""
    return sum(
        bar in line and not line.rstrip(SPACES).endswith(bar) and below.strip(SPACES) == bar
        for line, below in pairwise(lines.texts)
    )


def _continued_lines(lines: Lines, bar: str, bars: int) -> Iterator[tuple[str, int]]:
    """Give the lines, with each those below that go on with its cells: ``规章 | 0 | 0 | 0⏎|``, ``规章 |⏎|⏎|⏎|``.

    Args:
        lines: the table; its whole lines end with a bar and begin with none.
        bar: what parts cells.
        bars: how many of them the longest line has.
    """
    found = list(lines)
    at = 0
    while at < len(found):
        line, start = found[at]
        at += 1
        while bar in line and at < len(found):
            below, low = found[at]
            is_open = not line.rstrip(SPACES).endswith(bar) and below.lstrip(SPACES).startswith(bar)
            is_bare = not below.strip(SPACES + bar) and bar in below
            if not (is_open or is_bare) or line.count(bar) + below.count(bar) > bars:
                break
            line = lines.text[start - lines.start : low - lines.start + len(below)]
            at += 1
        yield line, start


def _last_of(lines: Sequence[tuple[str, int]], at: int, bar: str) -> int:
    """Give the line that ends what line ``at`` begins: itself, or the next one that ends with a bar.

    None between them may begin with one.
    """
    end = at
    bare = lines[at][0].strip(SPACES)
    if not bare.startswith(bar):
        return at
    while len(bare) < 2 or not bare.endswith(bar):
        end += 1
        bare = lines[end][0].strip(SPACES) if end < len(lines) else ""
        if not bare or bare.startswith(bar):
            return at
    return end


def _bar_of(lines: Lines) -> str:
    """Give what parts cells: the most frequent bar, or two of it where never an odd number stands side by side.

    ``规章||||||27`` is two empty cells and 27, below ``信息内容||本年制发件数||本年废止件数||现行有效件数``.
    """
    bar = max(BARS, key=lines.text.count)
    is_single = any(bar in line.replace(2 * bar, "") for line in lines.texts)
    return bar if is_single else 2 * bar


def _found_rows(lines: Lines, is_label: LabelTest) -> Iterator[FoundRow]:
    """Give the lines that show something, cut into cells."""
    bar = _bar_of(lines)
    piped = [line for line in lines.texts if bar in line]
    telling = [line for line in piped if line.strip(SPACES + bar)]
    framed = _is_framed(telling, bar)
    closed = [line.count(bar) for line in piped if line.rstrip(SPACES).endswith(bar)]
    are_closed = framed and len(piped) > len(closed) > len(piped) / 2
    # where all lines end with a bar (规章 | 0 | 0 | 0 |) the last one parts no cells either; the last line may be cut
    is_cut = bool(piped) and not piped[-1].rstrip(SPACES).endswith(bar)
    whole_lines = len(closed) + _goes_on(lines, bar) + is_cut
    ended = framed or (len(closed) >= FEWEST_ENDED and whole_lines >= len(piped))
    whole: Iterable[tuple[str, int]] = lines
    if are_closed:
        whole = _whole_lines(lines, bar, max(closed, key=closed.count))
    elif ended and not framed:
        whole = _continued_lines(lines, bar, max(closed))
    block = 0
    in_table = 0
    for line, start in whole:
        if bar not in line:
            in_table = 0
            if _BORDER.match(line) and _is_rule(line):
                block += 1
            else:
                yield from _plain_rows(line, start, block, is_label)
            continue
        in_table += 1
        if _is_rule(line) or (in_table == 2 and _is_rule(line, 1)):
            # a rule below the headings parts no rows, one between any two rows does
            block += _BORDER.match(line) is not None
            continue
        yield found_row(_cells(line, start, bar, framed, ended), block)


def _is_rule(line: str, dashes: int = 3) -> bool:
    """Tell whether a line is drawn: nothing but bars, joints and dashes, so many of them in a row somewhere."""
    if _RULE.fullmatch(line) is None:
        return False
    return dashes == 1 or _LONG_RULE.search(line) is not None


def _cells(line: str, start: int, bar: str, framed: bool, ended: bool) -> list[Cell]:
    """Cut a line at its bars; those at its ends part no cells where lines begin or end with one."""
    bare = line.strip(SPACES)
    low, high = line.find(bare), line.find(bare) + len(bare)
    if framed:
        low += len(bar) * bare.startswith(bar)
    if ended:
        high -= len(bar) * (len(bare) > len(bar) and bare.endswith(bar))
    cells: list[Cell] = []
    at = start + low
    if "\\" in bare or "<br" in bare:
        # of two bars none is text
        cut = _BAR_CUTS[bar].split if bar in _BAR_CUTS else partial(str.split, sep=bar)
        for text in cut(line[low:high]):
            cells += _cell(text, at)
            at += len(text) + len(bar)
        return cells
    for text in line[low:high].split(bar):
        bare = text.strip()
        is_plain = bare.isdecimal()
        cells.append((Piece(bare, at + text.find(bare)) if is_plain else _trimmed(text, at),))
        at += len(text) + len(bar)
    return cells


def _cell(text: str, start: int) -> list[Cell]:
    """Give what stands between two bars: a cell, in pieces at each ``<br>``; where these are numbers, a cell each."""
    if "<br" not in text:
        return [(_trimmed(text, start),)]
    pieces = []
    at = 0
    for found in (*_BREAK.finditer(text), None):
        piece = _trimmed(text[at : found.start() if found else len(text)], start + at)
        if piece.text:
            pieces.append(piece)
        at = found.end() if found else at
    if len(pieces) > 1 and all(is_value(piece.text) for piece in pieces):
        # whether 1143<br>6 is one number is not for a layout to say
        return [(piece,) for piece in pieces]
    return [tuple(pieces) or (Piece("", start),)]


def _trimmed(text: str, start: int) -> Piece:
    """Take the room around a cell away."""
    piece = trimmed(text, start)
    return Piece("", start) if not piece.text or piece.text == _BLANK else piece


def _plain_rows(line: str, start: int, block: int, is_label: LabelTest) -> Iterator[FoundRow]:
    """Give what a line without bars shows: words, or a row that the table was not given, cut at its spaces."""
    at = 0
    for found in (*_BREAK.finditer(line), None):
        piece = _trimmed(line[at : found.start() if found else len(line)], start + at)
        at = found.end() if found else at
        if not piece.text:
            continue
        cells: list[Cell] = [(piece,)]
        words: list[Cell] = [
            (Piece(word[0], piece.start + word.start()),) for word in _WORD.finditer(piece.text)
        ]
        first = len(words)
        while first and is_value(words[first - 1][0].text):
            first -= 1
        if 0 < first < len(words):
            label = piece.text[: words[first - 1][0].end - piece.start]
            if len(words) - first > 1 or is_label(label):
                cells = [(Piece(label, piece.start),), *words[first:]]
        yield found_row(cells, block)
