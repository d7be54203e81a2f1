"""WARC files of crawled pages: each response as the bytes of a file of its own, for ``gr.read``."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from attrs import frozen

from govinfo_report.source.files import SourceFile

# The largest response that is unpacked, in bytes; a larger one is no report.
LARGEST = 64 << 20


@frozen
class CrawledPage:
    """A page, or any other file, as a crawler kept it.

    Attributes:
        url: where it was fetched from.
        date: when, as the file says it; None where it does not.
        content: its bytes, as ``gr.read`` takes them.
    """

    url: str
    date: str | None
    content: bytes


def is_warc(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a WARC, packed with gzip or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def iter_pages(
    file: str | Path | BinaryIO | bytes, name: str | None = None
) -> Iterator[CrawledPage]:
    """Give the responses of a WARC file, one after the other; those that answer with an error are left out.

    Args:
        file: a path, a file opened for reading bytes, or the bytes themselves.
        name: what it is called in messages; None for its own name.

    Yields:
        Each response. ``gr.read(page.content, page.url)`` reads it.

    Raises:
        UnreadableFileError: it is no WARC, or ``fastwarc`` is not installed.
        OSError: it cannot be opened.
    """
    if isinstance(file, str | Path):
        with Path(file).open("rb") as opened:
            yield from _responses(opened, SourceFile(b"", bytes, 0, name or str(file)))
        return
    if isinstance(file, bytes):
        file = io.BytesIO(file)
    own = getattr(file, "name", None)
    yield from _responses(
        file, SourceFile(b"", bytes, 0, name or (own if isinstance(own, str) else None))
    )


def _responses(stream: BinaryIO, source: SourceFile) -> Iterator[CrawledPage]:
    source.require("fastwarc", "warc", "a WARC file")
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
        headers: Any = record.http_headers
        if headers is not None and (headers.status_code or 0) >= 400:
            continue
        content = record.reader.read(LARGEST + 1)
        if len(content) > LARGEST:
            continue
        packing = "" if headers is None else (headers.get("Content-Encoding") or "").lower()
        url = record.headers.get("WARC-Target-URI") or ""
        yield CrawledPage(url, record.headers.get("WARC-Date"), _unpacked(content, packing))


def _unpacked(content: bytes, packing: str) -> bytes:
    """Undo what a server packed a response with; a damaged one stays as it is."""
    try:
        if packing in ("gzip", "x-gzip"):
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as unpacked:
                return unpacked.read(LARGEST)
        if packing == "deflate":
            return zlib.decompressobj(15).decompress(content, LARGEST)
    except (OSError, EOFError, zlib.error):
        return content
    return content
