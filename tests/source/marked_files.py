"""Reports in each format with text in their cells that is raised, struck out, not shown."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html import escape
from zipfile import ZipFile

from govinfo_report.form_grid import Merged
from govinfo_report.testing import Truth
from govinfo_report.testing.documents import (
    docx_of,
    docx_with,
    html_of,
    paragraphs_and_tables,
)

RAISED, STRUCK, DELETED, HIDDEN, PALE, GLOSS = KINDS = "\ue000\ue001\ue002\ue003\ue004\ue005"
"""What a truth has before a text that is set apart."""
END = "\ue00f"
_PIECE = re.compile(f"([{KINDS}])([^{END}]*){END}")


def piece(kind: str, text: str) -> str:
    """Give a text of a truth that is set apart."""
    return f"{kind}{text}{END}"


def _written(text: str, ways: dict[str, str]) -> str:
    return _PIECE.sub(lambda found: ways[found[1]].replace("@", found[2]), text)


_HTML = (
    {
        RAISED: "<sup>@</sup>",
        STRUCK: "<s>@</s>",
        DELETED: "<del><b>@</b></del>",
        HIDDEN: '<span style="color:red; display: none">@</span>',
        PALE: '<font color="#FFFFFF">@</font>',
        GLOSS: "<ruby><rp>(</rp><rt>@</rt><rp>)</rp></ruby>",
    },
    {
        RAISED: '<span lang=EN-US style="vertical-align:super">@</span>',
        STRUCK: "<span style='text-decoration:line-through'>@</span>",
        DELETED: "<strike>@</strike>",
        HIDDEN: "<i hidden>@</i>",
        PALE: '<span style="COLOR: White">@</span>',
        GLOSS: "<ruby><rt>@</ruby>",
    },
    {
        RAISED: '<span class="note x">@</span>',
        STRUCK: '<span class="old">@</span>',
        DELETED: "<DEL>@</DEL>",
        HIDDEN: "<span style='font-size:0pt'>@</span>",
        PALE: "<span style='visibility:hidden'>@</span>",
        GLOSS: "<span class=gone>@</span>",
    },
)
_SHEET = (
    "<style><!-- .note, .ref { vertical-align: super } span.old{color:red;text-decoration:line-through}"
    " .gone {display:none} @media print { .report { display:none } } --></style>"
)


def html_file(truth: Truth, way: int = 0) -> bytes:
    """Write a report as a page, in one of three ways."""
    page = html_of(truth).replace("</head>", f"{_SHEET}</head>").replace("<td", "<td class=report")
    return _written(page, _HTML[way]).encode()


def _run(looks: str, text: str = "<w:t>@</w:t>") -> str:
    run = f"<w:r><w:rPr>{looks}</w:rPr>{text}</w:r>"
    return f'</w:t></w:r>{run}<w:r><w:t xml:space="preserve">'


_DOCX = {
    RAISED: _run('<w:vertAlign w:val="superscript"/>'),
    STRUCK: _run("<w:strike/>"),
    DELETED: '</w:t></w:r><w:del w:id="1"><w:r><w:delText>@</w:delText></w:r></w:del>'
    '<w:r><w:t xml:space="preserve">',
    HIDDEN: _run("<w:vanish/>"),
    PALE: _run('<w:color w:val="FFFFFF"/>'),
    GLOSS: _run(
        "", "<w:ruby><w:rt><w:r><w:t>@</w:t></w:r></w:rt><w:rubyBase></w:rubyBase></w:ruby>"
    ),
}


def docx_file(truth: Truth) -> bytes:
    """Write a report as a Word document."""
    with ZipFile(io.BytesIO(docx_of(truth))) as package:
        document = package.read("word/document.xml").decode()
    body = document[document.index("<w:body>") + 8 : document.index("<w:sectPr/>")]
    return docx_with(_written(body, _DOCX))


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_ODT_STYLES = {
    RAISED: 'style:text-position="super 58%"',
    STRUCK: 'style:text-line-through-style="solid"',
    DELETED: 'style:text-line-through-type="single"',
    HIDDEN: 'text:display="none"',
    PALE: 'fo:color="#ffffff"',
}
_ODT = {
    **{kind: f'<text:span text:style-name="T{kind}">@</text:span>' for kind in _ODT_STYLES},
    GLOSS: "<text:ruby><text:ruby-text>@</text:ruby-text></text:ruby>",
}


def odt_file(truth: Truth) -> bytes:
    """Write a report as an OpenDocument text."""
    styles = "".join(
        f'<style:style style:name="T{kind}" style:family="text"><style:text-properties {look}/></style:style>'
        for kind, look in _ODT_STYLES.items()
    )
    body = "".join(
        f"<text:p>{escape(block)}</text:p>" if isinstance(block, str) else _odt_table(block)
        for block in paragraphs_and_tables(truth)
    )
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{_written(body, _ODT)}</office:text></office:body></office:document-content>"
    )
    return odt_with(content)


def odt_with(content: str) -> bytes:
    """Pack the content of an OpenDocument text."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content)
    return packed.getvalue()


def _odt_table(rows: Sequence[Sequence[Merged]]) -> str:
    out = ["<table:table>"]
    for row in rows:
        out.append("<table:table-row>")
        column = 0
        for cell in row:
            covered = "<table:covered-table-cell/>"
            out.append(covered * (cell.column - column))
            spans = f'table:number-columns-spanned="{cell.width}" table:number-rows-spanned="{cell.height}"'
            out.append(
                f"<table:table-cell {spans}><text:p>{escape(cell.text)}</text:p></table:table-cell>"
            )
            out.append(covered * (cell.width - 1))
            column = cell.column + cell.width
        out.append("</table:table-row>")
    return "".join([*out, "</table:table>"])


_RTF = {
    RAISED: r"{\super @}",
    STRUCK: r"\strike @\strike0 ",
    DELETED: r"{\deleted @}",
    HIDDEN: r"{\v @}",
    PALE: r"{\cf1 @}",
    GLOSS: r"{\b\striked1 @}",
}
_EACH = 900


def rtf_file(truth: Truth) -> bytes:
    """Write a report as RTF."""
    out = [r"{\rtf1\ansi\ansicpg936{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"]
    for block in paragraphs_and_tables(truth):
        out += [_rtf(block) + r"\par"] if isinstance(block, str) else _rtf_rows(block)
    return "\n".join([*out, "}"]).encode("ascii")


def _rtf(text: str) -> str:
    ways = re.split(f"([{KINDS}{END}])", _written(text, _RTF))
    return "".join([f"\\u{ord(sign)}?" if sign > "\x7f" else sign for sign in "".join(ways)])


def _rtf_rows(rows: Sequence[Sequence[Merged]]) -> list[str]:
    """Give the rows of a table; a cell that covers several has empty ones below it."""
    below: dict[int, tuple[int, int]] = {}
    out = []
    for row in rows:
        cells = {cell.column: (cell.width, cell.height, cell.text) for cell in row}
        cells.update({at: (width, 0, "") for at, (width, left) in below.items() if left})
        edges, texts = [], []
        for at, (width, height, text) in sorted(cells.items()):
            merge = "\\clvmrg" if not height else "\\clvmgf" if height > 1 else ""
            edges.append(f"{merge}\\cellx{(at + width) * _EACH}")
            texts.append(f"\\intbl {_rtf(text)}\\cell")
            below[at] = width, (height or below[at][1]) - 1
        out.append(f"\\trowd\\trleft0{''.join(edges)}\n{''.join(texts)}\\row")
    return out


FILES = {
    "html": lambda truth: html_file(truth, 0),
    "html of Word": lambda truth: html_file(truth, 1),
    "html with classes": lambda truth: html_file(truth, 2),
    "docx": docx_file,
    "odt": odt_file,
    "rtf": rtf_file,
}
