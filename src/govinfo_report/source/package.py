"""Files that are a ZIP of XML (DOCX, ODT, XLSX): members with a bound on what they unpack to, XML without a DTD."""

from __future__ import annotations

import io
import re
import zlib
from functools import cached_property
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from govinfo_report.source.files import SourceFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# The largest file, in bytes. The text of a report has less than 1 MB of XML; pictures are never unpacked.
LARGEST = 128 << 20
MOST_MEMBERS = 20_000
# Bytes of XML that cannot have too many elements: one takes four.
UNCOUNTED = 1 << 20
_MEMBER = b"PK\x01\x02"
# A namespace as programs declare it: the name of each element holds all of it.
_NAMESPACE = re.compile(
    rb"xmlns(?::[^\s=<>]{1,200})?\s{0,99}=\s{0,99}(?:\"[^\"]{0,500}\"|'[^']{0,500}')"
)


class Package:
    """A ZIP file.

    Args:
        file: the file.

    Raises:
        UnreadableFileError: it is no whole ZIP file.
    """

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        file.require_size(LARGEST, "a document")
        members = file.data.count(_MEMBER) if len(file.data) > 40 * MOST_MEMBERS else 0
        if members > MOST_MEMBERS:
            file.refuse(
                f"expected a document, found a ZIP file of {members} members",
                zh=f"应为文档，实为有{members}个成员的ZIP文件",
            )
        try:
            self._zip = ZipFile(io.BytesIO(file.data))
        except (BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            file.refuse(
                "expected a whole ZIP file (DOCX, ODT, XLSX), found a damaged one",
                error,
                zh="应为完整的ZIP文件（DOCX、ODT、XLSX），实为损坏的文件",
            )

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its members."""
        return frozenset(self._zip.namelist())

    def member(self, name: str) -> bytes:
        """Unpack a member.

        Raises:
            UnreadableFileError: it is not there, is encrypted, damaged.
            BudgetError: it unpacks to more than is left.
        """
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                self.file.refuse(
                    "expected a document that opens without a password, found an encrypted one",
                    zh="应为无需密码即可打开的文档，实为加密的文档",
                )
            with self._zip.open(info) as opened:
                data = opened.read(self.file.meter.left("unpacked") + 1)
        except KeyError as error:
            self.file.refuse(
                f"expected the member {name}, which is not there", error, zh=f"缺少成员{name}"
            )
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            self.file.refuse(
                f"{name}: expected a whole member, found a damaged one",
                error,
                zh=f"{name}：应为完整的成员，实为损坏的成员",
            )
        self.file.meter.use("unpacked", len(data))
        return data

    def xml(self, name: str) -> Element:
        """Read a member as XML.

        Raises:
            UnreadableFileError: as ``member``; or it is no whole XML, or declares entities or endless namespaces, which
                no office program does.
            BudgetError: as ``member``; or it has more elements than are left.
        """
        from xml.etree.ElementTree import ParseError, fromstring

        data = self.member(name)
        if self.file.meter.left("unpacked") < self.file.meter.budget.unpacked - UNCOUNTED:
            self.file.meter.use("elements", data.count(b"<") + data.count(b"="))
        bare = data.replace(b"\x00", b"")
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in data:
            self.file.refuse(
                f"{name}: expected XML without a document type, found one that declares entities",
                zh=f"{name}：应为没有文档类型声明的XML，实际声明了实体",
            )
        at = bare.find(b"xmlns")
        while at >= 0:
            if bare[at - 1 : at].isspace() and _NAMESPACE.match(bare, at) is None:
                self.file.refuse(
                    f"{name}: expected XML with namespaces of usual length, found another",
                    zh=f"{name}：应为命名空间长度正常的XML，实际并非如此",
                )
            at = bare.find(b"xmlns", at + 5)
        try:
            return fromstring(data)
        except (ParseError, ValueError, LookupError) as error:
            self.file.refuse(
                f"{name}: expected whole XML, found a damaged one",
                error,
                zh=f"{name}：应为完整的XML，实为损坏的XML",
            )


def is_package(file: SourceFile) -> bool:
    """Tell whether a file is a ZIP file."""
    return file.head.startswith(b"PK\x03\x04")


def package_of(file: SourceFile) -> Package:
    """Open a file as a ZIP file, once."""
    if not isinstance(file.opened, Package):
        file.opened = Package(file)
    return file.opened
