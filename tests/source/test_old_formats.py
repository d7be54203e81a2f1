"""RTF, workbooks of Excel 97 and web archives: what programs write, and what was made to be slow."""

from __future__ import annotations

import base64
import re
import struct
from email.message import EmailMessage

import pytest

import govinfo_report as gr
from govinfo_report.source.files import SourceFile, open_source
from govinfo_report.source.mhtml import Mhtml
from govinfo_report.source.rtf import Rtf
from govinfo_report.source.xls import Xls
from govinfo_report.testing import count_steps
from tests.documents import FOLDER, check_cells, truth
from tests.pipeline.test_growth import FEWEST, MOST


def flow(
    body: bytes, head: bytes = rb"\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}"
) -> str:
    """Give the flow of an RTF document."""
    pytest.importorskip("striprtf")
    return Rtf().read(open_source(b"{\\rtf1" + head + b"\n" + body + b"}")).text


def hexes(text: str) -> bytes:
    """Write a text in GBK as RTF."""
    return b"".join(b"\\'%02x" % byte for byte in text.encode("gbk"))


ROW = rb"\trowd\cellx1000\cellx2000\pard\intbl "


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (rb"\pard " + hexes("规章") + rb"\par " + hexes("行政"), "规章\n行政\n"),
        # raw bytes, and a line end between the two bytes of a character
        ("规章".encode("gbk"), "规章\n"),
        (rb"\'b9" + b"\r\n" + rb"\'e6", "规\n"),
        (rb"\u35268?\u31456?", "规章\n"),
        (rb"\u-10179?\u-8704?", "\U0001f600\n"),
        # a font whose character set is that of no Chinese font
        (rb"{\f1 " + hexes("规章") + b"}", "规章\n"),
        (ROW + rb"1\cell 2\cell\row " + ROW + rb"3\cell 4|5\cell\row\pard after\par", "1\t2\n3\t4|5\nafter\n"),
        (ROW + rb"a\par b\cell\cell\trowd\cellx1000\cellx2000\row", "a\nb\t\n"),
        (rb"before\par " + ROW + rb"1\cell 2\cell\row", "before\n1\t2\n"),
        # numbers of lists, as new and as old programs write them
        (rb"{\listtext\'c8\'fd\'a1\'a2}x\par{\pntext 1.}y\par", "三、x\n1.y\n"),
        (rb"{\field{\*\fldinst{HYPERLINK " + b'"http://example.org"' + rb"}}{\fldrslt{go}}}\par", "go\n"),
        (rb"{\header 9\par}{\pict\wmetafile8 " + b"0a" * 9_000 + rb"}{\*\x y}\\cell\{\}", "\\cell{}\n"),
    ],
)  # fmt: skip
def test_rtf(body: bytes, shown: str) -> None:
    """Texts in the code page of the document, cells and rows, numbers, links; no headers, no pictures."""
    head = rb"\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}"
    assert flow(body, head) == shown


def test_merged_cells_of_rtf() -> None:
    """Cells merged with the one before, and with the one above, are one."""
    pytest.importorskip("striprtf")
    rows = (
        rb"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell b\cell\cell\row"
        rb"\trowd\clvmrg\cellx1000\cellx2010\cellx3000\pard\intbl\cell c\cell d\cell\row"
    )
    document = Rtf().read(open_source(b"{\\rtf1\\ansi " + rows + b"}"))
    cells = [
        [(cell.column, cell.width, cell.height) for cell in row.cells] for row in document.rows
    ]
    assert document.text == "a\tb\nc\td\n"
    assert cells == [[(0, 1, 2), (1, 2, 1)], [(1, 1, 1), (2, 1, 1)]]


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("", "\\f1"),
        ("{\\fonttbl", "{\\f1"),
        ("", "{\\field{\\*\\fldinst{"),
        ("", "{"),
        ("", "}"),
        ("", "\\cell\\row"),
        ("", "\\trowd\\cellx1\\cell\\row"),
        ("\\trowd", "\\cellx1"),
        ("", "\\nestcell\\nestrow"),
    ],
)
def test_rtf_made_to_be_slow(before: str, piece: str) -> None:
    """Twice the document costs at most about twice the steps, and so does twice of that."""

    def read(text: str) -> None:
        flow(str.encode(text))

    read(piece)
    one, two, four = (count_steps(read, before + piece * times) for times in (200, 400, 800))
    assert four - two <= MOST * max(two - one, FEWEST), f"steps {one}, {two}, {four}"


@pytest.mark.parametrize("body", [b"\\f1", b"{\\f1\\fnil x;}", b"{\\field{\\*\\fldinst{ x}}"])
def test_what_looks_far_ahead_in_rtf_finds_the_end_of_a_line(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The expressions of striprtf for fonts and links go over the rest of a line: no line begins one twice.

    No step of Python is counted there.
    """
    pytest.importorskip("striprtf")
    given: list[str] = []

    def keep(source: str, *_: object, **__: object) -> str:
        given.append(source)
        return ""

    monkeypatch.setattr("striprtf.striprtf.rtf_to_text", keep)
    flow(body * 50)
    lines = given[0].splitlines()
    assert "".join(lines).count(body[:3].decode()) >= 50
    assert max(len(re.findall(r"\\f\d|\\fldinst\{", line)) for line in lines) <= 1


@pytest.mark.parametrize("body", [b"\\u99999999999 ", b"{\\pict\\bin}", b"\\uc x"])
def test_broken_rtf(body: bytes) -> None:
    """What striprtf stumbles over is refused."""
    with pytest.raises(gr.UnreadableFileError, match="damaged"):
        flow(body)


def test_large_rtf() -> None:
    """A document larger than any is refused."""
    with pytest.raises(gr.UnreadableFileError, match="at most 8 MB without its pictures"):
        flow(b"x" * (9 << 20))


@pytest.mark.parametrize("library", ["striprtf", "xlrd"])
def test_what_is_not_installed_is_said(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has the line that installs it."""
    extra = {"striprtf": "rtf", "xlrd": "xls"}[library]
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(gr.UnreadableFileError, match=rf'pip install "govinfo-report\[{extra}\]"'):
        gr.read(FOLDER / f"report_2021.{extra}")


def test_a_workbook_with_a_password() -> None:
    """A workbook that asks for a password is refused by name."""
    pytest.importorskip("xlrd")
    data = bytearray((FOLDER / "report_2021.xls").read_bytes())
    # a FILEPASS record behind the beginning of the workbook, over what stands there
    begin = data.index(struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x0005))
    data[begin + 20 : begin + 24] = struct.pack("<HH", 0x002F, 0)
    with pytest.raises(gr.UnreadableFileError, match="password"):
        gr.read(bytes(data))


def test_which_ole_files_are_workbooks() -> None:
    """A Word document with a workbook in it is none."""
    book = (FOLDER / "report_2021.xls").read_bytes()
    word = "WordDocument\0".encode("utf-16-le")
    assert Xls().accepts(open_source(book))
    assert not Xls().accepts(open_source(book + word))
    assert not Xls().accepts(open_source(b"PK" + book))


def archive(*parts: tuple[str, bytes]) -> bytes:
    """Write a web archive."""
    message = EmailMessage()
    message["Subject"] = "archive"
    message.make_related()
    for kind, content in parts:
        main, _, sub = kind.partition("/")
        message.add_related(content, main, sub)
    return message.as_bytes()


def test_the_page_of_an_archive() -> None:
    """The first page is read, frames and styles are not; offsets are those of that page."""
    page = (FOLDER / "report_2019.html").read_bytes()
    data = archive(("text/css", b"td { }"), ("text/html", page), ("text/html", b"<p>a frame</p>"))
    report = gr.read(data)
    assert report.text == page.decode()
    check_cells(report, truth("2019")["cells"])
    cell = report.cell("requests.granted.total")
    assert report.text[cell.start : cell.end] == cell.raw


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive(("image/gif", b"GIF89a")), "expected a page in the web archive, found none"),
        (archive(("text/html", b"<td>" * 500_001)), "tags"),
    ],
)
def test_no_page_in_an_archive(data: bytes, said: str) -> None:
    """It is refused by name."""
    with pytest.raises(gr.UnreadableFileError, match=said):
        gr.read(data)


def nested(depth: int) -> bytes:
    """Write a message inside a message, again and again."""
    head = b"MIME-Version: 1.0\r\n"
    for level in range(depth):
        head += b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    return head + b"Content-Type: text/html\r\n\r\n<p>1</p>\r\n"


@pytest.mark.parametrize("depth", [300, 5_000])
def test_archives_in_archives(depth: int) -> None:
    """Parts inside parts, deeper than any browser writes them, are refused."""
    with pytest.raises(gr.UnreadableFileError):
        gr.read(nested(depth))


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", True),
        (
            b"From: a\r\nMime-Version: 1.0\r\ncontent-type: multipart/related;\r\n boundary=x\r\n",
            True,
        ),
        (b"<html>MIME-Version: 1.0\nContent-Type: multipart/related", False),
        (b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n", False),
        ("收件：12件\nMIME-Version: 1.0".encode(), False),
        (base64.b64encode(bytes(300)), False),
    ],
)
def test_what_is_an_archive(data: bytes, is_one: bool) -> None:
    """It is told by its headers."""
    assert Mhtml().accepts(SourceFile(data, lambda: data, len(data), None)) == is_one
