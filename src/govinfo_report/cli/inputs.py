"""The files that a command is given, read one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from attrs import define

from govinfo_report.cli.wording import Words
from govinfo_report.errors import UnreadableFileError
from govinfo_report.model import Report
from govinfo_report.reading import read

STDIN = "-"
STDIN_NAME = "<stdin>"


@define
class Inputs:
    """The reports of some files; a file that cannot be opened is said on standard error and counted.

    Attributes:
        files: paths; ``-``, or no path at all, for standard input.
        words: the command's words.
        unopened: how many could not be opened so far.
    """

    files: tuple[str, ...]
    words: Words
    unopened: int = 0

    def __iter__(self) -> Iterator[Report]:
        """Read each file when it is asked for."""
        for name in self.files or (STDIN,):
            try:
                if name != STDIN and _holds_pages(name):
                    yield from self._pages(name)
                    continue
                report = read(sys.stdin.buffer if name == STDIN else name)
            except UnreadableFileError as error:
                self._say(name, error)
                continue
            if name == STDIN:
                report.source = STDIN_NAME
            yield report

    def _pages(self, name: str) -> Iterator[Report]:
        """Read each page of a WARC file."""
        from govinfo_report.source.warc import iter_pages

        for page in iter_pages(name):
            source = f"{name}#{page.url}"
            try:
                yield read(page.content, source)
            except UnreadableFileError as error:
                self._say(source, error)

    def _say(self, name: str, error: UnreadableFileError) -> None:
        self.unopened += 1
        click.echo(f"govinfo-report: {self._trouble(name, error)}", err=True)

    def _trouble(self, name: str, error: UnreadableFileError) -> str:
        path = Path(name)
        reason = error.reason(self.words.lang)
        if path.is_dir():
            return self.words("trouble.directory", name=name.rstrip("/\\"))
        if isinstance(error.__cause__, FileNotFoundError):
            return self.words("trouble.missing", name=name)
        if isinstance(error.__cause__, PermissionError):
            return self.words("trouble.permission", name=name)
        return self.words("trouble.unreadable", name=name, reason=reason)


def _holds_pages(name: str) -> bool:
    """Tell whether a file is a WARC; one that cannot be opened is said when it is read."""
    from govinfo_report.source.warc import is_warc

    try:
        with Path(name).open("rb") as file:
            return is_warc(file.read(4096))
    except OSError:
        return False


def files_argument() -> click.Argument:
    """Make ``[FILE]...``."""
    return click.Argument(["files"], nargs=-1, metavar="[FILE]...", type=click.Path())
