"""Sources: what a copy comes in, down to lines of text with offsets."""

from govinfo_report.source.lines import LineNumbers, Lines
from govinfo_report.source.text import decode, other_kind, read_bytes

__all__ = ["LineNumbers", "Lines", "decode", "other_kind", "read_bytes"]
