"""Sources: what a copy comes in, down to lines of text with offsets and rows of native tables."""

from govinfo_report.source.document import Document, NativeCell, NativeRow
from govinfo_report.source.lines import LineNumbers, Lines

__all__ = ["Document", "LineNumbers", "Lines", "NativeCell", "NativeRow"]
