"""Tables that no layout reads, read as the least damage that explains them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.grammar import TableReader
from govinfo_report.match import Judge
from govinfo_report.match.budget import Budget, Spent
from govinfo_report.official import Form, official_form
from govinfo_report.source import LineNumbers
from govinfo_report.testing import generate, render
from tests.paths import ROOT
from tests.strategies import copy_text

CLEAN = ("tab_clean_2019", "tab_clean_2021")


def in_tables(change: Callable[[str], str]) -> Callable[[str], str]:
    """Change what stands behind the heading of section two."""

    def changed(text: str) -> str:
        start = text.index("二、主动公开")
        return text[:start] + change(text[start:])

    return changed


def ragged(text: str) -> str:
    """Put each cell on a line of its own, with a few empty lines anywhere."""
    rng = Random(7)
    return re.sub(r"\t", lambda _: "\n" * rng.randint(1, 3), text)


def behind_headings(text: str) -> str:
    """Put the tables behind all headings, a cell a line."""
    rows = [line for line in text.split("\n") if "\t" in line]
    rest = [line for line in text.split("\n") if "\t" not in line]
    return "\n".join([*rest, *(cell for row in rows for cell in row.split("\t") if cell)])


SHAPES: dict[str, Callable[[str], str]] = {
    "a tab alone on a line": in_tables(lambda text: text.replace("\t", "\n\t\n")),
    "one cell a line, ragged empty lines": in_tables(ragged),
    "one space between all cells": in_tables(lambda text: re.sub(r"[\t\n]+", " ", text)),
    "tables behind all headings": behind_headings,
    "NaN": in_tables(lambda text: re.sub(r"\t(?=\t|\n)", "\tNaN", text)),
    "escapes of Markdown": in_tables(lambda text: re.sub(r"(\d)\.(?=\D)", r"\1\\.", text)),
    "escapes of programs": lambda text: text.replace("\t", "\\t").replace("\n", "\\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", CLEAN)
def test_shapes_that_extractors_leave(name: str, shape: str) -> None:
    """Every number that a sum binds is read as in the clean copy; of the others no other number is stated."""
    text = copy_text(name)
    clean = gr.parse(text).values()
    read = gr.parse(SHAPES[shape](text)).values()
    assert read.items() <= clean.items()
    bound = [path for path in clean if not path.startswith("disclosure.")]
    assert [path for path in bound if path not in read] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_each_number_is_traced(shape: str) -> None:
    """The characters of a cell stand in the copy where it says."""
    text = SHAPES[shape](copy_text("tab_clean_2021"))
    for cell in gr.parse(text).cells():
        assert "".join(text[start:end] for start, end in cell.parts) == cell.raw


def test_the_order_comes_from_the_grammar() -> None:
    """Two rows without labels are the lines that the grammar has there; exchanged there, they are read exchanged."""
    text = re.sub(r"（[一二]）(予以公开|部分公开)[^\t]*", "", copy_text("tab_clean_2021"))
    text = text[text.index("三、收到和处理") : text.index("四、政府信息公开")]
    form = official_form()
    usual = _granted(form, text)
    assert usual == (390, 45) or usual[0] != usual[1]
    grammar = (ROOT / "grammars" / "requests_2021.lark").read_text(encoding="utf-8")
    assert "granted partly_granted" in grammar
    folder = _Folder(
        {"requests_2021": grammar.replace("granted partly_granted", "partly_granted granted")}
    )
    exchanged = _granted(evolve(form, grammars=(folder, *form.grammars)), text)
    assert exchanged == usual[::-1]


class _Folder:
    """A folder with some grammar files in it."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def joinpath(self, *names: str) -> _File:
        return _File(self.files.get(names[-1].removesuffix(".lark")))

    def iterdir(self) -> Iterator[Any]:
        return iter(())


class _File:
    def __init__(self, text: str | None) -> None:
        self.text = text

    def is_file(self) -> bool:
        return self.text is not None

    def read_text(self, encoding: str) -> str:
        assert self.text is not None
        return self.text


def _granted(form: Form, text: str) -> tuple[object, object]:
    """Give what the judge reads as the totals of （一）予以公开 and （二）部分公开."""
    judge = Judge(form, {"requests": list(TableReader(form, "requests").editions.values())})
    cells = judge.read(text, {"requests": None}, LineNumbers(text))["requests"].agreed.cells
    granted, partly = (cells[f"requests.{row}.total"] for row in ("granted", "partly_granted"))
    return granted.value, partly.value


def _stub(line: str) -> str:
    """Give what stands before the label of a line of results."""
    found = re.search(r"\t[1-8]\.", line)
    return line[: found.start()] if found else ""


@pytest.mark.parametrize("seed", range(12))
def test_lines_that_changed_places(seed: int) -> None:
    """Lines of results in another order keep all sums: each number is that of its own label, or is not stated."""
    text = copy_text("tab_clean_2021")
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if re.match(r".*\t[1-8]\.[^\t]+\t\d", line)][:12]
    rng = Random(seed)
    order = places.copy()
    rng.shuffle(order)
    moved = lines.copy()
    for place, other in zip(places, order, strict=True):
        moved[place] = _stub(lines[place]) + lines[other].removeprefix(_stub(lines[other]))
    report = gr.parse(SHAPES["one cell a line, ragged empty lines"]("\n".join(moved)))
    doubted = {path for item in report.findings if item.severity != "info" for path in item.cells}
    true = gr.parse(text).values()
    wrong = [path for path, value in report.values().items() if true[path] != value]
    assert not [path for path in wrong if path not in doubted]


def test_work_is_bounded() -> None:
    """A text of nothing but labels and numbers ends within the budget."""
    text = copy_text("tab_clean_2021")
    hostile = text + " ".join(["规章 1 2 3 行政许可 7 1、信访举报投诉类申请 0 0 2"] * 3_000)
    assert gr.parse(hostile).year == 2021


@pytest.mark.parametrize(("times", "is_judged"), [(5, True), (12, False)])
def test_what_is_many_times_a_table_is_none(times: int, is_judged: bool) -> None:
    """Thousands of words and numbers in one stretch are not read in order after order."""
    text = SHAPES["a tab alone on a line"](copy_text("tab_clean_2021"))
    before, table, after = re.split("(三、收到.*?)(?=四、政府)", text, maxsplit=1, flags=re.DOTALL)
    lines = table.split("\n")
    again = "\n".join([*lines, *(lines[20:] * (times - 1))])
    report = gr.parse(before + again + after)
    assert (report.layouts["requests"] == "least_damage") == is_judged


def test_a_budget_is_spent() -> None:
    """So many steps and no more."""
    budget = Budget(3)
    budget.spend(3)
    with pytest.raises(Spent):
        budget.spend()


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_columns_one_below_the_other_are_read(edition: str) -> None:
    """All lines are read at once, so the search goes on where none is reached by itself."""
    form = official_form()
    truth = generate(3, edition, 400)
    text = render(truth, "column_blocks")
    judge = Judge(form, {"requests": list(TableReader(form, "requests").editions.values())})
    cells = judge.read(text, {"requests": None}, LineNumbers(text))["requests"].agreed.cells
    assert len(cells) in (161, 175)
    assert {path: str(cell.value) for path, cell in cells.items()} == {
        path: printed for path, printed in truth.cells.items() if path.startswith("requests.")
    }


def test_empty_cells_beside_headings_are_no_line_of_zeros() -> None:
    """Table 四 is cut off behind ten numbers: they are not those of the last two groups, with nothing for the first."""
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n|行政复议|||||行政诉讼||||||||||\n"
        "|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|||||复议后起诉|||||\n"
        "||||||结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|\n"
        "|2|0|0|1|3|0|0|0|0|0"
    )
    stated = gr.parse(text).values()
    assert stated.get("review.direct_litigation.total") in (None, 0)
    assert stated.get("review.litigation_after_reconsideration.total") is None


def test_labels_that_moved_are_told_of_every_line_that_stands_so() -> None:
    """The labels of four results stand one line below their numbers; the first of them has none."""
    lines = copy_text("tab_clean_2021").split("\n")
    first = next(at for at, line in enumerate(lines) if "2. 重复申请" in line)
    labels = ["", *(line.split("\t")[2] for line in lines[first : first + 2])]
    for at, label in enumerate(labels, first):
        fields = lines[at].split("\t")
        lines[at] = "\t".join([*fields[:2], label, *fields[3:]])
    report = gr.parse("\n".join(lines))
    assert report.values() == gr.parse(copy_text("tab_clean_2021")).values()
    assert report.cell("requests.not_processed_repeated.total").is_doubted
    assert report.cell("requests.not_processed_mass.total").is_doubted
    assert not report.cell("requests.granted.total").is_doubted


def test_numbers_of_a_row_below_a_label_are_not_its_own() -> None:
    """The form's line is printed as rows of its own making: 其他对外管理服务事项 above 行政检查 and its three zeros."""
    text = copy_text("row_per_cell_split_2020")
    report = gr.parse(text[text.index("规章") :])
    assert report.layouts["disclosure"] == "least_damage"
    assert report.cell("disclosure.administrative_penalty.change").value == 408
    assert report.cell("disclosure.other_external_services.decisions").value is None


def test_headings_without_any_label_are_read_without_harm() -> None:
    """Table 四 prints headings and a line that is too short: no label stands before any number."""
    heads = "结果维持 结果纠正 其他结果 尚未审结 总计"
    report = gr.parse(f"四、政府信息公开行政复议、行政诉讼情况\n{heads}\n1 2 3\n")
    assert "review" in report.tables
    assert not report.values()


def test_headings_a_character_a_line_are_no_sentence() -> None:
    """A browser for terminals writes narrow headings down (结 结 其 尚), and one blank parts 41 from 12."""
    text = """四、政府信息公开行政复议、行政诉讼情况

行政复议          行政诉讼

                  未经复议直接起 复议后起诉
结 结  其  尚     诉
果 果  他  未 总
维 纠  结  审 计  结 结 其 尚    结 结 其 尚
持 正  果  结     果 果 他 未 总 果 果 他 未 总
                  维 纠 结 审 计 维 纠 结 审 计
                  持 正 果 结    持 正 果 结

41 12  23  9  85  17 2  5  8  32 26 1  4  11 42

五、存在的主要问题及改进情况
"""
    numbers = [41, 12, 23, 9, 85, 17, 2, 5, 8, 32, 26, 1, 4, 11, 42]
    report = gr.parse(text)
    assert [cell.value for cell in report.cells() if cell.table == "review"] == numbers


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("0000010001/////", 10),
        ("/////1000100000", 10),
        ("12//310001/////", 8),
        ("0000010001////", 0),
    ],
)
def test_marks_among_numbers_that_run_together(printed: str, stated: int) -> None:
    """Each sign is a cell where they are as many as the cells and every sum holds; with one lost nothing is stated."""
    text = render(generate(5, "2021", 20), "tab_separated").text
    begin, end = text.index("四、政府信息公开行政复议"), text.index("五、存在的主要问题")
    table = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼\n"
        "结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉\n"
        f"{'结果维持结果纠正其他结果尚未审结总计' * 2}\n{printed}\n"
    )
    report = gr.parse(text[:begin] + table + text[end:])
    values = [cell.value for cell in report.cells() if cell.table == "review"]
    assert sum(value is not None for value in values) == stated
    assert not stated or [
        sign if value is None else str(value) for sign, value in zip(printed, values, strict=True)
    ] == list(printed)


def test_a_sign_ends_the_number_before_it() -> None:
    """行政许可214+31862: 214 ends at the sign, and is doubted; how the rest is cut nobody knows."""
    text = render(generate(3, "2019", 60), "run_together").text
    row = re.search(r"行政许可[-+\d]+", text)
    assert row is not None
    report = gr.parse(text.replace(row[0], "行政许可214+31862"))
    path = "disclosure.administrative_licensing"
    assert report.cell(f"{path}.previous_items").value == 214
    assert report.cell(f"{path}.previous_items").is_doubted
    assert {report.cell(f"{path}.{name}").value for name in ("change", "decisions")} == {None}
