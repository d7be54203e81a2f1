"""The streams of an old Word document whose lists stand for more than the streams hold."""

from __future__ import annotations

import struct

import pytest

from govinfo_report.source.word_binary import WordBinary, WordFormatError


def pieces(count: int, length: int) -> WordBinary:
    """Make a document of so many pieces, each of the same 8-bit characters from the beginning of the stream."""
    plc = struct.pack(f"<{count + 1}I", *range(0, (count + 1) * length, length))
    plc += struct.pack("<HIH", 0, 0x40000000, 0) * count
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    main = bytearray(0x1000)
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    return WordBinary(bytes(main), clx, b"")


def test_pieces_that_share_their_text() -> None:
    """Pieces may not print more characters than the stream has bytes."""
    assert len(pieces(4, 0x400)._pieces()) == 4
    with pytest.raises(WordFormatError, match="more than there is"):
        pieces(5, 0x400)._pieces()


def test_pages_that_are_listed_often() -> None:
    """A list of pages may not be longer than the stream has pages."""

    def pages(count: int) -> list[bytes]:
        main = bytearray(0x1000)
        struct.pack_into("<II", main, 0x102, 0, 8 * count + 4)
        return list(WordBinary(bytes(main), bytes(8 * count + 4), b"")._pages(0x102))

    assert len(pages(8)) == 8
    with pytest.raises(WordFormatError, match="pages of properties"):
        pages(10)
