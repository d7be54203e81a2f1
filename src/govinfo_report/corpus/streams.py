"""Files as a corpus needs them: looked at before they are read, unpacked within bounds, sought in."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import IO, Any

from attrs import define

from govinfo_report.errors import MissingExtraError

# Bytes that are looked at.
LOOKED = 1 << 16


# Bytes that a file may unpack to however small it is, and how many times its own size a larger one.
LEAST_UNPACKED = 16 << 20
MOST_RATIO = 100
# Bytes that zstandard is given at a time: of each it makes 32 KB at most.
_FED = 1 << 8


class NoBytesError(TypeError):
    """An open file gives something else than bytes."""


class UnpackedTooMuchError(Exception):
    """A file unpacks to more than it may.

    Attributes:
        most: the bytes that it may.
    """

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class UnpackLimit:
    """The bytes that one file of a corpus may unpack to, all that is packed in it together.

    Args:
        most: how many; None for ``LEAST_UNPACKED``, or ``MOST_RATIO`` times the bytes of the file, if these are more.
        file: the file.
    """

    def __init__(self, most: int | None, file: Any) -> None:
        self._most = most
        self._file = file
        self._spent = 0

    def spend(self, count: int) -> None:
        """Take from it.

        Raises:
            UnpackedTooMuchError: it is spent.
        """
        self._spent += count
        if self._spent > (LEAST_UNPACKED if self._most is None else self._most):
            most = self._most or max(LEAST_UNPACKED, MOST_RATIO * self._size())
            if self._spent > most:
                raise UnpackedTooMuchError(most)

    def _size(self) -> int:
        """Give the bytes of the file; of a stream those that came so far."""
        taken: int | None = getattr(getattr(self._file, "raw", None), "taken", None)
        return os.fstat(self._file.fileno()).st_size if taken is None else taken

    def watched(self, file: Any) -> Any:
        """Give what a packed file holds, to be looked at and read within the limit."""
        return io.BufferedReader(_Raw(file, self.spend), LOOKED)


@define
class LeftOpen:
    """A file that is another's to close.

    Attributes:
        file: the file.
    """

    file: IO[bytes]

    def __enter__(self) -> IO[bytes]:
        """Give it so that it can be looked at."""
        return io.BufferedReader(_Raw(self.file), LOOKED)

    def __exit__(self, *_: object) -> None:
        """Leave it open."""


class _Raw(io.RawIOBase):
    """A file that only has ``read``, and how many bytes were taken from it."""

    def __init__(self, file: Any, spend: Callable[[int], None] | None = None) -> None:
        self.taken = 0
        self._file = file
        self._read = getattr(file, "read1", file.read)
        self._spend = spend

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        try:
            # to seek in what is unpacked is to unpack it anew
            return self._spend is None and bool(self._file.seekable())
        except AttributeError:
            return False

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        if not isinstance(data, bytes):
            raise NoBytesError(
                "iter_reports: expected a file opened for reading bytes (mode 'rb'), "
                f"found one that gives {type(data).__name__}"
            )
        buffer[: len(data)] = data
        self.taken += len(data)
        if self._spend is not None:
            self._spend(len(data))
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
    return _Zstandard(file, ZstdDecompressor)


class _Zstandard(io.RawIOBase):
    """Unpacks frames, and says so where the last one is cut: the library's own reader ends in silence."""

    def __init__(self, file: Any, unpacker: Any) -> None:
        self._file = file
        self._new = unpacker
        self._frame: Any = None
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        rest = b""
        while not self._ready:
            data = rest or self._file.read(_FED)
            if not data:
                if self._frame is not None:
                    raise EOFError("the packed data ends in the middle")
                return 0
            if self._frame is None:
                self._frame = self._new().decompressobj()
            try:
                self._ready = memoryview(self._frame.decompress(data))
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
