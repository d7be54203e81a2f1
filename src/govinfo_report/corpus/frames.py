"""Messages between processes: pickle, and behind it the buffers that it names, which are not copied into it."""

from __future__ import annotations

import pickle
import struct
import sys
from contextlib import suppress
from typing import IO, Any

_NUMBER = struct.Struct("<q")
# Bytes that a pipe holds: with fewer the two sides wait for each other several times a message.
_PIPE = 1 << 20


def send(file: IO[bytes], message: Any) -> None:
    """Send a message.

    Raises:
        OSError: the other side has gone.
    """
    buffers: list[pickle.PickleBuffer] = []
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    parts = [memoryview(data), *(buffer.raw() for buffer in buffers)]
    file.write(b"".join(map(_NUMBER.pack, (len(parts), *(part.nbytes for part in parts)))))
    for part in parts:
        file.write(part)
    file.flush()


def receive(file: IO[bytes]) -> Any:
    """Wait for a message.

    Raises:
        EOFError: the other side has gone.
    """
    count = _number(file)
    sizes = [_number(file) for _ in range(count)]
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
