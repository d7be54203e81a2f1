"""The recipes of damage, one for each kind that real copies show; ``recipes.toml`` names and describes them.

A recipe has ways, and each way is done at one of two heights: to the truth, where the office did it (a zero left empty,
a number miscounted), or to the sheet, where the copy suffered it. A way gives None where it finds nothing to do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from random import Random
from typing import TypeAlias

from attrs import field, frozen

from govinfo_report.testing.recipes import cells, columns, labels, office, prose, review, rows
from govinfo_report.testing.recipes.places import OnSheet
from govinfo_report.testing.truth import Truth

OnTruth: TypeAlias = Callable[[Truth, Random], Truth | None]


@frozen
class Way:
    """One way of following a recipe.

    Attributes:
        name: what is particular to it.
        truth: what the office did; None for nothing.
        outcomes: what can become of the numbers of a row, where that is all that the copy suffered.
        sheet: what the copy suffered; None for nothing.
    """

    name: str
    truth: OnTruth | None = None
    outcomes: cells.Outcomes | None = None
    sheet: OnSheet | None = field()

    @sheet.default
    def _sheet(self) -> OnSheet | None:
        return None if self.outcomes is None else cells.on_numbers(self.outcomes)


@frozen
class Recipe:
    """A kind of damage.

    Attributes:
        name: its name.
        about: what it does, in one line.
        strikes: ``numbers``, ``labels``, ``rows``, or ``report``: what the office wrote.
        losses: it can lose digits that the office printed.
        ways: the ways it is done; one is taken by chance.
    """

    name: str
    about: str
    strikes: str
    losses: bool
    ways: tuple[Way, ...]


_WAYS: Mapping[str, tuple[Way, ...]] = {
    "lose_cells": (
        Way("one", outcomes=cells.lost(1)),
        Way("two", outcomes=cells.lost(2)),
    ),
    **{
        f"lose_column_{place}": (
            Way("full heading", sheet=columns.loser(place, clipped=False)),
            Way("clipped heading", sheet=columns.loser(place, clipped=True)),
        )
        for place in ("first", "last", "between")
    },
    "join_cells": (
        Way("with a space", outcomes=cells.joinings(" ")),
        Way("without", outcomes=cells.joinings("")),
    ),
    "wrap_number": (
        Way("two lines", outcomes=cells.breakings("\n")),
        Way("two cells", outcomes=cells.splits),
    ),
    "space_in_number": (Way("a space", outcomes=cells.breakings(" ")),),
    "words_for_number": (Way("words", outcomes=cells.reworded),),
    "blank_zeros": (Way("zeros", truth=office.blank_zeros),),
    "displace_numbers": (
        Way("behind nothing", sheet=rows.displacer(indented=False)),
        Way("behind empty cells", sheet=rows.displacer(indented=True)),
    ),
    "lose_row": (Way("a row", sheet=rows.lose),),
    "lose_label": (
        Way("empty", sheet=labels.empty),
        Way("gone", sheet=labels.drop),
    ),
    "shift_labels": (
        Way("down", sheet=labels.shifter(down=True)),
        Way("up", sheet=labels.shifter(down=False)),
    ),
    "shift_column": (
        Way("before the label", sheet=columns.add_before),
        Way("behind the label", sheet=columns.add_behind),
        Way("dropped", sheet=columns.drop_stub),
    ),
    "repeat_header": (
        Way("page number", sheet=rows.header_repeater(paged=True)),
        Way("alone", sheet=rows.header_repeater(paged=False)),
    ),
    "repeat_row": (Way("twice", sheet=rows.repeat),),
    "move_row": (Way("elsewhere", sheet=rows.move),),
    "merge_rows": (Way("two", sheet=rows.merge),),
    "review_14": (
        Way("joined", sheet=review.join),
        Way("gone", sheet=review.lose),
    ),
    "review_run": (Way("run", sheet=review.run),),
    "run_together_spaces": (Way("spaces", sheet=cells.stray_spaces),),
    "vanish_empty": (Way("empty", truth=office.blank_zeros, sheet=cells.vanish_empty),),
    "label_slips": (
        Way("known", sheet=labels.slip),
        Way("a character lost", sheet=labels.lose_character),
    ),
    "wrap_labels": (
        Way("in the cell", sheet=labels.wrap),
        Way("tail below", sheet=labels.tail_below),
        Way("head above", sheet=labels.head_above),
    ),
    "label_numbers": (Way("style", sheet=labels.renumber),),
    "traditional": (Way("characters", sheet=labels.traditional),),
    "fullwidth": (
        Way("digits", sheet=labels.wide_digits),
        Way("punctuation", sheet=labels.narrow_punctuation),
    ),
    "mixed_edition": (
        Way("mixed", truth=office.mix_editions),
        Way("late", truth=office.file_late),
    ),
    "extra_rows": (Way("rows", sheet=rows.add_extra),),
    "prose_claims": (Way("claims", sheet=prose.claim),),
    "office": (
        Way("typo", truth=office.mistype),
        Way("wrong column", truth=office.misplace),
        Way("total not filled", truth=office.leave_totals),
        Way("carried", truth=office.carry_error),
        Way("left out", truth=office.leave_out),
    ),
}


def _load() -> dict[str, Recipe]:
    """Join the descriptions to the ways."""
    text = files("govinfo_report.testing").joinpath("recipes.toml").read_text(encoding="utf-8")
    named = tomllib.loads(text)
    return {
        name: Recipe(name, entry["about"], entry["strikes"], entry["losses"], _WAYS[name])
        for name, entry in named.items()
    }


RECIPES: Mapping[str, Recipe] = _load()
"""Name to recipe."""
