"""What a text is cut into before anything is supposed of it."""

from __future__ import annotations

from govinfo_report.match.tokens import tokens
from govinfo_report.match.vocabulary import vocabulary
from govinfo_report.official import official_form
from govinfo_report.testing import count_steps

KNOWN = vocabulary(official_form())


def test_numbers_of_lists_without_labels() -> None:
    """A line of nothing but numbers of lists is not looked at anew for each of them."""
    one, two, four = (
        count_steps(lambda text: tokens(text, KNOWN), "（一、" * count + "行政复议 1 2 3")
        for count in (400, 800, 1_600)
    )
    assert four - two < 3 * (two - one)
