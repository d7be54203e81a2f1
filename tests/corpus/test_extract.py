"""Facts of a corpus in a file: the same in any format, by any number of processes, ended and gone on with or not."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_report as gr
from govinfo_report.corpus import extract
from govinfo_report.corpus.output import Output
from govinfo_report.export import cell_rows, data_dictionary, fact_columns, fact_table
from govinfo_report.export.csv import CELL_COLUMNS
from govinfo_report.testing import LAYOUTS, generate, mangle, render
from tests.strategies import NAMES, copy_text

TEXTS = [
    *map(copy_text, NAMES),
    *(
        str(mangle(render(generate(at), layout), "lose_cells", at))
        for at, layout in enumerate(LAYOUTS)
    ),
    # a report on no known form has no cell
    "某县2015年政府信息公开工作年度报告\n\n一、概述\n本年结转申请0件。\n",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of JSON lines, with a line that is broken."""
    file = tmp_path_factory.mktemp("corpus") / "c.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in TEXTS]
    lines.insert(3, "{")
    file.write_text("\n".join(lines * 4) + "\n", encoding="utf-8")
    return file


def expected(corpus: Path, shape: Any = "long") -> list[tuple[Any, ...]]:
    """Give the lines of facts, made of the reports themselves."""
    return list(zip(*fact_table(gr.iter_reports(corpus), shape).values(), strict=True))


def read_facts(file: Path, shape: Any = "long") -> list[tuple[Any, ...]]:
    """Read facts back as they were: numbers exact, empty text apart from nothing where the format can."""
    columns = fact_columns(shape)
    names = [column.name for column in columns]
    if file.suffix == ".parquet":
        from pyarrow import parquet

        rows = parquet.read_table(file).to_pylist()
        return [tuple(row[name] for name in names) for row in rows]
    if file.suffix == ".jsonl":
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert all(list(line) == names for line in lines)
        numbers = {column.name for column in columns if column.type == "number"}
        return [
            tuple(
                Decimal(value) if name in numbers and value is not None else value
                for name, value in line.items()
            )
            for line in lines
        ]
    with file.open(encoding="utf-8", newline="") as opened:
        heading, *found = csv.reader(opened)
    assert heading == names
    return [tuple(row) for row in found]


def as_text(rows: list[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    """Give rows as a CSV has them."""
    return [
        tuple(
            ""
            if value is None
            else format(value, "f")
            if isinstance(value, Decimal)
            else str(value)
            for value in row
        )
        for row in rows
    ]


def test_facts_are_the_cells(corpus: Path) -> None:
    """The columns that the CSV of reports has too hold the same, cell by cell."""
    reports = [report for report in gr.iter_reports(corpus) if report.tables]
    facts = fact_table(reports)
    rows = list(zip(*(facts[name] for name in CELL_COLUMNS), strict=True))
    assert as_text(rows) == as_text([row for report in reports for row in cell_rows(report)])
    inferred = [value for value in facts["inferred"] if value is not None]
    assert inferred
    assert len(inferred) == facts["state"].count("inferred")


def test_a_report_without_cells_has_a_line(corpus: Path) -> None:
    """What could not be read, and a report on no known form, stand in the facts by a line with their findings."""
    facts = fact_table(gr.iter_reports(corpus))
    lone = [at for at, table in enumerate(facts["table"]) if table is None]
    assert {facts["findings"][at].split()[0] for at in lone} == {
        "record_broken",
        "edition_unsupported",
    }


@pytest.mark.parametrize("shape", ["long", "wide"])
@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("workers", [1, 2])
def test_every_format_holds_the_same(
    format: str, shape: Any, workers: int, corpus: Path, tmp_path: Path
) -> None:
    """The facts of a corpus are the same in each format, by one process and by two, with the dictionary beside them."""
    file = tmp_path / f"facts.{format}"
    summary = extract(corpus, file, shape=shape, workers=workers)
    rows = expected(corpus, shape)
    found = read_facts(file, shape)
    assert found == (as_text(rows) if format == "csv" else rows)
    assert summary.counts["lines"] == len(rows)
    assert summary.counts["reports"] == 4 * (len(TEXTS) + 1)
    assert summary.counts["failed"] == 4
    assert summary.findings["record_broken"] == 4
    assert sum(summary.states.values()) == sum(
        len(table.states) for report in gr.iter_reports(corpus) for table in report.tables.values()
    )
    beside = json.loads((tmp_path / f"facts.{format}.dictionary.json").read_text(encoding="utf-8"))
    assert beside == json.loads(json.dumps(data_dictionary()))


def test_as_they_come_holds_the_same_lines(corpus: Path, tmp_path: Path) -> None:
    """Two processes, as they come: the same lines in another order."""
    file = tmp_path / "facts.jsonl"
    extract(corpus, file, workers=2, ordered=False)
    assert sorted(map(repr, read_facts(file))) == sorted(
        repr(row) for row in _plain(expected(corpus))
    )


def _plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    at = [column.type == "number" for column in fact_columns("long")]
    return [
        tuple(
            Decimal(value) if number and value is not None else value
            for number, value in zip(at, row, strict=True)
        )
        for row in rows
    ]


KILLED = """
import os, signal, sys
from govinfo_report.corpus import extract
calls = 0
def tell(summary):
    global calls
    calls += 1
    if calls == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
extract(sys.argv[1], sys.argv[2], workers=int(sys.argv[5]), resume=sys.argv[3], tell=tell)
"""


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_a_killed_run_is_gone_on_with(
    format: str,
    workers: int,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Kill -9 twice in the middle, then to the end: nothing twice, nothing lost, the lines in their order."""
    file, journal, scratch = (
        tmp_path / f"facts.{format}",
        tmp_path / "journal",
        tmp_path / "scratch",
    )
    scratch.mkdir()
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    for calls in (2, 1):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                KILLED,
                str(corpus),
                str(file),
                str(journal),
                str(calls),
                str(workers),
            ],
            env={**os.environ, "PYTHONPATH": path, "TMPDIR": str(scratch)},
            check=False,
        )
        assert done.returncode == -signal.SIGKILL
        assert not file.exists()
    # what was written behind the last line of the journal does not count
    part = tmp_path / f"facts.{format}.part"
    if part.exists():
        with part.open("ab") as opened:
            opened.write(b"torn")
    summary = extract(corpus, file, workers=workers, resume=journal)
    whole = tmp_path / f"whole.{format}"
    extract(corpus, whole)
    assert read_facts(file) == read_facts(whole)
    if format != "parquet":
        assert summary.counts["skipped"] > 0
    again = extract(corpus, file, resume=journal)
    assert again.counts["reports"] == 0
    assert read_facts(file) == read_facts(whole)
    assert not list(tmp_path.glob("*.part*"))
    # the processes of the runs that were killed have long ended, and what they shared is no file
    assert not list(scratch.iterdir())


def test_parquet_is_committed_in_parts(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Parquet run that ends with an error keeps what it had written, and goes on there."""
    from govinfo_report.corpus import parquet_sinks

    monkeypatch.setattr(parquet_sinks, "GROUP_LINES", 2_000)
    file, journal = tmp_path / "facts.parquet", tmp_path / "journal"

    def stop(summary: Any) -> None:
        if summary.counts["reports"] > 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(corpus, file, resume=journal, tell=stop)
    assert len(list((tmp_path / "facts.parquet.parts").iterdir())) > 0
    summary = extract(corpus, file, resume=journal)
    assert summary.counts["skipped"] > 0
    whole = tmp_path / "whole.parquet"
    extract(corpus, whole)
    assert read_facts(file) == read_facts(whole)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_is_said(
    workers: int, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full while writing: the error of the system, and no file that seems whole."""
    file = tmp_path / "facts.csv"
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr(Output, "open_part", lambda _self: full)
        with pytest.raises(OSError, match="No space left"):
            extract(corpus, file, workers=workers)
    assert not list(tmp_path.iterdir())


def test_wrong_outputs_say_what_to_do(corpus: Path, tmp_path: Path) -> None:
    """A name that tells no format, a format that there is not, Parquet on standard output, a journal of another run."""
    with pytest.raises(ValueError, match=r"ends in \.jsonl"):
        extract(corpus, tmp_path / "facts.xls")
    with pytest.raises(ValueError, match="expected one of jsonl"):
        extract(corpus, tmp_path / "facts", format="xls")
    with pytest.raises(gr.ArgumentError, match=r"^format: expected parquet, .*found csv"):
        extract(corpus, tmp_path / "facts.parquet", format="csv")
    with pytest.raises(ValueError, match="give a file"):
        extract(corpus, None, format="parquet")
    journal = tmp_path / "journal"
    extract(corpus, tmp_path / "facts.csv", resume=journal)
    with pytest.raises(gr.UnreadableFileError, match="another run"):
        extract(corpus, tmp_path / "other.csv", resume=journal)


def test_frames_hold_the_same(corpus: Path) -> None:
    """Arrow, pandas and polars hold the facts, numbers exact."""
    pytest.importorskip("pyarrow")
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    from govinfo_report.export import to_arrow, to_pandas, to_polars

    rows = expected(corpus)
    names = [column.name for column in fact_columns("long")]
    arrow = to_arrow(gr.iter_reports(corpus))
    assert [tuple(row[name] for name in names) for row in arrow.to_pylist()] == rows
    polars = to_polars(gr.iter_reports(corpus))
    assert polars.rows() == rows
    frame = to_pandas(gr.iter_reports(corpus))
    assert list(frame.columns) == names
    for name in names:
        at = names.index(name)
        assert [
            None if value is None or value != value else value
            for value in frame[name].astype(object).where(frame[name].notna(), None)
        ] == [row[at] for row in rows]


def test_numbers_that_no_decimal_holds_are_null() -> None:
    """A number of forty digits is null in Arrow; the text of the cell still has it."""
    pytest.importorskip("pyarrow")
    from govinfo_report.export import to_arrow

    digits = "9" * 40
    text = copy_text("tab_clean_2021").replace("规章\t3\t", f"规章\t{digits}\t")
    report = gr.parse(text)
    assert report.disclosure.rules.issued == int(digits)
    first = to_arrow([report]).slice(0, 1).to_pylist()[0]
    assert (first["value"], first["raw"], first["state"]) == (None, digits, "printed")


@pytest.mark.parametrize(
    ("type", "values"),
    [
        ("text", ["一", "", None, "a", "一"]),
        ("text", ["a", "bc"]),
        ("text", [None, None]),
        ("integer", [3, None, -1, 0, 2**40, 5, 6, 7, None]),
        ("integer", [1, 2]),
        ("number", [Decimal("0.5"), None, 7, Decimal("-12.000000001"), 7, 10**28]),
        ("number", []),
        ("text", []),
    ],
)
def test_arrays_hold_what_they_are_given(type: str, values: list[Any]) -> None:
    """A column as an array, as runs and with few places filled: each gives its values back."""
    pytest.importorskip("pyarrow")
    from govinfo_report.export.arrays import column_array, rare_array, repeated_array

    assert column_array(values, type).to_pylist() == values
    assert repeated_array([(values, 2), (values[:1], 3)], type).to_pylist() == (
        values * 2 + values[:1] * 3
    )
    for default in (None, values[0] if values else None):
        rare = dict(enumerate(values))
        count = len(values) + 3
        found = rare_array(rare, default, count, type).to_pylist()
        if default is None or None not in values:
            assert found == values + [default] * 3


def test_half_a_surrogate_pair_is_written() -> None:
    """What has no UTF-8 stands in each format as a mark for it, and nothing is raised."""
    pytest.importorskip("pyarrow")
    from govinfo_report.export import to_arrow
    from govinfo_report.export.facts import LongFacts
    from govinfo_report.export.lines import facts_csv, facts_jsonl

    report = gr.parse(copy_text("tab_clean_2021"))
    report.source = "a\ud800"
    facts = LongFacts()
    facts.add(report)
    assert to_arrow([report]).column("source")[0].as_py() == "a?"
    assert json.loads(facts_jsonl(facts).splitlines()[0])["source"] == "a\ud800"
    assert facts_csv(facts).startswith(b"a\\ud800,")


def test_parquet_is_read_back_in_the_schema_of_facts(corpus: Path, tmp_path: Path) -> None:
    """A file has the schema of facts, with the meaning of each column, however it was written; pandas is not needed."""
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from govinfo_report.export import facts_schema

    for shape in ("long", "wide"):
        file = tmp_path / f"{shape}.parquet"
        code = (
            "import sys; from govinfo_report.corpus import extract; "
            "extract(*sys.argv[1:3], shape=sys.argv[3]); sys.exit('pandas' in sys.modules)"
        )
        path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
        subprocess.run(
            [sys.executable, "-c", code, str(corpus), str(file), shape],
            env={**os.environ, "PYTHONPATH": path},
            check=True,
        )
        assert parquet.read_schema(file).equals(facts_schema(shape), check_metadata=True)


def test_the_dictionary_describes_every_column() -> None:
    """Each column has its words in both languages; the wide form has every path of the form."""
    found = data_dictionary()
    assert [entry["name"] for entry in found["long"]] == list(fact_table([]))
    assert [entry["name"] for entry in found["wide"]] == list(fact_table([], "wide"))
    for shape in ("long", "wide"):
        assert all(entry["en"] and entry["zh"] and entry["type"] for entry in found[shape])
    paths = {path for name in NAMES for path in gr.parse(copy_text(name)).values()}
    assert paths <= {entry["name"] for entry in found["wide"]}
