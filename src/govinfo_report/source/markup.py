"""HTML, and text with tables in HTML, to a flow of text and the rows of its tables."""

from __future__ import annotations

import re

from govinfo_report.source.budget import Meter
from govinfo_report.source.document import Document
from govinfo_report.source.files import SourceFile
from govinfo_report.source.markup_reader import MarkupReader
from govinfo_report.source.places import Places

# The largest page, in bytes.
LARGEST = 32 << 20
# Tags of one page; the largest met has some 20,000.
MOST_TAGS = 500_000
ENDS = re.compile(r"</(?:p|div|body|html)\s*>", re.IGNORECASE)
# Ends of paragraphs that make a text a part of a page, and how far they are looked for.
FEW = 3
LONGEST_HEAD = 64 << 10
_TABLE_TAG = re.compile(r"<t[dhr][\s>/]", re.IGNORECASE)


def has_tables(text: str) -> bool:
    """Tell whether a text carries HTML tables: a tag of a row or of a cell, and no more tags than a page has."""
    return _TABLE_TAG.search(text) is not None and text.count("<") <= MOST_TAGS


def is_page(text: str) -> bool:
    """Tell whether a text is HTML: it carries tables, or is a page without any, with tags on most of its lines."""
    if has_tables(text):
        return True
    if len(ENDS.findall(text, 0, LONGEST_HEAD)) <= FEW or text.count("<") > MOST_TAGS:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    return 2 * sum("<" in line for line in lines) >= len(lines)


def read_markup(text: str, mixed: bool | None = None, meter: Meter | None = None) -> Document:
    """Read HTML.

    Args:
        text: the source.
        mixed: only the tables are HTML, what stands between them is plain text; None: told from the text.
        meter: counts what is made of it; None for one of its own.
    """
    if mixed is None:
        mixed = _is_mixed(text)
    reader = MarkupReader(text, mixed, meter)
    document = reader.read()
    reader.origin.places = Places(document.rows)
    return document


def read_page(file: SourceFile, text: str) -> Document:
    """Read the source of a page.

    Raises:
        UnreadableFileError: it has more tags than any page.
    """
    if text.count("<") > MOST_TAGS:
        file.refuse(
            f"expected a page of at most {MOST_TAGS} tags, found more",
            zh=f"应为不超过{MOST_TAGS}个标签的网页，实际更多",
        )
    return read_markup(text, meter=file.meter)


_TABLE_BOUND = re.compile(r"<(/?)table\b", re.IGNORECASE)
_PAGE_TAG = re.compile(r"<(?:p|div|br|html|body|h[1-6]|li|section|article)[\s/>]", re.IGNORECASE)


def _is_mixed(text: str) -> bool:
    """Tell whether no tag of a paragraph or of a page stands outside the tables."""
    depth = at = 0
    for found in _TABLE_BOUND.finditer(text):
        if found[1]:
            depth = max(0, depth - 1)
            at = found.end()
            continue
        if not depth and _PAGE_TAG.search(text, at, found.start()):
            return False
        depth += 1
    return depth > 0 or _PAGE_TAG.search(text, at) is None
