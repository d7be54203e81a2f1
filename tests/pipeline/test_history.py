"""What was read before changes nothing: words of tables are remembered, and numbers read faster the next time."""

from typing import Any

import pytest

from govinfo_report.model import Report
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, generate, mangle, render

PIPELINE = Pipeline(official_form())


def everything(report: Report) -> tuple[Any, ...]:
    """Give all that a report says."""
    return report.to_dict(), [finding.text() for finding in report.findings], report.extra_rows


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_copy_that_is_read_again(recipe: str) -> None:
    """The first time its words may be new, the second time they are known, and the third how its tables are placed."""
    for at, layout in enumerate(LAYOUTS):
        level = (*LEVELS, 60)[at % (len(LEVELS) + 1)]
        text = mangle(render(generate(at, None, level), layout), (recipe,), at).text
        first = everything(PIPELINE.parse(text))
        assert everything(PIPELINE.parse(text)) == first, (layout, level)
        assert everything(PIPELINE.parse(text)) == first, (layout, level)
