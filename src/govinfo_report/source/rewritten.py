"""A text with some of its stretches changed, and where each character of it stood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from govinfo_report.source.source_map import SourceMap

Change: TypeAlias = tuple[int, int, str]
"""Start and end of a stretch, and what stands in its place; "" for nothing."""


def rewritten(
    text: str, changes: Iterable[Change], is_quoted: bool = False
) -> tuple[str, SourceMap]:
    """Change stretches of a text.

    Args:
        text: the text.
        changes: what is changed, in order.
        is_quoted: facts and sections give the words of the text as it was.

    Returns:
        The new text, and what turns places in it into places in the old one.
    """
    origin = SourceMap(text, is_quoted=is_quoted)
    out: list[str] = []
    old = new = 0
    for start, end, shown in (*changes, (len(text), len(text), "")):
        if old < start:
            origin.add(new, start - old, old, start - old)
            out.append(text[old:start])
            new += start - old
        if shown:
            origin.add(new, len(shown), start, end - start)
            out.append(shown)
            new += len(shown)
        old = end
    return "".join(out), origin
