"""What the generated copies say beside their numbers: ``prose.toml`` with its gaps filled."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def prose() -> dict[str, Any]:
    """Give the sentences, places and offices of ``prose.toml``."""
    return tomllib.loads((Path(__file__).parent / "prose.toml").read_text(encoding="utf-8"))


def organization(rng: random.Random) -> str:
    """Make the name of an office that does not exist."""
    place = "".join(rng.sample(prose()["places"], 2))
    name: str = place + rng.choice(prose()["offices"])
    return name


def sentence(rng: random.Random, kind: str, year: int) -> str:
    """Give one sentence, its numbers drawn anew.

    Args:
        rng: the source of chance.
        kind: a list of ``prose.toml``.
        year: the year of the report.
    """
    return _filled(rng, rng.choice(prose()[kind]), year)


def paragraphs(rng: random.Random, kind: str, count: int, year: int) -> list[str]:
    """Give ``count`` sentences of a list, all different as long as the list lasts, in its order."""
    known: list[str] = prose()[kind]
    chosen = sorted(rng.sample(range(len(known)), min(count, len(known))))
    told = [_filled(rng, known[at], year) for at in chosen]
    return told + [sentence(rng, kind, year) for _ in range(count - len(told))]


def _filled(rng: random.Random, words: str, year: int) -> str:
    filled = words.replace("{year}", str(year)).replace("{next}", str(year + 1))
    filled = filled.replace("{month}", str(rng.randint(1, 12)))
    while "{n}" in filled:
        filled = filled.replace("{n}", str(int(rng.expovariate(1 / 60)) + 2), 1)
    return filled
