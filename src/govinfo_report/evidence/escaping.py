"""Text of a copy made harmless: it is shown and never obeyed, and what hides in it is seen."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

# Control characters, what turns the direction of text, what has no width, and halves of characters that UTF-8 lacks.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# What ends a script or begins a tag stands nowhere in the data of a page.
_IN_DATA = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def _sign(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def visible(text: str) -> str:
    """Give a text with a visible sign for each character that prints nothing or turns the text: ``⟨U+202E⟩``."""
    return _UNSEEN.sub(_sign, text)


def shown(text: str) -> str:
    """Give a text as HTML that prints it, ready for an element or an attribute in quotes."""
    return escape(visible(text))


def shown_source(text: str) -> str:
    """Give a text of the source as HTML; the signs of hidden characters are elements of their own."""
    if not _UNSEEN.search(text):
        return escape(text)
    out = []
    at = 0
    for found in _UNSEEN.finditer(text):
        out.append(escape(text[at : found.start()]))
        out.append(f'<span class="sign">{_sign(found)}</span>')
        at = found.end()
    return "".join([*out, escape(text[at:])])


def data_json(data: Any) -> str:
    """Give plain data as JSON that may stand in a ``script`` element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_DATA)
