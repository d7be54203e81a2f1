"""Reads files of records: JSON lines, CSV, Parquet; a record holds one text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO, Any

from govinfo_report.corpus.copies import LARGEST, Copy, Fields, Item, Trouble
from govinfo_report.corpus.names import spelled
from govinfo_report.errors import MissingExtraError
from govinfo_report.findings import Said
from govinfo_report.screening import is_report
from govinfo_report.source.document import LONGEST_CELL
from govinfo_report.source.encoding import decode
from govinfo_report.source.lines import Lines

# Bytes by which the encoding of a CSV is told.
_LOOKED = 1 << 16
_JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")
# What parts the cells of a file by its name.
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
# Records of a Parquet file that are decoded at a time, and their bytes.
_BATCH = 256
_BATCH_BYTES = 1 << 26
_NAMES = 8
# What may stand before the first bracket: a byte order mark, white space.
_BEFORE = b"\xef\xbb\xbf \t\r\n"


def bare_name(name: str) -> str:
    """Give a file's name in small letters, without what says that it is packed."""
    name = name.lower()
    for packed in (".gz", ".zst", ".bz2", ".xz"):
        name = name.removesuffix(packed)
    return name


def is_json_lines(name: str) -> bool:
    """Tell by its name whether a file holds JSON lines."""
    return bare_name(name).endswith(_JSON_LINES)


def is_json(name: str) -> bool:
    """Tell by its name whether a file holds one JSON value."""
    return bare_name(name).endswith(".json")


def begins_json(head: bytes) -> str:
    """Tell what a file without a name begins as: ``lines`` of JSON, one ``value``, or neither ("").

    Args:
        head: how the file begins.
    """
    head = head.lstrip(_BEFORE)
    if head.startswith(b"["):
        return "value"
    # RTF begins with the same bracket
    if not head.startswith(b"{") or head.startswith(b"{\\rtf"):
        return ""
    return "value" if head.splitlines()[0].strip() == b"{" else "lines"


def delimiter_of(name: str) -> str | None:
    """Give what parts the cells of a file, by its name; None where it is no CSV."""
    return _DELIMITERS.get(bare_name(name)[-4:])


def has_column(head: bytes, column: str, delimiter: str) -> bool:
    """Tell whether the line of headings of a CSV names a column.

    Args:
        head: how the file begins.
        column: the column.
        delimiter: what parts its cells.
    """
    lines = Lines(decode(head, is_cut=True).lstrip("\ufeff")).texts
    return column in next(csv.reader(lines[:1], delimiter=delimiter), ())


def is_one_report(data: bytes, delimiter: str) -> bool:
    """Tell whether a CSV is one report that was saved as such, rather than records of which one field is a report.

    Args:
        data: the whole file.
        delimiter: what parts its cells.
    """
    text = decode(data)
    if not is_report(text):
        return False
    _lift_limit()
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        return not any(
            len(field) > LONGEST_CELL and is_report(field) for row in rows for field in row
        )
    except csv.Error:
        return False


def _lift_limit() -> None:
    """Let fields be as long as they like: a report is longer than the limit that stands for all readers by default."""
    csv.field_size_limit(max(csv.field_size_limit(), 1 << 30))


def iter_json_lines(file: IO[bytes], place: str, fields: Fields) -> Iterator[Item]:
    """Give the texts of JSON lines; a line that is no object or has no such field is a trouble of its own.

    Args:
        file: the lines, in UTF-8.
        place: the name of the file.
        fields: where the text stands.
    """
    number = 0
    while line := file.readline(LARGEST + 1):
        number += 1
        where = f"{place}:{number}"
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = file.readline(LARGEST)
            yield Trouble(where, "copy_too_large", {"most": LARGEST})
            continue
        if line.isspace():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            words = Said("expected JSON, found something else", "应为JSON，实为其他内容")
            yield Trouble(where, "record_broken", {"reason": words})
            continue
        yield _record(record, where, fields)


def iter_json(data: bytes, place: str, fields: Fields) -> Iterator[Item]:
    """Give the texts of one JSON value, an object or a list of objects (``a.json#1``); nothing where it holds none.

    A list without the field that holds a report elsewhere is told; any other value is a file about something else.

    Args:
        data: the file.
        place: its name.
        fields: where the text stands.
    """
    try:
        value = json.loads(decode(data))
    except ValueError:
        # lines of JSON, whatever the file is called
        first = data.lstrip(_BEFORE).partition(b"\n")[0]
        if begins_json(first) == "lines" and first.rstrip().endswith(b"}"):
            yield from iter_json_lines(BytesIO(data), place, fields)
        return
    except RecursionError:
        return
    records = value if isinstance(value, list) else [value]
    objects = [record for record in records if isinstance(record, dict)]
    if any(fields.text in record for record in objects):
        for number, record in enumerate(records, 1):
            yield _record(record, place if records is not value else f"{place}#{number}", fields)
        return
    for record in objects:
        if any(isinstance(text, str) and is_report(text) for text in record.values()):
            yield missing_column(place, fields.text, list(record))
            return


def _record(record: object, where: str, fields: Fields) -> Item:
    if isinstance(record, dict):
        return _copy(record, where, fields)
    found = type(record).__name__
    reason = Said(f"expected an object, found {found}", f"应为对象，实为{found}")
    return Trouble(where, "record_broken", {"reason": reason})


def _copy(record: Mapping[str, Any], where: str, fields: Fields) -> Item:
    text = record.get(fields.text)
    if isinstance(text, str):
        name = record.get(fields.id) if fields.id is not None else None
        title = record.get(fields.title) if fields.title is not None else None
        if isinstance(title, str) and not text.lstrip().startswith(title.strip()):
            # the copy is the page that the record was made of
            text = f"{title.strip()}\n{text}"
        kept = {name: as_text(record.get(name)) for name in fields.keep}
        return Copy(text, where if name is None else spelled(str(name)), where, record=kept)
    if fields.text not in record:
        return missing_column(where, fields.text, list(record))
    found = type(text).__name__
    reason = Said(
        f"expected text under {fields.text!r}, found {found}",
        f"字段{fields.text!r}应为文本，实为{found}",
    )
    return Trouble(where, "record_broken", {"reason": reason})


def as_text(value: Any) -> str | None:
    """Give the value of a field as text: a list, an object, a flag as JSON writes it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | dict | bool):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def missing_column(place: str, column: str, found: Sequence[str]) -> Trouble:
    """Say that a file has no column of that name."""
    names = ", ".join(found[:_NAMES]) + (", …" if len(found) > _NAMES else "")
    return Trouble(place, "column_missing", {"column": column, "found": names or "-"})


def iter_csv(file: IO[bytes], place: str, fields: Fields, delimiter: str = ",") -> Iterator[Item]:
    """Give the texts of a CSV with a line of headings.

    Args:
        file: the file, in UTF-8 (with a byte order mark or without) or GB18030.
        place: its name.
        fields: where the text stands.
        delimiter: what parts its cells.
    """
    head = file.peek(_LOOKED) if hasattr(file, "peek") else b""
    encoding = "utf-8-sig"
    try:
        # the last character may be cut
        head[: len(head) - 3].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 8:
            encoding = "gb18030"
    _lift_limit()
    text = TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        yield from _iter_rows(csv.reader(text, delimiter=delimiter), place, fields)
    finally:
        # the file is another's to close
        text.detach()


def _iter_rows(rows: Any, place: str, fields: Fields) -> Iterator[Item]:
    names = next(rows, None)
    if names is None:
        return
    for name in (fields.text, fields.title, *fields.keep):
        if name is not None and name not in names:
            yield missing_column(place, name, names)
            return
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error:
            words = Said("expected CSV, found something else", "应为CSV，实为其他内容")
            yield Trouble(f"{place}#{number}", "record_broken", {"reason": words})
            continue
        if row is None:
            return
        yield _copy(dict(zip(names, row, strict=False)), f"{place}#{number}", fields)


def iter_parquet(file: IO[bytes], place: str, fields: Fields) -> Iterator[Item]:
    """Give the texts of a Parquet file.

    Args:
        file: the file; it must be seekable.
        place: its name.
        fields: where the text stands.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        package = error.name or "pyarrow"
        raise MissingExtraError(package, "arrow", "to read Parquet", "读取Parquet") from error
    named = (fields.text, fields.id, fields.title, *fields.keep)
    wanted = list(dict.fromkeys(name for name in named if name is not None))
    options = {"pre_buffer": False, "buffer_size": 1 << 20}
    table = parquet.ParquetFile(file, **options)
    names = table.schema_arrow.names
    for name in wanted:
        if name not in names:
            yield missing_column(place, name, names)
            return
    # a text that comes again is held once
    table = parquet.ParquetFile(
        file, metadata=table.metadata, read_dictionary=[fields.text], **options
    )
    # as many as are held at a time, of long texts fewer
    group = table.metadata.row_group
    size = sum(group(at).total_byte_size for at in range(table.num_row_groups))
    most = _BATCH_BYTES * table.metadata.num_rows // max(size, 1)
    number = 0
    for batch in table.iter_batches(min(max(most, 1), _BATCH), columns=wanted, use_threads=False):
        for row in zip(*map(batch.column, wanted), strict=True):
            number += 1
            values = (value.as_py() for value in row)
            yield _copy(dict(zip(wanted, values, strict=True)), f"{place}#{number}", fields)
