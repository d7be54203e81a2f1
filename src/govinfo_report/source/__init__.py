"""Sources: what a copy comes in, down to lines of text with offsets and rows of native tables."""

from govinfo_report.source.document import Document
from govinfo_report.source.lines import LineNumbers, Lines
from govinfo_report.source.native_rows import NO_ROWS, FlowRows, NativeCell, NativeRow

__all__ = [
    "NO_ROWS",
    "Document",
    "FlowRows",
    "LineNumbers",
    "Lines",
    "NativeCell",
    "NativeRow",
]
