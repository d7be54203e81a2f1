"""The form as a user sees it: what each path means, in the form's own words."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.testing import generate, render
from tests.paths import ROOT
from tests.strategies import copy_text

EDITIONS = {"2019": "tab_clean_2019", "2021": "tab_clean_2021"}
"""Edition to a clean copy on it."""
ANNEXES = ("fj-a", "fj-b", "fj-c", "fj-d", "2014")
"""The editions of the statistics table, of which copies are made up."""
EVERY = (*ANNEXES, *EDITIONS)

# Imports every module of the package, as tools do that look for plug-ins or documentation.
WALK = """
for module in pkgutil.walk_packages(gr.__path__, "govinfo_report."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


def reports() -> dict[str, gr.Report]:
    """Give edition to the report of a clean copy."""
    made_up = {name: gr.parse(render(generate(1, name), "tab_separated")) for name in ANNEXES}
    return {**made_up, **{name: gr.parse(copy_text(copy)) for name, copy in EDITIONS.items()}}


def test_paths_are_those_of_reports() -> None:
    """The paths of an edition are those of a copy on it, in order; those of all editions each once."""
    form = gr.form()
    for edition, report in reports().items():
        own = tuple(cell.path for cell in report.cells())
        assert form.paths(edition) == own == tuple(cell.path for cell in form.editions[edition])
    assert set(form.paths()) == {path for edition in EVERY for path in form.paths(edition)}
    assert len(set(form.paths())) == len(form.paths()) == 329
    assert form.paths() == tuple(cell.path for cell in form)


def test_words_are_those_of_cells() -> None:
    """A cell of the form has the ids and the label of a report's cell, and says which editions have it."""
    form = gr.form()
    for edition, report in reports().items():
        for cell in report.cells():
            own = {one.path: one for one in form.editions[edition]}[cell.path]
            assert (own.table, own.row, own.column) == (cell.table, cell.row, cell.column)
            assert own.label == cell.label
            assert edition in own.editions
    for one in form:
        assert one.editions == tuple(name for name in EVERY if one.path in form.paths(name))


def test_lines_make_the_table() -> None:
    """Lines hold the cells of their table, from top to bottom; a line's cells share its words."""
    for edition in gr.form().editions.values():
        assert list(edition.tables) in (["disclosure", "requests", "review"], ["statistics"])
        for name, table in edition.tables.items():
            assert table.id == name
            assert [cell for line in table.lines for cell in line] == list(table)
            for line in table.lines:
                assert {cell.path for cell in line} == {
                    f"{line.path}.{cell.column}".removesuffix(".") for cell in line.cells
                }
                assert {(cell.row, cell.label, cell.groups) for cell in line} == {
                    (line.row, line.label, line.groups)
                }
                assert {cell.heading for cell in line} == {table.heading}


def test_words_of_the_form() -> None:
    """One line and one column, word for word; the newest edition words what two have."""
    form = gr.form()
    requests = form.editions["2021"].tables["requests"]
    line = next(line for line in requests.lines if line.row == "denied_state_secret")
    assert requests.heading == "三、收到和处理政府信息公开申请情况"
    assert (line.label, line.groups) == ("1.属于国家秘密", ("三、本年度办理结果", "（三）不予公开"))
    assert [cell.column_label for cell in line] == [
        *("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    ]
    path = "disclosure.administrative_licensing.decisions"
    assert form.cell(path).column_label == "本年处理决定数量"
    old = {cell.path: cell for cell in form.editions["2019"]}[path]
    assert (old.column_label, old.editions, old.unit) == ("处理决定数量", ("2019", "2021"), "件")


@pytest.mark.parametrize("edition", EDITIONS)
def test_sums_hold_in_a_clean_copy(edition: str) -> None:
    """Each sum names cells of its edition, and a clean copy keeps it; its code is that of a finding."""
    values = reports()[edition].values()
    tables = gr.form().editions[edition].tables
    assert [len(table.sums) for table in tables.values()] == [
        0,
        14 + len(tables["requests"].lines),
        3,
    ]
    for table in tables.values():
        for each in table.sums:
            left, right = (sum(values[path] for path in side) for side in (each.parts, each.equals))
            assert left == right, each


def test_a_broken_sum_is_a_finding() -> None:
    """The code of a sum that fails is that of its finding, which lists its cells."""
    report = gr.parse(copy_text("tab_clean_2021").replace("\t390\n", "\t391\n"))
    values = report.values()
    broken = [
        each
        for each in gr.form().editions["2021"].tables["requests"].sums
        if sum(values[path] for path in each.parts) != sum(values[path] for path in each.equals)
    ]
    assert {each.code for each in broken} == {finding.code for finding in report.findings}


@pytest.mark.parametrize("wrong", ["2020", 2021, ""])
def test_an_edition_that_is_not_there(wrong: Any) -> None:
    """The message names the editions; the year as a number is none."""
    with pytest.raises(
        gr.ArgumentError, match=r"edition: expected .*'2014' or '2019' or '2021', found"
    ) as caught:
        gr.form().paths(wrong)
    assert "'2014'或'2019'或'2021'" in caught.value.text("zh")


def test_a_cell_that_is_not_there() -> None:
    """A path that no edition has is told as `report.cell` does."""
    for path, words in {
        "requests.granted.natural": "nearest: ",
        "requests": "found a table",
    }.items():
        with pytest.raises(gr.UnknownPathError, match=words):
            gr.form().cell(path)


def test_the_form_is_made_once_and_stays() -> None:
    """It cannot be changed, and shows itself in one line."""
    form = gr.form()
    assert form is gr.form()
    with pytest.raises(TypeError):
        form.editions["2031"] = form.editions["2021"]  # type: ignore[index]  # what is wrong on purpose
    assert (
        repr(form) == "FormView(editions=['fj-a', 'fj-b', 'fj-c', 'fj-d', '2014', '2019', '2021'])"
    )
    assert len(repr(form.editions["2021"].tables["requests"])) < 100


def test_no_module_has_a_public_name() -> None:
    """A module takes the place of a public name of the package as soon as it is imported, so none is called so."""
    modules = {module.name for module in pkgutil.iter_modules(gr.__path__)}
    assert not modules & set(gr.__all__)


@pytest.mark.parametrize(
    "order", [lambda walk: f"{walk}gr.form()", lambda walk: f"gr.form()\n{walk}"]
)
def test_form_is_a_function_whatever_is_imported(order: Callable[[str], str]) -> None:
    """`gr.form` stays the function, however many modules of the package are imported before or behind it."""
    code = f"import importlib, pkgutil\nimport govinfo_report as gr\n{order(WALK)}\nassert gr.form().paths()"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
