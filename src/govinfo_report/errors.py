"""Exceptions: for misuse, and for input that cannot be opened. What a copy is guilty of is a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from govinfo_report.model import Report


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
        """
        name, has_reason = getattr(self, "filename", None), getattr(self, "strerror", None)
        words = self.reason(lang)
        return f"{name}: {words}" if name and has_reason else words

    def reason(self, lang: str = "en") -> str:
        """Give the message without the file's name, see ``text``."""
        if lang.lower().startswith("zh") and self.zh:
            return self.zh
        return getattr(self, "strerror", None) or str(self)


class ArgumentError(GovinfoReportError, ValueError):
    """An argument does not fit; the message says what to give.

    Args:
        argument: its name; "" where none is to blame alone.
        words: what was expected and found, and what to give.
    """

    def __init__(self, argument: str, words: str) -> None:
        super().__init__(argument, words)
        self.argument = argument
        self.words = words

    def __str__(self) -> str:
        """Give the message in English."""
        return self.text()

    def text(self, lang: str = "en") -> str:
        """See ``GovinfoReportError.text``; the argument's name stands before it."""
        colon = "：" if lang.lower().startswith("zh") and self.zh else ": "
        return f"{self.argument}{colon}{self.reason(lang)}" if self.argument else self.reason(lang)

    def reason(self, lang: str = "en") -> str:
        """Give the message without the argument's name."""
        return self.zh if lang.lower().startswith("zh") and self.zh else self.words


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
        self.report = report
        errors = [finding for finding in report.findings if finding.severity == "error"]
        first = errors[0]
        place = f", line {first.line}" if first.line else ""
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{first.code}{place}: {first.message}{more}")


class UnreadableFileError(GovinfoReportError, OSError):
    """A file cannot be opened, or is of a kind that is not read."""


class MissingExtraError(GovinfoReportError, ImportError):
    """A package that an extra brings is needed and not installed.

    Args:
        package: the package.
        extra: the extra that brings it.
        purpose: what it is needed for: "to read Parquet".
        zh: the same in Chinese: "读取Parquet".
    """

    def __init__(self, package: str, extra: str, purpose: str, zh: str = "") -> None:
        super().__init__(
            f"{purpose} {package} is needed, which is not installed: "
            f"pip install 'govinfo-report[{extra}]'",
            name=package,
        )
        self.zh = f"{zh or '此项操作'}需要安装{package}，目前没有安装：pip install 'govinfo-report[{extra}]'"
