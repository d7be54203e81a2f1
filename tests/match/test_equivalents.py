"""Rewrites that change no answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.match.equivalents import EQUIVALENTS, Equivalent, plain
from tests.strategies import NAMES, copy_text


@pytest.mark.parametrize("equivalent", EQUIVALENTS, ids=lambda each: each.name)
def test_each_example_is_rewritten(equivalent: Equivalent) -> None:
    """What stands in the copy is read as what the example says."""
    printed, meaning = equivalent.example
    assert equivalent.pattern.sub(equivalent.meaning, printed) == meaning


@pytest.mark.parametrize("equivalent", EQUIVALENTS, ids=lambda each: each.name)
@pytest.mark.parametrize("name", ["tab_clean_2019", "tab_clean_2021"])
def test_no_rewrite_changes_a_clean_copy(name: str, equivalent: Equivalent) -> None:
    """What is written out again by a rewrite is read as before."""
    text = copy_text(name)
    rewritten = equivalent.pattern.sub(equivalent.meaning, text)
    assert gr.parse(rewritten).values() == gr.parse(text).values()


@pytest.mark.parametrize("name", NAMES)
def test_every_character_keeps_its_place(name: str) -> None:
    """A digit of the plain text is the same digit at its offset in the copy."""
    text = copy_text(name)
    found = plain(text)
    assert len(found.text) == len(found.offsets)
    for at, sign in enumerate(found.text):
        if sign.isascii() and sign.isdigit():
            assert text[found.offsets[at]].isdigit()


@given(st.text(alphabet="0\\nrtu41|-&#;<td>NaN*\u200b㈠\r\n\t ", max_size=80))
def test_any_text_is_rewritten(text: str) -> None:
    """Offsets never run backwards, whatever the text is."""
    found = plain(text)
    assert len(found.text) == len(found.offsets)
    assert list(found.offsets) == sorted(found.offsets)
