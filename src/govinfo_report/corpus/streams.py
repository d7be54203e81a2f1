"""Files as a corpus needs them: looked at before they are read, unpacked, sought in."""

from __future__ import annotations

import io
from typing import IO, Any

from attrs import define

from govinfo_report.errors import MissingExtraError

# Bytes that are looked at.
LOOKED = 1 << 16


@define
class LeftOpen:
    """A file that is another's to close.

    Attributes:
        file: the file.
    """

    file: IO[bytes]

    def __enter__(self) -> IO[bytes]:
        """Give it so that it can be looked at."""
        return self.file if hasattr(self.file, "peek") else buffered(self.file)

    def __exit__(self, *_: object) -> None:
        """Leave it open."""


def buffered(file: Any) -> Any:
    """Give a file that can be looked at before it is read."""
    return io.BufferedReader(_Raw(file), LOOKED)


class _Raw(io.RawIOBase):
    """A file that only has ``read``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        try:
            return bool(self._file.seekable())
        except AttributeError:
            return False

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        if not isinstance(data, bytes):
            raise TypeError(
                "iter_reports: expected a file opened for reading bytes (mode 'rb'), "
                f"found one that gives {type(data).__name__}"
            )
        buffer[: len(data)] = data
        return len(data)


def zstandard_file(file: Any) -> Any:
    """Unpack a file.

    Raises:
        MissingExtraError: zstandard is not installed.
    """
    try:
        from zstandard import ZstdDecompressor
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "zstandard", "zstd", "to read .zst files", "读取.zst文件"
        ) from error
    return io.BufferedReader(_Zstandard(file, ZstdDecompressor), LOOKED)


class _Zstandard(io.RawIOBase):
    """Unpacks frames, and says so where the last one is cut: the library's own reader ends in silence."""

    def __init__(self, file: Any, unpacker: Any) -> None:
        self._file = file
        self._new = unpacker
        self._frame: Any = None
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        rest = b""
        while not self._ready:
            data = rest or self._file.read(LOOKED)
            if not data:
                if self._frame is not None:
                    raise EOFError("the packed data ends in the middle")
                return 0
            if self._frame is None:
                self._frame = self._new().decompressobj()
            try:
                self._ready = self._frame.decompress(data)
            except Exception as error:
                # zstandard.ZstdError, known only where the package is
                raise ValueError(str(error)) from error
            rest = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = None
            if rest:
                self._file = _Before(rest, self._file)
                rest = b""
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


class _Before:
    """A file with some bytes put back before it."""

    def __init__(self, data: bytes, file: Any) -> None:
        self._data, self._file = data, file

    def read(self, size: int) -> bytes:
        data, self._data = self._data[:size], self._data[size:]
        found: bytes = data or self._file.read(size)
        return found


def seekable_file(file: Any) -> Any:
    """Give a file that can be sought in: itself, or all that it holds."""
    return file if file.seekable() else io.BytesIO(file.read())
