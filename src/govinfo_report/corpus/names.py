"""Names as they stand in ``report.source``: each in valid Unicode, the same in every format of output."""

from __future__ import annotations

import zipfile

STDIN_NAME = "<stdin>"

# The name of a member is in UTF-8.
_IS_UTF_8 = 0x800


def spelled(name: str) -> str:
    r"""Spell a name: bytes of it that are no UTF-8, and halves of characters, as escapes (``\udcff``).

    Args:
        name: the name of a file, as the system gives it, or what an id field says.
    """
    if name.isascii():
        return name
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def zip_name(member: zipfile.ZipInfo) -> str:
    """Give the name of a member of a ZIP file, which old programs write in the encoding of their system.

    Args:
        member: the member.
    """
    name = member.filename
    if member.flag_bits & _IS_UTF_8 or name.isascii():
        return spelled(name)
    try:
        # what zipfile takes every other name for
        return _told(name.encode("cp437")) or spelled(name)
    except UnicodeEncodeError:
        return spelled(name)


def tar_name(name: str) -> str:
    """Give the name of a member of a tar file.

    Args:
        name: its name, as tarfile gives it.
    """
    if name.isascii():
        return name
    try:
        return _told(name.encode("utf-8", "surrogateescape")) or spelled(name)
    except UnicodeEncodeError:
        return spelled(name)


def _told(name: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
