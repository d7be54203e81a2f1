"""The terminal: how wide it is, its colours, and text that is safe to print on it."""

from __future__ import annotations

import os
import re
import sys

import click
from rich.console import Console

SEVERITIES = ("error", "warning", "info")
"""From the gravest."""

STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}

DEFAULT_WIDTH = 100
"""Columns where the output is no terminal: the whole form fits, its three longest labels wrapped."""

_SPACE = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
# Control characters, begin of escape sequences among them, and what turns the direction of text.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def open_console(width: int | None = None) -> Console:
    """Give the console of standard output; colours only on a terminal and without NO_COLOR.

    Args:
        width: columns; None for those of the terminal, or ``DEFAULT_WIDTH``.
    """
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)
    if width is None and not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = DEFAULT_WIDTH
    return console


def printable(text: str) -> str:
    """Give ``text`` on one line, control characters (a copy may hold any) replaced."""
    return harmless(_SPACE.sub(" ", text))


def harmless(text: str) -> str:
    """Give ``text`` with its lines, control characters replaced: nothing in it moves the cursor or the direction."""
    return _CONTROL.sub("\ufffd", text)


def say(message: str) -> None:
    """Say something on standard error; names of files and words of copies in it do no harm."""
    click.echo(harmless(message), err=True)
