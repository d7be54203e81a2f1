"""What a user would write instead: find the label, take the next numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govinfo_report.model import TableShape
from govinfo_report.official import official_form
from govinfo_report.pipeline import default_pipeline

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def find_labels(text: str, shapes: Mapping[str, TableShape]) -> dict[str, str]:
    """Give path to the number that follows a label, as many as the row has cells.

    Args:
        text: the copy.
        shapes: table to its shape, in the edition that the copy is known to be on.
    """
    form = official_form()
    found: dict[str, str] = {}
    at = 0
    for name, shape in shapes.items():
        for row in shape.rows:
            label = form.wording(shape.edition, name, row.id)
            place = text.find(label, at)
            if place < 0:
                continue
            at = place + len(label)
            # a report has at most seven cells in a row
            numbers = _NUMBER.findall(text[at : at + 120])[: len(row.columns)]
            for column, number in zip(row.columns, numbers, strict=False):
                found[f"{name}.{row.id}.{column}"] = number
    return found


def shapes_of(edition: str) -> dict[str, TableShape]:
    """Give the tables of an edition."""
    readers = default_pipeline().readers
    return {name: reader.editions[edition].shape for name, reader in readers.items()}
