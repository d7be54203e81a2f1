"""Tells one process at which copy another one is, without a message for each."""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from contextlib import suppress

_NUMBER = struct.Struct("<i")


class Mark:
    """A number in memory that two processes share: which copy is being read, of all that one was given; -1 for none.

    Args:
        path: the file that the other process made; None to make one. It is deleted once both have it in memory, so
            that a run that is killed leaves none behind.
    """

    def __init__(self, path: str | None = None) -> None:
        self._is_own = path is None
        if path is None:
            handle, path = tempfile.mkstemp(prefix="govinfo_report-")
            os.write(handle, _NUMBER.pack(-1))
        else:
            handle = os.open(path, os.O_RDWR)
        self.path = path
        self._memory = mmap.mmap(handle, _NUMBER.size)
        os.close(handle)
        if not self._is_own:
            self.delete_file()

    def set(self, number: int) -> None:
        """Write the number."""
        _NUMBER.pack_into(self._memory, 0, number)

    def get(self) -> int:
        """Read the number."""
        number: int = _NUMBER.unpack_from(self._memory)[0]
        return number

    def delete_file(self) -> None:
        """Delete the file, if the other process has not; the number stays in memory."""
        # gone already, or a system that keeps what is in use: then whoever made it deletes it in the end
        with suppress(OSError):
            os.unlink(self.path)

    def close(self) -> None:
        """Give it up."""
        self._memory.close()
        if self._is_own:
            self.delete_file()
