"""Facts as a file of Stata: names of at most 32 characters, labels in Chinese. Needs pandas, which writes it."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import Any

from govinfo_report.export.columns import Shape, fact_columns
from govinfo_report.export.frames import require_pandas, to_pandas
from govinfo_report.model import Report

# What Stata takes: characters of a name, and of the label of a variable.
LONGEST_NAME = 32
LONGEST_LABEL = 80
# A column of the facts that no variable may be called.
_RESERVED = "end"
# The format of Stata 14 and later, the first with Unicode.
FORMAT = 118


def stata_name(name: str) -> str:
    """Give a column's name as Stata takes it: dots are underscores, and all words are cut to one length.

    That length is the greatest at which the name fits: ``disclosure.normative_documents.issued`` is
    ``disclos_normati_documen_issued``. ``end``, which Stata keeps for itself, is ``end_``.

    Args:
        name: the name of a column of the facts.
    """
    if name == _RESERVED:
        return f"{name}_"
    words = name.replace(".", "_").split("_")
    length = max(map(len, words))
    while True:
        cut = "_".join(word[:length] for word in words)
        if len(cut) <= LONGEST_NAME:
            return cut
        length -= 1


def to_stata(
    reports: Report | Iterable[Report],
    path: str | PathLike[str],
    shape: Shape = "wide",
) -> None:
    """Write the facts of reports as a file of Stata 14 or later.

    Numbers are doubles; a missing text is empty. The label of a variable says in Chinese what it holds.

    Args:
        reports: the reports, or one alone.
        path: the file, which is replaced where it exists.
        shape: ``wide``, ``wide_inferred``, ``long`` or ``claims``.

    Raises:
        TypeError: ``reports`` is neither.
        ArgumentError: there is no such shape; it is a ValueError.
        MissingExtraError: pandas is not installed.
        OSError: the file cannot be written.
    """
    pandas = require_pandas("to write a file of Stata", "输出Stata文件")
    frame = to_pandas(reports, shape, numbers="float")
    columns = fact_columns(shape)
    data: dict[str, Any] = {}
    for column in columns:
        values = frame[column.name]
        if column.type == "text":
            data[stata_name(column.name)] = values.fillna("").astype(str).map(_encodable)
        else:
            data[stata_name(column.name)] = values.astype("float64")
    pandas.DataFrame(data).to_stata(
        path,
        write_index=False,
        version=FORMAT,
        variable_labels={stata_name(column.name): column.zh[:LONGEST_LABEL] for column in columns},
    )


def _encodable(text: str) -> str:
    # half of a surrogate pair has no UTF-8
    return text.encode("utf-8", "replace").decode("utf-8")
