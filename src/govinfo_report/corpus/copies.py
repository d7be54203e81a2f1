"""One copy of a corpus: what is to be read, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from attrs import define, field, frozen

from govinfo_report.errors import GovinfoReportError
from govinfo_report.findings import Said, finding
from govinfo_report.model import Report

LARGEST = 256_000_000
"""Bytes of the largest text that is read whole: a file, a member of an archive. Records may be as many as they like."""


@frozen
class Copy:
    """A copy that is to be read.

    Attributes:
        text: its text; bytes for a document that is no plain text.
        source: where it came from, or what the id field says.
        place: where it came from: ``corpus.zip!2021/a.txt``, ``corpus.jsonl:17``, ``corpus.parquet#17``.
        keep: give it even if it turns out to be no such report; what a text is is told before it is read, what a
            document is only then.
        record: the fields of its record that are kept, as text.
    """

    text: str | bytes
    source: str
    place: str
    keep: bool = False
    record: Mapping[str, str | None] = field(factory=dict, eq=False)


@frozen
class Trouble:
    """Something in a corpus that cannot be read: it becomes a report with one finding, and the run goes on.

    Attributes:
        place: where it stands.
        code: the code of the finding.
        words: the words of its message.
        record: as of a copy; what is broken has none.
    """

    place: str
    code: str
    words: dict[str, Any] = field(factory=dict)
    record: Mapping[str, str | None] = field(factory=dict, eq=False)

    @property
    def source(self) -> str:
        """Where it stands."""
        return self.place

    def report(self) -> Report:
        """Give the report that says so."""
        return failed_report(self.place, self.code, **self.words)


Item: TypeAlias = Copy | Trouble
"""What a corpus holds."""


@define
class Progress:
    """How far the reading of a corpus has come.

    Attributes:
        size: bytes of all its files; None where that is not known.
        done: bytes that were taken from them.
        files: files of a folder that were begun.
    """

    size: int | None = None
    done: int = 0
    files: int = 0


@frozen
class Fields:
    """Where the text of a record stands.

    Attributes:
        text: name of the field or column with the text.
        id: name of the field or column that names the copy; None to name it by its place.
        title: name of the field or column with a title that the text lacks; None where texts have their own.
        keep: names of the fields or columns that are kept beside the report.
    """

    text: str = "text"
    id: str | None = None
    title: str | None = None
    keep: tuple[str, ...] = ()


def said(error: GovinfoReportError) -> Said:
    """Give what an error says as a word of a finding's message."""
    return Said(error.reason(), error.reason("zh"))


def is_failed(report: Report) -> bool:
    """Tell whether nothing of a copy could be read: it was broken, or a PDF that holds pictures only."""
    return report.text is None or any(
        found.code == "text_layer_missing" for found in report.findings
    )


def failed_report(source: str | None, code: str, **words: Any) -> Report:
    """Give the report of a copy that could not be read: it has one finding and nothing else.

    Args:
        source: where the copy came from.
        code: the code of the finding.
        words: the words of its message.
    """
    return Report(
        source=source,
        text=None,
        identity={},
        sections=(),
        tables={},
        layouts={},
        layout_scores={},
        extra_rows=(),
        claims=(),
        findings=(finding(code, **words),),
    )
