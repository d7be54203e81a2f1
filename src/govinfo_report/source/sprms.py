"""The properties of paragraphs, characters and rows in a Word 97 document ([MS-DOC] 2.6): a code and its operand."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from govinfo_report.source.assembly import Edges
from govinfo_report.source.set_apart import HIDDEN, LOWERED, PALE, RAISED, STRUCK

# What a sprm's operand is long, by the three highest bits of its code; 6 says that itself.
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
CELLS, _TAB_STOPS = 0xD608, 0xC615
"""The cells of a row; tab stops, whose length may be told otherwise."""

# How characters look, and the values that set them apart: switches, a raised or lowered line, a colour by its number
# or by its parts.
_LOOKS: dict[int, dict[bytes, str]] = {
    0x0800: {b"\1": STRUCK},
    0x0837: {b"\1": STRUCK},
    0x2A53: {b"\1": STRUCK},
    0x083C: {b"\1": HIDDEN},
    0x2A48: {b"\1": RAISED, b"\2": LOWERED},
    0x2A42: {b"\x08": PALE},
    0x6870: {b"\xff\xff\xff\0": PALE},
}


def iter_sprms(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the properties of a list: the code of each, and its operand."""
    at = 0
    while at + 2 <= len(grpprl):
        code = grpprl[at] | grpprl[at + 1] << 8
        at += 2
        size = _OPERANDS[code >> 13]
        if code == CELLS:
            if at + 2 > len(grpprl):
                return
            size = (grpprl[at] | grpprl[at + 1] << 8) + 1
        elif not size:
            if at >= len(grpprl):
                return
            size = grpprl[at] + 1
            if code == _TAB_STOPS and grpprl[at] == 255:
                return
        operand = grpprl[at : at + size]
        if len(operand) < size and code != CELLS:
            return
        at += size
        yield code, operand


def read_edges(operand: bytes) -> Edges | None:
    """Read the cells of a row: two bytes of length, their count, their edges, 20 bytes for each."""
    if len(operand) < 3:
        return None
    count = operand[2]
    if len(operand) < 3 + 2 * (count + 1):
        return None
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    merges = []
    for index in range(count):
        at = 3 + 2 * (count + 1) + 20 * index
        flags = operand[at] if at < len(operand) else 0
        merges.append((bool(flags & 2), bool(flags & 0x40), bool(flags & 0x20)))
    return Edges(edges, tuple(merges))


def way_of(grpprl: bytes) -> str:
    """Tell how the properties of characters set their text apart; "" where they do not."""
    ways = (_LOOKS.get(code, {}).get(operand, "") for code, operand in iter_sprms(grpprl))
    return max(ways, default="")
