"""Writes facts as they come: JSON lines and CSV to a file that grows, Parquet in row groups.

What is written stands beside the output under another name until it is whole. A sink says what it has surely written
(``commit``), with a digest of it, and can be brought back to that (``restore``); what has changed since is refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Protocol

from govinfo_report.corpus.output import Digest, Output, is_regular, refuse_lost, synced
from govinfo_report.corpus.parquet_sinks import Parquet, Parts
from govinfo_report.corpus.shapes import CorpusShape


class Sink(Protocol):
    """Where facts go."""

    def restore(self, state: Any) -> None:
        """Open it, with what was surely written when it said ``state``; None for a new one.

        Raises:
            UnreadableFileError: what was written is not there as it was, or something else stands in the way.
        """
        ...

    def write(self, data: Any) -> bool:
        """Take what a ``FactsJob`` gives, mostly bytes; True where all that was taken can be committed now."""
        ...

    def commit(self) -> Any:
        """Make sure of what was taken, and give the state that says so."""
        ...

    def finish(self, mark: Callable[[Any], None]) -> None:
        """Close it: the output is whole.

        Args:
            mark: is told a new state before what the old one speaks of is deleted.
        """
        ...

    def abandon(self) -> None:
        """Close it: the output is not whole."""
        ...


def open_sink(
    output: Output | None,
    format: str,
    shape: CorpusShape,
    in_parts: bool,
    keep: tuple[str, ...] = (),
    heading: bytes = b"",
    lang: str = "zh",
) -> Sink:
    """Give the sink of an output.

    Args:
        output: the file; None for standard output.
        format: one of ``FORMATS``.
        shape: one of ``CORPUS_SHAPES``; whole reports are JSON lines.
        in_parts: the run may be gone on with after a kill.
        keep: fields of the records that stand behind the columns.
        heading: what a file of lines begins with.
        lang: the language of a workbook.
    """
    if output is None:
        return _Standard(heading)
    if format == "xlsx":
        from govinfo_report.corpus.workbook_sink import WorkbookSink

        return WorkbookSink(output, lang, keep)
    if format != "parquet" or shape == "reports":
        return _Lines(output, heading, in_parts)
    return (Parts if in_parts else Parquet)(output, shape, keep)


class _Standard:
    """Standard output; what was written there cannot be taken back."""

    def __init__(self, heading: bytes) -> None:
        self._heading = heading

    def restore(self, state: Any) -> None:
        if state is None:
            sys.stdout.buffer.write(self._heading)

    def write(self, data: bytes) -> bool:
        sys.stdout.buffer.write(data)
        return True

    def commit(self) -> Any:
        sys.stdout.buffer.flush()
        return {}

    def finish(self, mark: Callable[[Any], None]) -> None:
        sys.stdout.buffer.flush()

    def abandon(self) -> None:
        """Nothing is open."""


class _Lines:
    """A file that grows."""

    def __init__(self, output: Output, heading: bytes, in_parts: bool) -> None:
        self._output = output
        self._in_parts = in_parts
        self._is_kept = False
        self._heading = heading
        self._digest = Digest()
        # None while the output is whole and nothing was added to it
        self._file: IO[bytes] | None = None

    def restore(self, state: Any) -> None:
        if state is None:
            self._output.begin(self._output.part)
            self._file = self._output.open_part()
            self._take(self._heading)
            return
        self._is_kept = True
        part, whole = self._output.part, self._output.path
        path = part if os.path.lexists(part) else whole
        if not is_regular(path):
            refuse_lost(part, "no such file", "没有此文件")
        self._digest.add_file(path, state["size"])
        # behind what the journal knows of there may be more, but not in a file that was whole
        if self._digest.state() != {name: state[name] for name in ("size", "digest")} or (
            path == whole and path.stat().st_size != state["size"]
        ):
            refuse_lost(path, "something else", "其他内容")
        if path == part:
            self._open()

    def _open(self) -> IO[bytes]:
        if self._file is None:
            if not os.path.lexists(self._output.part):
                self._output.replace(self._output.path, self._output.part)
            self._file = self._output.part.open("r+b")
            self._file.truncate(self._digest.size)
            self._file.seek(self._digest.size)
        return self._file

    def _take(self, data: bytes) -> None:
        self._open().write(data)
        self._digest.add(data)

    def write(self, data: bytes) -> bool:
        if memoryview(data).nbytes:
            self._take(data)
        return self._in_parts

    def commit(self) -> Any:
        if self._file is not None:
            synced(self._file)
        self._is_kept = self._in_parts
        return self._digest.state()

    def finish(self, mark: Callable[[Any], None]) -> None:
        if self._file is not None:
            self._file.close()
            self._output.replace(self._output.part)

    def abandon(self) -> None:
        if self._file is not None:
            # a disk that is full raises once more
            with suppress(OSError):
                self._file.close()
            if not self._is_kept:
                self._output.part.unlink(missing_ok=True)
