"""The reports of a corpus, one after the other, in one process or in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import evolve

from govinfo_report.corpus.copies import Copy, Fields, Item, Progress, is_failed
from govinfo_report.corpus.jobs import iter_pieces, read_item
from govinfo_report.corpus.journal import Journal
from govinfo_report.corpus.packing import unpack
from govinfo_report.corpus.pool import Pool
from govinfo_report.corpus.sources import Corpus, Source
from govinfo_report.errors import ArgumentError
from govinfo_report.model import Report
from govinfo_report.screening import is_report
from govinfo_report.streaming import may_hold_several

# A chunk: what one process gets at a time. Small enough to spread well, large enough that sending does not count.
CHUNK_COPIES = 32
CHUNK_CHARACTERS = 200_000

TIMEOUT = 600.0
"""Seconds that one copy may take in a run with several processes that is given no time."""


class Reports(Iterator[Report]):
    """The reports of a corpus (what ``iter_reports`` gives); closes its processes and files when it is closed.

    Attributes:
        progress: how far the reading of the corpus has come.
        counts: ``copies`` met, of them ``passed_over`` (no such reports) and ``skipped`` (wholly done before); every
            other one gives a report or more; ``reports`` given, ``failed`` among them, and ``restarts`` of processes.
    """

    def __init__(self, corpus: Corpus, found: Iterator[Report], counts: Counter[str]) -> None:
        self.progress: Progress = corpus.progress
        self.counts = counts
        self._found = found

    def __next__(self) -> Report:
        """Give the next report; the one before counts as done from then on."""
        return next(self._found)

    def close(self) -> None:
        """End the run: processes are stopped, files closed."""
        close = getattr(self._found, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> Reports:
        """Give the reports themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close them."""
        self.close()


def iter_reports(
    source: Source | Sequence[Source],
    *,
    text: str = "text",
    id: str | None = None,
    title: str | None = None,
    workers: int = 1,
    ordered: bool = True,
    timeout: float | None = None,
    resume: str | Path | None = None,
    every: bool = False,
    most_unpacked: int | None = None,
    keep: Sequence[str] = (),
) -> Reports:
    """Read the reports of a corpus, one after the other; one bad copy never stops it.

    Args:
        source: a path (a file, a folder, a pattern such as ``2021/**/*.txt``, ``-`` for standard input), a file opened
            for reading bytes, or several of them. Archives (zip, tar), WARC, JSON lines, CSV and Parquet are told by
            their first bytes and their names, packed (gzip, zstd) or not; every other file is a text or a document,
            read as ``read`` does.
        text: the field or column of a record that holds the text.
        id: the field or column that names the copy; None to name it by its place.
        title: the field or column with the title, where the text does not begin with it: it is put before the text, on
            a line of its own, and ``report.text`` is both.
        workers: how many processes read; 1 for this one alone.
        ordered: give reports in the order of the corpus rather than as they come; matters with several processes.
        timeout: seconds that one copy may take; one that takes longer is a finding. Other processes are used then.
            With several processes ``TIMEOUT`` (ten minutes) where none is given; ``math.inf`` for any time.
        resume: a journal; copies that it names are left out, and those that are given are added to it. A report is done
            when the next one is asked for.
        every: also give what is no report: texts by a glance (``is_report``), documents by what was read, which else
            are passed over.
        most_unpacked: bytes that one packed file or archive may unpack to in all; what lies behind them is a finding.
            None for 16 MB, or a hundred times its own size if that is more.
        keep: fields or columns of a record that stand in ``record`` of its report, as text: ``["url", "date"]``.

    Returns:
        An iterator; ``source`` of each report says where it came from. What cannot be read is a report too, with one
        finding that says why.

    Raises:
        UnreadableFileError: a path does not exist, a file that was named has no such column or is no text, a journal is
            another run's.
        MissingExtraError: a package that Parquet, WARC or ``.zst`` needs is missing, and such a file was named; the
            message says what to install.
        TypeError: ``source`` is no path and no file.
        ArgumentError: ``workers``, ``timeout`` or ``most_unpacked`` does not fit.
    """
    check_limits(workers, timeout, most_unpacked)
    sources = tuple(source) if isinstance(source, list | tuple) else (source,)
    corpus = Corpus(sources, Fields(text, id, title, kept_names(keep)), most_unpacked=most_unpacked)
    journal = Journal(resume, {"text": text, "title": title}) if resume is not None else None
    counts: Counter[str] = Counter()
    items = iter_wanted(corpus, counts, every, journal)
    if workers == 1 and timeout is None:
        groups = _read_here(items)
    else:
        pool = Pool(workers, ("reports", {}), ordered, pool_timeout(workers, timeout))
        groups = _read_elsewhere(items, pool, counts)
    return Reports(corpus, _given(groups, journal, counts), counts)


def kept_names(keep: Sequence[str]) -> tuple[str, ...]:
    """Give the names of the fields that are kept, each once.

    Raises:
        ArgumentError: they are one text, whose characters would be names.
    """
    if isinstance(keep, str):
        raise ArgumentError(
            "keep", f"expected names in a list, found the text {keep!r}"
        ).in_chinese(f"应为名称列表，实为文本{keep!r}")
    return tuple(dict.fromkeys(keep))


def check_limits(workers: object, timeout: object, most_unpacked: object) -> None:
    """Refuse a number of processes, a time or a number of bytes that does not fit.

    Raises:
        ArgumentError: ``workers`` is no whole number from 1, ``timeout`` no number of seconds above 0, or
            ``most_unpacked`` no whole number from 1.
    """
    if not isinstance(workers, int) or workers < 1:
        raise ArgumentError(
            "workers", f"expected a whole number, 1 or more; found {workers!r}"
        ).in_chinese(f"应为1或更大的整数，实为{workers!r}")
    if timeout is not None and not (isinstance(timeout, int | float) and timeout > 0):
        raise ArgumentError(
            "timeout", f"expected a number of seconds, more than 0; found {timeout!r}"
        ).in_chinese(f"应为大于0的秒数，实为{timeout!r}")
    if most_unpacked is not None and not (isinstance(most_unpacked, int) and most_unpacked > 0):
        raise ArgumentError(
            "most_unpacked", f"expected a whole number of bytes, 1 or more; found {most_unpacked!r}"
        ).in_chinese(f"应为1或更大的字节数，实为{most_unpacked!r}")


def pool_timeout(workers: int, timeout: float | None) -> float | None:
    """Give the seconds that one copy may take; None where this process reads, which nobody stops."""
    return TIMEOUT if timeout is None and workers > 1 else timeout


def iter_wanted(
    corpus: Iterable[Item],
    counts: Counter[str],
    every: bool,
    journal: Journal | None,
    *,
    tells_passed: bool = False,
) -> Iterator[Item]:
    """Give the copies that are to be read, one for each report: others are passed over, texts of several are cut.

    Args:
        corpus: the copies.
        counts: what became of them is counted here.
        every: give also what is no report at a glance.
        journal: names copies that are done; None for none.
        tells_passed: whoever reads the copies tells and counts what is no report; it is given too, whole.
    """
    for item in corpus:
        counts["copies"] += 1
        pieces: Iterable[Item] = (item,)
        if isinstance(item, Copy) and isinstance(item.text, str):
            if not every and not is_report(item.text):
                if tells_passed:
                    yield item
                else:
                    counts["passed_over"] += 1
                continue
            if may_hold_several(item.text):
                pieces = iter_pieces(item, item.text)
        elif every and isinstance(item, Copy):
            pieces = (evolve(item, keep=True),)
        is_wanted = False
        for piece in pieces:
            if journal is None or not journal.is_done(piece):
                is_wanted = True
                yield piece
        counts["skipped"] += not is_wanted


_Group: TypeAlias = tuple[Item, Iterable[Report]]


def _read_here(items: Iterable[Item]) -> Iterator[_Group]:
    for item in items:
        yield item, read_item(item)


def _read_elsewhere(items: Iterable[Item], pool: Pool, counts: Counter[str]) -> Iterator[_Group]:
    for task in pool.run(iter_chunks(items)):
        counts["restarts"] = pool.restarts
        if task.failure is not None:
            for item in task.copies:
                yield item, [pool.failed(item, task.failure)]
            continue
        for item, packed in zip(task.copies, task.answer, strict=True):
            text = item.text if isinstance(item, Copy) else None
            yield item, [unpack(data, text) for data in packed]


def iter_chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Put copies together into what one process gets at a time."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.text) if isinstance(item, Copy) else 0
        if len(chunk) >= CHUNK_COPIES or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _given(
    groups: Iterator[_Group], journal: Journal | None, counts: Counter[str]
) -> Iterator[Report]:
    """Give the reports, and write down what is done when the next one is asked for."""
    try:
        for item, reports in groups:
            is_given = False
            for report in reports:
                report.record = item.record
                counts["reports"] += 1
                counts["failed"] += is_failed(report)
                is_given = True
                yield report
            counts["passed_over"] += not is_given
            if journal is not None:
                journal.add([item])
    finally:
        close = getattr(groups, "close", None)
        if close is not None:
            close()
        if journal is not None:
            journal.close()
