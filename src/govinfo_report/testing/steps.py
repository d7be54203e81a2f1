"""Counts the work that a call does, in steps that repeat exactly: lines of Python run, and characters looked at.

A clock says something else each time, and on each machine; these counts do not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")


class Counter:
    """Holds a count.

    Attributes:
        steps: the count.
    """

    def __init__(self) -> None:
        self.steps = 0


def count_steps(call: Callable[[str], T], text: str) -> int:
    """Run ``call(text)`` and count its steps.

    A step is a line of Python that runs, or a character that an operation on ``text``, or on a piece of it, looks
    at or copies; so the work inside ``str.find`` and of ``text[at:]`` counts too. Work inside regular
    expressions does not.

    Args:
        call: what to run. If it gives an iterator, run it to its end inside.
        text: what to give it.

    Returns:
        The count, the same for the same call and text.
    """
    counter = Counter()
    counted = counted_text(text, counter)

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            counter.steps += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call(counted)
    finally:
        sys.settrace(before)
    return counter.steps


def counted_text(text: str, counter: Counter) -> str:
    """Give ``text`` as a string that counts the characters looked at, in itself and in what is cut out of it."""

    class Counted(str):
        """Counts what is done with it; pieces of it count too."""

        __slots__ = ()

        def __getitem__(self, key: Any) -> str:
            piece: str = _kept(str.__getitem__(self, key))
            return piece

        def __len__(self) -> int:
            counter.steps += 1
            return str.__len__(self)

        def __contains__(self, part: Any) -> bool:
            counter.steps += str.__len__(self)
            return str.__contains__(self, part)

        def __iter__(self) -> Any:
            counter.steps += str.__len__(self)
            return str.__iter__(self)

    def _kept(value: Any) -> Any:
        if type(value) is str:
            counter.steps += str.__len__(value)
            return Counted(value)
        if type(value) in (list, tuple):
            return type(value)(map(_kept, value))
        return value

    def _counting(name: str) -> Callable[..., Any]:
        plain = getattr(str, name)

        def method(self: str, *args: Any, **kwargs: Any) -> Any:
            counter.steps += 1
            value = plain(self, *args, **kwargs)
            if name in _SEARCHES:
                counter.steps += _searched(self, value, *args)
            elif type(value) is not str and type(value) not in (list, tuple):
                counter.steps += 0 if name in _ENDS else str.__len__(self)
            return _kept(value)

        return method

    for name in (*_SEARCHES, *_ENDS, *_WHOLE):
        setattr(Counted, name, _counting(name))
    return Counted(text)


_SEARCHES = ("find", "index", "rfind", "rindex")
_ENDS = ("startswith", "endswith")
_WHOLE = (
    "count",
    "isdecimal",
    "isdigit",
    "isspace",
    "lower",
    "lstrip",
    "partition",
    "replace",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "strip",
    "translate",
    "upper",
)


def _searched(text: str, found: int, _part: str, start: int = 0, end: int | None = None) -> int:
    """Give how many characters a search looked at, were it to look at one after another."""
    low, high, _ = slice(start, end).indices(str.__len__(text))
    return max(0, high - low) if found < 0 else abs(found - low) + 1
