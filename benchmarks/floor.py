"""The floor: the least that any reader of tables does."""

from __future__ import annotations

from collections.abc import Mapping

_NOTHING: Mapping[str, str] = {}


def floor(text: str, table: Mapping[str, str] = _NOTHING) -> list[str | None]:
    """Split a text into cells, trim each and look it up.

    Args:
        text: a copy.
        table: what cells mean; empty, since finding nothing costs as much as finding something.
    """
    return [table.get(cell.strip()) for line in text.splitlines() for cell in line.split("\t")]
