"""The command group: its language, its help and how it speaks of misuse."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from govinfo_report._version import __version__
from govinfo_report.cli.check import check_command
from govinfo_report.cli.command import Command, Context, LanguageOption
from govinfo_report.cli.compare import compare_command
from govinfo_report.cli.console import say
from govinfo_report.cli.explain import explain_command
from govinfo_report.cli.extract import extract_command
from govinfo_report.cli.form import form_command
from govinfo_report.cli.nearest import near_words
from govinfo_report.cli.output import OutputError
from govinfo_report.cli.panel import panel_command
from govinfo_report.cli.parse import parse_command
from govinfo_report.cli.receipt import receipt_command, verify_command
from govinfo_report.cli.rule import rule_command
from govinfo_report.cli.show import show_command
from govinfo_report.cli.synth import synth_command
from govinfo_report.cli.view import view_command
from govinfo_report.cli.wording import Words, asked_language
from govinfo_report.errors import locale_language

NAME = "govinfo-report"


class Application(Command, click.Group):
    """The command in one language; asked for another one, it hands over to the one built for that."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run, say what was misused, and end the process with the status that the subcommand returns."""
        args = sys.argv[1:] if args is None else list(args)
        asked = asked_language(args)
        if asked is not None and Words(asked, is_asked=True) != self.words:
            return application(asked, is_asked=True).main(args, **extra)
        extra = {**extra, "prog_name": NAME, "standalone_mode": False}
        try:
            status = super().main(args or ["--help"], **extra)
        except click.ClickException as error:
            self._complain(error)
            status = error.exit_code
        except click.Abort:
            click.echo(self.words("trouble.aborted"), err=True)
            status = 130
        except OSError as error:
            # what a command opens it speaks of itself; click sees to a reader that went away
            status = self._fail_to_write(error)
        try:
            sys.stdout.flush()
        except OSError as error:
            status = status or self._fail_to_write(error)
            # what is left over cannot be written when the process ends either
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(status or 0)

    def _fail_to_write(self, error: OSError) -> int:
        name, reason = error.filename or "<stdout>", error.strerror or str(error)
        self._complain(OutputError(self.words("trouble.output", name=name, reason=reason)))
        return OutputError.exit_code

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; a reader that went away (``| head``) is noticed here, not at the end of the process."""
        status = super().invoke(ctx)
        sys.stdout.flush()
        return status

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the subcommand that ``args`` begins with."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            known = ", ".join(self.commands)
            near = near_words(args[0], self.commands, self.words)
            ctx.fail(self.words("trouble.no_command", name=args[0], known=known) + near)
        return super().resolve_command(ctx, args)

    def _complain(self, error: click.ClickException) -> None:
        message = error.format_message()
        if isinstance(error, click.NoSuchOption):
            message = self.words("trouble.no_option", name=error.option_name)
            known = error.ctx.command.params if error.ctx is not None else []
            options = [name for option in known for name in option.opts if name.startswith("-")]
            message += near_words(error.option_name, options, self.words)
        elif isinstance(error, click.BadParameter) and isinstance(
            error.param and error.param.type, click.Choice
        ):
            choice: Any = error.param and error.param.type
            name = error.param.opts[-1] if error.param else ""
            message = self.words(
                "trouble.no_choice",
                name=name,
                known=", ".join(map(str, choice.choices)),
            )
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
            click.echo(self.words("trouble.try_help", command=error.ctx.command_path), err=True)
        say(self.words("trouble.error", message=message))


def application(lang: str, *, is_asked: bool = False) -> Application:
    """Build the command.

    Args:
        lang: its language, ``zh`` or ``en``.
        is_asked: see ``Words``.
    """
    words = Words(lang, is_asked)
    return Application(
        NAME,
        words=words,
        params=[
            LanguageOption(words),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_print_version,
                help=words("option.version"),
            ),
        ],
        commands=[
            parse_command(words),
            check_command(words),
            show_command(words),
            explain_command(words),
            compare_command(words),
            rule_command(words),
            view_command(words),
            receipt_command(words),
            verify_command(words),
            form_command(words),
            extract_command(words),
            panel_command(words),
            synth_command(words),
        ],
        help=words("help.group"),
        subcommand_metavar="COMMAND [ARGS]...",
    )


def run(args: Sequence[str] | None = None) -> None:
    """Run the command in the language of the locale, or the one that ``args`` ask for."""
    application(locale_language()).main(args)


def _print_version(ctx: Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"{NAME} {__version__}")
        ctx.exit()
