"""What a broken file of a corpus raises, and the words for it."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib

from govinfo_report.corpus.copies import Trouble
from govinfo_report.findings import Said

BREAKAGE = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    zlib.error,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What broken files raise."""

# What is raised is worded in English; the first kind that it is of says it in Chinese.
_ZH: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((EOFError,), "数据在中途结束"),
    ((zlib.error, gzip.BadGzipFile), "压缩数据已损坏"),
    ((zipfile.BadZipFile, tarfile.TarError), "压缩包已损坏"),
    ((RuntimeError,), "压缩包无法解开"),
    ((OSError,), "读取时出错"),
    ((ValueError,), "内容已损坏"),
)


def breakage(place: str, error: BaseException) -> Trouble:
    """Say that a file could not be read to its end.

    Args:
        place: where it stands.
        error: what it raised.
    """
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    kind = next((zh for kinds, zh in _ZH if isinstance(error, kinds)), "内容已损坏")
    return Trouble(place, "copy_broken", {"reason": Said(words, f"{kind}（{words}）")})
