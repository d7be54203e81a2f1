"""Texts that wrap a copy whole: HTML without tables, strings as programs print them, quotations, entities."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.testing.documents import html_of
from tests.soundness import check_cells, check_findings, check_plain_data, parsed
from tests.source.pages import some_truth
from tests.strategies import copy_text

CLEAN = copy_text("tab_clean_2021")


def divs(text: str) -> str:
    """Write a copy as a page whose tables are boxes."""
    return "\n".join(
        "<div class='row'>"
        + "".join(f"<div class='cell'>{escape(cell)}</div>" for cell in line.split("\t") if cell)
        + "</div>"
        for line in text.split("\n")
        if line.strip()
    )


def paragraphs(text: str) -> str:
    """Write a copy as a page without tables: a paragraph a line, a box a cell."""
    return "\n".join(
        f"<p>{' '.join(f'<span>{escape(cell)}</span>' for cell in line.split())}</p>"
        for line in text.split("\n")
        if line.strip()
    )


def by_line(text: str, printed: Callable[[list[str]], str]) -> str:
    """Write the rows of a copy as a program prints them."""
    return "\n".join(
        printed(line.split("\t")) if "\t" in line else line for line in text.split("\n")
    )


WAYS: dict[str, Callable[[str], str]] = {
    "a string": lambda text: json.dumps(text, ensure_ascii=False),
    "a string of codes": json.dumps,
    "a quotation": lambda text: "\n".join("> " + line for line in text.split("\n")),
    "a quotation of a quotation": lambda text: "\n".join(">> " + line for line in text.split("\n")),
    "an answer": lambda text: (
        "收到，见下。\n\n" + "\n".join(">" + line for line in text.split("\n"))
    ),
    "a list": lambda text: "\n".join("• " + cell for cell in re.split(r"[\t\n]+", text)),
    "a list in Markdown": lambda text: "\n".join("* " + line for line in text.split("\n")),
    "a list in entities": lambda text: "\n".join("&bull; " + line for line in text.split("\n")),
    "entities": lambda text: text.replace("“", "&ldquo;").replace("”", "&rdquo;"),
    "blanks": lambda text: text.replace("\t", "&nbsp;\t").replace("\n", "&#160;\n"),
    "digits": lambda text: text.replace("1", "&#49;").replace("2", "&#x32;"),
    "cells in quotes": lambda text: re.sub(r"[^\t\n]+(?=\t)|(?<=\t)[^\t\n]+", r'"\g<0>"', text),
    "cells of several lines": lambda text: re.sub(
        r"(?<=\t)([^\d\t\n][^\t\n]*)([^\t\n])(?=\t)|(?<=\t)(\d+)(?=\t)", '"\\1\r\n\\2\\3"', text
    ),
    "lists with codes of blanks": lambda text: by_line(
        text, lambda row: repr([cell.replace(" ", "\xa0") for cell in row])
    ),
    "tuples": lambda text: by_line(text, lambda row: repr(tuple(row))),
    "records": lambda text: by_line(
        text,
        lambda row: json.dumps({str(at): each for at, each in enumerate(row)}, ensure_ascii=False),
    ),
    "semicolons": lambda text: text.replace("\t", ";"),
    "rules around numbers": lambda text: re.sub(r"(?<=\t)\d+(?=[\t\n])", r"__\g<0>_", text),
    "signs of lists": lambda text: text.replace("\t", "、"),
    "rows counted": lambda text: re.sub(
        r"(?:^[^\t\n]*\t.*\n)+",
        lambda rows: "".join(f"{at}\t{row}" for at, row in enumerate(rows[0].splitlines(True))),
        text,
        flags=re.MULTILINE,
    ),
    "boxes": divs,
    "paragraphs": paragraphs,
    "boxes in entities": lambda text: escape(divs(text)),
    "boxes in a string": lambda text: json.dumps(divs(text)),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_wraps_a_copy_changes_no_number(way: str) -> None:
    """Every number is that of the copy, and each cell stands at its place in the text as it came."""
    text = WAYS[way](CLEAN)
    report = gr.parse(text)
    assert report.text == text
    if way != "digits":
        check_cells(report, text)
    check_findings(report, text)
    check_plain_data(report)
    expected = gr.parse(CLEAN)
    assert report.values() == expected.values()
    assert report.year == expected.year
    for cell in report.cells():
        assert "".join(text[start:end] for start, end in cell.parts) == cell.raw


@pytest.mark.parametrize("way", ["entities", "a string", "a quotation"])
def test_tables_in_html_that_is_wrapped(way: str) -> None:
    """A feed escapes the tags of its pages; its tables are read as such."""
    truth = some_truth("2021", 4)
    page = html_of(truth)
    text = escape(page) if way == "entities" else WAYS[way](page)
    report = gr.parse(text)
    check_cells(report, text)
    check_plain_data(report)
    assert set(report.layouts.values()) == {"native_table"}
    assert report.values() == gr.parse(page).values()
    assert {path for path, text in truth.cells.items() if text.isdecimal()} <= set(report.values())


def test_a_file_that_wraps_a_copy(tmp_path: Path) -> None:
    """What is read of a text is read of a file with it."""
    for name, way in WAYS.items():
        text = way(CLEAN)
        path = tmp_path / "copy.txt"
        path.write_text(text, encoding="utf-8")
        assert gr.read(path).values() == gr.parse(text).values(), name


def test_a_sign_of_quotation_in_one_cell_is_none() -> None:
    """>3 is no number, and nothing else is taken away from a copy that prints it."""
    report = parsed(CLEAN.replace("规章\t3\t", "规章\t>3\t"))
    assert report.cell("disclosure.rules.issued").state == "unreadable"


def test_a_mail_around_tables_keeps_its_lines() -> None:
    """A text with some tags of paragraphs, and most lines without any, is no page: its line ends count."""
    text = "<p>通知</p>\n<div>附</div>\n<p>如下</p>\n<p></p>\n" + CLEAN
    assert parsed(text).values() == gr.parse(CLEAN).values()
    assert unescape(text) == text


def test_markdown_with_tags_is_no_page(tmp_path: Path) -> None:
    """A file begins with <u>, and its cells hold <br>: its tables are those of Markdown."""
    lines: list[str] = []
    for line in CLEAN.split("\n"):
        cells = line.split("\t")
        is_first = len(cells) > 1 and not (lines and lines[-1].startswith("|"))
        lines.append("|" + "|".join(cells) + "|" if len(cells) > 1 else line)
        lines += ["|" + "---|" * len(cells)] if is_first else []
    text = "<u>首页</u> | <u>政务公开</u>\n\n" + "\n".join(lines).replace(" ", "<br>")
    path = tmp_path / "copy.md"
    path.write_text(text, encoding="utf-8")
    assert gr.read(path).values() == gr.parse(text).values() == gr.parse(CLEAN).values()


def test_wide_commas_in_many_numbers_part_no_cells() -> None:
    """1，078 in thirty cells: no program set these commas between cells."""
    text = re.sub(
        r"(?<=\t)(\d)(\d{3})(?=[\t\n])",
        r"\1，\2",
        re.sub(r"(?<=\t)(\d{1,2})(?=[\t\n])", r"\g<1>078", CLEAN),
    )
    assert len(re.findall(r"\d，\d", text)) >= 30
    assert gr.parse(text).values() == gr.parse(text.replace("，", "")).values() != {}


def test_headings_keep_the_sign_that_parts_all_cells() -> None:
    """Where 、 stands between all cells it stands in 三、, too, and the section is given as it is printed."""
    text = re.sub(r"\t+(?=\d)", "、", CLEAN)
    assert len(re.findall(r"\d、\d", text)) >= 20
    report = parsed(text)
    assert [section.heading for section in report.sections] == [
        section.heading for section in gr.parse(CLEAN).sections
    ]
