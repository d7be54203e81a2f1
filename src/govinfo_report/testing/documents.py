"""Writes a truth down as files with tables of their own: HTML with spans, DOCX with merged cells.

ODT, DOC and PDF are made of the DOCX by an office program, where one is installed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

from govinfo_report.form_grid import Merged, grid_of, merged_rows
from govinfo_report.testing.truth import Truth


def paragraphs_and_tables(truth: Truth) -> Iterator[str | list[list[Merged]]]:
    """Give the report from top to bottom: a str for a paragraph, rows for a table."""
    yield truth.title
    yield f"本报告由{truth.organization}编制，统计期限为{truth.year}年1月1日至12月31日。"
    for section in truth.form.sections.values():
        yield section.heading
        yield from truth.sections.get(section.id, "").splitlines()
        if section.id in truth.editions:
            yield merged_rows(grid_of(truth.form, truth.table(section.id), truth.cells))
    yield truth.organization
    yield f"{truth.year + 1}年1月20日"


def html_of(truth: Truth) -> str:
    """Write a report as a web page."""
    out = ['<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title></head>\n<body>\n']
    for block in paragraphs_and_tables(truth):
        if isinstance(block, str):
            out.append(f"<p>{escape(block)}</p>\n")
            continue
        out.append('<table border="1">\n')
        for row in block:
            out.append("<tr>")
            for cell in row:
                spans = f' colspan="{cell.width}"' if cell.width > 1 else ""
                spans += f' rowspan="{cell.height}"' if cell.height > 1 else ""
                out.append(f"<td{spans}>{escape(cell.text)}</td>")
            out.append("</tr>\n")
        out.append("</table>\n")
    return "".join([*out, "</body></html>\n"])


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# The width of a page between its margins, in twentieths of a point.
_WIDTH = 9_000


def docx_of(truth: Truth) -> bytes:
    """Write a report as a Word document."""
    body = "".join(
        _paragraph(block) if isinstance(block, str) else _table(block)
        for block in paragraphs_and_tables(truth)
    )
    return docx_with(body)


def docx_with(body: str, **members: str) -> bytes:
    """Pack the XML of a document's body, and other members (``numbering`` for ``word/numbering.xml``)."""
    packed = io.BytesIO()
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATIONS)
        file.writestr("word/document.xml", document)
        for name, text in members.items():
            file.writestr(f"word/{name}.xml", text)
    return packed.getvalue()


def _paragraph(text: str) -> str:
    runs = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{runs}</w:p>"


def _table(rows: Sequence[Sequence[Merged]]) -> str:
    width = max(cell.column + cell.width for row in rows for cell in row)
    each = _WIDTH // width
    grid = f'<w:gridCol w:w="{each}"/>' * width
    out = [f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"]
    out.append(f"<w:tblGrid>{grid}</w:tblGrid>")
    going_on: dict[int, Merged] = {}
    for row in rows:
        cells = {cell.column: cell for cell in row}
        out.append("<w:tr>")
        column = 0
        while column < width:
            own = cells.get(column)
            cell = own or going_on[column]
            merge = ""
            if own is not None and own.height > 1:
                going_on[column] = own
                merge = '<w:vMerge w:val="restart"/>'
            elif own is None:
                merge = "<w:vMerge/>"
            span = f'<w:gridSpan w:val="{cell.width}"/>' if cell.width > 1 else ""
            size = f'<w:tcW w:w="{each * cell.width}" w:type="dxa"/>'
            text = _paragraph(own.text if own else "")
            out.append(f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>{text}</w:tc>")
            column += cell.width
        out.append("</w:tr>")
    return "".join([*out, "</w:tbl>"])
