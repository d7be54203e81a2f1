"""Facts as columns: types that programs count with, places, claims, Stata."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

import govinfo_report as gr
from govinfo_report.export import (
    fact_columns,
    fact_table,
    to_arrow,
    to_pandas,
    to_polars,
    to_stata,
)
from govinfo_report.export.columns import Shape
from govinfo_report.export.stata import stata_name
from tests.paths import COPIES, DATA

SHAPES: tuple[Any, ...] = get_args(Shape)
FILES = [
    DATA / "copies" / "tab_clean_2019.txt",
    DATA / "copies" / "tab_clean_2021.txt",
    DATA / "documents" / "report_2021.html",
    DATA / "documents" / "report_2021.docx",
    DATA / "cli" / "doubtful_2021.txt",
]
TEXT = FILES[1].read_text(encoding="utf-8")
GRANTED, HANDLED = "requests.granted.total", "requests.total_handled.total"
AMOUNT = "disclosure.administrative_fees.fee_amount"


@pytest.fixture(scope="module")
def reports() -> list[gr.Report]:
    """Reports of several formats."""
    return [gr.read(file) for file in FILES]


def test_places_are_those_of_the_cells(reports: list[gr.Report]) -> None:
    """Every line that states a number has its characters, or a row and a column of the file."""
    facts = fact_table(reports)
    cells = [cell for report in reports for cell in report.cells()]
    names = ("start", "line", "page", "place_table", "place_row", "place_column")
    for cell, *found in zip(cells, *(facts[name] for name in names), strict=True):
        place = cell.place
        where = (place.page, place.table, place.row, place.column) if place else (None,) * 4
        assert found == [cell.start, cell.line, *where]
        assert cell.value is None or cell.start is not None or place is not None


def test_boxes_are_text() -> None:
    """The box on the page of a PDF is four numbers that lead to the page."""
    pytest.importorskip("pypdfium2")
    report = gr.read(DATA / "documents" / "report_2021.pdf")
    facts = fact_table(report)
    for cell, box in zip(report.cells(), facts["place_box"], strict=True):
        assert cell.place is not None
        assert tuple(map(float, box.split())) == cell.place.box


def test_verdicts_are_those_of_the_findings() -> None:
    """A cell whose sums fail says who is to blame, and so does the wide line."""
    report = gr.parse(TEXT.replace("\t390\n", "\t391\n"))
    facts = fact_table(report)
    said = {
        (row, column): verdict
        for row, column, verdict in zip(
            facts["row"], facts["column"], facts["verdict"], strict=True
        )
        if verdict
    }
    verdicts = {item.verdict for item in report.findings if item.verdict}
    assert verdicts
    assert set(said.values()) == verdicts
    assert said["granted", "total"] in verdicts
    assert set(fact_table(report, "wide")["verdicts"][0].split()) == verdicts


def test_the_days_and_the_kind_stand_in_every_shape(reports: list[gr.Report]) -> None:
    """Kind and signature are those of the report."""
    for shape in SHAPES:
        facts = fact_table(reports[1], shape)
        assert set(facts["kind"]) == {"report"}
        assert set(facts["signed"]) == {reports[1].identity["signed"].value}


def test_counts_and_amounts_stand_apart() -> None:
    """A count is an int in `value`, money a Decimal in `amount` with its unit; a fraction of a count is an amount."""
    report = gr.parse(TEXT.replace("规章\t3\t1\t27", "规章\t3.5\t1\t27"))
    facts = fact_table(report)
    assert {type(value) for value in facts["value"]} <= {int, type(None)}
    lines = zip(facts["row"], facts["column"], facts["amount"], facts["unit"], strict=True)
    found = [line for line in lines if line[2] is not None]
    assert found == [
        ("rules", "issued", Decimal("3.5"), None),
        ("administrative_fees", "fee_amount", Decimal("12.5"), "万元"),
    ]
    assert report.disclosure.rules.issued == Decimal("3.5")
    wide = fact_table(report, "wide")
    assert wide["disclosure.rules.issued"] == [None]
    assert (wide[AMOUNT], wide[f"{AMOUNT}.unit"]) == ([Decimal("12.5")], ["万元"])


def test_no_number_is_lost_or_changed(reports: list[gr.Report]) -> None:
    """Counts and amounts together are the values of the reports."""
    facts = fact_table(reports)
    found = [
        amount if value is None else value
        for value, amount in zip(facts["value"], facts["amount"], strict=True)
    ]
    expected = [cell.value for report in reports for cell in report.cells()]
    assert list(map(repr, found)) == list(map(repr, expected))


def test_a_count_beyond_all_integers_is_an_amount() -> None:
    """What a column of integers cannot hold is kept beside the amounts, exactly."""
    pytest.importorskip("pyarrow")
    report = gr.parse(TEXT.replace("规章\t3\t1\t27", f"规章\t{10**19}\t1\t27"))
    value = report.values().get("disclosure.rules.issued")
    assert value == 10**19
    table = to_arrow(report).to_pylist()
    (row,) = (row for row in table if (row["row"], row["column"]) == ("rules", "issued"))
    assert (row["value"], row["amount"]) == (None, value)


def test_inferred_numbers_stand_beside_the_stated_ones(reports: list[gr.Report]) -> None:
    """Where they are asked for, each has its own column; what is stated stands as in the wide facts."""
    reports = [*reports, gr.read(COPIES / "tab_shifted_2020.txt")]
    asked, plain = fact_table(reports, "wide_inferred"), fact_table(reports, "wide")
    assert {name: asked[name] for name in plain} == plain
    seen = 0
    for at, report in enumerate(reports):
        for cell in report.cells():
            name = f"{cell.path}.inferred"
            if name in asked:
                expected = cell.candidates[0] if cell.state == "inferred" else None
                assert asked[name][at] == expected, cell.path
                seen += expected is not None
    assert seen > 10


@pytest.mark.parametrize("shape", SHAPES)
def test_types_of_frames(shape: Any, reports: list[gr.Report], tmp_path: Path) -> None:
    """Counts are int64 in Arrow, pandas and polars, amounts decimals; with numbers="float" both are floats."""
    pa = pytest.importorskip("pyarrow")
    pl = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    gives: tuple[Any, ...] = to_arrow, to_pandas, to_polars
    arrow, pandas, polars = (give(reports, shape) for give in gives)
    floats = [give(reports, shape, numbers="float") for give in gives]
    for column in fact_columns(shape):
        name = column.name
        if column.type == "integer":
            assert arrow.schema.field(name).type == pa.int64()
            assert str(pandas[name].dtype) == "Int64"
            assert polars.schema[name] == pl.Int64
        if column.type == "number":
            assert pa.types.is_decimal(arrow.schema.field(name).type)
            assert {type(value) for value in pandas[name]} <= {Decimal, type(None)}
            assert isinstance(polars.schema[name], pl.Decimal)
        if column.counts:
            assert floats[0].schema.field(name).type == pa.float64()
            assert str(floats[1][name].dtype) == "float64"
            assert floats[2].schema[name] == pl.Float64
    file = tmp_path / "facts.parquet"
    pandas.to_parquet(file)
    assert pl.read_parquet(file).height == arrow.num_rows == polars.height


def test_numbers_can_be_divided(reports: list[gr.Report]) -> None:
    """A rate is a division in pandas, polars and DuckDB; nothing divided by 0 raises."""
    pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    values = [report.values() for report in reports]
    expected = [
        None if GRANTED not in each or not each.get(HANDLED) else each[GRANTED] / each[HANDLED]
        for each in values
    ]
    wide = to_pandas(reports, "wide")
    rates = (wide[GRANTED] / wide[HANDLED]).tolist()
    facts = to_arrow(reports, "wide")
    sql = duckdb.sql(f'select "{GRANTED}" / "{HANDLED}" from facts').fetchall()
    rate = polars.col(GRANTED) / polars.col(HANDLED)
    shown = to_polars(reports, "wide").select(rate).to_series().to_list()
    for want, *found in zip(expected, rates, [row[0] for row in sql], shown, strict=True):
        if want is not None:
            assert found == [pytest.approx(want)] * 3
    assert facts.num_rows == len(reports)


def test_a_report_needs_no_adapter(reports: list[gr.Report]) -> None:
    """Polars, Arrow and DuckDB take a report, and facts, as they are."""
    pa = pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    report = reports[1]
    stated = [value for value in report.values().values() if isinstance(value, int)]
    assert pa.table(report) == to_arrow(report)
    assert polars.DataFrame(report)["value"].sum() == sum(stated)
    assert duckdb.sql("select sum(value) from report").fetchall() == [(sum(stated),)]
    facts = to_arrow(reports)
    assert duckdb.sql("from facts").fetchall()
    assert polars.DataFrame(facts).height == facts.num_rows


def test_claims_are_a_table(reports: list[gr.Report]) -> None:
    """Each claim is a line with its words, its meanings, and what the tables state for the first of them."""
    report = reports[1]
    facts = fact_table(report, "claims")
    assert [column.name for column in fact_columns("claims")] == list(facts)
    values = report.values()
    assert report.text is not None
    assert len(facts["raw"]) == len(report.claims) > 0
    for at, claim in enumerate(report.claims):
        assert report.text[facts["start"][at] : facts["end"][at]] == facts["raw"][at] == claim.raw
        meanings = tuple(tuple(each.split("+")) for each in facts["meanings"][at].split())
        assert meanings == claim.meanings
        parts = [values.get(path) for path in meanings[0]]
        whole = None if None in parts else sum(part for part in parts if part is not None)
        assert facts["table_value"][at] == whole
        assert facts["value"][at] == claim.value


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("shape", SHAPES)
def test_stata_reads_it(shape: Any, reports: list[gr.Report], tmp_path: Path) -> None:
    """By pandas' reader: every column under its short name, labelled in Chinese, with the same numbers."""
    pandas = pytest.importorskip("pandas")
    file = tmp_path / "facts.dta"
    to_stata(reports, file, shape)
    with pandas.io.stata.StataReader(file) as reader:
        frame = reader.read()
        labels = reader.variable_labels()
    expected = to_pandas(reports, shape, numbers="float")
    for column in fact_columns(shape):
        name = stata_name(column.name)
        assert labels[name] == column.zh[:80]
        found, want = frame[name], expected[column.name]
        if column.type == "text":
            assert found.tolist() == want.fillna("").tolist()
        else:
            assert found.astype("Float64").equals(want.astype("Float64"))


def test_stata_names_are_short_and_apart() -> None:
    """No two columns share a name; each is of at most 32 letters, digits and underscores."""
    for shape in SHAPES:
        names = [stata_name(column.name) for column in fact_columns(shape)]
        assert len(set(names)) == len(names)
        assert all(len(name) <= 32 and name.isidentifier() for name in names)
    assert stata_name("disclosure.normative_documents.issued") == "disclos_normati_documen_issued"


def test_numbers_of_another_kind_are_refused(reports: list[gr.Report]) -> None:
    """A slip in the argument is told with what it may be."""
    gives: tuple[Any, ...] = to_arrow, to_pandas, to_polars
    for give in gives:
        with pytest.raises(ValueError, match="expected exact or float, found 'int'"):
            give(reports, numbers="int")
    shape: Any = "tall"
    with pytest.raises(
        ValueError, match="expected long, wide, wide_inferred, claims; found 'tall'"
    ):
        fact_columns(shape)
