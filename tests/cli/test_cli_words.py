"""What people type: misspelt commands, options and paths, the form's own words, codes; and what is said meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

import govinfo_report as gr
from govinfo_report.cli.labels import named_cells
from govinfo_report.cli.progress import Stand, progress
from govinfo_report.cli.wording import Words
from govinfo_report.findings import catalogue
from govinfo_report.findings.rules import rules
from govinfo_report.form_view import form
from govinfo_report.panel.rules import panel_rules
from tests.cli.test_cli import CLEAN, CLEAN_2019, run


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["chek"], "did you mean check?"),
        (["check", "--sevrity", "error"], "did you mean --severity?"),
        (["rule", "requests_balence"], "did you mean requests_balance?"),
    ],
)
def test_what_was_meant(arguments: list[str], meant: str) -> None:
    """A slip in a command, an option or a code is told with the likest one."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert meant in result.stderr


def test_a_path_with_a_slip(tmp_path: Path) -> None:
    """Of a file that is not there the likest in the same folder is named, in both languages."""
    (tmp_path / "report_2021.txt").write_bytes(CLEAN.read_bytes())
    asked = tmp_path / "report_2012.txt"
    for lang, words in (("en", "did you mean"), ("zh", "是否想输入")):
        result = run("check", asked, lang=lang)
        assert f"{words} {tmp_path / 'report_2021.txt'}" in result.stderr
    assert "did you mean" not in run("check", tmp_path / "x").stderr


def test_nothing_is_suggested_where_nothing_is_alike() -> None:
    """A word that is like no command gets no suggestion."""
    assert "did you mean" not in run("frobnicate").stderr


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ("予以公开.总计", ["requests.granted.total"]),
        ("（一）予以公开：总计", ["requests.granted.total"]),
        ("部分公开／自然人", ["requests.partly_granted.natural_person"]),
        ("1.属于国家秘密.总计", ["requests.denied_state_secret.total"]),
        ("行政处罚.本年处理决定数量", ["disclosure.administrative_penalty.decisions"]),
    ],
)
def test_words_of_the_form_name_cells(asked: str, paths: list[str]) -> None:
    """The number of a line may be left out, and so may the end of a long label."""
    assert named_cells(asked, form()) == paths


def test_words_of_a_row_name_its_cells() -> None:
    """A row without a column stands for all of them; words that no row has for none."""
    assert named_cells("予以公开", form()) == [
        f"requests.granted.{name}"
        for name in (
            "natural_person",
            "business",
            "research",
            "public_welfare",
            "legal_service",
            "other_org",
            "total",
        )
    ]
    assert named_cells("没有这一行.总计", form()) == []


def test_every_label_finds_its_own_cell() -> None:
    """The label and the column of each cell, as `form` prints them, lead to that cell."""
    for cell in form():
        assert cell.path in named_cells(f"{cell.label}：{cell.column_label}", form())


def test_explain_takes_words() -> None:
    """`explain` says of the words what it says of the path."""
    by_path = run("explain", CLEAN, "requests.granted.total").stdout
    assert run("explain", CLEAN, "予以公开.总计").stdout == by_path
    result = run("explain", CLEAN, "予以公幵.总计")
    assert result.exit_code == 2
    assert "予以公开" in result.stderr


def test_show_takes_several_files() -> None:
    """Each file is drawn, with a line between."""
    shown = run("show", CLEAN, CLEAN_2019).stdout
    for file in (CLEAN, CLEAN_2019):
        assert (gr.read(file).title or "?") in shown
    assert sum(set(line) == {"═"} for line in shown.splitlines()) == 1


# rule


def test_rules_are_complete() -> None:
    """Every code says in both languages what it means and what to do, in whole sentences."""
    assert list(rules()) == list(catalogue())
    for rule in rules().values():
        for lang, stop in (("en", "."), ("zh", "。")):
            assert rule.meaning(lang).endswith(stop), rule.code
            assert rule.remedy(lang).endswith(stop), rule.code
        assert rule.meaning("en").isascii() or rule.meaning("en") != rule.meaning("zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_rule_says_what_to_do(lang: str) -> None:
    """A code is explained, with its reasons; without one all codes are listed."""
    found = rules()["place_doubtful"]
    shown = "".join(run("rule", "place_doubtful", lang=lang).stdout.split())
    assert "".join(found.meaning(lang).split()) in shown
    assert "".join(found.remedy(lang).split()) in shown
    assert all(reason in shown for reason in found.reasons)
    listed = run("rule", lang=lang).stdout
    assert all(code in listed for code in catalogue())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_rule_explains_what_is_found_over_reports(lang: str) -> None:
    """Codes of a panel are explained and listed like those of a report."""
    shown = "".join(run("rule", "carried_mismatch", lang=lang).stdout.split())
    assert "".join(panel_rules()["carried_mismatch"].remedy(lang).split()) in shown
    assert all(code in run("rule", lang=lang).stdout for code in panel_rules())


# progress


def test_a_line_every_few_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, a line says how far it has come, not more often than every five seconds."""
    times = iter([0.0, 1.0, 4.9, 5.0, 6.0, 11.0])
    with progress(Words("en"), clock=lambda: next(times)) as tell:
        for done in range(1, 6):
            tell(Stand(done * 10, 100, done, 1, 2))
    assert capsys.readouterr().err.splitlines() == [
        "reading: 30%, 3 reports, 1/s, 1 error, 2 warnings",
        "reading: 50%, 5 reports, 0/s, 1 error, 2 warnings",
    ]


def test_a_short_run_says_nothing() -> None:
    """A few files are read without a word on standard error."""
    assert run("check", CLEAN).stderr == ""
