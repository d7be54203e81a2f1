"""Serial numbers before the rows of a table and above its columns: no layout reads them as numbers of the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import govinfo_report as gr
from govinfo_report.source.serials import serial_spans
from govinfo_report.testing import generate, render

Rows = list[list[str]]


def lined_up(rows: Rows) -> str:
    """Print rows as a data frame does: columns counted, rows counted, two blanks at least between cells."""
    head = [*map(str, range(max(map(len, rows))))]
    return "\n".join("  ".join(["".rjust(3), *(cell.rjust(9) for cell in head)]).splitlines()) + (
        "\n"
        + "\n".join(
            "  ".join([str(at).ljust(3), *((cell or "NaN").rjust(9) for cell in row)])
            for at, row in enumerate(rows)
        )
    )


def joined(sign: str) -> Callable[[Rows], str]:
    """Give what prints rows with a sign between cells."""
    return lambda rows: "\n".join(
        sign.join([number, *row])
        for number, row in zip(
            ["", *map(str, range(len(rows)))],
            [[*map(str, range(max(map(len, rows))))], *rows],
            strict=True,
        )
    )


PRINTERS = {"a frame": lined_up, "tabs": joined("\t"), "commas": joined(","), "bars": joined("|")}


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize(("seed", "edition"), [(3, "2021"), (4, "2019")])
def test_serials_are_no_numbers(printer: str, seed: int, edition: str) -> None:
    """Every number is that of the copy without them, and stands at its place in the text as it came."""
    plain = render(generate(seed, edition, 300), "tab_separated").text
    lines: list[str] = []
    rows: Rows = []
    for line in (*plain.split("\n"), ""):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        lines += [PRINTERS[printer](rows)] if rows else []
        rows = []
        lines.append(line)
    text = "\n".join(lines)
    report = gr.parse(text)
    assert report.values() == gr.parse(plain).values()
    for cell in report.cells():
        assert "".join(text[start:end] for start, end in cell.parts) == cell.raw


@pytest.mark.parametrize(
    "text",
    [
        "规章  0  1  2\n行政规范性文件  3  4  5\n",
        "规章\n0  1  2\n行政规范性文件\n1  2  3\n",
        "一、本年新收\n0  1  2  3  4  5  15\n二、上年结转\n",
        "0\n1\n2\n3\n",
        "1.属于国家秘密  0  0\n2.其他法律行政法规禁止公开  0  0\n3.危及“三安全一稳定”  1  1\n",
    ],
)
def test_numbers_of_a_table_are_none(text: str) -> None:
    """Numbers behind a label, below it, or glued to it."""
    assert serial_spans(text) == []
