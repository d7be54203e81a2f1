"""Adds scores up, by corpus, layout and kind of damage. Never one accuracy over all cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median

from benchmarks.quality.case import CLEAN, Case
from benchmarks.quality.score import Score

HEADINGS = (
    "",
    "copies",
    "non-zero read",
    "decidable",
    "zero read",
    "left open",
    "wrong, silent",
    "wrong, flagged",
    "made up, silent",
    "made up, flagged",
    "undecidable",
    "misrecognised",
    "right, flagged",
    "stated, flagged",
    "inferred right",
    "inferred wrong",
    "exact",
    "median ms",
    "worst ms",
)

Scored = tuple[Case, Score]


def by_corpus(scored: Sequence[Scored]) -> list[list[str]]:
    """Give a row for each corpus, in the order of the run."""
    corpora = dict.fromkeys(case.corpus for case, _ in scored)
    return [_row(name, [each for each in scored if each[0].corpus == name]) for name in corpora]


def by_layout(scored: Sequence[Scored]) -> list[list[str]]:
    """Give a row for each layout: undamaged copies, those with one recipe, those with two, real ones."""
    return _grouped(scored, lambda case, score: [f"{score.layout}, {_degree(case)}"])


def by_kind(scored: Sequence[Scored]) -> list[list[str]]:
    """Give a row for each recipe alone, then for each in pairs, and for what folders hold."""

    def kinds(case: Case, _score: Score) -> list[str]:
        if case.copy is None or " + " not in case.kind:
            return [case.kind]
        return [f"{name} + another" for name in case.kind.split(" + ")]

    return _grouped(scored, kinds)


def _degree(case: Case) -> str:
    if case.copy is None:
        return "real"
    if case.kind == CLEAN:
        return CLEAN
    return "two recipes" if " + " in case.kind else "one recipe"


def _grouped(
    scored: Sequence[Scored], names: Callable[[Case, Score], list[str]]
) -> list[list[str]]:
    groups: dict[str, list[Scored]] = {}
    for case, score in scored:
        for name in names(case, score):
            groups.setdefault(name, []).append((case, score))
    order = sorted(groups, key=lambda name: (" + " in name, name))
    return [_row(name, groups[name]) for name in order]


def _row(name: str, scored: Sequence[Scored]) -> list[str]:
    times = [score.milliseconds for _, score in scored]
    known = [score for case, score in scored if case.is_known]
    # of copies whose numbers nobody knows, what is stated is all that can be said
    judged = _judged(scored, known) if known else ["-"] * (len(HEADINGS) - 5)
    return [
        name,
        str(len(scored)),
        *judged[:-3],
        _share(sum(s.flagged for _, s in scored), sum(s.stated for _, s in scored)),
        *judged[-3:],
        f"{median(times):.2f}",
        f"{max(times):.1f}",
    ]


def _judged(scored: Sequence[Scored], known: Sequence[Score]) -> list[str]:
    """Give the columns from ``non-zero read`` to ``exact``, but for what is stated and flagged."""
    return [
        _share(sum(s.nonzero_read for s in known), sum(s.nonzero_held for s in known)),
        _decidable(scored),
        _share(sum(s.zero_read for s in known), sum(s.zero_held for s in known)),
        str(sum(s.left_open for s in known)),
        str(sum(len(s.wrong_silent) for s in known)),
        str(sum(len(s.wrong_flagged) for s in known)),
        str(sum(len(s.made_up) for s in known)),
        str(sum(len(s.made_up_flagged) for s in known)),
        str(sum(len(s.undecidable) for s in known)),
        str(sum(len(s.misrecognised) for s in known)),
        _share(sum(len(s.right_flagged) for s in known), sum(s.right for s in known)),
        str(sum(s.inferred_right for s in known)),
        str(sum(s.inferred_wrong for s in known)),
        _share(sum(s.exact for s in known), len(known)),
    ]


def _decidable(scored: Sequence[Scored]) -> str:
    """Give the share of the numbers other than zero that can be decided, over the copies where it was measured."""
    shares = [
        (case.decidable, score.nonzero_held) for case, score in scored if case.decidable is not None
    ]
    held = sum(count for _, count in shares)
    return f"{sum(share * count for share, count in shares) / held:.1%}" if held else "-"


def _share(part: int, whole: int) -> str:
    """Give ``12/13 92.3%``; a share is never rounded up to 100."""
    if not whole:
        return "-"
    tenths = 1000 * part // whole
    return f"{part}/{whole} {tenths // 10}.{tenths % 10}%"


def plain(title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table with its headings, columns aligned."""
    grid = [[title, *HEADINGS[1:]], *rows]
    widths = [max(len(row[at]) for row in grid) for at in range(len(HEADINGS))]
    for row in grid:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(cells)


def amiss(scored: Iterable[Scored]) -> Iterator[str]:
    """Give a line for each number that is wrong in silence or made up."""
    for case, score in scored:
        for path, words in {**score.wrong_silent, **score.made_up}.items():
            yield f"{case.name}: {path}: {words}"
