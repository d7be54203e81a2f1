"""Word 97 to 2003 documents and Kingsoft's .wps."""

from __future__ import annotations

import io
from contextlib import closing

from govinfo_report.source.assembly import assembled
from govinfo_report.source.blocks import add_blocks
from govinfo_report.source.budget import Meter
from govinfo_report.source.document import Document, Flow
from govinfo_report.source.files import BROKEN, SourceFile
from govinfo_report.source.word_binary import WordFormatError, open_streams
from govinfo_report.source.xls import is_workbook

_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The largest document, in bytes.
LARGEST = 64 << 20


class Doc:
    """Reads ``.doc`` and ``.wps``."""

    name = "doc"

    def accepts(self, file: SourceFile) -> bool:
        """Tell whether a file is an OLE container without a workbook; what it holds is told when it is opened."""
        return file.head.startswith(_MARK) and not is_workbook(file)

    def read(self, file: SourceFile) -> Document:
        """Read a document."""
        file.require("olefile", "doc", "a Word 97 document (DOC, WPS)")
        file.require_size(LARGEST, "a document")
        import olefile

        try:
            with closing(olefile.OleFileIO(io.BytesIO(file.data))) as ole:
                if ole.exists("EncryptedPackage"):
                    file.refuse(
                        "expected a document that opens without a password, found an encrypted DOCX",
                        zh="应为无需密码即可打开的文档，实为加密的DOCX",
                    )
                if not ole.exists("WordDocument"):
                    file.refuse(
                        "expected a Word document or a workbook in the OLE file, found none",
                        zh="OLE文件中应为Word文档或工作簿，两者均无",
                    )
                word = open_streams(ole)
            blocks = assembled(word.paragraphs(), file.meter)
        except WordFormatError as error:
            file.refuse(
                f"expected a whole Word 97 document, found that {error}",
                error,
                zh=f"应为完整的Word 97文档，实际上{error.zh}",
            )
        except BROKEN as error:
            # what Python says of a number or an index out of range says nothing of the document
            file.refuse(
                "expected a whole Word 97 document, found a damaged one",
                error,
                zh="应为完整的Word 97文档，实为损坏的文档",
            )
        except OSError as error:
            if error.filename or error.errno:
                raise
            file.refuse(
                "expected a whole OLE file, found a damaged one",
                error,
                zh="应为完整的OLE文件，实为损坏的文件",
            )
        flow = Flow(Meter(file.meter.budget))
        with flow.filling():
            add_blocks(flow, blocks)
        return flow.document()
