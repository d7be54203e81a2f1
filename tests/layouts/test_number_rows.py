"""Rows of numbers under headings that stand again and again."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.layouts import number_rows
from govinfo_report.testing.steps import count_steps

HEAD = "某市2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
BLOCK = "信息内容 上一年项目数量 本年增/减 处理决定数量\n行政规范性文件 1  3 5 5 0 １２\n"


def test_many_headings_take_linear_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heading is held against some rows above it, and not against all of them."""
    monkeypatch.setattr(number_rows, "MOST_ABOVE", 5)
    gr.parse(HEAD + BLOCK)
    first, second = (count_steps(gr.parse, HEAD + BLOCK * count) for count in (40, 80))
    assert second < 2.3 * first
