"""What the command says, in English and Chinese; the words stand in ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

LANGUAGES = ("zh", "en")


@cache
def _entries() -> dict[str, dict[str, dict[str, str]]]:
    text = files("govinfo_report").joinpath("cli", "wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@frozen
class Words:
    """The words of one language.

    Attributes:
        lang: ``zh`` or ``en``.
        is_asked: ``--lang`` asked for it, rather than the locale: then headings of data are in it, too.
    """

    lang: str
    is_asked: bool = False

    def __call__(self, key: str, **values: Any) -> str:
        """Give the words under ``key`` (``part.name``), with ``values`` put in their braces.

        Raises:
            KeyError: there are no such words, or they need a value that was not given.
        """
        part, _, name = key.partition(".")
        return _entries()[part][name][self.lang].format(**values).rstrip("\n")

    def count(self, name: str, number: int) -> str:
        """Give ``number`` things: ``1 error``, ``2 errors``, ``2个错误``."""
        entry = _entries()["count"][name]
        words = entry.get(f"{self.lang}_one") if number == 1 else None
        return (words or entry[self.lang]).format(number=number)


def asked_language(args: Sequence[str]) -> str | None:
    """Give the language that ``--lang`` asks for, before or behind the subcommand; None where it asks for none."""
    asked = None
    for at, arg in enumerate(args):
        if arg == "--":
            break
        name, equals, value = arg.partition("=")
        if name == "--lang":
            value = value if equals else "".join(args[at + 1 : at + 2])
            asked = value if value in LANGUAGES else None
    return asked
