"""Writes docs/fields.md, every cell of the tables: `python docs/fields.py`."""

from collections.abc import Iterator
from pathlib import Path

from govinfo_report.grammar import EditionTable, edition_table
from govinfo_report.model import path_parts
from govinfo_report.model.tables import TABLES, official_cells
from govinfo_report.official import Form, official_form

PAGE = Path(__file__).with_name("fields.md")

HEAD = """\
# Every field

Written by `python docs/fields.py` from the form's own data; `tests/docs/test_docs.py` fails when it is out of date.

A path is `table.row.column`; `table.row` where a line has one number. The same words are attributes
(`report.requests.granted.total`), arguments (`report.cell("requests.granted.total")`), JSON keys and rules of the
grammar. *Line* and *column* are the form's wording; where two editions word them differently, both are given. *Unit*
is what the form implies or prints, "as printed" where the form leaves it open. [The form](form.md) gives the same as
data: `gr.form()`.
"""

TABLE_HEAD = """
| path | line | column | type | unit | editions |
| --- | --- | --- | --- | --- | --- |
"""


def page(form: Form) -> str:
    """Return the page for a form."""
    text = HEAD
    for table in TABLES:
        own = form.of(table)
        rows = list(iter_rows(own, table))
        text += (
            f"\n## {own.sections[table].heading}\n\n`{table}`: {len(rows)} fields.\n{TABLE_HEAD}"
        )
        text += "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return text


def iter_rows(form: Form, table: str) -> Iterator[tuple[str, ...]]:
    """Yield path, line, column, type, unit and editions of each cell of a table, in form order."""
    editions = {
        name: edition_table(form, edition, table)
        for name, edition in form.editions.items()
        if table in edition.grammar
    }
    for path in official_cells():
        name, row, column = path_parts(path)
        having = [edition for edition, known in editions.items() if path in known.shape.index]
        if name == table and having:
            kind = form.tables[table].counted(row, column)
            is_signed = form.tables[table].columns[column].signed
            yield (
                f"`{path}`",
                wording(form, editions, having, row),
                wording(form, editions, having, column),
                "`Decimal`" if kind.money else "`int`, signed" if is_signed else "`int`",
                kind.unit or "as printed",
                ", ".join(having),
            )


def wording(form: Form, editions: dict[str, EditionTable], having: list[str], name: str) -> str:
    """Return what the form calls a line or a column: once where its editions agree, else by edition."""
    words = {
        edition: form.wording(edition, editions[edition].shape.table, name) for edition in having
    }
    if len(set(words.values())) == 1:
        return words[having[0]]
    return "; ".join(f"{edition}: {word}" for edition, word in words.items())


if __name__ == "__main__":
    PAGE.write_text(page(official_form()), encoding="utf-8")
