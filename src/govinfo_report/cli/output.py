"""Where data is written: standard output or a file, as UTF-8 with bare line feeds, whatever the locale.

A character that UTF-8 does not have (half of a file name in another encoding) is written as an escape.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import click

from govinfo_report.cli.console import harmless
from govinfo_report.cli.wording import Words


class OutputError(click.ClickException):
    """The output cannot be written where it was asked."""

    exit_code = 2


class Shielded:
    """A terminal that data is written to: control characters in it are replaced, as nowhere else."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @property
    def buffer(self) -> Shielded:
        """Give what takes bytes: itself."""
        return self

    def write(self, data: str | bytes) -> int:
        """Write text, or whole lines of bytes."""
        text = data if isinstance(data, str) else bytes(data).decode("utf-8", "replace")
        return self._file.write(harmless(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand on what was written."""
        self._file.flush()


def open_stdout() -> Any:
    """Give standard output, set for data; one that encodes nothing (``io.StringIO``) stays as it is."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return Shielded(sys.stdout) if sys.stdout.isatty() else sys.stdout


def is_one_of(path: Path, files: tuple[str, ...]) -> bool:
    """Tell whether an output is one of the files that are read."""
    return path.exists() and any(Path(name).exists() and path.samefile(name) for name in files)


def open_output(
    output: str | None, files: tuple[str, ...], words: Words
) -> AbstractContextManager[IO[str]]:
    """Open the output.

    Args:
        output: a path; None for standard output, which is left open.
        files: the paths that are read, none of which is written over.
        words: the command's words.

    Raises:
        OutputError: it cannot be opened, or is one of ``files``.
    """
    if output is None:
        return nullcontext(open_stdout())
    refuse_input(output, files, words)
    try:
        return Path(output).open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(words("trouble.output", name=output, reason=reason)) from error


def refuse_input(output: str, files: tuple[str, ...], words: Words) -> None:
    """Refuse to write over a file that is read.

    Args:
        output: the path that is written.
        files: the paths that are read.
        words: the command's words.

    Raises:
        OutputError: it is one of ``files``, or cannot be looked at.
    """
    path = Path(output)
    try:
        if is_one_of(path, files):
            raise OutputError(words("trouble.output_is_input", name=output))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(words("trouble.output", name=output, reason=reason)) from error
