"""Facts as lines of text: JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from govinfo_report.export.columns import Shape, fact_columns
from govinfo_report.export.facts import LongFacts, WideFacts, lines_as_text


def facts_jsonl(facts: LongFacts | WideFacts) -> bytes:
    """Give facts as JSON lines: one object a line; an amount of money is a string, so that it stays exact."""
    columns = {name: lines_as_text(values) for name, values in facts.columns().items()}
    names = list(columns)
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    text = "".join(
        [
            f"{dumps(dict(zip(names, line, strict=True)))}\n"
            for line in zip(*columns.values(), strict=True)
        ]
    )
    return text.encode("utf-8", "backslashreplace")


def facts_csv(facts: LongFacts | WideFacts) -> bytes:
    """Give facts as CSV without the line of headings."""
    buffer = io.StringIO(newline="")
    columns = [lines_as_text(values) for values in facts.columns().values()]
    csv.writer(buffer, lineterminator="\n").writerows(zip(*columns, strict=True))
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def csv_heading(shape: Shape) -> bytes:
    """Give the line of headings of a CSV."""
    names: list[Any] = [column.name for column in fact_columns(shape)]
    return (",".join(names) + "\n").encode()
