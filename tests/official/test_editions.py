"""Editions are data: a made-up one works in every part of the library without a line of code.

The made-up edition of 2031 stands in ``tests/data/editions/2031``: a row more (9.属于工作秘密), a column more
(其中网上办理数量), a column worded otherwise (全年处理决定数量).
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import HealthCheck, given, settings

import govinfo_report as gr
from govinfo_report.export.csv import write_csv
from govinfo_report.grammar import cell_sums, edition_table
from govinfo_report.match.lines import form_table
from govinfo_report.model import Disclosure, Requests, Review
from govinfo_report.official import Form, official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.testing import SEPARATED, Truth, generate, render, truth_of
from govinfo_report.testing.strategies import truths
from govinfo_report.testing.truth import tables_of
from tests.paths import DATA, ROOT

FOLDER = DATA / "editions" / "2031"
GRAMMARS = ROOT / "grammars"
TABLES = {"disclosure": Disclosure, "requests": Requests, "review": Review}

FORM = official_form().with_edition(FOLDER)
PIPELINE = Pipeline(FORM)

SETTINGS = settings(max_examples=25, suppress_health_check=[HealthCheck.data_too_large])


def made_up(**cells: str) -> Truth:
    """Give a report of 2031 with zeros everywhere but in ``cells`` (row and column joined by two underscores)."""
    tables = tables_of(FORM, "2031")
    zeros = {path: "0" for table in tables.values() for path in table.shape.paths}
    given = {name.replace("__", "."): text for name, text in cells.items()}
    assert set(given) <= set(zeros)
    return Truth("云溪县", 2031, dict.fromkeys(tables, "2031"), {**zeros, **given}, form=FORM)


@pytest.mark.parametrize("layout", SEPARATED)
def test_made_up_edition_is_read(layout: str) -> None:
    """Its row and its column have paths, values, attributes, places and states like any other."""
    truth = made_up(
        requests__denied_work_secret__business="3",
        requests__denied_work_secret__total="3",
        disclosure__administrative_licensing__decisions="12",
        disclosure__administrative_licensing__decisions_online="7",
    )
    text = render(truth, layout)
    report = PIPELINE.parse(text)
    assert report.edition == "2031"
    assert report.editions == dict.fromkeys(TABLES, "2031")
    # Any: the classes cannot know the row and the column that only the data have
    requests: Any = report.requests
    licensing: Any = report.disclosure.administrative_licensing
    assert requests.denied_work_secret.business == 3
    assert requests.denied_work_secret.total == 3
    assert licensing.decisions_online == 7
    assert licensing.decisions == 12
    assert report.values() == truth.values()
    cell = report.cell("requests.denied_work_secret.business")
    assert (cell.state, cell.raw) == ("printed", "3")
    assert text[cell.start : cell.end] == "3"
    assert report.readings("requests.denied_work_secret") == ((0, 3, 0, 0, 0, 0, 3),)
    assert "printed" in report.explain("requests.denied_work_secret.total")


def test_made_up_reports_of_the_edition() -> None:
    """Reports are made up, taken from reports and written as CSV by the form that has the edition."""
    truth = generate(3, "2031", form=FORM)
    report = PIPELINE.parse(str(render(truth, "tab_separated")))
    assert report.values() == truth.values()
    again = truth_of(report, FORM)
    assert again.cells == truth.cells
    assert PIPELINE.parse(str(render(again, "pipe_table"))).values() == truth.values()
    file = io.StringIO()
    assert write_csv(report, file, FORM) == len(list(report.cells()))
    assert "9.属于工作秘密" in file.getvalue()


def test_what_the_edition_lacks_reads_none() -> None:
    """Rows of other editions read None and lost, by attribute and by path."""
    report = PIPELINE.parse(render(made_up(), "tab_separated"))
    assert report.disclosure.government_procurement.procurement_amount is None
    assert report.cell("disclosure.government_procurement.procurement_amount").state == "lost"
    assert report.disclosure.administrative_licensing.change is None


def test_sums_take_the_new_row_in() -> None:
    """A number in the new row counts in the sum of （三）不予公开: without its 总计 the sums fail."""
    truth = made_up(
        requests__denied_work_secret__business="3", requests__denied_work_secret__total="3"
    )
    report = PIPELINE.parse(render(truth, "tab_separated"))
    off = [finding for finding in report.findings if finding.code == "requests_total_handled"]
    assert [finding.cells[-1] for finding in off] == [
        "requests.total_handled.business",
        "requests.total_handled.total",
    ]
    assert all("requests.denied_work_secret.business" in off[0].cells for _ in off)


def test_a_column_that_is_part_of_another() -> None:
    """Which one is part of which is data; the finding says both by their words."""
    table = FORM.tables["disclosure"]
    online = evolve(table.columns["decisions_online"], part_of="decisions")
    changed = evolve(table, columns={**table.columns, "decisions_online": online})
    pipeline = Pipeline(evolve(FORM, tables={**FORM.tables, "disclosure": changed}))
    row = "disclosure.administrative_licensing"
    for decisions, expected in (
        ("6", [(f"{row}.decisions_online", f"{row}.decisions")]),
        ("7", []),
    ):
        truth = made_up(
            disclosure__administrative_licensing__decisions=decisions,
            disclosure__administrative_licensing__decisions_online="7",
        )
        report = pipeline.parse(render(truth, "tab_separated"))
        found = [item for item in report.findings if item.code == "published_above_total"]
        assert [item.cells for item in found] == expected
        assert all(
            "其中网上办理数量 7 is more than 全年处理决定数量 6" in item.message for item in found
        )


def test_a_sum_that_leaves_a_cell_out_cuts_no_digits() -> None:
    """In an edition with a column that no sum names, the checks ask it still; the judge, who cuts by it, does not."""
    edition = FORM.editions["2021"]
    columns = {**edition.columns, "requests": (*edition.columns["requests"], "decisions_online")}
    table = FORM.tables["requests"]
    online = {"decisions_online": FORM.tables["disclosure"].columns["decisions_online"]}
    form = evolve(
        FORM, tables={**FORM.tables, "requests": evolve(table, columns={**table.columns, **online})}
    )
    known = edition_table(form, evolve(edition, columns=columns), "requests")
    along = [entry for entry in cell_sums(form.sums, known) if entry.code == "requests_row_total"]
    assert len(along) == len(known.lines)
    assert not any(line.form.summed for line in form_table(form, known).lines)


def without_numbers(text: str, label: str, cells: str) -> str:
    """Give a copy whose line with ``label`` prints ``cells`` behind it."""
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if label in line)
    lines[at] = lines[at].rstrip("0\t") + cells
    return "\n".join(lines)


def test_missing_row_is_said_in_its_own_words() -> None:
    """The new row, missing from a copy, is a finding with its own words that lists its own cells."""
    text = render(made_up(), "tab_separated")
    report = PIPELINE.parse("\n".join(line for line in text.split("\n") if "工作秘密" not in line))
    assert report.editions["requests"] == "2031"
    (finding,) = (finding for finding in report.findings if finding.reason == "line_lost")
    assert "9.属于工作秘密" in finding.message
    assert "9.属于工作秘密" in finding.text("zh")
    assert finding.path == "requests.denied_work_secret.natural_person"


def test_empty_row_is_blank_and_a_bare_label_is_not() -> None:
    """The new row with seven empty cells is blank; with its label alone its numbers are what the sums leave."""
    text = render(made_up(), "tab_separated")
    report = PIPELINE.parse(without_numbers(text, "工作秘密", "\t" * 7))
    assert {cell.state for cell in report.cells() if ".denied_work_secret." in cell.path} == {
        "blank"
    }
    report = PIPELINE.parse(without_numbers(text, "工作秘密", ""))
    assert {cell.state for cell in report.cells() if ".denied_work_secret." in cell.path} == {
        "inferred"
    }
    (finding,) = (finding for finding in report.findings if finding.reason == "without_numbers")
    assert "9.属于工作秘密" in finding.message


def test_plain_data_keeps_the_new_row() -> None:
    """A report of the made-up edition survives JSON; the restored one has the row too."""
    truth = made_up(
        requests__denied_work_secret__business="3",
        disclosure__administrative_licensing__decisions_online="",
    )
    report = PIPELINE.parse(render(truth, "row_per_cell"))
    data = json.loads(json.dumps(report.to_dict(text=True)))
    back = gr.Report.from_dict(data)
    assert back == report
    requests: Any = back.requests
    assert requests.denied_work_secret.business == 3
    assert back.cell("requests.denied_work_secret.business") == report.cell(
        "requests.denied_work_secret.business"
    )
    assert back.editions == report.editions


def test_official_form_is_unchanged() -> None:
    """Adding an edition makes a new form; the official one and its readers know nothing of it."""
    assert "2031" not in official_form().editions
    assert "denied_work_secret" not in official_form().tables["requests"].rows
    report = gr.parse(render(made_up(), "tab_separated"))
    assert "2031" not in report.editions.values()
    with pytest.raises(KeyError, match="denied_work_secret"):
        report.cell("requests.denied_work_secret.total")


@SETTINGS
@given(truths("2031", form=FORM))
def test_made_up_reports_come_back(truth: Truth) -> None:
    """Whole made-up reports of the made-up edition come back in each layout, their sums holding."""
    for layout in SEPARATED:
        report = PIPELINE.parse(render(truth, layout))
        assert report.values() == truth.values()
        assert not [finding for finding in report.findings if finding.severity == "error"]


@SETTINGS
@given(truths())
def test_official_editions_are_still_told(truth: Truth) -> None:
    """With the made-up edition beside them, the official ones are told apart as before."""
    for layout in SEPARATED:
        report = PIPELINE.parse(render(truth, layout))
        assert report.editions == truth.editions
        assert report.values() == truth.values()


def test_edition_by_year() -> None:
    """Where the tables print nothing telling, the year chooses the made-up edition too."""
    heading = official_form().sections["requests"].heading
    text = f"云溪县2031年政府信息公开工作年度报告\n{heading}\n（一）予以公开\t0\t0\t0\t0\t0\t0\t0\n"
    assert PIPELINE.parse(text).editions["requests"] == "2031"
    assert PIPELINE.parse(text.replace("2031", "2019")).editions["requests"] == "2019"


def test_words_of_the_edition_are_labels(tmp_path: Path) -> None:
    """The words that an edition gives a known row or column in ``wording`` are read as that row or column."""
    for file in FOLDER.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.stem == "editions":
            text += 'administrative_penalty = "行政罚没"\nlegal_service = "法律援助机构"\n'
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    form = official_form().with_edition(tmp_path)
    zeros = made_up().cells
    truth = Truth("云溪县", 2031, dict.fromkeys(TABLES, "2031"), zeros, form=form)
    text = render(truth, "tab_separated")
    assert "行政罚没" in text
    report = Pipeline(form).parse(text)
    assert report.values() == truth.values()
    assert not report.findings


def union_of_rows(form: Form, table: str) -> dict[str, list[str]]:
    """Give row to columns as the editions have them, the oldest edition's first, new ones behind their neighbours."""
    rows: dict[str, list[str]] = {}
    for edition in form.editions:
        for row in tables_of(form, edition)[table].shape.rows:
            columns = rows.setdefault(row.id, [])
            columns += [column for column in row.columns if column not in columns]
    return rows


@pytest.mark.parametrize("table", TABLES)
def test_model_has_the_rows_and_columns_of_all_editions(table: str) -> None:
    """The class of a table has exactly the rows and columns of the union of the editions."""
    expected = union_of_rows(official_form(), table)
    found = {
        row.name: [column.name for column in fields(row.default.factory)]
        for row in fields(TABLES[table])
    }
    assert set(found) == set(expected)
    for row, columns in expected.items():
        # lines that share a class have its columns too: of all the lines in their group
        assert set(columns) <= set(found[row]), row
        assert [column for column in found[row] if column in columns] == columns, row
    every = {column for columns in expected.values() for column in columns}
    assert {column for columns in found.values() for column in columns} == every


@pytest.mark.parametrize("edition", list(official_form().editions))
@pytest.mark.parametrize("table", TABLES)
def test_model_keeps_the_order_of_each_edition(table: str, edition: str) -> None:
    """The rows of an edition stand in its class in the edition's own order."""
    rows = [row.id for row in tables_of(official_form(), edition)[table].shape.rows]
    assert [row.name for row in fields(TABLES[table]) if row.name in rows] == rows


_RULE = re.compile(r"^(?P<name>[a-z_0-9]+):[^/]*?(?://\s*(?P<inline>\S.*?))?\s*$")


def wordings_in_grammar(name: str) -> dict[str, str]:
    """Give rule to the Chinese words that the grammar file has behind it, or on the line above it."""
    found = {}
    above = ""
    for line in (GRAMMARS / f"{name}.lark").read_text(encoding="utf-8").splitlines():
        rule = _RULE.match(line)
        if rule is not None:
            words = rule["inline"] or (
                above.removeprefix("//").strip() if above.startswith("//") else ""
            )
            if words:
                found[rule["name"]] = words
        above = line
    return found


@pytest.mark.parametrize("edition", list(official_form().editions))
def test_grammars_say_the_words_of_the_form(edition: str) -> None:
    """Behind each rule of a grammar stand the words that its edition prints for it, exactly."""
    form = official_form()
    checked = 0
    for table, name in form.editions[edition].grammar.items():
        own = wordings_in_grammar(name)
        shared = wordings_in_grammar("requests_lines") if table == "requests" else {}
        for rule, words in {**shared, **own}.items():
            if rule == table:
                continue
            assert words == form.wording(edition, table, rule), f"{name}.lark, {rule}"
            checked += 1
        names = {*form.tables[table].rows, *form.tables[table].groups}
        rules = {row.id for row in tables_of(form, edition)[table].shape.rows}
        rules |= {group for group in tables_of(form, edition)[table].groups if group != table}
        assert rules & names <= {*own, *shared}, f"{name}.lark has rules without their words"
    assert checked > 40


def test_report_grammar_says_the_headings_of_the_form() -> None:
    """Behind each section in ``report.lark`` stands its heading as the form prints it."""
    form = official_form()
    found = wordings_in_grammar("report")
    found.pop("report", None)
    assert found == {name: section.heading for name, section in form.sections.items()}
