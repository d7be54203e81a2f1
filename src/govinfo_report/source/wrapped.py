r"""A text that is not the copy itself but something that wraps it whole.

Line ends of another kind (U+2028); HTML; a string as a program prints it (``\n`` for a line end); a mail that quotes it
(``> ``); a list with a bullet before each line (``• ``); entities of HTML for characters (``&nbsp;``, or a table whose
tags are escaped themselves); rows as programs print them (``printed_rows``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from attrs import define

from govinfo_report.model import Cell, Report
from govinfo_report.source.document import Document
from govinfo_report.source.entities import printed_parts
from govinfo_report.source.lines import LINE_ENDS
from govinfo_report.source.printed_rows import (
    brackets_of_tuples,
    names_in_records,
    quotes_of_cells,
    rules_of_blanks,
    serials,
    signs_between_cells,
)
from govinfo_report.source.rewritten import Change, rewritten
from govinfo_report.source.source_map import SourceMap

# Line ends of a string as a program prints it; such a string has hardly a real one.
FEWEST_ESCAPED = 20
ESCAPED_TO_REAL = 10
# Some editors write no line ends but these that Unicode knows beside those of files. They are the line ends of a text
# that has so many of them, and hardly a real one: one in a cell, or at the end of a page, ends no line.
FEWEST_ENDS = 3
# No line of a copy is longer before its first real line end is met (hot).
_LONGEST_LINE = 4_000
# Lines of a mail that quotes a copy, and how many in ten are of the quotation; the same of a list.
FEWEST_QUOTED = 10
QUOTED_OF_TEN = 8
BULLETS = "•·●*"
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|([nrt"\'\\/]))')
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")


def read_text(text: str) -> Document:
    """Read a text: what it wraps where it wraps something, else the text itself (hot: ``benchmarks.run``)."""
    origins: list[SourceMap] = []
    if has_other_ends(text):
        text, origin = _with_real_ends(text)
        origins.append(origin)
    for changes_of, is_quoted in _WRAPPINGS:
        changes = tuple(changes_of(text))
        if changes:
            text, origin = rewritten(text, changes, is_quoted)
            origins.append(origin)
    document = None
    if "<" in text:
        from govinfo_report.source.markup import is_page, read_markup

        if is_page(text):
            document = read_markup(text)
    if not origins:
        return document or Document(text)
    if document is None:
        return Document(text, origin=Wrappings(origins))
    if isinstance(document.origin, SourceMap):
        origins.append(document.origin)
    document.origin = Wrappings(origins)
    return document


def has_other_ends(text: str) -> bool:
    """Tell whether the lines of a text end in U+2028 and the like (hot: ``benchmarks.run``)."""
    if text.count("\n", 0, _LONGEST_LINE) > FEWEST_ENDS:
        return False
    count = sum(text.count(chr(mark)) for mark in LINE_ENDS)
    real = text.count("\n") + text.count("\r")
    return count >= FEWEST_ENDS and count >= ESCAPED_TO_REAL * real


def _with_real_ends(text: str) -> tuple[str, SourceMap]:
    # one character for one, so that places stay
    plain = text.translate(LINE_ENDS)
    origin = SourceMap(text, lines=plain, is_quoted=True)
    origin.add(0, len(text), 0, len(text))
    return plain, origin


def is_escaped(text: str) -> bool:
    """Tell whether a text is a string as a program prints it; scripts of a page on one line have such strings too."""
    count = text.count("\\n") if "\\" in text else 0
    return (
        count >= FEWEST_ESCAPED
        and count >= ESCAPED_TO_REAL * text.count("\n")
        and not text.lstrip().startswith("<")
    )


def _escapes(text: str) -> Iterator[Change]:
    for found in _ESCAPE.finditer(text) if is_escaped(text) else ():
        code, sign = found.groups()
        yield *found.span(), chr(int(code, 16)) if code else _ESCAPED.get(sign, sign)


def _quotation(text: str) -> Iterator[Change]:
    if ">" in text and _are_most(text.count("\n>"), text):
        for found in _QUOTE.finditer(text):
            yield *found.span(), ""


def _bullets(text: str) -> Iterator[Change]:
    """Give the bullets that nearly all lines begin with. A dash may be a mark or a sign."""
    for bullet in BULLETS:
        if bullet in text and _are_most(text.count(f"\n{bullet} "), text):
            for found in re.finditer(rf"^{re.escape(bullet)} ", text, re.MULTILINE):
                yield *found.span(), ""
            return


def _are_most(count: int, text: str) -> bool:
    """Tell whether so many lines of a text are eight in ten of them."""
    if count < FEWEST_QUOTED:
        return False
    lines = sum(1 for line in text.split("\n") if line.strip())
    return 10 * count >= QUOTED_OF_TEN * lines


def _has_entities(text: str) -> bool:
    if "&" not in text:
        return False
    found = _ENTITY.search(text)
    return found is not None and unescape(found[0]) != found[0] and not _is_tagged(text)


def _entities(text: str) -> Iterator[Change]:
    for shown, start, length in printed_parts(text) if _has_entities(text) else ():
        if text[start : start + length] != shown:
            yield start, start + length, shown


def _is_tagged(text: str) -> bool:
    """Tell whether it is HTML as it stands: its reader undoes its entities."""
    if "<" not in text:
        return False
    from govinfo_report.source.markup import is_page

    return is_page(text)


_WRAPPINGS: tuple[tuple[Callable[[str], Iterator[Change]], bool], ...] = (
    (_escapes, False),
    (_quotation, False),
    (_entities, False),
    (_bullets, False),
    (quotes_of_cells, False),
    (names_in_records, False),
    (brackets_of_tuples, False),
    (signs_between_cells, True),
    (rules_of_blanks, True),
    (serials, True),
)
"""What a text may be wrapped in, the outermost first: what undoes it, and whether the report quotes what it had."""


@define
class Wrappings:
    """Turns places in what was wrapped into places in the text.

    Attributes:
        origins: each tells the places of what it was made of, the outermost first.
    """

    origins: list[SourceMap]

    def relocate(self, report: Report) -> None:
        """Change the places of a report, which refer to the flow, to those of the text."""
        for origin in reversed(self.origins):
            origin.relocate(report)
        for table in report.tables.values():
            table.origin = self

    def cell(self, cell: Cell) -> Cell:
        """Give a cell with its parts in the text."""
        for origin in reversed(self.origins):
            cell = origin.cell(cell)
        return cell
