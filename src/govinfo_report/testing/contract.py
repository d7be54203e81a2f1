"""The contract of a layout strategy as a test that any package can run on its own (``check_layout``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import zip_longest
from typing import Any

from govinfo_report.labels import Lexicons
from govinfo_report.layouts import LabelTest, Layout, is_blind
from govinfo_report.model import Row, Span
from govinfo_report.model.row import SPACES
from govinfo_report.official import official_form
from govinfo_report.source import Lines
from govinfo_report.testing.render import LAYOUTS, render
from govinfo_report.testing.steps import count_steps
from govinfo_report.testing.texts import nasty_texts
from govinfo_report.testing.truth import Truth, tables_of

# Offset that texts are said to start at, so that a strategy that forgets ``Lines.start`` is found out.
OFFSET = 1_000
# A text four times as long may take this many times the steps: four, and room for what is done once.
MOST_GROWTH = 6.0
# Steps below which growth tells nothing: memos fill, generators start.
FEWEST_STEPS = 2_000

# A number that stands alone between tabs and line ends.
_NUMBER = re.compile(r"(?<=\t)[+\-]?[0-9]+(?:\.[0-9]+)?(?=[\t\r\n])")

# What grows with its input when a strategy is not linear, each a piece to be repeated.
_GROWING = {
    "rows": "规章\t0\t0\t0\n",
    "rows that differ": "第#项\t#\t0\n",
    "cells of one line": "\t0",
    "cells that differ": "\t#",
    "lines of one cell that differ": "\t第#项\n",
    "lines of prose": "全年主动公开政府信息若干条，均已按时办结。\n",
    "heading lines": "结果\t其他\n",
    "lines of one cell": "\t0\n",
    "empty lines": "\n",
    "lines of one tab": "\t\n",
    "rules": "------\t------\n",
    "dashes of one line": "-",
    "spaces of one line": "\u3000 ",
    "carriage returns": "\t0\r",
}


def check_layout(
    factory: Callable[[LabelTest], Layout], texts: Mapping[str, str] | None = None
) -> None:
    """Run the contract of a layout strategy.

    It has a name; ``score`` gives a number from 0 to 1 for any text; ``rows`` raises on none, gives rows from top to
    bottom whose spans hold exactly their cells, uses each character once, says the same each time, and takes time
    linear in its input.

    Args:
        factory: the class, called with one ``LabelTest``.
        texts: name to further texts to run it on, besides ``nasty_texts`` and rendered tables.

    Raises:
        AssertionError: a sentence of the contract does not hold; the message says which, on what text, what was
            expected and what was found.
    """
    _check_name(factory)
    corpus = {**nasty_texts(), **_rendered_tables(), **(texts or {})}
    for name, text in corpus.items():
        for start in (0, OFFSET):
            check_text(factory, text, start, name)
    _check_independence(factory, corpus)
    _check_growth(factory)


def check_text(
    factory: Callable[[LabelTest], Layout], text: str, start: int = 0, name: str = "the text"
) -> None:
    """Run the part of the contract that speaks of one text.

    Args:
        factory: the class, called with one ``LabelTest``.
        text: the stretch of a copy.
        start: offset of its first character in the copy, from 0.
        name: what messages call the text.

    Raises:
        AssertionError: see ``check_layout``.
    """
    layout = factory(official_labels())
    where = f"{layout.name}, on {name!r}"
    score = _run(partial(layout.score, Lines(text, start)), f"{where}: score")
    assert isinstance(score, int | float), f"{where}: expected a number as score, found {score!r}"
    assert 0 <= score <= 1, f"{where}: expected a score from 0 to 1, found {score!r}"
    _check_blind(layout, text, score, where)
    rows = _run(lambda: list(layout.rows(Lines(text, start))), f"{where}: rows")
    _check_rows(rows, text, start, where)
    again = _run(
        lambda: list(factory(official_labels()).rows(Lines(text, start))), f"{where}: rows"
    )
    _check_same(rows, again, f"{where}: expected the same rows from a second strategy")


def _check_blind(layout: Layout, text: str, score: float, where: str) -> None:
    """A score that no number changes (``is_blind``) is the same with other numbers."""
    if not _run(partial(is_blind, layout, Lines(text)), f"{where}: is_blind"):
        return
    for other in ("0", "-12", "3.75", "20480"):
        changed = _NUMBER.sub(other, text)
        found = layout.score(Lines(changed))
        assert found == score, (
            f"{where}: expected the same score with {other} for each number, since is_blind says so: {score!r}; "
            f"found {found!r}"
        )


@cache
def official_labels() -> LabelTest:
    """Give the label test that the library hands to its own layouts."""
    return Lexicons(official_form()).has_label


def _run(call: Callable[[], Any], where: str) -> Any:
    try:
        return call()
    except Exception as error:
        raise AssertionError(
            f"{where}: expected no exception on any text, found {type(error).__name__}: {error}"
        ) from error


def _check_name(factory: Callable[[LabelTest], Layout]) -> None:
    layout = _run(lambda: factory(official_labels()), f"{factory!r}: making it with a LabelTest")
    name = getattr(layout, "name", None)
    assert isinstance(name, str), f"{factory!r}: expected a name that is a str, found {name!r}"
    assert name, f"{factory!r}: expected a name, found ''"
    for method in ("score", "rows"):
        found = getattr(layout, method, None)
        assert callable(found), f"{name}: expected a method {method}, found {found!r}"


def _check_rows(rows: list[Row], text: str, start: int, where: str) -> None:
    used: set[int] = set()
    above = start
    for at, row in enumerate(rows):
        here = f"{where}: row {at}"
        assert isinstance(row, Row), f"{here}: expected a Row, found {row!r}"
        assert row.cells, f"{here}: expected one cell or more, found none"
        first = start + len(text)
        for index, cell in enumerate(row.cells):
            spans = _run(partial(row.spans, index), f"{here}, cell {index}: spans")
            _check_spans(spans, cell, text, start, f"{here}, cell {index}")
            for low, high in spans:
                first = min(first, low)
                assert used.isdisjoint(range(low, high)), (
                    f"{here}, cell {index}: expected each character once, found "
                    f"{text[low - start : high - start][:40]!r} at {low} to {high} used before"
                )
                used.update(range(low, high))
        _check_printed(row, here)
        assert first >= above, (
            f"{here}: expected rows from top to bottom, found it at {first}, above the row before at {above}"
        )
        above = first


def _check_spans(spans: Sequence[Span], cell: str, text: str, start: int, here: str) -> None:
    assert isinstance(cell, str), f"{here}: expected a str, found {cell!r}"
    assert spans, f"{here}: expected a span, of width zero for an empty cell; found none"
    end = start + len(text)
    for low, high in spans:
        assert start <= low <= high <= end, (
            f"{here}: expected spans inside {start} to {end} (offsets count from Lines.start), found {low} to {high}"
        )
    found = "".join(text[low - start : high - start] for low, high in spans)
    assert found == cell, (
        f"{here}: expected its spans to hold exactly the cell, {cell[:60]!r}; found {found[:60]!r} at {spans[:4]!r}"
    )


def _check_printed(row: Row, here: str) -> None:
    """What a cell prints is the cell, white space trimmed, asked for alone or with the whole row."""
    whole = _run(row.all_printed, f"{here}: all_printed")
    alone = [
        _run(partial(row.printed, index), f"{here}: printed") for index in range(len(row.cells))
    ]
    assert whole == alone, (
        f"{here}: expected all_printed to give what printed gives, {alone[:4]!r}; found {whole[:4]!r}"
    )
    for index, (raw, parts) in enumerate(alone):
        expected = row.cells[index].strip(SPACES)
        assert raw == expected, (
            f"{here}, cell {index}: expected to print {expected[:60]!r}, found {raw[:60]!r}"
        )
        size = sum(end - start for start, end in parts)
        assert size == len(raw), (
            f"{here}, cell {index}: expected {len(raw)} characters of print, found {size} at {parts!r}"
        )


def _check_same(expected: list[Row], found: list[Row], message: str) -> None:
    for at, (one, other) in enumerate(zip_longest(expected, found)):
        assert one == other, f"{message}; row {at}: expected {one!r}, found {other!r}"


def _check_independence(factory: Callable[[LabelTest], Layout], corpus: Mapping[str, str]) -> None:
    """One strategy is used for many tables, and tables may be read side by side."""
    layout = factory(official_labels())
    alone = {
        name: list(factory(official_labels()).rows(Lines(text))) for name, text in corpus.items()
    }
    names = list(corpus)
    for name, other in zip(names, names[1:] + names[:1], strict=True):
        both = zip_longest(layout.rows(Lines(corpus[name])), layout.rows(Lines(corpus[other])))
        rows = [row for row, _ in both if row is not None]
        _check_same(
            alone[name],
            rows,
            f"{layout.name}, on {name!r}: expected the same rows from a strategy that reads {other!r} meanwhile",
        )


def _check_growth(factory: Callable[[LabelTest], Layout]) -> None:
    is_label = official_labels()

    def read(text: str) -> None:
        layout = factory(is_label)
        lines = Lines(text)
        layout.score(lines)
        for _ in layout.rows(lines):
            pass

    for name, piece in _GROWING.items():
        count = 3_000 // len(piece)
        # labels are worked out once and remembered: here, so that it is not counted
        read(_grown(piece, count * 4))
        few = count_steps(read, _grown(piece, count))
        many = count_steps(read, _grown(piece, count * 4))
        limit = MOST_GROWTH * max(few, FEWEST_STEPS)
        assert many <= limit, (
            f"{factory(is_label).name}, on more and more {name}: expected steps linear in the input, at most "
            f"{MOST_GROWTH} times as many for 4 times the text; found {few} and {many}"
        )


def _grown(piece: str, count: int) -> str:
    """Give ``piece`` so many times, a number in place of each ``#``."""
    return "".join(piece.replace("#", str(at)) for at in range(count))


@cache
def _rendered_tables() -> dict[str, str]:
    """Give a whole report of the newest edition in each layout that the library can write."""
    form = official_form()
    edition = list(form.editions)[-1]
    tables = tables_of(form, edition)
    cells = {
        path: str(at % 13) for table in tables.values() for at, path in enumerate(table.shape.paths)
    }
    truth = Truth("某某县", 2024, dict.fromkeys(tables, edition), cells)
    return {f"a report, {layout}": render(truth, layout) for layout in LAYOUTS}
