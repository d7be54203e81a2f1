"""Why a cell holds what it holds, in words."""

import json

import pytest

import govinfo_report as gr
from govinfo_report.findings import finding
from govinfo_report.model import How
from govinfo_report.model.explain import HOW_WORDS as WORDS
from govinfo_report.model.explain import OPEN_WORDS
from govinfo_report.model.proof import HOWS
from govinfo_report.testing import generate, render
from tests.paths import COPIES, SHARED

TEXT = (COPIES / "tab_clean_2021.txt").read_text(encoding="utf-8")
ZEROS = (COPIES / "tab_clean_2019.txt").read_text(encoding="utf-8")
SHIFTED = (COPIES / "tab_shifted_2020.txt").read_text(encoding="utf-8")
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
    assert lines[2] == "requests_row_total: [173]+72+28+44+18+55 = 390"
    assert lines[3].startswith("requests_total_handled: [173]+97+27+")
    assert lines[3].endswith(" = 802")
    assert [line.partition(":")[0] for line in lines[4:]] == ["rows_settled"]
    chinese = report.explain("requests.granted.natural_person", "zh").splitlines()
    assert chinese[1] == "由全表勾稽关系共同确定"
    assert chinese[2] == lines[2]


def test_an_open_cell_is_a_question_mark() -> None:
    """In a sum that does not settle its cells."""
    report = changed("\t9\t2\t5\t8\t24\t", "\t9\t25\t8\t24\t")
    lines = report.explain("review.direct_litigation.upheld").splitlines()
    assert "review_total: 9+?+?+? = ?" in lines


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_open_cell_is_not_said_to_be_settled(lang: str) -> None:
    """What settles other cells of its row leaves it open."""
    report = changed("\t9\t2\t5\t8\t24\t", "\t9\t25\t8\t24\t")
    for column, words in (("upheld", WORDS), ("total", OPEN_WORDS)):
        said = report.explain(f"review.direct_litigation.{column}", lang).splitlines()
        assert words[lang]["own_sum"] in said
        assert (words is WORDS) == (WORDS[lang]["own_sum"] in said)
    joined = TEXT.replace(RULES, "行政规范性文件\t4116388")
    report = gr.parse(
        joined.replace("一、总体情况\n", "一、总体情况\n本年制发行政规范性文件41件。\n")
    )
    said = report.explain("disclosure.normative_documents.repealed", lang).splitlines()
    assert OPEN_WORDS[lang]["claim"] in said
    assert WORDS[lang]["claim"] not in said


def test_a_sum_that_fails_is_named() -> None:
    """The office's slip is said beside the sum that it breaks."""
    report = gr.parse(TEXT.replace(GRANTED, "\t1737228441855390").replace("\t802\t", "\t803\t"))
    lines = report.explain("requests.granted.natural_person").splitlines()
    assert lines[1].startswith("some sum fails in any reading")
    assert [line for line in lines if line.endswith(" = 803 (does not hold)")]
    assert not [line for line in lines if line.endswith(" = 390 (does not hold)")]


def test_a_sum_that_some_readings_break_is_not_said_to_fail() -> None:
    """Six numbers in seven cells: what fails in one reading left and holds in another is marked as that alone."""
    report = gr.parse(SHIFTED)
    left = report.readings("requests.granted")
    for at, column in enumerate(("natural_person", "business", "research", "total")):
        numbers = {reading[-1 if column == "total" else at] for reading in left}
        own, down = report.explain(f"requests.granted.{column}").splitlines()[2:4]
        assert own.startswith("requests_row_total")
        assert own.endswith(" (does not hold in every reading)")
        assert down.startswith("requests_total_handled")
        assert down.endswith(" (does not hold in every reading)") == (numbers == {0, 6})
    assert gr.Report.from_dict(report.to_dict()) == report


@pytest.mark.parametrize(
    ("old", "new", "text", "row", "how"),
    [
        (GRANTED, GRANTED.removeprefix("\t173"), TEXT, "requests.granted", "all_sums"),
        (GRANTED, "\t1737228441855390", TEXT, "requests.granted", "all_sums"),
        ("\t9\t2\t5\t8\t24\t", "\t9\t25\t8\t24\t", TEXT, "review.reconsideration", "own_sum"),
        (
            "\t\t2. 重复申请\t6\t3\t3\t1\t1\t4\t18\n",
            "",
            TEXT,
            "requests.not_processed_repeated",
            "lost_row",
        ),
        (
            "2. 重复申请\t0\t0\t0\t0\t0\t0\t0",
            "2. 重复申请\t0000000",
            ZEROS,
            "requests.not_processed_repeated",
            "digits",
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


RULES = "行政规范性文件\t41\t16\t388"
CLAIMED = "一、总体情况\n本年制发行政规范性文件41件，废止16件。本年现行有效行政规范性文件388件。\n"


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        (CLAIMED, [0, 1, 2]),
        (
            "一、总体情况\n本年新收政府信息公开申请1586件。本年制发行政规范性文件41件，废止16件。\n",
            [1, 2],
        ),
        ("一、总体情况\n本年作出行政许可决定3件。本年制发行政规范性文件41件。\n", [1]),
    ],
)
def test_claims_that_settled_a_row(prose: str, told: list[int]) -> None:
    """The proof names those that took part by their places; the explanation tells them and no other."""
    text = TEXT.replace(RULES, "行政规范性文件\t4116388").replace("一、总体情况\n", prose)
    report = gr.parse(text)
    proof = report.tables["disclosure"].proofs["normative_documents"]
    assert (proof.how, list(proof.claims)) == ("claim", told)
    rows = report.to_dict()["proofs"]["rows"]
    assert rows["disclosure.normative_documents"]["claims"] == told
    path = "disclosure.normative_documents.issued"
    lines = [line for line in report.explain(path).splitlines() if line.startswith("the prose")]
    assert [line.split()[3] for line in lines] == [report.claims[at].raw for at in told]
    for lang in ("en", "zh"):
        restored = gr.Report.from_dict(json.loads(json.dumps(report.to_dict())))
        assert restored.explain(path, lang) == report.explain(path, lang)


def test_only_claims_take_part_where_claims_settle() -> None:
    """A row that sums settle names none."""
    report = gr.parse(
        TEXT.replace(GRANTED, "\t1737228441855390").replace("一、总体情况\n", CLAIMED)
    )
    proof = report.tables["requests"].proofs["granted"]
    assert (proof.how, proof.claims) == ("all_sums", ())
    assert "the prose" not in report.explain("requests.granted.total")


@pytest.mark.parametrize("place", [-1, 7])
def test_a_claim_that_is_not_there(place: int) -> None:
    """Plain data that names one is no report."""
    text = TEXT.replace(RULES, "行政规范性文件\t4116388").replace("一、总体情况\n", CLAIMED)
    data = gr.parse(text).to_dict()
    data["proofs"]["rows"]["disclosure.normative_documents"]["claims"].append(place)
    with pytest.raises(ValueError, match=r"proofs\.rows\..*expected (minimum 0|a claim below \d)"):
        gr.Report.from_dict(data)


REAL = sorted((SHARED / "real").glob("*.txt"))


def unsettled_by_digits(report: gr.Report) -> list[str]:
    """Return the cells that are open though the explanation says that digits leave one way to cut their row."""
    words = WORDS["en"]["digits"], WORDS["zh"]["digits"]
    return [
        cell.path
        for cell in report.cells()
        if cell.state == "ambiguous"
        and any(word in report.explain(cell.path, lang) for word in words for lang in ("en", "zh"))
    ]


@pytest.mark.skipif(not REAL, reason="the folder shared is not beside the checkout")
def test_no_open_cell_of_a_real_copy_has_one_cut() -> None:
    """What has several readings is not said to have one."""
    reports = list(map(gr.read, REAL))
    assert any(cell.state == "ambiguous" for report in reports for cell in report.cells())
    assert [path for report in reports for path in unsettled_by_digits(report)] == []


def test_no_open_cell_of_a_table_run_together_has_one_cut() -> None:
    """Nor in copies made up; a row of which every cell is open has no proof, one of which some are says which kind."""
    seen = set()
    for seed in range(20):
        report = gr.parse(render(generate(seed), "run_together"))
        assert unsettled_by_digits(report) == []
        table = report.tables["disclosure"]
        for row in table.shape.rows:
            states = {report.cell(f"disclosure.{row.id}.{column}").state for column in row.columns}
            proof = table.proofs.get(row.id)
            how = None if proof is None else proof.how
            if states == {"ambiguous"}:
                assert how is None
            elif "ambiguous" in states:
                assert how == "every_cut"
            seen.add((how, *sorted(states)))
    assert {(None, "ambiguous"), ("every_cut", "ambiguous", "printed")} <= seen


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
    said = finding("row_unlabelled", found=found)
    assert words in said.message
    assert f"{found}个数" in said.message_zh


def test_sums_that_fail_are_named_in_words() -> None:
    """A message names a sum as the form does, not by its code, in Chinese with Chinese brackets."""
    report = gr.parse(TEXT.replace(GRANTED, "\t1737228441855390").replace("\t802\t", "\t803\t"))
    said = next(item for item in report.findings if item.code == "sums_fail_around")
    assert "本年新收 + 上年结转 = 总计 + 结转下年度 (自然人); " in said.text()
    assert "本年新收加上年结转等于总计加结转下年度（自然人）；" in said.text("zh")
    assert not [code for code in ("requests_", "(", "; ") if code in said.text("zh")]
