"""Web pages."""

from __future__ import annotations

import re

from govinfo_report.source.document import Document
from govinfo_report.source.encoding import decode
from govinfo_report.source.files import SourceFile
from govinfo_report.source.markup import ENDS, FEW, LARGEST, has_tables, read_page
from govinfo_report.source.mhtml import is_message
from govinfo_report.source.wrapped import is_escaped, read_text

_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|tr|td|p|div|span|br)\b[^>]*>",
    re.IGNORECASE,
)

# |---|:--| below the headings of a table in Markdown, whose cells may hold tags: <br>.
_RULE = re.compile(r"^\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$", re.MULTILINE)


class Html:
    """Reads web pages, whole or in part, whatever their encoding calls itself."""

    name = "html"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is a page: it begins as one, or has tags of one."""
        if is_message(file):
            return False
        is_cut = len(file.head) != file.size
        text = decode(file.head, is_cut)
        if not is_cut:
            file.opened = text
        head = text.lstrip("\ufeff \t\r\n\x00")
        if head.startswith("<?xml") or head[:1] == "<":
            is_markdown = _RULE.search(head) is not None and not has_tables(head)
            return not is_markdown and _PAGE.search(head) is not None
        # a part of a page that begins with text, or a text with tables in HTML
        return has_tables(head) or len(ENDS.findall(head)) > FEW

    def read(self, file: SourceFile) -> Document:
        """Read a page."""
        file.require_size(LARGEST, "a page")
        text = file.opened if isinstance(file.opened, str) else decode(file.data)
        # a field of a record: "<p>一、总体情况</p>\\n
        return read_text(text) if is_escaped(text) else read_page(file, text)
