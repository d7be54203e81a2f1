"""Reads the form's order off a grammar: what a canonical table holds, line by line."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from govinfo_report.grammar.loader import Grammar, plain


@frozen
class Step:
    """One terminal of the canonical table.

    Attributes:
        terminal: its name.
        required: the form always prints it.
        repeated: it may stand there any number of times (heading lines).
    """

    terminal: str
    required: bool
    repeated: bool


@frozen
class Line:
    """One printed line of the canonical table.

    Attributes:
        terminal: the terminal of the line.
        rows: the rows whose cells it holds, in order; one, save in the review table.
        groups: the rules around it, from the inmost to the table.
    """

    terminal: str
    rows: tuple[str, ...]
    groups: tuple[str, ...]


def canonical_steps(grammar: Grammar) -> tuple[Step, ...]:
    """Give the terminals of the longest table that the grammar describes, in order.

    The grammars are plain sequences with optional and repeated terminals, so the longest expansion of each rule
    holds everything, and what every expansion holds is required.
    """
    rules: dict[str, list[list[Any]]] = {}
    for rule in grammar.lark.rules:
        rules.setdefault(str(rule.origin.name), []).append(list(rule.expansion))

    def expand(name: str, repeated: bool) -> list[Step]:
        expansions = [
            body for body in rules[name] if all(str(symbol.name) != name for symbol in body)
        ]
        repeated = repeated or len(expansions) < len(rules[name])
        longest = max(expansions, key=len)
        common = [str(symbol.name) for symbol in min(expansions, key=len)]
        steps: list[Step] = []
        for symbol in longest:
            required = str(symbol.name) in common
            if symbol.is_term:
                steps.append(Step(plain(symbol.name), required and not repeated, repeated))
            else:
                steps += [
                    Step(step.terminal, step.required and required, step.repeated)
                    for step in expand(str(symbol.name), repeated)
                ]
        return steps

    return tuple(expand(grammar.start, False))


def printed_lines(tree: Any) -> list[tuple[Line, int]]:
    """Give the lines of a parsed table in order, each with the number that its token carries.

    A rule that holds nothing but terminals is a row: the first is its label, and its cells stand on the line of the
    last. A rule that holds nothing at all is a row whose cells stand on the line of the terminal in front of it.
    """
    lines: list[tuple[Line, int]] = []
    _collect(tree, (), lines)
    return lines


def _collect(tree: Any, groups: tuple[str, ...], lines: list[tuple[Line, int]]) -> None:
    name = plain(tree.data)
    groups = (name, *groups)
    shared: tuple[str, int] | None = None
    members: list[str] = []
    for child in tree.children:
        if not hasattr(child, "children"):
            shared = (plain(child.type), child.start_pos)
        elif not child.children:
            members.append(plain(child.data))
        elif all(not hasattr(inner, "children") for inner in child.children):
            label, last = child.children[0], child.children[-1]
            row = plain(child.data)
            lines.append((Line(plain(label.type), (row,), groups), last.start_pos))
        else:
            _collect(child, groups, lines)
    if members and shared is not None:
        lines.append((Line(shared[0], tuple(members), groups), shared[1]))
