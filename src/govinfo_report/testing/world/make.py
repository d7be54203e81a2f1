"""Makes a world up from a seed: offices below others, their reports over years, and breaks of all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from random import Random

from govinfo_report.official import official_form
from govinfo_report.testing.truth import tables_of
from govinfo_report.testing.world.breaks import plant
from govinfo_report.testing.world.filing import Cells, Filing, Office, World

BELOW = ("财政局", "教育局", "公安局", "民政局", "水务局", "审计局", "司法局", "统计局", "商务局")
"""The offices below each government."""
_SYLLABLES = "安宁平清河山阳陵源泉溪桥塘洲湖林岭川江浦"

# Numbers that hardly change from year to year: the mean of each result row for natural persons, and of each decision.
_MEANS = {"granted": 12, "partly_granted": 3, "unable_not_held": 9, "denied_third_party": 2}
_DECISIONS = {"administrative_licensing": 80, "administrative_penalty": 30}
_LATEST_CARRIED = 3


def make_world(offices: int, years: range, seed: int = 0) -> World:
    """Make a world up.

    Nine offices stand below a government, whose numbers are the sums of theirs. Every fifth nine have no government;
    there the breaks of single offices are planted.

    Args:
        offices: how many offices, in tens: nine with their government, or nine alone.
        years: the years of the reports, from 2019 on.
        seed: the same seed gives the same world.

    Returns:
        The world; what is broken in it is known.
    """
    rng = Random(f"world {seed}")
    world = World({}, [], [])
    places = ["".join(pair) for pair in product(_SYLLABLES, repeat=2) if pair[0] != pair[1]]
    rng.shuffle(places)
    for at in range(offices // 10):
        place = f"{places[at % len(places)]}{_ordinal(at // len(places))}市"
        _add_family(world, rng, at, place, years)
    plant(world, rng, years)
    return world


def _ordinal(number: int) -> str:
    return _SYLLABLES[number] if number else ""


def _add_family(world: World, rng: Random, at: int, place: str, years: range) -> None:
    parent = f"{at:05}" if at % 5 else ""
    below = []
    for number, name in enumerate(BELOW, 1):
        office = Office(f"{at:05}-{number}", place + name, parent=parent)
        world.offices[office.id] = office
        below.append(list(_iter_years(office, rng, years)))
        world.filings += below[-1]
    if parent:
        world.offices[parent] = Office(parent, f"{place}人民政府")
        for filings in zip(*below, strict=True):
            cells: Cells = {}
            for filing in filings:
                for path, number in filing.cells.items():
                    cells[path] = cells.get(path, 0) + number
            first = filings[0]
            name = world.offices[parent].name
            world.filings.append(
                Filing(parent, name, first.year, first.edition, cells, published=first.published)
            )


def _iter_years(office: Office, rng: Random, years: range) -> Iterator[Filing]:
    """Give the reports of one office; each goes on from the one before."""
    carried = rng.randint(0, _LATEST_CARRIED)
    items = {"administrative_licensing": 40, "administrative_penalty": 300}
    in_force = rng.randint(5, 60)
    for year in years:
        edition = max(name for name in official_form().editions if int(name) <= year)
        tables = tables_of(official_form(), edition)
        cells: Cells = {
            path: Decimal(0) if at in table.money else 0
            for table in tables.values()
            for at, path in enumerate(table.shape.paths)
        }
        carried = _fill_requests(cells, rng, carried)
        _fill_review(cells, rng)
        in_force = _fill_documents(cells, rng, in_force)
        _fill_items(cells, rng, items)
        published = f"{year + 1}-01-{rng.randint(5, 28):02}"
        yield Filing(office.id, office.name, year, edition, cells, published=published)


def _fill_requests(cells: Cells, rng: Random, carried: int) -> int:
    """Fill table 三 and give what is carried into the next year."""
    rows = {row: max(0, mean + rng.randint(-1, 1)) for row, mean in _MEANS.items()}
    forward = rng.randint(0, _LATEST_CARRIED)
    rows["total_handled"] = sum(rows.values())
    rows["carried_over"] = carried
    rows["carried_forward"] = forward
    rows["new_received"] = rows["total_handled"] + forward - carried
    for row, number in rows.items():
        cells[f"requests.{row}.natural_person"] = cells[f"requests.{row}.total"] = number
    return forward


def _fill_review(cells: Cells, rng: Random) -> None:
    corrected, upheld = rng.randint(0, 1), rng.randint(1, 3)
    cells["review.reconsideration.corrected"] = corrected
    cells["review.reconsideration.upheld"] = upheld
    cells["review.reconsideration.total"] = corrected + upheld


def _fill_documents(cells: Cells, rng: Random, in_force: int) -> int:
    """Fill the lines of normative documents and give how many are in force now."""
    issued, repealed = rng.randint(0, 4), rng.randint(0, 4)
    row = "disclosure.normative_documents"
    if f"{row}.in_force" in cells:
        cells[f"{row}.issued"], cells[f"{row}.repealed"] = issued, repealed
        in_force += issued - repealed
        cells[f"{row}.in_force"] = in_force
    else:
        cells[f"{row}.new_made"] = cells[f"{row}.new_published"] = issued
        cells[f"{row}.total_published"] = in_force
    return in_force


def _fill_items(cells: Cells, rng: Random, items: dict[str, int]) -> None:
    """Fill the lines of licences, penalties and money; ``items`` goes on from year to year."""
    for row, mean in _DECISIONS.items():
        cells[f"disclosure.{row}.decisions"] = mean + rng.randint(-3, 3)
        if f"disclosure.{row}.previous_items" in cells:
            change = rng.randint(-2, 2)
            cells[f"disclosure.{row}.previous_items"] = items[row]
            cells[f"disclosure.{row}.change"] = change
            items[row] += change
    amount = Decimal(rng.randint(1000, 1100)) / 100
    for path in (
        "disclosure.administrative_fees.fee_amount",
        "disclosure.government_procurement.procurement_amount",
    ):
        if path in cells:
            cells[path] = amount
