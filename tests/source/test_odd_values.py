"""Well-formed files with values that no program writes: a report, or an error that the documentation names."""

from __future__ import annotations

import re
from contextlib import suppress
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

import govinfo_report as gr
from govinfo_report.source import recognition
from tests.documents import FOLDER, NEEDS
from tests.source.small_files import packed, pdf, stream

SETTINGS = settings(max_examples=25)
ODD = (
    "²",
    "٣",
    "-1",
    "0",
    "",
    "NaN",
    "1e400",
    "65536",
    "2147483648",
    "-2147483649",
    "9" * 5_000,
    "x" * 400,
)
_VALUE = re.compile(r'(?<==")[^"<>]{0,40}(?=")')
_NUMBER = re.compile(rb"-?\d+")


@pytest.fixture(autouse=True)
def _blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_installed", lambda: False)


def check(data: bytes) -> None:
    """Check that a file is read, or refused as the documentation says."""
    with suppress(gr.UnreadableFileError):
        gr.read(data, budget=gr.Budget(memory=128 << 20)).to_dict()


@pytest.mark.parametrize("format", ["docx", "odt", "xlsx"])
@given(data=st.data())
@SETTINGS
def test_attributes(format: str, data: DataObject) -> None:
    """Attributes of elements with odd values; elements inside themselves, and again and again."""
    with ZipFile(FOLDER / f"report_2021.{format}") as package:
        parts = {
            name: package.read(name).decode()
            for name in package.namelist()
            if name.endswith((".xml", ".rels")) or name == "mimetype"
        }
    names = [
        name
        for name in parts
        if re.search(r"document|content|sheet|styles|numbering|Strings", name)
    ]
    for _ in range(data.draw(st.integers(1, 6))):
        name = data.draw(st.sampled_from(names))
        places = list(_VALUE.finditer(parts[name]))
        places = [
            place
            for place in places
            if "xmlns" not in parts[name][place.start() - 60 : place.start()]
        ]
        if not places:
            continue
        place = data.draw(st.sampled_from(places))
        odd = data.draw(st.sampled_from(ODD))
        parts[name] = parts[name][: place.start()] + odd + parts[name][place.end() :]
    wrapped = data.draw(st.sampled_from(["", *_elements(parts[names[0]])]))
    if wrapped:
        times = data.draw(st.sampled_from([2, 150, 1_000]))
        begin, end = f"<{wrapped}>" * times, f"</{wrapped}>" * times
        parts[names[0]] = parts[names[0]].replace(f"<{wrapped}>", begin + f"<{wrapped}>", 1)
        parts[names[0]] = parts[names[0]].replace(f"</{wrapped}>", f"</{wrapped}>" + end, 1)
    check(packed(parts))


def _elements(content: str) -> list[str]:
    """Give the names of the elements that a part has without attributes."""
    return sorted(set(re.findall(r"<([a-z]+:?[A-Za-z-]+)>", content)))


@pytest.mark.parametrize("format", ["rtf", "html", "mhtml", "csv"])
@given(data=st.data())
@SETTINGS
def test_numbers_in_text(format: str, data: DataObject) -> None:
    """Numbers of a source with odd ones in their places, and stretches of it many times."""
    pytest.importorskip(NEEDS.get(format, "attrs"))
    content = (FOLDER / f"report_2021.{format}").read_bytes()
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.sampled_from(list(_NUMBER.finditer(content))))
        odd = data.draw(st.sampled_from(ODD)).encode()
        content = content[: place.start()] + odd + content[place.end() :]
    low = data.draw(st.integers(0, len(content) - 1))
    size = data.draw(st.integers(0, 300))
    times = data.draw(st.sampled_from([1, 1, 50]))
    check(content[:low] + content[low : low + size] * times + content[low + size :])


@pytest.mark.parametrize("format", ["doc", "xls"])
@given(data=st.data())
@SETTINGS
def test_numbers_in_records(format: str, data: DataObject) -> None:
    """Numbers of two and four bytes with the largest ones and others in their places."""
    pytest.importorskip(NEEDS[format])
    content = bytearray((FOLDER / f"report_2021.{format}").read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        at = 2 * data.draw(st.integers(256, len(content) // 2 - 4))
        odd = data.draw(
            st.sampled_from([b"\xff" * 4, b"\xff\xff", bytes(4), b"\xff\xff\xff\x7f", b"\x01\x80"])
        )
        content[at : at + len(odd)] = odd
    check(bytes(content))


@given(data=st.data())
@SETTINGS
def test_numbers_in_pdf(data: DataObject) -> None:
    """Numbers of a page, and of what draws it, with odd ones in their places."""
    pytest.importorskip("pypdfium2")
    content = (
        b"BT /F 12 Tf 1 0 0 1 72 700 Tm (12) Tj 0 -14 Td (34) Tj ET "
        b"0 0 m 9 9 l S 5 5 80 0.5 re f q 1 0 0 1 5 5 cm /X Do Q"
    )
    words = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 0 0]"
    odd = [word.encode() for word in ODD if word.isascii()]
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.sampled_from(list(_NUMBER.finditer(content))))
        content = (
            content[: place.start()] + data.draw(st.sampled_from(odd)) + content[place.end() :]
        )
    file = pdf(content, [stream(b"0 0 m 50 0 l S", words)], pages=data.draw(st.integers(1, 3)))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.sampled_from(list(_NUMBER.finditer(file[9 : file.index(b"xref")]))))
        low, high = place.start() + 9, place.end() + 9
        file = file[:low] + data.draw(st.sampled_from(odd)) + file[high:]
    check(file)
