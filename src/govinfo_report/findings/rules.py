"""What each code means and what to do about it; the words stand in ``rules.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import field, frozen

from govinfo_report.findings import catalogue

_FILLED_IN = re.compile(r"\{[^}]*\}")


@frozen
class Rule:
    """What a code of findings stands for.

    Attributes:
        code: the code.
        severity: ``info``, ``warning`` or ``error``.
        reasons: the reasons that it may have.
    """

    code: str
    severity: str
    reasons: tuple[str, ...]
    _words: Mapping[str, Mapping[str, str]] = field(repr=False)

    def meaning(self, lang: str = "en") -> str:
        """Say what it means, in ``en`` or ``zh``."""
        return self._words["meaning"][lang]

    def remedy(self, lang: str = "en") -> str:
        """Say what to do, in ``en`` or ``zh``."""
        words = self._words["remedy"][lang]
        return words[0].upper() + words[1:]

    def message(self, lang: str = "en", reason: str | None = None) -> str:
        """Give what a finding says, in ``en`` or ``zh``, with ``…`` for what each copy fills in.

        Args:
            lang: the language.
            reason: one of ``reasons``: what is said for that one.
        """
        entry = catalogue()[self.code]
        words = entry if reason is None else entry["reasons"][reason]
        return _FILLED_IN.sub("…", words[lang])


@cache
def rules() -> dict[str, Rule]:
    """Give code to what it stands for, in the order of the documentation."""
    text = files("govinfo_report").joinpath("findings", "rules.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    return {
        code: Rule(code, entry["severity"], tuple(entry.get("reasons", ())), words[code])
        for code, entry in catalogue().items()
    }
