"""Plain text files: bytes to text."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


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


def read_text(file: str | Path | BinaryIO) -> str:
    """Read a text file.

    Args:
        file: a path, or a file that was opened for reading bytes.

    Raises:
        OSError: the file cannot be opened.
    """
    if isinstance(file, str | Path):
        return decode(Path(file).read_bytes())
    return decode(file.read())
