"""Plain text files: bytes to text."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


# How files begin that hold no plain text, and what they are.
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "DOCX, XLSX, ODT or ZIP"),
    (b"\xd0\xcf\x11\xe0", "DOC, WPS or XLS"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
)


def other_kind(data: bytes) -> str | None:
    """Name the kind of a file that holds no plain text, by its first bytes; None for text."""
    return next((name for mark, name in _OTHER_KINDS if data.startswith(mark)), None)


def decode(data: bytes) -> str:
    """Decode a text file: by its byte order mark, else as UTF-8, else as GB18030 (old sites).

    Bytes that fit no encoding become U+FFFD, so that every file gives a text. Line ends stay as they are.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")


def read_bytes(file: str | Path | BinaryIO) -> bytes:
    """Read a file whole.

    Args:
        file: a path, or a file that was opened for reading bytes.

    Raises:
        OSError: the file cannot be opened.
        TypeError: the file was opened for reading text.
    """
    data: object = Path(file).read_bytes() if isinstance(file, str | Path) else file.read()
    if not isinstance(data, bytes):
        raise TypeError(
            "read: expected a path or a file opened for reading bytes (mode 'rb'), "
            f"found one that gives {type(data).__name__}"
        )
    return data
