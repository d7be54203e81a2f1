"""Automatic numbers that a style gives, and not the paragraph: DOCX, ODT, DOC."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from govinfo_report.source.files import open_source
from govinfo_report.source.odt import Odt
from govinfo_report.source.readers import read_source
from tests.documents import FOLDER

LINES = [
    "漪岚市人民政府2021年政府信息公开工作年度报告",
    "一、总体情况",
    "（一）主动公开",
    "（二）依申请公开",
    "二、主动公开政府信息情况",
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
    "规章\t3\t1\t27",
    "没有编号的一段",
    "三、收到和处理政府信息公开申请情况",
    "（一）申请",
]


@pytest.mark.parametrize("format", ["docx", "odt", "doc"])
def test_numbered_by_style(format: str) -> None:
    """Chapters, a style based on theirs and parts are numbered; a paragraph that says it has no number is not."""
    if format == "doc":
        pytest.importorskip("olefile")
    data = (FOLDER / f"numbered_by_style.{format}").read_bytes()
    assert read_source(open_source(data)).text.splitlines() == LINES


def test_numbered_by_style_alone() -> None:
    """A DOC whose paragraphs do not name their list has the numbers of their styles."""
    olefile = pytest.importorskip("olefile")
    data = bytearray((FOLDER / "numbered_by_style.doc").read_bytes())
    main = olefile.OleFileIO(io.BytesIO(data)).openstream("WordDocument").read()
    base = data.index(main[:64])
    # sprmPIlfo of list 1, made into a property that says nothing of lists
    names = b"\x0b\x46\x01\x00"
    assert main.count(names) > 3
    at = main.find(names)
    while at >= 0:
        data[base + at : base + at + 2] = b"\x11\x46"
        at = main.find(names, at + 1)
    assert read_source(open_source(bytes(data))).text.splitlines() == LINES


SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
STYLES = """<office:styles>
<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
</text:list-style>
<style:style style:name="Body" style:family="paragraph" style:list-style-name="L"/>
<style:style style:name="Own" style:family="paragraph" style:parent-style-name="Body"/>
<style:style style:name="Bare" style:family="paragraph" style:list-style-name=""/>
<style:style style:name="Round" style:family="paragraph" style:parent-style-name="Round"/>
</office:styles>"""


def odt(body: str) -> bytes:
    """Pack the body of an OpenDocument text."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "styles.xml", f"<office:document-styles {SPACES}>{STYLES}</office:document-styles>"
        )
        content = f"<office:body><office:text>{body}</office:text></office:body>"
        file.writestr(
            "content.xml", f"<office:document-content {SPACES}>{content}</office:document-content>"
        )
    return packed.getvalue()


def heading(text: str, more: str = "") -> str:
    """Write a heading."""
    return f"<text:h {more}>{text}</text:h>"


def items(*paragraphs: str) -> str:
    """Write a list that names no style."""
    listed = (f"<text:list-item>{paragraph}</text:list-item>" for paragraph in paragraphs)
    return f"<text:list>{''.join(listed)}</text:list>"


def styled(style: str, text: str) -> str:
    """Write a paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (heading("甲") + heading("乙"), ["一、甲", "二、乙"]),
        (heading("甲", 'text:outline-level="2"') + heading("乙"), ["甲", "一、乙"]),
        (heading("甲", 'text:is-list-header="true"') + heading("乙"), ["甲", "一、乙"]),
        (heading("甲", 'text:style-name="Bare"') + heading("乙"), ["甲", "一、乙"]),
        (heading("甲", 'text:style-name="Own"') + heading("乙"), ["1.甲", "一、乙"]),
        (heading("甲", 'text:style-name="Round"') + heading(""), ["一、甲", ""]),
        (items(styled("Own", "甲"), styled("Own", "乙")), ["1.甲", "2.乙"]),
        (items(styled("Bare", "甲")) + styled("Own", "乙"), ["甲", "乙"]),
    ],
)
def test_numbers_of_styles_and_outlines(body: str, lines: list[str]) -> None:
    """Headings outside lists count with their style, else with the outline; lists with the style of what they hold."""
    assert Odt().read(open_source(odt(body))).text.splitlines() == lines
