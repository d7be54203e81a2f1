"""Runs the Python examples of the README files and of docs/ as tests, and no test by the clock.

A ```python block with `>>>` prompts is a doctest; one without is executed. Blocks of other
languages are not run. `<!-- skip: next -->` before a block leaves it out. The blocks of a file
share their names, from the first to the last.
"""

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.sybil import SybilCollection
from sybil.typing import Parser

from govinfo_report.pipeline import Pipeline

PARSERS: list[Parser] = [
    PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE),
    SkipParser(),
]

# A busy machine is no defect of the library: what is slow is seen by counted steps and by the benchmarks. The same
# examples each time, so that a red test stays red; the long searches (`pytest -m long`) draw new ones.
settings.register_profile(
    "govinfo_report",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("govinfo_report")

# In tests a defect is an exception; users get a finding, and the rest of the copy.
Pipeline.is_guarded = False

pytest_collect_file = SybilCollection(
    [
        # A pattern matches from the right, so the README files of other folders are excluded.
        Sybil(PARSERS, patterns=["README.md", "README.zh-CN.md"], excludes=["*/*"]),
        Sybil(PARSERS, path="docs", pattern="*.md"),
    ]
).pytest()
