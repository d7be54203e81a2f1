"""A copy that prints its report more than once: text, and its tables behind it."""

from __future__ import annotations

import re

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.soundness import check_report


def with_tables_behind(seed: int, edition: str, other: int | None = None, sign: str = "|") -> str:
    """Give a copy whose third table has lost what stands on other pages, and all tables once more behind it.

    Args:
        seed: of the report.
        edition: its edition.
        other: of the report whose tables stand behind it; None for the same.
        sign: what parts their cells.
    """
    truth = generate(seed, edition, 300)
    text = render(truth, "tab_separated").text
    begin, end = text.index("\t（二）部分公开"), text.index("五、存在的主要问题")
    tables = render(generate(other, edition, 300) if other else truth, "tab_separated").text
    rows = [line.replace("\t", sign) for line in tables.split("\n") if "\t" in line]
    return text[:begin] + text[end:] + "\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize("sign", ["|", "\t"])
@pytest.mark.parametrize(("seed", "edition"), [(3, "2021"), (8, "2021"), (5, "2019")])
def test_tables_are_read_where_they_are_whole(seed: int, edition: str, sign: str) -> None:
    """What the text has lost is read of the tables behind it, each number at its place, and the copy says so."""
    text = with_tables_behind(seed, edition, sign=sign)
    report = gr.parse(text)
    truth = generate(seed, edition, 300)
    assert report.values() == truth.values()
    check_report(report, text)
    assert "several_reports" not in {found.code for found in report.findings}
    assert "printed_again" in {found.reason for found in report.findings}


@pytest.mark.parametrize(("seed", "other"), [(3, 8), (8, 3), (11, 12)])
def test_tables_of_another_report_are_not_taken(seed: int, other: int) -> None:
    """Their numbers are others: they stay another report's, and none of them is stated."""
    text = with_tables_behind(seed, "2021", other)
    report = gr.parse(text)
    truth = generate(seed, "2021", 300).values()
    assert "several_reports" in {found.code for found in report.findings}
    assert all(truth[path] == value for path, value in report.values().items())


def test_a_title_of_another_year_is_another_report() -> None:
    """The same numbers under the title of another year are not taken."""
    truth = generate(3, "2021", 300)
    title = render(truth, "tab_separated").text.split("\n")[0]
    later = re.sub(r"20\d\d", lambda year: str(int(year[0]) + 1), title)
    text = with_tables_behind(3, "2021")
    at = text.index("第二十条第（一）项|")
    report = gr.parse(f"{text[:at]}\n{later}\n\n{text[at:]}")
    assert "several_reports" in {found.code for found in report.findings}
    assert not report.requests.total_handled.total


def test_headings_alone_are_no_report_of_their_own() -> None:
    """A program prints the names of all columns, and then the tables: what it prints first is not read for itself."""
    text = render(generate(3, "2021", 300), "tab_separated").text
    lines = [line for line in text.split("\n") if "\t" in line]
    heads = [line for line in lines if not any(map(str.isdecimal, line))]
    report = gr.parse("\n".join([*heads, *lines]))
    assert report.values() == gr.parse("\n".join(lines)).values() != {}


def test_few_numbers_in_common_prove_nothing() -> None:
    """A copy that kept table 四 alone, 1 and 1 and zeros, may be another report than the tables behind it."""
    text = render(generate(4, "2021", 60), "tab_separated").text
    rows = [line.replace("\t", "|") for line in text.split("\n") if "\t" in line]
    begin, end = text.index("二、主动公开"), text.index("四、政府信息公开行政复议")
    kept = text[:begin] + text[end:]
    assert sum(value > 0 for value in gr.parse(kept).values().values()) in range(1, 10)
    report = gr.parse(kept + "\n" + "\n".join(rows))
    assert "several_reports" in {found.code for found in report.findings}
    assert report.values() == gr.parse(kept).values()
