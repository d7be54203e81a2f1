"""The files that inputs are made of: the sample documents, reports made up, and small ones of what is rarely used."""

from __future__ import annotations

import json
from functools import cache

from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import LEVELS, Truth, generate, mangle, render
from govinfo_report.testing.documents import docx_of, html_of
from tests.documents import FOLDER
from tests.fuzz.mutation import MOST
from tests.paths import COPIES, DATA
from tests.source import marked_files, small_files
from tests.source.pages import WAYS, broken_page, some_truth


def _marked(seed: int) -> Truth:
    """Make a report up with text in its cells that is raised, struck out or hidden."""
    truth = some_truth(["2019", "2021"][seed % 2], seed)
    cells = dict(truth.cells)
    for at, path in enumerate(cells):
        if at % 3 == 0:
            cells[path] += marked_files.piece(marked_files.KINDS[at % 6], "9")
    return evolve(truth, cells=cells)


def _small_docx() -> list[bytes]:
    run = "<w:p><w:r><w:t>规章 3 1 27</w:t></w:r></w:p>"
    listed = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>' + run + "</w:tc>"
    symbol = '<w:p><w:r><w:sym w:font="Symbol" w:char="F031"/><w:tab/><w:br/></w:r></w:p>'
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    table = f"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell}{cell}</w:tr></w:tbl>"
    return [small_files.docx(listed + run + table + symbol, numbering)]


def _small_odt() -> list[bytes]:
    words = '<text:p>3<text:s text:c="2"/>1</text:p>'
    cell = f'<table:table-cell table:number-columns-repeated="2">{words}</table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
    item = '<text:list-item text:start-value="3"><text:p>规章</text:p></text:list-item>'
    level = (
        '<text:list-level-style-number text:level="1" style:num-format="1" text:start-value="1"/>'
    )
    style = f'<text:list-style style:name="L">{level}</text:list-style>'
    listed = f'<text:list text:style-name="L">{item}</text:list>'
    return [small_files.odt(f"{listed}<table:table>{rows}</table:table>", style)]


def _small_xlsx() -> list[bytes]:
    words = '<row r="3"><c r="C3" t="inlineStr"><is><t>规章</t></is></c></row>'
    rows = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>3</v></c></row>{words}'
    sheet = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    return [small_files.xlsx(sheet, "<si><t>规章</t></si><si><r><t>27</t></r></si>")]


def _small_pdf() -> list[bytes]:
    lines = b"BT /F 12 Tf 72 700 Td (rules) Tj 99 0 Td (11) Tj 0 -14 Td (27) Tj ET "
    ruled = b"q 1 0 0 1 0 0 cm 70 690 m 300 690 l S 70 710 230 20 re S 0 0 1 RG Q /X Do "
    other = small_files.form(lines)
    return [small_files.pdf(lines * 3), small_files.pdf(ruled + lines, [other], pages=3)]


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Give the files that inputs of a format are made of; they take at most ``MOST`` bytes."""
    found = [file.read_bytes() for file in sorted(FOLDER.glob(f"*.{name}"))]
    truths = [generate(seed, None, LEVELS[seed % len(LEVELS)]) for seed in range(6)]
    marked = [_marked(seed) for seed in range(4)]
    if name == "html":
        found += [html_of(truth).encode() for truth in truths]
        found += [marked_files.html_file(truth, at % 3) for at, truth in enumerate(marked)]
        found += [broken_page(seed, way).encode() for seed, way in enumerate(WAYS)]
        found += [file.read_bytes() for file in sorted((DATA / "real").glob("*.html"))]
    elif name == "docx":
        found += [*map(docx_of, truths), *map(marked_files.docx_file, marked), *_small_docx()]
    elif name == "odt":
        found += [*map(marked_files.odt_file, marked), *_small_odt()]
    elif name == "rtf":
        found += map(marked_files.rtf_file, marked)
    elif name == "xlsx":
        found += _small_xlsx()
    elif name == "pdf":
        found += _small_pdf()
    elif name == "json":
        copies = [file.read_bytes().decode("utf-8") for file in sorted(COPIES.glob("*.txt"))]
        copies += [mangle(render(truth, "tab_separated"), "lose_cells", 1) for truth in truths]
        found = [
            json.dumps(gr.parse(text).to_dict(text=at % 2 == 0)).encode()
            for at, text in enumerate(copies)
        ]
    return tuple(data for data in found if len(data) <= MOST)
