"""What pages, word processors and converters put around a report costs no number of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.testing import SEPARATED, Truth, render
from govinfo_report.testing.strategies import truths
from tests.soundness import check_report

SETTINGS = settings(max_examples=6, suppress_health_check=[HealthCheck.data_too_large])
HEADINGS = [section.heading for section in official_form().sections.values()]
MENU = "首页 > 政务公开 > 政府信息公开年报\n打印本页\t关闭窗口\n发布时间：2024-01-20 来源：办公室 浏览次数：1234\n\n"
FOOTER = "\n\n附件：\n1.统计表.xlsx\n扫一扫在手机打开当前页\n版权所有 备案号：京ICP备05000001号-1 电话：010-88001234\n"


def in_headings(change: Callable[[str], str]) -> Callable[[str], str]:
    """Give what changes each heading and nothing else."""

    def changed(text: str) -> str:
        for heading in HEADINGS:
            text = text.replace(f"\n{heading}\n", f"\n{change(heading)}\n")
        return text

    return changed


def between_rows(text: str, line: str, every: int = 9) -> str:
    """Put ``line`` behind every ninth line of the tables that are one row a line."""
    lines = text.split("\n")
    found = []
    for at, row in enumerate(lines):
        found.append(row)
        if (
            "\t" in row
            and not row.startswith("\t")
            and any(map(str.isdecimal, row))
            and at % every == 0
        ):
            found.append(line)
    return "\n".join(found)


def between_cells(text: str, lines: str) -> str:
    """Put ``lines`` between every fifth and sixth row of the tables that are one cell a line."""
    rows = text.split("\n\n\t")
    return "".join(
        row if not at else (f"\n\n{lines}\n\n\t" if at % 5 == 0 else "\n\n\t") + row
        for at, row in enumerate(rows)
    )


def repeated_heading(text: str) -> str:
    """Print the heading of table 三 again in the middle of a table that is one row a line, as behind a page break."""
    lines = text.split("\n")
    first = next(at for at, line in enumerate(lines) if "申请人情况" in line)
    middle = next((at for at, line in enumerate(lines) if "没有现成信息" in line), None)
    if middle is None or lines[first].startswith("\t"):
        return text
    heading = [
        line
        for line in lines[first : first + 5]
        if "本年新收" not in line and "上年结转" not in line
    ]
    return "\n".join(lines[:middle] + heading + lines[middle:])


NOISE: dict[str, Callable[[str], str]] = {
    "a page around it": lambda text: MENU + text + FOOTER,
    "a table of contents": lambda text: text.replace(
        "\n\n一、",
        "\n\n目录\n"
        + "".join(f"{heading}……{at}\n" for at, heading in enumerate(HEADINGS))
        + "\n一、",
        1,
    ),
    "empty lines at the ends": lambda text: "\n\n\n" + text + "\n\n\n",
    "spaces at the end of each line": lambda text: text.replace("\n", " \n"),
    "indented headings": in_headings(lambda heading: "\u3000\u3000" + heading),
    "Markdown headings": in_headings(lambda heading: f"## {heading}"),
    "bold headings": in_headings(lambda heading: f"**{heading}**"),
    "bookmarks": in_headings(lambda heading: f"[bookmark: _GoBack]{heading}"),
    "Word's numbers": in_headings(lambda heading: f"{HEADINGS.index(heading) + 1}、 {heading[2:]}"),
    "headings without numbers": in_headings(lambda heading: heading[2:]),
    "headings with spaces": in_headings(lambda heading: heading.replace("、", "、 ")),
    "headings with a colon": in_headings(lambda heading: heading + "："),
    "dots for commas": in_headings(lambda heading: heading[0] + "．" + heading[2:]),
    "page numbers": lambda text: between_rows(text, "- 3 -"),
    "page numbers with spaces": lambda text: between_rows(text, "\n— 12 —\n"),
    "page breaks": lambda text: between_rows(text, "\x0c"),
    "page numbers between cells": lambda text: between_cells(text, "- 3 -"),
    "empty lines between cells": lambda text: between_cells(text, "\n\n"),
    "a heading again": repeated_heading,
    "empty lines in tables": lambda text: between_rows(text, ""),
    "table rules": lambda text: between_rows(text, "------\t------\t------"),
    "half-width brackets": lambda text: text.replace("（", "(").replace("）", ")"),
    "full-width stops": lambda text: (
        text.replace(".属", "．属").replace("1.", "1、") if "." in text else text
    ),
    "spaces in labels": lambda text: text.replace("予以公开", "予 以 公 开").replace(
        "总计", "总 计"
    ),
    "title on two lines": lambda text: text.replace("年政府信息公开", "年政府信息公开\n", 1),
    "title with spaces": lambda text: text.replace("年政府信息公开", " 年政府信息公开 ", 1),
    "other wording": lambda text: text.replace("法律服务机构", "法律服务").replace(
        "社会公益组织", "社会公益"
    ),
}


@pytest.mark.parametrize("noise", NOISE)
def test_noise_costs_no_number(noise: str) -> None:
    """With the noise every number comes back as without it, and so do office, year and sections."""

    @SETTINGS
    @given(truths())
    def holds(truth: Truth) -> None:
        for layout in SEPARATED:
            plain = render(truth, layout)
            text = NOISE[noise](plain)
            report = gr.parse(text)
            check_report(report, text)
            expected = truth.values()
            wrong = {
                path: f"expected {value}, found {report.values().get(path)}"
                for path, value in expected.items()
                if report.values().get(path) != value
            }
            assert not wrong, layout
            assert report.values() == expected, layout
            assert (report.year, report.organization) == (truth.year, truth.organization), layout
            assert [section.id for section in report.sections] == list(truth.form.sections), layout

    holds()
