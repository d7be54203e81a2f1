"""The place of an output: locked by one run at a time, and written over only where a run left what stands there."""

from __future__ import annotations

import errno
import os
import stat
import sys
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any, NoReturn

from govinfo_report.errors import ArgumentError, UnreadableFileError

LOCK, PART, PARTS = ".lock", ".part", ".parts"
"""What stands behind the name of an output while a run writes it."""

# Bytes that are read at a time to see whether a file is still what it was.
_LOOKED = 1 << 20
# What a lock says. Of no use is what the run began and cannot be gone on with.
_SIGN = b"govinfo_report lock\n"
_OF_NO_USE = b"what stands beside is of no use\n"


def lock_file(handle: int) -> bool:
    """Lock an open file for this run alone; False where another one has locked it.

    Raises:
        OSError: the system has no locks there.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            # far behind the end: what is locked there nobody reads
            os.lseek(handle, 1 << 40, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def keep_name(folder: Path) -> None:
    """Make sure that the names in a folder outlive a power cut, where the system can."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Output:
    """A file that is to be written, and what stands beside it until it is whole.

    Attributes:
        path: the file; where a link leads, if it was one.
        part: what is written first.
        parts: the folder of what is written first.

    Args:
        path: the file.

    Raises:
        ArgumentError: it is no file but a device, a pipe or a folder, or another run writes it.
        UnreadableFileError: something else stands where the lock is to be.
        OSError: it cannot be locked.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self.part = self.beside(PART)
        self.parts = self.beside(PARTS)
        if self.path.exists() and not self.path.is_file():
            raise ArgumentError(
                "output",
                f"expected a file, found a device, a pipe or a folder: {path}; name a file, "
                "or none for standard output",
            ).in_chinese(
                f"应为文件，实为设备、管道或文件夹：{path}；请另给文件名，或不给以写到标准输出"
            )
        self._handle = self._lock()
        said = os.read(self._handle, 4096)
        if said and not said.startswith(_SIGN):
            os.close(self._handle)
            refuse_left(self.beside(LOCK))
        self._is_of_no_use = _OF_NO_USE in said
        # what stands there and is of no use yet
        self._begun: Path | None = None

    def beside(self, end: str) -> Path:
        """Give a file beside it."""
        return self.path.with_name(self.path.name + end)

    def _lock(self) -> int:
        path = self.beside(LOCK)
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            try:
                if not lock_file(handle):
                    raise ArgumentError(
                        "output",
                        f"expected a file that no other run writes, found one that does: {self.path}; "
                        "wait until it has ended, or give another name",
                    ).in_chinese(
                        f"应为没有其他运行在写的文件，实际另一个运行正在写：{self.path}；"
                        "请等它结束，或改用另一个文件名"
                    )
                # whoever had it before may have deleted it meanwhile
                if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)

    def begin(self, path: Path) -> None:
        """Say that what is written beside from now on is of no use until ``keep`` says otherwise.

        Args:
            path: where it is written.

        Raises:
            UnreadableFileError: something stands there that is, or may be, of use.
        """
        if os.path.lexists(path) and not self._is_of_no_use:
            refuse_left(path)
        self._begun = path
        self._say(_SIGN + _OF_NO_USE)

    def keep(self) -> None:
        """Say that what was written can be gone on with."""
        self._begun = None
        self._say(_SIGN)

    def _say(self, words: bytes) -> None:
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, words)
        os.fsync(self._handle)

    def open_part(self) -> IO[bytes]:
        """Open ``part`` anew, for writing; ``begin`` came before."""
        self.part.unlink(missing_ok=True)
        return self.part.open("xb")

    def replace(self, file: Path, target: Path | None = None) -> None:
        """Give a file that is whole, and on the disk, its name.

        Args:
            file: the file.
            target: the name; None for the output's own.
        """
        target = target or self.path
        os.replace(file, target)
        keep_name(target.parent)

    def write_beside(self, end: str, data: bytes) -> None:
        """Write a small file beside the output: as it was, or as it is to be, at any time."""
        path = self.beside(end)
        new = path.with_name(path.name + PART)
        new.unlink(missing_ok=True)
        with new.open("xb") as file:
            file.write(data)
            synced(file)
        self.replace(new, path)

    def release(self) -> None:
        """Let another run write it; the lock stays where it has to say what is of no use."""
        if self._begun is None or not os.path.lexists(self._begun):
            if sys.platform == "win32":
                self.keep()
            else:
                # while it is locked, so that nobody deletes the lock of another run
                self.beside(LOCK).unlink(missing_ok=True)
        os.close(self._handle)


def refuse_left(path: Path) -> NoReturn:
    """Refuse to write over what stands in the way.

    Raises:
        UnreadableFileError: always.
    """
    raise UnreadableFileError(
        errno.EEXIST,
        "expected no such file yet, found one that a run left to be gone on with, or that is somebody else's; "
        "go on with that run (its journal, --resume), or delete it",
        str(path),
    ).in_chinese(
        "应尚无此文件，实有一个可供继续运行的文件，或属于他人；请继续那次运行（--resume），或删除它"
    )


def refuse_lost(path: Path, found: str, found_zh: str) -> NoReturn:
    """Refuse to go on with what is not as the journal says.

    Args:
        path: what the journal speaks of.
        found: what was found.
        found_zh: the same in Chinese.

    Raises:
        UnreadableFileError: always.
    """
    raise UnreadableFileError(
        errno.EINVAL,
        f"expected what the journal says was written, found {found}; put it back as it was, or delete it and "
        "the journal, and begin anew",
        str(path),
    ).in_chinese(
        f"应为日志所记已写出的内容，实为{found_zh}；请恢复原状，或连同日志一并删除后重新开始"
    )


def is_regular(path: Path) -> bool:
    """Tell whether a path is a file, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def synced(file: IO[Any]) -> None:
    """Bring a file to the disk."""
    file.flush()
    os.fsync(file.fileno())


class Digest:
    """A digest of bytes as they come, and how many came.

    Attributes:
        size: how many.
    """

    def __init__(self) -> None:
        self.size = 0
        self._hash = blake2b(digest_size=16)

    def add(self, data: Any) -> None:
        """Add bytes."""
        self._hash.update(data)
        self.size += memoryview(data).nbytes

    def add_file(self, path: Path, most: int | None = None) -> None:
        """Add a file, or its first ``most`` bytes."""
        with path.open("rb") as file:
            while data := file.read(_LOOKED if most is None else min(_LOOKED, most)):
                self.add(data)
                most = None if most is None else most - len(data)

    def state(self) -> dict[str, Any]:
        """Give both as plain data."""
        return {"size": self.size, "digest": self._hash.hexdigest()}
