"""Sources: what a copy comes in, down to lines of text with offsets."""

from govinfo_report.source.lines import LineNumbers, Lines
from govinfo_report.source.text import decode, read_text

__all__ = ["LineNumbers", "Lines", "decode", "read_text"]
