"""Whether a table prints two tables in one: two years side by side or one below the other, in whatever layout.

No layout and no sum tells whose number is there, so what is seen is said of the whole table.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from attrs import frozen

from govinfo_report.findings import finding
from govinfo_report.match.equivalents import Plain
from govinfo_report.match.lines import FormTable
from govinfo_report.match.tokens import FOREIGN, GLUED, NUMBER, PROSE, WORD, Token
from govinfo_report.match.vocabulary import HEAD, ROW, SECTION
from govinfo_report.model import Finding, TableCells

# A sentence above a table is as long, and so is one behind it.
_ABOVE, _BEHIND = 12, 24
# So many lines come twice by no accident, and so many numbers are left over by none.
_LINES, _LEFT = 2, 5


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    file = files("govinfo_report").joinpath("match", "mixed.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for name, pattern in data.items()}


@frozen
class Stretch:
    """The tokens of one table of a copy.

    Attributes:
        tokens: from above its headings to behind its last number or label.
        text: what stands there, the form's own words left out.
        start: where it begins in the plain text, from 0.
        used: for each token whether a cell has it.
    """

    tokens: Sequence[Token]
    text: str
    start: int
    used: Sequence[bool]


def mixed_finding(
    table: FormTable,
    cells: TableCells,
    copy: Plain,
    tokens: Sequence[Token],
    line_of: Callable[[int], int],
) -> Finding | None:
    """Say what shows that a table prints two tables in one; None where nothing does.

    Args:
        table: the table of its edition.
        cells: its cells.
        copy: the copy as the tokens have it.
        tokens: the tokens of the copy.
        line_of: gives the line of an offset.
    """
    stretch = _stretch(table.id, cells, copy, tokens)
    if stretch is None:
        return None
    seen = _two_years(stretch) or _lines_again(stretch, table) or _in_brackets(stretch)
    if seen is None and table.is_shared:
        seen = _left_over(stretch, len(cells.states))
    elif seen is None:
        seen = _columns_again(stretch, table)
    if seen is None:
        return None
    why, words = seen
    span = copy.span(stretch.tokens[0].start, stretch.tokens[-1].end)
    return finding(
        "table_mixed",
        cells=cells.shape.paths,
        span=span,
        line=line_of(span[0]),
        why=why,
        table=table.id,
        **words,
    )


_Seen = tuple[str, dict[str, Any]]


def _stretch(table: str, cells: TableCells, copy: Plain, tokens: Sequence[Token]) -> Stretch | None:
    """Give the tokens of a table: those that its cells have, and those around them up to another table or a sentence.

    Of a table without numbers those below its title.
    """
    parts = [part for at in range(len(cells.states)) for part in cells.cell(at).parts]
    taken = bytearray(len(copy.source) + 1)
    for start, end in parts:
        taken[start:end] = b"\1" * (end - start)
    used = [token.kind == NUMBER and taken[copy.offsets[token.start]] > 0 for token in tokens]
    places = [at for at, is_used in enumerate(used) if is_used] or [
        at for at, token in enumerate(tokens) if _is_title(token) and token.words[0].table == table
    ]
    if not places:
        return None
    low, high = places[0], places[-1] + 1
    while low > 0 and _goes_on(tokens[low - 1], table, _ABOVE) and not _is_title(tokens[low - 1]):
        low -= 1
    while high < len(tokens) and _goes_on(tokens[high], table, _BEHIND):
        high += 1
    inside = tokens[low:high]
    start, end = inside[0].start, max(token.end for token in inside)
    letters = list(copy.text[start:end])
    for token in inside:
        for at in token.places if _is_own(token) else ():
            letters[at - start] = " "
    return Stretch(inside, "".join(letters), start, used[low:high])


def _is_title(token: Token) -> bool:
    return token.kind == WORD and all(word.kind == SECTION for word in token.words)


def _goes_on(token: Token, table: str, sentence: int) -> bool:
    """Tell whether a table may go on with a token: no title and label of another one, no sentence."""
    if token.kind == FOREIGN:
        return len(token.text) < sentence
    return not _is_own(token) or any(word.table == table for word in token.words)


def _is_own(token: Token) -> bool:
    """Tell whether a token is words of the form; 本年度, which begins a label of it, names a year, too."""
    return token.kind == WORD and not _patterns()["words"].fullmatch(token.text)


def _two_years(stretch: Stretch) -> _Seen | None:
    """Find two years that a table names, in digits or in words."""
    patterns = _patterns()
    found = ["".join(year.split()) for year in patterns["year"].findall(stretch.text)]
    if len({year[:4] for year in found}) < 2:
        found = _beside(patterns["pair"], stretch.text, 1) or _beside(
            patterns["within"], stretch.text, _LINES
        )
    if not found:
        words = patterns["words"].findall(stretch.text)
        if all(patterns[name].search("".join(words)) for name in ("this", "last")):
            found = words
    return ("years", {"found": "、".join(dict.fromkeys(found))}) if found else None


def _beside(pattern: re.Pattern[str], text: str, fewest: int) -> list[str]:
    """Give two years that follow each other, where a pattern finds both in so many places."""
    pairs = Counter(pattern.findall(text))
    told = [pair for pair in pairs if abs(int(pair[0]) - int(pair[1])) == 1]
    return next(([*pair] for pair in told if pairs[pair] >= fewest), [])


def _lines_again(stretch: Stretch, table: FormTable) -> _Seen | None:
    """Find lines of the form that come twice, with other numbers the second time, which no cell has."""
    again = []
    for row, printed in _numbers_of(stretch, table).items():
        width = len(next((line.columns for line in table.lines if line.row == row), ()))
        own = [numbers for numbers, is_used in printed if is_used]
        others = [numbers for numbers, is_used in printed if not is_used]
        if not own and width > 1:
            # of a line that is open; where it has one cell, programs may count columns
            others = [numbers for numbers in others if len(numbers) == width]
            own = others[:1]
        again += [(own[0], other) for other in others if own and len(other) == len(own[0])]
    again = [(own, other) for own, other in again if own is not other]
    differ = any(own != other for own, other in again)
    return ("lines", {"count": len(again)}) if len(again) >= _LINES and differ else None


def _in_brackets(stretch: Stretch) -> _Seen | None:
    """Find numbers with another one in brackets behind them: 12（9）."""
    count = 0
    for one, other in pairwise(stretch.tokens):
        if one.kind == other.kind == NUMBER:
            between = stretch.text[one.end - stretch.start : other.start - stretch.start]
            count += between.strip() in ("(", "（")
    return ("brackets", {"count": count}) if count >= _LEFT else None


def _numbers_of(stretch: Stretch, table: FormTable) -> dict[str, list[tuple[list[str], bool]]]:
    """Give, of each line, the numbers behind its label each time that it has some, and whether they are its cells'."""
    found: dict[str, list[tuple[list[str], bool]]] = {}
    tokens = stretch.tokens
    for at, token in enumerate(tokens):
        rows = {word.id for word in token.words if word.table == table.id}
        is_label = token.kind == WORD and all(word.kind == ROW for word in token.words)
        if not is_label or len(rows) != 1:
            continue
        end = next(
            (end for end in range(at + 1, len(tokens)) if not _is_no_word(tokens[end])), len(tokens)
        )
        behind = [index for index in range(at + 1, end) if _is_number(tokens[index])]
        if behind:
            is_used = any(stretch.used[index] for index in behind)
            found.setdefault(rows.pop(), []).append(([tokens[i].text for i in behind], is_used))
    return found


def _is_no_word(token: Token) -> bool:
    return token.kind not in (WORD, FOREIGN)


def _is_number(token: Token) -> bool:
    return token.kind == NUMBER and token.note not in (PROSE, GLUED)


def _columns_again(stretch: Stretch, table: FormTable) -> _Seen | None:
    """Find columns that are all named twice with no other heading between, and too few numbers below for both."""
    named = [Counter(run) for run in _headings(stretch.tokens, table.id)]
    printed = _numbers_of(stretch, table)
    for columns in {line.columns for line in table.lines}:
        again = any(all(counts[column] > 1 for column in columns) for counts in named)
        rows = [line.row for line in table.lines if line.columns == columns]
        sizes = [len(numbers) for row in rows for numbers, _ in printed.get(row, ())]
        if again and any(size < 2 * len(columns) for size in sizes):
            return "columns", {}
    return None


def _headings(tokens: Sequence[Token], table: str) -> Iterator[list[str]]:
    """Give the columns that are named one behind the other."""
    run: list[str] = []
    for token in tokens:
        heads = [word for word in token.words if word.kind == HEAD and word.table == table]
        if token.kind == WORD and len(heads) == len(token.words) and heads[0].id:
            run.append(heads[0].id)
        elif run and (token.kind == WORD or _is_number(token)):
            yield run
            run = []
    if run:
        yield run


def _left_over(stretch: Stretch, cells: int) -> _Seen | None:
    """Find as many numbers as a table has cells, that no cell has, and no second print of those that cells have."""
    run: list[tuple[str, bool]] = []
    runs = [run]
    for token, is_used in zip(stretch.tokens, stretch.used, strict=True):
        if not _is_no_word(token):
            runs.append(run := [])
        elif _is_number(token):
            run.append((token.text, is_used))
    own = [text for run in runs for text, is_used in run if is_used]
    for run in runs:
        spare = [text for text, is_used in run if not is_used]
        # 000000000000000 are as many, too
        size = max(len(run), len("".join(spare)) if len(spare) == 1 else 0)
        due = cells if len(run) == len(spare) else cells + _LEFT
        if size >= due and spare[: len(own)] != own and not _is_counted(spare):
            return "numbers", {"count": len(spare)}
    return None


def _is_counted(numbers: Sequence[str]) -> bool:
    """Tell whether numbers count columns, as programs print them: 0, 1, 2."""
    return all(
        one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1
        for one, other in pairwise(numbers)
    )
