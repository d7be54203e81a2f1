"""What every command of the application has: its words, its help in that language, and ``--lang``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from govinfo_report.cli.wording import LANGUAGES, Words


class Context(click.Context):
    """The context of a command; help is formatted in the command's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """Give the formatter that writes the help."""
        command = self.command
        assert isinstance(command, Command)
        return _Formatter(
            command.words, width=self.terminal_width, max_width=self.max_content_width
        )


class _Formatter(click.HelpFormatter):
    def __init__(self, words: Words, **sizes: Any) -> None:
        super().__init__(**sizes)
        self.words = words

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or self.words("help.usage"))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(self.words(f"help.{name}")):
            yield


class Command(click.Command):
    """A command that speaks one language.

    Args:
        words: its words.
        settings: those of ``click.Command``.
    """

    context_class = Context

    def __init__(self, *args: Any, words: Words, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.words = words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give ``--help``, worded in the command's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.words("option.help")
        return option


def make_command(
    name: str,
    words: Words,
    callback: Callable[..., int],
    *params: click.Parameter,
    key: str | None = None,
) -> Command:
    """Make a subcommand.

    Args:
        name: its name.
        words: its words.
        callback: runs it and gives the status that the process ends with.
        params: its parameters; ``--lang`` is put behind them.
        key: names its help among the ``help`` words; its name where it is not given.
    """
    return Command(
        name,
        words=words,
        callback=callback,
        help=words(f"help.{key or name}"),
        params=[*params, LanguageOption(words)],
    )


class LanguageOption(click.Option):
    """``--lang``; its value was taken from the arguments before the command was built."""

    def __init__(self, words: Words) -> None:
        super().__init__(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=words("option.lang"),
        )


def choice(
    words: Words, flag: str, default: str | None, *values: str, key: str = "format"
) -> click.Option:
    """Make an option that takes one of a few values.

    Args:
        words: the command's words.
        flag: its name, ``--format``.
        default: the value where it is not given; None for none.
        values: the values.
        key: names its help among the ``option`` words.
    """
    text = words(f"option.{key}", default=default)
    return click.Option([flag], type=click.Choice(values), default=default, help=text)


def width_option(words: Words) -> click.Option:
    """Make ``--width``."""
    return click.Option(
        ["--width"], type=click.IntRange(min=40), metavar="N", help=words("option.width")
    )
