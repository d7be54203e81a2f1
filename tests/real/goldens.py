"""What is read of the real copies, drawn cell by cell; ``python -m tests.real.goldens`` draws it anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from benchmarks.quality.case import Case
from benchmarks.quality.corpora import REAL
from benchmarks.quality.folders import iter_folder
from benchmarks.quality.score import Score, judge
from govinfo_report.official import official_form

READ = REAL / "read"


def iter_cases() -> Iterator[Case]:
    """Give the real copies inside the project."""
    return iter_folder(REAL)


def golden_of(case: Case) -> Path:
    """Give the file with what is read of a copy."""
    return READ / f"{Path(case.name).stem}.txt"


def drawn(case: Case, score: Score) -> str:
    """Draw what is read: a line for each row of the form, a sign for each of its cells.

    ``+`` read; ``!`` read and flagged; ``?`` printed and not read; ``x`` wrong or made up; ``.`` no number is printed;
    ``o`` the text alone does not decide what is printed.
    """
    signs = {**dict.fromkeys(case.empty, "."), **dict.fromkeys(case.undecided, "o")}
    for path, printed in case.printed.items():
        signs[path] = "." if printed.value is None else "+" if path in score.values else "?"
    signs |= dict.fromkeys(score.right_flagged, "!") | dict.fromkeys(score.amiss(), "x")
    counted = Counter(signs.values())
    read = counted["+"] + counted["!"]
    lines = [f"{read} of {read + counted['?']} read, {counted['!']} of them flagged"]
    for row, paths in groupby(sorted(signs, key=_place), lambda path: path.rpartition(".")[0]):
        lines.append(f"{row:<40} {' '.join(signs[path] for path in paths)}")
    return "\n".join(lines) + "\n"


def _place(path: str) -> tuple[int, ...]:
    """Give the place of a cell in the form."""
    name, row, column = path.split(".")
    tables = official_form().tables
    table = tables[name]
    return [*tables].index(name), [*table.rows].index(row), [*table.columns].index(column)


if __name__ == "__main__":
    READ.mkdir(exist_ok=True)
    for each in iter_cases():
        golden_of(each).write_bytes(drawn(each, judge(each)).encode())
