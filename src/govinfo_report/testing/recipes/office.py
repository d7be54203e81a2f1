"""What offices do: zeros left empty, an older form, and errors that no reader can tell from the truth but by sums."""

from __future__ import annotations

from random import Random

from attrs import evolve

from govinfo_report.official import Sum
from govinfo_report.testing.truth import Truth, tables_of

_EMPTY_SHARE = (0.1, 0.5, 0.9)
_SUMMED = ("requests", "requests", "requests", "review")


def blank_zeros(truth: Truth, rng: Random) -> Truth | None:
    """Some zeros are left empty: a tenth of them, half of them or nearly all; totals of rows are zeros like others."""
    share = rng.choice(_EMPTY_SHARE)
    cells = {
        path: "" if text == "0" and rng.random() < share else text
        for path, text in truth.cells.items()
    }
    return _changed(truth, cells)


def mix_editions(truth: Truth, rng: Random) -> Truth | None:
    """The requests table is the one of another edition, what the two do not share added up or set down as 其他."""
    others = [
        edition for edition in truth.form.editions if edition != truth.editions.get("requests")
    ]
    if not others or "requests" not in truth.editions:
        return None
    edition = rng.choice(others)
    old, new = truth.table("requests").shape, tables_of(truth.form, edition)["requests"].shape
    gone = [row.id for row in old.rows if row.id not in new.row_index]
    added = [row.id for row in new.rows if row.id not in old.row_index]
    if not gone or not added:
        return None
    cells = {path: text for path, text in truth.cells.items() if path not in old.index}
    cells |= {path: truth.cells.get(path, "0") for path in new.paths}
    for column in new.rows[0].columns:
        printed = [truth.cells[f"requests.{row}.{column}"] for row in gone]
        numbers = [int(text) for text in printed if text.isdecimal()]
        # marks and empty cells add nothing; where nothing else is printed they stay as they are
        whole = str(sum(numbers)) if numbers else printed[0]
        cells[f"requests.{added[-1]}.{column}"] = whole
    order = {name: tables_of(truth.form, truth.editions[name])[name] for name in truth.editions}
    order["requests"] = tables_of(truth.form, edition)["requests"]
    ordered = {path: cells[path] for table in order.values() for path in table.shape.paths}
    return evolve(truth, cells=ordered, editions={**truth.editions, "requests": edition})


def file_late(truth: Truth, rng: Random) -> Truth | None:
    """The form of 2019 is used in a later year."""
    edition = truth.editions.get("requests")
    if edition is None:
        return None
    years = truth.form.editions[edition].years
    return evolve(truth, year=years[1] + rng.randint(1, 3)) if len(years) > 1 else None


def _changed(truth: Truth, cells: dict[str, str]) -> Truth | None:
    return evolve(truth, cells=cells) if cells != truth.cells else None


def _numbers(truth: Truth, table: str) -> dict[str, int]:
    """Give path to number for the cells of a table that print one."""
    paths = truth.table(table).shape.paths if table in truth.editions else ()
    return {path: int(truth.cells[path]) for path in paths if truth.cells[path].isdecimal()}


def _total(truth: Truth, table: str) -> Sum:
    """Give the sum that makes the last column of a table."""
    return next(
        entry for entry in truth.form.sums if entry.table == table and entry.along == "rows"
    )


def mistype(truth: Truth, rng: Random) -> Truth | None:
    """One number is mistyped: a digit more, a digit fewer, another digit, two digits exchanged."""
    table = rng.choice(_SUMMED)
    numbers = _numbers(truth, table if table in truth.editions else next(iter(truth.editions)))
    filled = [path for path, number in numbers.items() if number]
    path = rng.choice(filled or list(numbers) or [""])
    if not path:
        return None
    old = str(numbers[path])
    at = rng.randrange(len(old))
    digit = str(rng.randrange(10))
    typed = rng.choice(
        (
            old[:at] + digit + old[at:],
            old[:at] + old[at + 1 :],
            old[:at] + digit + old[at + 1 :],
            old[:at] + old[at : at + 2][::-1] + old[at + 2 :],
        )
    )
    return _changed(truth, {**truth.cells, path: str(int(typed or "0"))})


def misplace(truth: Truth, rng: Random) -> Truth | None:
    """One applicant's number stands in another's column, which prints a zero; totals stay as they were."""
    if "requests" not in truth.editions:
        return None
    numbers = _numbers(truth, "requests")
    parts = _total(truth, "requests").parts
    filled = [path for path, number in numbers.items() if number and path.split(".")[2] in parts]
    rng.shuffle(filled)
    for path in filled:
        row = path.rpartition(".")[0]
        free = [name for name in parts if numbers.get(f"{row}.{name}") == 0]
        if free:
            other = f"{row}.{rng.choice(free)}"
            return _changed(truth, {**truth.cells, path: "0", other: truth.cells[path]})
    return None


def leave_totals(truth: Truth, rng: Random) -> Truth | None:
    """The totals of some rows, or of all, are not filled: they print a zero or nothing."""
    table = rng.choice(_SUMMED)
    if table not in truth.editions:
        return None
    (total,) = _total(truth, table).equals
    numbers = _numbers(truth, table)
    paths = [path for path, number in numbers.items() if number and path.endswith(f".{total}")]
    if not paths:
        return None
    left = paths if rng.random() < 0.3 else rng.sample(paths, rng.randint(1, len(paths)))
    return _changed(truth, {**truth.cells, **dict.fromkeys(left, rng.choice(("0", "")))})


def carry_error(truth: Truth, rng: Random) -> Truth | None:
    """One result is miscounted, and its row's total and （七）总计 are added up with the wrong number."""
    if "requests" not in truth.editions:
        return None
    numbers = _numbers(truth, "requests")
    (total,) = _total(truth, "requests").equals
    parts = _total(truth, "requests").parts
    results, handled = _results(truth)
    row, column, error = rng.choice(results), rng.choice(parts), rng.randint(1, 9)
    wrong = (f"requests.{name}.{of}" for name in (row, handled) for of in (column, total))
    cells = {path: str(numbers[path] + error) for path in wrong if path in numbers}
    return _changed(truth, {**truth.cells, **cells})


def leave_out(truth: Truth, rng: Random) -> Truth | None:
    """A row is left out of （七）总计."""
    if "requests" not in truth.editions:
        return None
    numbers = _numbers(truth, "requests")
    columns = (*_total(truth, "requests").parts, *_total(truth, "requests").equals)
    results, handled = _results(truth)
    filled = [
        row for row in results if any(numbers.get(f"requests.{row}.{column}") for column in columns)
    ]
    if not filled:
        return None
    row = rng.choice(filled)
    cells = {
        f"requests.{handled}.{column}": str(
            numbers[f"requests.{handled}.{column}"] - numbers.get(f"requests.{row}.{column}", 0)
        )
        for column in columns
        if f"requests.{handled}.{column}" in numbers
    }
    return _changed(truth, {**truth.cells, **cells})


def _results(truth: Truth) -> tuple[list[str], str]:
    """Give the rows that （七）总计 adds up, and its own."""
    table = truth.table("requests")
    entry = next(
        entry
        for entry in truth.form.sums
        if entry.table == "requests" and entry.along == "columns" and len(entry.equals) == 1
    )
    return [row for part in entry.parts for row in table.members(part)], entry.equals[0]
