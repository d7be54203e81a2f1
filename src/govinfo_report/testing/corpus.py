"""Streams a made-up corpus with its truth: for benchmarks, and for the tests of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from govinfo_report.errors import ArgumentError
from govinfo_report.testing.copy import Copy
from govinfo_report.testing.generate import LEVELS, generate
from govinfo_report.testing.mangle import mangle
from govinfo_report.testing.recipes import RECIPES
from govinfo_report.testing.render import LAYOUTS, render

ANY = "any"
"""Instead of a recipe: for each copy one by chance."""


def iter_corpus(
    count: int,
    seed: int = 0,
    recipes: Sequence[str] = (),
    layouts: Sequence[str] = (),
    edition: str | None = None,
) -> Iterator[Copy]:
    """Make copies up, one after the other; none is kept.

    Args:
        count: how many.
        seed: the same seed gives the same copies, whatever ``count`` is.
        recipes: damage that each copy suffers, in this order; ``any`` stands for one by chance, "" for none.
        layouts: each copy has one of these by chance; () for all of ``LAYOUTS``.
        edition: the edition; None for any.

    Raises:
        ArgumentError: there is no such recipe, layout or edition.
    """
    unknown = [name for name in recipes if name not in (*RECIPES, ANY, "")]
    if unknown:
        known = ", ".join((ANY, *RECIPES))
        raise ArgumentError("recipes", f"expected one of {known}; found {unknown[0]!r}")
    names = list(layouts) or list(LAYOUTS)
    for at in range(count):
        rng = Random(f"{seed} {at}")
        truth = generate(rng.randrange(2**32), edition, rng.choice(LEVELS))
        copy = render(truth, rng.choice(names))
        for recipe in recipes:
            name = rng.choice(list(RECIPES)) if recipe == ANY else recipe
            if name:
                copy = mangle(copy, name, rng.randrange(2**32))
        yield copy


def corpus_record(copy: Copy, number: int) -> dict[str, Any]:
    """Give a copy and its truth as plain data, one line of a corpus of JSON lines.

    Args:
        copy: the copy.
        number: its number, from 1.

    Returns:
        ``id``, ``text``, ``layout``, ``recipes``; ``organization``, ``year`` and ``editions`` of the report; ``cells``:
        path to what the office printed; ``gone``: the paths of which the copy holds no trace.
    """
    return {
        "id": f"{number:07}",
        "text": copy.text,
        "layout": copy.layout,
        "recipes": [damage.recipe for damage in copy.damages if damage.way],
        "organization": copy.truth.organization,
        "year": copy.truth.year,
        "editions": dict(copy.truth.editions),
        "cells": dict(copy.truth.cells),
        "gone": [path for path, held in copy.held.items() if held.state == "gone"],
    }
