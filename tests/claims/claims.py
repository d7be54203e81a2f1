"""Claims written short: what a test expects, and what was read."""

from __future__ import annotations

from functools import cache

from govinfo_report.claims import Prose
from govinfo_report.model import Claim
from govinfo_report.pipeline import default_pipeline

OFFICE = "漪岚县人民政府"
TABLES = ("disclosure", "requests", "review")
_OTHERS = ("business", "research", "public_welfare", "legal_service", "other_org")


def read_prose(text: str, edition: str = "2021") -> tuple[Claim, ...]:
    """Read the claims of a text that is prose from end to end, of a report of 2021, or of 2016 that prints no table."""
    pipeline = default_pipeline()
    is_old = edition == "2014"
    prose = Prose(text, [(0, len(text))], 2016 if is_old else 2021, OFFICE)
    return pipeline.claims.read(prose, {} if is_old else dict.fromkeys(TABLES, edition))


def spelled(claim: Claim, edition: str = "2021") -> str:
    """Write a claim as ``tests/data/claims/cases.toml`` does."""
    mark = "!" if claim.sure else ""
    return f"{claim.value}{mark} " + " | ".join(
        _spelled_sum(paths, edition) for paths in claim.meanings
    )


def _spelled_sum(paths: tuple[str, ...], edition: str) -> str:
    names = [path.partition(".")[2].removesuffix(".total") for path in paths]
    for name, group in _groups(edition).items():
        if set(group) <= set(names):
            at = names.index(group[0])
            names = [*names[:at], name, *names[at + len(group) :]]
    for row in ("new_received", "carried_over"):
        others = [f"{row}.{column}" for column in _OTHERS]
        if set(others) <= set(names):
            at = names.index(others[0])
            names = [*names[:at], f"{row}.others", *names[at + len(others) :]]
    return " + ".join(names)


@cache
def _groups(edition: str) -> dict[str, tuple[str, ...]]:
    if edition == "2014":
        return {}
    table = default_pipeline().readers["requests"].editions[edition]
    names = ("denied", "unable", "not_processed", "other_handling")
    return {name: table.members(name) for name in names}
