"""Misuse of the public names: the message says what was expected, what was found and what to use."""

from __future__ import annotations

import pickle
from functools import partial
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report import errors
from govinfo_report.export.columns import fact_columns
from govinfo_report.export.facts import fact_table, new_facts
from tests.pipeline.test_bad_input import PAGE
from tests.strategies import copy_text


@pytest.mark.parametrize("wrong", [b"", None, 3])
def test_anything_but_text_is_misuse(wrong: Any) -> None:
    """Bytes, None and numbers are misuse, not content."""
    for name in ("parse", "is_report"):
        with pytest.raises(
            TypeError, match=f"^{name}: expected the text of a report as str, found"
        ):
            getattr(gr, name)(wrong)


@pytest.mark.parametrize("wrong", [None, 5, [], {}])
def test_anything_but_a_file_is_misuse(wrong: Any) -> None:
    """What is neither path, bytes nor file is misuse, and the message says what to give."""
    with pytest.raises(
        TypeError, match=r"^read: expected a path, bytes, or a file .*found \w+; for"
    ):
        gr.read(wrong)


@pytest.mark.parametrize("text", [PAGE, "政府信息公开" * 100, "a\0b", "政府信息公开/" * 900])
@pytest.mark.parametrize("call", [gr.read, gr.iter_reports])
def test_a_text_is_no_path(text: str, call: Any) -> None:
    """A text where a path was meant is told as such, in a message that does not repeat it."""
    with pytest.raises(gr.UnreadableFileError) as caught:
        call(text)
    assert len(str(caught.value)) < 300
    words = f"expected a path, found a text of {len(text)} characters; for a text use govinfo"
    assert words in str(caught.value)
    assert f"实为{len(text)}个字符的文本" in caught.value.text("zh")


@pytest.mark.parametrize("call", [gr.read, gr.iter_reports])
def test_an_empty_path_is_none(call: Any) -> None:
    """The empty path is not taken for the folder one is in."""
    with pytest.raises(gr.UnreadableFileError, match="expected a path, found an empty one"):
        call("")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """`read` of a folder names what reads folders; of a file that is not there, it says so."""
    with pytest.raises(
        gr.UnreadableFileError, match=r"found a folder; govinfo_report\.iter_reports"
    ):
        gr.read(tmp_path)
    with pytest.raises(gr.UnreadableFileError, match="No such file"):
        gr.read(tmp_path / "none.txt")


@pytest.mark.parametrize("data", [[], None, "{}", 5])
def test_what_is_no_report_is_not_restored(data: object) -> None:
    """Data that is no mapping is told as what it is not, and what to make of it."""
    words = f"expected the dict that to_dict gives, with its schema_version; found {type(data).__name__}; of JSON"
    with pytest.raises(gr.ArgumentError, match=words):
        gr.Report.from_dict(data)  # type: ignore[arg-type]  # what is wrong on purpose


@pytest.mark.parametrize(
    ("path", "words", "zh"),
    [
        ("x.y.z", "has no such cell; govinfo_report.form().paths() lists all", "没有这一单元格"),
        (
            "requests.granted",
            "found a row; its cells: natural_person, business, ",
            "natural_person、",
        ),
        ("review", "found a table; its rows: reconsideration, ", "实为一张表；其行："),
        ("requests.granted.natural", "nearest: requests.granted.natural_person", "最接近的："),
        ("request.granted.total", "nearest: requests.granted.total", "最接近的："),
        ("granted.total", "no such cell; nearest: requests.granted.total", "最接近的："),
        (
            "requests.grantd.total",
            "nearest: requests.granted.total, requests.partly_granted.total",
            "requests.granted.total、",
        ),
        ("requests.granted.total.x", "as does `govinfo-report form`", "govinfo-report form 列出"),
    ],
)
def test_a_path_that_is_no_cell(path: str, words: str, zh: str) -> None:
    """`cell` and `explain` say what a path is that is no cell's, in both languages; the error is a KeyError, too."""
    report = gr.parse("")
    for call in (report.cell, report.explain):
        with pytest.raises(gr.UnknownPathError) as caught:
            call(path)
        assert isinstance(caught.value, KeyError)
        assert str(caught.value).startswith(f"{path}: ")
        assert words in str(caught.value)
        assert zh in caught.value.text("zh")


def test_a_path_that_is_no_row() -> None:
    """`readings` says of a cell's path in which row it stands, and of another edition's row that it is one."""
    report = gr.parse(copy_text("tab_clean_2019"))
    for path, words in {
        "nope": "the form has no such row",
        "requests": "expected a row, found a table; its rows: new_received, carried_over, ",
        "requests.grantd": "no such row; nearest: requests.granted, requests.partly_granted$",
        "requests.grantd.total": "no such row; nearest: requests.granted, requests.partly_granted$",
        "requests.granted.total": "found a cell; its row: requests.granted",
        "requests.other_other": "this report has no such row: another edition",
    }.items():
        with pytest.raises(gr.UnknownPathError, match=words) as caught:
            report.readings(path)
        assert caught.value.text("zh") != str(caught.value)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("requests.grantd", "granted, partly_granted"),
        ("requests.granted.natural", "natural_person"),
        ("disclosure.rules.total", "total_published"),
    ],
)
def test_an_attribute_that_is_no_name_of_the_form(name: str, near: str) -> None:
    """A row or column that the form has not is told with the names that are like it."""
    with pytest.raises(AttributeError, match=rf"has no attribute '\w+'; nearest: {near}$"):
        attrgetter(name)(gr.parse(""))


@pytest.mark.parametrize("name", ["x", "requests.x", "requests.granted.__x__", "review._total"])
def test_an_attribute_that_is_like_none(name: str) -> None:
    """Where no name is like it, none is suggested; `hasattr` says that it is not there."""
    report = gr.parse("")
    with pytest.raises(AttributeError, match=r"has no attribute '\w+'$"):
        attrgetter(name)(report)
    assert not hasattr(report.requests, name)


@pytest.mark.parametrize("wrong", [None, 3, b"requests"])
def test_anything_but_a_path_is_misuse(wrong: Any) -> None:
    """What is no str is no path."""
    report = gr.parse("")
    for call in (report.cell, report.explain, report.readings):
        with pytest.raises(TypeError, match=r"expected a path such as 'requests\.granted"):
            call(wrong)


def test_other_languages_are_misuse() -> None:
    """A message that is asked for in a third language is not given in English unasked."""
    report = gr.parse("")
    finding = report.findings[0]
    assert finding.text("zh-CN") == finding.message_zh
    assert finding.text("en_US") == finding.message
    path = "requests.granted.total"
    calls: list[Any] = [finding.text, partial(report.explain, path), gr.ReportError(report).text]
    for call in calls:
        with pytest.raises(gr.ArgumentError, match="lang: expected en or zh, found 'fr'"):
            call("fr")


@pytest.mark.parametrize(
    "data", [{}, {"schema_version": 0}, {"schema_version": True}, {"schema_version": 10**5_000}]
)
def test_data_of_another_version_is_not_restored(data: dict[str, int]) -> None:
    """The error of `from_dict` is one of the library, and a ValueError."""
    with pytest.raises(gr.ArgumentError, match="schema_version: expected"):
        gr.Report.from_dict(data)


def test_data_with_holes_is_not_restored() -> None:
    """Data of a report that lacks something, or holds what is no number, names what was wrong with it."""
    data = gr.parse(copy_text("tab_clean_2021")).to_dict()
    with pytest.raises(gr.ArgumentError, match="tables: expected required, found nothing"):
        gr.Report.from_dict({name: value for name, value in data.items() if name != "tables"})
    data["tables"]["disclosure"]["administrative_fees"]["fee_amount"]["value"] = "x"
    with pytest.raises(gr.ArgumentError, match="expected what to_dict gives"):
        gr.Report.from_dict(data)


def test_a_shape_that_facts_have_not() -> None:
    """An unknown shape of facts is misuse that says which there are."""
    calls: list[Any] = [partial(fact_table, []), new_facts, fact_columns]
    for call in calls:
        with pytest.raises(
            gr.ArgumentError, match="shape: expected long, wide, wide_inferred, claims; found 'x'"
        ):
            call(shape="x")


def test_a_package_without_an_extra() -> None:
    """A package that no extra brings is installed by its own name."""
    pytest.importorskip("pyarrow")
    from govinfo_report.engines.spark import spark_facts

    if find_spec("pyspark") is None:
        with pytest.raises(gr.MissingExtraError, match=r"pip install pyspark$"):
            spark_facts(None)


def test_what_the_system_says_is_put_into_chinese(tmp_path: Path) -> None:
    """The commonest troubles of files have words in both languages."""
    with pytest.raises(gr.UnreadableFileError) as caught:
        gr.read(tmp_path / "none.txt")
    assert caught.value.text("zh").endswith("none.txt: 没有这个文件或文件夹")
    assert caught.value.text().endswith("none.txt: No such file or directory")


@pytest.mark.parametrize(
    "error",
    [
        gr.ArgumentError("workers", "expected 1 or more").in_chinese("应为1或更大"),
        gr.UnknownPathError("x.y", "no such row").in_chinese("没有这一行"),
        gr.UnreadableFileError(2, "No such file or directory", "a.txt").in_chinese("没有"),
        gr.MissingExtraError("pyarrow", "arrow", "to read", "读取"),
        gr.ReportError(gr.parse("")),
        gr.GovinfoReportError("something"),
    ],
)
def test_exceptions_travel_between_processes(error: gr.GovinfoReportError) -> None:
    """An exception that was pickled says what it said, in both languages."""
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), back.text(), back.text("zh")) == (str(error), error.text(), error.text("zh"))
    assert getattr(back, "filename", None) == getattr(error, "filename", None)
    assert getattr(back, "name", None) == getattr(error, "name", None)
    assert getattr(back, "report", None) == getattr(error, "report", None)


def test_every_exception_is_tried() -> None:
    """Every public exception derives from the root and from a built-in."""
    names = {name for name in gr.__all__ if name.endswith("Error")}
    assert names == {name for name in vars(errors) if name.endswith("Error") and name[0] != "_"}
    for name in names - {"GovinfoReportError"}:
        bases = getattr(gr, name).__mro__
        assert gr.GovinfoReportError in bases
        assert {ValueError, KeyError, OSError, ImportError}.intersection(bases)


def test_numbers_of_a_report_cannot_be_set() -> None:
    """The attributes show what the cells hold: a number set there would stand in no cell and no export."""
    report = gr.parse(copy_text("tab_clean_2021"))
    with pytest.raises(AttributeError):
        report.requests.granted.total = 3
    with pytest.raises(AttributeError):
        report.requests.granted = report.requests.carried_over
    assert report.requests.granted.total == report.values()["requests.granted.total"] == 390
