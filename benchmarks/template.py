"""The tables of a copy in ``tests/data/copies``, with places for other numbers.

The copy's golden file names the cell of each number, in the order in which the copy prints them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attrs import frozen

COPIES = Path(__file__).parents[1] / "tests" / "data" / "copies"

# A number that is a whole cell: behind a tab or a line's start, in front of a tab or a line's end.
_NUMBER = re.compile(r"(?:^|(?<=\t))[-+]?\d+(?:\.\d+)?(?=\t|$)", re.MULTILINE)
_FIRST, _LAST = "二、主动公开政府信息情况", "五、存在的主要问题"


@frozen
class Template:
    """Sections 二 to 四 of a copy.

    Attributes:
        paths: the cells, in the order in which the copy prints them.
        pieces: the text around the numbers: before the first, between two, behind the last.
    """

    paths: tuple[str, ...]
    pieces: tuple[str, ...]

    def filled(self, figures: Mapping[str, str]) -> str:
        """Give the tables with other numbers.

        Args:
            figures: path to number as printed, for every cell.
        """
        printed = [figures[path] for path in self.paths]
        return "".join(
            piece + number for piece, number in zip(self.pieces, [*printed, ""], strict=True)
        )

    def replaced(self, old: str, new: str) -> Template:
        """Give the template with other words; ``old`` holds no number's place.

        Raises:
            ValueError: the template does not have ``old``.
        """
        if not any(old in piece for piece in self.pieces):
            raise ValueError(f"{old!r} does not stand in the template")
        return Template(self.paths, tuple(piece.replace(old, new) for piece in self.pieces))


@cache
def template(name: str) -> Template:
    """Read the template of a copy.

    Args:
        name: name of the copy's files in ``tests/data/copies``.

    Raises:
        ValueError: the copy prints other numbers than its golden file names.
    """
    text = (COPIES / f"{name}.txt").read_bytes().decode("utf-8")
    values: dict[str, str] = json.loads((COPIES / f"{name}.json").read_text("utf-8"))["values"]
    last = text.rindex(_LAST)
    tables = text[text.rindex(_FIRST, 0, last) : text.rindex("\n", 0, last) + 1]
    if _NUMBER.findall(tables) != list(values.values()):
        raise ValueError(f"{name}: the copy does not print the numbers of its golden file")
    return Template(tuple(values), tuple(_NUMBER.split(tables)))
