"""Plain text, Markdown among it: the text is the flow."""

from __future__ import annotations

from govinfo_report.source.document import Document
from govinfo_report.source.encoding import decode, is_text
from govinfo_report.source.files import SourceFile

# How files begin that hold no text and are not read, and what they are.
_OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP file that is no DOCX, ODT or XLSX"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an OLE file that holds no Word document"),
    (b"\x1f\x8b", "gzip; unpack it first"),
    (b"WARC/", "a WARC of many pages; govinfo_report.source.warc.iter_pages gives them one by one"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"\x89PNG", "a picture; its text must be recognized first"),
    (b"\xff\xd8\xff", "a picture; its text must be recognized first"),
    (b"GIF8", "a picture; its text must be recognized first"),
)


class PlainText:
    """Reads plain text."""

    name = "text"

    def accepts(self, file: SourceFile) -> bool:
        """Accept every file: it is asked last."""
        return True

    def read(self, file: SourceFile) -> Document:
        """Read a text."""
        for mark, kind in _OTHER_KINDS:
            if file.head.startswith(mark):
                file.refuse(
                    f"expected a report as text, HTML, DOCX, ODT, DOC, RTF, PDF, XLSX, XLS or CSV; found {kind}"
                )
        text = decode(file.data)
        if not is_text(text):
            file.refuse("expected a report in a known format, found bytes that are no text")
        return Document(text)
