"""Copies from folders: files with their truth beside them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

import govinfo_report as gr
from benchmarks.quality.case import Case
from govinfo_report.official import official_form
from govinfo_report.testing import Printed, reread

TEXTS = (".txt", ".md", ".html", ".csv", ".json")
"""Files that are read as text; others are opened as documents."""
RECOGNITION = ("tesseract", "rapidocr", "paddleocr", "easyocr")
"""What the names of files begin with that recognition of characters made."""


@frozen
class _Note:
    """What a folder says of a file besides its truth: the kind of copy, and the share that can be decided."""

    kind: str
    decidable: float | None = None


def iter_folder(
    folder: Path,
    corpus: str = "",
    is_wanted: Callable[[Path], bool] = lambda _: True,
    truths: Path | None = None,
) -> Iterator[Case]:
    """Read copies: ``truth/*.json`` names its files, ``truth.json`` is true of every file.

    Files that the library does not open are left out. Of one without a truth only what is stated is counted.

    Args:
        folder: where they stand.
        corpus: the name of the corpus; "" for the folder's own.
        is_wanted: tells whether a file counts.
        truths: the folder of the truths; None for ``truth`` in this one.
    """
    corpus = corpus or folder.name
    notes = {**_families(folder), **_decidable(folder)}
    for file, truth in _truths(folder, truths or folder / "truth"):
        if not is_wanted(file):
            continue
        try:
            text = gr.read(file).text or ""
        except gr.UnreadableFileError:
            continue
        note = notes.get(file.name, _Note(corpus))
        stated = {} if truth is None else truth["values"]
        printed = {path: _reread(path, raw) for path, raw in stated.items() if raw}
        yield Case(
            name=f"{corpus}/{file.name}",
            text=text if file.suffix in TEXTS else "",
            layout="",
            kind=note.kind,
            printed=printed,
            empty=frozenset(path for path, raw in stated.items() if not raw),
            undecided=(truth or {}).get("undecided", {}),
            true=printed,
            sums_hold=truth is not None and not truth.get("arithmetic_violations_in_source"),
            corpus=corpus,
            file=None if file.suffix in TEXTS else file,
            is_known=truth is not None,
            is_recognised=file.name.startswith(RECOGNITION),
            decidable=note.decidable,
        )


def _truths(folder: Path, truths: Path) -> Iterator[tuple[Path, dict[str, Any] | None]]:
    """Give each file and what is true of it, None where nobody knows."""
    readme, whole = folder / "README.md", folder / "truth.json"
    of_all = json.loads(whole.read_text("utf-8")) if whole.is_file() else None
    known: dict[str, dict[str, Any]] = {}
    for part in truths.glob("*.json"):
        truth = json.loads(part.read_text("utf-8"))
        known.update(dict.fromkeys(truth["files"], truth))
    for file in sorted(folder.iterdir()):
        if file.is_file() and file not in (readme, whole):
            yield file, known.get(file.name, of_all)


def _families(folder: Path) -> dict[str, _Note]:
    """Give file to its family where the folder's README has a table of them."""
    readme = folder / "README.md"
    if not readme.is_file():
        return {}
    _, _, rows = readme.read_text("utf-8").partition("| file | family |")
    found = re.findall(r"^\| (\S+) \| (\w+)[^|]*\|", rows, re.MULTILINE)
    return {file: _Note(f"{folder.name} {family}") for file, family in found}


def _decidable(folder: Path) -> dict[str, _Note]:
    """Give file to its kind and share where a table beside the folder has them, by document and extractor."""
    table = folder.parent / "decidable.tsv"
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['extractor']}.txt": _Note(
                f"{table.parent.name} {row['kind']}", float(row["decidable"])
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["document"] == folder.name
        }


def _reread(path: str, raw: str) -> Printed:
    table, _, column = path.split(".")
    known = official_form().tables[table].columns.get(column)
    return reread(raw, known is not None and known.money)
