"""Builds the parsers from the grammar files, with rows as terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from govinfo_report.official import Form


@frozen(eq=False)
class Grammar:
    """The parser of one table, or of the six headings.

    Attributes:
        start: its start rule.
        lark: the LALR parser; it is fed terminals, never characters.
        terminals: the name of each terminal as the files write it, to its name inside the parser (a terminal
            that another file declares has that file's name in front).
    """

    start: str
    lark: Any
    terminals: dict[str, str]

    def parse(self, names: Iterable[tuple[str, int]]) -> Any | None:
        """Parse a sequence of terminals.

        Args:
            names: terminals as the files write them, each with a number that the tree carries as the
                ``start_pos`` of its token.

        Returns:
            The tree, or None where the sequence is not the form's.
        """
        from lark.exceptions import UnexpectedInput

        try:
            # an iterator: with a list Lark's error handling starts over for ever
            return self.lark.parse(iter([(self.terminals[name], at) for name, at in names]))
        except UnexpectedInput:
            return None


def plain(name: str) -> str:
    """Give the name of a rule or terminal as the files write it."""
    return str(name).rpartition("__")[2]


def load_grammar(form: Form, name: str, start: str) -> Grammar:
    """Build the parser of the grammar file ``name``.

    Args:
        form: tells where the grammar files are.
        name: the file, without ``.lark``.
        start: its start rule.

    Raises:
        FileNotFoundError: there is no such file.
        lark.exceptions.GrammarError: the file is no grammar.
    """
    from lark import Lark
    from lark.lexer import Lexer, Token

    class Terminals(Lexer):
        """Hands the parser the terminals that it is given."""

        def __init__(self, _conf: object) -> None:
            pass

        def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]  # lark's own form for such a lexer
            for terminal, at in data:
                yield Token(terminal, "", start_pos=at)

    def imported(_base: str | None, path: str) -> tuple[str, str]:
        return path, form.grammar(path.removesuffix(".lark"))

    lark = Lark(
        form.grammar(name),
        parser="lalr",
        lexer=Terminals,
        start=start,
        import_paths=[imported],
    )
    terminals = {
        plain(symbol.name): symbol.name
        for rule in lark.rules
        for symbol in rule.expansion
        if symbol.is_term
    }
    return Grammar(start, lark, terminals)
