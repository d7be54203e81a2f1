"""The contract of a reader, CSV and WARC: what is neither a page nor a document."""

from __future__ import annotations

import gzip
import io
from importlib.metadata import EntryPoint

import pytest

import govinfo_report as gr
from govinfo_report.source import readers
from govinfo_report.source.csv_text import read_csv
from govinfo_report.source.document import Document, Flow, TableCell
from govinfo_report.source.files import SourceFile
from govinfo_report.source.warc import is_warc, iter_pages
from tests.documents import FOLDER, FORMATS, check_cells, truth


def test_built_in_readers() -> None:
    """Each reader has a name of its own and keeps the contract; the last one takes any file."""
    made = [factory() for factory in readers.BUILT_IN]
    assert len({reader.name for reader in made}) == len(made)
    assert all(isinstance(reader, readers.Reader) for reader in made)
    assert made[-1].name == "text"


@pytest.mark.parametrize("format", FORMATS)
def test_one_reader_accepts(format: str) -> None:
    """A file is accepted by the reader of its format, and by no other but the last."""
    data = (FOLDER / f"report_2019.{format}").read_bytes()
    file = SourceFile(data[:65_536], lambda: data, len(data), None)
    accepting = [reader.name for reader in readers.registered() if reader.accepts(file)]
    assert accepting == [format, "text"]


class Slips:
    """A reader of another package: slips of paper, one a line, the parts of a row between colons."""

    name = "slips"

    def accepts(self, file: SourceFile) -> bool:
        """Tell by the first word."""
        return file.head.startswith(b"SLIPS\n")

    def read(self, file: SourceFile) -> Document:
        """Read the slips."""
        flow = Flow()
        for number, line in enumerate(file.data.decode().splitlines()[1:], 1):
            if ":" not in line:
                flow.text(line)
                continue
            flow.row([TableCell(text, at) for at, text in enumerate(line.split(":"))], 1, number)
        return flow.document()


def test_reader_of_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader registered under the entry-point group is asked before the built-in ones."""
    entry = EntryPoint("slips", f"{__name__}:Slips", readers.GROUP)
    monkeypatch.setattr(entry.__class__, "load", lambda _self: Slips)
    monkeypatch.setattr(readers, "entry_points", lambda group: [entry])
    readers.registered.cache_clear()
    try:
        slips = "SLIPS\n二、主动公开政府信息情况\n信息内容:本年制发件数:本年废止件数:现行有效件数\n规章:3:1:27\n"
        cell = gr.read(slips.encode()).cell("disclosure.rules.in_force")
        assert (cell.value, cell.place) == (27, gr.Place(table=1, row=3, column=4))
    finally:
        monkeypatch.undo()
        readers.registered.cache_clear()


@pytest.mark.parametrize(
    ("source", "flow"),
    [
        ("a,b\nc,d\n", "a\tb\nc\td\n"),
        ('"a,1","b ""x"""\r\nc,\r\n', 'a,1\tb "x"\nc\t\n'),
        ('"a\nb",c', "a\nb\tc\n"),
        (",,\n", "\t\t\n"),
        ('"a" ,b\n"c', 'a\tb\n"c\n'),
        ('"a"x,b\nc', '"a"x\tb\nc\n'),
        ("a;b,c\n", "a;b\tc\n"),
        ("", ""),
    ],
)
def test_csv(source: str, flow: str) -> None:
    """Quotes are undone, line ends inside them kept."""
    assert read_csv(source).text == flow


def test_csv_with_semicolons() -> None:
    """CSV as spreadsheets of other countries save it."""
    text = (FOLDER / "report_2021.csv").read_text("gb18030").replace(",", ";")
    check_cells(gr.read(text.encode()), truth("2021")["cells"])


def response(content: bytes, packing: str = "", status: str = "200 OK") -> bytes:
    """Write a record of a WARC file."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n"
    head += f"Content-Encoding: {packing}\r\n" if packing else ""
    body = head.encode() + b"\r\n" + content
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/nb\r\n"
        b"WARC-Date: 2026-01-31T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(body), body)
    )


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_warc(pack: type[bytes]) -> None:
    """Each response of a WARC is the bytes of a file; errors of servers are left out."""
    pytest.importorskip("fastwarc")
    page = (FOLDER / "report_2019.html").read_bytes()
    document = (FOLDER / "report_2019.docx").read_bytes()
    records = [
        response(page),
        response(gzip.compress(page), "gzip"),
        response(b"gone", status="404 Not Found"),
        response(document),
    ]
    data = b"".join(map(pack, records))
    assert is_warc(data[:2000])
    pages = list(iter_pages(io.BytesIO(data)))
    assert len(pages) == 3
    for found in pages:
        assert (found.url, found.date) == ("https://example.org/nb", "2026-01-31T08:00:00Z")
        report = gr.read(found.content, found.url)
        assert report.source == found.url
        check_cells(report, truth("2019")["cells"])
    assert not is_warc(page)
    assert not is_warc(gzip.compress(page))
