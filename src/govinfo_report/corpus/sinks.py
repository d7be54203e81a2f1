"""Writes facts as they come: JSON lines and CSV to a file that grows, Parquet in row groups.

What is written stands beside the output under another name until it is whole. A sink says what it has surely written
(``commit``), and can be brought back to that (``restore``).
"""

from __future__ import annotations

import os
import shutil
import sys
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

from attrs import define, field

from govinfo_report.export.arrays import require_pyarrow
from govinfo_report.export.arrow import BATCH_LINES, facts_schema, short_schema
from govinfo_report.export.columns import Shape
from govinfo_report.export.facts import REPORT_COLUMNS
from govinfo_report.export.lines import csv_heading

FORMATS = ("jsonl", "csv", "parquet")
# Lines of a row group of Parquet. A writer keeps a kilobyte of each column of a group until the file is closed: with
# small groups it is 15 MB after 100,000 copies.
GROUP_LINES = 4 * BATCH_LINES


class Sink(Protocol):
    """Where facts go."""

    def restore(self, state: Any) -> None:
        """Open it, with what was surely written when it said ``state``; None for a new one."""
        ...

    def write(self, data: bytes) -> bool:
        """Take the bytes of a ``FactsJob``; True where all that was taken can be committed now."""
        ...

    def commit(self) -> Any:
        """Make sure of what was taken, and give the state that says so."""
        ...

    def finish(self) -> None:
        """Close it: the output is whole."""
        ...

    def abandon(self) -> None:
        """Close it: the output is not whole."""
        ...


def open_sink(output: Path | None, format: str, shape: Shape, in_parts: bool) -> Sink:
    """Give the sink of an output.

    Args:
        output: the file; None for standard output.
        format: one of ``FORMATS``.
        shape: ``long`` or ``wide``.
        in_parts: the run may be gone on with after a kill.
    """
    heading = csv_heading(shape) if format == "csv" else b""
    if output is None:
        return _Standard(heading)
    if format != "parquet":
        return _Lines(output, heading, in_parts)
    return _Parts(output, shape) if in_parts else _Parquet(output, shape)


def _beside(output: Path, suffix: str) -> Path:
    return output.with_name(f"{output.name}.{suffix}")


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
        return 0

    def finish(self) -> None:
        sys.stdout.buffer.flush()

    def abandon(self) -> None:
        """Nothing is open."""


class _Lines:
    """A file that grows."""

    def __init__(self, output: Path, heading: bytes, is_kept: bool) -> None:
        self._output = output
        self._is_kept = is_kept
        self._part = _beside(output, "part")
        self._heading = heading
        self._file: IO[bytes] | None = None

    def restore(self, state: Any) -> None:
        if state is not None and not self._part.exists() and self._output.exists():
            # whole once, and gone on with
            os.replace(self._output, self._part)
        self._file = self._part.open("r+b" if state is not None else "wb")
        if state is None:
            self._file.write(self._heading)
        else:
            self._file.truncate(state["size"])
            self._file.seek(state["size"])

    def write(self, data: bytes) -> bool:
        assert self._file is not None
        self._file.write(data)
        return True

    def commit(self) -> Any:
        assert self._file is not None
        self._file.flush()
        return {"size": self._file.tell()}

    def finish(self) -> None:
        self._close()
        os.replace(self._part, self._output)

    def abandon(self) -> None:
        # a disk that is full raises once more
        with suppress(OSError):
            self._close()
        if not self._is_kept:
            self._part.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()


@define
class _Held:
    """Facts that wait until they fill a row group."""

    batches: list[Any] = field(factory=list)
    lines: int = 0

    def add(self, data: bytes) -> None:
        """Take the bytes of a ``FactsJob``."""
        for batch in require_pyarrow("to write Parquet", "写入Parquet").ipc.open_stream(data):
            self.batches.append(batch)
            self.lines += batch.num_rows

    def write(self, writer: Any) -> None:
        """Write them as one row group, and hold nothing; values that come back are written as they came, once."""
        pa = require_pyarrow("to write Parquet", "写入Parquet")
        table = pa.Table.from_batches(self.batches).unify_dictionaries()
        self.batches, self.lines = [], 0
        writer.write_table(table, row_group_size=max(table.num_rows, 1))


class _Parquet:
    """One Parquet file."""

    def __init__(self, output: Path, shape: Shape) -> None:
        self._output = output
        self._part = _beside(output, "part")
        self._shape: Shape = shape
        self._held = _Held()
        self._writer: Any = None

    def restore(self, state: Any) -> None:
        del state
        self._writer = _writer(self._part, self._shape)

    def write(self, data: bytes) -> bool:
        self._held.add(data)
        if self._held.lines >= GROUP_LINES:
            self._held.write(self._writer)
        return False

    def commit(self) -> Any:
        """Only a closed file is Parquet."""

    def finish(self) -> None:
        if self._held.lines:
            self._held.write(self._writer)
        self._writer.close()
        os.replace(self._part, self._output)

    def abandon(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._part.unlink(missing_ok=True)


class _Parts:
    """A Parquet file that is put together of parts: each part is whole as soon as it has its name."""

    def __init__(self, output: Path, shape: Shape) -> None:
        self._output = output
        self._folder = _beside(output, "parts")
        self._shape: Shape = shape
        self._held = _Held()
        self._count = 0

    def restore(self, state: Any) -> None:
        self._count = 0 if state is None else int(state["parts"])
        if state is None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        if self._count and not any(self._folder.iterdir()) and self._output.exists():
            # whole once, and gone on with
            os.replace(self._output, self._name(1))
        for file in self._folder.iterdir():
            if file not in {self._name(number) for number in range(1, self._count + 1)}:
                file.unlink()

    def _name(self, number: int) -> Path:
        return self._folder / f"{number:06}.parquet"

    def write(self, data: bytes) -> bool:
        self._held.add(data)
        return self._held.lines >= GROUP_LINES

    def commit(self) -> Any:
        if self._held.lines:
            file = self._name(self._count + 1)
            new = file.with_suffix(".new")
            with _writer(new, self._shape) as writer:
                self._held.write(writer)
            os.replace(new, file)
            self._count += 1
        return {"parts": self._count}

    def finish(self) -> None:
        from pyarrow import parquet

        part = _beside(self._output, "part")
        with _writer(part, self._shape, is_short=False) as writer:
            for number in range(1, self._count + 1):
                file = self._name(number)
                if file.exists():
                    opened = parquet.ParquetFile(file)
                    for group in range(opened.num_row_groups):
                        table = opened.read_row_group(group)
                        writer.write_table(table, row_group_size=max(table.num_rows, 1))
        os.replace(part, self._output)
        shutil.rmtree(self._folder)

    def abandon(self) -> None:
        """The parts stay, to be gone on with."""


def _writer(path: Path, shape: Shape, is_short: bool = True) -> Any:
    """Open a Parquet file that is read back in the schema of facts.

    Args:
        path: where it is.
        shape: ``long`` or ``wide``.
        is_short: what is written is in ``short_schema``.
    """
    require_pyarrow("to write Parquet", "写入Parquet")
    from pyarrow import parquet

    schema = facts_schema(shape)
    writer = parquet.ParquetWriter(
        path,
        short_schema(shape) if is_short else schema,
        compression="zstd",
        # that of what is written says dictionary where text is meant
        store_schema=False,
        # other columns have the same least and greatest in every row group, and these cost a third of the writing
        write_statistics=list(REPORT_COLUMNS),
    )
    told = b64encode(schema.serialize().to_pybytes()).decode()
    writer.add_key_value_metadata({**schema.metadata, "ARROW:schema": told})
    return writer
