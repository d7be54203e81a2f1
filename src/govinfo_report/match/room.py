"""Where empty cells stand: room alone shows some, and some stand outside the columns of the table."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from govinfo_report.match.tokens import (
    EMPTY,
    FIELD,
    MARK,
    NOT_DUE,
    NUMBER,
    ONLY_BLANK,
    SPACE,
    SPACES,
    WIDE,
    WORD,
    Token,
)
from govinfo_report.match.vocabulary import GROUP, ROW

_NUMBERS = (NUMBER, MARK)
_CELLS = (*_NUMBERS, EMPTY)
# Whole lines that show where columns stand.
_FEWEST_LINES = 3
# What is so of nearly all.
_MOST = 0.9


def mark_blank_lines(tokens: Sequence[Token]) -> None:
    """Mark the blank lines that are an empty cell: more stand before a number, or behind a row, than before others.

    ``5``, three blank lines, ``0``, where one stands between any two cells, is 5, an empty cell and 0.

    Args:
        tokens: of the whole copy, in order.
    """
    runs = list(_blank_runs(tokens))
    usual = {
        kind: Counter(len(run) for other, run in runs if other == kind).most_common(1)[0][0]
        for kind in {kind for kind, _ in runs}
    }
    between = usual.get(NUMBER, 0)
    for kind, run in runs:
        cells, rest = divmod(len(run) - usual[kind], between + 1)
        if cells > 0 and not rest:
            for at in range(cells):
                run[usual[kind] + at * (between + 1)].note = WIDE


def _blank_runs(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Give the blank lines before each number, and each label behind one, that stands on a line of its own.

    Each with what it ends: a label, a number, or a whole row.
    """
    run: list[Token] = []
    last: Token | None = None
    for token in tokens:
        if token.kind == EMPTY and token.note == ONLY_BLANK:
            run.append(token)
            continue
        if last is not None and token.line > last.line:
            if token.kind in _NUMBERS:
                yield WORD if last.kind == WORD else NUMBER, run
            elif last.kind in _NUMBERS and any(word.kind in (GROUP, ROW) for word in token.words):
                # the last cells of the line before it
                yield ROW, run
        last, run = (token if token.kind in (*_NUMBERS, WORD) else None), []


def with_free_columns(tokens: Sequence[Token], text: str, width: int) -> list[Token]:
    """Put an empty cell wherever a line leaves a column of the page free.

    Args:
        tokens: of a region.
        text: the plain text that they stand in.
        width: how many numbers a whole line has.

    Returns:
        The tokens; the same where no columns are shown.
    """
    lines = [
        [token for token in group if token.kind in _NUMBERS]
        for _, group in groupby(tokens, key=lambda token: token.line)
    ]
    # of a longer line its places would be counted for each of its numbers
    lines = [line for line in lines if 0 < len(line) <= width and _is_by_room(line)]
    added: list[Token] = []
    for measure in (len, _printed_width):
        places = {id(line): [_place(token, text, measure) for token in line] for line in lines}
        columns = _columns([places[id(line)] for line in lines if len(line) == width])
        if columns:
            for line in lines:
                added += _free(line, places[id(line)], columns)
            break
    every = [*tokens, *added]
    every.sort(key=lambda token: (token.start, token.end))
    return every if added else list(tokens)


def mark_outside(tokens: Sequence[Token], text: str, width: int) -> None:
    """Mark the empty cells that stand where no whole line of the table has a number: none is due there.

    ``,,1.重复申请,0,0,0,0,0,0,0,,,,`` has seven cells, and so has a line below it with a number in the last of them
    alone. Places are counted from the end of a line and from its start: behind a lost cell the others move up.

    Args:
        tokens: of a region.
        text: the plain text that they stand in.
        width: how many numbers a whole line has.
    """
    lines = [
        [token for token in group if token.kind in _CELLS]
        for _, group in groupby(tokens, key=lambda token: token.line)
    ]
    lines = [line for line in lines if any(token.note == FIELD for token in line)]
    if not lines:
        return
    # what parts cells parts them on every line; labels may hold commas
    stretch = lines[0][0].start, lines[-1][-1].end
    mark = next((mark for mark in "\t|" if text.count(mark, *stretch) >= len(lines)), ",")
    for counted in (_places_from_end, _places_from_start):
        _mark_outside(lines, [counted(line, text, mark) for line in lines], width)


def _mark_outside(
    lines: Sequence[Sequence[Token]], places: Sequence[Sequence[int]], width: int
) -> None:
    """Mark the empty cells outside the columns that whole lines show, by the place of each token in its line."""
    numbered = [
        tuple(place for token, place in zip(line, mine, strict=True) if token.kind in _NUMBERS)
        for line, mine in zip(lines, places, strict=True)
    ]
    whole = Counter(each for each in numbered if len(each) == width)
    columns, count = whole.most_common(1)[0] if whole else ((), 0)
    # the label of one line may hold commas
    if count < _FEWEST_LINES or count < _MOST * whole.total():
        return
    for line, mine in zip(lines, places, strict=True):
        for token, place in zip(line, mine, strict=True):
            if token.note == FIELD and place not in columns:
                token.note = NOT_DUE


def _places_from_end(line: Sequence[Token], text: str, mark: str) -> list[int]:
    """Give how many marks that part cells stand behind each token of a line."""
    places: list[int] = []
    at = text.find("\n", line[-1].start)
    at, count = len(text) if at < 0 else at, 0
    for token in reversed(line):
        count += text.count(mark, token.end, at)
        places.append(count)
        at = token.end
    return places[::-1]


def _places_from_start(line: Sequence[Token], text: str, mark: str) -> list[int]:
    """Give how many marks that part cells stand before each token of a line."""
    places: list[int] = []
    at, count = text.rfind("\n", 0, line[0].start) + 1, 0
    for token in line:
        count += text.count(mark, at, token.start)
        places.append(count)
        at = token.start
    return places


def _is_by_room(line: Sequence[Token]) -> bool:
    return all(token.parted in (SPACE, SPACES) for token in line[1:])


def _printed_width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def _place(token: Token, text: str, measure: Callable[[str], int]) -> tuple[int, int]:
    start = text.rfind("\n", 0, token.start) + 1
    low = measure(text[start : token.start])
    return low, low + token.end - token.start


def _columns(lines: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Give from where to where each column reaches; none where two overlap."""
    if len(lines) < _FEWEST_LINES:
        return []
    columns = [
        (min(low for low, _ in places), max(high for _, high in places))
        for places in zip(*lines, strict=True)
    ]
    are_apart = all(high < low for (_, high), (low, _) in pairwise(columns))
    return columns if are_apart else []


def _free(
    line: Sequence[Token], places: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]]
) -> Iterator[Token]:
    """Give the empty cells of a line whose numbers each stand in a column of their own."""
    own = []
    for low, high in places:
        mine = [at for at, (start, end) in enumerate(columns) if low < end and start < high]
        if len(mine) != 1 or mine[0] in own:
            return
        own += mine
    if len(own) == len(columns) or own != sorted(own):
        return
    for column in range(len(columns)):
        if column in own:
            continue
        behind = bisect_left(own, column)
        at = line[behind].start if behind < len(line) else line[-1].end
        yield Token(EMPTY, at, at, note=WIDE, parted=SPACES, line=line[0].line)
