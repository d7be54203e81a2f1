"""``govinfo-report panel``: a corpus as a checked panel of offices and years, and what is asked of one."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinfo_report.cli.command import Command, LanguageOption, choice, make_command
from govinfo_report.cli.console import SEVERITIES, STYLES, open_console, printable, say
from govinfo_report.cli.corpus_options import field_options, workers_option
from govinfo_report.cli.extract import (
    extract_progress,
    summary_lines,
    terminated_as_interrupted,
)
from govinfo_report.cli.wording import Words
from govinfo_report.corpus import extract
from govinfo_report.errors import ArgumentError, GovinfoReportError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT = "build"
"""The subcommand that ``panel CORPUS`` runs."""


class PanelError(click.ClickException):
    """The panel cannot be built, or is not there."""

    exit_code = 2


class _Group(Command, click.Group):
    """``panel CORPUS`` is ``panel build CORPUS``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the subcommand in that is not named."""
        if args and args[0] not in (*self.commands, "--help"):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args or ["--help"])


def panel_command(words: Words) -> click.Command:
    """Build the command."""
    return _Group(
        "panel",
        words=words,
        params=[LanguageOption(words)],
        commands=[
            _build_command(words),
            _check_command(words),
            _missing_command(words),
            _compare_command(words),
        ],
        help=words("help.panel"),
        subcommand_metavar="[build] CORPUS | check | missing | compare",
    )


def _build_command(words: Words) -> click.Command:
    def run(
        corpus: tuple[str, ...],
        output: str,
        roster: str | None,
        indicators: str | None,
        memory: str | None,
        workers: int,
        resume: bool,
        **options: Any,
    ) -> int:
        from govinfo_report.panel import build_panel
        from govinfo_report.panel.names import read_roster
        from govinfo_report.panel.rules import indicator_entries

        folder = Path(output)
        facts = folder / "facts.parquet"
        with _said_troubles(words, output):
            # what is wrong with them is said before hours of reading
            if roster is not None:
                read_roster(roster)
            indicator_entries(indicators)
            folder.mkdir(parents=True, exist_ok=True)
            with terminated_as_interrupted(), extract_progress(words) as tell:
                summary = extract(
                    corpus,
                    facts,
                    workers=workers,
                    resume=f"{facts}.journal" if resume else None,
                    tell=tell,
                    text=options["text_field"],
                    id=options["id_field"],
                    title=options["title_field"],
                )
            for line in summary_lines(summary, words):
                say(line)
            with build_panel(facts, roster, indicators=indicators, memory=memory) as panel:
                written = panel.write(folder, options["format"])
                codes = Counter(panel.table("findings").column("code").to_pylist())
        say(words("panel.written", count=len(written), folder=output))
        for code, count in codes.most_common():
            say(f"  {code:<24}{count:>8}")
        return 1 if summary.counts["failed"] or summary.counts["failed_before"] else 0

    return make_command(
        DEFAULT,
        words,
        run,
        click.Argument(["corpus"], nargs=-1, required=True, metavar="CORPUS...", type=click.Path()),
        click.Option(
            ["-o", "--output"],
            required=True,
            type=click.Path(),
            metavar="FOLDER",
            help=words("option.panel_output"),
        ),
        click.Option(["--roster"], type=click.Path(), metavar="FILE", help=words("option.roster")),
        click.Option(
            ["--indicators"], type=click.Path(), metavar="FILE", help=words("option.indicators")
        ),
        choice(words, "--format", "parquet", "parquet", "csv", "xlsx", "dta", key="format"),
        click.Option(["--memory"], metavar="SIZE", help=words("option.memory")),
        workers_option(words),
        click.Option(["--resume"], is_flag=True, help=words("option.panel_resume")),
        *field_options(words),
        key="panel_build",
    )


@contextmanager
def _said_troubles(words: Words, output: str) -> Iterator[None]:
    """Say what went wrong in the language of the command."""
    try:
        yield
    except KeyboardInterrupt:
        say(words("extract.stopped"))
        raise click.Abort from None
    except ArgumentError as error:
        name, reason = f"--{error.argument}", error.reason(words.lang)
        raise PanelError(words("trouble.argument", name=name, reason=reason)) from error
    except GovinfoReportError as error:
        raise PanelError(error.text(words.lang)) from error
    except OSError as error:
        name, reason = error.filename or output, error.strerror or str(error)
        raise PanelError(words("trouble.output", name=name, reason=reason)) from error


def _read(folder: str, name: str, words: Words) -> list[dict[str, Any]]:
    """Read a table of a panel that was written as Parquet."""
    path = Path(folder) / f"{name}.parquet"
    if not path.is_file():
        raise PanelError(words("panel.none", folder=folder))
    from pyarrow.parquet import read_table

    rows: list[dict[str, Any]] = read_table(path).to_pylist()
    return rows


def _folder_argument() -> click.Argument:
    return click.Argument(["folder"], metavar="FOLDER", type=click.Path())


def _check_command(words: Words) -> click.Command:
    def run(folder: str, severity: str) -> int:
        shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
        found = [row for row in _read(folder, "findings", words) if row["severity"] in shown]
        console = open_console()
        message = "message_zh" if words.lang == "zh" else "message"
        for row in found:
            place = f"{row['source']}:{row['line']}" if row["line"] else row["source"]
            other = row["other_source"]
            if other and row["other_line"]:
                other = f"{other}:{row['other_line']}"
            about = " ".join(filter(None, [row["name"], row["measure"]]))
            severity_word = words(f"severity.{row['severity']}")
            text = f"{place}: {severity_word} {row['code']} {row[message]}"
            text += f" ({about})" if about else ""
            console.print(
                printable(f"{text} ← {other}" if other else text),
                soft_wrap=True,
                style=STYLES[row["severity"]] if row["severity"] == "error" else None,
            )
        console.print(words.count("finding", len(found)), style="bold")
        return 1 if any(row["severity"] != "info" for row in found) else 0

    return make_command(
        "check",
        words,
        run,
        _folder_argument(),
        choice(words, "--severity", "info", *SEVERITIES, key="severity"),
        key="panel_check",
    )


def _missing_command(words: Words) -> click.Command:
    def run(folder: str, year: int | None) -> int:
        found = [
            row
            for row in _read(folder, "coverage", words)
            if row["status"] != "filed" and year in (None, row["year"])
        ]
        console = open_console()
        for row in found:
            day = f" {row['published']} > {row['deadline']}" if row["status"] == "late" else ""
            line = f"{row['year']} {words('status.' + row['status'])} {row['name']}{day}"
            console.print(printable(line), soft_wrap=True)
        counts = Counter(row["status"] for row in found)
        numbers = {name: counts[name] for name in ("missing", "unreadable", "late")}
        console.print(words("panel.missing", **numbers), style="bold")
        return 1 if found else 0

    return make_command(
        "missing",
        words,
        run,
        _folder_argument(),
        click.Option(["--year"], type=int, metavar="N", help=words("option.year")),
        key="panel_missing",
    )


def _compare_command(words: Words) -> click.Command:
    def run(folder: str, office: str, first: int, second: int) -> int:
        names = {row["organization"]: row["office"] for row in _read(folder, "offices", words)}
        wanted = names.get(office, office)
        years: dict[int, dict[str, Any]] = {first: {}, second: {}}
        from pyarrow.parquet import read_table

        filters = [("office", "=", wanted), ("year", "in", [first, second])]
        table = read_table(Path(folder) / "measures.parquet", filters=filters)
        for row in table.to_pylist():
            number = row["value"] if row["amount"] is None else f"{row['amount'].normalize():f}"
            if number is not None:
                years[row["year"]][row["measure"]] = f"{number}{row['unit'] or ''}"
        for year, known in years.items():
            if not known:
                raise PanelError(words("panel.no_report", office=office, year=year))
        console = open_console()
        measures = dict.fromkeys(measure for known in years.values() for measure in sorted(known))
        for measure in measures:
            one, other = years[first].get(measure), years[second].get(measure)
            if one != other:
                sign = "+" if one is None else "-" if other is None else "~"
                console.print(printable(f"{sign} {measure}: {one or '·'} → {other or '·'}"))
        return 0

    return make_command(
        "compare",
        words,
        run,
        _folder_argument(),
        click.Argument(["office"], metavar="OFFICE"),
        click.Argument(["first"], type=int, metavar="YEAR"),
        click.Argument(["second"], type=int, metavar="YEAR"),
        key="panel_compare",
    )
