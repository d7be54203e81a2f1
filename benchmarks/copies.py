"""Generated copies of reports, and what is true of each.

Everything is drawn from a seed: the same seed gives the same copies on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from attrs import frozen

from benchmarks.figures import draw_figures
from benchmarks.template import Template
from benchmarks.wording import organization, paragraphs, prose
from govinfo_report import testing
from govinfo_report.testing.truth import iter_broken_sums

YEARS = {"2019": (2019, 2020), "2021": (2021, 2022, 2023, 2024)}
"""Edition to the years whose reports are due on it."""


@frozen
class Copy:
    """A copy and the right answers to it.

    Attributes:
        text: the copy.
        values: path to number as the office printed it. A sound copy states them all; a damaged
            one may state fewer, and none differently.
        title: the title, without spaces; None where the copy is no report.
        organization: the office; None where the copy is no report.
        year: the year; None where the copy is no report.
        edition: the edition of every table; None where the copy is no report.
        codes: codes of the warnings and errors of a sound copy: these and no other.
        sound: nothing of the copy is lost.
    """

    text: str
    values: Mapping[str, str]
    title: str | None = None
    organization: str | None = None
    year: int | None = None
    edition: str | None = None
    codes: frozenset[str] = frozenset()
    sound: bool = True


def draw_copy(rng: random.Random, edition: str, tables: Template, size: int = 0) -> Copy:
    """Make a report: its own office, year, prose and numbers, in the layout of a template.

    Args:
        rng: the source of chance.
        edition: the template's edition.
        tables: the template of sections 二 to 四.
        size: how many characters the prose has at least.
    """
    values = draw_figures(rng, tables.paths)
    office, year = organization(rng), rng.choice(YEARS[edition])
    overview = paragraphs(rng, "overview", rng.randint(3, 9), year)
    overview.insert(rng.randint(1, len(overview)), _claims(values))
    while size > sum(map(len, overview)):
        overview += paragraphs(rng, "overview", 12, year)
    problems = paragraphs(rng, "problems", rng.randint(1, 4), year)
    other = rng.choice(prose()["other"]).replace("{year}", str(year))
    parts = [
        f"{office} {year} 年政府信息公开 工作年度报告",
        "一、总体情况",
        *overview,
        tables.filled(values).rstrip("\n"),
        "五、存在的主要问题及改进情况",
        *problems,
        "六、其他需要报告的事项",
        other,
    ]
    if rng.random() < 0.5:
        parts += [office, f"{year + 1}年1月{rng.randint(4, 30)}日"]
    return Copy(
        text="\n\n".join(parts) + "\n",
        values=values,
        title=f"{office}{year}年政府信息公开工作年度报告",
        organization=office,
        year=year,
        edition=edition,
    )


def draw_damaged(rng: random.Random, edition: str, recipe: str) -> Copy:
    """Make a report of ``govinfo_report.testing``, tab-separated and damaged by one of its recipes.

    Args:
        rng: the source of chance.
        edition: the edition.
        recipe: what befell the copy.
    """
    return _made_up(_mangled(rng, edition, recipe), sound=False)


def draw_miscounted(rng: random.Random, edition: str) -> Copy:
    """Make such a report of an office that erred, so that sums do not hold; every cell is filled."""
    while True:
        made_up = _mangled(rng, edition, "office")
        if not made_up.truth.sums_hold() and all(made_up.truth.cells.values()):
            return _made_up(made_up, sound=True)


def _mangled(rng: random.Random, edition: str, recipe: str) -> testing.Copy:
    seed = rng.getrandbits(32)
    truth = testing.generate(seed, edition, rng.choice(testing.LEVELS[1:-1]))
    return testing.mangle(testing.render(truth, "tab_separated"), recipe, seed)


def _made_up(made_up: testing.Copy, sound: bool) -> Copy:
    truth = made_up.truth
    return Copy(
        text=made_up.text,
        values={path: truth.cells[path] for path in truth.values()},
        title=truth.title,
        organization=truth.organization,
        year=truth.year,
        edition=truth.editions["requests"],
        codes=frozenset(code for code, _ in iter_broken_sums(truth)),
        sound=sound,
    )


def draw_news(rng: random.Random, size: int) -> Copy:
    """Make a text that is no report, of at least ``size`` characters."""
    told: list[str] = []
    while size > sum(map(len, told)):
        told += paragraphs(rng, "news", 6, 2021)
    return Copy("\n\n".join(told) + "\n", {})


def _claims(values: Mapping[str, str]) -> str:
    """State the totals of table 三 in prose, as most reports do."""
    words: str = prose()["claims"]
    return words.format(
        new=values["requests.new_received.total"],
        carried=values["requests.carried_over.total"],
        handled=values["requests.total_handled.total"],
        forward=values["requests.carried_forward.total"],
    )
