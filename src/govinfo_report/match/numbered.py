"""The number that the form prints before a label, where a copy prints it too."""

from __future__ import annotations

from collections.abc import Iterable

from govinfo_report.match.vocabulary import SECTION, FormWord


def printed_number(text: str, at: int, words: Iterable[FormWord]) -> int | None:
    """Give where the number that the form prints before a label begins: the 2 of ``0002.重复申请``; None without one.

    Args:
        text: the plain text.
        at: where the label begins.
        words: what the label can be.
    """
    low = max(0, at - 12)
    before = text[low:at].rstrip(" \xa0\t\n|“\"'")
    if not before:
        return None
    due = {word.number for word in words if word.number}
    if before[-1] in ".、．)）,，·":
        closed = before[:-1].rstrip(" \xa0(（")
        if not closed[-1:].isdigit():
            return None
        alone = not closed[-2:-1].isdigit() and closed[-2:-1] not in (".", ",")
        listed = (
            alone and before[-1] not in ",，" and (due or any(w.kind == SECTION for w in words))
        )
        if closed[-1] not in due and not listed:
            return None
        start = low + len(closed) - 1
        while start > 0 and text[start - 1] in "(（":
            start -= 1
        return start
    gap = text[low + len(before) : at]
    lone = before[-1] in due and before[-2:-1] in ("", " ", "\n", "\t", "|", "\xa0")
    if lone and gap and "\n" not in gap and "\t" not in gap:
        return low + len(before) - 1
    return None
