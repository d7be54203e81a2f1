"""What is fuzzed: how an input of each kind is made, what is run on it, and what must hold of the report."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import partial
from random import Random

from attrs import frozen
from rich.console import Console

import govinfo_report as gr
from govinfo_report.cli.drawing import draw_report
from govinfo_report.cli.wording import Words
from govinfo_report.pipeline import Pipeline
from govinfo_report.source import recognition
from govinfo_report.testing import LAYOUTS, LEVELS, RECIPES, generate, mangle, render
from tests.fuzz.mutation import MOST, mutate
from tests.fuzz.seeds import seeds
from tests.fuzz.soup import soup
from tests.paths import COPIES, DATA
from tests.soundness import check_findings, check_plain_data, check_report
from tests.strategies import worn
from tests.streaming.test_streaming import lines_of, streamed_cells, whole_cells


@frozen
class Target:
    """One kind of input.

    Attributes:
        name: what the command line calls it.
        make: makes an input; the same one for the same random numbers.
        run: what is timed and weighed; it raises nothing. None where the input is refused as is documented.
        check: raises where the report is not what every report is.
    """

    name: str
    make: Callable[[Random], bytes]
    run: Callable[[bytes], gr.Report | None]
    check: Callable[[gr.Report, bytes], None]


def set_up() -> None:
    """Let a defect be an exception, and pictures stay pictures: what recognizes them is not ours."""
    Pipeline.is_guarded = False
    recognition.is_installed = lambda: False


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _as_data(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")[:MOST]


def _make_soup(rng: Random) -> bytes:
    return _as_data(soup(rng))


def _make_worn(rng: Random) -> bytes:
    """Make a copy up, or take one; damage it as copies are damaged, then in any way."""
    if rng.random() < 0.3:
        texts = [*COPIES.glob("*.txt"), *(DATA / "layouts").iterdir(), *(DATA / "real").glob("*.*")]
        text = rng.choice(sorted(texts)).read_bytes().decode("utf-8")
    else:
        truth = generate(rng.randrange(10**6), None, rng.choice(LEVELS))
        copy = render(truth, rng.choice(list(LAYOUTS)))
        recipes = [rng.choice(list(RECIPES)) for _ in range(rng.choice([0, 1, 1, 2, 4]))]
        text = str(mangle(copy, recipes, rng.randrange(10**6)))
    if rng.random() < 0.7:
        text = worn(text, rng.randrange(10**6), rng.choice([1, 3, 10, 60]))
    data = _as_data(text)
    return mutate(rng, data, _make_soup(rng)) if rng.random() < 0.3 else data


def _make_any_text(rng: Random) -> bytes:
    return rng.choice([_make_soup, _make_worn])(rng)


def _parse(data: bytes) -> gr.Report:
    return gr.parse(_text(data))


def _read(data: bytes) -> gr.Report | None:
    try:
        return gr.read(data)
    except gr.UnreadableFileError as error:
        reasons = error.reason(), error.reason("zh")
    assert all(reasons)
    return None


def _stream(data: bytes) -> gr.Report:
    for table in gr.iter_tables(lines_of(_text(data))):
        for _ in (*table.rows(), *table.cells()):
            pass
    # there is no report of a stream; its cells are compared with those of the whole text
    return gr.parse("")


def _restore(data: bytes) -> gr.Report | None:
    try:
        return gr.Report.from_dict(json.loads(_text(data)))
    except (gr.ArgumentError, json.JSONDecodeError, RecursionError):
        return None
    except ValueError as error:
        # more digits than Python reads
        if type(error) is not ValueError:
            raise
        return None


def _check_text(report: gr.Report, data: bytes) -> None:
    text = _text(data)
    if "<" in text or "\\" in text:
        # what a page prints, or text in escapes, is not what stands in its source
        _check_file(report, data)
    else:
        check_report(report, text)
        _say_all(report)


def _check_file(report: gr.Report, _data: bytes) -> None:
    check_findings(report, report.text or "")
    check_plain_data(report)
    _say_all(report)


def _check_stream(_report: gr.Report, data: bytes) -> None:
    text = _text(data)
    # a page is read as a whole
    assert "<" in text or streamed_cells(text) == whole_cells(text)


def _check_restored(report: gr.Report, _data: bytes) -> None:
    check_plain_data(report)
    _say_all(report)


def _say_all(report: gr.Report) -> None:
    """Say all that can be said of a report."""
    for cell in report.cells():
        assert report.explain(cell.path)
        assert report.explain(cell.path, "zh")
    console = Console(file=io.StringIO(), markup=False, emoji=False, width=100)
    for piece in draw_report(report, Words("en"), console.width):
        console.print(piece)


def _change(name: str, rng: Random) -> bytes:
    """Change a file of a format, or leave it as it is."""
    files = seeds(name)
    data = rng.choice(files)
    return mutate(rng, data, rng.choice(files)) if rng.random() < 0.95 else data


TARGETS = {
    target.name: target
    for target in (
        Target("text", _make_soup, _parse, _check_text),
        Target("worn", _make_worn, _parse, _check_text),
        Target("stream", _make_any_text, _stream, _check_stream),
        Target("plain", partial(_change, "json"), _restore, _check_restored),
        *(
            Target(name, partial(_change, name), _read, _check_file)
            for name in ("html", "docx", "odt", "xlsx", "xls", "doc", "rtf", "csv", "mhtml", "pdf")
        ),
    )
}
"""Name to target. The files are those of ``gr.read``; ``text`` and ``worn`` go to ``gr.parse``."""
