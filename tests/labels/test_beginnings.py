"""Where labels end that begin inside a text: ``LabelTest.begins``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_report.official import official_form
from govinfo_report.testing import count_steps
from govinfo_report.testing.contract import official_labels
from tests.strategies import SCRAPS

LABELS = [
    words
    for table in official_form().tables.values()
    for entries in (table.rows, table.groups, table.columns)
    for label in entries.values()
    for words in label.words
] + [words for table in official_form().tables.values() for words in table.heads]


@pytest.mark.parametrize("words", sorted(set(LABELS)))
def test_every_label_is_found(words: str) -> None:
    """Each label of the form, as printed or as copies have it, is found whole, also with spaces inside."""
    begins = official_labels().begins
    assert begins(words, 0) == len(words)
    assert begins(f"12{words}0000000", 2) == len(words) + 2
    if "单位" not in words:
        spaced = " ".join(words)
        assert begins(spaced, 0) == len(spaced)


@pytest.mark.parametrize(
    ("text", "at", "label"),
    [
        ("00000002.其他法律行政法规禁止公开0", 7, "2.其他法律行政法规禁止公开"),
        ("00000002.其他法律行政法规禁止公开0", 6, None),
        ("0000003.其他法律行政法规禁止公开0", 6, None),
        ("12.其他法律行政法规禁止公开", 0, None),
        ("02.其他法律行政法规禁止公开", 0, None),
        ("２．其他法律行政法规禁止公开", 0, "２．其他法律行政法规禁止公开"),
        ("(2) 其他法律行政法规禁止公开", 0, "(2) 其他法律行政法规禁止公开"),
        ("②其他法律行政法规禁止公开", 0, "②其他法律行政法规禁止公开"),
        ("2其他法律行政法规禁止公开", 0, "2其他法律行政法规禁止公开"),
        ("5行政许可", 0, None),
        ("5行政许可", 1, "行政许可"),
        ("三、本年度办理结果（一）予以公开", 0, "三、本年度办理结果"),
        ("五、结转下年度继续办理0", 0, "五、结转下年度继续办理"),
        ("四结转下年度继续办理0", 0, "四结转下年度继续办理"),
        ("五结转下年度继续办理0", 0, None),
        ("其他处理0", 0, "其他处理"),
        ("（三）不予公開1.屬於國家秘密0", 0, "（三）不予公開"),
        ("⾏政许可0", 0, "⾏政许可"),
        ("其他工作0", 0, "其他"),
        (
            "采购总金额（单位：万元，保留4位小数）政府集中采购",
            0,
            "采购总金额（单位：万元，保留4位小数）",
        ),
        ("采购总金额单位：元政府集中采购", 0, "采购总金额单位：元"),
        ("行政许可（万元）0", 0, "行政许可（万元）"),
        ("行政许可（指第4类）0", 0, "行政许可（指第4类）"),
        ("行政许可（三）项（5件）", 0, "行政许可"),
        ("规范性檔案0", 0, "规范性檔案"),
        ("行政事業(yè)性收費(fèi)0", 0, "行政事業(yè)性收費(fèi)"),
        ("3.危及“三安全一稳定”0", 0, "3.危及“三安全一稳定”"),
        (" 行政许可", 0, None),
        ("行政许可", 4, None),
        ("", 0, None),
    ],
)
def test_end_of_a_label(text: str, at: int, label: str | None) -> None:
    """The longest label with its printed number; digits are its number only where the form prints that number."""
    end = official_labels().begins(text, at)
    assert (None if end is None else text[at:end]) == label


@given(st.lists(st.one_of(st.sampled_from([*LABELS, *SCRAPS]), st.text(max_size=3))).map("".join))
def test_what_begins_is_a_label(text: str) -> None:
    """At any offset of any text: what ``begins`` finds is inside the text and a label to the label test too."""
    is_label = official_labels()
    for at in range(len(text) + 1):
        end = is_label.begins(text, at)
        if end is not None:
            assert at < end <= len(text)
            assert is_label(text[at:end])


@pytest.mark.parametrize(
    "piece", ["本年", "申请人逾期未按收费通知要求缴纳费", "规 ", "（一", "1", "　"]
)
def test_steps_are_bounded(piece: str) -> None:
    """Asking at every offset of a text takes steps linear in its length."""
    begins = official_labels().begins

    def ask(text: str) -> None:
        for at in range(len(text)):
            begins(text, at)

    few, many = (count_steps(ask, piece * count) for count in (100, 400))
    assert many <= 5 * few
