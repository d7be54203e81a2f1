"""A panel as one workbook: numbers by office and year, every cell with its place, what reports say against each other.

The copies come one after the other; what is kept of each is where its rows begin.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from govinfo_report.errors import language
from govinfo_report.export.columns import FACTS_VERSION
from govinfo_report.panel.build import statement
from govinfo_report.panel.output import panel_dictionary
from govinfo_report.panel.rules import panel_rules
from govinfo_report.panel.sheet_links import Places
from govinfo_report.panel.sheet_rows import copy_rows, number, own_findings
from govinfo_report.panel.sheet_words import (
    OWN_FINDINGS,
    columns_of,
    first_cells,
    measure_label,
    more_sheets,
    panel_plan,
    term,
)
from govinfo_report.workbook import SheetCell
from govinfo_report.workbook.report_rows import ReportRows
from govinfo_report.workbook.results import ResultBook

if TYPE_CHECKING:
    from govinfo_report.panel.panel import Panel

# Of the measures those that are no number of the sheet of data.
_FILTERS = {"measures": "state is null or yuan is not null"}
# Rows that are plain values of Python at a time.
_PART = 2_000
# Columns whose words a sheet says in its language.
_TERMS = ("severity", "status", "reason", "how", "state")


def write_workbook(panel: Panel, path: Path, lang: str) -> None:
    """See ``Panel.write_workbook``."""
    lang = language(lang)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            _Writer(panel, lang).write(file, path.parent)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    # a run over the folder knows by it that the workbook is no copy
    words = {"facts_version": FACTS_VERSION, **panel_dictionary(panel.indicators)}
    path.with_name(f"{path.name}.dictionary.json").write_text(
        json.dumps(words, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


@define
class _Writer:
    """Writes the sheets of a panel.

    Attributes:
        panel: the panel.
        lang: the language of what is not the form's.
        places: where the rows of each copy stand.
        chosen: office and year to the number of the copy that was chosen.
        names: office to its name.
        more: the further sheets, those that have rows.
    """

    panel: Panel
    lang: str
    places: Places = field(factory=Places)
    chosen: dict[tuple[Any, Any], int] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    more: Sequence[str] = ()
    _book: ResultBook | None = None

    def write(self, file: Any, folder: Path) -> None:
        """Write the workbook.

        Args:
            file: a file opened for writing bytes.
            folder: where it stands.
        """
        engine = self.panel.engine
        self.names.update(engine.rows("select office, name from panel_offices"))
        engine.make(
            "panel_lines", statement("lines").replace("{versions}", statement("version_list"))
        )
        self.more = [name for name in more_sheets() if next(self._rows(name), None) is not None]
        plan = panel_plan(self.more, self.lang)
        book = self._book = ResultBook(file, plan, self.lang, folder, written=self._written)
        try:
            for lines in self._copies():
                rows = copy_rows(lines, self.lang)
                if rows.has_data:
                    self.chosen[lines[0]["office"], lines[0]["year"]] = rows.source["report"]
                book.add(rows)
            book.settle()
            for name in ("findings", *self.more):
                if name != OWN_FINDINGS:
                    for row in self._rows(name):
                        book.add_row(name, self._cells(name, row))
            book.close()
        except BaseException:
            book.abandon()
            raise

    def _written(self, rows: ReportRows, to_source: str, links: dict[str, str]) -> None:
        """Remember where the rows of a copy stand, and write what its own findings list."""
        assert self._book is not None
        self.places.add(rows.source["report"], to_source, links)
        if OWN_FINDINGS in self.more:
            for row in own_findings(rows, self.lang):
                self._book.add_row(OWN_FINDINGS, self._cells(OWN_FINDINGS, row))

    def _copies(self) -> Iterator[list[dict[str, Any]]]:
        """Give the lines of each copy: by office and year, the chosen one first."""
        order = "name nulls last, year nulls last, version, report"
        query = f"select * from panel_lines order by {order}"
        for _, lines in groupby(self._lines(query), itemgetter("report")):
            yield list(lines)

    def _lines(self, query: str) -> Iterator[dict[str, Any]]:
        for batch in self.panel.engine.batches(query):
            for at in range(0, batch.num_rows, _PART):
                yield from batch.slice(at, _PART).to_pylist()

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Give the rows of a sheet as the panel has them."""
        if name == OWN_FINDINGS:
            return self._lines("select findings from panel_lines where findings <> '' limit 1")
        if name == "findings":
            # with the numbers of both copies
            return self._lines(
                f"select * from ({statement(name)}) made order by code, name, year, measure"
            )
        query = self.panel.query(name)
        if name in _FILTERS:
            query = f"select * from ({query}) made where {_FILTERS[name]}"
        return self._lines(query)

    def _cells(self, name: str, row: Mapping[str, Any]) -> list[Any]:
        """Give a row as its sheet has it: in words, with links to the rows of the cells that it speaks of."""
        values = {**row, **self._words(name, row)}
        links = self._links(row)
        cells: list[Any] = []
        for column in columns_of(name):
            value = values[column]
            if column in _TERMS:
                value = SheetCell(term(value, self.lang), value if column == "severity" else "")
            elif links.get(column) and value is not None:
                value = SheetCell(value, "link", link=links[column])
            elif isinstance(value, bool):
                value = term(str(value).lower(), self.lang)
            cells.append(value)
        return cells

    def _words(self, name: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """Give what a sheet says besides, or otherwise than the table: names, labels, plain numbers."""
        found: dict[str, Any] = {}
        if "office" in row and name != "offices":
            found["name"] = self.names.get(str(row["office"]))
            found["parent"] = self.names.get(str(row.get("parent")), row.get("parent"))
        if "measure" in row and name != OWN_FINDINGS:
            label = measure_label(row["measure"], self.lang)
            found |= {"label": label, "labels": label}
        if "indicator" in row:
            words = self.panel.indicators[row["indicator"]]
            found["label"] = words.get(self.lang, row["indicator"])
        if name == "findings":
            rule = panel_rules()[row["code"]]
            found |= {
                "other_labels": measure_label(row["other_measure"], self.lang),
                "message": row["message_zh" if self.lang == "zh" else "message"],
                "meaning": rule.meaning(self.lang),
                "remedy": rule.remedy(self.lang),
            }
        if "amount" in row:
            found["amount"] = found["value"] = number(row.get("value"), row["amount"])
        if name == "measures":
            found["yuan"] = number(None, row["yuan"]) if row["yuan"] is not None else None
        return found

    def _links(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Give column to where a click leads: labels to the cell, else to the copy."""
        report = row.get("report")
        if report is None and "office" in row:
            report = self.chosen.get((row["office"], row.get("year")))
        measure = row.get("measure")
        if "indicator" in row:
            measure = self.panel.indicators[row["indicator"]]["numerator"][0].removeprefix("-")
        source = self.places.source(report)
        return {
            **dict.fromkeys(("label", "labels"), self._cell(report, measure) or source),
            # in a sheet of numbers those lead on, in one of copies the source
            **({} if measure else {"name": source}),
            "source": source,
            "other_labels": self._cell(row.get("other_report"), row.get("other_measure")),
            "other_source": self.places.source(row.get("other_report")),
        }

    def _cell(self, report: int | None, measure: str | None) -> str:
        """Give the link to the cell of a measure, the first one where it is made of several."""
        for path in first_cells(measure):
            found = self.places.cell(report, path)
            if found:
                return found
        return ""
