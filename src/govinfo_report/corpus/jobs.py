"""What is done with the copies of a corpus: the same code in this process and in others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, Protocol

from attrs import evolve

from govinfo_report.corpus.copies import Copy, Item, Trouble, failed_report, said
from govinfo_report.corpus.packing import Packed, pack_all
from govinfo_report.errors import UnreadableFileError
from govinfo_report.model import Report
from govinfo_report.pipeline import default_pipeline
from govinfo_report.reading import read
from govinfo_report.source.budget import Budget
from govinfo_report.source.files import MissingLibraryError
from govinfo_report.streaming import cut_reports

# A text of a corpus may be anybody's, as a file may.
_BUDGET = Budget()


class Job(Protocol):
    """Does something with copies."""

    def run(self, copies: Sequence[Item], begin: Callable[[int], None]) -> Any:
        """Do it, and give what came of it: plain data that pickles fast.

        Args:
            copies: the copies.
            begin: is told the index of each copy, from 0, before it is read.
        """
        ...


class ReportJob:
    """Reads copies into reports, packed."""

    def run(self, copies: Sequence[Item], begin: Callable[[int], None]) -> list[list[Packed]]:
        """Give the packed reports of each copy."""
        found = []
        for at, copy in enumerate(copies):
            begin(at)
            text = copy.text if isinstance(copy, Copy) else None
            found.append(pack_all(read_item(copy), text))
        return found


def read_item(item: Item) -> Iterator[Report]:
    """Read a copy, or say what is wrong with what is none."""
    return iter([item.report()]) if isinstance(item, Trouble) else read_copy(item)


def read_copy(copy: Copy) -> Iterator[Report]:
    """Read one copy; trouble of any kind becomes a report that says so. A document that is no such report gives none.

    A text whose headings are damaged shows only to the parser that it holds several reports; it is cut here then.
    """
    try:
        if isinstance(copy.text, bytes):
            report = read(copy.text, copy.source)
            if copy.keep or not is_other(report):
                yield report
            return
        report = default_pipeline().parse(copy.text, copy.source, _BUDGET)
    except MissingLibraryError as error:
        yield failed_report(copy.source, "extra_missing", reason=said(error))
        return
    except UnreadableFileError as error:
        yield failed_report(copy.source, "copy_broken", reason=said(error))
        return
    except Exception as error:
        # a fault of the library must not end a run over a hundred thousand copies
        yield failed_report(copy.source, "copy_failed", reason=f"{type(error).__name__}: {error}")
        return
    if any(found.code == "several_reports" for found in report.findings):
        pieces = list(iter_pieces(copy, copy.text))
        if len(pieces) > 1:
            for piece in pieces:
                yield default_pipeline().parse(str(piece.text), piece.source, _BUDGET)
            return
    yield report


def is_other(report: Report) -> bool:
    """Tell whether a copy turned out to be no report, and was read whole.

    The finding comes alone then; pages that nobody could read have another one, for a report may stand on them.
    """
    return [found.code for found in report.findings] == ["not_a_report"]


def iter_pieces(copy: Copy, text: str) -> Iterator[Copy]:
    """Give the reports of a text as copies of their own: ``a.txt[1]``, ``a.txt[2]``."""
    cuts = cut_reports(text)
    if len(cuts) == 1:
        yield copy
        return
    for number, (start, end) in enumerate(cuts, 1):
        yield evolve(
            copy,
            text=text[start:end],
            source=f"{copy.source}[{number}]",
            place=f"{copy.place}[{number}]",
        )


JOBS = {
    "reports": "govinfo_report.corpus.jobs:ReportJob",
    "facts": "govinfo_report.corpus.facts_job:FactsJob",
}
"""Name to where the job is: module and class."""


def make_job(name: str, options: dict[str, Any]) -> Job:
    """Make a job, in whichever process.

    Args:
        name: one of ``JOBS``, or ``module:class``.
        options: what the class is called with.
    """
    module, _, kind = JOBS.get(name, name).partition(":")
    job: Job = getattr(import_module(module), kind)(**options)
    return job
