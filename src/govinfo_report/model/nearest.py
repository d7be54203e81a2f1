"""The names and paths that are most like one that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

# Names that are suggested at most.
_MOST = 3


def nearest_paths(path: str, known: Sequence[str]) -> list[str]:
    """Give the paths that are most like one that is not there, the likest first; none where none is like it.

    Args:
        path: of a cell, a row or a table; its table may be left out.
        known: the paths of all cells.
    """
    tables = dict.fromkeys(one.partition(".")[0] for one in known)
    found = _walk(path, known) or [
        name for table in tables for name in _walk(f"{table}.{path}", known)
    ]
    return found[:_MOST]


def nearest_names(name: str, names: Iterable[str]) -> list[str]:
    """Give the names that are most like another: itself, those that begin so, or those that differ by slips."""
    names = list(names)
    if name in names:
        return [name]
    begun = [one for one in names if name and one.startswith(name)]
    return begun[:_MOST] or get_close_matches(name, names, _MOST)


def _walk(path: str, known: Sequence[str]) -> list[str]:
    """Give the paths whose parts are like those of a path, one by one."""
    first, *parts = path.split(".")
    found = nearest_names(first, dict.fromkeys(one.partition(".")[0] for one in known))
    for part in parts:
        found = [
            f"{begin}.{name}"
            for begin in found
            for name in nearest_names(part, names_below(begin, known))
        ]
    return found


def names_below(path: str, known: Iterable[str]) -> list[str]:
    """Give the names that stand right below a path, each once."""
    begin = f"{path}."
    below = (one.removeprefix(begin).partition(".")[0] for one in known if one.startswith(begin))
    return list(dict.fromkeys(below))
