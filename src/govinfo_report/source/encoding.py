"""Bytes to text: the encoding told from the bytes, since labels of encodings are wrong as often as not."""

from __future__ import annotations

from codecs import utf_8_decode
from collections import Counter
from unicodedata import category

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# GB18030 holds GBK and GB 2312, whatever a page calls itself.
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
# The commonest characters of such reports, in both scripts; a wrong encoding hits them by chance only.
_COMMON = frozenset(
    "的政府信息公开申请年度报告本机关数量条例主动行复议诉讼其他情况处理收费工作和了在有不予一二三四五六"
    "開請報機關數條動複議訴訟況處費"
)
# How much is looked at: a page may begin with scripts, so the stretches with most bytes beyond ASCII are.
SAMPLE = 8_192
# Characters that no text has, in every hundred, above which the bytes are no text: bytes that no encoding gives, and
# characters that Unicode leaves unassigned or to fonts (icons and bullets are few).
MOST_UNREADABLE = 5


def decode(data: bytes, is_cut: bool = False) -> str:
    """Decode a text: by its byte order mark, else as UTF-8, else in the encoding that makes it a report.

    Bytes that fit no encoding become U+FFFD, so that every file gives a text. Line ends stay as they are.

    Args:
        data: the bytes.
        is_cut: they are the beginning of a file; its last character may be cut.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        text, _ = utf_8_decode(data, "strict", not is_cut)
    except UnicodeDecodeError:
        text = ""
    if text and "\x00" not in text[:SAMPLE]:
        return text
    return data.decode(_likeliest(data), errors="replace")


def _likeliest(data: bytes) -> str:
    """Give the encoding in which most characters are those of a report."""
    at = _first_beyond_ascii(data)
    # an even number of bytes before the sample, for UTF-16
    low = max(0, at - 64) // 2 * 2
    sample = data[low : low + SAMPLE]
    worth = {name: _worth(sample.decode(name, errors="replace")) for name in _CANDIDATES}
    return max(_CANDIDATES, key=lambda name: worth[name])


def _first_beyond_ascii(data: bytes) -> int:
    for at in range(0, len(data), SAMPLE):
        stretch = data[at : at + SAMPLE]
        if not stretch.isascii() or b"\x00" in stretch:
            places = (i for i, byte in enumerate(stretch) if byte > 127 or byte == 0)
            return at + next(places)
    return 0


def _worth(text: str) -> float:
    if not text:
        return -1.0
    common = sum(character in _COMMON for character in text)
    # at both ends a character may be cut
    wrong = text[2:-2].count("\ufffd") + sum(
        "\ue000" <= character <= "\uf8ff" for character in text
    )
    return (common - 2 * wrong - 4 * text.count("\x00")) / len(text)


def _is_no_text(character: str) -> bool:
    """Tell whether no writing has a character; noise in two bytes a character gives one in eight of this kind."""
    if character < " ":
        return character not in "\t\n\r\f\x0b\x1a\x1b"
    return character == "\ufffd" or category(character) in ("Cn", "Co")


def is_text(text: str) -> bool:
    """Tell whether what was decoded is text at all."""
    sample = text[:SAMPLE]
    wrong = sum(count for character, count in Counter(sample).items() if _is_no_text(character))
    return 100 * wrong <= MOST_UNREADABLE * max(len(sample), 20)
