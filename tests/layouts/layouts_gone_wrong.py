"""A layout strategy as a third party would write it, and the same with one fault each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govinfo_report.layouts import LabelTest
from govinfo_report.model import Row
from govinfo_report.source import Lines


class MiddleDots:
    """Rows of cells parted by middle dots, one row a line: ``规章·0·0·0``."""

    name = "middle_dots"

    def __init__(self, is_label: LabelTest) -> None:
        self._is_label = is_label

    def score(self, lines: Lines) -> float:
        """Say how many of the lines hold a middle dot."""
        return sum("·" in text for text in lines.texts) / len(lines.texts)

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line that holds a middle dot."""
        for text, start in lines:
            if "·" in text:
                yield Row(text.split("·"), start)


class AnyTab(MiddleDots):
    """The faultless base of the faults below: tabs, so that the corpus of the contract has rows for it."""

    name = "any_tab"

    def score(self, lines: Lines) -> float:
        """Say 0.5 of everything."""
        return 0.5

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give a row for each line."""
        for text, start in lines:
            yield Row(text.split("\t"), start)


class Nameless(AnyTab):
    """Has no name."""

    name = ""


class NameIsNumber(AnyTab):
    """Has a name that is no str."""

    name: Any = 7


class Enthusiast(AnyTab):
    """Scores more than 1."""

    def score(self, lines: Lines) -> float:
        """Count the tabs."""
        return float(lines.text.count("\t"))


class Undecided(AnyTab):
    """Scores None."""

    def score(self, lines: Lines) -> Any:
        """Say nothing."""
        return None


class NotANumber(AnyTab):
    """Scores NaN."""

    def score(self, lines: Lines) -> float:
        """Divide nothing by nothing."""
        return float("nan")


class Divides(AnyTab):
    """Raises on a text without a tab."""

    def score(self, lines: Lines) -> float:
        """Divide by the tabs."""
        tabs, leading = lines.tabs
        return leading / tabs


class Peeks(AnyTab):
    """Raises on an empty line."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Look at the first character."""
        for text, start in lines:
            if text[0] != "#":
                yield Row(text.split("\t"), start)


class Encodes(AnyTab):
    """Raises on lone surrogates."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Write every line down."""
        for text, start in lines:
            text.encode("utf-8")
            yield Row(text.split("\t"), start)


class FromZero(AnyTab):
    """Forgets where the stretch begins."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Count from the first line."""
        for text, start in lines:
            yield Row(text.split("\t"), start - lines.start)


class SplitLines(AnyTab):
    """Ends lines where ``str.splitlines`` does, and takes every line end for one character."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Split anew."""
        at = lines.start
        for text in lines.text.splitlines():
            yield Row(text.split("\t"), at)
            at += len(text) + 1


class Trims(AnyTab):
    """Gives trimmed cells with the places of untrimmed ones."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Trim."""
        for text, start in lines:
            yield Row([cell.strip() for cell in text.split("\t")], start)


class Repeats(AnyTab):
    """Gives every row twice."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Say everything twice."""
        for row in super().rows(lines):
            yield row
            yield row


class Overlaps(AnyTab):
    """Gives a cell that holds its neighbour."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the line and its cells."""
        for text, start in lines:
            spans = [((start, start + len(text)),), ((start, start + 1),)]
            if text:
                yield Row([text, text[0]], start, 0, spans)


class UpsideDown(AnyTab):
    """Gives the last row first."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Turn the table round."""
        yield from reversed(list(super().rows(lines)))


class Empty(AnyTab):
    """Gives rows without cells."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give nothing but the place."""
        for _, start in lines:
            yield Row([], start)


class Spanless(AnyTab):
    """Gives empty cells no place."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give places to cells that print something."""
        for text, start in lines:
            spans = [((start, start + len(text)),) if text else ()]
            yield Row([text], start, 0, spans)


class Tuples(AnyTab):
    """Gives something else than rows."""

    def rows(self, lines: Lines) -> Iterator[Any]:
        """Give tuples."""
        for text, start in lines:
            yield (start, text.split("\t"))


class Remembers(AnyTab):
    """Carries something over from one table to the next."""

    def __init__(self, is_label: LabelTest) -> None:
        super().__init__(is_label)
        self.seen: set[str] = set()

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Pass over what it has seen before."""
        for text, start in lines:
            if text not in self.seen:
                self.seen.add(text)
                yield Row(text.split("\t"), start)


class Shares(AnyTab):
    """Keeps its place in itself, so two tables read side by side get mixed up."""

    at = 0

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Count in an attribute."""
        self.at = 0
        while self.at < len(lines.texts):
            yield Row(lines.texts[self.at].split("\t"), lines.starts[self.at])
            self.at += 1


class Dice(AnyTab):
    """Says something else each time."""

    turn = 0

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Leave out every other line, not always the same."""
        Dice.turn += 1
        for at, (text, start) in enumerate(lines):
            if (at + Dice.turn) % 2:
                yield Row(text.split("\t"), start)


class LooksBack(AnyTab):
    """Looks at every line above for each line."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Count how often each line came before."""
        for at, (text, start) in enumerate(lines):
            above = sum(other == text for other in lines.texts[:at])
            yield Row(text.split("\t"), start, 1 if above >= 0 else 0)


class CopiesTheRest(AnyTab):
    """Cuts the rest of the text off anew for each line: square work inside one operation."""

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Eat the text from the front."""
        rest = lines.text
        for text, start in lines:
            rest = rest[len(text) + 1 :]
            yield Row(text.split("\t"), start)


BROKEN: dict[type[AnyTab], str] = {
    Nameless: "expected a name, found ''",
    NameIsNumber: "expected a name that is a str, found 7",
    Enthusiast: r"expected a score from 0 to 1, found \d",
    Undecided: "expected a number as score, found None",
    NotANumber: "expected a score from 0 to 1, found nan",
    Divides: "score: expected no exception on any text, found ZeroDivisionError",
    Peeks: "rows: expected no exception on any text, found IndexError",
    Encodes: "'lone surrogates': rows: expected no exception on any text, found UnicodeEncodeError",
    FromZero: r"expected spans inside 1000 to \d+ \(offsets count from Lines.start\), found 0 to",
    SplitLines: "expected its spans to hold exactly the cell",
    Trims: "expected its spans to hold exactly the cell",
    Repeats: "expected each character once",
    Overlaps: "expected each character once",
    UpsideDown: "expected rows from top to bottom",
    Empty: "expected one cell or more, found none",
    Spanless: "expected a span, of width zero for an empty cell; found none",
    Tuples: "expected a Row, found",
    Remembers: "expected the same rows from a strategy that reads",
    Shares: "expected the same rows from a strategy that reads",
    Dice: "expected the same rows from a second strategy",
    LooksBack: r"expected steps linear in the input, at most 6\.0 times as many for 4 times the text",
    CopiesTheRest: r"expected steps linear in the input, at most 6\.0 times as many for 4 times the text",
}
"""Faulty strategy to what the contract says of it (a regular expression)."""
