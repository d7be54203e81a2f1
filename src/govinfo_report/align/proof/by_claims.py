"""Breaks ties by what the prose states: 规范性文件64109 is 64, 10 and 9 where section one says 废止规范性文件10件.

Only claims with one meaning count, all of it on the line, and only rows whose numbers may be run together: a claim
says which cut is right, never what a row prints. One that is not sure must name a number of two digits or more, for a
single digit is found in many a wrong cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govinfo_report.align.proof.case import Case
from govinfo_report.align.readings.of_row import Reading
from govinfo_report.grammar import EditionTable
from govinfo_report.model import Claim

LARGEST_DIGIT = 9


def settle_by_claims(cases: Sequence[Case], table: EditionTable, claims: Sequence[Claim]) -> None:
    """Keep of each line with several readings those that make its claims true.

    The doubt of a row that its own sum alone settles is lifted where a claim bears each of its sums out.

    Args:
        cases: every line of the table, settled by sums.
        table: the edition's table.
        claims: what the prose of the copy states, sure or not; lines keep the places here of those that settled them.
    """
    money = {table.shape.paths[at] for at in table.money}
    told = {
        at: claim
        for at, claim in enumerate(claims)
        if len(claim.meanings) == 1
        and (claim.sure or claim.value > LARGEST_DIGIT)
        and not money.intersection(claim.meanings[0])
    }
    for case in cases if told else ():
        if not case.is_doubtful or case.how == "fewest_failing":
            continue
        if not any(damage.joins for damage in case.damages):
            continue
        start, end, _ = table.spans[case.line]
        index = {path: at for at, path in enumerate(table.shape.paths[start:end])}
        mine = {at: claim for at, claim in told.items() if index.keys() >= set(claim.meanings[0])}
        if not _settle(case, mine, index):
            _settle(case, {at: claim for at, claim in mine.items() if claim.sure}, index)


def _settle(case: Case, claims: Mapping[int, Claim], index: Mapping[str, int]) -> bool:
    """Settle a line; tell whether some reading makes all of the claims true."""
    ways = case.found or case.readings or ()
    striking = {
        at: {way for way in ways if not _is_true(claim, way, index)} for at, claim in claims.items()
    }
    kept = tuple(way for way in ways if not any(way in struck for struck in striking.values()))
    if not kept or not claims:
        return False
    if len(kept) < len(ways):
        case.found, case.how = kept, "claim"
        case.claims = tuple(at for at, struck in striking.items() if struck)
        return True
    speaking = [
        [at for at, claim in claims.items() if _speaks_of(claim, (*parts, equals), index)]
        for parts, equals in case.rule.sums
    ]
    if case.how == "own_sum" and all(speaking):
        case.how = "claim"
        case.claims = tuple(sorted({at for some in speaking for at in some}))
    return True


def _is_true(claim: Claim, way: Reading, index: Mapping[str, int]) -> bool:
    values = [way.values[index[path]] for path in claim.meanings[0]]
    return None not in values and sum(value or 0 for value in values) == claim.value


def _speaks_of(claim: Claim, cells: Sequence[int], index: Mapping[str, int]) -> bool:
    return {index[path] for path in claim.meanings[0]}.issubset(cells)
