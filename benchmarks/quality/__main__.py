"""The command line of ``benchmarks.quality``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality import runs, tables
from benchmarks.quality.case import GENERATED, Case, iter_generated
from benchmarks.quality.corpora import FOLDERS, iter_corpora
from benchmarks.quality.demands import iter_demands
from benchmarks.quality.folders import iter_folder
from benchmarks.quality.score import judge, warm_up

# Lines of cells amiss, and of cells changed for each outcome, that are printed.
MOST_LINES = 40


def main(arguments: Sequence[str] | None = None) -> int:
    """Read every copy, print the tables.

    Args:
        arguments: the command line; None for the process's own.

    Returns:
        The exit status: 1 where a number was wrong in silence or made up, or a demand is missed, else 0.
    """
    wanted = _parser().parse_args(arguments)
    warm_up()
    if wanted.demands:
        demands = list(iter_demands(wanted.count, wanted.seed))
        print(*demands, sep="\n")
        return int(not all(demand.met for demand in demands))
    before = _kept(wanted)
    scored = [(case, judge(case)) for case in _cases(wanted)]
    if wanted.json:
        wanted.json.write_text(json.dumps(runs.saved(scored), ensure_ascii=False), "utf-8")
    for title, group in (
        ("layout", tables.by_layout),
        ("kind", tables.by_kind),
        ("corpus", tables.by_corpus),
    ):
        print(*tables.plain(title, group(scored)), "", sep="\n")
    if before is not None:
        print(*runs.compared(scored, before, MOST_LINES), "", sep="\n")
    amiss = list(tables.amiss(scored))
    print(f"{len(amiss)} numbers wrong in silence or made up", *amiss[:MOST_LINES], sep="\n")
    return int(bool(amiss))


def _kept(wanted: Namespace) -> dict[str, Any] | None:
    """Give the run to compare with; asked for before anything is read, since reading takes minutes."""
    if not wanted.against:
        return None
    before: dict[str, Any] = json.loads(wanted.against.read_text("utf-8"))
    if before["schema"] != runs.SCHEMA:
        sys.exit(f"{wanted.against} was kept by another version of this benchmark: take it anew")
    return before


def _cases(wanted: Namespace) -> Iterator[Case]:
    """Give the copies asked for: all there are, unless folders, a corpus, a layout or a recipe is named."""
    for folder in wanted.folders:
        yield from iter_folder(folder)
    is_made_up = wanted.folders or wanted.layout or wanted.recipe
    if not is_made_up and wanted.corpus != GENERATED:
        yield from iter_corpora(wanted.corpus)
    if wanted.corpus in ("", GENERATED):
        for case in iter_generated(wanted.count, wanted.seed):
            if _is_wanted(case, wanted):
                yield case


def _is_wanted(case: Case, wanted: Namespace) -> bool:
    return wanted.layout in (None, case.layout) and wanted.recipe in (
        None,
        *case.kind.split(" + "),
    )


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        "python -m benchmarks.quality", description="What is read of copies with known numbers."
    )
    add = parser.add_argument
    add("folders", nargs="*", type=Path, metavar="FOLDER", help="copies with their truth")
    add("--corpus", default="", metavar="NAME", help=f"only {', '.join((*FOLDERS, GENERATED))}")
    add("--count", type=int, default=1_000, help="copies made up (%(default)s)")
    add("--seed", type=int, default=0, help="another seed makes other copies (%(default)s)")
    add("--layout", help="of those made up only the ones in this layout")
    add("--recipe", help="of those made up only the ones damaged by this recipe")
    add("--demands", action="store_true", help="measure what is asked, on COUNT copies each")
    add("--json", type=Path, metavar="OUT", help="keep the run")
    add("--against", type=Path, metavar="SAVED", help="compare with a run that was kept")
    return parser


if __name__ == "__main__":
    sys.exit(main())
