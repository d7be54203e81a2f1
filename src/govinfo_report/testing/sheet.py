"""A report on its way to paper: boxes and paragraphs, before a layout writes them. Damage is done here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from attrs import evolve, frozen

from govinfo_report.form_grid import Box, GridRow, grid_of
from govinfo_report.testing.ink import Ink, Mark, plain_of
from govinfo_report.testing.truth import Truth

Rows: TypeAlias = tuple[GridRow, ...]


@frozen
class Sheet:
    """A report as boxes and paragraphs.

    Attributes:
        truth: what the office printed.
        head: the paragraphs above the first section: title and introduction.
        headings: section to its heading.
        texts: section to its prose, which stands above its table.
        tables: table to its rows; the numbers in their boxes are written in ink.
        foot: the paragraphs below the last section.
        ink: what the ink stands for.
        claims: path to the number that the prose states of it.
    """

    truth: Truth
    head: tuple[str, ...]
    headings: Mapping[str, str]
    texts: Mapping[str, str]
    tables: Mapping[str, Rows]
    foot: tuple[str, ...]
    ink: Mapping[str, Mark]
    claims: Mapping[str, str] = MappingProxyType({})

    def with_table(self, name: str, rows: Iterable[GridRow]) -> Sheet:
        """Give the sheet with other rows in the table ``name``."""
        return evolve(self, tables={**self.tables, name: tuple(rows)})

    def with_words(self, change: Callable[[str], str]) -> Sheet:
        """Give the sheet with every text but the numbers changed: paragraphs, headings and labels."""
        tables = {
            name: tuple(
                evolve(row, boxes=tuple(box.with_text(change(box.text)) for box in row.boxes))
                for row in rows
            )
            for name, rows in self.tables.items()
        }
        return evolve(
            self,
            head=tuple(map(change, self.head)),
            headings={name: change(text) for name, text in self.headings.items()},
            texts={name: change(text) for name, text in self.texts.items()},
            tables=tables,
            foot=tuple(map(change, self.foot)),
        )

    def plain(self, box: Box) -> str:
        """Give what a box prints, its ink turned back."""
        return plain_of(box.text, self.ink)


def sheet_of(truth: Truth) -> Sheet:
    """Set a truth as the form has it, undamaged."""
    ink = Ink()
    tables = {
        name: tuple(_inked(row, ink) for row in grid_of(truth.form, truth.table(name), truth.cells))
        for name in truth.editions
    }
    introduction = f"本报告由{truth.organization}编制，统计期限为{truth.year}年1月1日至12月31日。"
    sections = truth.form.sections.values()
    return Sheet(
        truth=truth,
        head=(truth.title, introduction),
        headings={section.id: section.heading for section in sections},
        texts={section.id: truth.sections.get(section.id, "") for section in sections},
        tables=tables,
        foot=(truth.organization, f"{truth.year + 1}年1月20日"),
        ink=ink.marks,
    )


def _inked(row: GridRow, ink: Ink) -> GridRow:
    if not any(box.paths for box in row.boxes):
        return row
    boxes = (
        box.with_text(ink.write(box.paths[0], box.text)) if box.paths else box for box in row.boxes
    )
    return evolve(row, boxes=tuple(boxes))
