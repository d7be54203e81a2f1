"""What the tags of HTML do to a flow of text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from govinfo_report.source.markup_looks import way_of_tag

INLINE, BLOCK, BREAK, TABLE, TABLE_END, ROW, ROW_END, CELL, CELL_END, PRE, PRE_END = range(11)
# kinds from here on do not end at the next ``>``
UNPRINTED, COMMENT, OPEN, NO_TAG = range(11, 15)

# fmt: off
_BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "section", "summary", "title",
    "ul",
)
# Elements whose content is nothing that a page prints.
_UNPRINTED = (
    "script", "style", "noscript", "template", "textarea", "select", "svg", "math", "iframe", "noframes", "object",
    "xmp", "audio", "video", "canvas",
)
# fmt: on
_KINDS = {
    **dict.fromkeys(_BLOCKS, BLOCK),
    **{f"/{name}": BLOCK for name in _BLOCKS},
    **dict.fromkeys(_UNPRINTED, UNPRINTED),
    "br": BREAK,
    "/br": BREAK,
    "pre": PRE,
    "/pre": PRE_END,
    "table": TABLE,
    "/table": TABLE_END,
    "tr": ROW,
    "/tr": ROW_END,
    **dict.fromkeys(("thead", "tbody", "tfoot", "/thead", "/tbody", "/tfoot"), ROW_END),
    "td": CELL,
    "th": CELL,
    "/td": CELL_END,
    "/th": CELL_END,
}
# each quotation mark ends, those of the other kind inside: title="it's"
_QUOTED = re.compile(r"[^\"']*+(?:\"[^\"]*\"[^\"']*+|'[^']*'[^\"']*+)*+")
_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag.

    Attributes:
        kind: what it does.
        name: its name in lower case, a ``/`` before it where it closes.
        width: the columns that a cell covers.
        height: the rows that a cell covers; 0: all to the end of the table.
        way: how it sets its text apart; "" where it does not.
    """

    kind: int
    name: str = ""
    width: int = 1
    height: int = 1
    way: str = ""


@lru_cache(maxsize=4_096)
def read_tag(head: str) -> Tag:
    """Read what stands between ``<`` and ``>``; remembered, since tags come back from page to page."""
    if head.startswith("!--"):
        return Tag(COMMENT)
    if (head.count('"') % 2 or head.count("'") % 2) and not _QUOTED.fullmatch(head):
        # title="a > b": the tag goes on behind this >
        return Tag(OPEN)
    found = _NAME.match(head)
    if found is None:
        # <! and <? begin declarations, which print nothing; any other < is a character of the text
        return Tag(INLINE if head[:1] in ("!", "?", "/") and head[1:] else NO_TAG)
    name = found[0].lower()
    kind = _KINDS.get(name, INLINE)
    if kind == UNPRINTED and head.endswith("/"):
        return Tag(INLINE, name)
    way = way_of_tag(name, head[len(name) :], kind == INLINE) if kind != UNPRINTED else ""
    width = height = 1
    for side, number in _SPAN.findall(head) if kind == CELL else ():
        if side.lower() == "col":
            width = int(number) or 1
        else:
            height = int(number)
    return Tag(kind, name, width, height, way)
