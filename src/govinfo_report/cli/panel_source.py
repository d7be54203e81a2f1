"""What the commands of ``panel`` are given: a corpus, facts, or a panel that was written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import ENOENT
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import define, field

from govinfo_report.cli.console import say
from govinfo_report.cli.corpus_options import field_options, workers_option
from govinfo_report.cli.extract import extract_progress, summary_lines, terminated_as_interrupted
from govinfo_report.cli.wording import Words
from govinfo_report.corpus import extract
from govinfo_report.errors import ArgumentError, GovinfoReportError

if TYPE_CHECKING:
    from govinfo_report.panel import Panel


class PanelError(click.ClickException):
    """The panel cannot be built, or lacks what is asked for."""

    exit_code = 2


def source_options(words: Words) -> tuple[click.Option, ...]:
    """Make the options by which a panel is built."""
    return (
        click.Option(["--roster"], type=click.Path(), metavar="FILE", help=words("option.roster")),
        click.Option(["--memory"], metavar="SIZE", help=words("option.memory")),
        workers_option(words),
        *field_options(words),
    )


@define
class PanelSource:
    """What a panel is built from.

    Attributes:
        corpus: copies, files of facts, or a panel that was written.
        words: the words of the command.
        options: the values of ``source_options``.
        failed: whether a copy could not be read.
    """

    corpus: Sequence[str]
    words: Words
    options: dict[str, Any]
    failed: bool = field(default=False, init=False)

    @contextmanager
    def tables(self) -> Iterator[Path]:
        """Give a folder with the tables as Parquet: that of a panel that was written, or one that lasts as long."""
        from govinfo_report.panel.given import is_written

        folder = Path(self.corpus[0])
        if len(self.corpus) == 1 and self.options["roster"] is None and is_written(folder):
            yield folder
            return
        with tempfile.TemporaryDirectory(prefix="govinfo-report-panel-") as made:
            with self.built(Path(made)) as panel:
                if not any(panel.table(name).num_rows for name in ("versions", "findings")):
                    raise PanelError(self.words("panel.no_reports", corpus=" ".join(self.corpus)))
                panel.write(made)
            yield Path(made)

    @contextmanager
    def built(
        self,
        folder: Path,
        indicators: str | None = None,
        *,
        resume: bool = False,
        keep: bool = False,
    ) -> Iterator[Panel]:
        """Build the panel.

        Args:
            folder: where the facts of a corpus are written.
            indicators: a file with indicators of the user's own.
            resume: go on reading where an earlier run ended.
            keep: copy facts that were given into the folder.
        """
        from govinfo_report.panel import build_panel
        from govinfo_report.panel.given import FACTS_FILE, copy_facts
        from govinfo_report.panel.roster import read_roster
        from govinfo_report.panel.rules import indicator_entries

        roster = self.options["roster"]
        with _said_troubles(self.words, str(folder), resume):
            # what is wrong with them is said before hours of reading
            if roster is not None:
                read_roster(roster)
            indicator_entries(indicators)
            folder.mkdir(parents=True, exist_ok=True)
            facts = self._facts(folder, resume)
            if keep:
                copy_facts(facts, folder / FACTS_FILE)
                facts = [str(folder / FACTS_FILE)]
            memory = self.options["memory"]
            with build_panel(facts, roster, indicators=indicators, memory=memory) as panel:
                yield panel

    @contextmanager
    def built_aside(self, file: Path, indicators: str | None) -> Iterator[Panel]:
        """Build the panel for one file; the facts of a corpus are kept no longer than that.

        Args:
            file: what is written; nothing is read before it is known that it can be.
            indicators: a file with indicators of the user's own.
        """
        from govinfo_report.workbook.writer import require_xlsxwriter

        with _said_troubles(self.words, str(file), resume=False):
            require_xlsxwriter()
            if not file.parent.is_dir():
                raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(file))
        with (
            tempfile.TemporaryDirectory(prefix="govinfo-report-panel-") as made,
            self.built(Path(made), indicators) as panel,
        ):
            yield panel

    def _facts(self, folder: Path, resume: bool) -> list[str]:
        """Give files of facts: those that were given, or those of the corpus, which is read."""
        from govinfo_report.panel.given import FACTS_FILE, facts_files, without_facts

        for source in self.corpus:
            if without_facts(Path(source)):
                raise PanelError(self.words("panel.without_facts", source=source))
        given = facts_files(self.corpus)
        if given is not None:
            return given
        facts = folder / FACTS_FILE
        with terminated_as_interrupted(), extract_progress(self.words) as tell:
            summary = extract(
                self.corpus,
                facts,
                workers=self.options["workers"],
                resume=f"{facts}.journal" if resume else None,
                tell=tell,
                text=self.options["text_field"],
                id=self.options["id_field"],
                title=self.options["title_field"],
            )
        for line in summary_lines(summary, self.words):
            say(line)
        self.failed = bool(summary.counts["failed"] or summary.counts["failed_before"])
        return [str(facts)]


@contextmanager
def _said_troubles(words: Words, output: str, resume: bool) -> Iterator[None]:
    """Say what went wrong in the language of the command."""
    try:
        yield
    except KeyboardInterrupt:
        say(words("extract.stopped_resume" if resume else "extract.stopped"))
        raise click.Abort from None
    except ArgumentError as error:
        name, reason = f"--{error.argument}", error.reason(words.lang)
        raise PanelError(words("trouble.argument", name=name, reason=reason)) from error
    except GovinfoReportError as error:
        raise PanelError(error.text(words.lang)) from error
    except OSError as error:
        name, reason = error.filename or output, error.strerror or str(error)
        raise PanelError(words("trouble.output", name=name, reason=reason)) from error
