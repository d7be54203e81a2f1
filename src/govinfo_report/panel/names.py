"""Which names are one office (机关名称), without a roster: they are joined where nothing else fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from attrs import frozen

from govinfo_report.panel.rules import panel_data

FIRST_YEAR, LAST_YEAR = 0, 9999
"""The years of an office of which none is said."""


@frozen
class NamedOffice:
    """An office of the panel.

    Attributes:
        office: its id.
        name: its name.
        kind: ``government`` or ``department``; the day by which it must file hangs on it.
    """

    office: str
    name: str

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


@frozen
class Listing:
    """The years in which a report of an office is awaited, and where it stands in them.

    Attributes:
        office: the id of the office.
        parent: the id of the office above it; "" where none is known.
        first_year: the first year of a report.
        last_year: the last one.
    """

    office: str
    parent: str = ""
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR


@frozen
class Naming:
    """What is known of the offices of a panel.

    Attributes:
        joined: the office that each name of the copies stands for.
        offices: every office once.
        listings: when reports of them are awaited; nothing of an office that a roster lacks.
    """

    joined: list[Joined]
    offices: list[NamedOffice]
    listings: list[Listing]


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


def join_by_name(years: Mapping[str, Iterable[int]]) -> Naming:
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
    return Naming(joined, list(offices.values()), [Listing(office) for office in offices])


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
