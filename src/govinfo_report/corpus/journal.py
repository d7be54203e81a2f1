"""A journal of what a run has done, so that a run that was ended in the middle can be gone on with.

The first line says what the journal is of; every further line names copies that are done, by a digest of their place.
A line is written whole or not at all: one that a kill tore is the last, and does not count.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from govinfo_report._version import __version__
from govinfo_report.errors import UnreadableFileError

_KIND = "govinfo_report journal"


def key_of(place: str) -> str:
    """Give the digest by which a journal knows a copy."""
    return blake2b(place.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Journal:
    """A journal, new or gone on with.

    Attributes:
        state: what the last line that counts said beside the copies.
        is_new: nothing stands in it yet.

    Args:
        path: where it is.
        about: what it is of; another run's journal is refused.

    Raises:
        UnreadableFileError: the file is no journal, or that of another run.
        OSError: it cannot be opened.
    """

    def __init__(self, path: str | Path, about: Mapping[str, Any]) -> None:
        self.path = Path(path)
        self.state: Any = None
        self._done: set[int] = set()
        head = {"kind": _KIND, "about": dict(about)}
        good = self._read(head) if self.path.exists() else 0
        self.is_new = not good
        self._file: IO[bytes] = self.path.open("r+b" if self.path.exists() else "xb")
        self._file.truncate(good)
        self._file.seek(good)
        if not good:
            self._write({**head, "library_version": __version__})

    def _read(self, head: Mapping[str, Any]) -> int:
        """Read what is there, and give where the last whole line ends."""
        good = 0
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                try:
                    entry = json.loads(line)
                except ValueError:
                    break
                if not good:
                    self._check(entry, head)
                else:
                    self._done.update(int(key, 16) for key in entry["done"])
                    self.state = entry.get("state")
                good += len(line)
        if not good and self.path.stat().st_size:
            self._check(None, head)
        return good

    def _check(self, entry: Any, head: Mapping[str, Any]) -> None:
        if not isinstance(entry, dict) or entry.get("kind") != _KIND:
            reason = "expected a journal of govinfo_report, found something else; name another file"
            raise UnreadableFileError(errno.EINVAL, reason, str(self.path)).in_chinese(
                "应为govinfo_report的运行日志，却是别的内容；请改用另一个文件"
            )
        if entry.get("about") != head["about"]:
            expected, found = json.dumps(head["about"]), json.dumps(entry.get("about"))
            reason = (
                f"this journal is of another run: expected {expected}, found "
                f"{found}; ask for the same again, or delete the journal"
            )
            raise UnreadableFileError(errno.EINVAL, reason, str(self.path)).in_chinese(
                f"这份日志属于另一次运行：应为{expected}，实为{found}；请使用相同的参数，或删除日志"
            )

    def __contains__(self, place: str) -> bool:
        """Tell whether the copy at a place is done."""
        return bool(self._done) and int(key_of(place), 16) in self._done

    def __len__(self) -> int:
        """Count the copies that were done when the journal was opened."""
        return len(self._done)

    def add(self, places: Iterable[str], state: Any = None) -> None:
        """Say that copies are done; what a kill leaves behind holds this line whole or not at all.

        Args:
            places: their places.
            state: what to find again in ``state``.
        """
        entry: dict[str, Any] = {"done": [key_of(place) for place in places]}
        if state is not None:
            entry["state"] = state
        self._write(entry)

    def _write(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry).encode() + b"\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
