"""What a layout strategy is: the contract of the plug-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias, runtime_checkable

from govinfo_report.model import Row
from govinfo_report.source import Lines


class LabelTest(Protocol):
    """Tells whether a text is a label of the form, or begins with one; not which one, nor which comes next."""

    def __call__(self, text: str, /) -> bool:
        """Tell whether ``text`` is a label."""
        ...

    def begins(self, text: str, at: int, /) -> int | None:
        """Give the offset behind the longest label that begins at ``at`` (from 0), its printed number included.

        None where no label begins. Digits are a label's number only where the form prints that number for it: of
        ``00000002.其他法律行政法规禁止公开`` the ``2.`` and what stands behind it are a label.
        """
        ...

    def is_begun(self, text: str, /) -> bool:
        """Tell whether ``text`` is a label or the beginning of one, cut anywhere: ``1.属于国家秘``."""
        ...


@runtime_checkable
class Layout(Protocol):
    """One way in which copies lay out a table (版式).

    A strategy is made once, with a ``LabelTest`` it may ask, and used for many tables. It never raises on
    any text, gives each source character in at most one cell, and takes time linear in its input.

    Attributes:
        name: its name, as ``report.layouts`` gives it.
    """

    name: str

    def score(self, lines: Lines) -> float:
        """Say how much the lines look like this layout: 0 not mine, 1 surely. Cheap."""
        ...

    def rows(self, lines: Lines) -> Iterator[Row]:
        """Give the rows of the table, cells exactly as found, from top to bottom."""
        ...


LayoutFactory: TypeAlias = Callable[[LabelTest], Layout]
"""What the entry-point group ``govinfo_report.layouts`` holds: the class of a layout, called with a ``LabelTest``."""
