"""Numbers and characters that a file names in an attribute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.source.attributes import character, symbol, whole
from tests.source.small_files import docx, odt, xlsx


@given(
    st.one_of(st.none(), st.text(max_size=8), st.integers().map(str), st.text("0９²٣", max_size=9))
)
def test_whole(value: str | None) -> None:
    """A number is that of plain digits up to the largest, and anything else the default."""
    found = whole(value, 7, 300)
    if value and value.isascii() and value.isdigit():
        assert found == min(int(value), 300)
    else:
        assert found == 7


def test_whole_of_thousands_of_digits() -> None:
    """Digits without end are the largest number, unless all of them are zeros."""
    assert whole("9" * 10_000, 1, 300) == 300
    assert whole("0" * 10_000 + "12", 1, 300) == 12
    assert whole("0" * 10_000, 1, 300) == 0


@given(st.integers(-(2**40), 2**40))
def test_character(code: int) -> None:
    """Every number gives one character that can be written in a file."""
    found = character(code)
    assert len(found) == 1
    assert found == "\ufffd" or ord(found) == code
    found.encode()


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        *(("F031", "1"), ("F0A7", "§"), ("4e00", "一"), ("1F600", "😀"), ("", ""), ("E123", "")),
        *(
            ("110000", ""),
            ("D800", ""),
            ("-5", ""),
            ("1_0", ""),
            ("²", ""),
            ("9" * 5_000, ""),
            ("A", ""),
        ),
    ],
)
def test_symbol(code: str, shown: str) -> None:
    """A symbol is the character that its font was made for; what is no character prints nothing."""
    assert symbol(code) == shown
    report = gr.read(docx(f'<w:p><w:r><w:t>x</w:t><w:sym w:char="{code}"/></w:r></w:p>'))
    assert report.text == f"x{shown}\n"


ODD = ("²", "٣", "９", "-1", "", "NaN", "1e9", "0", "9" * 5_000)


ITEM = "<text:p>甲</text:p>"


def spans(number: str) -> bytes:
    """Write a cell of a Word table that covers so many columns, behind as many that the row leaves out."""
    return docx(
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{number}"/></w:trPr><w:tc><w:tcPr>'
        f'<w:gridSpan w:val="{number}"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )


def level(number: str) -> bytes:
    """Write a paragraph of a list at such a level, which begins with such a number."""
    return docx(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>甲</w:t></w:r></w:p>",
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="{number}"><w:start w:val="{number}"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{number}"><w:startOverride w:val="{number}"/></w:lvlOverride></w:num>',
    )


def start(number: str) -> bytes:
    """Write a list of an OpenDocument text that begins with such a number, and has such a level."""
    return odt(
        f'<text:list text:style-name="L"><text:list-item text:start-value="{number}">{ITEM}'
        "</text:list-item></text:list>",
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        f'<text:list-level-style-number text:level="{number}" style:num-format="1"/></text:list-style>',
    )


def repeated(number: str) -> bytes:
    """Write a row of an OpenDocument text that is repeated so often, with a cell that covers as many others."""
    return odt(
        f'<table:table><table:table-row table:number-rows-repeated="{number}"><table:table-cell '
        f'table:number-columns-spanned="{number}" table:number-rows-spanned="{number}">{ITEM}'
        "</table:table-cell></table:table-row></table:table>"
    )


def heading(number: str) -> bytes:
    """Write a heading of such a level with so many spaces."""
    return odt(f'<text:h text:outline-level="{number}">甲<text:s text:c="{number}"/></text:h>')


def sheet(number: str) -> bytes:
    """Write a sheet with such a number of a row, of a shared text, and in a cell."""
    return xlsx(
        '<sheetData><row r="1"><c t="inlineStr"><is><t>甲</t></is></c>'
        f'<c t="s"><v>{number}</v></c><c><v>{number}</v></c></row>'
        f'<row r="{number}"><c r="A{number}"/></row></sheetData>'
    )


FILES = (spans, level, start, repeated, heading, sheet)


@pytest.mark.parametrize("number", ODD)
def test_odd_numbers(number: str) -> None:
    """A number that is none breaks no reader, and what stands beside it is read."""
    for data in FILES:
        assert "甲" in str(gr.read(data(number)).text)


def test_spaces_of_a_number_that_is_none() -> None:
    """A number of spaces that is none is one space."""
    assert gr.read(odt('<text:p>a<text:s text:c="²"/>b</text:p>')).text == "a b\n"


def test_endless_namespaces() -> None:
    """A namespace as long as a book is refused: the name of every element would hold it."""
    for name in (" xmlns:a='urn:{0}'", ' xmlns{1}= "urn:{0}"'):
        declared = name.format("x" * 1_000, " " * 200)
        with pytest.raises(gr.UnreadableFileError, match="namespaces"):
            gr.read(docx(f"<w:p{declared}/>"))
