"""Messages between processes: a length, then that many bytes of pickle."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any

_LENGTH = struct.Struct("<q")


def send(file: IO[bytes], message: Any) -> None:
    """Send a message.

    Raises:
        OSError: the other side has gone.
    """
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    file.write(_LENGTH.pack(len(data)))
    file.write(data)
    file.flush()


def receive(file: IO[bytes]) -> Any:
    """Wait for a message.

    Raises:
        EOFError: the other side has gone.
    """
    return pickle.loads(_exactly(file, _LENGTH.unpack(_exactly(file, _LENGTH.size))[0]))


def _exactly(file: IO[bytes], size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return data
