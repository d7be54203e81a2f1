"""Files that are damaged, locked, hostile or no report: a clear error or a finding, in bounded time and memory."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
import tracemalloc
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import govinfo_report as gr
from govinfo_report.source import pdf_process, recognition
from govinfo_report.testing.documents import docx_with
from tests.documents import FOLDER, FORMATS, NEEDS
from tests.source.small_files import pdf_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach the network, to write a file or to start a program fail."""
    import builtins
    import socket

    def refuse(*_arguments: object, **_words: object) -> None:
        raise AssertionError("a reader must not do this")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    start = subprocess.Popen.__init__

    def only_itself(self: subprocess.Popen[bytes], args: list[str], **words: Any) -> None:
        # a PDF that may be an attack
        assert args == [sys.executable, "-P", "-c", pdf_process.PROGRAM]
        start(self, args, **words)

    monkeypatch.setattr("subprocess.Popen.__init__", only_itself)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    opened = builtins.open

    def only_read(file: object, mode: str = "r", *arguments: object, **words: object) -> object:
        assert not set(mode) & set("wax+"), file
        return opened(file, mode, *arguments, **words)  # type: ignore[call-overload]  # handed on as given

    monkeypatch.setattr(builtins, "open", only_read)
    # what recognizes pages opens and starts what it likes
    monkeypatch.setattr(recognition, "is_installed", lambda: False)


def packed(name: str, content: bytes | str) -> bytes:
    """Pack one member into a ZIP file."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return file.getvalue()


def document(dtd: str, text: str) -> str:
    """Write the main part of a Word document."""
    return f'{dtd}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'


# What Python and libraries say of numbers and indexes that a damaged file gave them; it tells nobody what to do.
PYTHON_WORDS = re.compile(
    r"out of range|unpack|buffer|codec|index|digits|found that (\d|$)|invalid|sector|object|\bNone\b"
)


def refusal(data: bytes) -> str:
    """Give what is said of a file that cannot be opened."""
    with pytest.raises(gr.UnreadableFileError) as caught:
        gr.read(data, name="年报")
    assert caught.value.filename == "年报"
    assert is_chinese(caught.value)
    return str(caught.value.strerror)


def is_chinese(error: gr.UnreadableFileError) -> bool:
    """Tell whether an error says in Chinese why, and not in English."""
    words = error.reason("zh")
    return words != error.reason() and any("一" <= character <= "鿿" for character in words)


def test_zip_bomb() -> None:
    """A member that unpacks to a gigabyte is refused before it is unpacked."""
    bomb = packed("word/document.xml", bytes(300 << 20))
    tracemalloc.start()
    assert "budget (unpacked: " in refusal(bomb)
    assert tracemalloc.get_traced_memory()[1] < 80 << 20
    tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("dtd", "text"), [(ENTITIES, "&b;"), (OUTSIDE, "&e;")])
def test_entities(dtd: str, text: str, encoding: str) -> None:
    """XML that declares entities is refused: no office program writes it."""
    content = f'<?xml version="1.0" encoding="{encoding}"?>{document(dtd, text)}'.encode(encoding)
    assert "declares entities" in refusal(packed("word/document.xml", content))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed("word/document.xml", "<w:document"), "whole XML"),
        (packed("a.txt", "甲"), "a ZIP file that is no DOCX, ODT or XLSX"),
        (packed("word/document.xml", document("", "甲"))[:200], "whole ZIP file"),
        (b"PK\x03\x04" + bytes(100), "whole ZIP file"),
        (b"PK\x05\x06" + bytes(18), "an empty ZIP file"),
        (b"\x1f\x8b\x08" + bytes(10), "gzip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
        (
            bytes(range(256)) * 20,
            "as text, HTML, DOCX, ODT, DOC, RTF, PDF, XLSX, XLS or CSV; found",
        ),
        *((random.Random(seed).randbytes(20_000), "bytes that are no text") for seed in range(5)),
        (random.Random(5).randbytes(300), "bytes that are no text"),
    ],
)
def test_refused(data: bytes, said: str) -> None:
    """What cannot be opened is refused by name."""
    assert said in refusal(data)


def test_locked_pdf() -> None:
    """A PDF that asks for a password is refused by name."""
    pytest.importorskip("pypdfium2")
    with pytest.raises(gr.UnreadableFileError, match="password") as caught:
        gr.read(FOLDER / "encrypted.pdf")
    assert is_chinese(caught.value)


def test_locked_doc() -> None:
    """A DOC that asks for a password is refused by name, and so is a DOCX packed in an OLE file."""
    pytest.importorskip("olefile")
    data = bytearray((FOLDER / "report_2019.doc").read_bytes())
    at = data.index(b"\xec\xa5")
    locked = bytes(data[: at + 11]) + bytes([data[at + 11] | 1]) + bytes(data[at + 12 :])
    assert "password" in refusal(locked)
    name, other = ("WordDocument\0".encode("utf-16-le"), "EncryptedPackage\0".encode("utf-16-le"))
    at = data.index(name)
    data[at : at + len(other)] = other
    data[at + 64] = len(other)
    assert "password" in refusal(bytes(data))


def test_missing_and_folders(tmp_path: Path) -> None:
    """A path without a file is an error of the fitting kind."""
    for path in (tmp_path / "none.docx", tmp_path):
        with pytest.raises(gr.UnreadableFileError):
            gr.read(path)
    with pytest.raises(TypeError, match="bytes"):
        gr.read(io.StringIO("甲"))  # type: ignore[arg-type]  # what is wrong on purpose


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "csv"])
def test_damaged(format: str) -> None:
    """A file cut off, overwritten or with bytes doubled is refused, or read without an exception."""
    pytest.importorskip(NEEDS.get(format, "attrs"))
    data = (FOLDER / f"report_2021.{format}").read_bytes()
    refused: list[gr.UnreadableFileError] = []
    for seed in range(40):
        chance = random.Random(f"{format} {seed}")
        bad = bytearray(data)
        at = chance.randrange(len(bad))
        match seed % 4:
            case 0:
                del bad[at:]
            case 1:
                bad[at : at + 64] = bytes(64)
            case 2:
                bad[at:at] = bad[at : at + 512]
            case _:
                for _ in range(20):
                    bad[chance.randrange(len(bad))] = chance.randrange(256)
        try:
            report = gr.read(bytes(bad))
        except gr.UnreadableFileError as error:
            refused.append(error)
            continue
        assert report.values() or report.findings
        report.to_dict()
    # what is left of a page or of RTF is a page or RTF
    assert refused or format in ("html", "rtf")
    assert all(map(is_chinese, refused))
    assert not [error.reason() for error in refused if PYTHON_WORDS.search(error.reason())]


def test_a_library_that_fails_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a damaged document makes Python say stays the cause; the message is the library's own."""
    pytest.importorskip("olefile")
    from govinfo_report.source import doc

    def fail(*_: object) -> None:
        raise ValueError("Exceeds the limit (4300 digits) for integer string conversion")

    monkeypatch.setattr(doc, "assembled", fail)
    data = (FOLDER / "report_2021.doc").read_bytes()
    assert refusal(data) == "expected a whole Word 97 document, found a damaged one"


def test_deep_nesting() -> None:
    """Elements nested a thousand deep do not break a reader."""
    row = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    gr.read(docx_with(row[0] * 1_000 + row[1] * 1_000))
    gr.read(docx_with("<w:sdt><w:sdtContent>" * 1_000 + "</w:sdtContent></w:sdt>" * 1_000))


def pdf(pages: int, content: bytes = b"", blank: int = 0, width: int = 595) -> bytes:
    """Write a PDF with so many pages, each the same, and blank ones behind; ``/F`` is a font."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (pages + blank, b"3 0 R " * pages + b"5 0 R " * blank),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 842]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>>>>>"
        % width,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
        % (len(zlib.compress(content)), zlib.compress(content)),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return pdf_of(objects)


def test_pdf_without_text() -> None:
    """A PDF of pictures gives no number and the finding that says why."""
    pytest.importorskip("pypdfium2")
    report = gr.read(pdf(3))
    assert [item.code for item in report.findings] == ["text_layer_missing"]
    assert not report.values()


@pytest.mark.parametrize("place", [b"100000000 0 Td", b"-100000000 0 Td", b"0 -100000000 Td"])
def test_pdf_with_text_far_off_its_page(place: bytes) -> None:
    """What stands far off the page is not printed, and its place costs nothing; the rest is read."""
    pytest.importorskip("pypdfium2")
    lines = b"BT /F 12 Tf 10 700 Td " + b"0 -14 Td (words of a page) Tj " * 20
    report = gr.read(pdf(2, lines + place + b" (def) Tj ET"))
    assert report.text == gr.read(pdf(2, lines + b"ET")).text != ""


def test_pdf_of_columns_without_end() -> None:
    """Lines across a page as wide as fields are not filled up with spaces: such pages are not read, and it is said."""
    pytest.importorskip("pypdfium2")
    wide = b"1 0 0 1 10 %d Tm (ab) Tj 1 0 0 1 14000 %d Tm (cd) Tj "
    content = b"BT /F 1 Tf " + b"".join(wide % (at, at) for at in range(2, 802, 100)) + b"ET"
    report = gr.read(pdf(30, content, width=14_400))
    most = gr.Budget().characters
    assert most / 2 < len(str(report.text)) < most
    assert "read_in_part" in [item.code for item in report.findings]


def test_a_short_page_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of few characters is text where nothing but text stands on it; beside a picture they are a stamp."""
    pytest.importorskip("pypdfium2")
    words = b"BT /F 12 Tf 72 700 Td (hello) Tj 99 0 Td (11) Tj 99 0 Td (7) Tj ET "
    assert str(gr.read(pdf(1, words)).text).split() == ["hello", "11", "7"]
    image = b"q 500 0 0 500 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q "
    for drawn in (image, b"0 0 m 9 9 l S " * 500):
        report = gr.read(pdf(1, words + drawn))
        assert [item.code for item in report.findings] == ["text_layer_missing"]
        for lang in ("en", "zh"):
            assert 'pip install "govinfo-report[ocr]"' in report.findings[0].text(lang)
    monkeypatch.setattr(recognition, "is_installed", lambda: True)
    monkeypatch.setattr(recognition, "recognize", lambda _page: [])
    assert "pip" not in gr.read(pdf(1)).findings[0].message


def test_recognized(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is installed, the text of scanned pages is read under a finding that doubts every number."""
    pytest.importorskip("pypdfium2")
    from tests.source.test_pdf_page import printed

    lines = [
        "漪岚市2021年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "规章    3    1    27",
    ]
    characters = [
        character
        for number, line in enumerate(lines)
        for character in printed(line, middle=-20.0 * number)
    ]
    monkeypatch.setattr(recognition, "is_installed", lambda: True)
    monkeypatch.setattr(recognition, "recognize", lambda _page: characters)
    report = gr.read(pdf(1))
    (finding,) = (item for item in report.findings if item.code == "text_recognized")
    assert set(finding.cells) == set(report.values())
    assert report.year == 2021


def test_pdf_of_many_pages() -> None:
    """A PDF of ten thousand pages is refused, and one that draws without end is read."""
    pytest.importorskip("pypdfium2")
    assert "budget (pages: 500)" in refusal(pdf(10_000))
    gr.read(pdf(1, b"0 0 m 100 100 l S " * 100_000))
    gr.read(pdf(1, b"0 0 m " + b"1 1 l " * 200_000 + b" S"))
