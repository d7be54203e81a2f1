"""What one file of a corpus holds: copies, records, members of archives, packed or not, by its first bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from attrs import frozen

from govinfo_report.corpus.breakage import breakage
from govinfo_report.corpus.copies import LARGEST, Copy, Fields, Item, Trouble, said
from govinfo_report.corpus.names import STDIN_NAME, tar_name, zip_name
from govinfo_report.corpus.records import (
    bare_name,
    begins_json,
    delimiter_of,
    has_column,
    is_json,
    is_json_lines,
    is_one_report,
    iter_csv,
    iter_json,
    iter_json_lines,
    iter_parquet,
)
from govinfo_report.corpus.streams import (
    LOOKED,
    NoBytesError,
    UnpackedTooMuchError,
    UnpackLimit,
    seekable_file,
    zstandard_file,
)
from govinfo_report.errors import MissingExtraError, UnreadableFileError
from govinfo_report.findings import Said
from govinfo_report.source.files import HEAD, MissingLibraryError, SourceFile
from govinfo_report.source.readers import reader_of
from govinfo_report.source.text import PlainText
from govinfo_report.source.warc import is_warc, iter_pages

# A zip with one of these is a document, not an archive of copies: DOCX and XLSX, ODT.
_DOCUMENT_MEMBERS = ("[Content_Types].xml", "mimetype")
# How packed files begin, what their names end in, and what unpacks them.
_PACKED: tuple[tuple[bytes, str, Callable[[Any], Any]], ...] = (
    (b"\x1f\x8b", ".gz", lambda file: gzip.GzipFile(fileobj=file)),
    (b"\x28\xb5\x2f\xfd", ".zst", zstandard_file),
    (b"BZh", ".bz2", bz2.BZ2File),
    (b"\xfd7zXZ", ".xz", lzma.LZMAFile),
)
# Archives and packed files that may stand in one another.
_MOST_NESTED = 16


def is_archive(path: str | Path) -> bool:
    """Tell whether a file is packed, an archive, WARC or Parquet rather than one text or document.

    Raises:
        OSError: it cannot be opened.
    """
    with open(path, "rb") as file:
        head = file.read(LOOKED)
    if head.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(path) as archive:
                return not any(name in _DOCUMENT_MEMBERS for name in archive.namelist())
        except zipfile.BadZipFile:
            return False
    signs = (b"PAR1", *(sign for sign, _, _ in _PACKED))
    return is_warc(head) or head.startswith(signs) or head[257:262] == b"ustar"


@frozen
class Contents:
    """What files hold.

    Attributes:
        fields: where the text of a record stands.
        limit: what they may unpack to.
        depth: how many archives and packed files stand around them.
    """

    fields: Fields
    limit: UnpackLimit
    depth: int = 0

    def items(self, file: Any, place: str) -> Iterator[Item]:
        """Give the copies of one file.

        Args:
            file: a buffered binary file.
            place: its name, with that of the archive that it stands in.

        Raises:
            UnpackedTooMuchError: it unpacks to more than it may.
            NoBytesError: it gives no bytes.
            Exception: it is broken; its members that are are troubles.
        """
        if self.depth > _MOST_NESTED:
            most = _MOST_NESTED
            words = Said(f"it is packed more than {most} times over", f"层层打包超过{most}层")
            yield Trouble(place, "copy_broken", {"reason": words})
            return
        head = file.peek(LOOKED)
        if is_warc(head):
            yield from self._crawled(file, place)
            return
        for sign, suffix, unpack in _PACKED:
            if head.startswith(sign):
                named = place.lower().endswith((suffix, ".tgz"))
                inner = place if named else f"{place}{suffix}"
                yield from self._deeper().items(self.limit.watched(unpack(file)), inner)
                return
        if head[257:262] == b"ustar":
            yield from self._tar(file, place)
        elif head.startswith(b"PK\x03\x04"):
            yield from self._zip(file, place)
        elif head.startswith(b"PAR1"):
            for item in iter_parquet(seekable_file(file), place, self.fields):
                if isinstance(item, Copy):
                    self.limit.spend(len(str(item.text).encode("utf-8", "surrogatepass")))
                yield item
        else:
            yield from self._plain(file, head, place)

    def _deeper(self) -> Contents:
        return Contents(self.fields, self.limit, self.depth + 1)

    def _plain(self, file: Any, head: bytes, place: str) -> Iterator[Item]:
        fields = self.fields
        is_stream = bare_name(place).endswith((STDIN_NAME, "<file>"))
        delimiter = delimiter_of(place)
        begins = begins_json(head) if is_stream else ""
        if is_json_lines(place) or begins == "lines":
            yield from iter_json_lines(file, place, fields)
        elif delimiter is not None and has_column(head, fields.text, delimiter):
            yield from iter_csv(file, place, fields, delimiter)
        else:
            data = file.read(LARGEST + 1)
            if len(data) > LARGEST:
                yield Trouble(place, "copy_too_large", {"most": LARGEST})
            elif delimiter is not None and not is_one_report(data, delimiter):
                # it is said which column is missing
                yield from iter_csv(io.BytesIO(data), place, fields, delimiter)
            else:
                records = is_json(place) or begins == "value"
                found = iter_json(data, place, fields) if records else iter(())
                first = next(found, None)
                yield document_or_text(data, place) if first is None else first
                yield from found

    def _crawled(self, file: Any, place: str) -> Iterator[Item]:
        """Give the pages of a WARC file."""
        try:
            for page in iter_pages(file, place):
                self.limit.spend(len(page.content))
                yield document_or_text(page.content, f"{place}#{page.url}")
        except MissingLibraryError as error:
            raise MissingExtraError(
                error.library, error.extra, "to read WARC files", "读取WARC文件"
            ) from error

    def _zip(self, file: Any, place: str) -> Iterator[Item]:
        whole = seekable_file(file)
        archive = zipfile.ZipFile(whole)
        members = archive.infolist()
        if any(member.filename in _DOCUMENT_MEMBERS for member in members):
            whole.seek(0)
            yield document_or_text(whole.read(), place)
            return
        for member in members:
            if not member.is_dir():
                inner = f"{place}!{zip_name(member)}"
                yield from self._member(partial(archive.open, member), inner)

    def _tar(self, file: Any, place: str) -> Iterator[Item]:
        with tarfile.open(fileobj=file, mode="r|") as archive:
            for member in archive:
                if member.isfile():
                    inner = f"{place}!{tar_name(member.name)}"
                    yield from self._member(partial(archive.extractfile, member), inner)

    def _member(self, open_member: Callable[[], Any], place: str) -> Iterator[Item]:
        """Give what a member of an archive holds; whatever goes wrong with it is a trouble: others come after it."""
        try:
            with open_member() as opened:
                yield from self._deeper().items(self.limit.watched(opened), place)
        except (UnpackedTooMuchError, NoBytesError):
            raise
        except Exception as error:
            yield breakage(place, error)


def document_or_text(data: bytes, place: str) -> Item:
    """Give what one file holds: the text of plain text, the bytes of a document; or why it is neither.

    This is the one place that decides what a file of a corpus is. A ``Copy`` whose ``text`` is bytes is read by
    ``govinfo_report.read`` where copies are read (``jobs.read_copy``).

    Args:
        data: the whole file.
        place: its name.
    """
    file = SourceFile(data[:HEAD], lambda: data, len(data), place)
    try:
        reader = reader_of(file)
        if reader.name != PlainText.name:
            return Copy(data, place, place)
        return Copy(reader.read(file).text, place, place)
    except UnreadableFileError as error:
        return Trouble(place, "copy_kind", {"reason": said(error)})
    except Exception as error:
        # a reader of another's, or ours, must not end a run
        return breakage(place, error)
