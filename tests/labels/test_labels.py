"""A label is the same label however it is written, and however its table was cut."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.labels import Lexicons, Word
from govinfo_report.official import characters, official_form
from tests.strategies import copy_text

FORM = official_form()
LEXICONS = Lexicons(FORM)
SETTINGS = settings(max_examples=150)
CLEAN = {name: copy_text(name) for name in ("tab_clean_2019", "tab_clean_2021")}
HEADING = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"

# A label of each table in each of its editions, as the form prints it.
LABELS = sorted(
    {
        (table.id, words)
        for table in FORM.tables.values()
        for label in (*table.rows.values(), *table.groups.values(), *table.columns.values())
        for words in (
            label.wording,
            *(FORM.wording(name, table.id, label.id) for name in FORM.editions),
        )
    }
)
NUMBER = re.compile(r"^(?:（(.)）|(.)、|(\d)\.)")
NUMERALS = "一二三四五六七八九十"


def numbered(style: Callable[[int], str]) -> Callable[[str], str]:
    """Give what writes the number of a label in another style."""

    def write(words: str) -> str:
        found = NUMBER.match(words)
        if found is None:
            return words
        printed = found[1] or found[2] or found[3]
        value = int(printed) if printed.isdecimal() else NUMERALS.index(printed) + 1
        return style(value) + words[found.end() :]

    return write


def _traditional(words: str) -> str:
    for code, character in characters().traditional.items():
        words = words.replace(character, chr(code))
    return words


def _converted(words: str) -> str:
    for printed, own in characters().phrases.items():
        words = words.replace(own, printed)
    return _traditional(words)


def _spoken(words: str) -> str:
    return words.replace("规", "規(guī)").replace("数", "數（shù）").replace("费", "費(fèi)")


RADICALS = str.maketrans("人行自工文一二小月用", "⼈⾏⾃⼯⽂⼀⼆⼩⽉⽤")
WIDE = str.maketrans("0123456789./", "０１２３４５６７８９．／")
NARROW = str.maketrans("（）：，“”、", '():,"",')

WRITINGS: dict[str, Callable[[str], str]] = {
    "1、": numbered(lambda value: f"{value}、"),
    "1": numbered(lambda value: f"{value} "),
    "(1)": numbered(lambda value: f"({value})"),
    "（1）": numbered(lambda value: f"（{value}）"),
    "①": numbered(lambda value: chr(ord("①") + value - 1)),
    "⑴": numbered(lambda value: chr(ord("⑴") + value - 1)),
    "⒈": numbered(lambda value: chr(ord("⒈") + value - 1)),
    "１．": numbered(lambda value: f"{chr(ord('０') + value)}．"),
    "㈠": numbered(lambda value: chr(ord("㈠") + value - 1)),
    "一": numbered(lambda value: NUMERALS[value - 1]),
    "三三、": numbered(lambda value: 2 * NUMERALS[value - 1] + "、"),
    "no number": numbered(lambda _: ""),
    "1\\.": lambda words: words.replace(".", "\\."),
    "spaces": " ".join,
    "full-width spaces": "\u3000".join,
    "one character a line": "\n".join,
    "CRLF within": lambda words: words[:2] + "\r\n" + words[2:],
    "zero-width spaces": "\u200b".join,
    "breaks of HTML": lambda words: words[:2] + "<br/>" + words[2:],
    "bold": lambda words: f"**{words}**",
    "a heading of Markdown": lambda words: f"### {words}",
    "a list": lambda words: f"• {words}",
    "a bookmark": lambda words: f"[bookmark: _GoBack]{words}",
    "half-width": lambda words: words.translate(NARROW),
    "full-width": lambda words: words.translate(WIDE),
    "traditional characters": _traditional,
    "words of converters": _converted,
    "how it is spoken": _spoken,
    "radicals for characters": lambda words: words.translate(RADICALS),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_writing_changes_no_label(writing: str) -> None:
    """Every label of both editions means the same in every way of writing it, and is no misprint."""
    for table, words in LABELS:
        word = LEXICONS.tables[table].memo[WRITINGS[writing](words)]
        assert word is not None
        assert _meaning(word) == _meaning(LEXICONS.tables[table].memo[words]), words
        assert isinstance(word, Word)
        assert not word.near
        assert LEXICONS.has_label(WRITINGS[writing](words))


@SETTINGS
@given(st.sampled_from(LABELS), st.lists(st.sampled_from(sorted(WRITINGS)), max_size=3))
def test_writings_together_change_no_label(label: tuple[str, str], writings: list[str]) -> None:
    """Neither do several ways of writing at once: numbers first, then what is put between characters."""
    table, words = label
    written = words
    for name in sorted(set(writings), key=list(WRITINGS).index):
        if name not in ("breaks of HTML", "a bookmark", "1\\."):
            written = WRITINGS[name](written)
    assert _meaning(LEXICONS.tables[table].memo[written]) == _meaning(
        LEXICONS.tables[table].memo[words]
    )


@pytest.mark.parametrize("name", CLEAN)
def test_copy_in_traditional_characters(name: str) -> None:
    """A copy in traditional characters has its numbers and its sections, these as they are printed."""
    text = _traditional(CLEAN[name])
    report, plain = gr.parse(text), gr.parse(CLEAN[name])
    assert report.values() == plain.values()
    assert [section.id for section in report.sections] == [section.id for section in plain.sections]
    for section in report.sections:
        assert text[section.start : section.end] == section.heading + section.text
    assert report.sections[0].heading == "一、總體情況"


def test_copy_of_a_converter() -> None:
    """Sections, numbers and places are those of the copy where a converter changed words: 政府資訊, 規範性檔案."""
    text = _spoken(_converted(CLEAN["tab_clean_2019"]))
    report, plain = gr.parse(text), gr.parse(CLEAN["tab_clean_2019"])
    assert report.values() == plain.values()
    assert [section.id for section in report.sections] == [section.id for section in plain.sections]
    assert "label_misprinted" not in {finding.code for finding in report.findings}
    assert len(characters().simplified(text)) == len(text)
    assert gr.is_report(text)


def _meaning(word: object) -> object:
    return (word.terminals, word.columns, word.is_head) if isinstance(word, Word) else None


def rows_of(text: str) -> list[str]:
    """Give the lines of a copy that hold a label of the form, long enough to be cut, and numbers."""
    found = []
    for line in text.split("\n"):
        cells = line.split("\t")
        label = next((cell for cell in reversed(cells) if cell and not cell.isdecimal()), "")
        if "\t" in line and cells[-1].isdecimal() and len(label) >= 6 and NUMBER.match(label):
            found.append(line)
    return found


BETWEEN = {
    "nothing": "",
    "an empty line": "\n",
    "a page number": "- 3 -\n",
    "a page of pages": "第 3 页 共 8 页\n",
    "a repeated heading": "申请人情况\n" + HEADING,
    "a page number and a heading": "\n— 12 —\n\n" + HEADING,
}


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("numbers", ["above", "below"])
def test_halves_of_a_label_are_one(numbers: str, between: str) -> None:
    """A label cut by a page break has its numbers, on whichever half they stand; nothing else changes."""

    @SETTINGS
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        clean = CLEAN[data.draw(st.sampled_from(sorted(CLEAN)))]
        line = data.draw(st.sampled_from(rows_of(clean)))
        cells = line.split("\t")
        at = max(index for index, cell in enumerate(cells) if cell and not cell.isdecimal())
        # 1 alone would be a number of the row
        cut = data.draw(st.integers(2, len(cells[at]) - 1))
        empty = [""] * at
        head, tail = cells[at][:cut], cells[at][cut:]
        if numbers == "above":
            rows = [[*cells[:at], head, *cells[at + 1 :]], [*empty, tail]]
        else:
            rows = [[*cells[:at], head], [*empty, tail, *cells[at + 1 :]]]
        cut_up = f"\n{BETWEEN[between]}".join("\t".join(row) for row in rows)
        report = gr.parse(clean.replace(line, cut_up))
        assert report.values() == gr.parse(clean).values()
        assert not report.extra_rows

    holds()


def test_label_below_its_numbers() -> None:
    """A label may stand one piece a row below its first, as boxes of recognized text grouped by height leave it."""
    clean = CLEAN["tab_clean_2021"]
    row = "\t\t5. 属于三类内部事务信息\t84\t20\t11\t15\t19\t3\t152\n"
    pieces = "5. 属于\t84\t20\t11\t15\t19\t3\t152\n三类内\n\n部事务\n信息\n"
    law = "\t\t2. 其他法律行政法规禁止公开\t20\t5\t1\t3\t1\t1\t31\n"
    laws = "2. 其他\t20\t5\t1\t3\t1\t1\t31\n法律行\n政法规\n禁止公\n\n开\n"
    report = gr.parse(clean.replace(row, pieces).replace(law, laws))
    assert report.values() == gr.parse(clean).values()
    assert report.cell("requests.denied_internal_affairs.total").raw == "152"


def test_end_of_a_label_before_the_next() -> None:
    """The end of a label that a page break put in front of the next one is no part of that."""
    clean = CLEAN["tab_clean_2021"]
    cut = clean.replace("法律行政法规禁止公开\t", "法律行政法规禁止公\t")
    report = gr.parse(cut.replace("3. 危及“三安", "开 3 .危 及“三 安"))
    assert report.values() == gr.parse(clean).values()
    assert [finding.code for finding in report.findings] == ["label_misprinted"]


def test_piece_alone_is_read_where_it_can_be_one_label() -> None:
    """A clipped label is read in its place, as a misprint; and so is one that its number names."""
    clean = CLEAN["tab_clean_2021"]
    clipped = gr.parse(clean.replace("属于三类内部事务信息\t", "属于三类内\t"))
    assert clipped.values() == gr.parse(clean).values()
    assert [finding.code for finding in clipped.findings] == ["label_misprinted"]
    for old, new in (("无正当理由大量", "正当理由大量"), ("(一) 予以公开", "(一) 以公开")):
        assert gr.parse(clean.replace(old, new, 1)).values() == gr.parse(clean).values()
    report = gr.parse(clean.replace("属于三类内部事务信息\t", "属于\t"))
    assert report.values() == gr.parse(clean).values()


@pytest.mark.parametrize("below", ["\t\t处理\n", "处理\n", "\t处理\n", "结果\n", "\t\t组织\n"])
def test_text_below_a_label_that_is_whole_is_not_its_own(below: str) -> None:
    """3.其他 with 处理 below it stays 3.其他: its number says so; with 组织, for that would head a column."""
    clean = CLEAN["tab_clean_2021"]
    row = "\t\t3. 其他\t29\t4\t1\t3\t2\t1\t40\n"
    report = gr.parse(clean.replace(row, row + below))
    assert report.values() == gr.parse(clean).values()
    assert "by_count" not in {finding.reason for finding in report.findings}


def test_whole_label_goes_on_below() -> None:
    """（六）其他 with 处理 below it is the line of 2019, though 其他 is a label by itself."""
    clean = CLEAN["tab_clean_2019"]
    (line,) = [line for line in clean.split("\n") if "其他处理" in line]
    head = line.replace("其他处理", "其他")
    stub = head[: head.index("其他")].count("\t")
    report = gr.parse(clean.replace(line, head + "\n- 3 -\n" + "\t" * stub + "处理"))
    assert report.values() == gr.parse(clean).values()


@pytest.mark.parametrize("between", ["", "- 3 -\n", "\n"])
@pytest.mark.parametrize("below", [False, True])
def test_label_made_of_two_labels(below: bool, between: str) -> None:
    """2. 其他 above 法律行政法规禁止公开, each a label by itself: the number is not that of 3. 其他."""
    clean = CLEAN["tab_clean_2021"]
    stub, numbers = "\t\t2. 其他", "20\t5\t1\t3\t1\t1\t31"
    rows = [stub + "\t", "\t\t法律行政法规禁止公开\t"]
    rows[below] += numbers
    rows[not below] += "\t" * 6
    law = f"{stub}法律行政法规禁止公开\t{numbers}\n"
    assert law in clean
    report = gr.parse(clean.replace(law, f"{rows[0]}\n{between}{rows[1]}\n"))
    assert report.values() == gr.parse(clean).values()
    assert not report.findings


def test_place_of_a_label_put_together() -> None:
    """The row of a label put together is that of its numbers, and each of its characters is used once."""
    clean = CLEAN["tab_clean_2021"]
    row = "\t\t5. 属于三类内部事务信息\t84\t20\t11\t15\t19\t3\t152\n"
    text = clean.replace(
        row, "\t\t5. 属于三类内\n- 3 -\n\t\t部事务信息\t84\t20\t11\t15\t19\t3\t152\n"
    )
    cell = gr.parse(text).cell("requests.denied_internal_affairs.total")
    assert cell.start is not None
    assert text[cell.start : cell.end] == "152"
    assert cell.line == text[: cell.start].count("\n") + 1
