"""What a page of a PDF may come to is told from the bytes of the file; what is not plain is read apart."""

from __future__ import annotations

import zlib

import pytest

import govinfo_report as gr
from govinfo_report.source import pdf as reader
from govinfo_report.source.pdf_weight import MOST_DRAWN, is_light
from tests.documents import FOLDER
from tests.source.small_files import form, pdf, stream

WORDS = b"BT /F 12 Tf 72 700 Td (words of a page) Tj ET "
IMAGE = b"/Type/XObject/Subtype/Image/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8"
LARGE = WORDS * (MOST_DRAWN // len(WORDS) + 1)
HALF = WORDS * (MOST_DRAWN // len(WORDS) // 2 + 1)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_usual_files_are_light(edition: str) -> None:
    """What office programs write is read in this process."""
    assert is_light((FOLDER / f"report_{edition}.pdf").read_bytes())


@pytest.mark.parametrize(
    "data",
    [
        pdf(WORDS, pages=50),
        pdf(WORDS + b"/X Do " * 9, [form(WORDS)], pages=9),
        pdf(WORDS + b"/X Do", [stream(bytes(81), IMAGE)]),
        pdf(WORDS, [stream(b"(14 4 0 R", b"/Type/Metadata/Subtype/XML")]),
        pdf(
            WORDS,
            [b"<</Type/Font/Subtype/Type3/CharProcs<</a 6 0 R>>>>", stream(b"9 0 d0 0 0 9 9 re f")],
        ),
        pdf(WORDS, [b"<</Title(100 % of it)>>"]),
    ],
)
def test_light(data: bytes) -> None:
    """Pages, a form or a picture that they draw, and words that look like more."""
    assert is_light(data)


HEAVY = {
    "a page": pdf(LARGE),
    "a page that many share": pdf(HALF, pages=2),
    "streams of one page, twice": pdf(WORDS, [stream(HALF), b"[5 0 R 5 0 R]"]),
    "a form drawn often": pdf(WORDS + b"/X Do " * 5_000, [form(WORDS * 20)]),
    "a form in a form": pdf(b"/X Do", [form(b"/X Do", 6), form(WORDS)]),
    "a form in itself": pdf(b"/X Do", [form(b"/X\nDo", 5)]),
    "a form by another name": pdf(b"/X Do", [form(b"/X Do", 5).replace(b"/Form", b"/#46orm")]),
    "a kind told elsewhere": pdf(b"/X Do", [form(b"/X Do", 5).replace(b"/Form", b" 6 0 R"), b"/Form"]),
    "a picture that is a page": pdf(WORDS, [stream(LARGE, IMAGE)]).replace(b"/Contents 4", b"/Contents 5"),
    "a picture in a list": pdf(WORDS, [stream(LARGE, IMAGE), b"[5 0 R]"]),
    "a font that is a page": pdf(WORDS, [stream(LARGE, b"/Length1 9")]).replace(b"/Contents 4", b"/Contents 5"),
    "a large font": pdf(WORDS, [stream(bytes(17 << 20), b"/Length1 9")]),
    "letters that are pictures": pdf(
        WORDS, [stream(LARGE, IMAGE), b"<</Type/Font/Subtype/Type3/CharProcs<</a 5 0 R>>>>"]
    ),
    "packed twice": pdf(WORDS, [stream(zlib.compress(LARGE)).replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")]),
    "another filter": pdf(WORDS, [stream(b"x").replace(b"/FlateDecode", b"/LZWDecode")]),
    "a filter told elsewhere": pdf(WORDS, [stream(b"x").replace(b"/FlateDecode", b" 6 0 R")]),
    "a reference with a comment inside": pdf(WORDS, [b"[4 %\n0 R]"]),
    "objects packed under another name": pdf(WORDS, [stream(b"9 0 <<>>", b"/Type 6 0 R"), b"/ObjStm"]),
    "a stream cut off": pdf(WORDS).partition(b"endstream")[0],
    "a stream that goes on behind its end": pdf(WORDS, [b"<</Length 99>>stream\nendstream endobj"]),
    "marks inside marks": pdf(b"/a BMC " * 6_000),
    "marks of a page that many share": pdf(b"/a BMC " * 1_500, pages=4),
    "letters that are written with themselves": pdf(
        b"BT /X 12 Tf (aa) Tj ET",
        [b"<</Type/Font/Subtype/Type3/CharProcs<</a 6 0 R>>>>", stream(b"9 0 d0 BT /X 9 Tf (aa) Tj ET")],
    ),
    "encryption": pdf(WORDS, [b"<</Encrypt 9 0 R>>"]),
    "a packed picture in a page": pdf(b"BI /W 9 /H 9 /F /Fl ID xx EI"),
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_heavy(name: str) -> None:
    """What comes to more than the file shows, and what cannot be seen, is not light."""
    assert not is_light(HEAVY[name])


def test_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file says the same in a process of its own."""
    pytest.importorskip("pypdfium2")
    data = (FOLDER / "report_2021.pdf").read_bytes()
    within = gr.read(data)
    asked = []
    monkeypatch.setattr(reader, "is_light", lambda data: asked.append(data))
    assert gr.read(data).to_dict() == within.to_dict()
    assert asked == [data]
    locked = (FOLDER / "encrypted.pdf").read_bytes()
    with pytest.raises(gr.UnreadableFileError, match="password") as caught:
        gr.read(locked, name="年报")
    assert caught.value.filename == "年报"
    assert "密码" in caught.value.reason("zh")


def test_without_python_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, an unusual file is refused."""
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr("sys.executable", "")
    with pytest.raises(gr.UnreadableFileError, match=r"sys\.executable"):
        gr.read(HEAVY["a form in itself"])
