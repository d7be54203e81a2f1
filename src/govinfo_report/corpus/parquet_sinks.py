"""Facts in Parquet: one file, or parts that are put together in the end; see ``sinks.Sink``."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from attrs import define, field

from govinfo_report.corpus.output import Digest, Output, is_regular, keep_name, refuse_lost, synced
from govinfo_report.export.arrays import require_pyarrow
from govinfo_report.export.arrow import BATCH_LINES, facts_schema, short_schema
from govinfo_report.export.columns import Shape
from govinfo_report.export.values import REPORT_COLUMNS

# Lines of a row group of Parquet. A writer keeps a kilobyte of each column of a group until the file is closed: with
# small groups it is 15 MB after 100,000 copies.
GROUP_LINES = 4 * BATCH_LINES
# What this module writes among the parts.
_PART_NAME = re.compile(r"\d{6,}\.(parquet|new)|whole\.parquet")


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


class Parquet:
    """One Parquet file."""

    def __init__(self, output: Output, shape: Shape, keep: tuple[str, ...]) -> None:
        self._output = output
        self._schemas = facts_schema(shape, keep), short_schema(shape, keep)
        self._held = _Held()
        self._file: IO[bytes] | None = None
        self._writer: Any = None

    def restore(self, state: Any) -> None:
        """See ``Sink``."""
        del state
        self._output.begin(self._output.part)
        self._file = self._output.open_part()
        self._writer = _writer(self._file, *self._schemas)

    def write(self, data: bytes) -> bool:
        """See ``Sink``."""
        self._held.add(data)
        if self._held.lines >= GROUP_LINES:
            self._held.write(self._writer)
        return False

    def commit(self) -> Any:
        """Only a closed file is Parquet."""

    def finish(self, mark: Callable[[Any], None]) -> None:
        """See ``Sink``."""
        assert self._file is not None
        if self._held.lines:
            self._held.write(self._writer)
        self._writer.close()
        synced(self._file)
        self._file.close()
        self._output.replace(self._output.part)

    def abandon(self) -> None:
        """See ``Sink``."""
        if self._file is not None:
            with suppress(OSError):
                self._writer.close()
            with suppress(OSError):
                self._file.close()
            self._output.part.unlink(missing_ok=True)


class Parts:
    """A Parquet file that is put together of parts: each part is whole as soon as it has its name.

    Its state says how many parts there are, with their digest, and what the output was when it was whole: parts that
    came after that are put behind it.
    """

    def __init__(self, output: Output, shape: Shape, keep: tuple[str, ...]) -> None:
        self._output = output
        self._schemas = facts_schema(shape, keep), short_schema(shape, keep)
        self._held = _Held()
        self._count = 0
        self._digest = Digest()
        self._whole: Any = None

    @property
    def _new(self) -> Path:
        """What is to be the output."""
        return self._output.parts / "whole.parquet"

    def restore(self, state: Any) -> None:
        """See ``Sink``."""
        folder = self._output.parts
        if state is None:
            self._output.begin(folder)
            self._clear()
            folder.mkdir(exist_ok=True)
            return
        self._count, self._whole = int(state["parts"]), state["whole"]
        if self._whole is not None:
            self._find_whole()
        for number in range(1, self._count + 1):
            if not is_regular(self._name(number)):
                refuse_lost(self._name(number), "no such file", "没有此文件")
            self._digest.add_file(self._name(number))
        if self._digest.state() != {name: state[name] for name in ("size", "digest")}:
            refuse_lost(folder, "something else", "其他内容")
        self._clear(self._count)

    def _find_whole(self) -> None:
        """See that the output is what it was when it was whole, or give it its name if that was not done."""
        for path in (self._new, self._output.path):
            if is_regular(path):
                digest = Digest()
                digest.add_file(path)
                if digest.state() == self._whole:
                    if path == self._new:
                        self._output.replace(path)
                    return
        refuse_lost(self._output.path, "something else, or nothing", "其他内容或没有此文件")

    def _clear(self, count: int = 0) -> None:
        """Delete the parts behind the first ones, and the folder when nothing is left in it; what is no part stays."""
        folder = self._output.parts
        if not os.path.lexists(folder):
            return
        kept = {self._name(number) for number in range(1, count + 1)}
        for file in folder.iterdir():
            if _PART_NAME.fullmatch(file.name) and file not in kept:
                file.unlink()
        if not count:
            # something else stands in it
            with suppress(OSError):
                folder.rmdir()

    def _name(self, number: int) -> Path:
        return self._output.parts / f"{number:06}.parquet"

    def write(self, data: bytes) -> bool:
        """See ``Sink``."""
        self._held.add(data)
        return self._held.lines >= GROUP_LINES

    def commit(self) -> Any:
        """See ``Sink``."""
        if self._held.lines:
            self._output.parts.mkdir(exist_ok=True)
            file = self._name(self._count + 1)
            new = file.with_suffix(".new")
            with new.open("wb") as opened:
                with _writer(opened, *self._schemas) as writer:
                    self._held.write(writer)
                synced(opened)
            self._output.replace(new, file)
            self._count += 1
            self._digest.add_file(file)
        return {"parts": self._count, "whole": self._whole, **self._digest.state()}

    def finish(self, mark: Callable[[Any], None]) -> None:
        """See ``Sink``."""
        if self._whole is not None and not self._count:
            return
        from pyarrow import parquet

        self._output.parts.mkdir(exist_ok=True)
        files = [self._output.path] if self._whole is not None else []
        files += [self._name(number) for number in range(1, self._count + 1)]
        with self._new.open("wb") as opened:
            with _writer(opened, self._schemas[0]) as writer:
                for file in files:
                    with parquet.ParquetFile(file) as part:
                        for group in range(part.num_row_groups):
                            table = part.read_row_group(group)
                            writer.write_table(table, row_group_size=max(table.num_rows, 1))
            synced(opened)
        keep_name(self._output.parts)
        whole = Digest()
        whole.add_file(self._new)
        mark({"parts": 0, "whole": whole.state(), **Digest().state()})
        self._output.replace(self._new)
        self._clear()

    def abandon(self) -> None:
        """The parts stay, to be gone on with."""


def _writer(file: IO[bytes], schema: Any, written: Any = None) -> Any:
    """Open a Parquet file that is read back in the schema of facts.

    Args:
        file: where it is written to.
        schema: that of the facts.
        written: that of what is written, where some of its columns are dictionaries; None where it is the same.
    """
    require_pyarrow("to write Parquet", "写入Parquet")
    from pyarrow import parquet

    writer = parquet.ParquetWriter(
        file,
        schema if written is None else written,
        compression="zstd",
        # that of what is written says dictionary where text is meant
        store_schema=False,
        # other columns have the same least and greatest in every row group, and these cost a third of the writing
        write_statistics=list(REPORT_COLUMNS),
    )
    told = b64encode(schema.serialize().to_pybytes()).decode()
    writer.add_key_value_metadata({**schema.metadata, "ARROW:schema": told})
    return writer
