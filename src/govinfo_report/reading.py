"""What most users call: a text or a file in, a report out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from govinfo_report.errors import ReportError, UnreadableFileError, require_text
from govinfo_report.model import Report
from govinfo_report.pipeline import default_pipeline

if TYPE_CHECKING:
    from govinfo_report.source.budget import Budget


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
    require_text(text, "parse")
    return _judged(default_pipeline().parse(text), strict)


def read(
    file: str | Path | BinaryIO | bytes,
    name: str | None = None,
    *,
    strict: bool = False,
    budget: Budget | None = None,
) -> Report:
    """Read a report from a file: text, HTML, MHTML, DOCX, ODT, DOC, WPS, RTF, PDF, XLSX, XLS, CSV.

    Args:
        file: a path, a file that was opened for reading bytes, or the bytes themselves. The type and the encoding are
            told from the content.
        name: what the file is called, for ``report.source`` and for messages; None for its own name.
        strict: raise where a finding is an ``error``.
        budget: what reading it may take: ``Budget(characters=…)``; None for limits that no report reaches.

    Raises:
        TypeError: ``file`` is none of these.
        UnreadableFileError: the file cannot be opened: it is not there, damaged, encrypted, of a kind that is not read,
            or of one that needs a library that is not installed (the message has the line that installs it); or
            ``file`` is the text of a report rather than a path.
        BudgetError: (one of these) it takes more than ``budget``, and nothing was read before; where something was, the
            report has the finding ``read_in_part``.
        ReportError: ``strict`` and a finding is an ``error``; it carries the report.
    """
    from govinfo_report.source.files import open_source, short_name
    from govinfo_report.source.readers import read_source

    try:
        source = open_source(file, name, budget)
        document = read_source(source)
    except UnreadableFileError:
        raise
    except OSError as error:
        known = name or (short_name(str(file)) if isinstance(file, str | Path) else None)
        raise UnreadableFileError(error.errno, error.strerror or str(error), known) from error
    return _judged(default_pipeline().read(document, source.name), strict)


def _judged(report: Report, strict: bool) -> Report:
    if strict and any(finding.severity == "error" for finding in report.findings):
        raise ReportError(report)
    return report
