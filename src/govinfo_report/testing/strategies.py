"""Hypothesis strategies: reports whose sums hold, and texts for layout strategies (extra ``testing``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from govinfo_report.grammar import EditionTable
from govinfo_report.model import path_parts
from govinfo_report.official import Form, official_form
from govinfo_report.testing.prose import OFFICES, PLACES, SENTENCES
from govinfo_report.testing.render import LAYOUTS, render
from govinfo_report.testing.reread import MARKS
from govinfo_report.testing.texts import nasty_texts
from govinfo_report.testing.truth import Truth, tables_of

Columns: TypeAlias = dict[tuple[str, str], int]
"""Row and column to number."""

# How large the numbers of one report are: most offices print zeros and little else.
_SCALES = (0, 1, 9, 60, 99_999)


def organizations() -> SearchStrategy[str]:
    """Make up offices that no place has."""
    return st.builds(
        lambda place, office: place + office,
        st.text(st.sampled_from(PLACES), min_size=2, max_size=4),
        st.sampled_from(OFFICES),
    )


def section_texts(form: Form) -> SearchStrategy[dict[str, str]]:
    """Make up the prose of the sections that have no table."""
    prose = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("\n".join)
    return st.fixed_dictionaries({name: prose for name in form.sections if name not in form.tables})


@st.composite
def truths(
    draw: DrawFn,
    edition: str | None = None,
    *,
    sums_hold: bool = True,
    blanks: bool = False,
    marks: bool = False,
    mixed: bool = False,
    form: Form | None = None,
) -> Truth:
    """Make up reports.

    Args:
        draw: given by hypothesis.
        edition: the edition; None for any.
        sums_hold: every sum of the form holds; else numbers are drawn one by one.
        blanks: some zeros are left empty, never totals.
        marks: some zeros are ``/``, ``—`` and the like, never totals.
        mixed: the requests table may be of another edition than the rest.
        form: the form; None for the official one.
    """
    form = official_form() if form is None else form
    names = [edition] if edition is not None else list(form.editions)
    chosen = draw(st.sampled_from(names))
    tables = dict(tables_of(form, chosen))
    if mixed:
        tables["requests"] = tables_of(form, draw(st.sampled_from(names)))["requests"]
    first, *last = form.editions[chosen].years
    year = draw(st.integers(first, last[0] if last else first + 8))
    cells: dict[str, str] = {}
    for table in tables.values():
        drawn = draw(_table_cells(form, table, sums_hold))
        cells |= {path: drawn[path] for path in table.shape.paths}
    zeros = _inner_zeros(cells) if blanks or marks else []
    if zeros:
        instead = [""] * blanks + [*MARKS] * marks
        for path in draw(st.lists(st.sampled_from(zeros), max_size=12, unique=True)):
            cells[path] = draw(st.sampled_from(instead))
    return Truth(
        organization=draw(organizations()),
        year=year,
        editions={name: table.edition.id for name, table in tables.items()},
        cells=cells,
        sections=draw(section_texts(form)),
        form=form,
    )


def _inner_zeros(cells: Mapping[str, str]) -> list[str]:
    """Give the paths of zeros that may be printed as nothing: a row keeps its first and last cell."""
    rows: dict[str, list[str]] = {}
    for path in cells:
        rows.setdefault(path.rpartition(".")[0], []).append(path)
    inner = [path for paths in rows.values() for path in paths[1:-1]]
    return [path for path in inner if cells[path] == "0"]


def _table_cells(
    form: Form, table: EditionTable, sums_hold: bool
) -> SearchStrategy[dict[str, str]]:
    """Fill a table: by its sums where it has any, else each cell by what its column holds."""
    sums = [entry for entry in form.sums if entry.table == table.shape.table]
    if sums and sums_hold:
        return _summed_cells(form, table)
    columns = form.tables[table.shape.table].columns
    kinds = {path: columns[path_parts(path)[2]] for path in table.shape.paths}
    return st.fixed_dictionaries(
        {
            path: amounts() if column.money else changes() if column.signed else counts()
            for path, column in kinds.items()
        }
    )


def counts() -> SearchStrategy[str]:
    """Make up counts, most of them zero."""
    return st.one_of(
        st.just("0"), st.just("0"), st.integers(0, 400).map(str), st.integers(0, 10**7).map(str)
    )


def changes() -> SearchStrategy[str]:
    """Make up what 本年增/减 prints: ``0``, ``+408``, ``-3``, ``增5``, ``减少3``."""
    signs = st.sampled_from(["", "", "+", "-", "＋", "－", "增", "减", "增加", "减少"])
    return st.builds(lambda sign, number: f"{sign}{number}", signs, st.integers(0, 500))


def amounts() -> SearchStrategy[str]:
    """Make up amounts of money, with and without a unit and a fraction."""
    numbers = st.one_of(
        st.just("0"),
        st.integers(0, 10**8).map(str),
        st.decimals(0, 10**5, places=4, allow_nan=False).map(lambda number: format(number, "f")),
        st.integers(10**3, 10**9).map(lambda number: f"{number:,}"),
    )
    return st.builds(
        lambda number, unit: number + unit, numbers, st.sampled_from(["", "", "元", "万元"])
    )


@st.composite
def _summed_cells(draw: DrawFn, form: Form, table: EditionTable) -> dict[str, str]:
    """Fill a table so that each of its sums holds: parts are drawn, what they add up to is worked out."""
    name = table.shape.table
    along = {
        way: [entry for entry in form.sums if entry.table == name and entry.along == way]
        for way in ("rows", "columns")
    }
    (by_row,) = along["rows"]
    rows = [row.id for row in table.shape.rows]
    # 总计 and 结转 follow from the rest
    worked_out = {row for entry in along["columns"] for row in (*entry.equals, entry.parts[0])}
    free = [row for row in rows if not along["columns"] or row not in worked_out]
    numbers: Columns = {(row, column): 0 for row in rows for column in by_row.parts}
    numbers |= draw(_drawn_numbers(free, by_row.parts))
    for column in by_row.parts:
        draw(_balance(form, table, numbers, column))
    for row in rows:
        numbers[row, by_row.equals[0]] = sum(numbers[row, column] for column in by_row.parts)
    order = (path.split(".")[1:] for path in table.shape.paths)
    return {f"{name}.{row}.{column}": str(numbers[row, column]) for row, column in order}


@st.composite
def _drawn_numbers(draw: DrawFn, rows: Sequence[str], columns: Sequence[str]) -> Columns:
    """Draw numbers from none at all to one in every cell."""
    scale = draw(st.sampled_from(_SCALES))
    places = [(row, column) for row in rows for column in columns]
    if not scale:
        return {}
    if draw(st.booleans()):
        return draw(st.dictionaries(st.sampled_from(places), st.integers(0, scale), max_size=12))
    drawn = st.lists(st.integers(0, scale), min_size=len(places), max_size=len(places))
    return dict(zip(places, draw(drawn), strict=True))


@st.composite
def _balance(draw: DrawFn, form: Form, table: EditionTable, numbers: Columns, column: str) -> None:
    """Work out one column: the results add up to 总计; 新收 and 上年结转 to 总计 and 结转下年度."""
    for entry in form.sums:
        if entry.table != table.shape.table or entry.along != "columns":
            continue
        if len(entry.equals) == 1:
            parts = [row for name in entry.parts for row in table.members(name)]
            numbers[entry.equals[0], column] = sum(numbers[row, column] for row in parts)
    for entry in form.sums:
        if entry.table != table.shape.table or entry.along != "columns" or len(entry.equals) == 1:
            continue
        handled, forward = entry.equals
        received, carried = entry.parts
        numbers[forward, column] = draw(st.sampled_from([0, 0, 1, 7]))
        whole = numbers[handled, column] + numbers[forward, column]
        numbers[carried, column] = draw(st.integers(0, min(whole, 20)))
        numbers[received, column] = whole - numbers[carried, column]


def layout_texts() -> SearchStrategy[str]:
    """Make up stretches of text for ``check_text``: nasty ones, scraps of tables, and tables cut and shuffled."""
    scraps = st.sampled_from(
        [
            "\t",
            "\n",
            "\r\n",
            "\r",
            "0",
            "12",
            "规章",
            "结果",
            "维持",
            "其他",
            "------",
            " ",
            "\u3000",
            "\x00",
            "—",
        ]
    )
    tables = st.builds(render, truths(), st.sampled_from(list(LAYOUTS)))
    cut = st.builds(
        lambda text, low, size: text[low : low + size],
        tables,
        st.integers(0, 3_000),
        st.integers(0, 800),
    )
    return st.one_of(
        st.lists(scraps, max_size=60).map("".join),
        st.text(max_size=80),
        cut,
        st.sampled_from(list(nasty_texts().values())),
    )
