"""A line that is lost with its label, where nothing parts cells: the others keep the numbers behind their labels."""

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, render


@pytest.mark.parametrize("seed", range(4))
def test_numbers_right_behind_a_label_are_its_own(seed: int) -> None:
    """That labels moved against their numbers all along the table is no rival: each has numbers behind it."""
    text = render(generate(seed, "2021", 400), "run_together").text
    whole = gr.parse(text).values()
    start, end = text.index("1.属于国家秘密"), text.index("2.其他法律行政法规禁止公开")
    values = gr.parse(text[:start] + text[end:]).values()
    kept = {
        path: number
        for path, number in whole.items()
        if path.startswith("requests.") and ".denied_state_secret." not in path
    }
    stated = {path: number for path, number in values.items() if path.startswith("requests.")}
    assert stated.items() <= kept.items()
    assert len(stated) >= 0.9 * len(kept) > 0
