"""The formats of an output: what its name tells, what it begins with, and what it cannot be."""

from __future__ import annotations

from pathlib import Path

from govinfo_report.corpus.shapes import CorpusShape
from govinfo_report.errors import ArgumentError
from govinfo_report.export.lines import csv_heading

FORMATS = ("jsonl", "csv", "parquet", "xlsx")

_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}


def format_of(output: str | Path | None, format: str | None) -> str:
    """Give the format of an output: by its name, else the one that is asked for; JSON lines for standard output.

    Args:
        output: the file; None for standard output.
        format: what was asked for, if anything.

    Raises:
        ArgumentError: neither tells it, or they contradict each other.
    """
    if format is not None and format not in FORMATS:
        known = ", ".join(FORMATS)
        raise ArgumentError("format", f"expected one of {known}; found {format!r}").in_chinese(
            f"应为{known}之一，实为{format!r}"
        )
    if output is None:
        return format or "jsonl"
    told = _SUFFIXES.get(Path(output).suffix.lower())
    if format is not None and told not in (None, format):
        raise ArgumentError(
            "format",
            f"expected {told}, as the name of the output says, found {format}: {output}; "
            "leave the format out, or give the output another name",
        ).in_chinese(
            f"按输出文件名应为{told}，实为{format}：{output}；请去掉格式，或改用另一个文件名"
        )
    found = format or told
    if found is None:
        known = ", ".join(_SUFFIXES)
        raise ArgumentError(
            "output", f"expected a name that ends in {known}, or a format; found {output}"
        ).in_chinese(f"文件名应以{known}之一结尾，或另行指定格式；实为{output}")
    return found


def heading_of(
    format: str, shape: CorpusShape, keep: tuple[str, ...], lang: str | None, excel: bool
) -> bytes:
    """Give what a file begins with.

    Args:
        format: its format.
        shape: one of ``CORPUS_SHAPES``.
        keep: fields of the records that stand behind the columns.
        lang: the language of the headings; None for the names of the columns.
        excel: begin with a byte order mark.

    Raises:
        ArgumentError: ``lang`` or ``excel`` was asked of a format that has no headings.
    """
    if format == "csv" and shape != "reports":
        return csv_heading(shape, keep, chinese=lang == "zh", excel=excel)
    for name, is_asked in (("excel", excel), ("lang", lang is not None and format != "xlsx")):
        if is_asked:
            raise ArgumentError(
                name, f"expected it with the format csv, found {format}; leave it out, or write CSV"
            ).in_chinese(f"只适用于csv格式，实为{format}；请去掉它，或改为写CSV")
    return b""


def check_workbook(shape: CorpusShape, resume: object) -> None:
    """Refuse what a workbook cannot be.

    Args:
        shape: what was asked for.
        resume: the journal that was asked for, if any.

    Raises:
        ArgumentError: a shape was asked for, or that it can be gone on with.
    """
    if shape != "long":
        raise ArgumentError(
            "shape", "a workbook has a sheet for each shape; leave it out"
        ).in_chinese("工作簿已包含各种形式的工作表；请去掉此参数")
    if resume is not None:
        raise ArgumentError(
            "resume",
            "a workbook cannot be gone on with; write Parquet or CSV first, or leave it out",
        ).in_chinese("工作簿不能中断后继续；请先写Parquet或CSV，或去掉此参数")
