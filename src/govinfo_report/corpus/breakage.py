"""What a broken file of a corpus raises, and the words for it."""

from __future__ import annotations

import gzip
import lzma
import struct
import tarfile
import zipfile
import zlib

from govinfo_report.corpus.copies import Trouble, said
from govinfo_report.errors import GovinfoReportError, MissingExtraError
from govinfo_report.findings import Said

BREAKAGE = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    MemoryError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What broken files raise, apart from what other packages do."""

# What libraries say of a broken file tells nobody what to do: the first kind that it is of has words for it.
_DAMAGED = Said("the content is damaged", "内容已损坏")
_WORDS: tuple[tuple[tuple[type[Exception], ...], Said], ...] = (
    ((EOFError,), Said("the data ends in the middle", "数据在中途结束")),
    (
        (zlib.error, lzma.LZMAError, gzip.BadGzipFile),
        Said("the packed data is damaged", "压缩数据已损坏"),
    ),
    (
        (zipfile.BadZipFile, tarfile.TarError),
        Said("the archive is damaged", "压缩包已损坏"),
    ),
    (
        (RecursionError,),
        Said("it is nested too deep", "嵌套层数过多"),
    ),
    (
        (MemoryError,),
        Said("there is not as much memory", "内存不足"),
    ),
    (
        (RuntimeError,),
        Said(
            "it needs a password, or is packed in a way that is not read",
            "压缩包已加密，或压缩方式不受支持",
        ),
    ),
    ((OSError,), Said("reading it failed", "读取时出错")),
)


def breakage(place: str, error: Exception) -> Trouble:
    """Say that a file could not be read to its end.

    Args:
        place: where it stands.
        error: what it raised.
    """
    if isinstance(error, MissingExtraError):
        return Trouble(place, "extra_missing", {"reason": said(error)})
    if isinstance(error, GovinfoReportError):
        return Trouble(place, "copy_broken", {"reason": said(error)})
    if type(error).__module__ == "builtins" and not isinstance(error, BREAKAGE):
        # no file is to blame for these
        return Trouble(place, "copy_failed", {"reason": f"{type(error).__name__}: {error}"})
    reason = next((words for kinds, words in _WORDS if isinstance(error, kinds)), _DAMAGED)
    # what the system says of a disk or of rights
    told = error.strerror if isinstance(error, OSError) else None
    if told:
        reason = Said(told, f"{reason.zh}（{told}）")
    return Trouble(place, "copy_broken", {"reason": reason})
