"""What is fuzzed: how an input of each kind is made, what is run on it, and what must hold of the report."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache, partial
from random import Random

from attrs import evolve, frozen
from rich.console import Console

import govinfo_report as gr
from govinfo_report.cli.drawing import draw_report
from govinfo_report.cli.wording import Words
from govinfo_report.pipeline import Pipeline
from govinfo_report.source import recognition
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, Truth, generate, mangle, render
from govinfo_report.testing.documents import docx_of, html_of
from tests.documents import FOLDER
from tests.fuzz.mutation import MOST, mutate
from tests.fuzz.soup import soup
from tests.paths import COPIES, DATA
from tests.soundness import check_findings, check_plain_data, check_report
from tests.source import marked_files, small_files
from tests.source.pages import WAYS, broken_page, some_truth
from tests.strategies import worn
from tests.streaming.test_streaming import lines_of, streamed_cells, whole_cells


@frozen
class Target:
    """One kind of input.

    Attributes:
        name: what the command line calls it.
        make: makes an input; the same one for the same random numbers.
        run: what is timed and weighed; it raises nothing. None where the input is refused as is documented.
        check: raises where the report is not what every report is.
    """

    name: str
    make: Callable[[Random], bytes]
    run: Callable[[bytes], gr.Report | None]
    check: Callable[[gr.Report, bytes], None]


def set_up() -> None:
    """Let a defect be an exception, and pictures stay pictures: what recognizes them is not ours."""
    Pipeline.is_guarded = False
    recognition.is_installed = lambda: False


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _as_data(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")[:MOST]


def _make_soup(rng: Random) -> bytes:
    return _as_data(soup(rng))


def _make_worn(rng: Random) -> bytes:
    """Make a copy up, or take one; damage it as copies are damaged, then in any way."""
    if rng.random() < 0.3:
        texts = [*COPIES.glob("*.txt"), *(DATA / "layouts").iterdir(), *(DATA / "real").glob("*.*")]
        text = rng.choice(sorted(texts)).read_bytes().decode("utf-8")
    else:
        truth = generate(rng.randrange(10**6), None, rng.choice(LEVELS))
        copy = render(truth, rng.choice(list(LAYOUTS)))
        recipes = [rng.choice(list(RECIPES)) for _ in range(rng.choice([0, 1, 1, 2, 4]))]
        text = str(mangle(copy, recipes, rng.randrange(10**6)))
    if rng.random() < 0.7:
        text = worn(text, rng.randrange(10**6), rng.choice([1, 3, 10, 60]))
    data = _as_data(text)
    return mutate(rng, data, _make_soup(rng)) if rng.random() < 0.3 else data


def _make_any_text(rng: Random) -> bytes:
    return rng.choice([_make_soup, _make_worn])(rng)


def _parse(data: bytes) -> gr.Report:
    return gr.parse(_text(data))


def _read(data: bytes) -> gr.Report | None:
    try:
        return gr.read(data)
    except gr.UnreadableFileError as error:
        assert error.reason(), error.reason("zh")
        return None


def _stream(data: bytes) -> gr.Report:
    for table in gr.iter_tables(lines_of(_text(data))):
        for _ in (*table.rows(), *table.cells()):
            pass
    # there is no report of a stream; its cells are compared with those of the whole text
    return gr.parse("")


def _restore(data: bytes) -> gr.Report | None:
    try:
        return gr.Report.from_dict(json.loads(_text(data)))
    except (gr.ArgumentError, json.JSONDecodeError, RecursionError):
        return None
    except ValueError as error:
        # more digits than Python reads
        if type(error) is not ValueError:
            raise
        return None


def _check_text(report: gr.Report, data: bytes) -> None:
    check_report(report, _text(data))
    _say_all(report)


def _check_file(report: gr.Report, _data: bytes) -> None:
    check_findings(report, report.text or "")
    check_plain_data(report)
    _say_all(report)


def _check_stream(_report: gr.Report, data: bytes) -> None:
    text = _text(data)
    assert streamed_cells(text) == whole_cells(text)


def _check_restored(report: gr.Report, _data: bytes) -> None:
    check_plain_data(report)
    _say_all(report)


def _say_all(report: gr.Report) -> None:
    """Say all that can be said of a report."""
    for cell in report.cells():
        assert report.explain(cell.path)
        assert report.explain(cell.path, "zh")
    console = Console(file=io.StringIO(), markup=False, emoji=False, width=100)
    for piece in draw_report(report, Words("en"), console.width):
        console.print(piece)


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
    cell = '<table:table-cell table:number-columns-repeated="2"><text:p>3<text:s text:c="2"/>1</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
    words = '<text:list text:style-name="L"><text:list-item text:start-value="3"><text:p>规章</text:p></text:list-item></text:list>'
    level = '<text:list-level-style-number text:level="1" style:num-format="1" text:start-value="1" style:num-suffix="、"/>'
    style = f'<text:list-style style:name="L">{level}</text:list-style>'
    return [small_files.odt(f"{words}<table:table>{rows}</table:table>", style)]


def _small_xlsx() -> list[bytes]:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>3</v></c></row><row r="3"><c r="C3" t="inlineStr"><is><t>规章</t></is></c></row>'
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


def _change(name: str, rng: Random) -> bytes:
    """Change a file of a format, or leave it as it is."""
    files = seeds(name)
    return mutate(rng, rng.choice(files), rng.choice(files))


TARGETS = {
    target.name: target
    for target in (
        Target("text", _make_soup, _parse, _check_text),
        Target("worn", _make_worn, _parse, _check_text),
        Target("stream", _make_any_text, _stream, _check_stream),
        Target("plain", partial(_change, "json"), _restore, _check_restored),
        *(
            Target(name, partial(_change, name), _read, _check_file)
            for name in ("html", "docx", "odt", "xlsx", "xls", "doc", "rtf", "csv", "mhtml", "pdf")
        ),
    )
}
"""Name to target. The files are those of ``gr.read``; ``text`` and ``worn`` go to ``gr.parse``."""
