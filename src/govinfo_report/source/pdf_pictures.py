"""The pages of a PDF as pictures (PNG), for who wants to look at what was read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection
from contextlib import closing
from typing import Any

from attrs import frozen

from govinfo_report.source.files import SourceFile
from govinfo_report.source.pdf import LARGEST
from govinfo_report.source.pdf_weight import is_light

# Pixels for a point: 115 to the inch.
SCALE = 1.6
# Pixels of the largest picture; a page of A4 has 1.3 million.
MOST_PIXELS = 4_000_000
# Pages that are drawn of a longer document only where they are asked for.
MOST_PAGES = 40
_GRAY, _COLOURS = 0, 2


@frozen
class PagePicture:
    """A page as it is displayed.

    Attributes:
        number: its number, from 1.
        png: the picture.
        width: its width, in points.
        height: its height, in points.
    """

    number: int
    png: bytes
    width: float
    height: float


def draw_pages(file: SourceFile, wanted: Collection[int]) -> list[PagePicture]:
    """Draw the pages of a PDF.

    Args:
        file: the file.
        wanted: pages, from 1, that are drawn of a document of more than ``MOST_PAGES``.

    Returns:
        The pages; none for a file that may be an attack, which is read in a process of its own.

    Raises:
        UnreadableFileError: it cannot be opened, or what draws it is not installed.
    """
    file.require("pypdfium2", "pdf", "a PDF")
    file.require_size(LARGEST, "a document")
    if not is_light(file.data):
        return []
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(file.data)
    except PdfiumError as error:
        file.refuse(
            "expected a whole PDF, found a damaged or encrypted one",
            error,
            zh="应为完整的PDF，实为损坏或加密的PDF",
        )
    with closing(pdf):
        numbers = list(range(1, len(pdf) + 1))
        if len(pdf) > MOST_PAGES:
            numbers = [number for number in numbers if number in wanted][:MOST_PAGES]
        return [drawn for number in numbers if (drawn := _draw(pdf, number)) is not None]


def _draw(pdf: Any, number: int) -> PagePicture | None:
    """Draw a page; None for one that is damaged, as the reader passes over it."""
    from pypdfium2 import PdfiumError

    try:
        page = pdf[number - 1]
    except PdfiumError:
        return None
    with closing(page):
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        with closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
            return PagePicture(number, _png(bitmap), width, height)


def _png(bitmap: Any) -> bytes:
    """Write a picture: grey where no pixel has a colour."""
    width, height, step = bitmap.width, bitmap.height, bitmap.n_channels
    data = bytes(bitmap.buffer)
    reds, greens, blues = (data[at::step] for at in range(3)) if step >= 3 else (data,) * 3
    is_gray = reds == greens == blues
    kind, size = (_GRAY, 1) if is_gray else (_COLOURS, 3)
    if is_gray:
        pixels, stride = reds, bitmap.stride // step
    else:
        mixed = bytearray(3 * len(reds))
        mixed[0::3], mixed[1::3], mixed[2::3] = reds, greens, blues
        pixels, stride = bytes(mixed), 3 * (bitmap.stride // step)
    lines = b"".join(
        b"\0" + pixels[at * stride : at * stride + size * width] for at in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
