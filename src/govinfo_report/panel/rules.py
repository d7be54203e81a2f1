"""What the panel knows, as small tables for an engine: chains, measures of several cells, indicators, deadlines."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from govinfo_report.errors import ArgumentError, UnreadableFileError
from govinfo_report.findings.rules import Rule
from govinfo_report.form_view import FormCell, form
from govinfo_report.grammar import edition_table
from govinfo_report.official import official_form


@cache
def panel_data(name: str) -> dict[str, Any]:
    """Give a file of data of this package: ``chains``, ``crosswalk``, ``indicators``, ``names`` and others."""
    file = files("govinfo_report").joinpath("panel", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def panel_catalogue() -> dict[str, dict[str, str]]:
    """Give code to ``severity``, ``en`` and ``zh`` of each finding of a panel."""
    return panel_data("catalogue")


@cache
def panel_rules() -> dict[str, Rule]:
    """Give code to what each finding of a panel means and what to do about it."""
    words = panel_data("findings")
    return {
        code: Rule(code, entry["severity"], (), words[code])
        for code, entry in panel_catalogue().items()
    }


def catalogue_rows() -> list[tuple[Any, ...]]:
    """Give (code, severity, message in English, in Chinese)."""
    return [(code, *entry.values()) for code, entry in panel_catalogue().items()]


@cache
def money_rows() -> list[tuple[Any, ...]]:
    """Give (path) of each cell that holds money."""
    official = official_form()
    tables = [
        edition_table(each, edition, table)
        for each in (official, *official.annexes)
        for edition in each.editions.values()
        for table in each.tables
    ]
    return [
        (path,) for path in {table.shape.paths[at]: None for table in tables for at in table.money}
    ]


def unit_rows() -> list[tuple[Any, ...]]:
    """Give (unit, what one is worth in 元)."""
    file = files("govinfo_report").joinpath("official", "units.toml")
    return list(tomllib.loads(file.read_text(encoding="utf-8"))["money"].items())


def advised_rows() -> list[tuple[Any, ...]]:
    """Give (unit, how far an amount may be from the other years) of each unit that is advised."""
    advice = panel_data("chains")["advice"]
    return [(unit, float(advice["most"])) for unit in advice["units"]]


@cache
def sum_rows() -> list[tuple[Any, ...]]:
    """Give (measure, edition, path, members, rank) of each measure that is made of cells.

    ``members`` is how many cells of the edition make it; of two tables of one report the higher rank decides.
    """
    ranks = {name: rank for rank, name in enumerate(form().editions)}
    made: dict[tuple[str, str], Sequence[str]] = {}
    for group in panel_data("crosswalk")["group"]:
        made |= _group_members(group["table"], group["row"])
    for measure in panel_data("crosswalk")["measure"]:
        for edition, paths in measure["editions"].items():
            made[measure["id"], edition] = paths
    return [
        (measure, edition, path, len(paths), ranks[edition])
        for (measure, edition), paths in made.items()
        for path in paths
    ]


def _group_members(table: str, row: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give (measure, edition) to the cells of a group's lines; not where the group is a line itself."""
    official = official_form()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, edition in official.editions.items():
        known = edition_table(official, edition, table)
        if row in known.shape.row_index:
            continue
        lines = known.members(row)
        for path in known.shape.row_paths(lines[0]):
            column = path.rpartition(".")[2]
            found[f"{table}.{row}.{column}", name] = tuple(
                f"{table}.{line}.{column}" for line in lines
            )
    return found


@cache
def term_rows() -> list[tuple[Any, ...]]:
    """Give (code, item, measure, lag, sign, role, terms, cells, other cells) of each term of each chain.

    ``item`` names the chain by its cell of this year. A term of the year before has the lag 1. ``role`` is ``now`` or
    ``before`` for the two cells that the finding names first, else ``plus``.
    """
    paths = [cell.path for cell in form()]
    found = []
    for chain in panel_data("chains")["chain"]:
        for star in _stars(chain["now"], paths):
            terms = [(chain["now"], 0, -1, "now"), (chain["before"], 1, 1, "before")]
            terms += [(path, 0, 1, "plus") for path in chain.get("plus", ())]
            terms += [(path, 0, -1, "plus") for path in chain.get("minus", ())]
            terms += [(path, 1, 1, "plus") for path in chain.get("plus_before", ())]
            named = [(path.replace("*", star), *rest) for path, *rest in terms]
            cells = [" ".join(path for path, lag, *_ in named if lag == of) for of in (0, 1)]
            item = chain["now"].replace("*", star)
            found += [(chain["code"], item, *term, len(named), *cells) for term in named]
    return found


def _stars(pattern: str, paths: Sequence[str]) -> list[str]:
    """Give what the ``*`` of a pattern stands for in the form; "" for a pattern without one."""
    before, star, behind = pattern.partition("*")
    if not star:
        return [""]
    return [
        path[len(before) : len(path) - len(behind)]
        for path in paths
        if path.startswith(before)
        and path.endswith(behind)
        and "." not in path[len(before) : len(path) - len(behind)]
    ]


def jump_rows() -> list[tuple[Any, ...]]:
    """Give (measure, years, score, mad, distance) of each measure that is watched for jumps."""
    jump = panel_data("chains")["jump"]
    limits = (jump["years"], float(jump["score"]), float(jump["mad"]), jump["distance"])
    return [(measure, *limits) for measure in jump["measures"]]


@cache
def part_rows() -> list[tuple[Any, ...]]:
    """Give (measure) of each cell in which a government is held to the sum of the offices below it."""
    tables = panel_data("chains")["parts"]["tables"]
    return [(cell.path,) for cell in form() if cell.table in tables and not _is_total(cell)]


def _is_total(cell: FormCell) -> bool:
    """Tell whether a cell is the total of its row, which the form's sums make."""
    return any(
        entry.along == "rows" and cell.column in entry.equals for entry in official_form().sums
    )


def kind_rows() -> list[tuple[Any, ...]]:
    """Give (kind of document) of each kind that is no report."""
    return [(kind,) for kind in panel_data("names")["no_report"]]


def deadline_rows() -> list[tuple[Any, ...]]:
    """Give (kind of office, first year, last year, day in the year after it)."""
    return [tuple(entry.values()) for entry in panel_data("names")["deadline"]]


@cache
def known_measures() -> frozenset[str]:
    """Give the cells of all editions, and the measures that are made of several."""
    return frozenset(cell.path for cell in form()) | {measure for measure, *_ in sum_rows()}


def indicator_entries(own: str | Path | None = None) -> dict[str, dict[str, Any]]:
    """Give the indicators, those of a user's file behind or in place of the library's.

    Args:
        own: a file of TOML in the form of ``indicators.toml``.

    Raises:
        UnreadableFileError: it cannot be read.
        ArgumentError: an entry of it lacks its numerator or denominator, or names a measure that there is not.
    """
    found = dict(panel_data("indicators"))
    if own is None:
        return found
    try:
        entries = tomllib.loads(Path(own).read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFileError(error.errno, error.strerror, str(own)) from error
    except ValueError as error:
        raise ArgumentError("indicators", f"expected TOML in {own}: {error}").in_chinese(
            f"{own}应为TOML文件：{error}"
        ) from error
    for name, entry in entries.items():
        for side in ("numerator", "denominator"):
            if not isinstance(entry, Mapping) or not isinstance(entry.get(side), list):
                raise ArgumentError(
                    "indicators", f"expected a list of measures as {side} of {name} in {own}"
                ).in_chinese(f"{own}中{name}的{side}应为指标列表")
            for measure in entry[side]:
                if str(measure).removeprefix("-") not in known_measures():
                    raise ArgumentError(
                        "indicators",
                        f"expected measures as {side} of {name} in {own}; found {measure}",
                    ).in_chinese(f"{own}中{name}的{side}应为指标，实为{measure}")
    return {**found, **entries}


def indicator_rows(entries: Mapping[str, Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Give (indicator, side, measure, sign, how many measures the side has)."""
    return [
        (name, side, measure.removeprefix("-"), -1 if measure.startswith("-") else 1, len(measures))
        for name, entry in entries.items()
        for side in ("numerator", "denominator")
        for measures in [entry[side]]
        for measure in measures
    ]
