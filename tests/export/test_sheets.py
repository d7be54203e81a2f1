"""No text of a CSV is taken for a formula, and every text can be had back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.export import fact_columns, write_csv
from govinfo_report.export.facts import new_facts
from govinfo_report.export.lines import facts_csv
from govinfo_report.export.sheets import sheet_text
from tests.strategies import copy_text

BEGINS = "=+-@\t\r＝＋－＠"


@pytest.mark.parametrize("begin", BEGINS)
def test_a_formula_is_text(begin: str) -> None:
    """What begins like a formula gets a mark in front."""
    for text in (f"{begin}cmd|'/C calc'!A0", f"{begin}1+1|x", f"{begin}SUM(A1)", f"{begin}A1"):
        assert sheet_text(text) == f"'{text}"


@pytest.mark.parametrize(
    "value",
    ["-", "--", "-5", "+3", "-12.50", "-1,000", "-5%", "-1 3", "－５", "", "a=1", 5, -5, None],
)
def test_numbers_keep_their_form(value: Any) -> None:
    """Numbers, strokes for nothing and all other texts stay as they are."""
    assert sheet_text(value) == value


@given(st.text(alphabet="=+-@'\t\r\n1a,.|() ", max_size=9), st.text(max_size=9))
def test_every_text_can_be_had_back(text: str, rest: str) -> None:
    """No result begins like a formula unless it is a number; without the mark in front it is the text."""
    found = sheet_text(text + rest)
    assert (found[1:] if found.startswith("'") else found) == text + rest
    assert found[:1] not in list(BEGINS) or not set(found) & set("|()a")


@pytest.mark.parametrize("shape", ["long", "wide"])
def test_names_and_texts_of_every_csv(shape: Any) -> None:
    """The name of a file, the title, what a cell prints: in the CSV of reports and in that of facts, in both shapes."""
    text = (
        copy_text("tab_clean_2021")
        .replace("规章\t3\t", "规章\t=1+1\t")
        .replace("\t27\n", "\t-27\n")
    )
    report = gr.parse(text)
    report.source = "=HYPERLINK(A1)"
    report.identity["organization"].value = "@SUM(1)"
    written = io.StringIO(newline="")
    write_csv(report, written)
    facts = new_facts(shape)
    facts.add(report)
    heads = ",".join(column.name for column in fact_columns(shape))
    for words in (written.getvalue(), f"{heads}\n{facts_csv(facts).decode()}"):
        rows = list(csv.DictReader(io.StringIO(words, newline="")))
        assert {row["source"] for row in rows} == {"'=HYPERLINK(A1)"}
        assert {row["organization"] for row in rows} == {"'@SUM(1)"}
        raws = {row["raw"] for row in rows if "raw" in row}
        assert not raws or {"'=1+1", "-27"} <= raws
        assert not [
            field
            for row in rows
            for field in row.values()
            if field[:1] in list("=@") or (field[:1] in list("+-") and not field[1:].isdigit())
        ]
