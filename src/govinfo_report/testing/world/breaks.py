"""Breaks a made-up world on purpose, each office at most once, and writes down what was broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from attrs import evolve

from govinfo_report.testing.world.filing import Broken, Filing, World

PERSON = "natural_person"
_DOCUMENTS = "disclosure.normative_documents"
_LICENCES = "disclosure.administrative_licensing"


def plant(world: World, rng: Random, years: range) -> None:
    """Break something at each office that stands alone, and at every third government.

    Args:
        world: the world; it is changed.
        rng: the source of chance.
        years: the years of its reports.
    """
    governments = {office.parent for office in world.offices.values() if office.parent}
    by_office: dict[str, list[Filing]] = {}
    for filing in world.filings:
        by_office.setdefault(filing.office, []).append(filing)
    alone = [
        name
        for name, office in world.offices.items()
        if not office.parent and name not in governments
    ]
    for at, name in enumerate(alone):
        kind = list(BREAKS)[at % len(BREAKS)]
        BREAKS[kind](world, by_office[name], rng)
    for at, name in enumerate(sorted(governments)):
        if at % 3 == 0:
            _parts_differ(world, by_office[name], rng)
        elif at % 3 == 1:
            _part_missing(world, by_office[name], by_office, rng)


def _note(world: World, code: str, filing: Filing, *measures: str) -> None:
    world.broken.append(Broken(code, filing.office, filing.year, measures))


def _requests(*rows: str) -> list[str]:
    """Give the cells of natural persons and totals of rows of table 三."""
    return [f"requests.{row}.{column}" for row in rows for column in (PERSON, "total")]


def _later(filings: Sequence[Filing], rng: Random, edition: str = "") -> int:
    """Choose a report that another one of the same edition stands before."""
    known = [
        at
        for at in range(1, len(filings))
        if not edition or filings[at - 1].edition == filings[at].edition == edition
    ]
    return rng.choice(known)


def _carried(world: World, filings: list[Filing], rng: Random) -> None:
    """The office begins the year with more than it carried into it."""
    filing = filings[_later(filings, rng)]
    for column in (PERSON, "total"):
        filing.cells[f"requests.carried_over.{column}"] += 2
        filing.cells[f"requests.new_received.{column}"] -= 2
    _note(world, "carried_mismatch", filing, *_requests("carried_over"))


def _in_force(world: World, filings: list[Filing], rng: Random) -> None:
    """The office counts its documents anew, as one that printed 169 and begins the next year from 159."""
    at = _later(filings, rng, "2021")
    for filing in filings[at:]:
        filing.cells[f"{_DOCUMENTS}.in_force"] += 10
    _note(world, "in_force_mismatch", filings[at], f"{_DOCUMENTS}.in_force")


def _items(world: World, filings: list[Filing], rng: Random) -> None:
    """The items of the year before are not those that stood there."""
    at = _later(filings, rng, "2019")
    filings[at].cells[f"{_LICENCES}.previous_items"] += 5
    _note(world, "items_mismatch", filings[at], f"{_LICENCES}.previous_items")


def _jump(world: World, filings: list[Filing], rng: Random) -> None:
    """One year is twenty times the others."""
    filing = rng.choice(filings)
    for path in _requests("new_received", "granted", "total_handled"):
        filing.cells[path] += 600
    watched = [f"requests.{row}.total" for row in ("new_received", "total_handled")]
    _note(world, "jump", filing, *watched)


def _rename(world: World, filings: list[Filing], rng: Random) -> None:
    """From some year on the name has the province in front."""
    at = _later(filings, rng)
    office = world.offices[filings[0].office]
    longer = f"云岭省{office.name}"
    for filing in filings[at:]:
        filing.name = longer
    world.offices[office.id] = evolve(office, aliases=(longer,))
    _note(world, "place_in_front", filings[at])


def _correct(world: World, filings: list[Filing], rng: Random) -> None:
    """A corrected copy is published: one number differs."""
    filing = rng.choice(filings)
    path = f"{_LICENCES}.decisions"
    cells = {**filing.cells, path: filing.cells[path] + 1}
    world.filings.append(evolve(filing, cells=cells, version=2, published=_latest(filing)))
    _note(world, "version_differs", filing, path)


def _latest(filing: Filing) -> str:
    """Give a day later than that on which a report was published, and still in time."""
    return f"{filing.year + 1}-01-29"


def _repeat(world: World, filings: list[Filing], rng: Random) -> None:
    """The report is published once more, and nothing of it has changed."""
    filing = rng.choice(filings)
    world.filings.append(evolve(filing, version=2, published=_latest(filing)))
    _note(world, "same_numbers", filing)


def _copy(world: World, filings: list[Filing], rng: Random) -> None:
    """The same copy stands in two files."""
    filing = rng.choice(filings)
    world.filings.append(evolve(filing, version=2))
    _note(world, "same_digest", filing)


def _unname(world: World, filings: list[Filing], rng: Random) -> None:
    """Beside the report there is a copy that names no office."""
    filing = rng.choice(filings)
    world.filings.append(evolve(filing, name="", version=2))
    _note(world, "report_unplaced", filing)


def _forget_unit(world: World, filings: list[Filing], rng: Random) -> None:
    """The office gives its fees in 元, and prints no unit."""
    filing = filings[_later(filings, rng, "2021")]
    fees = "disclosure.administrative_fees.fee_amount"
    filing.cells[fees] *= 10_000
    filing.unit = None
    _note(world, "unit_advised", filing, fees)


def _miss(world: World, filings: list[Filing], rng: Random) -> None:
    """The office files nothing."""
    filing = filings[rng.randrange(1, len(filings) - 1)]
    world.filings.remove(filing)
    _note(world, "missing", filing)


def _ruin(world: World, filings: list[Filing], rng: Random) -> None:
    """Nothing can be read of the copy."""
    filing = rng.choice(filings)
    filing.cells = {}
    _note(world, "unreadable", filing)


def _delay(world: World, filings: list[Filing], rng: Random) -> None:
    """The report is published in June."""
    filing = rng.choice(filings)
    filing.published = f"{filing.year + 1}-06-04"
    _note(world, "late", filing)


def _open(world: World, filings: list[Filing], rng: Random) -> None:
    """The copy leaves open what was carried over; the year before settles it."""
    filing = filings[_later(filings, rng)]
    path = f"requests.carried_over.{PERSON}"
    filing.open[path] = (int(filing.cells[path]), int(filing.cells[path]) + 30)
    _note(world, "settled", filing, path)


def _run_together(world: World, filings: list[Filing], rng: Random) -> None:
    """The row of normative documents has lost what parts its numbers, three years running: 5225, 5426, 1126.

    What stood in force before them is lost, and settled where the year before that is known.
    """
    at = max(at for at in range(len(filings) - 2) if filings[at + 2].edition == "2021")
    for filing, digits in zip(
        filings[at : at + 3], ((5, 2, 25), (5, 4, 26), (1, 1, 26)), strict=True
    ):
        for column, number in zip(("issued", "repealed", "in_force"), digits, strict=True):
            filing.cells[f"{_DOCUMENTS}.{column}"] = number
        cuts = _cuts("".join(map(str, digits)))
        filing.open |= cuts
        _note(world, "settled", filing, *cuts)
    if at and filings[at - 1].edition == "2021":
        before = f"{_DOCUMENTS}.in_force"
        filings[at - 1].open[before] = ()
        if at > 1 and filings[at - 2].edition == "2021":
            _note(world, "settled", filings[at - 1], before)


def _cuts(digits: str) -> dict[str, tuple[int, ...]]:
    """Give the candidates of the three cells that a run of digits is cut into."""
    size = len(digits)
    whole = int(digits)  # the row does not say that all three cells are printed
    found = {column: {whole} for column in ("issued", "repealed", "in_force")}
    for first in range(1, size - 1):
        for second in range(first + 1, size):
            parts = digits[:first], digits[first:second], digits[second:]
            if all(part == str(int(part)) for part in parts):
                for numbers, part in zip(found.values(), parts, strict=True):
                    numbers.add(int(part))
    return {f"{_DOCUMENTS}.{column}": tuple(sorted(numbers)) for column, numbers in found.items()}


def _parts_differ(world: World, filings: list[Filing], rng: Random) -> None:
    """The government prints more than those below it add up to."""
    filing = rng.choice(filings)
    for column in (PERSON, "total"):
        filing.cells[f"requests.granted.{column}"] += 3
        filing.cells[f"requests.partly_granted.{column}"] -= 3
    differing = [f"requests.{row}.{PERSON}" for row in ("granted", "partly_granted")]
    _note(world, "parts_mismatch", filing, *differing)


def _part_missing(
    world: World, filings: list[Filing], by_office: dict[str, list[Filing]], rng: Random
) -> None:
    """One below has filed nothing, and the others are more than the government prints."""
    filing = rng.choice(filings[1:-1])
    below = rng.choice(
        [office.id for office in world.offices.values() if office.parent == filing.office]
    )
    gone = next(other for other in by_office[below] if other.year == filing.year)
    world.filings.remove(gone)
    _note(world, "missing", gone)
    for column in (PERSON, "total"):
        less = int(gone.cells[f"requests.granted.{column}"]) + 1
        filing.cells[f"requests.granted.{column}"] -= less
        filing.cells[f"requests.partly_granted.{column}"] += less
    _note(world, "parts_exceed_whole", filing, f"requests.granted.{PERSON}")


BREAKS: dict[str, Callable[[World, list[Filing], Random], None]] = {
    "carried_mismatch": _carried,
    "in_force_mismatch": _in_force,
    "items_mismatch": _items,
    "jump": _jump,
    "place_in_front": _rename,
    "version_differs": _correct,
    "same_numbers": _repeat,
    "missing": _miss,
    "unreadable": _ruin,
    "late": _delay,
    "settled": _open,
    "run_together": _run_together,
    "same_digest": _copy,
    "report_unplaced": _unname,
    "unit_advised": _forget_unit,
}
"""What an office that stands alone can have broken: what is broken, and what does it."""
