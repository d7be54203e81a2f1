"""Facts as lines of text: JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from govinfo_report.export.columns import Shape, fact_columns
from govinfo_report.export.facts import LongFacts, WideFacts, lines_as_text


def facts_jsonl(facts: LongFacts | WideFacts) -> bytes:
    """Give facts as JSON lines: one object a line; an amount of money is a string, so that it stays exact."""
    columns = facts.columns()
    members = [_members(name, lines_as_text(values)) for name, values in columns.items()]
    text = "".join([f"{{{','.join(line)}}}\n" for line in zip(*members, strict=True)])
    return text.encode("utf-8", "backslashreplace")


def _members(name: str, values: Sequence[Any]) -> list[str]:
    """Give a column as members of JSON objects; values come back in nearly every line, so each is written once."""
    dumps = json.JSONEncoder(ensure_ascii=False).encode
    known: dict[Any, str] = {}
    found = []
    for value in values:
        member = known.get(value)
        if member is None:
            member = known[value] = f"{dumps(name)}:{dumps(value)}"
        found.append(member)
    return found


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
