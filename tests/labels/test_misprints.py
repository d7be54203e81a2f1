"""A misprinted label is read where nothing else can have been meant, and never as another label."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.labels import Lexicon, Lexicons, Word
from govinfo_report.labels.nearness import MOST_SLIPS, Nearest
from govinfo_report.labels.normal import normal, numbered
from govinfo_report.official import characters, official_form
from govinfo_report.testing import count_steps
from tests.strategies import copy_text

FORM = official_form()
TABLES = list(FORM.tables)
SETTINGS = settings(max_examples=400)
OF_2019, OF_2021 = copy_text("tab_clean_2019"), copy_text("tab_clean_2021")
# What one unknown word may cost at most and on average, in lines of Python run: a line is about 0.1 µs.
MOST_STEPS, USUAL_STEPS = 2_000, 500


@cache
def lexicon(table: str) -> Lexicon:
    """Give the words of a table, fresh: nothing that a test reads stays in the library's own."""
    return Lexicons(FORM).tables[table]


@cache
def alphabet(table: str) -> str:
    """Give every character of a table's labels, and one that no label has."""
    return "".join(sorted(set("".join(lexicon(table).meanings)))) + "鑫"


def meaning(word: object) -> object:
    """Give what a word can be, None for what is no word."""
    return (word.terminals, word.columns, word.is_head) if isinstance(word, Word) else None


def distance(one: str, other: str) -> int:
    """Count the characters to change, add or leave out, by the usual table."""
    above = list(range(len(other) + 1))
    for at, character in enumerate(one, 1):
        row = [at]
        for index, against in enumerate(other, 1):
            row.append(
                min(above[index] + 1, row[-1] + 1, above[index - 1] + (character != against))
            )
        above = row
    return above[-1]


def edits(text: str, letters: str) -> Iterator[str]:
    """Yield every text that is one slip away."""
    for at in range(len(text) + 1):
        for letter in letters:
            yield text[:at] + letter + text[at:]
            if at < len(text):
                yield text[:at] + letter + text[at + 1 :]
        yield text[:at] + text[at + 1 :]


@st.composite
def slips(draw: st.DrawFn, table: str, most: int = 2) -> tuple[str, str]:
    """Give a label of a table as the form prints it, number and all, and the same with a few slips."""
    words = lexicon(table)
    form = draw(st.sampled_from(sorted(words.meanings)))
    text = form
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(text)))
        letter = draw(st.sampled_from(["", *alphabet(table)]))
        text = text[:at] + letter + text[at + draw(st.integers(0, 1)) :]
    number = draw(
        st.sampled_from([None, *([words.numbers[form]] if form in words.numbers else [])])
    )
    return (f"{number}." if number else "") + form, (f"{number}." if number else "") + text


@pytest.mark.parametrize("table", TABLES)
def test_no_label_with_slips_reads_as_another(table: str) -> None:
    """A label with one or two random slips is read as itself or not at all, unless it has become another label."""

    @SETTINGS
    @given(slips(table))
    def holds(pair: tuple[str, str]) -> None:
        label, text = pair
        words = lexicon(table)
        if words.word(text) is None:
            assert meaning(words.misprinted_word(text)) in (None, meaning(words.word(label)))

    holds()


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_no_label_with_one_slip_reads_as_another(table: str) -> None:
    """All of the slips that can happen to a label, one at a time: none of them makes it another label's misprint."""
    words = lexicon(table)
    for form, own in words.meanings.items():
        for text in edits(form, alphabet(table)):
            if words.word(text) is None:
                assert meaning(words.misprinted_word(text)) in (None, own), (form, text)


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_what_is_read_is_far_from_all_else(table: str) -> None:
    """A misprint that is read is within its slips of one label and more than twice as far from every other one."""

    @SETTINGS
    @given(slips(table, most=5))
    def holds(pair: tuple[str, str]) -> None:
        number, text = numbered(pair[1])
        words = lexicon(table)
        nearest = Nearest(words.meanings, words.numbers)
        label = None if text in words.meanings else nearest.misprint(text, number)
        if label is not None:
            text = text.translate(characters().lookalikes)
            away = {form: distance(text, form) for form in words.meanings}
            own = words.meanings[label]
            assert away[label] <= min(len(label) // 4, MOST_SLIPS)
            for form, others in words.meanings.items():
                if others != own:
                    misnumbered = number is not None and words.numbers.get(form) != number
                    assert away[form] + 2 * misnumbered > 2 * away[label], (label, form)

    holds()


@SETTINGS
@given(st.text("公开不予以", max_size=12), st.text("公开不予以", min_size=1, max_size=12))
def test_distance_is_the_edit_distance(text: str, label: str) -> None:
    """The distance counted in bits is that of the usual table, and that of a fuzzy regular expression."""
    target = Nearest({label: ()}, {})._targets[label]
    found = target.distance(text)
    assert found == distance(text, label)
    assert regex.fullmatch(f"(?:{label}){{e<={found}}}", text)
    assert not found or not regex.fullmatch(f"(?:{label}){{e<={found - 1}}}", text)


READ = {
    "requests": {
        "6.属于四类过程信息": "denied_process_info",
        "2.其他法律行政止公开": "denied_law_forbids",
        "三三、本年度办理结果": "results",
        "7.属于行政执法案券": "denied_enforcement_file",
        "1.信访举报投拆类申请": "not_processed_petition",
        "4.无正当理由大量反复中请": "not_processed_mass",
        "3.要求提供公开出饭物": "not_processed_publication",
        "1.本机关不掌提相关政府信息": "unable_not_held",
        "3.补正后申请内容仍不明硝": "unable_unclear",
        "2.没有现成信息需要另行制做": "unable_must_create",
        "四、结转下年度继续办埋": "carried_forward",
        "2.重复中请": "not_processed_repeated",
        "（一）子以公开": "granted",
        "（一）予公开": "granted",
        "（六）其他外理": "other_handling",
        "2.没现成信息需要另行制作": "unable_must_create",
        "l.属于囯家秘蜜": "denied_state_secret",
    },
    "disclosure": {
        "行政事业性收赀": "administrative_fees",
        "其它对外管埋服务事项": "other_external_services",
        "规草": "rules",
        "政府集采购": "government_procurement",
        "其他对外管理服务项": "other_external_services",
        "行政规范性件": "normative_documents",
        "本年废纸件数": "repealed",
        "本年度新制作数量": "new_made",
        "采购总全额（万元）": "procurement_amount",
    },
    "review": {
        "未经复议直接起拆": "direct_litigation",
        "复议后起沂": "litigation_after_reconsideration",
    },
}
# What stands between two labels, turns one into its opposite, adds to one, or is no label of the form at all.
UNREAD = {
    "requests": [
        "予公开",
        "（一）不以公开",
        "予以处理",
        "不予公开处理",
        "本年结转政府信息公开申请数量",
        "上年新收政府信息公开申请数量",
        "结转上年度继续办理",
        "本机关掌握相关政府信息",
        "本机关不存在相关政府信息",
        "补正后申请内容明确",
        "不属于国家秘密",
        "属于工作秘密",
        "有正当理由大量反复申请",
        "正当理由大量反复申请",
        "4.有正当理由大量反复申请",
        "重复申请类",
        "逾期不缴正",
        "其地",
        "总什",
        "5.属于三类内部事务信息0",
    ],
    "disclosure": [
        "行政检查",
        "行政确认",
        "行政许",
        "行政处强",
        "第二十条第（七）项",
        "本年废发件数",
        "党内规范性文件",
        "新行政规范性文件",
        "规范性文件3",
    ],
    "review": ["经复议直接起诉", "已经复议直接起诉", "结果纠持", "行政复讼", "审结", "总"],
}


@pytest.mark.parametrize(
    ("table", "text", "name"),
    [(table, text, name) for table, texts in READ.items() for text, name in texts.items()],
)
def test_misprint_is_read(table: str, text: str, name: str) -> None:
    """A slip that real copies show, or one like it, is read as the label that it can only be."""
    word = lexicon(table).memo[text]
    assert isinstance(word, Word)
    assert name in [*map(str.lower, word.terminals), *word.columns]


@pytest.mark.parametrize(
    ("table", "text"), [(table, text) for table, texts in UNREAD.items() for text in texts]
)
def test_what_could_be_something_else_is_not_read(table: str, text: str) -> None:
    """A text between two labels, an opposite, a label with something added: none is a misprint."""
    words = lexicon(table)
    assert not isinstance(words.memo[text], Word)


@pytest.mark.parametrize("table", TABLES)
def test_pieces_are_no_misprints(table: str) -> None:
    """A piece of a label is never read by nearness: layouts put pieces together, and 务机构 is half of two labels."""
    words = lexicon(table)
    for form in words.meanings:
        for start in range(len(form)):
            for end in range(start + 1, len(form) + (start > 0)):
                assert words.word(form[start:end]) or not words.misprinted_word(form[start:end])


def test_layouts_are_asked_for_labels_rightly_printed() -> None:
    """Whether a text is a label is told to layouts without nearness, also where a misprint was read before."""
    lexicons = Lexicons(FORM)
    assert isinstance(lexicons.tables["requests"].memo["2.重复中请"], Word)
    assert not lexicons.has_label("2.重复中请")
    assert lexicons.has_label("2.重复申请")


def test_no_label_is_made_of_stand_ins() -> None:
    """What stands in for a character is no character of a label; what it stands for is one."""
    letters = {
        letter
        for table in FORM.tables.values()
        for words in table.words
        for letter in normal(words)
    }.union(*(section.title for section in FORM.sections.values()))
    tables = (characters().traditional, characters().lookalikes)
    for table in tables:
        assert letters.isdisjoint(map(chr, table))
        assert letters.issuperset(table.values())
    assert tables[0].keys().isdisjoint(tables[1])


def one_changed(text: str, old: str, new: str) -> gr.Report:
    """Read a copy after one change."""
    assert text.count(old) == 1
    return gr.parse(text.replace(old, new))


def codes(report: gr.Report) -> list[str]:
    """Give the codes of what is amiss."""
    return [finding.code for finding in report.findings if finding.code != "unit_unknown"]


def test_misprint_in_its_place_is_read_and_said() -> None:
    """The numbers of a misprinted line are its own; a finding lists its cells and shows both."""
    text = OF_2021.replace("2. 重复申请", "2. 重复中请")
    report = gr.parse(text)
    assert report.values() == gr.parse(OF_2021).values()
    (finding,) = report.findings
    assert (finding.code, finding.severity) == ("label_misprinted", "info")
    assert {path.rpartition(".")[0] for path in finding.cells} == {
        "requests.not_processed_repeated"
    }
    assert len(finding.cells) == 7
    assert text[finding.start : finding.end] == "2. 重复中请"
    assert all("2.重复中请" in finding.text(lang) for lang in ("en", "zh"))
    assert all("2.重复申请" in finding.text(lang) for lang in ("en", "zh"))


def test_misprinted_heading_is_said() -> None:
    """A misprinted heading and a misprinted group are read too; they have no cells."""
    report = one_changed(OF_2021, "本年制发件数", "本年制发仵数")
    assert report.values() == gr.parse(OF_2021).values()
    assert [(finding.code, finding.cells) for finding in report.findings] == [
        ("label_misprinted", ())
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # another line's place
        ("3. 补正后申请内容仍不明确", "5. 要求行政机关确认或重薪出具已获取信息"),
        # a line that is printed elsewhere
        ("\n二、上年结转", "\n2.重复中请\t1\t1\t1\t1\t1\t1\t6\n二、上年结转"),
        (
            "\t\t3. 要求提供公开出版物",
            "\t\t2.重复中请\t1\t1\t1\t1\t1\t1\t6\n\t\t3. 要求提供公开出版物",
        ),
    ],
)
def test_misprint_out_of_place_is_not_read(old: str, new: str) -> None:
    """A misprint that stands elsewhere than its line, or beside it, is a row that the form does not have."""
    clean = gr.parse(OF_2021).values()
    report = one_changed(OF_2021, old, new)
    assert {"row_foreign", "place_doubtful"} & set(codes(report))
    assert "label_misprinted" not in codes(report)
    assert report.extra_rows or "row_foreign" not in codes(report)
    assert all(clean[path] == value for path, value in report.values().items())


def test_of_two_misprints_of_one_line_one_stays_outside() -> None:
    """Where two rows that print the same could be the line, the numbers are its own, and one row is foreign."""
    row = "\t\t2. 重复申请\t6\t3\t3\t1\t1\t4\t18\n"
    report = one_changed(OF_2021, row, row.replace("申", "中") + row.replace("重", "量"))
    assert report.requests.not_processed_repeated.total in (None, 18)
    assert "row_foreign" in codes(report)
    other = row.replace("申", "中").replace("18", "19").replace("\t6\t", "\t7\t")
    report = one_changed(OF_2021, row, row.replace("重", "量") + other)
    assert report.requests.not_processed_repeated.total in (None, 18)
    assert "row_foreign" in codes(report)


def test_rows_out_of_order_hide_no_misprint() -> None:
    """A sure row far from its place, or a group's label that a page break repeats, is no measure for a misprint."""
    last = "四、结转下年度继续办理\t\t\t29\t7\t2\t3\t5\t4\t50\n"
    moved = OF_2021.replace(last, "").replace("二、上年结转", last + "二、上年结转")
    moved = moved.replace("\t\t3. 要求提供", "三、本年度办理结果\n\t\t3. 要求提供")
    report = one_changed(moved, "2. 重复申请", "2. 重复中请")
    assert report.requests.not_processed_repeated.total == 18


def _cost(words: Lexicon, texts: list[str]) -> list[int]:
    """Give the steps that each text costs that is new to a table."""

    def call(text: str) -> Any:
        return words.misprinted_word(text)

    call("不是名称的词")
    return [count_steps(call, text) for text in texts]


@pytest.mark.parametrize("table", TABLES)
def test_cost_of_an_unknown_word_is_bounded(table: str) -> None:
    """Words made to be slow, as the letters of a label in another order, cost little all the same."""
    words = lexicon(table)
    texts = []
    for at, form in enumerate(words.meanings):
        half = len(form) // 2
        texts += [
            form[half:] + form[:half],
            form[::-1],
            "".join(sorted(form)),
            form + alphabet(table)[at % 40],
        ]
    costs = _cost(words, [text for text in texts if text not in words.meanings])
    assert max(costs) < MOST_STEPS
    assert sum(costs) / len(costs) < USUAL_STEPS
    assert max(_cost(words, ["公开" * 90, "第二十条" * 40, "申" * 199])) < MOST_STEPS


def test_memory_of_unknown_words_is_bounded() -> None:
    """However many words a copy makes up, the memo of a table begins anew at its size."""
    from govinfo_report.labels.lexicon import MEMO_SIZE

    words = Lexicons(FORM).tables["review"]
    for at in range(MEMO_SIZE + 500):
        assert not isinstance(words.memo[f"第{chr(0x4E00 + at)}号"], Word)
    assert len(words.memo) <= MEMO_SIZE
