"""One table in one edition: its grammar, and what follows from it (lines, cells, groups)."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from govinfo_report.grammar.loader import Grammar, load_grammar
from govinfo_report.grammar.order import Line, Step, canonical_steps, printed_lines
from govinfo_report.model.shape import RowShape, TableShape, path_parts
from govinfo_report.official import Edition, Form


@frozen(eq=False)
class EditionTable:
    """A table as an edition has it.

    Attributes:
        edition: the edition.
        grammar: its parser.
        steps: the terminals of the canonical table, in order.
        places: terminal to its place in ``steps``; a terminal that stands at several places (HEAD) has none.
        lines: the printed lines, in order.
        line_of: terminal to its line in ``lines``.
        groups: group to the rows in it.
        shape: its rows, columns and paths.
        money: indices of the cells that hold amounts of money.
        shared: indices of the lines that hold several rows.
        is_list: each line has one number.
        spans: for each line the index of its first cell, of the one behind its last, and of its first row.
    """

    edition: Edition
    grammar: Grammar
    steps: tuple[Step, ...]
    places: Mapping[str, int]
    lines: tuple[Line, ...]
    line_of: Mapping[str, int]
    groups: Mapping[str, tuple[str, ...]]
    shape: TableShape
    money: frozenset[int]
    shared: tuple[int, ...]
    is_list: bool
    spans: tuple[tuple[int, int, int], ...]

    def columns(self, line: Line) -> tuple[str, ...]:
        """Give the columns of each row of ``line``."""
        return columns_of(self.edition, line)

    def members(self, name: str) -> tuple[str, ...]:
        """Give the rows that ``name`` stands for: a group's rows, or the row itself."""
        return self.groups.get(name, (name,))


def columns_of(edition: Edition, line: Line) -> tuple[str, ...]:
    """Give the columns of a line: those of the inmost rule around it that has any.

    Args:
        edition: the edition.
        line: one of its printed lines.

    Raises:
        KeyError: the edition's data has none.
    """
    for group in line.groups:
        if group in edition.columns:
            return edition.columns[group]
    raise KeyError(f"edition {edition.id}: no columns for {line.rows} in {line.groups}")


def edition_table(form: Form, edition: Edition, table: str, other_form: str = "") -> EditionTable:
    """Build a table of an edition from its grammar and its data.

    Args:
        form: has the words and the grammars.
        edition: the edition.
        table: the table's id.
        other_form: the name of another grammar of the table; the edition's own where none is given.

    Raises:
        ValueError: the grammar does not parse its own longest table.
    """
    name = other_form or edition.grammar[table]
    grammar = load_grammar(form, name, table)
    steps = canonical_steps(grammar)
    tree = grammar.parse([(step.terminal, at) for at, step in enumerate(steps)])
    if tree is None:
        raise ValueError(f"grammar {name}.lark does not parse its own longest table")
    lines = tuple(line for line, _ in printed_lines(tree))
    groups: dict[str, tuple[str, ...]] = {}
    for line in lines:
        for group in line.groups:
            groups[group] = groups.get(group, ()) + line.rows
    rows = tuple(
        RowShape(row, columns_of(edition, line), form.wording(edition.id, table, row))
        for line in lines
        for row in line.rows
    )
    names = [step.terminal for step in steps]
    shape = TableShape(table, edition.id, rows)
    words = form.tables[table]
    firsts = [shape.row_index[line.rows[0]] for line in lines]
    ends = [shape.starts[at] for at in firsts[1:]] + [len(shape.paths)]
    return EditionTable(
        edition=edition,
        grammar=grammar,
        steps=steps,
        places={name: at for at, name in enumerate(names) if names.count(name) == 1},
        lines=lines,
        line_of={line.terminal: at for at, line in enumerate(lines)},
        groups=groups,
        shape=shape,
        money=frozenset(
            at for at, path in enumerate(shape.paths) if words.counted(*path_parts(path)[1:]).money
        ),
        shared=tuple(at for at, line in enumerate(lines) if len(line.rows) > 1),
        is_list=len(shape.paths) == len(shape.rows),
        spans=tuple((shape.starts[at], end, at) for at, end in zip(firsts, ends, strict=True)),
    )
