"""``govinfo-report panel``: a corpus as a checked panel of offices and years, and what is asked of one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govinfo_report.cli.command import Command, LanguageOption, choice, make_command
from govinfo_report.cli.console import say
from govinfo_report.cli.panel_questions import check_command, compare_command, missing_command
from govinfo_report.cli.panel_source import PanelSource, source_options
from govinfo_report.cli.wording import Words

if TYPE_CHECKING:
    from govinfo_report.panel import Panel

DEFAULT = "build"
"""The subcommand that ``panel CORPUS`` runs."""
_WORKBOOK = ".xlsx"
_FILES = (".csv", ".parquet", ".dta")
"""What names of files of one table end in; a panel has several."""


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
            check_command(words),
            missing_command(words),
            compare_command(words),
        ],
        help=words("help.panel"),
        subcommand_metavar="[build] CORPUS | check | missing | compare",
    )


def _write_workbook(source: PanelSource, file: Path, indicators: str | None) -> int:
    """Write the panel as one workbook; give the status that the command ends with."""
    with source.built_aside(file, indicators) as panel:
        panel.write_workbook(file, source.words.lang)
        codes = _codes(panel)
    say(source.words("panel.workbook", name=file))
    _say_codes(codes)
    return 1 if source.failed else 0


def _codes(panel: Panel) -> Counter[str]:
    return Counter(panel.table("findings").column("code").to_pylist())


def _say_codes(codes: Counter[str]) -> None:
    for code, count in codes.most_common():
        say(f"  {code:<24}{count:>8}")


def _build_command(words: Words) -> click.Command:
    def run(
        corpus: tuple[str, ...],
        output: str,
        format: str,
        indicators: str | None,
        resume: bool,
        **options: Any,
    ) -> int:
        folder = Path(output)
        suffix = "" if folder.is_dir() else folder.suffix.lower()
        if suffix in _FILES:
            raise click.UsageError(words("trouble.panel_output", name=output))
        source = PanelSource(corpus, words, options)
        if suffix == _WORKBOOK:
            if resume or format in ("csv", "dta"):
                raise click.UsageError(words("trouble.panel_workbook", name=output))
            return _write_workbook(source, folder, indicators)
        with source.built(folder, indicators, resume=resume, keep=True) as panel:
            # ``check``, ``missing`` and ``compare`` read Parquet
            written = {path for each in ("parquet", format) for path in panel.write(folder, each)}
            codes = _codes(panel)
        say(words("panel.written", count=len(written), folder=output))
        _say_codes(codes)
        return 1 if source.failed else 0

    return make_command(
        DEFAULT,
        words,
        run,
        click.Argument(["corpus"], nargs=-1, required=True, metavar="CORPUS...", type=click.Path()),
        click.Option(
            ["-o", "--output"],
            required=True,
            type=click.Path(),
            metavar="FOLDER|FILE",
            help=words("option.panel_output"),
        ),
        click.Option(
            ["--indicators"], type=click.Path(), metavar="FILE", help=words("option.indicators")
        ),
        choice(words, "--format", "parquet", "parquet", "csv", "xlsx", "dta", key="panel_format"),
        click.Option(["--resume"], is_flag=True, help=words("option.panel_resume")),
        *source_options(words),
        key="panel_build",
    )
