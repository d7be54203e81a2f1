"""``govinfo-report extract``: the facts of a corpus, in a file."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stdout
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.console import say
from govinfo_report.cli.output import open_stdout
from govinfo_report.cli.wording import Words
from govinfo_report.corpus import Summary, extract
from govinfo_report.corpus.shapes import CORPUS_SHAPES
from govinfo_report.errors import ArgumentError, GovinfoReportError
from govinfo_report.model import STATES

MOST_FINDINGS = 10
"""Findings that the closing summary counts by their code."""


class ExtractError(click.ClickException):
    """The corpus cannot be read, or the output not be written."""

    exit_code = 2


def extract_command(words: Words) -> click.Command:
    """Build the command."""

    def run(
        corpus: tuple[str, ...],
        output: str | None,
        workers: int,
        unordered: bool,
        timeout: float | None,
        resume: bool,
        **options: Any,
    ) -> int:
        journal = f"{output}.journal" if resume and output is not None else None
        if resume and output is None:
            raise click.UsageError(words("extract.resume_needs_output"))
        sources = corpus or ("-",)
        try:
            with _terminated_as_interrupted(), _progress(words) as tell, _shielded():
                summary = extract(
                    sources,
                    output,
                    workers=workers,
                    ordered=not unordered,
                    timeout=timeout,
                    resume=journal,
                    tell=tell,
                    format=options["format"],
                    shape=options["shape"] or ("wide" if options["wide"] else "long"),
                    text=options["text_field"],
                    id=options["id_field"],
                    title=options["title_field"],
                    keep=options["keep"],
                    every=options["every"],
                    most_unpacked=options["most_unpacked"],
                )
        except KeyboardInterrupt:
            key = "extract.stopped_resume" if resume else "extract.stopped"
            say(words(key))
            return 130
        except ArgumentError as error:
            name, reason = f"--{error.argument}", error.reason(words.lang)
            raise ExtractError(words("trouble.argument", name=name, reason=reason)) from error
        except (GovinfoReportError, ValueError) as error:
            said = error.text(words.lang) if isinstance(error, GovinfoReportError) else str(error)
            raise ExtractError(said) from error
        except OSError as error:
            if output is None:
                raise
            name, reason = output, error.strerror or str(error)
            key = "extract.output_resume" if resume else "trouble.output"
            raise ExtractError(words(key, name=name, reason=reason)) from error
        for line in summary_lines(summary, words):
            say(line)
        return 1 if summary.counts["failed"] or summary.counts["failed_before"] else 0

    return make_command(
        "extract",
        words,
        run,
        click.Argument(["corpus"], nargs=-1, metavar="[CORPUS]...", type=click.Path()),
        click.Option(
            ["-o", "--output"], type=click.Path(), metavar="FILE", help=words("option.facts_output")
        ),
        choice(words, "--format", None, "jsonl", "csv", "parquet", key="facts_format"),
        choice(words, "--shape", None, *CORPUS_SHAPES, key="shape"),
        click.Option(["--wide"], is_flag=True, help=words("option.wide")),
        click.Option(
            ["--workers"], type=click.IntRange(min=1), default=1, help=words("option.workers")
        ),
        click.Option(["--unordered"], is_flag=True, help=words("option.unordered")),
        click.Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            metavar="SECONDS",
            help=words("option.timeout"),
        ),
        click.Option(["--resume"], is_flag=True, help=words("option.resume")),
        click.Option(["--text-field"], default="text", help=words("option.text_field")),
        click.Option(["--id-field"], help=words("option.id_field")),
        click.Option(["--title-field"], help=words("option.title_field")),
        click.Option(["--keep"], multiple=True, metavar="FIELD", help=words("option.keep")),
        click.Option(["--every"], is_flag=True, help=words("option.every")),
        click.Option(
            ["--most-unpacked"],
            type=click.IntRange(min=1),
            metavar="BYTES",
            help=words("option.most_unpacked"),
        ),
    )


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """Let SIGTERM end a run as Ctrl-C does, unless whoever started it said what it is to do."""
    is_ours = signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    if is_ours:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        if is_ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _shielded() -> AbstractContextManager[Any]:
    """Let what is written on a terminal do no harm to it."""
    return redirect_stdout(open_stdout()) if sys.stdout.isatty() else nullcontext()


@contextmanager
def _progress(words: Words) -> Iterator[Any]:
    """Draw the bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[findings]}"),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(words("extract.reading"), total=None, speed="", findings="")

        def tell(summary: Summary) -> None:
            elapsed = bar.tasks[0].elapsed or 0
            reports = summary.counts["reports"]
            bar.update(
                task,
                total=summary.progress.size,
                completed=summary.progress.done,
                speed=words("extract.speed", count=reports, speed=round(reports / (elapsed or 1))),
                findings=words(
                    "extract.so_far",
                    errors=words.count("error", summary.severities["error"]),
                    warnings=words.count("warning", summary.severities["warning"]),
                ),
            )

        yield tell


def summary_lines(summary: Summary, words: Words) -> Iterator[str]:
    """Give the closing summary: copies, reports, cells by state, the commonest findings."""
    counts = summary.counts
    yield words("extract.copies", count=counts["copies"], passed_over=counts["passed_over"])
    if counts["skipped"]:
        yield words("extract.skipped", count=counts["skipped"])
    yield words("extract.reports", count=counts["reports"], failed=counts["failed"])
    if counts["failed_before"]:
        yield words("extract.failed_before", failed=counts["failed_before"])
    if counts["gone"]:
        yield words("extract.gone", count=counts["gone"])
    if counts["restarts"]:
        yield words("extract.restarts", count=counts["restarts"])
    total = sum(summary.states.values())
    yield words("extract.cells", count=total)
    for state in STATES:
        count = summary.states[state]
        if count:
            yield f"  {state:<12}{count:>10}  {count / total:>6.1%}"
    if summary.findings:
        yield words("extract.findings")
        for code, count in summary.findings.most_common(MOST_FINDINGS):
            yield f"  {code:<24}{count:>8}"
