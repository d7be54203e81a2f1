"""Tells from the bytes of a PDF whether its pages are light: whether they can draw no more than the file shows.

PDFium reads a whole page, with all forms that its forms draw, before it gives anything of it, and ends the process
where the memory does not suffice. So what a page may come to is bounded beforehand. What is unusual, or cannot be seen
(encryption, rare filters), is not light; it is read all the same, but in a process of its own (``pdf_process``).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from attrs import define, field

# Bytes of drawing that all pages of a light file may come to; PDFium takes some hundred bytes of memory for each.
MOST_DRAWN = 2 << 20
# What a mark around content counts for: of marks inside marks PDFium keeps all for each.
MARK = 350
# The largest font or table, unpacked.
LARGEST_STREAM = 16 << 20

_STREAM = re.compile(rb"stream\r?\n")
_OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,10}\s+obj\b")
# Encryption; filters that pack much into little; letters of names that are written as codes; filters named elsewhere.
_RARE = (b"/Encrypt", b"/Crypt", b"/LZW", b"/ASCII", b"/RunLength", b"/A85", b"/AHx")
_UNUSUAL = tuple(
    map(
        re.compile,
        (
            rb"#(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])",
            rb"Decode\s*/[A-Za-z0-9]*Decode",
            rb"/Filter\s*\[?\s*\d",
            rb"/(?:Fl|RL)\b",
        ),
    )
)
_REFERENCE_END = re.compile(rb"R(?<=\sR)(?=[\s/>\])(<\[]|\Z)")
_LONGEST_REFERENCE = 64
_WORDS = ("key", "number", "generation")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FORM = re.compile(rb"/Form\b|/Subtype\s*\d")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})\s*(?:/|>)")
_DRAWS = re.compile(rb"Do(?<=[\0\s]Do)\b")
# What chooses a font: in a letter that is drawn, letters may be drawn, and itself among them.
_WRITES = re.compile(rb"(?:Tf(?<=[\0\s]Tf)|gs(?<=[\0\s]gs))(?![A-Za-z0-9])")
_INLINE = re.compile(rb"ID(?<=[\0\s]ID)[\0\s]")
_PACKED_INLINE = re.compile(rb"/F(?:ilter)?\s*[\[/]|#")
# What draws by a reference, or is unpacked by one; a picture stands behind no such key.
_NOT_PICTURES = (b"Contents", b"ToUnicode", b"Encoding", b"UseCMap", b"CIDToGIDMap", b"Length")
_FONTS = (b"FontFile", b"FontFile2", b"FontFile3")
_DRAWN_LETTERS = b"/Type3"
_FONT = re.compile(rb"/Length1\b|/Subtype\s*/(?:CIDFontType0C|Type1C|OpenType)\b")


@define
class _Drawn:
    """What the streams of a file may draw.

    Attributes:
        has_drawn_letters: letters of some font are streams, under any name.
        texts: what stands between the streams, and the objects that are packed in them.
        sizes: number of an object to the size of its stream, unpacked, and of its marks.
        pictures: the objects that are pictures; they are not unpacked.
        fonts: the objects that are fonts.
        written: of a file with drawn letters, the streams that may write.
        calls: how often something is drawn by its name.
        form: the size of the largest form.
        packed: how many streams hold objects.
    """

    has_drawn_letters: bool
    texts: list[bytes] = field(factory=list)
    sizes: dict[int, int] = field(factory=dict)
    pictures: set[int] = field(factory=set)
    fonts: set[int] = field(factory=set)
    written: set[int] = field(factory=set)
    calls: int = 0
    form: int = 0
    packed: int = 0


def is_light(data: bytes) -> bool:
    """Tell whether no page of a PDF can draw more than ``MOST_DRAWN``; False where that cannot be seen.

    Args:
        data: the file.
    """
    drawn = _Drawn(_DRAWN_LETTERS in data)
    at = 0
    for start, end in _streams(data):
        head = data[at:start]
        if end < 0 or not _add_stream(drawn, head, data[start:end]):
            return False
        drawn.texts.append(head)
        at = end
    drawn.texts.append(data[at:])
    text = b"\n".join(drawn.texts)
    if len(text) > MOST_DRAWN or text.count(b"/ObjStm") != drawn.packed:
        return False
    if any(name in text for name in _RARE) or any(find.search(text) for find in _UNUSUAL):
        return False
    if _DRAWN_LETTERS in text and not drawn.has_drawn_letters:
        return False
    return drawn.calls * drawn.form <= MOST_DRAWN and _comes_to(drawn, text) <= MOST_DRAWN


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Give where the content of each stream begins and ends; -1 where it does not end."""
    end = 0
    while end >= 0 and (found := _STREAM.search(data, end)):
        end = data.find(b"endstream", found.end())
        yield found.end(), end
        end += len(b"endstream") if end >= 0 else 0


def _add_stream(drawn: _Drawn, head: bytes, packed: bytes) -> bool:
    """Add a stream; False where it may draw what is not seen.

    Args:
        drawn: what the file draws so far.
        head: what stands before it, behind the stream before.
        packed: what it holds, and the line end behind.
    """
    numbers = _OBJECT.findall(head[head.rfind(b"endobj") + 1 :])
    words = head[head.rfind(b"obj") :].rstrip()
    if not numbers or not words.removesuffix(b"stream").rstrip().endswith(b">>"):
        return False
    number = int(numbers[-1])
    if _IMAGE.search(words) and not drawn.has_drawn_letters:
        drawn.pictures.add(number)
        return True
    content = _unpacked(words, packed)
    if content is None:
        return False
    if _FONT.search(words):
        drawn.fonts.add(number)
        return True
    size = len(content) + MARK * (content.count(b"BMC") + content.count(b"BDC"))
    drawn.sizes[number] = max(drawn.sizes.get(number, 0), size)
    if drawn.has_drawn_letters and _WRITES.search(content):
        drawn.written.add(number)
    if b"/ObjStm" in words:
        drawn.packed += 1
        drawn.texts.append(content)
    calls = len(_DRAWS.findall(content))
    drawn.calls += calls
    if _FORM.search(words):
        drawn.form = max(drawn.form, len(content))
        if calls:
            # forms inside forms multiply
            return False
    return _INLINE.search(content) is None or _PACKED_INLINE.search(content) is None


def _unpacked(words: bytes, packed: bytes) -> bytes | None:
    """Give the content of a stream; None where it is large, or cannot be told."""
    if b"/Filter" not in words:
        length = _LENGTH.search(words)
        is_told = length is not None and int(length[1]) <= len(packed) <= int(length[1]) + 2
        return packed if is_told and b" obj" not in packed else None
    if b"/FlateDecode" not in words:
        return None
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, LARGEST_STREAM)
    except zlib.error:
        return None
    return content if unpacking.eof and not unpacking.unused_data.strip() else None


def _comes_to(drawn: _Drawn, text: bytes) -> int:
    """Give the bytes that all references of a file come to; more than is light where some cannot be told."""
    total = 0
    for end in _REFERENCE_END.finditer(text):
        at = end.start()
        words = text[max(0, at - _LONGEST_REFERENCE) : at].split()[-3:]
        number = words[-2] if len(words) == len(_WORDS) else b""
        digits = number[len(number.rstrip(b"0123456789")) :]
        if not digits or not words[-1].isdigit():
            # a comment inside it
            return MOST_DRAWN + 1
        of = int(digits)
        total += drawn.sizes.get(of, 0)
        if of in drawn.pictures or of in drawn.fonts or of in drawn.written:
            # of [4 0 R] the key is not told
            key = words[0].rpartition(b"/")[2] if digits == number else b""
            if of in drawn.written:
                is_meant = key == b"Contents"
            elif of in drawn.fonts:
                is_meant = key in _FONTS
            else:
                is_meant = key not in (*_FONTS, *_NOT_PICTURES)
            if not is_meant or not key.isalnum():
                return MOST_DRAWN + 1
    return total
