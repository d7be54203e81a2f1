"""Parts and whole: what is added, what is not, and what is in doubt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa

import govinfo_report as gr
from govinfo_report.testing.world import Filing
from tests.panel.filings import facts_of, filing

GRANTED = "requests.granted.natural_person"
WHOLE, FIRST, SECOND = "某市人民政府", "某市教育局", "某市财政局"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A government and two offices below it."""
    file = tmp_path / "offices.csv"
    file.write_text(f"id,name,parent\np,{WHOLE},\na,{FIRST},p\nb,{SECOND},p\n", encoding="utf-8")
    return file


def told(facts: pa.Table, roster: Path) -> list[tuple[Any, ...]]:
    """Give code, number of the whole, sum and doubt of each finding."""
    with gr.build_panel(facts, roster) as panel:
        rows = panel.table("findings").to_pylist()
    return [(row["code"], row["value"], row["other_value"], row["doubted"]) for row in rows]


@pytest.mark.parametrize("gone", ["missing", "unreadable", "open", "notice"])
def test_what_is_not_there_is_not_0(gone: str, roster: Path) -> None:
    """With one of two offices a sum below the whole tells nothing; one above it does, and says 1/2."""
    second = {
        "missing": [],
        "unreadable": [Filing("b", SECOND, 2021, "2021", {})],
        "open": [filing(SECOND, 2021, open={GRANTED: (1, 2)})],
        "notice": [Filing("b", SECOND, 2021, "2021", {})],
    }[gone]
    for whole, expected in ((9, []), (3, [("parts_exceed_whole", 3, 4, False)])):
        facts = facts_of(
            filing(WHOLE, 2021, {GRANTED: whole}), filing(FIRST, 2021, {GRANTED: 4}), *second
        )
        if gone == "notice":
            kinds = [
                "notice" if row["organization"] == SECOND else "report" for row in facts.to_pylist()
            ]
            at = facts.schema.get_field_index("kind")
            facts = facts.set_column(at, "kind", pa.array(kinds))
        assert told(facts, roster) == expected


@pytest.mark.parametrize(("doubtful", "expected"), [(None, False), (WHOLE, True), (SECOND, True)])
def test_a_doubt_about_any_part_is_a_doubt(
    doubtful: str | None, expected: bool, roster: Path
) -> None:
    """A cell that is in doubt in one of the offices below makes the sum doubtful, as one of the whole does."""
    facts = facts_of(
        filing(WHOLE, 2021, {GRANTED: 9}),
        filing(FIRST, 2021, {GRANTED: 4}),
        filing(SECOND, 2021, {GRANTED: 4}),
    )
    doubts = [
        "single_sum"
        if (row["organization"], row["row"], row["column"])
        == (doubtful, "granted", "natural_person")
        else ""
        for row in facts.to_pylist()
    ]
    at = facts.schema.get_field_index("findings")
    facts = facts.set_column(at, "findings", pa.array(doubts))
    assert told(facts, roster) == [("parts_mismatch", 9, 8, expected)]
