"""Runs the Python examples of the README files and of docs/ as tests.

A ```python block with `>>>` prompts is a doctest; one without is executed. Blocks of other
languages are not run. `<!-- skip: next -->` before a block leaves it out. The blocks of a file
share their names, from the first to the last.
"""

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.sybil import SybilCollection
from sybil.typing import Parser

PARSERS: list[Parser] = [
    PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE),
    SkipParser(),
]

pytest_collect_file = SybilCollection(
    [
        # A pattern matches from the right, so the README files of other folders are excluded.
        Sybil(PARSERS, patterns=["README.md", "README.zh-CN.md"], excludes=["*/*"]),
        Sybil(PARSERS, path="docs", pattern="*.md"),
    ]
).pytest()
