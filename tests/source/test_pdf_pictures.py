"""Pages of a PDF as pictures: whole PNG files of the size of the page, grey where the page has no colour."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.source.files import open_source
from govinfo_report.source.pdf_pictures import SCALE, draw_pages
from tests.paths import DATA

pytest.importorskip("pypdfium2")
FOLDER = DATA / "documents"


def parts_of(png: bytes) -> dict[bytes, bytes]:
    """Give the chunks of a PNG; each has the check sum that it says."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    parts, at = {}, 8
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        (told,) = struct.unpack(">I", png[at + 8 + size : at + 12 + size])
        assert told == zlib.crc32(name + body)
        parts[name] = body
        at += 12 + size
    return parts


@pytest.mark.parametrize("file", sorted(FOLDER.glob("report_*.pdf")), ids=lambda file: file.stem)
def test_pages_are_pictures(file: Path) -> None:
    """Each page is a picture of its size, with all its lines, and something is drawn on it."""
    for number, page in enumerate(draw_pages(open_source(file), ()), 1):
        parts = parts_of(page.png)
        width, height, depth, kind = struct.unpack(">IIBB", parts[b"IHDR"][:10])
        assert page.number == number
        assert (depth, kind) == (8, 0)
        assert abs(width - SCALE * page.width) <= 1
        assert abs(height - SCALE * page.height) <= 1
        pixels = zlib.decompress(parts[b"IDAT"])
        assert len(pixels) == height * (width + 1)
        assert pixels.count(0) > 1_000


def test_what_is_no_whole_pdf_is_told() -> None:
    """A damaged file is refused; one that is no PDF leaves the page its lines and tables."""
    with pytest.raises(gr.UnreadableFileError, match="damaged"):
        draw_pages(open_source(b"%PDF-1.4 damaged"), ())
    report = gr.read(FOLDER / "report_2021.pdf")
    html = report.to_html(file=b"no PDF")
    assert "<img" not in html
    assert '<table class="native">' in html
