"""Tables of text are read at once as they are tag by tag, and known ones as if they were new."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.labels import KnownRows
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.sections import read_sections
from govinfo_report.source import Document, NativeRow, plain_tables, table_signs
from govinfo_report.source.docx import Docx
from govinfo_report.source.files import open_source
from govinfo_report.source.markup import read_markup
from govinfo_report.source.markup_reader import MarkupReader
from govinfo_report.source.native_rows import FlowRows, PlainTable
from govinfo_report.testing import generate
from govinfo_report.testing.documents import docx_of, html_of
from tests.labels.test_patterns import OTHER, PLAIN, forget, told
from tests.source.pages import WAYS, broken_page, some_truth

# A number that is all that a cell prints.
NUMBER = re.compile(r"(?<=>)\d+(?=<)")


def shown(document: Document) -> Any:
    """Give the flow, each row with its cells, and where each cell stands in the source."""
    rows = [
        (row.cells, row.table, row.number, row.is_loose, list(row.columns), row.edge)
        for row in document.rows
    ]
    origin: Any = document.origin
    places = [origin.spans(cell.start, cell.end) for cells, *_ in rows for cell in cells]
    return document.text, rows, places


def tag_by_tag(page: str, monkeypatch: pytest.MonkeyPatch) -> Document:
    """Read a page without reading any of its tables at once."""
    with monkeypatch.context() as patched:
        patched.setattr(MarkupReader, "_add_plain_table", lambda *_: False)
        return read_markup(page)


def hulls(document: Document, seed: int) -> list[Any]:
    """Give where some stretches of the flow stand in the source, in an order of chance."""
    chance = random.Random(seed)
    origin: Any = document.origin
    size = len(document.text)
    pairs = [sorted((chance.randrange(size + 1), chance.randrange(size + 1))) for _ in range(40)]
    return [origin.hull(start, end) for start, end in pairs]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(12))
def test_tables_read_at_once(way: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a page is written and broken, its tables are the same, read at once or tag by tag."""
    page = broken_page(seed, way) if seed else WAYS[way](html_of(some_truth("2021", 4)))
    other = tag_by_tag(page, monkeypatch)
    assert shown(read_markup(page)) == shown(other)
    assert hulls(read_markup(page), seed) == hulls(tag_by_tag(page, monkeypatch), seed)


def tables_at_once(page: str) -> int:
    """Count the tables of a page that are read at once."""
    rows = read_markup(page).rows
    assert isinstance(rows, FlowRows)
    return sum(isinstance(block, PlainTable) for block in rows.blocks)


@pytest.mark.parametrize(
    "way",
    [
        "as it is",
        "in a portal",
        "a table lays the page out",
        "tables in tables",
        "nothing is closed",
        "capitals",
        "conditional comments",
        "no-break spaces",
        "an empty column at the end",
        "digits in elements of their own",
        "digits as entities",
        "stray rowspans",
        "tables alone are HTML",
    ],
)
def test_which_tables_are_read_at_once(way: str) -> None:
    """The three tables of the form are, in most ways to write them."""
    expected = 0 if way == "conditional comments" else 3
    assert tables_at_once(WAYS[way](html_of(some_truth("2021", 4)))) >= expected


@pytest.mark.parametrize(
    ("table", "flow"),
    [
        ("<tr><td><p>甲</p><p>乙</p></td><td>1</td></tr>", "甲\n乙\t1\n"),
        ("<tr><td> 甲 <b>乙</b>\n丙 </td><td>1</td></tr>", "甲 乙 丙\t1\n"),
        ("<tr><th>甲</th><td></td><td>&nbsp;</td></tr>", "甲\t\t\xa0\n"),
        ("<tr><td>1</td></tr><tr></tr><tr><td>2</td></tr>", "1\n2\n"),
        ("<tr><td>1<td>2<tr><td>3", "1\t2\n3\n"),
        ("<tr><td title=\"it's\">1</td><td title='\">'>2</td></tr>", "1\t2\n"),
        ("<tr><td>a &lt; b</td><td>a < b</td></tr>", "a < b\ta < b\n"),
    ],
)
def test_cells(table: str, flow: str) -> None:
    """What the cells of a table print."""
    assert read_markup(f"<html><table>{table}</table>").text == flow


def test_a_table_between_two_rows() -> None:
    """A table that stands between two rows of another one makes neither of them lay out the page."""
    inner = "<table><tr><td>1<td>2</table>"
    page = f"<html><table><tr><td>甲<td>乙</tr>{inner}<tr><td>3<td>4</tr></table>"
    assert read_markup(page).text == "甲\t乙\n1\t2\n3\t4\n"


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of tables, rows and tags stays below its bounds, whatever comes."""
    monkeypatch.setattr(plain_tables, "MOST_TABLES", 5)
    monkeypatch.setattr(plain_tables, "MOST_ROWS", 7)
    monkeypatch.setattr(table_signs, "MOST_PIECES", 9)
    monkeypatch.setattr(table_signs, "MOST_TAGS", 11)
    for memo in (plain_tables._TABLES, plain_tables._ROWS, table_signs._PIECES, table_signs.TAGS):
        memo.clear()
    for number in range(60):
        cells = f'<td class="c{number}">1</td>' + "<td>2</td>" * number
        page = f"<html><table class=t{number}><tr>{cells}</tr></table>"
        assert read_markup(page).text.count("2") == number
        assert len(plain_tables._TABLES) <= 5
        assert len(plain_tables._ROWS) <= 7
        assert len(table_signs._PIECES) <= 9
        assert len(table_signs.TAGS) <= 11


def warm(edition: str) -> tuple[Pipeline, str]:
    """Give a pipeline that knows the tables of a page, and the page."""
    page = html_of(generate(0, edition, 400))
    pipeline = Pipeline(official_form())
    for _ in range(4):
        pipeline.parse(page)
    return pipeline, page


@pytest.fixture(scope="module")
def pipelines() -> dict[str, tuple[Pipeline, Pipeline, str]]:
    """Give for each edition a pipeline that knows its page, one that is made to forget it, and the page."""
    return {edition: (warm(edition)[0], *warm(edition)) for edition in ("2019", "2021")}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_tables_met_before_are_known(
    pipelines: dict[str, tuple[Pipeline, Pipeline, str]], edition: str
) -> None:
    """Every table of a page that came several times is known, in a page of other fonts and numbers too."""
    pipeline, _, page = pipelines[edition]
    document = read_markup(NUMBER.sub("<b class=x> 7 </b>", page))
    for table, (start, end) in read_sections(document.text, pipeline.form).tables.items():
        native = document.rows_between(start, end)
        rows = pipeline.read_rows(table, document.text[start:end], start, native).rows
        assert isinstance(rows, KnownRows), table
        assert [row.kind for row in rows] == list(rows.pattern.kinds)


CELLS = st.sampled_from(
    ["＋1", "增22", "减少3", "12万元", "0.5元", "1亿元", "+" + "9" * 45, "7 件", "&#49;"]
)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@given(data=st.data())
def test_known_tables_are_read_as_new_ones(
    pipelines: dict[str, tuple[Pipeline, Pipeline, str]], edition: str, data: st.DataObject
) -> None:
    """Whatever stands in the place of its numbers, a page is read the same whether its tables are known or not."""
    known, forgetful, page = pipelines[edition]
    places = list(NUMBER.finditer(page))
    chosen = data.draw(st.lists(st.sampled_from(places), unique_by=re.Match.start, max_size=12))
    odd = data.draw(st.integers(0, 3))
    for at, place in enumerate(sorted(chosen, key=re.Match.start, reverse=True)):
        cell = data.draw(st.one_of(OTHER, CELLS) if at < odd else PLAIN)
        page = page[: place.start()] + cell + page[place.end() :]
    if data.draw(st.booleans()):
        # so that the very page is known
        known.parse(page), known.parse(page), known.parse(page)
    forget(forgetful)
    assert told(known.parse(page)) == told(forgetful.parse(page))


def test_spans_tell_tables_apart(pipelines: dict[str, tuple[Pipeline, Pipeline, str]]) -> None:
    """A table of the same words whose cells span otherwise is another one."""
    pipeline, forgetful, page = pipelines["2021"]
    other = page.replace("<td>0</td>", '<td rowspan="2">0</td>', 3)
    assert other != page
    for _ in range(4):
        forget(forgetful)
        assert told(pipeline.parse(other)) == told(forgetful.parse(other))


def test_documents_are_known_too() -> None:
    """Tables of Word documents whose words came before are not read anew."""
    pipeline = Pipeline(official_form())
    for seed in (0, 1, 2, 3):
        document = Docx().read(open_source(docx_of(generate(seed, "2021", 400))))
        assert all(isinstance(row, NativeRow) for row in document.rows)
        kinds = []
        for table, (start, end) in read_sections(document.text, pipeline.form).tables.items():
            native = document.rows_between(start, end)
            rows = pipeline.read_rows(table, document.text[start:end], start, native).rows
            kinds.append(isinstance(rows, KnownRows))
    assert kinds == [True] * 3
