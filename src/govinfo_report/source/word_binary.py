"""Word 97 to 2003 documents (.doc) and those of Kingsoft (.wps, the same format): text, tables, merges, numbering.

Read as [MS-DOC] describes it: the pieces of the text, the properties of each paragraph (in a table or not, the end of a
row, the edges of its cells), the lists. ``olefile`` opens the container.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from attrs import define, field

from govinfo_report.source.assembly import Edges, Paragraph
from govinfo_report.source.numbering import Level, Numbering
from govinfo_report.source.set_apart import END, seen
from govinfo_report.source.sprms import CELLS, iter_sprms, read_edges, way_of

_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_HUGE = (0x6646, 0x6645)
_LEVEL, _LIST = 0x260A, 0x460B
# Forms of numbers ([MS-OSHARED] MSONFC).
_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 19: "decimalFullWidth",
    22: "decimalZero", 23: "bullet", 28: "decimalEnclosedCircleChinese", 29: "decimalEnclosedCircleChinese",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting", 35: "taiwaneseCountingThousand",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
}  # fmt: skip
# Styles of a document, at most; what a style is based on that is based on none; the kind of those of paragraphs.
MOST_STYLES = NO_STYLE = 0x0FFF
PARAGRAPH_STYLE = 1
# Styles based on styles, deeper than any document has them.
DEEPEST = 20
# Longest list of pieces, pages of properties and the like; a report has some dozen.
MOST = 1 << 20


class WordFormatError(ValueError):
    """The streams do not hold what their format says.

    Attributes:
        zh: the same in Chinese.
    """

    def __init__(self, reason: str, zh: str = "文档已损坏") -> None:
        super().__init__(reason)
        self.zh = zh


class _Piece(NamedTuple):
    first: int
    last: int
    offset: int
    wide: bool


@define
class _Properties:
    in_table: bool = False
    row_end: bool = False
    depth: int = 0
    inner_cell: bool = False
    inner_row: bool = False
    level: int = 0
    list: int = 0
    edges: Edges | None = None


@define
class WordBinary:
    """The streams of one document.

    Attributes:
        main: the stream WordDocument.
        table: the stream 0Table or 1Table.
        data: the stream Data; empty where there is none.
    """

    main: bytes
    table: bytes
    data: bytes
    _runs: list[int] = field(factory=list)
    _properties: list[_Properties] = field(factory=list)
    _apart: list[tuple[int, int, str]] = field(factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Give the paragraphs of the body, then those of its text boxes.

        Raises:
            WordFormatError: the streams are damaged.
        """
        try:
            yield from self._paragraphs()
        except (struct.error, IndexError) as error:
            raise WordFormatError("it is damaged") from error

    def _paragraphs(self) -> Iterator[Paragraph]:
        pieces = self._pieces()
        self._read_paragraph_properties()
        self._read_looks()
        numbering = self._numbering()
        counts = struct.unpack_from("<8i", self.main, 0x4C)
        boxes = sum(counts[:6])
        for first, last in ((0, counts[0]), (boxes, boxes + counts[6])):
            yield from self._stretch(pieces, first, last, numbering)

    def _stretch(
        self, pieces: list[_Piece], first: int, last: int, numbering: Numbering
    ) -> Iterator[Paragraph]:
        out: list[str] = []
        # how the text is set apart here
        now = ""
        # of fields only the result is printed: how deep in what is not
        codes = 0
        nested: list[bool] = []
        for piece in pieces:
            low, high = max(piece.first, first), min(piece.last, last)
            if low >= high:
                continue
            size = 2 if piece.wide else 1
            start = piece.offset + (low - piece.first) * size
            raw = self.main[start : start + (high - low) * size]
            letters = raw.decode("utf-16-le" if piece.wide else "cp1252", errors="replace")
            for at, character in enumerate(letters):
                if character >= " " or character in "\x1e\x1f":
                    if not codes:
                        way = self._way_at(start + at * size) if self._apart else ""
                        if way != now:
                            out.append((now and END) + way)
                            now = way
                        if character == "\x1e":
                            out.append("-")
                        elif character != "\x1f":
                            out.append(character)
                elif character in "\r\x07\x0c":
                    text = "".join(out) + (now and END)
                    yield self._paragraph(text, character, start + at * size, numbering)
                    out, now = [], ""
                elif character in "\x0b\x0e":
                    out.append("\n")
                elif character == "\t":
                    out.append("\t")
                elif character == "\x13":
                    nested.append(True)
                    codes += 1
                elif character == "\x14" and nested and nested[-1]:
                    nested[-1] = False
                    codes -= 1
                elif character == "\x15" and nested:
                    codes -= nested.pop()
        if out:
            yield Paragraph("".join(out) + (now and END))

    def _paragraph(self, text: str, mark: str, offset: int, numbering: Numbering) -> Paragraph:
        its = self._properties_at(offset)
        depth = its.depth or int(its.in_table)
        if not depth:
            if mark == "\x07":
                text = text.strip()
        elif depth == 1:
            if mark == "\x07" and its.row_end:
                return Paragraph("", 1, False, True, its.edges)
        elif its.inner_row:
            return Paragraph("", depth, False, True, its.edges)
        if its.list and seen(text).strip():
            text = numbering.next(str(its.list), its.level) + text
        ends = mark == "\x07" if depth == 1 else its.inner_cell
        return Paragraph(text, depth, bool(depth) and ends)

    def _pieces(self) -> list[_Piece]:
        """Read where the text stands: in pieces, each of 8-bit or 16-bit characters."""
        start, size = struct.unpack_from("<II", self.main, 0x1A2)
        clx = self.table[start : start + size]
        at = 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at >= len(clx) or clx[at] != 2:
            raise WordFormatError("the text has no table of its pieces")
        (size,) = struct.unpack_from("<I", clx, at + 1)
        plc = clx[at + 5 : at + 5 + size]
        count = (len(plc) - 4) // 12
        if count < 1 or count > MOST:
            raise WordFormatError(f"it counts {count} pieces of text")
        places = struct.unpack_from(f"<{count + 1}I", plc, 0)
        pieces = []
        for index in range(count):
            (offset,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
            wide = not offset & 0x40000000
            offset &= 0x3FFFFFFF
            pieces.append(
                _Piece(places[index], places[index + 1], offset if wide else offset // 2, wide)
            )
        return pieces

    def _pages(self, place: int) -> Iterator[bytes]:
        """Give the pages of properties that a table at ``place`` in the header lists."""
        start, size = struct.unpack_from("<II", self.main, place)
        count = max(0, (size - 4) // 8)
        if count > MOST or start + size > len(self.table):
            raise WordFormatError(f"it counts {count} pages of properties")
        for number in struct.unpack_from(f"<{count}I", self.table, start + 4 * (count + 1)):
            page = self.main[(number & 0x3FFFFF) * 512 : (number & 0x3FFFFF) * 512 + 512]
            if len(page) == 512:
                yield page

    def _read_paragraph_properties(self) -> None:
        styles = self._styles()
        known: dict[bytes, _Properties] = {}
        runs: list[tuple[int, _Properties]] = []
        for page in self._pages(0x102):
            count = page[511]
            if 4 * (count + 1) + 13 * count > 511:
                continue
            starts = struct.unpack_from(f"<{count + 1}I", page, 0)
            for index in range(count):
                at = page[4 * (count + 1) + 13 * index] * 2
                grpprl = b""
                if at:
                    size = page[at]
                    size, at = (2 * size - 1, at + 1) if size else (2 * page[at + 1], at + 2)
                    # the style, and what differs from it
                    grpprl = page[at : at + size]
                its = known.get(grpprl)
                if its is None:
                    style = int.from_bytes(grpprl[:2], "little")
                    number, level = styles.get(style, (0, 0))
                    its = known[grpprl] = _Properties(list=number, level=level)
                    self._apply(grpprl[2:], its, 0)
                runs.append((starts[index], its))
        runs.sort(key=lambda run: run[0])
        self._runs = [start for start, _ in runs]
        self._properties = [its for _, its in runs]

    def _styles(self) -> dict[int, tuple[int, int]]:
        """Give the styles that number paragraphs: list and level; those of a damaged table number nothing."""
        try:
            styles = list(self._style_properties())
        except (struct.error, IndexError):
            return {}
        found: dict[int, tuple[int, int]] = {}
        for number in range(len(styles)):
            told: dict[int, int] = {}
            at = number
            for _ in range(DEEPEST):
                if at >= len(styles):
                    break
                at, grpprl = styles[at]
                for code, operand in iter_sprms(grpprl):
                    if code in (_LIST, _LEVEL):
                        # nearer than what a style further down says
                        told.setdefault(code, int.from_bytes(operand, "little"))
            if told.get(_LIST):
                found[number] = told[_LIST], told.get(_LEVEL, 0)
        return found

    def _style_properties(self) -> Iterator[tuple[int, bytes]]:
        """Give of each style the one that it is based on, and its properties of paragraphs."""
        start, size = struct.unpack_from("<II", self.main, 0xA2)
        (header,) = struct.unpack_from("<H", self.table, start)
        count, fixed = struct.unpack_from("<HH", self.table, start + 2)
        at = start + 2 + header
        for _ in range(min(count, MOST_STYLES)):
            (length,) = struct.unpack_from("<H", self.table, at)
            style = self.table[at + 2 : at + 2 + length]
            at += 2 + length + length % 2
            if not length or at > start + size + 1:
                yield NO_STYLE, b""
                continue
            kind, parts = struct.unpack_from("<HH", style, 2)
            (letters,) = struct.unpack_from("<H", style, fixed)
            place = fixed + 2 + 2 * (letters + 1)
            properties = b""
            if kind & 0xF == PARAGRAPH_STYLE and parts & 0xF:
                (length,) = struct.unpack_from("<H", style, place)
                properties = style[place + 4 : place + 2 + length]
            yield kind >> 4, properties

    def _properties_at(self, offset: int) -> _Properties:
        at = bisect_right(self._runs, offset) - 1
        return self._properties[at] if at >= 0 else _Properties()

    def _apply(self, grpprl: bytes, its: _Properties, depth: int) -> None:
        for code, operand in iter_sprms(grpprl):
            if code == _IN_TABLE:
                its.in_table = bool(operand[0])
            elif code == _ROW_END:
                its.row_end = bool(operand[0])
            elif code == _DEPTH:
                its.depth = min(struct.unpack("<I", operand)[0], 255)
            elif code == _INNER_CELL:
                its.inner_cell = bool(operand[0])
            elif code == _INNER_ROW:
                its.inner_row = bool(operand[0])
            elif code == CELLS:
                its.edges = read_edges(operand)
            elif code == _LEVEL:
                its.level = operand[0]
            elif code == _LIST:
                its.list = struct.unpack("<H", operand)[0]
            elif code in _HUGE and not depth:
                # a row of ten cells does not fit a page of properties and stands in the stream Data
                (place,) = struct.unpack("<I", operand)
                if place + 2 <= len(self.data):
                    (size,) = struct.unpack_from("<H", self.data, place)
                    self._apply(self.data[place + 2 : place + 2 + size], its, 1)

    def _read_looks(self) -> None:
        """Find the runs that are set apart: struck out or deleted, hidden, raised."""
        apart = []
        for page in self._pages(0xFA):
            count = page[511]
            if 4 * (count + 1) + count > 511:
                continue
            starts = struct.unpack_from(f"<{count + 1}I", page, 0)
            for index in range(count):
                at = page[4 * (count + 1) + index] * 2
                if not at:
                    continue
                grpprl = page[at + 1 : at + 1 + page[at]]
                way = way_of(grpprl)
                if way:
                    apart.append((starts[index], starts[index + 1], way))
        self._apart = sorted(apart)

    def _way_at(self, offset: int) -> str:
        """Tell how a character is set apart; "" where it is not."""
        at = bisect_right(self._apart, (offset, MOST << 11, "")) - 1
        if at >= 0 and self._apart[at][0] <= offset < self._apart[at][1]:
            return self._apart[at][2]
        return ""

    def _numbering(self) -> Numbering:
        """Read the lists; a damaged one numbers nothing."""
        numbering = Numbering("")
        try:
            families = self._list_levels()
            start, size = struct.unpack_from("<II", self.main, 0x2EA)
            if size >= 4:
                (count,) = struct.unpack_from("<I", self.table, start)
                for index in range(min(count, 4096)):
                    (family,) = struct.unpack_from("<i", self.table, start + 4 + 16 * index)
                    numbering.lists[str(index + 1)] = (str(family), families.get(family, {}))
        except (struct.error, IndexError):
            numbering.lists.clear()
        return numbering

    def _list_levels(self) -> dict[int, dict[int, Level]]:
        start, size = struct.unpack_from("<II", self.main, 0x2E2)
        if size < 2:
            return {}
        (count,) = struct.unpack_from("<H", self.table, start)
        at = start + 2 + 28 * count
        families: dict[int, dict[int, Level]] = {}
        for index in range(count):
            place = start + 2 + 28 * index
            (family,) = struct.unpack_from("<i", self.table, place)
            levels = families.setdefault(family, {})
            for level in range(1 if self.table[place + 26] & 1 else 9):
                first, form = struct.unpack_from("<iB", self.table, at)
                skip = self.table[at + 24] + self.table[at + 25]
                at += 28 + skip
                (length,) = struct.unpack_from("<H", self.table, at)
                raw = self.table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
                at += 2 + 2 * length
                text = "".join(f"%{ord(c) + 1}" if ord(c) < 9 else c for c in raw)
                levels[level] = Level(first, _FORMS.get(form, "decimal"), text)
        return families


def open_streams(ole: Any) -> WordBinary:
    """Take the streams of a document out of its container.

    Args:
        ole: the container, an ``olefile.OleFileIO``.

    Raises:
        WordFormatError: it is encrypted, or older than Word 97.
    """
    main = ole.openstream("WordDocument").read()
    if len(main) < 0x300:
        raise WordFormatError("its header is cut off")
    ident, version = struct.unpack_from("<HH", main, 0)
    if ident != 0xA5EC or version < 0x00C1:
        raise WordFormatError(
            "it is older than Word 97; save it as DOCX", "早于Word 97，请另存为DOCX"
        )
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    if flags & 0x0100:
        raise WordFormatError("it is protected by a password", "有密码保护")
    name = "1Table" if flags & 0x0200 else "0Table"
    if not ole.exists(name):
        raise WordFormatError(f"the stream {name} is not there")
    data = ole.openstream("Data").read() if ole.exists("Data") else b""
    return WordBinary(main, ole.openstream(name).read(), data)
