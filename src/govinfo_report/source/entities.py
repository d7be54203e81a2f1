"""Entities of HTML: ``&nbsp;``, ``&#51;``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,30};?)")


def printed_parts(text: str) -> Iterator[tuple[str, int, int]]:
    """Give what each part of a text prints, where it begins in the text, and its length there.

    A part is an entity, or what stands between two; a tab is given as a space.
    """
    at = 0
    for found in _ENTITY.finditer(text):
        character = unescape(found[0]).replace("\t", " ")
        if character == found[0]:
            continue
        start, end = found.span()
        if at < start:
            yield text[at:start], at, start - at
        yield character, start, end - start
        at = end
    if at < len(text):
        yield text[at:], at, len(text) - at
