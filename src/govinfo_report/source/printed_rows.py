"""Rows of a table as programs print them, turned into rows that layouts know.

Cells in quotes between tabs, as a spreadsheet copies them (``"结果⏎维持"``); tuples (``('规章', 2, 0, 14)``); records
of JSON (``{"0": "规章", "1": "2"}``); any sign between all cells (``规章;2;0;14``); rules around numbers (``__3__``);
serial numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinfo_report.source.rewritten import Change
from govinfo_report.source.serials import serial_spans

# Cells in quotes, rows in brackets and digits beside a sign, fewer than which may be a text's own.
FEWEST_QUOTED, FEWEST_TUPLES, FEWEST_SIGNS = 10, 10, 20
# Records, and names in each.
FEWEST_RECORDS, FEWEST_NAMES = 8, 3
# Longer cells in quotes hold paragraphs.
LONGEST_CELL = 100
_QUOTED_CELL = re.compile(r'(?:(?<=\t)|^)"((?:[^"\t]|"")*+)"(?=[\t\r\n]|\Z)', re.MULTILINE)
_LINE_END = re.compile(r"\r\n|[\r\n]")
_TUPLE = re.compile(
    r"^[ \t]*+(?P<start>\()(?=['\"\d]|None)|(?P<end>\))(?=[,;]?[ \t]*+$)", re.MULTILINE
)
_OF_RECORD = re.compile(
    r'(?<!\s)\s*+(?:"(?:[^"\\\n]|\\.){0,200}+"\s*+:\s*+|(?P<end>\}))|(?P<start>\{)'
)
_RULES, _RULED = re.compile("_+"), re.compile(r"_\d+_")
# Signs that some programs are told to set between cells; none stands between digits, as wide commas do (1，078).
_SIGNS = {sign: re.compile(rf"{re.escape(sign)}(?<=\d.)(?=\d)") for sign in ";；、#~^¦"}
_BEFORE_TUPLES = ("\n('", '\n("', "\n(None")


def quotes_of_cells(text: str) -> Iterator[Change]:
    """Give the quotes around cells beside tabs, and the line ends inside them; none where such cells are few."""
    if '"' not in text or text.count('\t"') + text.count('"\t') < FEWEST_QUOTED:
        return
    for found in _QUOTED_CELL.finditer(text):
        first, last = found.span(1)
        yield first - 1, first, ""
        if last - first <= LONGEST_CELL:
            for end in _LINE_END.finditer(text, first, last):
                yield *end.span(), " "
        yield last, last + 1, ""


def brackets_of_tuples(text: str) -> Iterator[Change]:
    """Give the brackets of tuples on lines of their own as those of lists."""
    if "('" not in text and '("' not in text:
        return
    if sum(map(text.count, _BEFORE_TUPLES)) < FEWEST_TUPLES:
        return
    for each in _TUPLE.finditer(text):
        name = each.lastgroup or ""
        yield each.start(name), each.end(name), "[" if name == "start" else "]"


def names_in_records(text: str) -> Iterator[Change]:
    """Give the names of columns that records of JSON repeat, and the brackets of records as those of lists."""
    count = text.count("{") if "{" in text and '":' in text else 0
    if count < FEWEST_RECORDS or text.count('":') < FEWEST_NAMES * count:
        return
    for each in _OF_RECORD.finditer(text):
        yield *each.span(), {"start": "[", "end": "]", None: ""}[each.lastgroup]


def signs_between_cells(text: str) -> Iterator[Change]:
    """Give each sign that parts all cells as a tab, where it is none that layouts know."""
    for sign, beside in _SIGNS.items():
        # most texts have none, or none before a digit (hot)
        if sign in text and len(beside.findall(text)) >= FEWEST_SIGNS:
            for each in re.finditer(re.escape(sign), text):
                yield *each.span(), "\t"
            return


def rules_of_blanks(text: str) -> Iterator[Change]:
    """Give the rules that a program, or who filled a form in, drew around numbers as blanks: ``|____3__|``."""
    if "_" in text and len(_RULED.findall(text)) >= FEWEST_SIGNS:
        for each in _RULES.finditer(text):
            yield *each.span(), " " * len(each[0])


def serials(text: str) -> Iterator[Change]:
    """Give the serial numbers of rows and columns."""
    for start, end in serial_spans(text):
        yield start, end, ""
