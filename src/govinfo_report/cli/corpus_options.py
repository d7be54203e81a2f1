"""Options of the commands that read a corpus."""

from __future__ import annotations

import click

from govinfo_report.cli.wording import Words


def field_options(words: Words) -> tuple[click.Option, ...]:
    """Make ``--text-field``, ``--id-field`` and ``--title-field``: what a record has."""
    return (
        click.Option(["--text-field"], default="text", help=words("option.text_field")),
        click.Option(["--id-field"], help=words("option.id_field")),
        click.Option(["--title-field"], help=words("option.title_field")),
    )


def workers_option(words: Words) -> click.Option:
    """Make ``--workers``."""
    return click.Option(
        ["--workers"], type=click.IntRange(min=1), default=1, help=words("option.workers")
    )
