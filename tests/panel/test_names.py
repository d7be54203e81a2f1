"""Which names are one office."""

from __future__ import annotations

import pytest

from govinfo_report.panel.names import NamedOffice, join_by_name


def joined(**years: list[int]) -> dict[str, tuple[str, str]]:
    """Give each name to its office and the reason."""
    return {each.organization: (each.office, each.reason) for each in join_by_name(years).joined}


def test_the_place_in_front() -> None:
    """洪泽区人民政府 of one year is 淮安市洪泽区人民政府 of the next."""
    assert joined(洪泽区人民政府=[2022], 淮安市洪泽区人民政府=[2023]) == {
        "洪泽区人民政府": ("淮安市洪泽区人民政府", "place_in_front"),
        "淮安市洪泽区人民政府": ("淮安市洪泽区人民政府", "own_name"),
    }


def test_names_are_not_joined_where_something_else_fits() -> None:
    """Not where two longer names fit, nor where both names report on one year."""
    two = joined(财政局=[2020], 甲市财政局=[2021], 乙市财政局=[2021])
    assert two["财政局"] == ("财政局", "own_name")
    same_year = joined(洪泽区人民政府=[2022], 淮安市洪泽区人民政府=[2022, 2023])
    assert same_year["洪泽区人民政府"][1] == "own_name"
    assert joined(水务局=[2020], 污水务局=[2021])["水务局"][1] == "own_name"


def test_names_of_three_lengths() -> None:
    """Each is joined with the next longer one; two names of an office never report on one year."""
    names = ("洪泽区水务局", "淮安市洪泽区水务局", "江苏省淮安市洪泽区水务局")
    apart = joined(**dict(zip(names, ([2020], [2021], [2022]), strict=True)))
    assert {office for office, _ in apart.values()} == {names[2]}
    crossing = joined(**dict(zip(names, ([2020], [2021], [2020]), strict=True)))
    assert crossing[names[1]] == (names[2], "place_in_front")
    assert crossing[names[0]] == (names[0], "own_name")


def test_the_office_of_a_government_and_radicals() -> None:
    """人民政府办公室 is the government's own office; ⻄ is a radical of 西."""
    found = joined(
        西河县人民政府=[2020], 西河县人民政府办公室=[2021], **{"⻄河县 人民政府": [2022]}
    )
    assert {office for office, _ in found.values()} == {"西河县人民政府"}
    assert found["西河县人民政府办公室"][1] == "government_office"
    assert found["⻄河县 人民政府"][1] == "same_characters"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("洪泽区人民政府", "government"),
        ("平潭综合实验区", "government"),
        ("上海市人民政府办公厅", "government"),
        ("河北省教育厅", "department"),
    ],
)
def test_kinds_of_offices(name: str, kind: str) -> None:
    """A government has until 31 March, its departments have until 31 January."""
    assert NamedOffice("a", name).kind == kind
