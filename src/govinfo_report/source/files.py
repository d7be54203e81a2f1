"""A file on its way to its reader, and what is said where it cannot be read."""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NoReturn

from govinfo_report.errors import UnreadableFileError
from govinfo_report.source.budget import Budget, Meter

# What libraries run into where a file is damaged.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError,
    struct.error,
)  # fmt: skip
_USUAL = Budget()
# What is looked at to tell the type of a file.
HEAD = 65_536
# The largest file of any kind, in bytes; a reader may take less.
LARGEST = 512 << 20
# Bytes of the longest name of a file or folder, and of the longest path, that common systems have.
_LONGEST_NAME = 255
_LONGEST_PATH = 4_096
# Characters of a path that a message shows: the first and the last ones.
_SHOWN = (60, 30)


class MissingLibraryError(UnreadableFileError):
    """The reader of a file needs a library that is not installed; the file is fine.

    Attributes:
        library: the library.
        extra: the extra that brings it.
    """

    library: str = ""
    extra: str = ""


class SourceFile:
    """A file: its first bytes, and the rest when it is asked for.

    Args:
        head: its first ``HEAD`` bytes.
        load: gives all of it.
        size: how many bytes it has; None where only reading tells.
        name: what it is called in messages; None where it has no name.
        budget: what reading it may take.

    Attributes:
        meter: counts what is made of it.
    """

    def __init__(
        self,
        head: bytes,
        load: Callable[[], bytes],
        size: int | None,
        name: str | None,
        budget: Budget | None = None,
    ) -> None:
        self.head = head
        self.meter = Meter(budget or _USUAL)
        self.size = size
        self.name = name
        # what one reader opened it as, for the next that asks
        self.opened: object = None
        self._load = load

    @cached_property
    def data(self) -> bytes:
        """All bytes."""
        return self._load()

    def require_size(self, largest: int, what: str) -> None:
        """Refuse a file that is larger than its reader takes.

        Raises:
            UnreadableFileError: it is larger than ``largest`` bytes.
        """
        size = len(self.data) if self.size is None else self.size
        if size > largest:
            self.refuse(
                f"expected {what} of at most {largest >> 20} MB, found {size >> 20} MB; "
                "no such report is as large",
                zh=f"应不超过{largest >> 20} MB，实为{size >> 20} MB；没有这么大的年度报告",
            )

    def refuse(self, reason: str, cause: BaseException | None = None, *, zh: str = "") -> NoReturn:
        """Say why the file cannot be read.

        Args:
            reason: what was expected, what was found and what to do.
            cause: what was raised.
            zh: the reason in Chinese; "" where it is said in English only.

        Raises:
            UnreadableFileError: always.
        """
        raise UnreadableFileError(errno.EINVAL, reason, self.name).in_chinese(zh) from cause

    def require(self, library: str, extra: str, what: str) -> None:
        """Refuse a file whose reader needs a library that is not installed.

        Raises:
            MissingLibraryError: it is not installed; the message has the line that installs it.
        """
        from importlib.util import find_spec

        if find_spec(library) is None:
            reason = f'{what} needs {library}, which is not installed; pip install "govinfo-report[{extra}]"'
            error = MissingLibraryError(errno.EINVAL, reason, self.name)
            error.library, error.extra = library, extra
            raise error.in_chinese(
                f'读取这种文件需要安装{library}，目前没有安装：pip install "govinfo-report[{extra}]"'
            )


def open_source(
    file: str | Path | BinaryIO | bytes, name: str | None = None, budget: Budget | None = None
) -> SourceFile:
    """Open a file.

    Args:
        file: a path, a file opened for reading bytes, or the bytes themselves.
        name: what it is called; None for its own name.
        budget: what reading it may take; None for what is usual.

    Raises:
        OSError: it cannot be opened.
        TypeError: it is none of these.
        UnreadableFileError: it is larger than any report, a folder, or a text rather than a path.
    """
    if isinstance(file, bytes | bytearray | memoryview):
        data = bytes(file)
        return SourceFile(data[:HEAD], lambda: data, len(data), name, budget)
    if isinstance(file, str | Path):
        path = Path(file)
        try:
            with path.open("rb") as opened:
                told = os.fstat(opened.fileno())
                # a device or a pipe is read once, and may have no end
                whole = None if S_ISREG(told.st_mode) else opened.read(LARGEST + 1)
                head = opened.read(HEAD) if whole is None else whole[:HEAD]
        except (OSError, ValueError) as error:
            refuse_path(str(file))
            if path.is_dir():
                raise UnreadableFileError(
                    errno.EISDIR,
                    "expected a file, found a folder; govinfo_report.iter_reports reads all files of one",
                    short_name(str(file)),
                ).in_chinese(
                    "应为文件，实为文件夹；govinfo_report.iter_reports可读取其中的所有文件"
                ) from error
            raise
        if whole is None:
            source = SourceFile(head, path.read_bytes, told.st_size, name or str(file), budget)
        else:
            source = SourceFile(head, lambda: whole, len(whole), name or str(file), budget)
    else:
        if not hasattr(file, "read"):
            raise TypeError(
                "read: expected a path, bytes, or a file opened for reading bytes (mode 'rb'), "
                f"found {type(file).__name__}; for a text use govinfo_report.parse"
            )
        stream: object = file.read(LARGEST + 1)
        if not isinstance(stream, bytes):
            raise TypeError(
                "read: expected a path, bytes, or a file opened for reading bytes (mode 'rb'), "
                f"found one that gives {type(stream).__name__}"
            )
        data = stream
        own = getattr(file, "name", None)
        name = name or (own if isinstance(own, str) else None)
        source = SourceFile(data[:HEAD], lambda: data, len(data), name, budget)
    source.require_size(LARGEST, "a file")
    return source


def short_name(name: str) -> str:
    """Give a path as messages show it: of a long one the beginning and the end."""
    first, last = _SHOWN
    return name if len(name) <= first + last else f"{name[:first]}…{name[-last:]}"


def refuse_path(name: str) -> None:
    """Refuse a path that is none: an empty one, or the text of a report where its path was meant.

    Args:
        name: the path, at which no file was found.

    Raises:
        UnreadableFileError: it is none.
    """
    if not name:
        raise UnreadableFileError(
            errno.ENOENT, "expected a path, found an empty one; give the path of a file", name
        ).in_chinese("应为文件路径，实为空；请给出文件的路径")
    size = len(name.encode("utf-8", "surrogatepass"))
    longest = max(len(part.encode("utf-8", "surrogatepass")) for part in name.split("/"))
    if longest > _LONGEST_NAME or size > _LONGEST_PATH or not {"\n", "\r", "\0"}.isdisjoint(name):
        raise UnreadableFileError(
            errno.EINVAL,
            f"expected a path, found a text of {len(name)} characters; "
            "for a text use govinfo_report.parse",
            short_name(name),
        ).in_chinese(f"应为文件路径，实为{len(name)}个字符的文本；文本请用govinfo_report.parse")
