"""RTF, of Word and WPS, often named ``.doc``: text, tables, merges, automatic numbers. striprtf undoes the format.

What ends cells and rows, and where their edges are, is marked in the source before, by characters that no text has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from govinfo_report.source.assembly import Edges, Paragraph, assembled
from govinfo_report.source.blocks import add_blocks
from govinfo_report.source.document import Document, Flow
from govinfo_report.source.files import SourceFile
from govinfo_report.source.rtf_looks import mark_looks, settle_looks

# The largest document, in bytes, its pictures in it, and without them.
LARGEST = 64 << 20
LARGEST_TEXT = 8 << 20

_CELL, _ROW, _BEGIN, _INNER_CELL, _INNER_ROW = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_MARKS = re.compile(f"([{_CELL}{_ROW}{_BEGIN}{_INNER_CELL}{_INNER_ROW}])")
_ANY_MARK = f"{_ROW}[0-9]*{_ROW}|[{_CELL}{_BEGIN}{_INNER_CELL}{_INNER_ROW}]"
_PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{1000,}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
# A line end between two bytes of one character.
_BROKEN = re.compile(r"(\\'[0-9a-fA-F]{2})[\r\n]+(?=\\')")
_WORD = re.compile(
    r"\\\\|\\(cell|row|trowd|nestcell|nestrow|trleft|cellx|clmrg|clvmgf|clvmrg)(?![a-zA-Z])(-?\d{1,7})? ?"
)
_CHINESE = ("936", "950", "54936")


class Rtf:
    """Reads ``.rtf``."""

    name = "rtf"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is RTF."""
        return file.head[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")

    def read(self, file: SourceFile) -> Document:
        """Read a document."""
        file.require("striprtf", "rtf", "RTF")
        file.require_size(LARGEST, "a document")
        from striprtf.striprtf import rtf_to_text

        data = _PICTURE.sub(b"", file.data)
        if len(data) > LARGEST_TEXT:
            file.refuse(
                f"expected a document of at most {LARGEST_TEXT >> 20} MB without its pictures, found more",
                zh=f"应为除图片外不超过{LARGEST_TEXT >> 20} MB的文档，实际更大",
            )
        marked = _Marked()
        source = mark_looks(marked.mark(data))
        found = _CODE_PAGE.search(source)
        try:
            encoding = f"cp{found[1]}" if found else "cp936"
            text: str = rtf_to_text(source, encoding, errors="replace")  # type: ignore[no-untyped-call]  # striprtf has no types
        except (ValueError, LookupError, OverflowError, TypeError) as error:
            file.refuse(
                "expected whole RTF, found a damaged one",
                error,
                zh="应为完整的RTF，实为损坏的RTF",
            )
        # characters beyond the first plane come in two halves
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = settle_looks(text, _ANY_MARK)
        flow = Flow()
        add_blocks(flow, assembled(_paragraphs(text, marked.rows)))
        return flow.document()


@define
class _Marked:
    """Marks cells and rows.

    Attributes:
        rows: the cells of each row that ends.
    """

    rows: list[Edges] = field(factory=list)
    _left: int = 0
    _edges: list[int] = field(factory=list)
    _merges: list[tuple[bool, bool, bool]] = field(factory=list)
    _words: set[str] = field(factory=set)

    def mark(self, data: bytes) -> str:
        """Give the source with its marks, and without what striprtf reads wrongly or slowly."""
        plain = _BEYOND_ASCII.sub(lambda found: b"\\'%02x" % found[0][0], data)
        source = _BROKEN.sub(r"\1", plain.decode("ascii"))
        found = _CODE_PAGE.search(source)
        if found and found[1] in _CHINESE:
            # fonts without a character set of their own print that of the document
            source = re.sub(r"\\fcharset0(?!\d)", r"\\fcharset1", source)
        # numbers of lists as older programs write them, which are printed too
        source = source.replace("\\pntext", "\\listtext")
        # expressions that look far ahead in a line: fonts, links
        source = re.sub(r"\\f(?=\d)", "\n\\\\f", source).replace("\\fldinst{", "\\fldinst {")
        return _WORD.sub(self._word, source)

    def _word(self, found: re.Match[str]) -> str:
        word, number = found[1], int(found[2] or 0)
        match word:
            case None:
                return found[0]
            case "trowd":
                self._left, self._edges, self._merges, self._words = 0, [], [], set()
                return found[0] + _written(_BEGIN)
            case "trleft":
                self._left = number
            case "clmrg" | "clvmgf" | "clvmrg":
                self._words.add(word)
            case "cellx":
                self._edges.append(number)
                self._merges.append(
                    ("clmrg" in self._words, "clvmgf" in self._words, "clvmrg" in self._words)
                )
                self._words = set()
            case "cell":
                return _written(_CELL)
            case "nestcell":
                return _written(_INNER_CELL)
            case "nestrow":
                return _written(_INNER_ROW)
            case "row":
                self.rows.append(Edges((self._left, *self._edges), tuple(self._merges)))
                return _written(_ROW, str(len(self.rows) - 1))
        return found[0]


def _written(mark: str, number: str = "") -> str:
    """Write a mark as RTF; a number behind it ends with the mark again."""
    words = f"\\u{ord(mark)} "
    return f"{{\\uc0{words}{number}{words if number else ''}}}"


def _paragraphs(text: str, rows: list[Edges]) -> Iterator[Paragraph]:
    """Give the paragraphs of a text with marks."""
    is_row = False
    pieces = iter(_MARKS.split(text))
    for piece in pieces:
        mark = next(pieces, "")
        lines = piece.split("\n")
        if not is_row:
            # the first cell begins behind the last paragraph
            last = lines.pop() if mark in (_CELL, _INNER_CELL) else ""
            yield from map(Paragraph, lines if mark in (_CELL, _INNER_CELL) else _whole(lines))
            lines = [last]
        if mark == _BEGIN:
            is_row = True
        elif mark in (_CELL, _INNER_CELL):
            is_row = True
            depth = 1 if mark == _CELL else 2
            *above, last = lines
            yield from (Paragraph(line, depth) for line in above)
            yield Paragraph(last, depth, ends_cell=True)
        elif mark == _INNER_ROW:
            yield Paragraph("", 2, ends_row=True)
        elif mark == _ROW:
            number = next(pieces, "")
            next(pieces, "")
            edges = rows[int(number)] if number.isdecimal() and int(number) < len(rows) else None
            yield Paragraph("", 1, ends_row=True, edges=edges)
            is_row = False


def _whole(lines: list[str]) -> list[str]:
    """Leave out the empty text behind the last line end."""
    return lines[:-1] if lines and not lines[-1] else lines
