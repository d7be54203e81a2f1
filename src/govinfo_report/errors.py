"""Exceptions: for misuse, and for input that cannot be opened. What a copy is guilty of is a finding."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from govinfo_report.model import Report

# What the system says of a file, in Chinese.
_SYSTEM_ZH = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有访问权限",
    errno.EPERM: "操作不被允许",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一部分不是文件夹",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "读写出错",
}


def language(lang: str) -> Literal["en", "zh"]:
    """Give the language of messages that a code stands for: ``zh`` for ``zh-CN``, ``en`` for ``en_US``.

    Args:
        lang: the code.

    Raises:
        ArgumentError: messages are not written in that language.
    """
    begin = lang[:2].lower()
    if begin == "zh":
        return "zh"
    if begin == "en":
        return "en"
    raise ArgumentError("lang", f"expected en or zh, found {lang!r}").in_chinese(
        f"应为 en 或 zh，实为{lang!r}"
    )


def locale_language(environ: Mapping[str, str] = os.environ) -> Literal["en", "zh"]:
    """Give the language of the locale: ``zh`` for any Chinese one, else ``en``.

    Args:
        environ: the environment; the first of LC_ALL, LC_MESSAGES and LANG that is set decides.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "zh" if environ[name].lower().startswith("zh") else "en"
    return "en"


class GovinfoReportError(Exception):
    """The root of every exception of this library.

    Attributes:
        zh: what it says, in Chinese; "" where it is said in English only.
    """

    zh: str = ""

    def in_chinese(self, words: str) -> Self:
        """Say the same in Chinese, too."""
        self.zh = words
        return self

    def text(self, lang: str = "en") -> str:
        """Give the message in English, or in Chinese for ``"zh"`` where there is one; a file's name stands before it.

        Args:
            lang: ``en`` or ``zh``.

        Raises:
            ArgumentError: ``lang`` is neither.
        """
        name, has_reason = getattr(self, "filename", None), getattr(self, "strerror", None)
        words = self.reason(lang)
        return f"{name}: {words}" if name and has_reason else words

    def reason(self, lang: str = "en") -> str:
        """Give the message without the file's name, see ``text``."""
        if language(lang) == "zh" and self.zh:
            return self.zh
        return getattr(self, "strerror", None) or str(self)


class _MisuseError(GovinfoReportError):
    """Something that was given does not fit.

    Args:
        name: what is to blame; "" where nothing is alone.
        words: what was expected and found, and what to give.
    """

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, words)
        self.words = words

    def __str__(self) -> str:
        """Give the message in English."""
        return self.text()

    def text(self, lang: str = "en") -> str:
        """See ``GovinfoReportError.text``; what is to blame stands before it."""
        colon = "：" if language(lang) == "zh" and self.zh else ": "
        return f"{self.args[0]}{colon}{self.reason(lang)}" if self.args[0] else self.reason(lang)

    def reason(self, lang: str = "en") -> str:
        """Give the message without what is to blame."""
        return self.zh if language(lang) == "zh" and self.zh else self.words


class ArgumentError(_MisuseError, ValueError):
    """An argument does not fit; the message says what to give.

    Attributes:
        argument: its name; "" where none is to blame alone.
        words: what was expected and found, and what to give.
    """

    @property
    def argument(self) -> str:
        """Its name; "" where none is to blame alone."""
        return str(self.args[0])


class UnknownPathError(_MisuseError, KeyError):
    """The form, or this report, has no cell or row of that path; the message says what there is.

    Attributes:
        path: what was asked for.
        words: what is wrong with it, and what to ask for.
    """

    @property
    def path(self) -> str:
        """What was asked for."""
        return str(self.args[0])


def require_text(text: object, name: str) -> None:
    """Refuse what is no text.

    Args:
        text: what was given.
        name: the function that it was given to.

    Raises:
        TypeError: it is no str.
    """
    if not isinstance(text, str):
        raise TypeError(
            f"{name}: expected the text of a report as str, found {type(text).__name__}; "
            "for a file use govinfo_report.read"
        )


class ReportError(GovinfoReportError, ValueError):
    """A copy has a finding of severity ``error``, and ``strict=True`` was asked.

    Attributes:
        report: the report, with all that was read.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        """Give the message in English."""
        return self.reason()

    def reason(self, lang: str = "en") -> str:
        """Give the first finding of severity ``error``, and how many more there are."""
        first, *others = (item for item in self.report.findings if item.severity == "error")
        if language(lang) == "zh":
            place = f"（第{first.line}行）" if first.line else ""
            more = f"（另有{len(others)}项）" if others else ""
            return f"{first.code}{place}：{first.text(lang)}{more}"
        place = f", line {first.line}" if first.line else ""
        more = f" (and {len(others)} more)" if others else ""
        return f"{first.code}{place}: {first.message}{more}"


class UnreadableFileError(GovinfoReportError, OSError):
    """A file cannot be opened, or is of a kind that is not read."""

    def reason(self, lang: str = "en") -> str:
        """Give the message without the file's name; what the system says of it is put into Chinese, too."""
        number = self.errno or 0
        if language(lang) == "zh" and not self.zh and self.strerror == os.strerror(number):
            return _SYSTEM_ZH.get(number, self.strerror)
        return super().reason(lang)


class BudgetError(UnreadableFileError):
    """A file takes more than the budget of a copy, and nothing of it could be read before that showed.

    Attributes:
        limit: the limit that was reached: an attribute of ``Budget``.
    """

    limit: str = ""


class MissingExtraError(GovinfoReportError, ImportError):
    """A package is needed and not installed.

    Args:
        package: the package.
        extra: the extra that brings it; "" where it is installed by itself.
        purpose: what it is needed for: "to read Parquet".
        zh: the same in Chinese: "读取Parquet".
    """

    def __init__(self, package: str, extra: str, purpose: str, zh: str = "") -> None:
        self._given = (package, extra, purpose, zh)
        name = f"'govinfo-report[{extra}]'" if extra else package
        super().__init__(
            f"{purpose} {package} is needed, which is not installed: pip install {name}",
            name=package,
        )
        self.zh = f"{zh or '此项操作'}需要安装{package}，目前没有安装：pip install {name}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Give what makes it anew in another process."""
        return type(self), self._given
