"""Files of a few hundred bytes, written by hand: well-formed, and whatever stands in them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: Mapping[str, str]) -> bytes:
    """Pack members into a ZIP file."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def docx(body: str, numbering: str = "") -> bytes:
    """Write a Word document; ``numbering`` is what its part of lists holds."""
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    }
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>'
    return packed(parts)


def odt(body: str, styles: str = "") -> bytes:
    """Write an OpenDocument text."""
    names = {"office": "office", "text": "text", "table": "table", "style": "style"}
    spaces = "".join(f' xmlns:{name}="{_OASIS}:{of}:1.0"' for name, of in names.items())
    return packed(
        {
            "META-INF/manifest.xml": "<m/>",
            "content.xml": f"<office:document-content{spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def xlsx(sheet: str, shared: str = "", sheets: int = 1) -> bytes:
    """Write a workbook of one sheet, or of several that are the same."""
    names = "".join(f'<sheet name="{at}" sheetId="{at}"/>' for at in range(1, sheets + 1))
    part = f'<worksheet xmlns="{_S}">{sheet}</worksheet>'
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns="{_S}"><sheets>{names}</sheets></workbook>',
            **{f"xl/worksheets/sheet{at}.xml": part for at in range(1, sheets + 1)},
            "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{shared}</sst>',
        }
    )


def stream(content: bytes, words: bytes = b"", level: int = 9) -> bytes:
    """Write a packed stream of a PDF."""
    packed_content = zlib.compress(content, level)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (
        len(packed_content),
        words,
        packed_content,
    )


def form(content: bytes, draws: int = 0) -> bytes:
    """Write a form that draws the object ``draws`` by the name X; 0 for none."""
    resources = b"/Font<</F 3 0 R>>" + (b"/XObject<</X %d 0 R>>" % draws if draws else b"")
    return stream(
        content,
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s>>" % resources,
    )


def pdf(content: bytes, others: Sequence[bytes] = (), pages: int = 1, draws: int = 5) -> bytes:
    """Write a PDF whose pages show the same; ``/F`` is a font, ``/X`` the object ``draws``.

    Args:
        content: what draws a page.
        others: more objects, from number 5 on.
        pages: how many there are, each an object of its own behind these.
        draws: the object that pages draw by the name X.
    """
    first = 5 + len(others)
    kids = b" ".join(b"%d 0 R" % number for number in range(first, first + pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>/XObject<</X %d 0 R>>>>>>" % draws
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(content),
        *others,
        *([page] * pages),
    ]
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Write a PDF of objects, numbered from 1; the first one is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(out))
    )
