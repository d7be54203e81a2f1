"""The roster of offices (机关名册) that a user gives: which names are one office, what stands above it, and when."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import define, field

from govinfo_report.errors import ArgumentError, UnreadableFileError
from govinfo_report.panel.names import (
    FIRST_YEAR,
    LAST_YEAR,
    Joined,
    Listing,
    NamedOffice,
    Naming,
    plain_name,
)

_COLUMNS = ("id", "name", "aliases", "parent")
_YEARS = {"first_year": FIRST_YEAR, "last_year": LAST_YEAR}
"""Columns that a roster may have, and what stands for an empty one."""
_BETWEEN_ALIASES = re.compile(r"[;；|]")


@define
class Roster:
    """The offices that a user lists.

    Attributes:
        offices: id to office; the name is that of the latest line.
        listings: id to its lines: one, or several of other years.
        ids: each name and alias, plain, to the id.
    """

    offices: dict[str, NamedOffice] = field(factory=dict)
    listings: dict[str, list[Listing]] = field(factory=dict)
    ids: dict[str, str] = field(factory=dict)


def read_roster(path: str | Path) -> Roster:
    """Read a roster: CSV with the columns ``id``, ``name``, ``aliases`` (parted by ;) and ``parent``.

    Where it has the columns ``first_year`` and ``last_year`` too, a line holds for the reports of these years, and an
    office that was moved has a line for each of the offices it stood below.

    Raises:
        UnreadableFileError: it cannot be read.
        ArgumentError: a column is missing, an id has two lines for one year, a name stands for two offices, a year is
            no number, or a parent is not listed.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFileError(error.errno, error.strerror, str(path)) from error
    except UnicodeDecodeError as error:
        raise _roster_error(
            f"expected CSV in UTF-8: {path}", f"应为UTF-8编码的CSV文件：{path}"
        ) from error
    lines = csv.DictReader(text.splitlines())
    missing = [name for name in ("id", "name") if name not in (lines.fieldnames or ())]
    if missing:
        raise _roster_error(
            f"expected the columns {', '.join(_COLUMNS)}; {path} has no {missing[0]}",
            f"应有{'、'.join(_COLUMNS)}各列；{path}没有{missing[0]}列",
        )
    roster = Roster()
    for line in lines:
        _add(roster, {name: (line.get(name) or "").strip() for name in (*_COLUMNS, *_YEARS)}, path)
    for listings in roster.listings.values():
        for each in listings:
            if each.parent and (each.parent not in roster.offices or each.parent == each.office):
                raise _roster_error(
                    f"expected the id of another office as parent of {each.office}; found {each.parent}",
                    f"{each.office}的parent应为表内另一机关的id，实为{each.parent}",
                )
    return roster


def _add(roster: Roster, line: Mapping[str, str], path: str | Path) -> None:
    office = NamedOffice(line["id"], line["name"])
    listing = _listing(line)
    before = roster.listings.setdefault(office.office, [])
    if not office.office or any(_overlap(listing, each) for each in before):
        raise _roster_error(
            f"expected each id once in a year; {path} has {office.office!r} twice or empty",
            f"每个id在同一年度应出现一次；{path}中{office.office!r}重复或为空",
        )
    if all(each.first_year < listing.first_year for each in before):
        roster.offices[office.office] = office
    before.append(listing)
    for name in (office.name, *_BETWEEN_ALIASES.split(line["aliases"])):
        plain = plain_name(name)
        if plain and roster.ids.setdefault(plain, office.office) != office.office:
            raise _roster_error(
                f"expected each name for one office; {name} stands for {roster.ids[plain]} and {office.office}",
                f"每个名称应只属于一个机关；{name}同时属于{roster.ids[plain]}和{office.office}",
            )


def _listing(line: Mapping[str, str]) -> Listing:
    years = []
    for name, otherwise in _YEARS.items():
        text = line[name]
        if text and not (text.isascii() and text.isdecimal()):
            raise _roster_error(
                f"expected a year as {name} of {line['id']}, found {text!r}",
                f"{line['id']}的{name}应为年份，实为{text!r}",
            )
        years.append(int(text) if text else otherwise)
    return Listing(line["id"], line["parent"], *years)


def _overlap(one: Listing, other: Listing) -> bool:
    return one.first_year <= other.last_year and other.first_year <= one.last_year


def _roster_error(en: str, zh: str) -> ArgumentError:
    return ArgumentError("roster", en).in_chinese(zh)


def join_by_roster(names: Iterable[str], roster: Roster) -> Naming:
    """Say for each name which office of a roster it is; a name that the roster lacks stands for itself."""
    joined, offices = [], dict(roster.offices)
    for name in names:
        office = roster.ids.get(plain_name(name))
        if office is None:
            office = plain_name(name)
            offices.setdefault(office, NamedOffice(office, name))
            joined.append(Joined(name, office, "not_in_roster"))
        else:
            joined.append(Joined(name, office, "roster"))
    listings = [each for listed in roster.listings.values() for each in listed]
    return Naming(joined, list(offices.values()), listings)
