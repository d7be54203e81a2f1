"""Copies made up once, and ways to change them: for the tests of copies as other programs leave them."""

import re

import govinfo_report as gr
from govinfo_report.testing import Truth, generate, render

TRUTH = generate(5, "2021", 60)
ROOMY = generate(3, "2021", 400)
HEADINGS = [
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
]


def copy(layout: str, truth: Truth = TRUTH) -> str:
    """Give a copy in a layout."""
    return render(truth, layout)


def cut(text: str, heading: int) -> tuple[str, str, str]:
    """Cut a copy in what stands before table ``heading`` (from 0), the table's section, and what stands behind."""
    start = text.index(HEADINGS[heading])
    end = text.index(HEADINGS[heading + 1]) if heading < 2 else text.index("五、存在")
    return text[:start], text[start:end], text[end:]


def in_requests(text: str, pattern: str, new: str) -> str:
    """Change table 三 only."""
    before, table, behind = cut(text, 1)
    return before + re.sub(pattern, new, table) + behind


def doubted(report: gr.Report) -> set[str]:
    """Give the cells that a finding of at least a warning lists."""
    return {path for item in report.findings if item.severity != "info" for path in item.cells}


def in_disclosure(lines: str) -> gr.Report:
    """Read a table 二."""
    return gr.parse(
        f"岚溪县教育局2023年政府信息公开工作年度报告\n\n{HEADINGS[0]}\n{lines}\n\n{HEADINGS[1]}\n"
    )
