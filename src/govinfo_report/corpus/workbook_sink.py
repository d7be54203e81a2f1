"""Facts as a workbook (.xlsx); see ``sinks.Sink``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from govinfo_report.corpus.output import Output, synced
from govinfo_report.workbook.report_rows import ReportRows
from govinfo_report.workbook.results import ResultBook, extract_plan


class WorkbookSink:
    """One workbook; it is whole only when it is closed, and cannot be gone on with.

    Args:
        output: the file.
        lang: the language of what is not the form's, ``en`` or ``zh``.
        keep: fields of the records that stand beside the sources.
    """

    def __init__(self, output: Output, lang: str, keep: tuple[str, ...] = ()) -> None:
        self._output = output
        self._lang = lang
        self._keep = keep
        self._file: IO[bytes] | None = None
        self._book: ResultBook | None = None

    def restore(self, state: Any) -> None:
        """See ``Sink``."""
        del state
        self._output.begin(self._output.part)
        self._file = self._output.open_part()
        plan = extract_plan(self._lang, self._keep)
        self._book = ResultBook(self._file, plan, self._lang, self._output.path.parent)

    def write(self, data: list[ReportRows]) -> bool:
        """See ``Sink``; what a ``FactsJob`` gives of a workbook are rows."""
        assert self._book is not None
        for rows in data:
            self._book.add(rows)
        return False

    def commit(self) -> Any:
        """Only a closed file is a workbook."""

    def finish(self, mark: Callable[[Any], None]) -> None:
        """See ``Sink``."""
        assert self._book is not None
        assert self._file is not None
        self._book.close()
        synced(self._file)
        self._file.close()
        self._output.replace(self._output.part)

    def abandon(self) -> None:
        """See ``Sink``."""
        if self._book is not None:
            self._book.abandon()
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._output.part.unlink(missing_ok=True)
