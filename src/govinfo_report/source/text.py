"""Plain text, Markdown among it: the text is the flow."""

from __future__ import annotations

from govinfo_report.source.document import Document
from govinfo_report.source.encoding import decode, is_text
from govinfo_report.source.files import SourceFile
from govinfo_report.source.wrapped import read_text

_FORMATS = "text, HTML, DOCX, ODT, DOC, RTF, PDF, XLSX, XLS or CSV"
_FORMATS_ZH = "文本、HTML、DOCX、ODT、DOC、RTF、PDF、XLSX、XLS或CSV"
_EACH = (
    "of reports in an archive govinfo-report extract and govinfo_report.iter_reports read each",
    "压缩包中的多份报告请用govinfo-report extract或govinfo_report.iter_reports读取",
)
_PACKED = (f"packed data; unpack it, or {_EACH[0]}", f"压缩数据，请先解压；{_EACH[1]}")
_PICTURE = ("a picture; its text must be recognized first", "图片，请先识别其中的文字")
# How files begin that hold no text and are not read, and what they are.
_OTHER_KINDS = (
    (b"%PDF", "a PDF", "PDF"),
    (
        b"PK\x03\x04",
        f"a ZIP file that is no DOCX, ODT or XLSX; {_EACH[0]}",
        f"不是DOCX、ODT或XLSX的ZIP文件；{_EACH[1]}",
    ),
    (b"PK\x05\x06", "an empty ZIP file", "空的ZIP文件"),
    (
        b"\xd0\xcf\x11\xe0",
        "an OLE file that holds no Word document",
        "没有Word文档的OLE文件",
    ),
    (b"\x1f\x8b", f"gzip, {_PACKED[0]}", f"gzip{_PACKED[1]}"),
    (b"BZh", f"bzip2, {_PACKED[0]}", f"bzip2{_PACKED[1]}"),
    (b"\xfd7zXZ", f"xz, {_PACKED[0]}", f"xz{_PACKED[1]}"),
    (b"\x28\xb5\x2f\xfd", f"zstandard, {_PACKED[0]}", f"zstandard{_PACKED[1]}"),
    (
        b"PAR1",
        "Parquet; govinfo-report extract and govinfo_report.iter_reports read each record of it",
        "Parquet，请用govinfo-report extract或govinfo_report.iter_reports读取其中的记录",
    ),
    (
        b"WARC/",
        "a WARC of many pages; govinfo_report.source.warc.iter_pages gives them one by one",
        "含有多个网页的WARC，请用govinfo_report.source.warc.iter_pages逐页读取",
    ),
    (b"Rar!", "a RAR archive; unpack it first", "RAR压缩包，请先解压"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first", "7z压缩包，请先解压"),
    (b"\x89PNG", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF8", *_PICTURE),
)
_TAR = (b"ustar", f"tar; {_EACH[0]}", f"tar压缩包；{_EACH[1]}")
_TAR_AT = 257


class PlainText:
    """Reads plain text."""

    name = "text"

    def accepts(self, file: SourceFile) -> bool:
        """Accept every file: it is asked last."""
        return True

    def read(self, file: SourceFile) -> Document:
        """Read a text."""
        for mark, kind, zh in (*_OTHER_KINDS, _TAR):
            if file.head.startswith(mark, _TAR_AT if mark == _TAR[0] else 0):
                file.refuse(
                    f"expected a report as {_FORMATS}; found {kind}",
                    zh=f"应为{_FORMATS_ZH}格式的报告，实为{zh}",
                )
        text = decode(file.data)
        if not is_text(text):
            file.refuse(
                f"expected a report as {_FORMATS}; found bytes that are no text",
                zh=f"应为{_FORMATS_ZH}格式的报告，实为不是文本的字节",
            )
        return read_text(text)
