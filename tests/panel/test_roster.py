"""The roster of a user: names, parents, and the years in which they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.errors import ArgumentError, UnreadableFileError
from govinfo_report.panel.roster import join_by_roster, read_roster
from tests.panel.filings import facts_of, filing

GRANTED = "requests.granted.natural_person"
YEARS = range(2021, 2024)


def roster(folder: Path, text: str) -> Path:
    """Write a roster."""
    file = folder / "offices.csv"
    file.write_text(text, encoding="utf-8-sig")
    return file


def test_a_roster_decides(tmp_path: Path) -> None:
    """A name is joined as the roster says; one that it lacks stands for itself, whatever it looks like."""
    file = roster(tmp_path, "id,name,aliases,parent\nh,洪泽区人民政府,洪泽县人民政府;洪泽县政府,\n")
    names = ["洪泽县政府", "洪泽区人民政府", "淮安市洪泽区人民政府"]
    found = join_by_roster(names, read_roster(file))
    assert [(each.office, each.reason) for each in found.joined] == [
        ("h", "roster"),
        ("h", "roster"),
        ("淮安市洪泽区人民政府", "not_in_roster"),
    ]
    assert [each.office for each in found.offices] == ["h", "淮安市洪泽区人民政府"]
    assert [each.office for each in found.listings] == ["h"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\n甲\n", "no id"),
        ("id,name\na,甲\na,乙\n", "twice"),
        ("id,name,aliases\na,甲,\nb,乙,甲\n", "甲 stands for a and b"),
        ("id,name,parent\na,甲,z\n", "found z"),
        ("id,name,parent\na,甲,a\n", "found a"),
        ("id,name,first_year\na,甲,去年\n", "found '去年'"),
        ("id,name,first_year,last_year\na,甲,,2021\na,甲,2021,\n", "twice"),
    ],
)
def test_a_roster_that_does_not_fit(tmp_path: Path, text: str, said: str) -> None:
    """What is wrong with a roster is said, in both languages."""
    with pytest.raises(ArgumentError, match=said) as caught:
        read_roster(roster(tmp_path, text))
    assert caught.value.text("zh") != caught.value.text()
    with pytest.raises(UnreadableFileError):
        read_roster(tmp_path / "none.csv")


def test_the_latest_line_names_an_office(tmp_path: Path) -> None:
    """An office that was renamed and moved has two lines; all names are its own."""
    text = "id,name,parent,first_year,last_year\np,甲市,,,\na,新局,p,2022,\na,旧局,,,2021\n"
    known = read_roster(roster(tmp_path, text))
    assert known.offices["a"].name == "新局"
    assert (known.ids["新局"], known.ids["旧局"]) == ("a", "a")


@pytest.fixture
def built(tmp_path: Path) -> Any:
    """Two governments; the forestry office of 甲 is moved to 乙 in 2022, where grain and trade are merged in 2023."""
    pytest.importorskip("duckdb")
    file = roster(
        tmp_path,
        "id,name,parent,first_year,last_year\n"
        "a,甲市人民政府,,,\nb,乙市人民政府,,,\n"
        "tax,甲市税务局,a,,\nforest,林业局,a,,2021\nforest,林业局,b,2022,\n"
        "grain,粮食局,b,,2022\ntrade,商务局,b,,2022\nmarket,发展局,b,2023,\n",
    )
    below = {"甲市税务局": 1, "林业局": 10, "粮食局": 100, "商务局": 1000}
    filings = [
        filing(name, year, {GRANTED: n}) for name, n in below.items() for year in (2021, 2022)
    ]
    filings += [filing(name, 2023, {GRANTED: below[name]}) for name in ("甲市税务局", "林业局")]
    filings.append(filing("发展局", 2023, {GRANTED: 1100}))
    whole = {"甲市人民政府": (11, 1, 1), "乙市人民政府": (1100, 1110, 1110)}
    for name, numbers in whole.items():
        filings += [
            filing(name, year, {GRANTED: number})
            for year, number in zip(YEARS, numbers, strict=True)
        ]
    with gr.build_panel(facts_of(*filings), file) as panel:
        yield panel


def test_an_office_counts_where_it_stood(built: gr.Panel) -> None:
    """Each year the children are those of the year, and the sums are the parents' numbers."""
    found = {
        (row["office"], row["year"]): (row["children"], row["covered"], row["total"], row["whole"])
        for row in built.table("parts").to_pylist()
        if row["measure"] == GRANTED
    }
    assert found == {
        ("a", 2021): (2, 2, 11, 11),
        ("a", 2022): (1, 1, 1, 1),
        ("a", 2023): (1, 1, 1, 1),
        ("b", 2021): (2, 2, 1100, 1100),
        ("b", 2022): (3, 3, 1110, 1110),
        ("b", 2023): (2, 2, 1110, 1110),
    }
    assert built.table("findings").num_rows == 0


def test_an_office_is_missing_only_while_it_was(built: gr.Panel) -> None:
    """Nothing is awaited of an office before its first year and after its last."""
    rows = built.table("coverage").to_pylist()
    assert {row["status"] for row in rows} == {"filed"}
    years: dict[str, list[int]] = {row["office"]: [] for row in rows}
    for row in rows:
        years[row["office"]].append(row["year"])
    assert sorted(years["grain"]) == [2021, 2022]
    assert years["market"] == [2023]
    parents = {(row["office"], row["year"]): row["parent"] for row in rows}
    assert [parents["forest", year] for year in YEARS] == ["a", "b", "b"]


def test_a_report_after_the_last_year_is_shown_and_not_added(tmp_path: Path) -> None:
    """A copy of an office that was closed stands in the coverage; its numbers are part of no sum."""
    pytest.importorskip("duckdb")
    text = "id,name,parent,last_year\np,甲市人民政府,,\na,粮食局,p,2021\nb,商务局,p,\n"
    filings = [filing(name, 2022, {GRANTED: 5}) for name in ("粮食局", "商务局")]
    with gr.build_panel(facts_of(*filings), roster(tmp_path, text)) as panel:
        (row,) = [row for row in panel.table("parts").to_pylist() if row["measure"] == GRANTED]
        status = {row["office"]: row["status"] for row in panel.table("coverage").to_pylist()}
    assert (row["children"], row["covered"], row["total"]) == (1, 1, 5)
    assert status == {"p": "missing", "a": "filed", "b": "filed"}
