"""A table whose digits all stand twice is doubted: 2277 may be 27."""

import re

import pytest

import govinfo_report as gr
from tests.strategies import copy_text

CLEAN = "tab_clean_2021"


def _doubled(text: str) -> str:
    """Double the digits of cells between tabs."""
    return re.sub(r"(?<![^\t\n])\d+(?=[\t\n])", lambda n: "".join(c + c for c in n[0]), text)


def _listed(text: str) -> dict[str, int]:
    found = [item for item in gr.parse(text).findings if item.code == "digits_doubled"]
    return {item.cells[0].partition(".")[0]: len(item.cells) for item in found}


def test_every_digit_twice() -> None:
    """All whole numbers of all tables are listed, and the message says what the largest may be."""
    text = _doubled(copy_text(CLEAN))
    report = gr.parse(text)
    assert _listed(text) == {"disclosure": 9, "requests": 175, "review": 15}
    words = next(item.message for item in report.findings if item.code == "digits_doubled")
    assert re.search(r"5522773388 may be 52738", words)
    assert report.cell("disclosure.rules.in_force").is_doubted


@pytest.mark.parametrize("number", ["7", "110", "0", "121"])
def test_one_other_number_says_otherwise(number: str) -> None:
    """A number with a digit that stands alone, though it be a multiple of 11, shows that none is doubled."""
    text = _doubled(copy_text(CLEAN)).replace("\t2277\n", f"\t{number}\n", 1)
    assert "disclosure" not in _listed(text)


def test_few_numbers_prove_nothing() -> None:
    """Four of them may be what the office counted."""
    row = "二、主动公开政府信息情况\n规章\t11\t22\t33\n行政许可\t{}\n行政处罚\t{}\n"
    assert _listed(row.format(44, "/")) == {}
    assert _listed(row.format(44, 55)) == {"disclosure": 5}
