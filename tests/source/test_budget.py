"""Files that stand for far more than they hold: what a budget has room for is read, and the rest is told."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from zipfile import ZipFile

import pytest

import govinfo_report as gr
from govinfo_report.source.budget import Meter
from govinfo_report.source.files import open_source
from govinfo_report.source.readers import read_source
from govinfo_report.testing.steps import count_steps
from tests.documents import FOLDER
from tests.source.small_files import docx, form, odt, packed, pdf, xlsx

LONG = "数" * 30_000
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
PARAGRAPH = f"<w:p>{NUMBERED}<w:r><w:t>x</w:t></w:r></w:p>"
CELL = "<table:table-cell {0}>{1}</table:table-cell>"
REPEATED = 'table:number-columns-repeated="200"'


def lists(start: str, form: str, text: str) -> str:
    """Write the lists of a Word document: one, of one level."""
    return (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def table(cells: str, rows: int = 200) -> str:
    """Write a table of an OpenDocument text whose one row is repeated."""
    return f'<table:table><table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row></table:table>'


def inner_tables(depth: int) -> str:
    """Write tables in tables, each in a cell of a row that is repeated."""
    return table(CELL.format("", inner_tables(depth - 1) if depth else ""))


def shared_rows(count: int) -> str:
    """Write rows of a sheet whose cells all show the first shared text."""
    rows = "".join(f'<row><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, count))
    return f"<sheetData>{rows}</sheetData>"


def merged(count: int) -> str:
    """Write merged cells, each of a thousand places."""
    return "<mergeCells>" + '<mergeCell ref="A1:J100"/>' * count + "</mergeCells>"


LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
    f' style:num-prefix="{"数" * 300}"/></text:list-style>'
)
ITEM = "<text:list-item><text:p>x</text:p></text:list-item>"
SPANS = "<table>" + "<tr><td colspan=1000 rowspan=2>甲" * 2_000 + "</table>"

# Each with the limit that it reaches, and whether something of it is read before.
OVER: dict[str, tuple[Callable[[], bytes], str, bool]] = {
    "cells repeated": (lambda: odt(table(CELL.format(REPEATED, "")) * 20), "cells", True),
    "cells repeated in a cell": (
        lambda: odt(table(CELL.format(REPEATED, table(CELL.format(REPEATED, ""))))),
        "cells",
        True,
    ),
    "a box in a box, repeated": (lambda: odt(inner_tables(4)), "cells", False),
    "a long text repeated": (
        lambda: odt(table(CELL.format(REPEATED, f"<text:p>{LONG}</text:p>"))),
        "characters",
        True,
    ),
    "spaces": (lambda: odt('<text:p><text:s text:c="1000"/></text:p>' * 2_000), "characters", True),
    "words around numbers": (
        lambda: odt(f'<text:list text:style-name="L">{ITEM * 5_000}</text:list>', LIST),
        "characters",
        True,
    ),
    "numbers in their words": (
        lambda: docx(PARAGRAPH * 1_000, lists("1", "lowerLetter", "%1" * 100)),
        "characters",
        True,
    ),
    "one text for all cells": (
        lambda: xlsx(shared_rows(1_000), f"<si><t>{LONG}</t></si>"),
        "characters",
        True,
    ),
    "merged cells": (
        lambda: xlsx(shared_rows(2) + merged(300), "<si><t>x</t></si>"),
        "cells",
        False,
    ),
    "cells left out between others": (
        lambda: xlsx(
            "<sheetData>"
            + '<row><c><v>1</v></c><c><v>2</v></c><c r="ALK1"><v>3</v></c></row>' * 300
            + "</sheetData>"
        ),
        "cells",
        True,
    ),
    "elements": (lambda: docx("<w:p/>" * 600_000), "elements", False),
    "attributes": (
        lambda: docx("<w:p " + " ".join(f'a{n}=""' for n in range(600_000)) + "/>"),
        "elements",
        False,
    ),
    "a part that unpacks": (lambda: docx(" " * (40 << 20)), "unpacked", False),
    "spans of a page": (lambda: SPANS.encode(), "cells", True),
    "runs in runs": (
        lambda: docx("<w:p>" + "<w:r>" * 1_000 + "<w:t>x</w:t>" + "</w:r>" * 1_000 + "</w:p>"),
        "depth",
        True,
    ),
    "edges of rows": (
        lambda: (
            b"{\\rtf1\\ansi " + b"\\trowd" + b"\\cellx9" * 500 + b"x\\cell\\row " * 1_000 + b"}"
        ),
        "cells",
        False,
    ),
}


@pytest.mark.parametrize("name", OVER)
def test_over(name: str) -> None:
    """A file that is over its budget gives what was read before, or the error that names the limit."""
    make, limit, is_partly_read = OVER[name]
    if name == "edges of rows":
        pytest.importorskip("striprtf")
    data = make()
    tracemalloc.start()
    try:
        if is_partly_read:
            report = gr.read(data)
            (finding,) = (item for item in report.findings if item.code == "read_in_part")
            assert f"({limit}: " in finding.message
            assert f"（{limit}：" in finding.message_zh
            assert name.endswith("page") or len(str(report.text)) <= gr.Budget().characters
        else:
            with pytest.raises(gr.BudgetError, match=rf"budget \({limit}: ") as caught:
                gr.read(data, name="年报")
            assert (caught.value.limit, caught.value.filename) == (limit, "年报")
        assert tracemalloc.get_traced_memory()[1] < 250 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "data",
    [
        docx(PARAGRAPH * 20, lists("99999999", "lowerLetter", "%1")),
        docx(PARAGRAPH * 2_000, lists("1", "decimal", f"%1{LONG}")),
        odt('<text:list text:style-name="L"><text:list-item text:start-value="999999999999"><text:p>x</text:p>'
            "</text:list-item></text:list>", LIST.replace('"1"', '"a"', 1).replace('format="1"', 'format="a"')),
    ],
)  # fmt: skip
def test_numbers_of_lists_that_no_program_writes(data: bytes) -> None:
    """A number in ninety million letters is written in digits, and endless words around a number are none."""
    report = gr.read(data)
    assert len(str(report.text)) < 10_000
    assert "read_in_part" not in [item.code for item in report.findings]


def test_a_budget_is_given() -> None:
    """A smaller budget stops sooner, a larger one reads on; what is no number is refused."""
    whole = gr.read(FOLDER / "report_2021.docx")
    part = gr.read(FOLDER / "report_2021.docx", budget=gr.Budget(cells=100))
    assert 0 < len(part.values()) < len(whole.values())
    assert part.values().items() <= whole.values().items()
    assert "read_in_part" in [item.code for item in part.findings]
    text = "某县2021年政府信息公开工作年度报告\n" + "一、总体情况\n字字\n" * 20
    cut = gr.read(text.encode(), budget=gr.Budget(characters=100))
    assert str(cut.text) == text[: text.rindex("\n", 0, 100) + 1]
    assert [item.code for item in cut.findings].count("read_in_part") == 1
    for wrong in (0, -1, 1.5, True, "9"):
        with pytest.raises(gr.ArgumentError, match="cells"):
            gr.Budget(cells=wrong)  # type: ignore[arg-type]  # what is wrong on purpose
    spaces = odt('<text:p><text:s text:c="1000"/></text:p>' * 2_000)
    assert len(str(gr.read(spaces, budget=gr.Budget(characters=10**7)).text)) > 2 * 10**6


@pytest.mark.parametrize("name", ["html", "csv", "docx"])
def test_a_page_is_cut_between_rows(name: str) -> None:
    """Of a file over its budget whole rows are read, with the numbers that they have in the whole file."""
    whole = gr.read(FOLDER / f"report_2021.{name}")
    for cells in (40, 90, 150):
        part = gr.read(
            FOLDER / f"report_2021.{name}", budget=gr.Budget(cells=cells, characters=1_000)
        )
        assert part.values().items() <= whole.values().items()
        assert "read_in_part" in [item.code for item in part.findings]


def test_what_is_nested_too_deep_is_doubted() -> None:
    """Numbers of a copy are doubted where what stands deeper was left out: it may be their other half."""
    with ZipFile(FOLDER / "report_2021.docx") as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if ".xml" in name}
    deep = "<w:body><w:p>" + "<w:r>" * 300 + "</w:r>" * 300 + "</w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace("<w:body>", deep)
    report = gr.read(packed(parts))
    (finding,) = (item for item in report.findings if item.code == "read_in_part")
    assert set(finding.cells) == set(report.values()) != set()
    assert "read_in_part" not in [
        item.code for item in gr.read(packed(parts), budget=gr.Budget(depth=400)).findings
    ]


def test_who_calls_from_deep_gets_a_documented_error() -> None:
    """Where the interpreter has no room for what is nested, it is told as any limit."""
    data = odt("<text:list><text:list-item>" * 60 + "</text:list-item></text:list>" * 60)

    def called(depth: int) -> None:
        if depth:
            called(depth - 1)
        else:
            read_source(open_source(data, "年报"))

    read_source(open_source(data))
    with pytest.raises(gr.BudgetError, match="depth"):
        called(sys.getrecursionlimit() - 150)


def test_the_meter() -> None:
    """A limit holds to the last one, whatever was counted before."""
    meter = Meter(gr.Budget(cells=10))
    meter.use("cells", 7)
    assert meter.left("cells") == 3
    meter.use("cells", 3)
    with pytest.raises(gr.BudgetError):
        meter.use("cells", 1)
    assert meter.left("cells") == 0


def covered(rows: int) -> str:
    """Write a page whose rows each cover a thousand columns of the next."""
    return "<table>" + "<tr><td colspan=900 rowspan=2>甲" * rows + "<tr><td>3</table>"


@pytest.mark.parametrize(
    "of",
    [
        covered,
        lambda count: "a;b,c;d,e;f,\n" * count,
        lambda count: "<table><tr><td>甲<table>" * count,
    ],
)
def test_pages_take_linear_steps(of: Callable[[int], str]) -> None:
    """A page of twice the length takes about twice the steps, or is over its budget."""
    from govinfo_report.source.csv_text import read_csv
    from govinfo_report.source.markup import read_markup

    def steps(count: int) -> int:
        call = read_csv if of(1).startswith("a;") else read_markup
        return count_steps(call, of(count))

    first, second, third = (steps(count) for count in (100, 200, 400))
    assert second < 2.6 * first
    assert third < 2.6 * second


def test_forms_that_draw_themselves() -> None:
    """A PDF that draws itself, or forms in forms without number, does not end this process or fill the memory."""
    pytest.importorskip("pypdfium2")
    calls = b"/X Do " * 10
    itself = pdf(b"/X Do", [form(b"/X Do /X Do", 5)])
    chain = pdf(calls, [*(form(calls, number) for number in range(6, 13)), form(b"0 0 m 9 9 l S")])
    for data in (itself, chain):
        assert len(data) < 4_000
        with pytest.raises(gr.BudgetError, match="memory"):
            gr.read(data, budget=gr.Budget(memory=64 << 20))


def test_pages_that_unpack() -> None:
    """A page that unpacks to millions of characters is no page; a hundred full ones are read up to the budget."""
    pytest.importorskip("pypdfium2")
    with pytest.raises(gr.BudgetError, match="memory"):
        gr.read(pdf(b"BT /F 6 Tf 10 790 Td " + b"(1) Tj " * 3_000_000 + b"ET"))
    full = b"BT /F 6 Tf 7 TL 10 790 Td " + b"(words of a page) Tj T* " * 100 + b"ET"
    ruled = b"".join(b"%d 0 m %d 800 l S " % (at, at) for at in range(3, 600, 3)) + full
    for content, limit in ((full, "characters"), (ruled, "shapes")):
        report = gr.read(pdf(content, pages=20), budget=gr.Budget(characters=9_000, shapes=399))
        (finding,) = (item for item in report.findings if item.code == "read_in_part")
        assert f"({limit}: " in finding.message
        assert 1_000 < len(str(report.text)) <= 9_000


def test_rows_far_down_are_read() -> None:
    """A report below 30,000 rows of something else; what the budget leaves out of them is told."""
    rows = "".join(f'<row r="{at}"><c><v>{at}</v></c></row>' for at in range(1, 30_001))
    told = '<row r="900000"><c t="inlineStr"><is><t>二、主动公开政府信息情况</t></is></c></row>'
    book = xlsx(f"<sheetData>{rows}{told}</sheetData>")
    assert str(gr.read(book).text).split() == [
        *map(str, range(1, 30_001)),
        "二、主动公开政府信息情况",
    ]
    report = gr.read(book, budget=gr.Budget(cells=30_000))
    assert [item.code for item in report.findings if item.code == "read_in_part"]


def test_sheets_are_pages() -> None:
    """Of a workbook with more sheets than pages are allowed the first are read, and the rest is told."""
    sheet = shared_rows(2)
    book = xlsx(sheet, "<si><t>x</t></si>", sheets=4)
    report = gr.read(book, budget=gr.Budget(pages=3))
    assert [item.code for item in report.findings if item.code == "read_in_part"]
    assert len(str(report.text)) * 4 == len(str(gr.read(book).text)) * 3
