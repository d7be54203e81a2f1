"""Characters that print nothing: around numbers, inside them and in labels."""

from __future__ import annotations

import re

import pytest

import govinfo_report as gr
from govinfo_report.model.row import SPACES, UNSEEN
from govinfo_report.official.types import UNSEEN as FORM_UNSEEN
from tests.soundness import parsed
from tests.strategies import copy_text


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\x00"])
def test_characters_that_print_nothing(mark: str) -> None:
    """A zero-width space, a byte order mark or a NUL in front of a label changes nothing of it."""
    text = copy_text("tab_clean_2021")
    report = parsed(
        text.replace("\t1. ", f"\t{mark}1. ").replace("\n四、结转", f"\n{mark}四、结转")
    )
    assert report.values() == gr.parse(text).values()


@pytest.mark.parametrize("mark", sorted(UNSEEN))
def test_characters_that_print_nothing_around_numbers(mark: str) -> None:
    """<U+200E>28 or 28<U+202C>, as spreadsheets and chats leave it, is 28: with tabs, blanks, bars, a cell a line."""
    text = copy_text("tab_clean_2021")
    values = gr.parse(text).values()
    for cells in ("\t", "|", " ", "\n"):
        changed = re.sub(r"\t(\d+)(?=\t|\n)", rf"\t{mark}\1{mark}", text).replace("\t", cells)
        plain = text.replace("\t", cells)
        assert parsed(changed).values() == gr.parse(plain).values()
    assert parsed(re.sub(r"(?<=\t\d)(?=\d\t)", mark, text)).values() == values


def test_what_prints_nothing_is_the_same_to_labels_and_cells() -> None:
    """The form and the model know nothing of each other, and agree."""
    assert {*SPACES} - {*filter(str.isspace, SPACES)} == {*FORM_UNSEEN} == {*UNSEEN, "\x00"}
