"""A text with several reports is cut into them, and a text with one is not."""

from pathlib import Path
from random import Random

import pytest

from govinfo_report.source.encoding import decode
from govinfo_report.streaming import cut_reports
from tests.strategies import NAMES, copy_text
from tests.test_streaming import damaged

SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.parametrize("seed", range(40))
def test_made_up_copies_are_cut_where_they_begin(seed: int) -> None:
    """Copies in any layout, each damaged up to twice, one after the other: as many reports, that cover the text."""
    rng = Random(seed)
    copies = [damaged(rng) for _ in range(rng.randint(1, 5))]
    found = cut_reports("".join(copies))
    ends = [sum(map(len, copies[: at + 1])) for at in range(len(copies))]
    assert [end for _, end in found] == ends


@pytest.mark.parametrize("name", NAMES)
def test_one_report_is_not_cut(name: str) -> None:
    """A sample copy is one report."""
    text = copy_text(name)
    assert cut_reports(text) == [(0, len(text))]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared is not beside the checkout")
def test_real_copies() -> None:
    """Each real copy is one report; all of them one after the other are as many."""
    files = [
        *sorted((SHARED / "seeds").iterdir()),
        *(file for file in sorted((SHARED / "real").iterdir()) if file.suffix in {".txt", ".md"}),
    ]
    texts = [decode(file.read_bytes()) for file in files if file.name != "README.md"]
    assert [len(cut_reports(text)) for text in texts] == [1] * len(texts)
    assert len(cut_reports("\n".join(texts))) == len(texts)


def test_a_table_printed_twice_is_one_report() -> None:
    """A section that a page break prints again does not begin a new report."""
    text = copy_text("tab_clean_2021")
    start, end = text.index("三、收到"), text.index("四、政府")
    twice = text[:end] + text[start:end] + text[end:]
    assert cut_reports(twice) == [(0, len(twice))]


def test_a_title_on_each_page_is_one_report() -> None:
    """A title that is printed again above a table does not begin a new report."""
    text = copy_text("tab_clean_2021")
    title = text.lstrip().partition("\n")[0]
    paged = text.replace("三、收到", f"{title}\n三、收到")
    assert cut_reports(paged) == [(0, len(paged))]
