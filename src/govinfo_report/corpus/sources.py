"""Opens a corpus, whatever it is in: files, folders, patterns, open files; each copy comes with its place."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NoReturn, TypeAlias, cast

from attrs import define, field

from govinfo_report.corpus.breakage import breakage
from govinfo_report.corpus.contents import Contents
from govinfo_report.corpus.copies import Fields, Item, Progress, Trouble
from govinfo_report.corpus.folders import matching, walk
from govinfo_report.corpus.names import STDIN_NAME, spelled
from govinfo_report.corpus.streams import LeftOpen, NoBytesError, UnpackedTooMuchError, UnpackLimit
from govinfo_report.errors import MissingExtraError, UnreadableFileError
from govinfo_report.source.files import refuse_path, short_name

Source: TypeAlias = str | Path | IO[bytes]

_Found: TypeAlias = "tuple[Source | Trouble, bool]"

STDIN = "-"
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
        most_unpacked: bytes that one file may unpack to, see ``streams.UnpackLimit``.

    Raises:
        UnreadableFileError: a path does not exist, a pattern fits no file.
        TypeError: a source is of another type.
    """

    sources: tuple[Source, ...]
    fields: Fields = field(factory=Fields)
    progress: Progress = field(factory=Progress)
    without: frozenset[str] = frozenset()
    most_unpacked: int | None = None
    _files: list[_Found] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._files = [entry for source in self.sources for entry in _expand(source, self.without)]
        sizes = [0 if isinstance(one, Trouble) else _size(one) for one, _ in self._files]
        self.progress.size = None if None in sizes else sum(size or 0 for size in sizes)

    def __iter__(self) -> Iterator[Item]:
        """Give every copy, and every trouble in its place."""
        for source, is_named in self._files:
            before = self.progress.done
            self.progress.files += 1
            if isinstance(source, Trouble):
                yield source
                continue
            found = self._read(source, is_named)
            yield from _of_named(found, _name(source)) if is_named else found
            self.progress.done = before + (_size(source) or 0)

    def _read(self, source: Source, is_named: bool) -> Iterator[Item]:
        """Give what a source holds; whatever goes wrong with it is a trouble, for others come after it."""
        before, name = self.progress.done, _name(source)
        is_first = True
        try:
            with _opened(source) as file:
                limit = UnpackLimit(self.most_unpacked, file)
                for found in Contents(self.fields, limit).items(file, name):
                    is_first = False
                    self.progress.done = before + _told(file)
                    yield found
        except MissingExtraError as error:
            if is_named and is_first:
                raise
            yield breakage(name, error)
        except NoBytesError:
            raise
        except UnpackedTooMuchError as error:
            yield Trouble(name, "unpacked_too_large", {"most": error.most})
        except Exception as error:
            yield breakage(name, error)


def _expand(source: object, without: frozenset[str]) -> Iterable[_Found]:
    """Give the files of a source, and whether each was named by the caller rather than found."""
    if isinstance(source, str | Path):
        path = Path(source)
        if str(source) == STDIN:
            return [(STDIN, True)]
        if not _exists(source):
            refuse_path(str(source))
        if path.is_dir():
            entries: list[_Found] = []

            def trouble(folder: Path, error: OSError) -> None:
                entries.append((breakage(_name(folder), error), False))

            for file in walk(path, without, trouble):
                entries.append((file, False))
            return entries
        if path.exists():
            return [(path, True)]
        if any(mark in str(source) for mark in "*?["):
            try:
                found = matching(str(source), without)
            except RecursionError as error:
                return [(breakage(_name(source), error), True)]
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
    if held:
        _complain(held[0])


def _complain(trouble: Trouble) -> NoReturn:
    found = trouble.report().findings[0]
    raise UnreadableFileError(errno.EINVAL, found.message, trouble.place).in_chinese(
        found.message_zh
    )
