"""The words of clauses, and patterns of words (``official/claims.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from string import ascii_letters, digits
from typing import TypeAlias

from attrs import define

from govinfo_report.claims import sentences as signs

Words: TypeAlias = Sequence[str | Sequence[Sequence[str]]]
"""Words; a list of lists stands for every combination of them."""

# What stands for a word in the kinds of a clause: one character for all words of the same lists. Characters below 256
# make expressions that compile five times as fast; there are enough of them for the words of the form.
_LETTERS = ascii_letters + digits + "".join(map(chr, range(0x80, 0x1000)))
_UNKNOWN, _COUNT, _MONEY = "\x00\x01\x02"
_YEARS = {"last": signs.LAST, "this": signs.THIS, "next": signs.NEXT, "other": signs.OTHER}
_SYMBOL = re.compile(r"[a-z_]+|\.\.\.|[#$?*+()|]")
# `...` in a pattern: an office's name has seldom more words and characters
_FEW = 14


def with_years(text: str) -> str:
    """Put the signs of years for ``{last}``, ``{this}``, ``{next}``, ``{other}``, and of a count for ``#``."""
    for name, sign in _YEARS.items():
        text = text.replace("{" + name + "}", sign)
    return text.replace("#", signs.COUNT)


@define(eq=False)
class CutClause:
    """A clause cut into words.

    Attributes:
        kinds: one character for each word: the lists that it stands in.
        starts: where each word begins in the clause, from 0; behind them the clause's length.
    """

    kinds: str
    starts: list[int]


class Lexis:
    """Cuts clauses into words, the longest first, and matches patterns of words.

    Args:
        words: list to its words.
        phrases: name to a pattern that other patterns may use.
    """

    def __init__(self, words: Mapping[str, Words], phrases: Mapping[str, str]) -> None:
        lists: dict[str, set[str]] = {}
        for name, entries in words.items():
            for word in _all_words(entries):
                lists.setdefault(with_years(word), set()).add(name)
        self._lists = {word: frozenset(names) for word, names in lists.items()}
        kinds: dict[frozenset[str], str] = {}
        self._kind_of: dict[str, str] = {
            word: kinds.setdefault(names, _LETTERS[len(kinds)])
            for word, names in self._lists.items()
        }
        self._lengths: dict[str, tuple[int, ...]] = {}
        for word in sorted(self._kind_of, key=len, reverse=True):
            known = self._lengths.get(word[0], ())
            if len(word) not in known:
                self._lengths[word[0]] = (*known, len(word))
        self._kinds = {
            name: "".join(kind for names, kind in kinds.items() if name in names) for name in words
        }
        self._phrases: dict[str, str] = {}
        for name, pattern in phrases.items():
            self._phrases[name] = self.pattern(pattern)

    def cut(self, clause: str) -> CutClause:
        """Cut a clause into words; a character that begins none is a word of its own."""
        kinds, starts, at = [], [], 0
        kind_of, lengths = self._kind_of, self._lengths
        while at < len(clause):
            starts.append(at)
            mark = clause[at]
            for length in lengths.get(mark, ()):
                kind = kind_of.get(clause[at : at + length])
                if kind is not None:
                    kinds.append(kind)
                    at += length
                    break
            else:
                kinds.append(_NUMBERS.get(mark, _UNKNOWN))
                at += 1
        starts.append(at)
        return CutClause("".join(kinds), starts)

    def pattern(self, words: str) -> str:
        """Give the regular expression of a pattern: names of lists and phrases, ``#``, ``$``, ``...``, ``? * + ( | )``.

        Raises:
            KeyError: it names no list and no phrase.
        """
        return f"(?:{''.join(map(self._symbol, _SYMBOL.findall(words)))})"

    def _symbol(self, symbol: str) -> str:
        if symbol in _SYMBOLS:
            return _SYMBOLS[symbol]
        return self._phrases.get(symbol) or f"[{self._kinds[symbol]}]"

    def lists(self, word: str) -> frozenset[str]:
        """Give the lists that a word stands in."""
        return self._lists.get(word, frozenset())

    def has(self, name: str, kinds: str) -> bool:
        """Tell whether a word of a list stands among ``kinds``.

        Args:
            name: the list.
            kinds: the words of a clause, one character each (``CutClause.kinds``).
        """
        return not frozenset(self._kinds[name]).isdisjoint(kinds)


_NUMBERS = {signs.COUNT: _COUNT, signs.MONEY: _MONEY}
_SYMBOLS = {
    "#": _COUNT,
    "$": _MONEY,
    "...": f"[^{_COUNT}{_MONEY}]{{0,{_FEW}}}?",
    "(": "(?:",
    ")": ")",
    "|": "|",
    "?": "?",
    # possessive: what many words may fill is filled once, so that a clause is read in linear time
    "*": "*+",
    "+": "++",
}


def _all_words(entries: Words) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            yield from map("".join, product(*entry))
