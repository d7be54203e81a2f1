"""Parses a table: the kinds of its rows in, the lines of the form out.

What the grammar says depends on the sequence of row kinds alone, of which few occur, so it is remembered by sequence
(bounded), and Lark runs when a new sequence appears.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from attrs import define, field

from govinfo_report.grammar.column_heads import head_clashes, head_units
from govinfo_report.grammar.gaps import fill_gaps
from govinfo_report.grammar.numbers_first import put_behind, rows_in_order
from govinfo_report.grammar.order import Line, printed_lines
from govinfo_report.grammar.outcome import ForeignRow, Outcome, ReadLine
from govinfo_report.grammar.placing import MISSING, place
from govinfo_report.grammar.shape import EditionTable, edition_table
from govinfo_report.grammar.tokens import COUNTS, RowToken, is_headed, is_heading_row, row_tokens
from govinfo_report.labels import EMPTY, TEXT, VALUES, Kind, Word
from govinfo_report.official import Form

# Sequences remembered for a table before the memo starts anew. A sequence is about 60 references; clean copies of one
# layout share theirs, damaged ones have their own.
MEMO_SIZE = 2_000
# The longest sequence remembered, in labels and signs: three times what the longest table of the form shows.
MEMO_KINDS = 300


@define(eq=False)
class Parsed:
    """What a sequence of row kinds says in each edition.

    Attributes:
        kinds: the sequence.
        edition: the edition that the sequence tells, None where it tells none.
        outcomes: edition to the parsed table, worked out when asked for.
    """

    kinds: tuple[Kind, ...]
    edition: str | None
    outcomes: dict[str, Outcome] = field(factory=dict)


class TableReader:
    """Parses copies of one table.

    Attributes:
        table: the table's id.
        editions: edition to its table.
        other_forms: edition to the same table as offices print it otherwise.
        unshared: edition to the paths of cells that not every edition has.

    Args:
        form: the form.
        table: the table's id.
    """

    def __init__(self, form: Form, table: str) -> None:
        self.table = table
        self.editions = {
            name: edition_table(form, edition, table)
            for name, edition in form.editions.items()
            if table in edition.grammar
        }
        self.other_forms = {
            name: tuple(
                edition_table(form, entry.edition, table, other)
                for other in entry.edition.other_forms.get(table, ())
            )
            for name, entry in self.editions.items()
        }
        self._memo: dict[tuple[Kind, ...], Parsed] = {}
        paths = [set(entry.shape.paths) for entry in self.editions.values()]
        everywhere = set.intersection(*paths) if paths else set()
        self.unshared = {
            name: tuple(path for path in entry.shape.paths if path not in everywhere)
            for name, entry in self.editions.items()
        }
        ids = {name: _ids(table) for name, table in self.editions.items()}
        shared = set.intersection(*ids.values()) if ids else set()
        self._telling = {name: found - shared for name, found in ids.items()}

    def parsed(self, kinds: tuple[Kind, ...]) -> Parsed:
        """Give what a sequence of kinds says (remembered)."""
        parsed = self._memo.get(kinds)
        if parsed is None:
            parsed = Parsed(kinds, self._edition(kinds))
            if sum(map(len, kinds)) <= MEMO_KINDS:
                if len(self._memo) >= MEMO_SIZE:
                    self._memo.clear()
                self._memo[kinds] = parsed
        return parsed

    def outcome(self, parsed: Parsed, edition: str) -> Outcome:
        """Give what a sequence of kinds is as a table of ``edition`` (remembered).

        Args:
            parsed: what the sequence of kinds says.
            edition: the edition's id.
        """
        outcome = parsed.outcomes.get(edition)
        if outcome is None:
            kinds = parsed.kinds
            others = (form for form in self.other_forms[edition] if is_printed_so(kinds, form))
            form = next(others, self.editions[edition])
            outcome = parsed.outcomes[edition] = read_table(kinds, form)
        return outcome

    def _edition(self, kinds: Sequence[Kind]) -> str | None:
        """Tell the edition by what the copy prints that not every edition has: the one with the most of it."""
        if len(self.editions) == 1:
            return next(iter(self.editions))
        seen: set[tuple[str, str]] = set()
        for kind in kinds:
            words = [word for word in kind if isinstance(word, Word)]
            for word in words:
                seen.update(("column", name) for name in word.columns)
            values = VALUES in kind
            # without numbers 其他 is as likely a heading as a line
            labels = words[-1:] if values else [word for word in words if not word.columns]
            sort = "row" if values else "label"
            # words that can be several lines tell nothing
            seen.update((sort, word.terminals[0]) for word in labels if len(word.terminals) == 1)
        votes = {name: len(seen & telling) for name, telling in self._telling.items()}
        most = max(votes.values(), default=0)
        leaders = [name for name, count in votes.items() if count == most]
        if not most:
            tables = self.editions.items()
            leaders = [name for name, table in tables if rows_in_order(kinds, table) is not None]
        return leaders[0] if len(leaders) == 1 else None


def _ids(table: EditionTable) -> set[tuple[str, str]]:
    """Give what a copy of this edition prints: columns, rows with numbers, labels without."""
    ids = {("column", column) for row in table.shape.rows for column in row.columns}
    for step in table.steps:
        ids.add(("label", step.terminal))
        if step.terminal in table.line_of:
            ids.add(("row", step.terminal))
    return ids


def read_table(kinds: Sequence[Kind], table: EditionTable) -> Outcome:
    """Parse the rows of a copy as a table of one edition.

    Args:
        kinds: what each row shows, in the order of the copy.
        table: the edition's table.
    """
    tokens, unlabelled = row_tokens(kinds, table)
    again: Mapping[str, tuple[int, ...]] = {}
    out_of_order: set[int] = set()
    tree, is_labelled = None, False
    if COUNTS in table.places or COUNTS not in table.grammar.terminals:
        counts = _counts_rows(kinds, unlabelled, table) if COUNTS in table.places else frozenset()
        unlabelled = [row for row in unlabelled if row not in counts]
        tokens = _with_counts(tokens, counts)
        tree = _parsed(tokens, table)
    elif (tree := _parsed(_with_counts(tokens, unlabelled), table)) is not None:
        # each row of numbers stands below its own label
        unlabelled, is_labelled = [], True
    if tree is None:
        placed = place(tokens, table)
        again, out_of_order = placed.again, placed.out_of_order
        tree = table.grammar.parse(placed.sequence)
    labels: dict[int, int] = {}
    found = printed_lines(tree)
    for _, row in found:
        labels[row] = labels.get(row, 0) + 1
    split = {token.row for token in tokens if token.text}
    lines = [
        ReadLine(
            line=table.line_of[line.terminal],
            row=None if row == MISSING else row,
            again=again.get(line.terminal, ()),
            merged=row != MISSING and labels[row] > 1,
            split=row in split,
            out_of_order=row in out_of_order,
        )
        for line, row in found
    ]
    in_order = None if is_labelled else rows_in_order(kinds, table)
    if in_order is not None:
        lines, unlabelled = in_order, []
    else:
        lines, unlabelled = put_behind(lines, kinds, unlabelled, table)
        lines, unlabelled = fill_gaps(lines, kinds, unlabelled, table)
    heads = [(row, words) for row, kind in enumerate(kinds) if (words := _head_words(kind, table))]
    starts = sorted((line.row, line.line) for line in lines if line.row is not None)
    return Outcome(
        table,
        tuple(lines),
        _foreign_rows(kinds, tokens, unlabelled, lines, table),
        head_clashes(heads, starts, table, kinds),
        head_units(heads, starts, table),
        _misprinted(kinds, tokens, found),
    )


def is_printed_so(kinds: Sequence[Kind], table: EditionTable) -> bool:
    """Tell whether a copy prints a table in this other form of it.

    Two of its lines print numbers beside their labels; or all do in its order, below their labels.

    Args:
        kinds: what each row of the copy shows.
        table: the table in that form.
    """
    tokens, unlabelled = row_tokens(kinds, table)
    named = Counter(token.row for token in tokens)
    lines = {
        token.options
        for token in tokens
        # 未经复议直接起诉 / 复议后起诉: headings, and the stroke between them is no mark of theirs
        if token.values and named[token.row] == 1 and token.options[0] in table.line_of
    }
    if len(lines) > 1:
        return True
    tokens = _with_counts(tokens, unlabelled)
    shown = sum(token.values for token in tokens)
    return shown == len(table.lines) and _parsed(tokens, table) is not None


def _with_counts(tokens: Sequence[RowToken], rows: Iterable[int]) -> list[RowToken]:
    """Add rows of numbers without a label to the tokens of a table."""
    counts = [RowToken(row, (COUNTS,), True) for row in rows]
    return sorted([*tokens, *counts], key=lambda token: token.row)


def _parsed(tokens: Sequence[RowToken], table: EditionTable) -> Any:
    """Parse tokens as they stand; None where one can be several lines, or their sequence is not the form's."""
    if any(len(token.options) > 1 for token in tokens):
        return None
    return table.grammar.parse([(token.options[0], token.row) for token in tokens])


def _counts_rows(kinds: Sequence[Kind], rows: Sequence[int], table: EditionTable) -> frozenset[int]:
    """Find the line of numbers without a label: those with the right count, else the longest with two or more.

    Numbers behind words that are no row's label are not counted: they may be all, where no other row has most of them.
    Where no row has a number, a row of as many empty cells is that line.
    """
    width = len(table.shape.paths)
    sizes = {row: _count(kinds[row], width) for row in rows}
    counted = {row: size for row, size in sizes.items() if _is_counted(kinds[row])}
    if max(counted.values(), default=0) * 2 > width:
        sizes = counted
    fit = frozenset(row for row, size in sizes.items() if size == width)
    if not sizes:
        fit = frozenset(row for row, kind in enumerate(kinds) if kind == (EMPTY, width))
    longest = max(sizes.values(), default=0)
    return fit or frozenset(
        [row for row in sizes if sizes[row] == longest][:1] if longest > 1 else []
    )


def _count(kind: Kind, width: int) -> int:
    """Give how many cells of a line of ``width`` a row without a label fills: all of them where it has as many."""
    counts = [shown for shown in kind if isinstance(shown, int)]
    # no count: numbers behind words that are no row's label
    return width if not counts or width in counts else counts[0]


def _is_counted(kind: Kind) -> bool:
    return any(isinstance(shown, int) for shown in kind)


def _head_words(kind: Kind, table: EditionTable) -> list[Word]:
    """Give the words of a line of headings; of one that ran together with the line below it those that head columns."""
    words = [word for word in kind if isinstance(word, Word)]
    if VALUES not in kind:
        return words if is_heading_row(kind, table) else []
    heads = [*takewhile(lambda word: word.columns or word.is_head, words)]
    return heads if sum(bool(word.columns) for word in heads) > 1 else []


def _foreign_rows(
    kinds: Sequence[Kind],
    tokens: Sequence[RowToken],
    unlabelled: Sequence[int],
    lines: Sequence[ReadLine],
    table: EditionTable,
) -> tuple[ForeignRow, ...]:
    """Give the rows whose numbers belong to no line of the form."""
    taken = {line.row for line in lines} | {row for line in lines for row in line.again}
    at_row = {line.row: at for at, line in enumerate(lines) if line.row is not None}
    above: list[int | None] = []
    for row in range(len(kinds)):
        above.append(at_row.get(row, above[-1] if above else None))
    foreign = []
    for token in tokens:
        if token.values and token.row not in taken:
            reason = "line" if token.text else "group"
            if token.near:
                reason = "line"
            elif any(name in table.line_of for name in token.options):
                reason = "of_several"
            foreign.append(ForeignRow(token.row, reason, above[token.row]))
    for row in unlabelled:
        kind = kinds[row]
        is_foreign = TEXT in kind or (VALUES in kind and not is_headed(kind, table))
        foreign.append(ForeignRow(row, "line" if is_foreign else "no_label", above[row]))
    return tuple(sorted(foreign, key=lambda entry: entry.row))


def _misprinted(
    kinds: Sequence[Kind], tokens: Sequence[RowToken], found: Sequence[tuple[Line, int]]
) -> tuple[int, ...]:
    """Give the rows that show a misprinted label, but for those that were not read."""
    taken = {row for _, row in found}
    unread = {token.row for token in tokens if token.near and token.values} - taken
    near = [
        row
        for row, kind in enumerate(kinds)
        if any(isinstance(word, Word) and word.near and not word.noted for word in kind)
    ]
    return tuple(row for row in near if row not in unread)
