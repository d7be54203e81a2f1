"""The files that a command is given, read one after the other."""

from __future__ import annotations

import errno
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import define, field, frozen

from govinfo_report.cli.console import say
from govinfo_report.cli.nearest import near_files
from govinfo_report.cli.progress import Stand, Tell
from govinfo_report.cli.wording import Words
from govinfo_report.corpus.copies import Fields
from govinfo_report.errors import GovinfoReportError, UnreadableFileError
from govinfo_report.model import Report
from govinfo_report.reading import read
from govinfo_report.source.files import HEAD, short_name

if TYPE_CHECKING:
    from govinfo_report.corpus import Reports

STDIN = "-"
STDIN_NAME = "<stdin>"


@frozen
class CorpusOptions:
    """How corpora among the files are read, see ``corpus.iter_reports``.

    Attributes:
        workers: how many processes read.
        fields: what a record has.
        tell: is told how far it has come.
    """

    workers: int = 1
    fields: Fields = field(factory=Fields)
    tell: Tell = lambda _stand: None


@define
class Inputs:
    """The reports of some files; a file that cannot be opened is said on standard error and counted.

    Attributes:
        files: paths; ``-``, or no path at all, for standard input.
        words: the command's words.
        corpora: folders, patterns, archives and records are read, too, and how; None where they are refused.
        unopened: how many could not be opened so far.
        passed_over: copies of corpora that are no reports.
        severities: severity to how many findings the reports of corpora have so far.
    """

    files: tuple[str, ...]
    words: Words
    corpora: CorpusOptions | None = None
    unopened: int = 0
    passed_over: int = 0
    severities: Counter[str] = field(factory=Counter)

    def __iter__(self) -> Iterator[Report]:
        """Read each file when it is asked for."""
        for name in self.files or (STDIN,):
            try:
                if self.corpora is not None and _is_corpus(name):
                    yield from self._corpus(name)
                    continue
                with _opened(name) as file:
                    if isinstance(file, str) and _holds_pages(name):
                        yield from self._pages(name)
                        continue
                    if _holds_records(file, self._fields):
                        if self.corpora is not None:
                            yield from self._corpus(file)
                        else:
                            self._complain(self.words("trouble.corpus", name=name))
                        continue
                    report = read(file)
            except GovinfoReportError as error:
                self._say(name, error)
                continue
            if name == STDIN:
                report.source = STDIN_NAME
            yield report

    @property
    def _fields(self) -> Fields:
        return Fields() if self.corpora is None else self.corpora.fields

    def _corpus(self, source: str | BufferedReader) -> Iterator[Report]:
        """Read the copies of a corpus."""
        from govinfo_report.corpus import iter_reports

        options = self.corpora or CorpusOptions()
        fields = self._fields
        with iter_reports(
            source,
            text=fields.text,
            id=fields.id,
            title=fields.title,
            workers=options.workers,
        ) as reports:
            before = 0
            for report in reports:
                self.severities.update(item.severity for item in report.findings)
                options.tell(self._stand(reports))
                self.passed_over += reports.counts["passed_over"] - before
                before = reports.counts["passed_over"]
                yield report
            self.passed_over += reports.counts["passed_over"] - before

    def _stand(self, reports: Reports) -> Stand:
        return Stand(
            reports.progress.done,
            reports.progress.size,
            reports.counts["reports"],
            self.severities["error"],
            self.severities["warning"],
        )

    def _pages(self, name: str) -> Iterator[Report]:
        """Read each page of a WARC file."""
        from govinfo_report.source.warc import iter_pages

        for page in iter_pages(name):
            source = f"{name}#{page.url}"
            try:
                yield read(page.content, source)
            except UnreadableFileError as error:
                self._say(source, error)

    def _say(self, name: str, error: GovinfoReportError) -> None:
        self._complain(self._trouble(name, error))

    def _complain(self, message: str) -> None:
        self.unopened += 1
        say(f"govinfo-report: {message}")

    def _trouble(self, name: str, error: GovinfoReportError) -> str:
        reason = error.reason(self.words.lang)
        is_pattern = self.corpora is not None and any(mark in name for mark in "*?[")
        if not isinstance(error, UnreadableFileError) or is_pattern:
            return self.words("trouble.argument", name=name, reason=reason)
        if error.errno == errno.EISDIR:
            return self.words("trouble.directory", name=name.rstrip("/\\"))
        if isinstance(error.__cause__, FileNotFoundError):
            return self.words("trouble.missing", name=name) + near_files(name, self.words)
        if isinstance(error.__cause__, PermissionError):
            return self.words("trouble.permission", name=name)
        return self.words("trouble.unreadable", name=short_name(name), reason=reason)


def _is_corpus(name: str) -> bool:
    """Tell whether a path leads to a folder, a pattern or an archive; what cannot be opened is said when it is read."""
    from govinfo_report.corpus.contents import is_archive

    path = Path(name)
    try:
        if path.is_dir():
            return True
        if not path.exists():
            return any(mark in name for mark in "*?[")
        return path.is_file() and is_archive(path)
    except (OSError, ValueError):
        return False


def _holds_pages(name: str) -> bool:
    """Tell whether a file is a WARC; one that cannot be opened is said when it is read."""
    from govinfo_report.source.warc import is_warc

    try:
        with Path(name).open("rb") as file:
            return is_warc(file.read(4096))
    except OSError:
        return False


@contextmanager
def _opened(name: str) -> Iterator[str | BufferedReader]:
    """Give a file's name; of standard input, a device or a pipe, which can be read only once, a file to be looked at.

    Such a file may have no end: ``read`` takes as much of it as the largest file may have.
    """
    if name == STDIN:
        file = sys.stdin.buffer
        yield file if isinstance(file, BufferedReader) else BufferedReader(file)  # type: ignore[arg-type]  # has readinto
        return
    path = Path(name)
    try:
        is_plain = not path.exists() or path.is_file() or path.is_dir()
    except (OSError, ValueError):
        # it is said when it is read
        is_plain = True
    if is_plain:
        yield name
        return
    try:
        opened = path.open("rb")
    except OSError as error:
        raise UnreadableFileError(error.errno, error.strerror, name) from error
    with opened:
        yield opened


def _holds_records(file: str | BufferedReader, fields: Fields) -> bool:
    """Tell whether a file is a corpus of records, as ``extract`` would: JSON, a CSV with a column of texts."""
    from govinfo_report.corpus.records import (
        begins_json,
        delimiter_of,
        has_column,
        is_json,
        is_json_lines,
        iter_json,
    )

    if isinstance(file, BufferedReader):
        return begins_json(file.peek(1)) == "lines"
    delimiter = delimiter_of(file)
    if delimiter is None and not is_json_lines(file) and not is_json(file):
        return False
    try:
        if is_json(file):
            return next(iter_json(Path(file).read_bytes(), file, fields), None) is not None
        with Path(file).open("rb") as opened:
            return delimiter is None or has_column(opened.read(HEAD), fields.text, delimiter)
    except OSError:
        return False


def files_argument() -> click.Argument:
    """Make ``[FILE]...``."""
    return click.Argument(["files"], nargs=-1, metavar="[FILE]...", type=click.Path())
