"""Copies whose lines end in a character that only Unicode calls a line end: they read as with a plain one."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.source.lines import LINE_ENDS
from tests.paths import COPIES
from tests.soundness import check_report

MARKS = [chr(mark) for mark in LINE_ENDS]
NAMES = sorted(path.stem for path in COPIES.glob("*.txt"))


def _read(text: str) -> dict[str, object]:
    """Read a copy, check that all that is told stands at its place, and give it."""
    report = gr.parse(text)
    check_report(report, text)
    assert report.text == text
    return {
        "kind": gr.kind_of(text),
        "cells": [(cell.path, cell.state, cell.value, cell.line) for cell in report.cells()],
        "places": {
            name: (fact.value, fact.start, fact.end) for name, fact in report.identity.items()
        },
        "findings": [(item.code, item.start, item.end, item.line) for item in report.findings],
        "claims": [(claim.path, claim.value, claim.start) for claim in report.claims],
    }


@pytest.mark.parametrize("name", NAMES)
def test_other_line_ends(name: str) -> None:
    """Numbers, facts, findings and their places are those of the copy with plain line ends."""
    text = (COPIES / f"{name}.txt").read_text(encoding="utf-8")
    mark = MARKS[NAMES.index(name) % len(MARKS)]
    assert _read(text.replace("\n", mark)) == _read(text)


def test_two_kinds_of_line_ends() -> None:
    """Some programs end lines in one and paragraphs in another."""
    text = (COPIES / "tab_clean_2021.txt").read_text(encoding="utf-8")
    assert _read(text.replace("\n\n", "\u2029\u2029").replace("\n", "\u2028")) == _read(text)


@pytest.mark.parametrize("mark", MARKS, ids=[f"U+{ord(mark):04X}" for mark in MARKS])
def test_one_inside_of_a_line_ends_none(mark: str) -> None:
    """A cell of Word may hold one, and so may the end of a page: the row goes on."""
    text = (COPIES / "tab_clean_2021.txt").read_text(encoding="utf-8")
    plain, changed = gr.parse(text), gr.parse(text.replace("行政规范性", f"行政{mark}规范性", 1))
    assert changed.values() == plain.values()
