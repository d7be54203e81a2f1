"""The benchmarks run, prove their answers, and judge; nothing here depends on the clock."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

import govinfo_report
from benchmarks import compare, run, targets
from benchmarks.answers import WrongAnswerError, check_answers
from benchmarks.copies import Copy
from benchmarks.corpus import __main__ as corpora
from benchmarks.corpus import targets as corpus_targets
from benchmarks.corpus.measures import against_script
from benchmarks.inputs import WORKLOADS
from benchmarks.stages import STAGES
from benchmarks.targets import Target

FIELDS = {"schema", "taken", "seed", "quick", "machine", "libraries", "startup", "workloads"}
RESULT_FIELDS = {
    "about",
    "copies",
    "rounds",
    "characters",
    "size",
    "numbers",
    "floor_us",
    "whole_us",
    "again_us",
    "cells_us",
    "ratio",
    "ratios",
    "cells_ratio",
    "cells_ratios",
    "stages_us",
    "peak_bytes",
    "process_bytes",
}


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quick run of every workload, kept as JSON."""
    file = tmp_path_factory.mktemp("benchmarks") / "run.json"
    assert run.main(["--quick", "--json", str(file)]) == 0
    return file


@pytest.fixture
def clean() -> Copy:
    """A clean copy of the edition of 2021, all of whose findings are none."""
    return WORKLOADS["tab_clean"].round(0, copies=2)[1]


def test_a_run_is_kept_as_documented(taken: Path) -> None:
    """The JSON holds machine, versions, seed, startup and every figure of every workload."""
    data: dict[str, Any] = json.loads(taken.read_text("utf-8"))
    assert set(data) == FIELDS
    assert data["quick"] is True
    assert set(data["machine"]) == {"platform", "python", "cpu", "cpus", "gc"}
    assert set(data["libraries"]) == {"govinfo_report", "attrs", "lark", "regex"}
    assert set(data["startup"]) == {"import_s", "ready_s", "first_parse_s", "runs"}
    assert list(data["workloads"]) == list(WORKLOADS)
    for result in data["workloads"].values():
        assert set(result) == RESULT_FIELDS
        assert list(result["stages_us"]) == list(STAGES)


def test_each_stage_is_met_on_the_way(taken: Path) -> None:
    """A stage that a clean copy passes without any time has lost its seam."""
    data = json.loads(taken.read_text("utf-8"))
    met = data["workloads"]["tab_clean"]["stages_us"]
    assert list(met) == list(STAGES)
    assert met
    assert all(met.values())


def test_two_runs_make_a_table(taken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The comparison has a line for each figure, with what was, what is and the change."""
    assert compare.main([str(taken), str(taken), "--stages"]) == 0
    printed = capsys.readouterr().out
    assert "| figure | before | after | change |" in printed
    for name in WORKLOADS:
        assert f"| {name}, s |" in printed
        assert f"| {name}, x floor |" in printed
        assert f"| {name}.labels, s |" in printed
    assert "| import, s |" in printed


def test_another_schema_is_refused(taken: Path, tmp_path: Path) -> None:
    """Figures whose meaning may differ are not set side by side."""
    data = json.loads(taken.read_text("utf-8"))
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**data, "schema": 0}), "utf-8")
    with pytest.raises(ValueError, match="schema"):
        compare.main([str(taken), str(other)])


@pytest.mark.parametrize(("most", "status", "word"), [(0.0, 1, "MISSED"), (1e9, 0, "met")])
def test_the_judge_tells_by_its_exit_status(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    most: float,
    status: int,
    word: str,
) -> None:
    """An impossible target gives exit status 1, one that cannot be missed 0."""
    target = Target("tab_clean", "ratio", most, "x floor", "made up")
    monkeypatch.setattr(targets, "TARGETS", (target,))
    assert run.main(["--quick", "--judge", "--workload", "tab_clean"]) == status
    assert word in capsys.readouterr().out


def test_a_target_that_was_not_measured_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that did not look does not say that all is well."""
    monkeypatch.setattr(targets, "TARGETS", (Target("damaged", "ratio", 1e9, "", ""),))
    assert run.main(["--quick", "--judge", "--workload", "not_a_report"]) == 1


def test_a_table_for_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    """One command prints the tables of the README, with what they were taken on."""
    assert run.main(["--quick", "--markdown", "--workload", "sums_fail"]) == 0
    printed = capsys.readouterr().out
    assert "| workload | copies |" in printed
    assert "| sums_fail |" in printed
    assert "python CPython" in printed or "python PyPy" in printed
    assert "QUICK RUN" in printed


def test_the_same_seed_gives_the_same_copies() -> None:
    """Copies come from the seed alone, and no round repeats another's."""
    workload = WORKLOADS["tab_clean"]
    assert workload.round(0, copies=6) == workload.round(0, copies=6)
    texts = [copy.text for number in (0, 1) for copy in workload.round(number, copies=6)]
    assert len(set(texts)) == 12


def test_a_clean_copy_is_read_right(clean: Copy) -> None:
    """Right answers pass."""
    report = govinfo_report.parse(clean.text)
    check_answers(clean, report, report.values())


def test_a_wrong_number_ends_the_benchmark(clean: Copy) -> None:
    """A number that is not the one printed is an error, whatever the time was."""
    report = govinfo_report.parse(clean.text)
    path = "requests.granted.business"
    wrong = evolve(clean, values={**clean.values, path: "987654321"})
    with pytest.raises(WrongAnswerError, match=path):
        check_answers(wrong, report, report.values())


def test_a_lacking_number_ends_the_benchmark(clean: Copy) -> None:
    """A number that is not stated is an error in a sound copy."""
    report = govinfo_report.parse(clean.text)
    values = report.values()
    del values["review.reconsideration.total"]
    with pytest.raises(WrongAnswerError, match=r"review\.reconsideration\.total"):
        check_answers(clean, report, values)


def test_a_damaged_copy_may_be_read_whole(clean: Copy) -> None:
    """Without any finding it is read whole, or it is read as if it were sound."""
    report = govinfo_report.parse(clean.text)
    damaged, values = evolve(clean, sound=False), report.values()
    check_answers(damaged, report, values)
    del values["review.reconsideration.total"]
    with pytest.raises(WrongAnswerError, match="as if it were sound"):
        check_answers(damaged, report, values)


def test_an_unexpected_finding_ends_the_benchmark() -> None:
    """A finding about sums that the office did not print wrong is an error."""
    wrong = WORKLOADS["sums_fail"].round(0, copies=1)[0]
    report = govinfo_report.parse(wrong.text)
    check_answers(wrong, report, report.values())
    with pytest.raises(WrongAnswerError, match="findings"):
        check_answers(evolve(wrong, codes=frozenset()), report, report.values())


def test_the_script_is_no_match() -> None:
    """On damaged copies the library states no wrong number without a mark; the script that finds labels states many."""
    found = against_script(12)
    assert found["clean, library"]["wrong"] == 0
    assert found["clean, library"]["right"] > found["clean, script"]["right"]
    assert found["damaged, script"]["wrong"] > 10 * found["damaged, library"]["wrong"]


@pytest.mark.long
def test_corpora_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    """A quick run reads every corpus whole, by one process and by two, and prints each table."""
    assert corpora.main(["--quick"]) == 0
    printed = capsys.readouterr().out
    for words in (
        "by the clock",
        "extract parquet",
        "is_report",
        "iter_cells",
        "damaged, script",
        "lose_cells",
    ):
        assert words in printed


def test_evidence_is_timed(capsys: pytest.CaptureFixture[str]) -> None:
    """The benchmark of evidence pages runs, and names each sample."""
    from benchmarks import evidence

    assert evidence.main(["--quick"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in evidence.FILES)


def test_files_are_timed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The benchmark of files runs where the usual libraries are installed, and checks the answers of both sides."""
    for library in ("pandas", "docx", "pdfplumber", "pypdfium2"):
        pytest.importorskip(library)
    from benchmarks import formats

    monkeypatch.setattr(formats, "peak_memory", lambda _data: 0.0)
    assert formats.main(["--quick"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in formats.TARGETS)
    with pytest.raises(formats.WrongAnswerError):
        formats.check("made up", {"a.b.c": 1}, {"a.b.c": 2})


def test_corpora_are_judged() -> None:
    """A figure above or below what is asked misses its target, and so does one that was not measured."""
    good = {bound.figure: float(bound.most or bound.least or 0) for bound in corpus_targets.TARGETS}
    assert corpus_targets.judge(good)[0]
    for bound in corpus_targets.TARGETS:
        bad = good | {bound.figure: bound.most * 1.01 if bound.most else (bound.least or 0) * 0.99}
        is_met, lines = corpus_targets.judge(bad)
        assert not is_met
        assert [line.startswith("MISSED") for line in lines].count(True) == 1
        left_out = {name: value for name, value in good.items() if name != bound.figure}
        is_met, lines = corpus_targets.judge(left_out)
        assert not is_met
        assert any("not measured" in line for line in lines)


def test_a_way_that_is_not_installed_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the usual libraries the benchmark of files says so, and judges nothing that it did not measure."""
    from benchmarks import formats, usual_ways

    monkeypatch.setattr(formats, "peak_memory", lambda _data: 0.0)
    monkeypatch.setattr(formats, "OFFICES", 1)
    monkeypatch.setattr(usual_ways.Way, "missing", lambda way: [*way.needs])
    assert formats.main(["--quick", "--judge"]) == 0
    printed = capsys.readouterr().out
    assert "pandas.read_html: not timed; not installed: pandas, lxml" in printed
    assert "docling: not timed; not installed: docling" in printed
    assert all(f"not judged {name}" in printed for name in formats.TARGETS)


def test_files_are_judged(capsys: pytest.CaptureFixture[str]) -> None:
    """A ratio below its target and too much memory are misses, by the slower edition."""
    from benchmarks import formats

    good = {name: [20.0, 30.0] for name in formats.TARGETS}
    assert formats.judge(good, dict.fromkeys(good, 40.0)) == 0
    assert formats.judge({**good, "docx": [20.0, 9.9]}, {}) == 1
    assert formats.judge(good, {"pdf": 151.0}) == 1
    printed = capsys.readouterr().out
    assert "MISSED docx: 9.9 times, at least 10" in printed
    assert "MISSED pdf: 151 MB, at most 150" in printed


def test_a_file_is_read_by_docling(monkeypatch: pytest.MonkeyPatch) -> None:
    """The row of docling takes the text of each cell of its tables; here of a stand-in with the same names."""
    from benchmarks import usual_ways

    grid = [[SimpleNamespace(text=text) for text in ("规章", "3", "1", "27")]]
    document = SimpleNamespace(tables=[SimpleNamespace(data=SimpleNamespace(grid=grid))])
    converted = SimpleNamespace(document=document)
    stream = ModuleType("docling.datamodel.base_models")
    vars(stream)["DocumentStream"] = SimpleNamespace
    monkeypatch.setitem(sys.modules, "docling", ModuleType("docling"))
    monkeypatch.setitem(sys.modules, "docling.datamodel", ModuleType("docling.datamodel"))
    monkeypatch.setitem(sys.modules, "docling.datamodel.base_models", stream)
    converter = SimpleNamespace(convert=lambda file: converted if file.stream.read() else None)
    monkeypatch.setattr(usual_ways, "_converter", lambda: converter)
    assert usual_ways.docling("html").tables(b"<html>") == [[["规章", "3", "1", "27"]]]
