r"""A text that is not the copy itself but something that wraps it whole.

Line ends of another kind (U+2028); HTML; a string as a program prints it (``\n`` for a line end); a mail that quotes it
(``> ``); a list with a bullet before each line (``• ``); entities of HTML for characters (``&nbsp;``, or a table whose
tags are escaped themselves); quotation marks around tab-separated cells, as a spreadsheet sets them where a cell holds
line ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape

from attrs import define

from govinfo_report.model import Cell, Report
from govinfo_report.source.document import Document
from govinfo_report.source.entities import printed_parts
from govinfo_report.source.serials import serial_spans, without_spans
from govinfo_report.source.source_map import SourceMap

Part = tuple[str, int, int]
"""What a stretch of a text prints, where it begins there, and its length there."""

# Line ends of a string as a program prints it; such a string has hardly a real one.
FEWEST_ESCAPED = 20
ESCAPED_TO_REAL = 10
# Line ends that Unicode knows beside these of files; some editors write no other. They are the line ends of a text that
# has so many of them, and hardly a real one: one in a cell, or at the end of a page, ends no line.
LINE_ENDS = dict.fromkeys(map(ord, "\u2028\u2029\x85\x0b\x0c"), "\n")
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
# "结果⏎维持" | "3": a cell in quotes, beside a tab; one inside it is written twice.
_QUOTED_CELL = re.compile(r'(?:(?<=\t)|^)"((?:[^"\t]|"")*+)"(?=[\t\r\n]|\Z)', re.MULTILINE)
_LINE_END = re.compile(r"\r\n|[\r\n]")
# Longer ones hold paragraphs.
LONGEST_CELL = 100
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")


def read_text(text: str) -> Document:
    """Read a text: what it wraps where it wraps something, else the text itself (hot: ``benchmarks.run``)."""
    origins: list[SourceMap] = []
    if has_other_ends(text):
        text, origin = _with_real_ends(text)
        origins.append(origin)
    for is_wrapped, parts in _WRAPPINGS:
        if is_wrapped(text):
            text, origin = _written(text, parts(text))
            origins.append(origin)
    serials = serial_spans(text)
    if serials:
        text, origin = _written(text, without_spans(text, serials), is_quoted=True)
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


def _written(text: str, parts: Iterable[Part], is_quoted: bool = False) -> tuple[str, SourceMap]:
    origin = SourceMap(text, is_quoted=is_quoted)
    out: list[str] = []
    at = 0
    for shown, start, length in parts:
        origin.add(at, len(shown), start, length)
        out.append(shown)
        at += len(shown)
    return "".join(out), origin


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


def _unescaped(text: str) -> Iterable[Part]:
    at = 0
    for found in _ESCAPE.finditer(text):
        if at < found.start():
            yield text[at : found.start()], at, found.start() - at
        code, sign = found.groups()
        yield chr(int(code, 16)) if code else _ESCAPED.get(sign, sign), found.start(), len(found[0])
        at = found.end()
    if at < len(text):
        yield text[at:], at, len(text) - at


def _is_quoted(text: str) -> bool:
    count = text.count("\n>") if ">" in text else 0
    if count < FEWEST_QUOTED:
        return False
    lines = sum(1 for line in text.split("\n") if line.strip())
    return 10 * count >= QUOTED_OF_TEN * lines


def _unquoted(text: str) -> Iterable[Part]:
    at = 0
    for found in _QUOTE.finditer(text):
        if at < found.start():
            yield text[at : found.start()], at, found.start() - at
        at = found.end()
    if at < len(text):
        yield text[at:], at, len(text) - at


def _bullet(text: str) -> str:
    """Give the bullet that nearly all lines begin with; nothing where there is none. A dash may be a mark or a sign."""
    for bullet in BULLETS:
        count = text.count(f"\n{bullet} ") if bullet in text else 0
        if count >= FEWEST_QUOTED:
            lines = sum(1 for line in text.split("\n") if line.strip())
            return bullet if 10 * count >= QUOTED_OF_TEN * lines else ""
    return ""


def _is_listed(text: str) -> bool:
    return bool(_bullet(text))


def _unlisted(text: str) -> Iterable[Part]:
    bullet = f"{_bullet(text)} "
    at = 0
    while at < len(text):
        at += len(bullet) if text.startswith(bullet, at) else 0
        end = text.find("\n", at) + 1 or len(text)
        if at < end:
            yield text[at:end], at, end - at
        at = end


def _has_quoted_cells(text: str) -> bool:
    return '"' in text and text.count('\t"') + text.count('"\t') >= FEWEST_QUOTED


def _without_cell_quotes(text: str) -> Iterable[Part]:
    """Give cells without their quotes, on one line each; those alone on their line are no cells beside others."""
    at = 0
    for found in _QUOTED_CELL.finditer(text):
        if at < found.start():
            yield text[at : found.start()], at, found.start() - at
        at, end = found.span(1)
        is_short = end - at <= LONGEST_CELL
        for line in _LINE_END.finditer(text, at, end) if is_short else ():
            if at < line.start():
                yield text[at : line.start()], at, line.start() - at
            yield " ", line.start(), len(line[0])
            at = line.end()
        if at < end:
            yield text[at:end], at, end - at
        at = found.end()
    if at < len(text):
        yield text[at:], at, len(text) - at


def _has_entities(text: str) -> bool:
    if "&" not in text:
        return False
    found = _ENTITY.search(text)
    return found is not None and unescape(found[0]) != found[0] and not _is_tagged(text)


def _is_tagged(text: str) -> bool:
    """Tell whether it is HTML as it stands: its reader undoes its entities."""
    if "<" not in text:
        return False
    from govinfo_report.source.markup import is_page

    return is_page(text)


_WRAPPINGS: tuple[tuple[Callable[[str], bool], Callable[[str], Iterable[Part]]], ...] = (
    (is_escaped, _unescaped),
    (_is_quoted, _unquoted),
    (_has_entities, printed_parts),
    (_is_listed, _unlisted),
    (_has_quoted_cells, _without_cell_quotes),
)
"""What a text may be wrapped in, the outermost first: how it is told, and how it is undone."""


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
