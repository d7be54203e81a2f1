"""The order of headings: where they turn back, another column stands in a column's place."""

from __future__ import annotations

import pytest

from govinfo_report.grammar import turns_back

APPLICANTS, COUNTS = 6, 2
"""Index of the last column: 总计 behind six applicants; 现行有效件数 behind two others."""


@pytest.mark.parametrize(
    ("before", "behind", "last", "is_turned"),
    [
        (1, 2, APPLICANTS, False),
        (2, 1, APPLICANTS, True),
        (4, 0, APPLICANTS, True),
        # 总计 is a merged cell: behind it the columns of another line, or page
        (6, 1, APPLICANTS, False),
        (6, 0, APPLICANTS, False),
        # 法律服务 | 总计, and below them 其他
        (6, 5, APPLICANTS, False),
        # 商业企业 … 其他, and below them 自然人, 总计
        (5, 0, APPLICANTS, False),
        (5, 1, APPLICANTS, True),
        (1, 0, COUNTS, True),
        (2, 1, COUNTS, True),
        # the headings come again
        (2, 0, COUNTS, False),
    ],
)
def test_a_heading_behind_that_of_a_later_column(
    before: int, behind: int, last: int, is_turned: bool
) -> None:
    """Only 总计 may stand anywhere, and only the headings' end may be followed by their beginning."""
    assert turns_back(before, behind, last) is is_turned
