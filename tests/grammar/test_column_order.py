"""Headings in another order than the form's are told, whatever parts them from each other and the numbers below."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_report as gr
from govinfo_report.grammar import is_turned

HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
COLUMNS = (
    "natural_person", "business", "research", "public_welfare", "legal_service", "other_org", "total",
)  # fmt: skip
LINES = {
    "new_received": "一、本年新收政府信息公开申请数量",
    "carried_over": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "total_handled": "（七）总计",
    "carried_forward": "四、结转下年度继续办理",
}
BEGUN = "岚溪县2021年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
BETWEEN_HEADS = ("", "\n", " ", "  ", "、", "\t", "|", "，", "\n\n")
BETWEEN_CELLS = ("\t", " ", "\n", "|", "  ", ",")
ABOVE = ("", "申请人情况\n", "申请人情况法人或其他组织", "信息内容\t")


def _numbers(random: Random) -> dict[str, int]:
    """Make numbers up in which every sum holds."""
    rows = {
        row: [random.randrange(4) for _ in range(6)] for row in ("new_received", "carried_forward")
    }
    rows["new_received"] = [a + b for a, b in zip(*rows.values(), strict=True)]
    rows["carried_over"] = [0] * 6
    rows["granted"] = rows["total_handled"] = [
        a - b for a, b in zip(rows["new_received"], rows["carried_forward"], strict=True)
    ]
    return {
        f"requests.{row}.{column}": value
        for row, values in rows.items()
        for column, value in zip(COLUMNS, [*values, sum(values)], strict=True)
    }


def _silent(report: gr.Report, truth: dict[str, int]) -> dict[str, object]:
    """Give the wrong numbers of which nothing is said."""
    doubted = {path for item in report.findings if item.severity != "info" for path in item.cells}
    return {
        path: value
        for path, value in report.values().items()
        if path in truth and truth[path] != value and path not in doubted
    }


@given(
    st.permutations(range(7)),
    st.sampled_from(BETWEEN_HEADS),
    st.sampled_from(BETWEEN_CELLS),
    st.sampled_from(ABOVE),
    st.integers(0, 99),
)
def test_no_order_is_wrong_in_silence(
    order: list[int], heads: str, cells: str, above: str, seed: int
) -> None:
    """Of the columns in any order, with any marks between, no number stands in a wrong cell without a warning."""
    truth = _numbers(Random(seed))
    lines = [
        cells.join([label, *(str(truth[f"requests.{row}.{COLUMNS[at]}"]) for at in order)])
        for row, label in LINES.items()
    ]
    text = BEGUN + above + heads.join(HEADS[at] for at in order) + "\n" + "\n".join(lines) + "\n"
    assert not _silent(gr.parse(text), truth)


@pytest.mark.parametrize("place", range(2, 5))
def test_the_total_in_another_place(place: int) -> None:
    """A total among the applicants is no fault where the numbers add up; where they would both ways, it is told."""
    order = list(range(6))
    order.insert(place, 6)
    heads = BEGUN + "\t" + "\t".join(HEADS[at] for at in order) + "\n"
    for row, is_told in (
        ([1, 2, 3, 4, 5, 6, 21], False),
        ([0] * place + [5] + [0] * (5 - place) + [5], True),
    ):
        lines = ["\t".join([label, *map(str, row)]) for label in LINES.values()]
        found = [item.code for item in gr.parse(heads + "\n".join(lines)).findings]
        assert ("columns_unexpected" in found) == is_told


def test_pieces_of_headings_move_no_total() -> None:
    """其他 尚未 总计, and 维持 纠正 below them: of pieces none tells where the total stands."""
    heads = "\t".join(("结果", "结果", "其他", "尚未", "总计") * 3)
    ends = "\t".join(("维持", "纠正", "结果", "审结", "") * 3)
    numbers = "\t".join(("0", "0", "8", "0", "8", *"0" * 10))
    report = gr.parse(f"四、政府信息公开行政复议、行政诉讼情况\n{heads}\n{ends}\n{numbers}\n")
    assert report.review.reconsideration.other_result == 8
    assert "columns_unexpected" not in {item.code for item in report.findings}


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        ("本年制发件数本年废止件数现行有效件数", False),
        ("本年制发件数 现行有效件数\n本年废止件数", True),
        ("本年废止件数、本年制发件数、现行有效件数", True),
        ("现行有效件数|本年制发件数|本年废止件数", True),
    ],
)
def test_table_two(heads: str, told: bool) -> None:
    """No sum binds its columns: each pair in another order is told."""
    text = (
        f"二、主动公开政府信息情况\n信息内容 {heads}\n规章\t3\t1\t27\n行政规范性文件\t41\t16\t388\n"
    )
    codes = {item.code for item in gr.parse(text).findings}
    assert ("columns_unexpected" in codes) == told


@pytest.mark.parametrize(
    ("places", "lines", "turned"),
    [
        # the form's, on one line and on two
        ([0, 1, 2, 3, 4, 5, 6], [0] * 7, False),
        ([0, 6, 1, 2, 3, 4, 5], [0, 0, 1, 1, 1, 1, 1], False),
        # 总计 right before 其他; a page break prints them again, the last one lost
        ([0, 1, 2, 3, 4, 6, 5], [0, 0, 0, 0, 0, 0, 1], False),
        ([0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5], list(range(13)), False),
        # pieces: 其他 尚未 总计 above 维持 纠正
        ([2, 3, 6, 0, 1], [0, 0, 0, 1, 1], False),
        # in front of all, or one column for another
        ([6, 0, 1, 2, 3, 4, 5], [0] * 7, True),
        ([5, 0, 1, 2, 3, 4, 6], [0] * 7, True),
        ([0, 2, 1, 3, 4, 5, 6], list(range(7)), True),
        ([1, 2, 3, 4, 5, 6, 0], list(range(7)), True),
    ],
)
def test_what_is_turned(places: list[int], lines: list[int], turned: bool) -> None:
    """Two lines of headings, headings printed again and pieces are in order."""
    assert is_turned(places, lines, 7, True) is turned
