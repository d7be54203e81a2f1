"""The order of the six headings, checked by the grammar of the report."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from govinfo_report.grammar.loader import load_grammar
from govinfo_report.grammar.order import canonical_steps
from govinfo_report.official import Form


@frozen
class HeadingOrder:
    """What the grammar says of the headings of a copy.

    Attributes:
        missing: sections that have no heading, in the order of the form.
        in_order: the headings that are there follow the form.
    """

    missing: tuple[str, ...]
    in_order: bool


class HeadingReader:
    """Parses the sequence of a copy's headings.

    Args:
        form: the form.
    """

    def __init__(self, form: Form) -> None:
        self._grammar = load_grammar(form, "report", "report")
        self.sections = tuple(step.terminal.lower() for step in canonical_steps(self._grammar))
        self._memo: dict[tuple[str, ...], HeadingOrder] = {}

    def order(self, found: Sequence[str]) -> HeadingOrder:
        """Tell what is missing from, and whether the form's order is kept by, the headings ``found``."""
        key = tuple(found)
        order = self._memo.get(key)
        if order is None:
            # bounded: six headings, each at most once
            order = self._memo[key] = self._parse(key)
        return order

    def _parse(self, found: tuple[str, ...]) -> HeadingOrder:
        missing = tuple(name for name in self.sections if name not in found)
        # lines that the copy lacks are put in where the form has them; the parser then judges the order
        whole = list(found)
        for at, name in enumerate(self.sections):
            if name in missing:
                whole.insert(at, name)
        tree = self._grammar.parse([(name.upper(), at) for at, name in enumerate(whole)])
        return HeadingOrder(missing, tree is not None)
