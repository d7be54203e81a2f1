"""What most users call: a text or a file in, a report out."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO

from govinfo_report.errors import ReportError, UnreadableFileError
from govinfo_report.model import Report
from govinfo_report.pipeline import default_pipeline
from govinfo_report.source import decode, other_kind, read_bytes


def parse(text: str, *, strict: bool = False) -> Report:
    """Read one copy of a report.

    Args:
        text: the copy, in any layout.
        strict: raise where a finding is an ``error``.

    Returns:
        The report. Nothing is raised on content: what is wrong with the copy stands in ``report.findings``.

    Raises:
        TypeError: ``text`` is no str.
        ReportError: ``strict`` and a finding is an ``error``; it carries the report.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"parse: expected the text of a report as str, found {type(text).__name__}; "
            "for a file use govinfo_report.read"
        )
    return _judged(default_pipeline().parse(text), strict)


def read(file: str | Path | BinaryIO, *, strict: bool = False) -> Report:
    """Read a report from a file of text.

    Args:
        file: a path, or a file that was opened for reading bytes. The encoding is told from the bytes.
        strict: raise where a finding is an ``error``.

    Raises:
        UnreadableFileError: the file cannot be opened, or holds no plain text (PDF, DOCX, …).
        ReportError: ``strict`` and a finding is an ``error``; it carries the report.
    """
    name = str(file) if isinstance(file, str | Path) else getattr(file, "name", None)
    try:
        data = read_bytes(file)
    except OSError as error:
        raise UnreadableFileError(error.errno, error.strerror or str(error), name) from error
    kind = other_kind(data)
    if kind is not None:
        raise UnreadableFileError(
            errno.EINVAL, f"expected plain text, found {kind}; extract its text first", name
        )
    return _judged(
        default_pipeline().parse(decode(data), None if name is None else str(name)), strict
    )


def _judged(report: Report, strict: bool) -> Report:
    if strict and any(finding.severity == "error" for finding in report.findings):
        raise ReportError(report)
    return report
