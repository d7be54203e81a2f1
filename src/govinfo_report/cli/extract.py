"""``govinfo-report extract``: the facts of a corpus, in a file."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stdout
from typing import Any

import click

from govinfo_report.cli.command import choice, make_command
from govinfo_report.cli.console import say
from govinfo_report.cli.corpus_options import field_options, workers_option
from govinfo_report.cli.output import open_stdout
from govinfo_report.cli.progress import Stand, progress
from govinfo_report.cli.wording import Words
from govinfo_report.corpus import Summary, extract
from govinfo_report.corpus.formats import FORMATS, format_of
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
            with terminated_as_interrupted(), extract_progress(words) as tell, _shielded():
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
                    lang=_headings(output, options["format"], words),
                    excel=options["excel"],
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
        choice(words, "--format", None, *FORMATS, key="facts_format"),
        choice(words, "--shape", None, *CORPUS_SHAPES, key="shape"),
        click.Option(["--excel"], is_flag=True, help=words("option.excel")),
        click.Option(["--wide"], is_flag=True, help=words("option.wide")),
        workers_option(words),
        click.Option(["--unordered"], is_flag=True, help=words("option.unordered")),
        click.Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            metavar="SECONDS",
            help=words("option.timeout"),
        ),
        click.Option(["--resume"], is_flag=True, help=words("option.resume")),
        *field_options(words),
        click.Option(["--keep"], multiple=True, metavar="FIELD", help=words("option.keep")),
        click.Option(["--every"], is_flag=True, help=words("option.every")),
        click.Option(
            ["--most-unpacked"],
            type=click.IntRange(min=1),
            metavar="BYTES",
            help=words("option.most_unpacked"),
        ),
    )


def _headings(output: str | None, format: str | None, words: Words) -> str | None:
    """Give the language of headings: a workbook is for people, a CSV is so only where ``--lang`` asks for it."""
    try:
        found = format_of(output, format)
    except ArgumentError:
        # it is said by ``extract``
        return None
    is_theirs = found == "xlsx" or (found == "csv" and words.is_asked)
    return words.lang if is_theirs else None


@contextmanager
def terminated_as_interrupted() -> Iterator[None]:
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
def extract_progress(words: Words) -> Iterator[Callable[[Summary], None]]:
    """Show how far it has come."""
    with progress(words, has_bar=True) as tell:

        def tell_summary(summary: Summary) -> None:
            tell(
                Stand(
                    summary.progress.done,
                    summary.progress.size,
                    summary.counts["reports"],
                    summary.severities["error"],
                    summary.severities["warning"],
                )
            )

        yield tell_summary


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
