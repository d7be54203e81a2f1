"""Text that is raised, struck out, not shown: no digit of it is one of a number of the report, in any format."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.official import writing
from govinfo_report.source.document import Flow, TableCell
from govinfo_report.source.files import open_source
from govinfo_report.source.markup import read_markup
from govinfo_report.source.pdf import Pdf
from govinfo_report.source.set_apart import (
    END,
    GLOSS,
    HIDDEN,
    LOWERED,
    PALE,
    RAISED,
    STRUCK,
    seen,
    set_apart,
)
from govinfo_report.source.word_binary import WordBinary
from govinfo_report.source.xls import looks_of_cell
from govinfo_report.source.xlsx import text_of_string
from govinfo_report.testing import count_steps
from tests.soundness import check_cells
from tests.source import marked_files as files
from tests.source.pages import some_truth
from tests.source.test_bad_files import pdf

NEEDS = {"rtf": "striprtf"}


@pytest.mark.parametrize("name", files.FILES)
@given(data=st.data(), edition=st.sampled_from(["2019", "2021"]), seed=st.integers(0, 20))
@settings(max_examples=12)
def test_no_digit_of_it_is_one_of_a_number(
    name: str, data: st.DataObject, edition: str, seed: int
) -> None:
    """Whatever is put beside numbers, each is stated as it is without, and the cells are listed."""
    pytest.importorskip(NEEDS.get(name, "govinfo_report"))
    truth = some_truth(edition, seed)
    numbers = [path for path, text in truth.cells.items() if text not in ("", "/")]
    own = data.draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=12, unique=True))
    texts = {path: data.draw(beside(truth.cells[path])) for path in own}
    marked = evolve(truth, cells={**truth.cells, **texts})
    report = gr.read(files.FILES[name](marked))
    if name.startswith("html"):
        check_cells(report, report.text or "")
    expected = gr.read(files.FILES[name](truth)).values()
    assert expected.keys() >= set(own)
    assert report.values() == expected
    said = [item for item in report.findings if item.code in ("note_mark", "text_left_out")]
    assert {path for item in said for path in item.cells} == set(own)


@st.composite
def beside(draw: st.DrawFn, number: str) -> str:
    """Put a text before or behind a number: raised ones stand behind."""
    kind = draw(st.sampled_from(files.KINDS))
    piece = files.piece(kind, draw(st.sampled_from(["1", "2", "12", "904"])))
    is_before = kind != files.RAISED and draw(st.booleans())
    return piece + number if is_before else number + piece


ROWS = ("<table><tr><td>规章</td>", "</tr><tr><td>行政许可</td><td>8</td></tr></table>")


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        # a raised mark alone is no number, a raised letter no digit
        ("<td><sup>1</sup></td>", "规章\t¹"),
        ("<td>3<sup>[1]</sup></td>", "规章\t3[¹]"),
        ("<td>3<sup>a</sup></td><td>H<sub>2</sub></td>", "规章\t3ᵃ\tH₂"),
        # what is not shown at all takes no column, as a cell or a column of cells
        ('<td style="display:none">9</td><td>3</td>', "规章\t3"),
        ("<td>3</td><td hidden><i>9</i></td>", "规章\t3"),
        # a text that its cell ends, or that nothing ends
        ("<td>3<sup>1<td>4</sup>", "规章\t3¹\t4"),
        ("<td><s>9<td>4", "规章\t\t4"),
        ("<td>3<br hidden><img style='display:none'>4</td>", "规章\t3\n4"),
        # two ways at once; a menu inside what is struck out
        ("<td>3<sup><del>1</del>2</sup></td>", "规章\t3²"),
        ("<td>3<del>1<sup>1</sup><s>2</s></del></td>", "规章\t3"),
        # white on the white of the cell, on a ground of its own, alone in its cell
        ("<td>3<font color=white>1</font></td>", "规章\t3"),
        ('<td>3<span style="color:#fff;background:red">1</span></td>', "规章\t31"),
        ("<td><font color=white>1</font></td>", "规章\t1"),
        ('<td style="color:#fff;background-color:navy">3</td>', "规章\t3"),
        # how pages are laid out
        ('<td style="font-size:0"><span>3</span></td>', "规章\t3"),
        ('<td style="vertical-align:sub">3</td>', "规章\t3"),
        ('<td><span style="overflow:hidden;opacity:0">3</span></td>', "规章\t3"),
        ('<td data-x="hidden" title="display:none">3</td>', "规章\t3"),
        ("<td>3<input type=hidden value=9>1</td>", "规章\t31"),
    ],
)
def test_cells_of_pages(cells: str, line: str) -> None:
    """What a browser shows of a cell, raised digits written as such."""
    text = read_markup(cells.join(ROWS)).text
    assert text == f"{line}\n行政许可\t8\n"


def test_a_row_that_is_not_shown() -> None:
    """It leaves no row behind, and the cells around it keep their places."""
    page = "<table><tr><td>规章<td>3<tr style='display:none'><td>规章<td>4<tr><td>行政许可<td>8</table>"
    document = read_markup(page)
    assert document.text == "规章\t3\n行政许可\t8\n"
    assert [
        [document.text[cell.start : cell.end] for cell in row.cells] for row in document.rows
    ] == [
        ["规章", "3"],
        ["行政许可", "8"],
    ]
    assert [row.number for row in document.rows] == [1, 3]


@pytest.mark.parametrize(
    "page",
    [
        "<table hidden>@</table>",
        "<div class=tab style='display:none'><p>表</p><table>@</table></div>",
        "<table><tbody style='visibility:hidden'>@</tbody></table>",
        "<table style='text-decoration:line-through'>@</table>",
    ],
)
def test_a_table_that_is_set_apart_whole_is_read(page: str) -> None:
    """A script may show it: its numbers are given, and what is odd is said."""
    rows = "<tr><td>规章</td><td>3</td></tr><tr><td>行政许可</td><td>8</td></tr>"
    document = read_markup(page.replace("@", rows))
    assert document.text.endswith("规章\t3\n行政许可\t8\n")
    assert [code for code, _ in document.troubles] == ["text_kept"]


def test_a_table_of_raised_numbers_is_read() -> None:
    """Where most digits are raised that is how the file is made."""
    rows = "".join(f"<tr><td>规章</td><td><sup>1{n}</sup></td></tr>" for n in range(9))
    assert read_markup(f"<table>{rows}</table>").text.startswith("规章\t10\n规章\t11\n")


def test_lines_that_a_page_does_not_show() -> None:
    """Whole ones stay, for a script may show them; parts of one are left out, and struck out ones always."""
    page = "<p hidden>一、总体情况</p><p>全年<i hidden>公开9条</i>受理8件</p><p><del>旧文</del></p><p>完</p>"
    document = read_markup(page)
    assert document.text.split() == ["一、总体情况", "全年受理8件", "完"]
    assert [words["text"] for _, words in document.troubles] == ["公开9条"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", RAISED, LOWERED, STRUCK, HIDDEN, PALE, GLOSS]),
            st.text("a1 一\n", max_size=4),
        ),
        max_size=8,
    ),
    st.integers(0, 3),
)
def test_flows(pieces: Sequence[tuple[str, str]], column: int) -> None:
    """Of what is built no mark is left, rows hold what their cells print, and what is not set apart stays."""
    marked = "".join(set_apart(kind, text) for kind, text in pieces)
    flow = Flow()
    flow.text(marked)
    cells = [TableCell("规章" * 9, 0), TableCell(marked, 1), TableCell("7", 2)]
    flow.row(cells[: column + 1], 1, 1)
    document = flow.document()
    assert not {END, RAISED, HIDDEN} & set(document.text)
    assert END not in seen(marked)
    for row in document.rows:
        texts = [document.text[cell.start : cell.end] for cell in row.cells]
        assert "\t".join(texts) + "\n" == document.text[row.start : row.end + 1]
        assert texts[0] == "规章" * 9
        if column:
            whole = "".join(text for kind, text in pieces if kind in ("", RAISED, LOWERED))
            plain = [sign for sign in whole if sign in "一\n"]
            kept = [sign for sign in texts[1] if sign in "一\n"]
            assert kept == plain or len(kept) > len(plain)


def test_word_files() -> None:
    """Old Word documents and workbooks say it in their own codes."""
    page = bytearray(512)
    starts, ways = (0, 4, 8, 12), (b"\x48\x2a\x01", b"\x37\x08\x01", b"\x70\x68\xff\xff\xff\x00")
    page[:16] = b"".join(start.to_bytes(4, "little") for start in starts)
    for index, grpprl in enumerate(ways):
        at = 100 + 20 * index
        page[16 + index] = at // 2
        page[at : at + 1 + len(grpprl)] = bytes([len(grpprl)]) + grpprl
    page[511] = 3
    main = bytearray(512)
    main[0xFA:0x102] = (0).to_bytes(4, "little") + (12).to_bytes(4, "little")
    table = (0).to_bytes(4, "little") + (12).to_bytes(4, "little") + (1).to_bytes(4, "little")
    word = WordBinary(bytes(main + page), table, b"")
    word._read_looks()
    assert [word._way_at(at) for at in (0, 3, 4, 8, 12)] == [RAISED, RAISED, STRUCK, PALE, ""]


def test_fonts_of_workbooks() -> None:
    """XLS says it of runs of characters, and of a cell as a whole."""
    fonts = [
        SimpleNamespace(escapement=high, struck_out=out) for high, out in ((0, 0), (1, 0), (0, 1))
    ]
    book = SimpleNamespace(
        font_list=fonts, xf_list=[SimpleNamespace(font_index=at) for at in range(3)]
    )
    sheet = SimpleNamespace(
        book=book,
        rich_text_runlist_map={(0, 0): [(2, 1), (3, 0)]},
        cell_xf_index=lambda row, column: 2 * column,
    )
    shown = [looks_of_cell(sheet, 0, column, "2013") for column in (0, 1)]
    assert shown == ["20" + set_apart(RAISED, "1") + "3", set_apart(STRUCK, "2013")]


def test_runs_of_workbooks() -> None:
    """XLSX says it of runs of characters."""
    run = '<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><rPr><strike/><b/></rPr><t>9</t></r>'
    text = f"<si><r><t>20</t></r>{run}<rPh><t>x</t></rPh></si>"
    assert text_of_string(fromstring(text)) == "20" + set_apart(RAISED, "1") + set_apart(
        STRUCK, "9"
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        # ten points, and a mark of six raised by four; lowered; of the same size
        (b"(20) Tj 4 Ts /F 6 Tf (12) Tj", "K20¹²"),
        (b"(20) Tj -3 Ts /F 6 Tf (1) Tj", "K20₁"),
        (b"(20) Tj 4 Ts /F 6 Tf ([1]) Tj 0 Ts /F 10 Tf (7) Tj", "K20[¹]7"),
        (b"(20) Tj (12) Tj", "K2012"),
        # behind letters a small text is one
        (b"4 Ts /F 6 Tf (12) Tj", "K12"),
        # nobody can read it
        (b"(2000) Tj /F 0.5 Tf (12) Tj", "K2000"),
        # a line through a number, below it, through the whole row
        (b"(20) Tj ET 107 703.2 10 0.5 re f BT", "K"),
        (b"(20) Tj ET 107 698 10 0.5 re f BT", "K20"),
        (b"(20) Tj ET 50 703.2 300 0.5 re f BT", "K20"),
    ],
)
def test_pages_of_pdf(content: bytes, text: str) -> None:
    """What stands off its line is raised; what is struck out or cannot be read is left out."""
    pytest.importorskip("pypdfium2")
    before = b"BT /F 10 Tf 300 600 Td (a line beside) Tj ET BT /F 10 Tf 100 700 Td (K) Tj "
    shown = Pdf().read(open_source(pdf(1, before + content + b" ET"))).text
    assert shown.split() == [text, "alinebeside"]


def test_white_digits_of_pdf() -> None:
    """In a cell with others they are left out; where all of a page are white they are kept."""
    pytest.importorskip("pypdfium2")
    box = b"50 690 100 20 re S 150 690 100 20 re S 50 670 100 20 re S 150 670 100 20 re S "
    text = b"BT /F 10 Tf 60 695 Td (ABCDEFGH) Tj 100 0 Td %s(20) Tj 1 1 1 rg (14) Tj 0 g 0 -20 Td (A) Tj ET"
    for color, shown in ((b"", "20"), (b"1 1 1 rg ", "2014")):
        document = Pdf().read(open_source(pdf(1, box + text % color)))
        assert document.text.split()[:2] == ["ABCDEFGH", shown]


def test_raised_signs_are_marks_of_notes() -> None:
    """What is written raised or lowered is known to every stage as no digit."""
    signs = "0123456789+-()abcdefghijklmnoprstuvwxyz"
    for kind in (RAISED, LOWERED):
        flow = Flow()
        flow.text(f"20{'1' * 40}{set_apart(kind, signs)}")
        small = flow.document().text.strip()[42:]
        changed = {new for old, new in zip(signs, small, strict=True) if old != new}
        assert len(changed) >= 14
        assert changed <= set(writing().raised)


@pytest.mark.parametrize(
    "page",
    [
        "<td hidden>1",
        "<sup><del>",
        "<p hidden>1",
        "<del>1</del>\n",
        "<sup><del>1</del>",
        "<i hidden><table>",
    ],
)
def test_pages_made_to_be_slow(page: str) -> None:
    """Twice as much takes about twice as many steps: none looks again at the rest of the page for each of its tags."""
    one, two = (count_steps(read_markup, page * many) for many in (400, 800))
    assert two < 2.5 * one
