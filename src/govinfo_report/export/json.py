"""Reports as JSON: one object, an array, or one report a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from textwrap import indent as indent_text
from typing import IO

from govinfo_report.export.given import each_of
from govinfo_report.model import Report

_SURROGATE = re.compile("[\ud800-\udfff]")


def report_json(report: Report, *, text: bool = False, indent: int | None = 2) -> str:
    """Give a report as a JSON object; ``schema/report.schema.json`` describes it.

    Args:
        report: the report.
        text: also give the text that offsets refer to.
        indent: spaces a level; None for one line.

    Returns:
        The object, Chinese as it is; half of a surrogate pair (from a file name in another encoding) escaped,
        so that the result can be encoded.
    """
    separators = (",", ":") if indent is None else None
    data = report.to_dict(text=text)
    found = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", found)


def write_json(reports: Report | Iterable[Report], file: IO[str], *, text: bool = False) -> int:
    """Write reports as one JSON array, each as soon as it comes.

    Args:
        reports: the reports, of which none is kept, or one alone.
        file: where to.
        text: also write the text that offsets refer to.

    Returns:
        How many were written.
    """
    return write_array(
        (indent_text(report_json(report, text=text), "  ") for report in each_of(reports)), file
    )


def write_array(items: Iterable[str], file: IO[str]) -> int:
    """Write items as one JSON array, each on lines of its own as soon as it comes.

    Args:
        items: each as JSON; none is kept.
        file: where to.

    Returns:
        How many were written.
    """
    count = 0
    for item in items:
        file.write(",\n" if count else "[\n")
        file.write(item)
        count += 1
    file.write("\n]\n" if count else "[]\n")
    return count


def write_jsonl(reports: Report | Iterable[Report], file: IO[str], *, text: bool = False) -> int:
    """Write reports as JSON lines, each as soon as it comes.

    Args:
        reports: the reports, of which none is kept, or one alone.
        file: where to.
        text: also write the text that offsets refer to.

    Returns:
        How many were written.
    """
    count = 0
    for report in each_of(reports):
        file.write(report_json(report, text=text, indent=None) + "\n")
        count += 1
    return count
