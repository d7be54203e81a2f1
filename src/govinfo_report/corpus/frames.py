"""Messages between processes: pickle, and behind it the buffers that it names, which are not copied into it.

They go through a pipe, or, where both sides have it, through memory that they share: then only their sizes go through
the pipe, and the sender never waits for the other side.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any

from attrs import define

_NUMBER = struct.Struct("<q")
# Bytes that a pipe holds: with fewer the two sides wait for each other several times a message.
_PIPE = 1 << 20


@define
class Shared:
    """Memory that two processes share, for messages one way: two of them may be on their way at a time.

    Attributes:
        handles: two files in memory, used in turn.
    """

    handles: Sequence[int]
    _turn: int = 0

    def write(self, parts: Sequence[memoryview]) -> None:
        """Write the parts of a message."""
        handle, at = self._next(), 0
        for part in parts:
            done = 0
            while done < part.nbytes:
                done += os.pwrite(handle, part[done:], at + done)
            at += done

    def read(self, sizes: Sequence[int]) -> list[bytes]:
        """Read the parts of the next message."""
        handle, at = self._next(), 0
        parts = []
        for size in sizes:
            parts.append(os.pread(handle, size, at))
            at += size
        return parts

    def _next(self) -> int:
        self._turn ^= 1
        return self.handles[self._turn]

    def close(self) -> None:
        """Give it up."""
        for handle in self.handles:
            os.close(handle)


def send(file: IO[bytes], message: Any, shared: Shared | None = None) -> None:
    """Send a message.

    Args:
        file: the pipe.
        message: what pickles.
        shared: what its bytes go through; None for the pipe.

    Raises:
        OSError: the other side has gone.
    """
    buffers: list[pickle.PickleBuffer] = []
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    parts = [memoryview(data), *(buffer.raw() for buffer in buffers)]
    if shared is not None:
        shared.write(parts)
    file.write(b"".join(map(_NUMBER.pack, (len(parts), *(part.nbytes for part in parts)))))
    if shared is None:
        for part in parts:
            file.write(part)
    file.flush()


def receive(file: IO[bytes], shared: Shared | None = None) -> Any:
    """Wait for a message, see ``send``.

    Raises:
        EOFError: the other side has gone.
    """
    count = _number(file)
    sizes = [_number(file) for _ in range(count)]
    if shared is not None:
        data, *buffers = shared.read(sizes)
    else:
        data, *buffers = [_exactly(file, size) for size in sizes]
    return pickle.loads(data, buffers=buffers)


def _number(file: IO[bytes]) -> int:
    number: int = _NUMBER.unpack(_exactly(file, _NUMBER.size))[0]
    return number


def _exactly(file: IO[bytes], size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return data


def widen(pipe: int) -> None:
    """Let a pipe hold more, where the system can."""
    if sys.platform == "linux":
        from fcntl import F_SETPIPE_SZ, fcntl

        # a user may have as many pages in pipes as the system allows
        with suppress(OSError):
            fcntl(pipe, F_SETPIPE_SZ, _PIPE)
