"""Tables whose words are known are read as if they were new."""

from __future__ import annotations

import pickle
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_report.labels import KnownRows
from govinfo_report.labels.patterns import MEMO_SIZE
from govinfo_report.model import Report
from govinfo_report.official import official_form
from govinfo_report.pipeline import Pipeline
from govinfo_report.sections import read_sections
from govinfo_report.table_rows import RowReader
from tests.strategies import copy_text

COPIES = ("tab_clean_2019", "tab_clean_2021", "row_per_cell_2020")
# A number that is a whole cell, and what can stand in its place.
NUMBER = re.compile(r"(?<=[\t\n])\d+(?=[\t\n])")
PLAIN = st.integers(0, 20_000).map(str)
OTHER = st.sampled_from(
    [
        "",
        "/",
        "—",
        "-3",
        "+8",
        "12.5",
        "5.",
        ".5",
        "1,143",
        "1 143",
        "７",
        "4万元",
        "规章",
        "0" * 50,
        "1\n2",
        " 5",
        "5 ",
        "5\0",
        "|5",
        "\t5",
        "5\r",
        "-",
        "3\t4",
    ]
)


def told(report: Report) -> Any:
    """Give all that a report says."""
    return report.to_dict(), report.layout_scores, report.values(inferred=True)


def forget(pipeline: Pipeline) -> None:
    """Make a pipeline meet every table anew."""
    for lexicon in pipeline.lexicons.tables.values():
        lexicon.known_tables.clear()


def warm(name: str) -> Pipeline:
    """Give a pipeline that knows the words of a copy."""
    pipeline = Pipeline(official_form())
    for _ in range(4):
        pipeline.parse(copy_text(name))
    return pipeline


def check_known(
    pipelines: dict[str, tuple[Pipeline, Pipeline]], name: str, data: st.DataObject
) -> None:
    """Fail where a copy with other numbers is read in two ways."""
    text = copy_text(name)
    places = list(NUMBER.finditer(text))
    chosen = data.draw(st.lists(st.sampled_from(places), unique_by=re.Match.start, max_size=12))
    odd = data.draw(st.integers(0, 2))
    for at, place in enumerate(sorted(chosen, key=re.Match.start, reverse=True)):
        cell = data.draw(OTHER if at < odd else PLAIN)
        text = text[: place.start()] + cell + text[place.end() :]
    known, forgetful = pipelines[name]
    forget(forgetful)
    assert told(known.parse(text)) == told(forgetful.parse(text))


@pytest.fixture(scope="module")
def pipelines() -> dict[str, tuple[Pipeline, Pipeline]]:
    """Give for each copy a pipeline that knows its words, and one that is made to forget them."""
    return {name: (warm(name), warm(name)) for name in COPIES}


@pytest.mark.parametrize("name", COPIES)
def test_words_met_before_are_known(
    pipelines: dict[str, tuple[Pipeline, Pipeline]], name: str
) -> None:
    """Every table of a copy that came several times is known, also with other numbers."""
    text = NUMBER.sub("7", copy_text(name))
    pipeline, _ = pipelines[name]
    for table, (start, end) in read_sections(text, pipeline.form).tables.items():
        rows = pipeline.read_rows(table, text[start:end], start).rows
        assert isinstance(rows, KnownRows), table
        assert [row.kind for row in rows] == list(rows.pattern.kinds)


@pytest.mark.parametrize("name", COPIES)
@given(data=st.data())
def test_known_tables_are_read_as_new_ones(
    pipelines: dict[str, tuple[Pipeline, Pipeline]], name: str, data: st.DataObject
) -> None:
    """Whatever stands in the place of its numbers, a table is read the same whether its words are known or not."""
    check_known(pipelines, name, data)


@pytest.mark.long
@pytest.mark.parametrize("name", COPIES)
@settings(max_examples=3_000, derandomize=False)
@given(data=st.data())
def test_known_tables_are_read_as_new_ones_long(
    pipelines: dict[str, tuple[Pipeline, Pipeline]], name: str, data: st.DataObject
) -> None:
    """The same, searched for long."""
    check_known(pipelines, name, data)


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("digits", ["0" * 41, "7" * 41, "-" + "7" * 40, "0" * 39 + ".5", "7" * 76])
def test_too_many_digits_are_no_number(
    pipelines: dict[str, tuple[Pipeline, Pipeline]], name: str, digits: str
) -> None:
    """More digits than any number has are unreadable at every place, in a table whose words are known too."""
    text = copy_text(name)
    known, _ = pipelines[name]
    for place in list(NUMBER.finditer(text))[::31]:
        report = known.parse(text[: place.start()] + digits + text[place.end() :])
        assert digits not in {cell.raw for cell in report.cells() if cell.value is not None}


@pytest.mark.parametrize("name", COPIES)
def test_reports_of_known_tables_stand_alone(
    pipelines: dict[str, tuple[Pipeline, Pipeline]], name: str
) -> None:
    """A report holds lines and places, nothing of the pipeline: what is sent of it is small."""
    report = pipelines[name][0].parse(copy_text(name))
    sent = pickle.dumps(report)
    assert len(sent) < 20 * len(copy_text(name))
    assert pickle.loads(sent) == report


def test_an_interrupted_parse_leaves_nothing_half_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is remembered when all is known of it: a parse that is broken off changes no later one."""
    pipeline, text = Pipeline(official_form()), copy_text("tab_clean_2021")
    wanted = [told(pipeline.parse(text)) for _ in range(2)]

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(RowReader, "_parsed", interrupt)
        with pytest.raises(KeyboardInterrupt):
            pipeline.parse(text)
    assert [told(pipeline.parse(text)) for _ in range(2)] == wanted


def test_another_thread_finds_nothing_half_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one thread parses the rows of a table that it is about to remember, another one reads the same table."""
    pipeline, text = Pipeline(official_form()), copy_text("tab_clean_2021")
    wanted = told(pipeline.parse(text))
    assert told(pipeline.parse(text)) == wanted
    parsed = RowReader._parsed
    told_elsewhere = []

    def elsewhere() -> None:
        told_elsewhere.append(told(pipeline.parse(text)))

    def parsed_between(self: RowReader, *given: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            thread = threading.Thread(target=elsewhere)
            thread.start()
            thread.join()
        return parsed(self, *given)

    monkeypatch.setattr(RowReader, "_parsed", parsed_between)
    assert told(pipeline.parse(text)) == wanted
    assert told_elsewhere == [wanted] * len(told_elsewhere)
    assert told_elsewhere


def test_threads_share_a_pipeline() -> None:
    """Four threads that meet the same new words at once read what one reads."""
    pipeline, text = Pipeline(official_form()), copy_text("tab_clean_2021")
    wanted = told(Pipeline(official_form()).parse(text))
    with ThreadPoolExecutor(4) as threads:
        for found in threads.map(lambda _: told(pipeline.parse(text)), range(32)):
            assert found == wanted


def test_known_tables_are_bounded() -> None:
    """No more tables are remembered than the memo has room for."""
    pipeline = Pipeline(official_form())
    text = copy_text("tab_clean_2021")
    for at in range(MEMO_SIZE):
        for _ in range(2):
            pipeline.parse(text.replace("规章\t", f"规章\t{'　' * (at % 9)}{at}个\t"))
    sizes = [len(lexicon.known_tables) for lexicon in pipeline.lexicons.tables.values()]
    assert max(sizes) <= MEMO_SIZE
