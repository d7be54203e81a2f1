"""``govinfo-report verify``: checks the receipt of a number against the file that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.text import Text

from govinfo_report.cli.command import make_command
from govinfo_report.cli.console import open_console, printable
from govinfo_report.cli.wording import Words

if TYPE_CHECKING:
    from govinfo_report.verification import Check

SIGNS = {"holds": ("✓", "green"), "fails": ("✗", "red"), "unchecked": ("?", "yellow")}


def verify_command(words: Words) -> click.Command:
    """Build the command."""

    def check(receipt: str, source: str) -> int:
        from govinfo_report.verification import ReceiptError, read_receipt, verify

        try:
            read = read_receipt(receipt)
            checks = verify(read, source)
        except OSError as error:
            name, reason = error.filename or source, error.strerror or str(error)
            raise click.UsageError(words("trouble.unreadable", name=name, reason=reason)) from error
        except ReceiptError as error:
            raise click.UsageError(
                words("verify.no_receipt", name=receipt, reason=error)
            ) from error
        console = open_console()
        name = " › ".join([*read["name"], f"{read['value']}{read['unit'] or ''}"])
        console.print(Text(printable(name), "bold"), soft_wrap=True)
        for item in checks:
            console.print(_line(item, words), soft_wrap=True)
        result = _result(checks, read["path"])
        console.print(Text(words(f"verify.{result}"), "bold"), soft_wrap=True)
        return 0 if result == "holds" else 1

    return make_command(
        "verify",
        words,
        check,
        click.Argument(["receipt"], metavar="RECEIPT", type=click.Path()),
        click.Argument(["source"], metavar="FILE", type=click.Path()),
    )


def _line(item: Check, words: Words) -> Text:
    sign, style = SIGNS[item.result]
    line = Text(f"{sign} ", style)
    key = f"verify.{item.subject}" + (
        "" if item.found is None or item.result == "holds" else "_not"
    )
    if item.result == "unchecked":
        key = "verify.place_unchecked"
    text = words(key, name=item.name, expected=item.expected, found=item.found)
    return line.append(printable(text))


def _result(checks: list[Check], path: str) -> str:
    """Tell what came of it: a number whose own place was not looked at is not confirmed."""
    if any(item.result == "fails" for item in checks):
        return "fails"
    own = [item.result for item in checks if (item.subject, item.name) == ("place", path)]
    return "holds" if own == ["holds"] else "open"
