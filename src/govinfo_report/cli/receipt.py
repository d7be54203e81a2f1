"""``govinfo-report receipt`` and ``verify``: a number that a stranger can check against its file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from govinfo_report.cli.command import make_command
from govinfo_report.cli.console import printable
from govinfo_report.cli.inputs import Inputs
from govinfo_report.cli.output import OutputError, open_output
from govinfo_report.cli.wording import Words
from govinfo_report.errors import ArgumentError, UnknownPathError, UnreadableFileError
from govinfo_report.form_view import form


def receipt_command(words: Words) -> click.Command:
    """Build the command that writes a receipt."""

    def receipt(file: str, path: str, output: str | None) -> int:
        try:
            form().cell(path)
        except UnknownPathError as error:
            raise click.UsageError(error.text(words.lang)) from error
        inputs = Inputs((file,), words)
        for report in inputs:
            try:
                found = report.receipt(path, file)
            except (ArgumentError, UnreadableFileError) as error:
                raise OutputError(error.text(words.lang)) from error
            with open_output(output, (file,), words) as out:
                out.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return 2 if inputs.unopened else 0

    return make_command(
        "receipt",
        words,
        receipt,
        click.Argument(["file"], metavar="FILE", type=click.Path()),
        click.Argument(["path"], metavar="PATH"),
        click.Option(
            ["-o", "--output"], type=click.Path(), metavar="FILE", help=words("option.output")
        ),
    )


def verify_command(words: Words) -> click.Command:
    """Build the command that checks one."""

    def run(receipt: str, source: str) -> int:
        from govinfo_report.verification import verify

        try:
            data = json.loads(Path(receipt).read_text(encoding="utf-8"))
            target = data.get("path") if isinstance(data, dict) else None
            checks = verify(data, Path(source).read_bytes())
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputError(
                words("trouble.unreadable", name=error.filename, reason=reason)
            ) from error
        except ValueError as error:
            said = words("verify.no_receipt", name=receipt, reason=error)
            raise OutputError(said) from error
        click.echo(printable(_heading(data)))
        counts = dict.fromkeys(("right", "wrong", "open"), 0)
        is_other_file = not checks[0].is_right
        for check in checks:
            outcome = {True: "right", False: "wrong", None: "open"}[check.is_right]
            counts[outcome] += 1
            # of the other cells of a sum only what is not as it should be
            is_shown = check.what in ("digest", "sum") or check.subject == target
            if is_shown or not (check.is_right or is_other_file):
                click.echo(printable(f"{words(f'verify.{outcome}')}  {check.text(words.lang)}"))
        click.echo(words("verify.summary", checks=len(checks), **counts))
        own = [check.is_right for check in checks if check.subject == target]
        result = "fails" if counts["wrong"] else "holds" if own and all(own) else "unread"
        click.echo(words(f"verify.{result}"))
        return 0 if result == "holds" else 1

    return make_command(
        "verify",
        words,
        run,
        click.Argument(["receipt"], metavar="RECEIPT", type=click.Path()),
        click.Argument(["source"], metavar="SOURCE", type=click.Path()),
    )


def _heading(receipt: dict[str, Any]) -> str:
    """Give what a receipt is about: the copy, the cell in the words of the form, its number."""
    cell = receipt["cells"][receipt["path"]]
    name = cell.get("label") or receipt["path"]
    parts = (receipt.get("organization"), receipt.get("year"), name)
    number = "" if cell["value"] is None else f": {cell['value']}{cell.get('unit') or ''}"
    return " · ".join(str(part) for part in parts if part is not None) + number
