"""Rows of a page whose cells are one run of text each: most rows of most pages, read at once."""

from __future__ import annotations

import re

# White space that HTML makes one space of; a no-break or full-width space is a character.
SPACES = " \n\t\r\f"
_ATTRIBUTES = r"(?:\s[^<>\"']*+(?:\"[^\"<>]*+\"[^<>\"']*+|'[^'<>]*+'[^<>\"']*+)*+)?+"
_WRAPPER = "(?:p|span|div|font|b|strong|center)"
_OPEN = rf"(?:\s*+<{_WRAPPER}{_ATTRIBUTES}>)*+\s*+"
_CLOSE = rf"(?:</{_WRAPPER}>\s*+)*+</t[dh]>\s*+"
_CELL = re.compile(rf"<(t[dh]{_ATTRIBUTES})>{_OPEN}([^<&]*+|&nbsp;){_CLOSE}")
_ROW = re.compile(rf"(?:<t[dh]{_ATTRIBUTES}>{_OPEN}(?:[^<&]*+|&nbsp;){_CLOSE})++")


def plain_cells(row: str) -> list[tuple[str, str]]:
    """Cut the source of a row into its cells: what stands in the tag of each, and its text as it stands.

    Nothing is given where some cell is more than one run of text, or something stands between two cells.
    """
    return _CELL.findall(row) if _ROW.fullmatch(row) else []


def plain_text(text: str) -> str:
    """Give what a cell prints of its text as it stands."""
    if text == "&nbsp;":
        return "\xa0"
    text = text.rstrip(SPACES)
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return text


def cell_runs(source: str, start: int, end: int, at: int) -> list[tuple[int, int, int, int]]:
    """Give where the cells of such a row stand.

    Args:
        source: the page.
        start: where the row's first cell begins in it, from 0.
        end: where its last cell ends.
        at: where the row begins in the flow.

    Returns:
        For each cell its place and length in the flow, and those in the source.
    """
    runs = []
    for found in _CELL.finditer(source, start, end):
        text = plain_text(found[2])
        runs.append((at, len(text), found.start(2), 6 if found[2] == "&nbsp;" else len(text)))
        at += len(text) + 1
    return runs
