"""A note in brackets behind a label is no part of it; what makes another line of it is no note."""

from __future__ import annotations

import pytest

import govinfo_report as gr
from govinfo_report.labels import Lexicons, Word
from govinfo_report.official import official_form
from govinfo_report.testing import count_steps, generate, render
from govinfo_report.testing.render import LAYOUTS

LEXICONS = Lexicons(official_form())
DISCLOSURE = LEXICONS.tables["disclosure"]
LONG = "指本办法第三条所列事项，包括变更、延续、补证、注销等" * 8
NOTES = {
    "规章": "规章（含修订，指2019年印发的3件以上文件，减用负值表示，如-8）",
    "行政许可": "行政许可（指第4类事项）",
    "行政强制": "行政强制(件)",
    "行政处罚": "行政处罚（不含简易程序（一）类）",
}
COPY = """某市林场2021年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
{rules}第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t9
第二十条第（六）项
信息内容\t本年处理决定数量
{penalties}第二十条第（八）项
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t4
三、收到和处理政府信息公开申请情况
"""
RULES = "规章\t1\t2\t3\n行政规范性文件\t4\t5\t6\n"
PENALTIES = "行政处罚\t7\n行政强制\t8\n"


def read(rules: str = RULES, penalties: str = PENALTIES) -> gr.Report:
    """Read a copy with other rows."""
    return gr.parse(COPY.format(rules=rules, penalties=penalties))


@pytest.mark.parametrize(
    "words",
    [
        "规章（含修订）",
        "規章(設區的市、自治州人民政府填報)：",
        "1. 规章 （含修订（二次）的）",
        "规章（件）（含修订）",
        "规章（2019年印发）",
        f"规章（{LONG}）",
        "规章（含修",
    ],
)
def test_note_is_no_part_of_a_label(words: str) -> None:
    """However long the note is, and also where its end is lost; it is remembered."""
    word = DISCLOSURE.memo[words]
    assert isinstance(word, Word)
    assert word.terminals == ("RULES",)
    assert word.noted
    assert DISCLOSURE.memo[words] is word
    assert LEXICONS.has_label(words) == (words[-1] != "修" and len(words) <= 200)


@pytest.mark.parametrize(
    "words",
    [
        "规章（3）",
        "规章（5件）",
        "规章（二）",
        "其中：规章（含修订）",
        "规章（其中：修订）",
        "行政处罚（含行政强制）",
        "规章（含修订）草案",
        "党内规章（含修订）",
        "（含修订）",
    ],
)
def test_words_in_brackets_that_are_no_note(words: str) -> None:
    """A number, a part of a line, a second label, and words that are no label in front."""
    assert not isinstance(DISCLOSURE.memo[words], Word)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [3, 4])
def test_notes_in_every_layout(layout: str, seed: int) -> None:
    """The numbers are those of the copy without notes, and none is one of a note."""
    clean = render(generate(seed), layout)
    noted = str(clean)
    for label, words in NOTES.items():
        at = (
            next(
                at
                for at in range(len(noted))
                if noted.startswith(label, at)
                and not noted[at - 1 : at].isalpha()
                and not noted[at + len(label) : at + len(label) + 1].isalpha()
            )
            if layout != "run_together"
            else _glued(noted, label)
        )
        noted = noted[:at] + words + noted[at + len(label) :]
    report, plain = gr.parse(noted), gr.parse(clean)
    assert report.values() == plain.values()
    assert [finding.code for finding in report.findings] == [
        finding.code for finding in plain.findings
    ]


def _glued(text: str, label: str) -> int:
    """Give where a label stands right before digits."""
    return next(
        at
        for at in range(len(text))
        if text.startswith(label, at) and text[at + len(label)] in "0123456789/"
    )


def test_cells_of_a_note() -> None:
    """A note may stand in a cell of its own, or go on in the rows below, numbers inside."""
    rules = "规章\t（含修订）\t1\t2\t3\n行政规范性文件（指本\n场3次会议\n通过的）\t4\t5\t6\n"
    assert read(rules).values() == read().values()
    assert not read(rules).extra_rows


@pytest.mark.parametrize(
    "rules",
    [
        "规章（含修订\n党内文件\t1\t2\t3\n行政规范性文件\t4\t5\t6\n",
        "规章（含修订）\n党内文件\t1\t2\t3\n行政规范性文件\t4\t5\t6\n",
    ],
)
def test_note_without_its_end_takes_no_row(rules: str) -> None:
    """The row below has a label of the office's own."""
    report = read(rules)
    assert report.disclosure.rules.issued is None
    assert [row.label for row in report.extra_rows] == ["党内文件"]


@pytest.mark.parametrize(
    ("penalties", "stated"),
    [
        ("行政处罚（简易程序）\t7\n行政处罚（一般程序）\t3\n行政强制\t8\n", None),
        ("行政处罚\t7\n行政处罚（简易程序）\t3\n行政强制\t8\n", 7),
        ("行政处罚（简易程序）\t3\n行政处罚\t7\n行政强制\t8\n", 7),
        ("行政处罚\t7\n其中：行政处罚（含听证）\t3\n行政强制\t8\n", 7),
        ("行政处罚（其中：听证）\t7\n行政强制\t8\n", None),
        ("行政处罚\t（简易程序）\t7\n行政处罚\t（一般程序）\t3\n行政强制\t8\n", None),
    ],
)
def test_parts_of_a_line_are_rows_of_their_own(penalties: str, stated: int | None) -> None:
    """A label with a note is the line only where no other row can be."""
    report = read(penalties=penalties)
    assert report.disclosure.administrative_penalty.decisions == stated
    assert report.extra_rows


def test_work_of_brackets_is_bounded() -> None:
    """Brackets without an end, and many one behind the other, cost no more than their length."""
    for text in (
        "规章" + "（含" * 90,
        "规章" + "（含）" * 60,
        "（" * 190 + "规章",
        "规章（" + "含" * 300,
    ):
        assert count_steps(DISCLOSURE.noted_word, text) < 60 * len(text)
