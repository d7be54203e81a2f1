"""Makes reports up from a seed: fast, with the numbers that real offices print, and with sums that hold.

Most reports are nearly empty and a few are large; within one most cells are zero, natural persons ask for most, and
two or three results take nearly all requests. The numbers follow that, so that what a copy leaves open is left
open as often as in real ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random

from govinfo_report.errors import ArgumentError
from govinfo_report.grammar import EditionTable
from govinfo_report.model import cell_path
from govinfo_report.official import Form, official_form
from govinfo_report.testing.prose import OFFICES, PLACES, SENTENCES
from govinfo_report.testing.truth import Truth, tables_of

LEVELS = (0, 5, 60, 400, 3_000, 30_000)
"""Requests of a year at a village, a township, a county, a city, a capital, a province with all below it."""

# Mean parts of the six applicants and of the results in all requests; what is not listed gets REST. They are blurred
# anew for each report.
_APPLICANTS = {
    "natural_person": 80.0,
    "business": 9.0,
    "research": 0.3,
    "public_welfare": 0.6,
    "legal_service": 2.0,
    "other_org": 4.0,
}
_RESULTS = {
    "granted": 30.0,
    "partly_granted": 7.0,
    "unable_not_held": 28.0,
    "unable_must_create": 4.0,
    "unable_unclear": 2.0,
    "denied_third_party": 2.0,
    "denied_internal_affairs": 2.0,
    "denied_process_info": 3.0,
    "denied_admin_query": 3.0,
    "not_processed_petition": 5.0,
    "not_processed_repeated": 3.0,
    "other_handling": 5.0,
    "other_overdue_correction": 4.0,
}
_REST = 0.8
# Shapes of the blur: the lower, the more of a report falls on few lines.
_BLUR = 0.6
_APPLICANT_BLUR = 2.0
# Parts of a year's requests that are carried into the next one, and that end in a review or a court.
_CARRIED = 0.05
_REVIEWED = {
    "reconsideration": 0.05,
    "direct_litigation": 0.02,
    "litigation_after_reconsideration": 0.015,
}
# How many requests the quietest level has: every other report one.
_QUIET = 0.6
# Above this mean a count is drawn from the normal distribution, which is as near as matters and far quicker.
_NORMAL = 40.0


def generate(
    seed: int, edition: str | None = None, requests: int = 60, form: Form | None = None
) -> Truth:
    """Make a report up.

    Args:
        seed: the same seed gives the same report.
        edition: the edition, an annex's too; None for any of the form's own.
        requests: about how many requests the office has in a year, such as one of ``LEVELS``.
        form: the form; None for the official one.

    Returns:
        A report whose sums all hold; its amounts of money are printed with and without fraction and unit.

    Raises:
        ArgumentError: the form has no such edition.
    """
    form = official_form() if form is None else form
    if edition is not None:
        try:
            form = form.printing(edition)
        except KeyError:
            known = ", ".join(name for each in (form, *form.annexes) for name in each.editions)
            raise ArgumentError("edition", f"expected one of {known}; found {edition!r}") from None
    rng = Random(f"{seed} {edition} {requests}")
    chosen = rng.choice(list(form.editions)) if edition is None else edition
    first, *last = form.editions[chosen].years
    cells: dict[str, str] = {}
    tables = tables_of(form, chosen)
    for name, table in tables.items():
        fill = _FILLED.get(name, _fill_plain)
        drawn = fill(rng, form, table, max(float(requests), _QUIET))
        cells |= {path: drawn[path] for path in table.shape.paths}
    return Truth(
        organization="".join(rng.sample(PLACES, rng.randint(2, 3))) + rng.choice(OFFICES),
        year=rng.randint(first, last[0] if last else first + 4),
        editions=dict.fromkeys(tables, chosen),
        cells=cells,
        sections={
            name: "\n".join(rng.sample(SENTENCES, rng.randint(1, 4)))
            for name in form.sections
            if name not in form.tables
        },
        form=form,
    )


def _count(rng: Random, mean: float) -> int:
    """Draw a count by the Poisson distribution."""
    if mean > _NORMAL:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def _parts(
    rng: Random, names: Sequence[str], weights: Mapping[str, float], blur: float = _BLUR
) -> dict[str, float]:
    """Draw parts of one whole, blurred around their means."""
    drawn = {
        name: weights.get(name, _REST) * rng.gammavariate(blur, 1 / blur) + 1e-9 for name in names
    }
    whole = sum(drawn.values())
    return {name: part / whole for name, part in drawn.items()}


def _fill_requests(rng: Random, form: Form, table: EditionTable, requests: float) -> dict[str, str]:
    """Fill table 三: results are drawn, what the sums imply is worked out."""
    sums = {entry.code: entry for entry in form.sums if entry.table == "requests"}
    received, carried = sums["requests_balance"].parts
    handled, forward = sums["requests_balance"].equals
    applicants = sums["requests_row_total"].parts
    (total,) = sums["requests_row_total"].equals
    results = [row for part in sums["requests_total_handled"].parts for row in table.members(part)]
    kinds = _parts(rng, results, _RESULTS)
    shares = _parts(rng, applicants, _APPLICANTS, _APPLICANT_BLUR)
    numbers: dict[tuple[str, str], int] = {}
    for column in applicants:
        asked = requests * shares[column]
        for row in results:
            numbers[row, column] = _count(rng, asked * kinds[row])
        numbers[handled, column] = sum(numbers[row, column] for row in results)
        numbers[forward, column] = _count(rng, asked * _CARRIED)
        whole = numbers[handled, column] + numbers[forward, column]
        numbers[carried, column] = min(whole, _count(rng, asked * _CARRIED))
        numbers[received, column] = whole - numbers[carried, column]
    for line in table.shape.rows:
        numbers[line.id, total] = sum(numbers[line.id, column] for column in applicants)
    return {f"requests.{row}.{column}": str(number) for (row, column), number in numbers.items()}


def _fill_review(rng: Random, form: Form, table: EditionTable, requests: float) -> dict[str, str]:
    """Fill table 四: four outcomes a group, and what they add up to."""
    (entry,) = (entry for entry in form.sums if entry.table == "review")
    found: dict[str, str] = {}
    for row in table.shape.rows:
        mean = requests * _REVIEWED.get(row.id, 0.01)
        parts = _parts(rng, entry.parts, {"upheld": 4.0, "pending": 1.0})
        counts = {column: _count(rng, mean * part) for column, part in parts.items()}
        counts[entry.equals[0]] = sum(counts.values())
        found |= {f"review.{row.id}.{column}": str(count) for column, count in counts.items()}
    return found


def _fill_statistics(
    rng: Random, form: Form, table: EditionTable, requests: float
) -> dict[str, str]:
    """Fill the statistics table: parts are drawn, totals and what is at least as much are worked out."""
    name = table.shape.table
    shares = _parts(rng, list(table.shape.row_index), {})
    found: dict[str, str] = {}
    for column in dict.fromkeys(column for row in table.shape.rows for column in row.columns):
        numbers: dict[str, int] = {}
        for row in table.shape.row_index:
            scale = requests * len(shares) * shares[row]
            if form.tables[name].counted(row, column).money:
                found[cell_path(name, row, column)] = _amount(rng, scale / 20)
            else:
                numbers[row] = _count(rng, scale)
        _tie(numbers, form, table)
        found |= {cell_path(name, row, column): str(count) for row, count in numbers.items()}
    return found


def _tie(numbers: dict[str, int], form: Form, table: EditionTable) -> None:
    """Make the numbers of one column keep the sums and bounds of the form."""
    # a total that is a part of another one comes first
    for entry in sorted(form.sums, key=lambda entry: set(entry.equals).isdisjoint(_added(form))):
        numbers[entry.equals[0]] = sum(numbers[part] for part in entry.parts)
    for bound in form.bounds:
        less, more = (
            [row for part in side for row in table.members(part)]
            for side in (bound.less, bound.more)
        )
        lacking = sum(numbers[row] for row in less) - sum(numbers[row] for row in more)
        numbers[more[-1]] += max(0, lacking)


def _added(form: Form) -> set[str]:
    """Give the rows that some sum adds up."""
    return {part for entry in form.sums for part in entry.parts}


def _fill_plain(rng: Random, form: Form, table: EditionTable, requests: float) -> dict[str, str]:
    """Fill a table that no sum binds (table 二), each cell by what its column holds."""
    name = table.shape.table
    found = {}
    for row in table.shape.rows:
        busy = rng.random() < min(0.9, 0.25 + 0.1 * math.log1p(requests))
        scale = rng.lognormvariate(0.0, 1.2) * math.sqrt(requests) if busy else 0.0
        for column in row.columns:
            kind = form.tables[name].columns[column]
            if kind.money:
                text = _amount(rng, scale * 20)
            elif kind.signed:
                text = _change(rng, scale / 4)
            else:
                text = str(_count(rng, scale * _DISCLOSED.get(column, 1.0)))
            found[f"{name}.{row.id}.{column}"] = text
    return found


# Table 二: how large the numbers of a column are beside those of 本年制发件数.
_DISCLOSED = {
    "repealed": 0.3,
    "in_force": 12.0,
    "total_published": 12.0,
    "previous_items": 6.0,
    "decisions": 40.0,
    "procurement_items": 2.0,
}


def _change(rng: Random, scale: float) -> str:
    """Draw what 本年增/减 prints: ``0``, ``+8``, ``-3``, ``5``, and now and then ``增5``."""
    change = round(rng.gauss(0, scale)) if scale else 0
    if change == 0:
        return "0"
    signs = ("-", "-", "－", "减") if change < 0 else ("+", "", "＋", "增")
    return rng.choice(signs) + str(abs(change))


def _amount(rng: Random, scale: float) -> str:
    """Draw an amount of money: ``0``, ``397.619``, ``24252.311082万元``."""
    if not scale:
        return "0"
    number = f"{rng.expovariate(1 / scale):.{rng.choice((0, 0, 1, 2, 4, 6))}f}"
    return number + rng.choice(("", "", "", "万元"))


_FILLED: Mapping[str, Callable[[Random, Form, EditionTable, float], dict[str, str]]] = {
    "requests": _fill_requests,
    "review": _fill_review,
    "statistics": _fill_statistics,
}
