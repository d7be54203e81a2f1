"""Numbers that stand alone on a line, of which some are those of pages."""

from __future__ import annotations

import re
from bisect import bisect_left

from attrs import define, field

# A number alone between line ends or page ends; a page has no leading zero, and a report has no thousand of them.
_ALONE = re.compile(
    r"(?:^|(?<=[\n\r\f]))[ \t\xa0\u3000]*([1-9]\d{0,2})[ \t\xa0\u3000]*(?=[\n\r\f]|$)"
)
# Characters from one page's number to the next: more than half a table, and less than ten full pages.
NEAREST, FARTHEST = 200, 10_000


@define(eq=False)
class PageNumbers:
    """Tells which numbers may be those of pages.

    Pages are counted: the number of one has the one before above it, or the next one below, about a page away.

    Attributes:
        text: the whole copy.
    """

    text: str
    _places: dict[int, list[int]] | None = field(default=None, init=False, repr=False)

    def __call__(self, offset: int) -> bool:
        """Tell whether the number that begins at ``offset`` (from 0) stands alone on a line and may be a page's."""
        found = _ALONE.match(self.text, self._line_start(offset))
        if found is None or found.start(1) != offset:
            return False
        number = int(found[1])
        return self._has(number - 1, offset - FARTHEST, offset - NEAREST) or self._has(
            number + 1, offset + NEAREST, offset + FARTHEST
        )

    def _line_start(self, offset: int) -> int:
        return max(self.text.rfind(end, 0, offset) for end in "\n\r\f") + 1

    def _has(self, number: int, first: int, last: int) -> bool:
        """Tell whether a number stands alone between two offsets."""
        if self._places is None:
            self._places = {}
            for found in _ALONE.finditer(self.text):
                self._places.setdefault(int(found[1]), []).append(found.start(1))
        places = self._places.get(number, [])
        at = bisect_left(places, first)
        return at < len(places) and places[at] <= last
