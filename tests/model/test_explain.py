"""Why a cell holds what it holds, in words."""

import json

import pytest

import govinfo_report as gr
from govinfo_report.findings import finding
from govinfo_report.model import How
from govinfo_report.model.explain import HOW_WORDS as WORDS
from govinfo_report.model.explain import OPEN_WORDS
from govinfo_report.model.proof import HOWS
from tests.paths import COPIES

TEXT = (COPIES / "tab_clean_2021.txt").read_text(encoding="utf-8")
ZEROS = (COPIES / "tab_clean_2019.txt").read_text(encoding="utf-8")
GRANTED = "\t173\t72\t28\t44\t18\t55\t390"


def changed(old: str, new: str, text: str = TEXT) -> gr.Report:
    """Return what is read after one change of a clean copy."""
    assert old in text
    return gr.parse(text.replace(old, new, 1))


def test_a_printed_cell() -> None:
    """What is printed and where; nothing else is to be said of it."""
    assert gr.parse(TEXT).explain("requests.granted.total") == (
        "requests.granted.total: printed: the copy prints '390' in its own place "
        "(line 41, characters 765 to 768)"
    )


def test_a_lost_number_and_its_row() -> None:
    """The sums are written out, what they make of the lost cell in brackets."""
    report = changed(GRANTED, GRANTED.removeprefix("\t173"))
    lines = report.explain("requests.granted.natural_person").splitlines()
    assert lines[0].endswith("every reading left gives 173")
    assert lines[1] == "settled by all sums of the table together"
    assert "requests_row_total: [173]+72+28+44+18+55 = 390" in lines
    down = next(line for line in lines if line.startswith("requests_total_handled"))
    assert down.startswith("requests_total_handled: [173]+97+27+")
    assert down.endswith(" = 802")
    chinese = report.explain("requests.granted.natural_person", "zh").splitlines()
    assert chinese[1] == "由全表勾稽关系共同确定"
    assert chinese[2] == lines[2]


def test_an_open_cell_is_a_question_mark() -> None:
    """In a sum that does not settle its cells."""
    report = changed("\t9\t2\t5\t8\t24\t", "\t9\t25\t8\t24\t")
    lines = report.explain("review.direct_litigation.upheld").splitlines()
    assert next(line for line in lines if line.startswith("review_total")).count("?") > 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_open_cell_is_not_said_to_be_settled(lang: str) -> None:
    """What settles other cells of its row leaves it open."""
    report = changed("\t9\t2\t5\t8\t24\t", "\t9\t25\t8\t24\t")
    said = report.explain("review.direct_litigation.total", lang).splitlines()
    assert OPEN_WORDS[lang]["own_sum"] in said
    assert WORDS[lang]["own_sum"] not in said


def test_a_sum_that_fails_is_named() -> None:
    """The office's slip is said beside the sum that it breaks."""
    report = gr.read(COPIES.parent / "real" / "run_together_2020.txt")
    said = report.explain("requests.total_handled.total").splitlines()
    assert said[1].startswith("some sum fails in any reading")
    assert [line for line in said if line.endswith(" = 21 (does not hold)")]
    assert not [line for line in said if line.startswith("requests_row_total") and "(" in line]


@pytest.mark.parametrize(
    ("old", "new", "text", "row", "how"),
    [
        (GRANTED, GRANTED.removeprefix("\t173"), TEXT, "requests.granted", "all_sums"),
        (GRANTED, "\t1737228441855390", TEXT, "requests.granted", "all_sums"),
        (
            "2. 重复申请\t0\t0\t0\t0\t0\t0\t0",
            "2. 重复申请\t0000000",
            ZEROS,
            "requests.not_processed_repeated",
            "all_sums",
        ),
    ],
)
def test_what_settled_a_row(old: str, new: str, text: str, row: str, how: How) -> None:
    """The proof of a row says how, its words stand in the explanation, and a restored report says the same."""
    report = changed(old, new, text)
    table, _, name = row.partition(".")
    assert report.tables[table].proofs[name].how == how
    restored = gr.Report.from_dict(json.loads(json.dumps(report.to_dict())))
    for cell in report.cells():
        if cell.path.startswith(row + "."):
            assert WORDS["en"][how] in report.explain(cell.path)
            assert WORDS["zh"][how] in report.explain(cell.path, "zh")
        assert restored.explain(cell.path) == report.explain(cell.path)


def test_every_how_has_words() -> None:
    """In both languages."""
    assert all(tuple(words) == HOWS for words in WORDS.values())


def test_a_cell_of_another_edition() -> None:
    """The copy's edition has no such cell."""
    assert "another edition" in gr.parse(TEXT).explain("requests.other_handling.total")


def test_a_cell_of_another_edition_and_one_of_none() -> None:
    """A copy on a form has no cell of the other one; of a copy on no known form no cell was looked for."""
    path = "requests.other_other.total"
    assert "another edition of the form has this cell" in gr.parse(ZEROS).explain(path)
    report = gr.parse("")
    for path in ("requests.granted.total", "requests.other_other.total"):
        assert "is not known, so this cell was not looked for" in report.explain(path)
        assert "不能辨别文本所用的表格版本" in report.explain(path, "zh")


@pytest.mark.parametrize(("found", "words"), [(1, "1 number "), (2, "2 numbers ")])
def test_numbers_in_messages_have_the_right_plural(found: int, words: str) -> None:
    """One number is no plural, in English; in Chinese there is none."""
    said = finding("row_unplaced", why="no_label", found=found)
    assert words in said.message
    assert f"{found}个数" in said.message_zh
