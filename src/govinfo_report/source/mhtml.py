"""Web archives (.mht, .mhtml) and pages saved as mail: the page among the parts of a MIME message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govinfo_report.source.document import Document
from govinfo_report.source.encoding import decode
from govinfo_report.source.files import SourceFile
from govinfo_report.source.markup import LARGEST, read_page

if TYPE_CHECKING:
    from email.message import Message

_HEADER = re.compile(rb"\A\s*[A-Za-z][A-Za-z-]*:[^\r\n]")
_PARTED = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
# Where the headers of a message end at the latest, in bytes; and how many parts may hold parts.
HEADERS = 16_384
MOST_LEVELS = 100


class Mhtml:
    """Reads the page of a web archive."""

    name = "mhtml"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is a MIME message of several parts."""
        return is_message(file)

    def read(self, file: SourceFile) -> Document:
        """Read its first page; offsets are those of the page as it stands in the archive, unpacked."""
        from email.errors import MessageError
        from email.parser import BytesParser

        file.require_size(LARGEST, "a web archive")
        if file.data.lower().count(b"boundary=") > MOST_LEVELS:
            file.refuse(
                f"expected a web archive of at most {MOST_LEVELS} levels, found more",
                zh=f"应为不超过{MOST_LEVELS}层的网页归档，实际更多",
            )
        try:
            page = _page(BytesParser().parsebytes(file.data))
        except (MessageError, RecursionError, ValueError, LookupError) as error:
            file.refuse(
                "expected a whole web archive, found a damaged one",
                error,
                zh="应为完整的网页归档，实为损坏的归档",
            )
        if page is None:
            file.refuse(
                "expected a page in the web archive, found none", zh="网页归档中应有网页，实际没有"
            )
        return read_page(file, decode(page))


def is_message(file: SourceFile) -> bool:
    """Tell whether a file is a MIME message of several parts."""
    head = file.head[:HEADERS]
    return (
        _HEADER.match(head) is not None
        and b"mime-version:" in head.lower()
        and _PARTED.search(head) is not None
    )


def _page(message: Message) -> bytes | None:
    """Give the bytes of the first part that is a page."""
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content
    return None
