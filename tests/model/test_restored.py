"""Plain data is restored where it is what `to_dict` gives of some report, and refused with words elsewhere."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.cli.drawing import draw_report
from govinfo_report.cli.wording import Words
from govinfo_report.export import fact_table, write_csv
from govinfo_report.testing import LAYOUTS, generate, mangle, render
from tests.strategies import NAMES, copy_text


@cache
def plain(at: int) -> str:
    """Give the data of a copy with doubts, claims, proofs and rows of others, as JSON."""
    if at < len(NAMES):
        text = copy_text(sorted(NAMES)[at])
    else:
        text = str(
            mangle(render(generate(at), sorted(LAYOUTS)[at % len(LAYOUTS)]), "lose_cells", at)
        )
    return json.dumps(gr.parse(text).to_dict(text=at % 2 == 0))


def places(data: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give every place in data, outermost first."""
    if where:
        yield where
    if isinstance(data, dict | list):
        inner = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in inner:
            yield from places(value, (*where, key))


NASTY = [
    *(None, True, False, 0, 1, -1, 7, 2**31, 2**63, 10**5_000, 1.0, 0.5, -0.0),
    *(
        float("nan"),
        float("inf"),
        "",
        "x",
        "0",
        "12",
        "-5",
        "+5",
        "1_000",
        "１２",
        " 1",
        "1\n",
        "NaN",
    ),
    *(
        "sNaN",
        "Infinity",
        "1e900000000",
        "1E+3",
        "-0",
        "00",
        "1.50",
        "9" * 5_000,
        "\ud800",
        "\x1b[2J",
    ),
    *(
        "2019",
        "2021",
        "2031",
        "printed",
        "aligned",
        "inferred",
        "ambiguous",
        "lost",
        "error",
        "info",
    ),
    *(
        "requests.granted.total",
        "review.x.y",
        "no",
        "zh",
        [],
        [0, 1],
        [[5, 2]],
        [None],
        {},
        {"x": 1},
    ),
]


def change(data: Any, where: tuple[Any, ...], how: str, value: Any) -> None:
    """Change data at a place."""
    for key in where[:-1]:
        data = data[key]
    key = where[-1]
    if how == "drop":
        del data[key]
    elif how == "copy" and isinstance(data, list):
        data.insert(key, copy.deepcopy(data[key]))
    elif how == "rename" and isinstance(data, dict):
        data[value if isinstance(value, int | str) else repr(value)] = data.pop(key)
    elif how == "swap":
        other = data[sorted(data)[0] if isinstance(data, dict) else 0]
        data[key] = copy.deepcopy(other)
    else:
        data[key] = value


def use(report: gr.Report) -> None:
    """Do with a report what users do."""
    for lang in ("en", "zh"):
        list(draw_report(report, Words(lang), 100))
        for cell in report.cells():
            report.explain(cell.path, lang)
    assert gr.Report.from_dict(json.loads(json.dumps(report.to_dict(text=True)))) == report
    written = io.StringIO(newline="")
    write_csv(report, written)
    written.seek(0)
    assert len(list(csv.reader(written))) == 1 + len(list(report.cells()))
    for shape in ("long", "wide"):
        fact_table([report], shape)
    for table, cells in report.tables.items():
        assert all(len(report.readings(f"{table}.{row}")) >= 0 for row in cells.shape.row_index)
    assert repr(report)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_changed_data_is_refused_or_works(data: st.DataObject) -> None:
    """Whatever is changed in the data of a report, at any place: an error that says where, or a report that works."""
    given_data = json.loads(plain(data.draw(st.integers(0, 11))))
    for _ in range(data.draw(st.integers(1, 2))):
        every = list(places(given_data))
        # places are told by their kind first: cells are many
        kind = data.draw(st.sampled_from(sorted({str(where[0]) for where in every})))
        where = data.draw(st.sampled_from([each for each in every if each[0] == kind]))
        how = data.draw(st.sampled_from(["set", "set", "set", "drop", "copy", "rename", "swap"]))
        change(given_data, where, how, copy.deepcopy(data.draw(st.sampled_from(NASTY))))
    report, refused = None, None
    try:
        report = gr.Report.from_dict(given_data)
    except gr.ArgumentError as error:
        refused = error
    if report is not None:
        use(report)
    else:
        assert "expected" in str(refused)
        assert refused is not None
        assert "应为" in refused.text("zh")
        assert len(str(refused)) < 2_000


@pytest.mark.parametrize("at", range(14))
def test_what_a_report_gives_is_taken(at: int) -> None:
    """Data comes back as it was, also where its keys were sorted on the way, with all that users do with it."""
    data = json.loads(plain(at))
    report = gr.Report.from_dict(json.loads(json.dumps(data, sort_keys=True)))
    first = gr.Report.from_dict(data)
    assert report == first
    assert [cell.path for cell in report.cells()] == [cell.path for cell in first.cells()]
    paths = [
        f"{t}.{r}.{c}"
        for t, rows in data["tables"].items()
        for r, cells in rows.items()
        for c in cells
    ]
    assert [cell.path for cell in first.cells()] == paths
    use(report)


CELL = ("tables", "requests", "granted", "total")


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (
            (*CELL, "value"),
            "1_000",
            r"granted\.total\.value: expected type integer or maxLength|pattern",
        ),
        (
            (*CELL, "value"),
            float("nan"),
            r"granted\.total\.value: expected type integer or type string or type null, found nan",
        ),
        ((*CELL, "value"), True, "expected type integer or type string or type null, found True"),
        ((*CELL, "value"), "1e900000000", r"pattern .*, found '1e900000000'"),
        ((*CELL, "value"), 10**2_000, "found int of 6644 bits"),
        ((*CELL, "state"), "sure", "expected enum .*, found 'sure'"),
        ((*CELL, "state"), "lost", r"granted\.total"),
        ((*CELL, "start"), 3, r"start: expected \d+, found 3"),
        (("title",), "x", "title: expected '漪岚市.*, found 'x'"),
        (("year",), "2021", "year: expected type integer, null, found '2021'"),
        (("editions", "requests"), "2031", "expected enum .*, found '2031'"),
        (("more",), 1, "more: expected nothing, found 1"),
        (("findings",), None, "findings: expected type array, found None"),
        (
            ("layout_scores", "requests", "tab_separated"),
            float("nan"),
            "expected minimum 0, found nan",
        ),
        (
            ("readings", "requests.granted"),
            [[1]],
            r"readings\.requests\.granted: expected 7 numbers",
        ),
        (("readings", "requests.no"), [], r"readings\.requests\.no: expected nothing"),
    ],
)
def test_what_is_wrong_is_told(where: tuple[str, ...], value: Any, said: str) -> None:
    """The message has the place, what was expected and what was found; in Chinese, too."""
    data = gr.parse(copy_text("tab_clean_2021")).to_dict()
    change(data, where, "set", value)
    with pytest.raises(gr.ArgumentError, match=said) as error:
        gr.Report.from_dict(data)
    assert "应为 to_dict 给出的数据" in error.value.text("zh")
