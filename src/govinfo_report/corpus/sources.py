"""Opens a corpus, whatever it is in: files, folders, archives, records; each copy comes with its place."""

from __future__ import annotations

import errno
import gzip
import io
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NoReturn, TypeAlias, cast

from attrs import define, field

from govinfo_report.corpus.breakage import BREAKAGE, breakage, extra_missing
from govinfo_report.corpus.copies import LARGEST, Copy, Fields, Item, Progress, Trouble, said
from govinfo_report.corpus.folders import matching, walk
from govinfo_report.corpus.names import spelled, tar_name, zip_name
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
from govinfo_report.corpus.streams import LOOKED, LeftOpen, seekable_file, zstandard_file
from govinfo_report.errors import GovinfoReportError, MissingExtraError, UnreadableFileError
from govinfo_report.source.files import (
    HEAD,
    MissingLibraryError,
    SourceFile,
    refuse_path,
    short_name,
)
from govinfo_report.source.readers import reader_of
from govinfo_report.source.text import PlainText
from govinfo_report.source.warc import is_warc, iter_pages

Source: TypeAlias = str | Path | IO[bytes]

STDIN = "-"
STDIN_NAME = "<stdin>"

# A zip with one of these is a document, not an archive of copies: DOCX and XLSX, ODT.
_DOCUMENT_MEMBERS = ("[Content_Types].xml", "mimetype")
# Records without the field with the text, at the beginning of a file, after which none is expected to have it.
MOST_HELD = 100


@define(eq=False)
class Corpus:
    """The copies of a corpus, in an order that is the same each time.

    Attributes:
        sources: paths of files and folders, patterns, ``-`` for standard input, open files.
        fields: where the text of a record stands.
        progress: how far it has come.
        without: files and folders that are left out where they were found rather than named, links undone.

    Raises:
        UnreadableFileError: a path does not exist, a pattern fits no file.
        TypeError: a source is of another type.
    """

    sources: tuple[Source, ...]
    fields: Fields = field(factory=Fields)
    progress: Progress = field(factory=Progress)
    without: frozenset[str] = frozenset()
    _files: list[tuple[Source, bool]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._files = [entry for source in self.sources for entry in _expand(source, self.without)]
        sizes = [_size(source) for source, _ in self._files]
        self.progress.size = None if None in sizes else sum(size or 0 for size in sizes)

    def __iter__(self) -> Iterator[Item]:
        """Give every copy, and every trouble in its place."""
        for source, is_named in self._files:
            before = self.progress.done
            self.progress.files += 1
            name = _name(source)
            count = 0
            try:
                with _opened(source) as file:
                    items = iter_stream(file, name, self.fields)
                    for found in _of_named(items, name) if is_named else items:
                        count += 1
                        self.progress.done = before + _told(file)
                        yield found
            except MissingExtraError as error:
                if is_named and not count:
                    raise
                yield extra_missing(name, error)
            except (GovinfoReportError, TypeError):
                raise
            except BREAKAGE as error:
                yield breakage(name, error)
            self.progress.done = before + (_size(source) or 0)


def _expand(source: object, without: frozenset[str]) -> Iterable[tuple[Source, bool]]:
    """Give the files of a source, and whether each was named by the caller rather than found."""
    if isinstance(source, str | Path):
        path = Path(source)
        if str(source) == STDIN:
            return [(STDIN, True)]
        if not _exists(source):
            refuse_path(str(source))
        if path.is_dir():
            return [(file, False) for file in walk(path, without)]
        if path.exists():
            return [(path, True)]
        if any(mark in str(source) for mark in "*?["):
            found = matching(str(source), without)
            if found:
                return [(file, True) for file in found]
            reason = "expected a pattern that a file fits, found none that does; check the pattern"
            raise UnreadableFileError(errno.ENOENT, reason, short_name(str(source))).in_chinese(
                "应为有文件符合的模式，实际没有任何文件符合；请核对模式"
            )
        reason = (
            "expected a file, a folder or a pattern, found nothing of this name; check the path"
        )
        raise UnreadableFileError(errno.ENOENT, reason, short_name(str(source))).in_chinese(
            "应为文件、文件夹或模式，此路径下没有任何文件；请核对路径"
        )
    if hasattr(source, "read"):
        return [(cast("IO[bytes]", source), True)]
    raise TypeError(
        "iter_reports: expected a path, a pattern, or a file opened for reading bytes, found "
        f"{type(source).__name__}; for a text use govinfo_report.parse"
    )


def _exists(source: str | Path) -> bool:
    """Tell whether a path leads anywhere; the empty one does not, though ``Path`` takes it for this folder."""
    try:
        return bool(str(source)) and Path(source).exists()
    except OSError:
        return False


def _size(source: Source) -> int | None:
    try:
        return Path(source).stat().st_size if isinstance(source, Path) else None
    except OSError:
        return 0


def _name(source: Source) -> str:
    if isinstance(source, str | Path):
        return STDIN_NAME if str(source) == STDIN else spelled(str(source))
    return spelled(str(getattr(source, "name", None) or "<file>"))


def _opened(source: Source) -> Any:
    """Open a source; standard input and the files of others are left open."""
    if isinstance(source, Path):
        return source.open("rb")
    return LeftOpen(sys.stdin.buffer if isinstance(source, str) else source)


def _told(file: IO[bytes]) -> int:
    try:
        return file.tell()
    except (OSError, ValueError):
        return 0


def _of_named(items: Iterator[Item], name: str) -> Iterator[Item]:
    """Give what a file that the caller named holds.

    Raises:
        UnreadableFileError: nothing of it can be read: it is of no kind that is, or no record has the field with the
            text, of the first ones if there are many.
    """
    held: list[Trouble] = []
    is_first = True
    try:
        for item in items:
            if is_first and isinstance(item, Trouble):
                if (item.code, item.place) == ("copy_kind", name):
                    _complain(item)
                if item.code == "column_missing" and name in (
                    item.place,
                    item.place.rpartition(":")[0],
                ):
                    held.append(item)
                    if len(held) == MOST_HELD:
                        _complain(held[0])
                    continue
            is_first = False
            yield from held
            held = []
            yield item
    except BREAKAGE as error:
        if not isinstance(error, GovinfoReportError):
            yield from held
        raise
    if held:
        _complain(held[0])


def _complain(trouble: Trouble) -> NoReturn:
    found = trouble.report().findings[0]
    raise UnreadableFileError(errno.EINVAL, found.message, trouble.place).in_chinese(
        found.message_zh
    )


def iter_stream(file: Any, place: str, fields: Fields) -> Iterator[Item]:
    """Give the copies of one file, by its first bytes rather than its name.

    Args:
        file: a buffered binary file.
        place: its name, with that of the archive that it stands in.
        fields: where the text of a record stands.
    """
    head = file.peek(LOOKED)
    if is_warc(head):
        yield from _crawled(file, place)
    elif head.startswith(b"\x1f\x8b"):
        yield from _unpacked(gzip.GzipFile(fileobj=file), place, ".gz", fields)
    elif head.startswith(b"\x28\xb5\x2f\xfd"):
        yield from _unpacked(zstandard_file(file), place, ".zst", fields)
    elif head.startswith((b"BZh", b"\xfd7zXZ")) or head[257:262] == b"ustar":
        yield from _tar(file, place, fields)
    elif head.startswith(b"PK\x03\x04"):
        yield from _zip(file, place, fields)
    elif head.startswith(b"PAR1"):
        yield from iter_parquet(seekable_file(file), place, fields)
    else:
        yield from _plain(file, head, place, fields)


def _plain(file: Any, head: bytes, place: str, fields: Fields) -> Iterator[Item]:
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


def _crawled(file: Any, place: str) -> Iterator[Item]:
    """Give the pages of a WARC file."""
    try:
        for page in iter_pages(file, place):
            yield document_or_text(page.content, f"{place}#{page.url}")
    except MissingLibraryError as error:
        raise MissingExtraError(
            error.library, error.extra, "to read WARC files", "读取WARC文件"
        ) from error


def _unpacked(file: Any, place: str, suffix: str, fields: Fields) -> Iterator[Item]:
    named = place.lower().endswith((suffix, ".tgz"))
    yield from iter_stream(file, place if named else f"{place}{suffix}", fields)


def _zip(file: Any, place: str, fields: Fields) -> Iterator[Item]:
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
            try:
                with archive.open(member) as opened:
                    yield from iter_stream(io.BufferedReader(opened, LOOKED), inner, fields)
            except MissingExtraError as error:
                yield extra_missing(inner, error)
            except (GovinfoReportError, TypeError):
                raise
            except BREAKAGE as error:
                yield breakage(inner, error)


def _tar(file: Any, place: str, fields: Fields) -> Iterator[Item]:
    with tarfile.open(fileobj=file, mode="r|*") as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isfile() else None
            if opened is None:
                continue
            inner = f"{place}!{tar_name(member.name)}"
            try:
                yield from iter_stream(opened, inner, fields)
            except MissingExtraError as error:
                yield extra_missing(inner, error)
            except (GovinfoReportError, TypeError):
                raise
            except BREAKAGE as error:
                yield breakage(inner, error)
