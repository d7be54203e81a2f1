"""``govinfo-report synth``: a made-up corpus with its truth, as JSON lines."""

from __future__ import annotations

import json

import click

from govinfo_report.cli.command import make_command
from govinfo_report.cli.output import open_output
from govinfo_report.cli.wording import Words
from govinfo_report.form_view import form


def synth_command(words: Words) -> click.Command:
    """Build the command."""

    def synth(
        count: int,
        seed: int,
        mangle: tuple[str, ...],
        layout: tuple[str, ...],
        edition: str | None,
        output: str | None,
    ) -> int:
        from govinfo_report.testing import LAYOUTS, RECIPES, corpus_record, iter_corpus
        from govinfo_report.testing.corpus import ANY

        # both are many, and made at the first use; click would list them all in the help
        for name, asked, known in (
            ("--mangle", mangle, (ANY, *RECIPES)),
            ("--layout", layout, tuple(LAYOUTS)),
        ):
            if not set(asked) <= set(known):
                text = words("trouble.no_choice", name=name, known=", ".join(known))
                raise click.UsageError(text)
        copies = iter_corpus(count, seed, mangle, layout, edition)
        with open_output(output, (), words) as file:
            for number, copy in enumerate(copies, 1):
                record = corpus_record(copy, number)
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return 0

    return make_command(
        "synth",
        words,
        synth,
        click.Option(
            ["--count"], type=click.IntRange(min=0), default=10, help=words("option.count")
        ),
        click.Option(["--seed"], type=int, default=0, help=words("option.seed")),
        click.Option(["--mangle"], multiple=True, metavar="RECIPE", help=words("option.mangle")),
        click.Option(["--layout"], multiple=True, metavar="LAYOUT", help=words("option.layout")),
        click.Option(
            ["--edition"],
            type=click.Choice(list(form().editions)),
            help=words("option.synth_edition"),
        ),
        click.Option(
            ["-o", "--output"], type=click.Path(), metavar="FILE", help=words("option.output")
        ),
    )
