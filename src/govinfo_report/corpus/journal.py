"""A journal of what a run has done, so that a run that was ended in the middle can be gone on with.

The first line says what the journal is of; every further line names copies that are done, each by a digest of its place
and one of what it holds. A line is written whole or not at all: one that a kill tore is the last, and does not count.
"""

from __future__ import annotations

import errno
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import IO, Any

from govinfo_report._version import __version__
from govinfo_report.corpus.copies import Copy, Item
from govinfo_report.corpus.output import lock_file, synced
from govinfo_report.errors import UnreadableFileError

_KIND = "govinfo_report journal"
# Raised when a change would mislead a run that goes on with an old one.
_VERSION = 2
# Hexadecimal digits of each half of a key.
_DIGITS = 16


def key_of(item: Item) -> str:
    """Give the digests by which a journal knows a copy: that of its place, and that of what it holds."""
    if isinstance(item, Copy):
        held = item.text
        data = held if isinstance(held, bytes) else held.encode("utf-8", "surrogatepass")
    else:
        data = item.code.encode()
    return _digest(item.place.encode("utf-8", "surrogatepass")) + _digest(data)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGITS // 2).hexdigest()


class Journal:
    """A journal, new or gone on with.

    Attributes:
        state: what the last line said beside the copies.

    Args:
        path: where it is.
        about: what it is of; another run's journal is refused.

    Raises:
        UnreadableFileError: the file is no journal, that of another run, damaged, or another run writes it now.
        OSError: it cannot be opened.
    """

    def __init__(self, path: str | Path, about: Mapping[str, Any]) -> None:
        self.path = Path(path)
        self.state: Any = None
        # place to what it held; there may be several of one place, where a source was given twice
        self._done: dict[int, tuple[int, ...]] = {}
        # what they held, once a place was met that holds something else
        self._elsewhere: Counter[int] | None = None
        if self.path.exists() and not self.path.is_file():
            self._refuse("a device, a pipe or a folder", "设备、管道或文件夹")
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        self._file: IO[bytes] = os.fdopen(handle, "r+b")
        try:
            if not lock_file(handle):
                self._refuse("one that another run writes", "另一个运行正在写的日志")
            head = {"kind": _KIND, "version": _VERSION, "about": dict(about)}
            good = self._read(head)
            self._file.seek(good)
            self._file.truncate()
            if not good:
                self._file.write(self._head(head))
                self._file.flush()
        except BaseException:
            self._file.close()
            raise

    def _head(self, head: Mapping[str, Any]) -> bytes:
        return json.dumps({**head, "library_version": __version__}).encode() + b"\n"

    def _read(self, head: Mapping[str, Any]) -> int:
        """Read what is there, and give where the last whole line ends."""
        good = 0
        for number, line in enumerate(self._file, 1):
            try:
                entry = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                entry = None
            if good and entry is None:
                # one that was torn, with what a disk may put behind it
                if not self._file.read().strip(b"\0"):
                    break
                self._refuse_line(number)
            if not good:
                if entry is None and self._head(head).startswith(line):
                    # torn while it was begun
                    break
                self._check(entry, head)
            else:
                self._take(entry, number)
            good += len(line)
        return good

    def _take(self, entry: Any, number: int) -> None:
        try:
            self.state = entry.get("state", self.state)
            for key in entry["done"]:
                place, held = int(key[:_DIGITS], 16), int(key[_DIGITS:], 16)
                self._done[place] = (*self._done.get(place, ()), held)
        except (AttributeError, LookupError, TypeError, ValueError):
            self._refuse_line(number)

    def _refuse_line(self, number: int) -> None:
        self._refuse(f"one whose line {number} is damaged", f"第{number}行已损坏的日志")

    def _refuse(self, found: str, found_zh: str) -> None:
        reason = f"expected a journal of govinfo_report, found {found}; name another file"
        raise UnreadableFileError(errno.EINVAL, reason, str(self.path)).in_chinese(
            f"应为govinfo_report的运行日志，实为{found_zh}；请改用另一个文件"
        )

    def _check(self, entry: Any, head: Mapping[str, Any]) -> None:
        if not isinstance(entry, dict) or entry.get("kind") != _KIND:
            self._refuse("something else", "别的内容")
        for name in ("version", "about"):
            if entry.get(name) != head[name]:
                expected, found = json.dumps(head[name]), json.dumps(entry.get(name))
                reason = (
                    f"this journal is of another run: expected {expected}, found "
                    f"{found}; ask for the same again, or delete the journal"
                )
                raise UnreadableFileError(errno.EINVAL, reason, str(self.path)).in_chinese(
                    f"这份日志属于另一次运行：应为{expected}，实为{found}；请使用相同的参数，或删除日志"
                )

    def is_done(self, item: Item) -> bool:
        """Tell whether a copy is done; each that is is told once.

        A copy that stands elsewhere than it did is known by what it holds: from the first place on that holds something
        else than it did, as where a record was put before others.
        """
        key = key_of(item)
        place, held = int(key[:_DIGITS], 16), int(key[_DIGITS:], 16)
        if self._elsewhere is None:
            known = self._done.get(place, ())
            if held in known:
                left = list(known)
                left.remove(held)
                self._done[place] = tuple(left)
                return True
            if not known:
                return False
            self._elsewhere = Counter(chain.from_iterable(self._done.values()))
            self._done.clear()
        if self._elsewhere[held] > 0:
            self._elsewhere[held] -= 1
            return True
        return False

    def left(self) -> int:
        """Count the copies that are done and were not asked for."""
        if self._elsewhere is not None:
            return self._elsewhere.total()
        return sum(map(len, self._done.values()))

    def add(self, items: Iterable[Item], state: Any = None) -> None:
        """Say that copies are done; what a kill leaves behind holds this line whole or not at all.

        Args:
            items: the copies.
            state: what to find again in ``state``.
        """
        entry: dict[str, Any] = {"done": [key_of(item) for item in items]}
        if state is not None:
            entry["state"] = self.state = state
        self._write(entry)

    def _write(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry).encode() + b"\n")
        self._file.flush()

    def sync(self) -> None:
        """Bring it to the disk."""
        synced(self._file)

    def close(self) -> None:
        """Close the file."""
        # what a full disk did not take is a torn line
        with suppress(OSError):
            self._file.close()
