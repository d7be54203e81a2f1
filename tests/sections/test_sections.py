"""Headings in other words, and tables whose heading is lost, in copies with lines and without."""

from __future__ import annotations

from functools import cache

import pytest

import govinfo_report as gr
from govinfo_report.official import official_form
from govinfo_report.testing import generate, render, truth_of
from tests.strategies import copy_text

FORM = official_form()
# Other wordings of a heading, and none at all.
OTHER = {
    "disclosure": [
        "二、主动公开信息情况",
        "二、主动公开政府政府情况",
        "二、政府信息主动公开情况",
        "二、主动公开的政府信息",
        "二、主功公开政府言息情况",
    ],
    "requests": [
        "三、收到和处理信息公开申请情况",
        "三、依申请公开政府信息情况",
        "三、行政机关收到和处理政府信息公开申请情况",
        "三、收到和处理政府信息公开中请的情况",
    ],
    "review": [
        "四、政府信息公开行政法复议、行政诉讼情况",
        "四、政府信息公开复议、诉讼情况",
        "四、行政复议、行政诉讼情况",
        "四、政务信息公开行政复议、行政诉讼的情况",
        "四、政府信息公开申请行政复议、提起行政诉讼情况",
    ],
}
CASES = [(table, words) for table, wordings in OTHER.items() for words in wordings]


@cache
def _copies() -> dict[str, str]:
    tabs = copy_text("tab_clean_2021")
    return {
        "tabs": tabs,
        "one line": " ".join(tabs.split()),
        "run together": render(truth_of(gr.parse(tabs)), "run_together"),
        "run together in one line": " ".join(
            render(truth_of(gr.parse(tabs)), "run_together").split()
        ),
    }


@pytest.mark.parametrize("kind", _copies())
@pytest.mark.parametrize(("table", "words"), CASES)
def test_heading_in_other_words(kind: str, table: str, words: str) -> None:
    """A heading in other words is the heading, and costs no table a number."""
    copy = _copies()[kind]
    heading = FORM.sections[table].heading
    assert copy.count(heading) == 1
    report = gr.parse(copy.replace(heading, words))
    assert [section.heading for section in report.sections if section.id == table] == [words]
    assert "section_missing" not in {finding.code for finding in report.findings}
    assert report.values() == gr.parse(copy).values()


@pytest.mark.parametrize("kind", _copies())
@pytest.mark.parametrize("table", OTHER)
def test_heading_lost(kind: str, table: str) -> None:
    """A table without its heading is found by its own words, on a long line too; the heading is a finding."""
    copy = _copies()[kind]
    report = gr.parse(copy.replace(FORM.sections[table].heading, ""))
    assert "section_missing" in {finding.code for finding in report.findings}
    assert report.values() == gr.parse(copy).values()


@pytest.mark.parametrize("words", ["一、工作基本情况", "一、概述"])
def test_overview_in_other_words(words: str) -> None:
    """The overview has other titles too, on a line of its own."""
    report = gr.parse(copy_text("tab_clean_2021").replace("一、总体情况", words))
    assert report.sections[0].heading == words


@pytest.mark.parametrize("brackets", ["（）", "()"])
def test_numbers_in_brackets(brackets: str) -> None:
    """（四） on a line with nothing but the section's title behind it, and no other heading of the section."""
    text = copy_text("tab_clean_2021")
    plain = gr.parse(text)
    for section in FORM.sections.values():
        number = f"{brackets[0]}{section.number}{brackets[1]}"
        text = text.replace(f"\n{section.heading}", f"\n{number}{section.title}", 1)
    report = gr.parse(text)
    assert report.values() == plain.values()
    assert [finding.code for finding in report.findings] == [
        finding.code for finding in plain.findings
    ]
    assert [section.heading[3:] for section in report.sections] == [
        section.heading[2:] for section in plain.sections
    ]


def test_a_part_of_a_section_in_brackets_is_no_heading() -> None:
    """（二）主动公开政府信息情况 in section 一, above 二、主动公开政府信息情况."""
    text = copy_text("tab_clean_2021")
    at = text.index("\n二、")
    changed = f"{text[:at]}\n（二）主动公开政府信息情况\n全年发布信息若干条。{text[at:]}"
    assert [section.heading for section in gr.parse(changed).sections] == [
        section.heading for section in gr.parse(text).sections
    ]


def test_prose_is_no_heading() -> None:
    """Numbered sentences, and what other sections count, are no headings of a section that is lost."""
    copy = _copies()["tabs"]
    heading = FORM.sections["review"].heading
    for prose in (
        "四、关于行政复议情况，我局无新的案件。",
        "第四、行政复议、行政诉讼情况",
        "四、加强组织领导情况",
    ):
        report = gr.parse(
            copy.replace(heading, "").replace("一、总体情况", f"一、总体情况\n{prose}")
        )
        assert "review" not in {section.id for section in report.sections}, prose
        assert report.values() == gr.parse(copy).values(), prose
    behind = copy.replace(
        "五、存在的主要问题及改进情况",
        "五、存在的主要问题及改进情况\n四、行政复议的情况\n三、主动公开情况",
    )
    report = gr.parse(behind.replace(heading, ""))
    assert "review" not in {section.id for section in report.sections}
    assert report.values() == gr.parse(copy).values()


def test_table_of_contents_with_another_wording() -> None:
    """The heading above the table is taken, not its line in the table of contents."""
    copy = _copies()["tabs"]
    words = "四、政府信息公开行政法复议、行政诉讼情况"
    contents = [section.heading for section in FORM.sections.values()]
    contents[3] = words
    whole = "目录\n" + "\n".join(f"{line}……{page}" for page, line in enumerate(contents))
    changed = copy.replace("一、总体情况", f"{whole}\n一、总体情况", 1)
    report = gr.parse(changed.replace(FORM.sections["review"].heading, words))
    found = next(section for section in report.sections if section.id == "review")
    assert found.start > changed.index("未经复议") - 200
    assert report.values() == gr.parse(copy).values()


@pytest.mark.parametrize("broken", [" ", "<br>", "\n"])
def test_a_table_with_broken_labels_under_a_lost_heading_is_found(broken: str) -> None:
    """Labels that a converter broke every five characters: the table is found by them, the lost heading is told."""
    text = copy_text("tab_clean_2021")
    whole = gr.parse(text)
    for heading, words in (
        ("二、主动公开政府信息情况", ("第二十条第（一）项", "本年制发件数")),
        (
            "三、收到和处理政府信息公开申请情况",
            ("本列数据的勾稽关系为", "申请人情况", "本年新收政府信息公开申请数量"),
        ),
    ):
        lost = text.replace(f"{heading}\n", "（本单位）\n")
        for label in words:
            lost = lost.replace(label, label[:3] + broken + label[3:])
        report = gr.parse(lost)
        assert report.values() == whole.values()
        assert "section_missing" in {found.code for found in report.findings}


def test_the_rest_of_a_table_on_the_next_page_is_read() -> None:
    """A page that begins with the last line of table 三: it is read; other words with numbers are no such line."""
    text = copy_text("tab_clean_2021")
    page = text[text.index("四、结转下年度继续办理") :]
    report = gr.parse(page)
    whole = gr.parse(text).values()
    found = {path: value for path, value in report.values().items() if path.startswith("requests")}
    assert found == {
        path: whole[path] for path in whole if path.startswith("requests.carried_forward")
    }
    numbers = page.replace("四、结转下年度继续办理", "公文")
    assert not any(path.startswith("requests") for path in gr.parse(numbers).values())
    sentence = page.replace("四、结转下年度继续办理", "2020年，结转下年度继续办理")
    assert not any(path.startswith("requests") for path in gr.parse(sentence).values())


def test_the_marks_of_a_heading_are_no_part_of_the_table_above() -> None:
    """## of 四、 stands right behind the last number of table 三, a cell a line: it is no sign in the place of one."""
    text = render(generate(3, "2021", 0), "bare_cells")
    marked = text.replace("\n三、收到", "\n## 三、收到").replace("\n四、政府", "\n## 四、政府")
    assert marked.count("##") == 2
    report, plain = gr.parse(marked), gr.parse(text)
    assert report.values() == plain.values()
    assert [item.code for item in report.findings] == [item.code for item in plain.findings]
