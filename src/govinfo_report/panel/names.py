"""Which names are one office (机关名称): by a roster, or without one where nothing else fits."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from attrs import define, field, frozen

from govinfo_report.errors import ArgumentError, UnreadableFileError
from govinfo_report.panel.rules import panel_data

_COLUMNS = ("id", "name", "aliases", "parent")
_BETWEEN_ALIASES = re.compile(r"[;；|]")


@frozen
class NamedOffice:
    """An office of the panel.

    Attributes:
        office: its id.
        name: its name.
        parent: the id of the office above it; "" where none is known.
        is_listed: a report of it is awaited each year; not so where there is a roster and it is not on it.
        kind: ``government`` or ``department``; the day by which it must file hangs on it.
    """

    office: str
    name: str
    parent: str = ""
    is_listed: bool = True

    @property
    def kind(self) -> str:
        """Which of the two it is, told by the end of its name."""
        data = panel_data("names")
        ends = tuple(
            end
            for key in ("government", "government_office", "other_governments")
            for end in data[key]
        )
        return "government" if plain_name(self.name).endswith(ends) else "department"


@define
class Roster:
    """The offices that a user lists.

    Attributes:
        offices: id to office.
        ids: each name and alias, plain, to the id.
    """

    offices: dict[str, NamedOffice] = field(factory=dict)
    ids: dict[str, str] = field(factory=dict)


@frozen
class Joined:
    """The office that a name of the copies stands for.

    Attributes:
        organization: the name, as copies print it.
        office: the id of the office.
        reason: ``roster``, ``not_in_roster``, ``own_name``, ``same_characters``, ``government_office`` or
            ``place_in_front``.
    """

    organization: str
    office: str
    reason: str


@cache
def plain_name(name: str) -> str:
    """Give a name without white space, its radicals and full-width letters as the usual characters."""
    characters: Mapping[str, str] = panel_data("names")["characters"]
    text = "".join(characters.get(each, each) for each in name)
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_roster(path: str | Path) -> Roster:
    """Read a roster: CSV with the columns ``id``, ``name``, ``aliases`` (parted by ;) and ``parent``.

    Raises:
        UnreadableFileError: it cannot be read.
        ArgumentError: a column is missing, an id or a name stands for two offices, or a parent is not listed.
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
        _add(roster, {name: (line.get(name) or "").strip() for name in _COLUMNS}, path)
    for office in roster.offices.values():
        if office.parent and office.parent not in roster.offices:
            raise _roster_error(
                f"expected the id of an office as parent of {office.office}; found {office.parent}",
                f"{office.office}的parent应为表内机关的id，实为{office.parent}",
            )
    return roster


def _add(roster: Roster, line: Mapping[str, str], path: str | Path) -> None:
    office = NamedOffice(line["id"], line["name"], line["parent"])
    if not office.office or office.office in roster.offices:
        raise _roster_error(
            f"expected each id once; {path} has {office.office!r} twice or empty",
            f"每个id应出现一次；{path}中{office.office!r}重复或为空",
        )
    roster.offices[office.office] = office
    for name in (office.name, *_BETWEEN_ALIASES.split(line["aliases"])):
        plain = plain_name(name)
        if plain and roster.ids.setdefault(plain, office.office) != office.office:
            raise _roster_error(
                f"expected each name for one office; {name} stands for {roster.ids[plain]} and {office.office}",
                f"每个名称应只属于一个机关；{name}同时属于{roster.ids[plain]}和{office.office}",
            )


def _roster_error(en: str, zh: str) -> ArgumentError:
    return ArgumentError("roster", en).in_chinese(zh)


def join_by_roster(names: Iterable[str], roster: Roster) -> tuple[list[Joined], list[NamedOffice]]:
    """Say for each name which office of a roster it is; a name that the roster lacks stands for itself."""
    joined, offices = [], dict(roster.offices)
    for name in names:
        office = roster.ids.get(plain_name(name))
        if office is None:
            office = plain_name(name)
            offices.setdefault(office, NamedOffice(office, name, is_listed=False))
            joined.append(Joined(name, office, "not_in_roster"))
        else:
            joined.append(Joined(name, office, "roster"))
    return joined, list(offices.values())


def join_by_name(years: Mapping[str, Iterable[int]]) -> tuple[list[Joined], list[NamedOffice]]:
    """Say for each name which office it is, without a roster.

    A name is joined with another one where it is the same but for its characters, names the government's own office
    (人民政府办公室), or lacks the place in front, if one name alone fits and no year has reports of both.

    Args:
        years: each name to the years of its reports.
    """
    spelled: dict[str, set[int]] = {}
    for name, known in years.items():
        spelled.setdefault(plain_name(name), set()).update(known)
    office_of = _joined(spelled)
    offices: dict[str, NamedOffice] = {}
    joined = []
    for name in years:
        plain = plain_name(name)
        office, reason = office_of[plain]
        if reason == "own_name" and name != plain:
            reason = "same_characters"
        offices.setdefault(office, NamedOffice(office, office))
        joined.append(Joined(name, office, reason))
    return joined, list(offices.values())


def _joined(spelled: Mapping[str, set[int]]) -> dict[str, tuple[str, str]]:
    """Give each name to its office and the reason; no two names of an office have reports of one year."""
    office_of = {name: (name, "own_name") for name in spelled}
    taken = {name: set(known) for name, known in spelled.items()}
    # what a name is joined with comes before it: a longer name, or the government of a 办公室
    ends = tuple(panel_data("names")["government_office"])
    fitting = _candidates(spelled)
    for name in sorted(fitting, key=lambda each: (each.endswith(ends), -len(each), each)):
        nearest, reason = min(fitting[name], key=lambda fit: len(fit[0]))
        # 江苏省淮安市洪泽区 is no second fit beside 淮安市洪泽区
        is_one = all(fit.endswith(nearest) for fit, _ in fitting[name])
        office = office_of[nearest][0]
        if is_one and spelled[name].isdisjoint(taken[office]):
            office_of[name] = office, reason
            taken[office] |= spelled[name]
    return office_of


def _candidates(names: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Give each name to the longer, or the government's, names that it may stand for, with the reason."""
    data = panel_data("names")
    places = tuple(data["places"])
    known = set(names)
    found: dict[str, list[tuple[str, str]]] = {}
    for name in known:
        for end in data["government_office"]:
            government = name.removesuffix(end) + data["government"][0]
            if name.endswith(end) and government in known:
                found.setdefault(name, []).append((government, "government_office"))
        for at in range(2, len(name) - 2):
            if name[at:] in known and name[:at].endswith(places):
                found.setdefault(name[at:], []).append((name, "place_in_front"))
    return found
