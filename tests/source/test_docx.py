"""What Word documents hold beside plain tables: numbering, boxes, nested tables, tracked changes, breaks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import govinfo_report as gr
from govinfo_report.source.files import open_source
from govinfo_report.source.readers import read_source
from govinfo_report.testing import Truth, generate
from govinfo_report.testing.documents import docx_of, docx_with
from tests.documents import check_cells

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="5">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="5"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>
</w:styles>"""


def run(text: str) -> str:
    """Write a run."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """Write a paragraph of a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"{run(text)}</w:p>"
    )


def flow(body: str, **members: str) -> str:
    """Give the flow of a document."""
    return read_source(open_source(docx_with(body, **members))).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (numbered("甲") + numbered("乙") + numbered("丙"), "一、甲\n二、乙\n三、丙\n"),
        (numbered("甲") + numbered("子", 1) + numbered("丑", 1), "一、甲\n（一）子\n（二）丑\n"),
        (numbered("甲", 2) + numbered("乙", 1) + numbered("丙", 2), "1.甲\n（一）乙\n1.丙\n"),
        (numbered("甲") + numbered("乙", 0, 2) + numbered("丙"), "一、甲\n四、乙\n五、丙\n"),
        (
            f'<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr>{run("甲")}</w:p><w:p>{run("乙")}</w:p>',
            "一、甲\n乙\n",
        ),
        (f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}</w:p>", "甲\n乙\n"),
        (
            f"<w:p><w:ins>{run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>",
            "增\n",
        ),
        (
            f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>",
            "新\n",
        ),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前')}</w:p><w:p>{run('后')}</w:p>",
            "前后\n",
        ),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>{run('显')}</w:p>", "显\n"),
        (
            f'<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/>{run("甲")}<w:bookmarkEnd w:id="0"/>'
            "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
            "甲\n",
        ),
        (f"<w:sdt><w:sdtContent><w:p>{run('甲')}</w:p></w:sdtContent></w:sdt>", "甲\n"),
        (
            f"<w:p>{run('甲')}<w:r><w:pict><w:txbxContent><w:p>{run('乙')}</w:p></w:txbxContent></w:pict></w:r></w:p>",
            "甲\n乙\n",
        ),
        (
            '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice><w:drawing><w:txbxContent><w:p>{run('乙')}</w:p></w:txbxContent></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><w:txbxContent><w:p>{run('乙')}</w:p></w:txbxContent></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "\n乙\n",
        ),
        (
            f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag></w:p>",
            "甲乙\n",
        ),
    ],
)
def test_paragraphs(body: str, text: str) -> None:
    """A document reads as Word shows it, all changes accepted."""
    assert flow(body, numbering=NUMBERING, styles=STYLES) == text


def automatic(body: str) -> str:
    """Turn the printed numbers of the six headings into automatic ones."""
    return re.sub(
        r"(?<!</w:tcPr>)<w:p>(<w:r><w:t[^>]*>)[一二三四五六]、",
        r'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>\1',
        body,
    )


TABLE = re.compile(r"<w:tbl>.*?</w:tbl>")
WAYS: dict[str, Callable[[str], str]] = {
    "automatic numbers": automatic,
    "tables in boxes": lambda body: TABLE.sub(
        lambda found: (
            f"<w:p><w:r><w:pict><w:txbxContent>{found[0]}<w:p/></w:txbxContent></w:pict></w:r></w:p>"
        ),
        body,
    ),
    "tables in tables": lambda body: TABLE.sub(
        lambda found: f"<w:tbl><w:tr><w:tc>{found[0]}<w:p/></w:tc></w:tr></w:tbl>", body
    ),
    "one table around everything": lambda body: f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>",
    "numbers that were changed": lambda body: re.sub(
        r"<w:r>(<w:t[^>]*>)(\d+)</w:t></w:r>",
        r"<w:del><w:r><w:delText>77</w:delText></w:r></w:del><w:ins><w:r>\1\2</w:t></w:r></w:ins>",
        body,
    ),
    "rows that were deleted": lambda body: body.replace(
        "<w:tr>",
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr><w:tr>",
    ),
    "soft breaks in labels": lambda body: re.sub(
        r"(国家|商业|结果)(?=[^<]+</w:t>)", r"\1</w:t><w:br/><w:t>", body
    ),
    "an empty paragraph in each cell": lambda body: body.replace(
        "</w:p></w:tc>", "</w:p><w:p/></w:tc>"
    ),
}


@pytest.fixture(scope="module", params=["2019", "2021"])
def truth(request: pytest.FixtureRequest) -> Truth:
    """A report made up."""
    return generate(11, str(request.param), 400)


@pytest.mark.parametrize("way", WAYS)
def test_documents(way: str, truth: Truth) -> None:
    """However Word keeps them, the cells are exact and the headings have their numbers."""
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(docx_of(truth))) as package:
        document = package.read("word/document.xml").decode()
    body = document[document.index("<w:body>") + 8 : document.index("<w:sectPr/>")]
    report = gr.read(docx_with(WAYS[way](body), numbering=NUMBERING))
    found = {cell.path: cell for cell in report.cells()}
    check_cells(report, dict(truth.cells))
    assert [section.heading for section in report.sections] == [
        section.heading for section in truth.form.sections.values()
    ]
    assert all(cell.place is not None for cell in found.values())
