"""What a page sets apart where it is being read: elements that have begun, and the classes of its style sheets."""

from __future__ import annotations

from govinfo_report.source.markup_looks import (
    classes_of,
    end_of_element,
    style_of_classes,
    way_of_style,
)
from govinfo_report.source.set_apart import STRUCK
from govinfo_report.source.tags import INLINE, UNPRINTED, Tag, read_tag

# Elements of one page that may have no end before none is looked for.
MOST_ENDLESS = 100


class PageLooks:
    """Tells how the texts of one page are set apart.

    Args:
        text: the page.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._classes = classes_of(text) if "<style" in text or "<STYLE" in text else {}
        self._endless = 0
        # of what has begun: where it ends, and the way; what has begun inside it last
        self.begun: list[tuple[int, str]] = []

    def tag(self, head: str) -> Tag:
        """Read what stands between ``<`` and ``>``, with what the classes in it say."""
        tag = read_tag(head)
        style = style_of_classes(head, self._classes) if self._classes else ""
        if not style or tag.kind >= UNPRINTED:
            return tag
        return tag._replace(way=max(tag.way, way_of_style(style, tag.kind == INLINE)))

    def names_in(self, source: str) -> bool:
        """Tell whether a stretch of the page may use one of its classes."""
        return any(name in source.lower() for name in self._classes)

    def begin(self, tag: Tag, source: int) -> None:
        """Begin what a tag sets apart; ``source`` is the offset behind it."""
        if self.way_at(source) >= min(tag.way, STRUCK) or self._endless >= MOST_ENDLESS:
            return
        end = end_of_element(self._text, tag.name, source)
        if end < 0:
            self._endless += 1
        else:
            self.begun.append((end, tag.way))

    def way_at(self, source: int) -> str:
        """Tell how the text at an offset is set apart; "" where it is not. Offsets are asked for in order."""
        while self.begun and self.begun[-1][0] <= source:
            self.begun.pop()
        return self.begun[-1][1] if self.begun else ""
