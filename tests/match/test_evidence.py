"""What a copy tells beside numbers and labels: rows printed again, headings, empty totals, signs, what is no number."""

from __future__ import annotations

import pytest

from govinfo_report.match.equivalents import plain
from govinfo_report.match.tokens import GLUED, MARK, NUMBER, UNREADABLE, WORD, Token, tokens
from govinfo_report.match.vocabulary import vocabulary
from govinfo_report.official import official_form
from govinfo_report.testing import generate, mangle, render
from tests.match.test_room import TABLE, TEXT, judged

KNOWN = vocabulary(official_form())
TEXT_2021 = render(generate(3, "2021"), "tab_separated")


def numbers(text: str) -> list[Token]:
    """Give the numbers and marks of a text."""
    return [token for token in tokens(text, KNOWN) if token.kind in (NUMBER, MARK)]


def rows() -> list[str]:
    """Give the lines of table three that have numbers."""
    return [line for line in TABLE.split("\n") if sum(map(str.isdigit, line.split("\t"))) > 6]


def test_a_row_that_is_printed_again_costs_nothing() -> None:
    """Label and numbers are the same: nothing is lost, and nothing left over."""
    line = rows()[5]
    verdict = judged(TABLE.replace(line, f"{line}\n{line}"))
    assert verdict.cost == 0.0
    assert all(cell.value is not None for cell in verdict.agreed.cells.values())


def test_fifteen_numbers_alone_are_table_four_whatever_their_sums() -> None:
    """Both totals are wrong in the copy: its numbers are read, and doubted."""
    text = TEXT[TEXT.index("四、政府信息公开") : TEXT.index("五、")]
    line = next(each for each in text.split("\n") if sum(map(str.isdigit, each.split("\t"))) > 14)
    printed = "9 1 0 0 0 2 0 0 0 2 5 0 0 0 1"
    verdict = judged(text.replace(line, printed.replace(" ", "\t")), "review")
    values = [cell.value for cell in verdict.agreed.cells.values()]
    assert values == [int(number) for number in printed.split()]
    assert "sum_fails" in verdict.agreed.doubted.values()


def test_traditional_characters_are_read() -> None:
    """Labels in other forms of the same characters."""
    copy = mangle(TEXT, ("traditional",), 1)
    verdict = judged(copy.text)
    assert verdict.cost == 0.0
    assert len(verdict.agreed.cells) == len(judged(TEXT).agreed.cells)


@pytest.mark.parametrize(("recipe", "column"), [("lose_column_first", 0), ("lose_column_last", 6)])
def test_headings_name_the_column_that_is_lost(recipe: str, column: int) -> None:
    """Every other column is named and holds its own numbers; of the lost one nothing is stated."""
    copy = mangle(render(generate(20, requests=3000), "tab_separated"), (recipe,), 20)
    verdict = judged(copy.text)
    for line in verdict.table.lines:
        states = [
            verdict.agreed.cells[f"requests.{line.row}.{name}"].state for name in line.columns
        ]
        assert states[column] == "inferred"
        assert states.count("printed") == 6


def test_empty_totals_are_the_offices_way() -> None:
    """More than a quarter of the lines print numbers and no total."""
    text = TABLE
    for line in rows()[::2]:
        text = text.replace(line, line.rpartition("\t")[0] + "\t")
    verdict = judged(text)
    assert verdict.cost == 0.0
    assert not verdict.is_poor


def test_numbers_in_order_alone_are_doubted() -> None:
    """The labels stand in no order: all sums hold in the form's order, and no sum sees lines that changed places."""
    labels = [line.split("\t") for line in rows()]
    words = [
        next(cell for cell in reversed(cells) if not cell.isdigit() and cell) for cells in labels
    ]
    blocks = [" ".join(cell for cell in cells[-7:]) for cells in labels]
    text = "三、收到和处理政府信息公开申请情况\n" + "\n".join([*blocks, *words[::-1]])
    verdict = judged(text)
    assert verdict.arrangement == "alone"
    stated = {path for path, cell in verdict.agreed.cells.items() if cell.value is not None}
    assert stated
    assert stated <= verdict.agreed.doubted.keys()


def test_a_sign_in_words_between_commas() -> None:
    """减1 between two numbers of a CSV line is -1."""
    text = "\n".join(["行政许可,30,减1,126", *["行政强制,1,2,3"] * 9])
    assert [token.text for token in numbers(text)[:3]] == ["30", "-1", "126"]


def test_a_bound_is_no_number() -> None:
    """5 at least is not 5."""
    assert [token.note for token in numbers("政府集中采购\t≥5\t19.4")] == [GLUED, ""]


@pytest.mark.parametrize("text", ["63*", "63①", "63[1]", "63.0", "+63"])
def test_what_stands_around_a_number_is_no_part_of_it(text: str) -> None:
    """Marks of notes, nothing behind a point, a sign of more; twenty notes in brackets are no cells in brackets."""
    read = numbers(plain(f"{text}\t19.4\n" * 25).text)
    assert {(token.text, token.note) for token in read} == {("63", ""), ("19.4", "")}


@pytest.mark.parametrize("text", ["3?", "[3]", "(63)", "（63）", "12万元左右", "约3"])
def test_a_number_with_a_note_is_none(text: str) -> None:
    """3 in brackets, or with words around it, is not 3."""
    assert [token.note for token in numbers(plain(f"政府集中采购\t{text}\t19.4").text)] == [
        GLUED,
        "",
    ]


@pytest.mark.parametrize("mark", ["²", "¹²", "（注1）", "注2", "[注¹]", "₁"])
def test_the_mark_of_a_note_is_no_digit(mark: str) -> None:
    """It is no number of its own either, nor words around one."""
    found = numbers(plain(f"政府集中采购\t63{mark}\t19.4").text)
    assert [(token.text, token.note) for token in found] == [("63", ""), ("19.4", "")]


def test_a_number_in_a_circle_is_none() -> None:
    """It points to a note; before a label it is the number of the label."""
    assert [token.note for token in numbers(plain("政府集中采购\t①\t19.4").text)] == [GLUED, ""]
    assert not numbers(plain("②重复申请").text)


def test_brackets_around_every_cell_are_a_programs() -> None:
    """One number in brackets is a note, and so many are not."""
    line = "重复申请\t[3]\t[0]\t[0]\t[1]\t[0]\t[0]\t[4]\n"
    assert [token.note for token in numbers(plain(line * 3).text)] == [""] * 21


def test_two_numbers_in_one_cell_are_doubted() -> None:
    """6 6 in a table that no sum binds is 6, or 66."""
    text = TEXT_2021[TEXT_2021.index("二、主动公开") : TEXT_2021.index("三、收到和处理")]
    line = next(line for line in text.split("\n") if line.startswith("行政许可"))
    verdict = judged(text.replace(line, "行政许可\t6 6\t\t"), "disclosure")
    cell = verdict.agreed.cells["disclosure.administrative_licensing.decisions"]
    assert cell.value is None or cell.path in verdict.agreed.doubted


@pytest.mark.parametrize(("behind", "is_doubted"), [("", False), (" 5 1", True)])
def test_zeros_bind_no_number(behind: str, is_doubted: bool) -> None:
    """Zeros hold in every sum: of numbers left over behind them, each may be one of the line.

    The numbers of the next group are none that are left over.
    """
    text = TEXT_2021[TEXT_2021.index("四、政府信息公开") : TEXT_2021.index("五、")]
    line = next(each for each in text.split("\n") if sum(map(str.isdigit, each.split("\t"))) > 14)
    printed = "0 0 0 0 0 1 0 0 0 1 0 0 0 0 0" + behind
    verdict = judged(text.replace(line, printed.replace(" ", "\n")), "review")
    assert verdict.agreed.cells["review.litigation_after_reconsideration.total"].value == 0
    found = set(verdict.agreed.doubted)
    last = {path for path in verdict.agreed.cells if "litigation_after" in path}
    assert found == (last if is_doubted else set())


def test_the_rest_of_a_torn_label_is_no_other_label() -> None:
    """The label of another group stands beside its last character, on a line of its own."""
    line = next(line for line in rows() if "另行制作" in line)
    verdict = judged(TABLE.replace(line, line.replace("另行制作", "另行制\n提供作")))
    assert verdict.cost == 0.0


def test_a_list_number_of_two_characters_is_no_word() -> None:
    """三三、 behind a number leaves it alone."""
    text = "上年结转政府信息公开申请数量0三三、本年度办理结果"
    assert [token.note for token in numbers(text)] == [""]


def test_empty_cells_behind_numbers_without_sums_are_doubted() -> None:
    """A cell that was lost may have moved those behind it."""
    text = TEXT[TEXT.index("二、主动公开") : TEXT.index("三、收到和处理")]
    line = next(line for line in text.split("\n") if line.startswith("规章"))
    label, first, _, last = line.rstrip("\t").split("\t")[:4]
    verdict = judged(text.replace(line, f"{label}\t{first}\t{last}\t"), "disclosure")
    for path, cell in verdict.agreed.cells.items():
        if path.startswith("disclosure.rules."):
            assert cell.value is None or path in verdict.agreed.doubted


def test_numbers_behind_another_label_are_not_those_of_the_label_above() -> None:
    """规章（含修订 is cut off, and the row below is the office's own."""
    text = TEXT[TEXT.index("二、主动公开") : TEXT.index("三、收到和处理")]
    line = next(line for line in text.split("\n") if line.startswith("规章"))
    verdict = judged(text.replace(line, "规章（含修订\n党内文件\t1\t2\t3"), "disclosure")
    stated = [
        cell.value
        for path, cell in verdict.agreed.cells.items()
        if path.startswith("disclosure.rules.") and path not in verdict.agreed.doubted
    ]
    assert not {1, 2, 3}.intersection(stated)


@pytest.mark.parametrize("text", ["31914,824,511", "277'730.28", "3,19182.5", "1*01"])
def test_two_numbers_in_one_run_are_not_read(text: str) -> None:
    """Nobody knows where the first ends."""
    assert [token.text for token in numbers(f"政府集中采购\t{text}")] == [UNREADABLE]


@pytest.mark.parametrize("text", ["http:///xw", "----------", "————————"])
def test_addresses_and_rules_hold_no_marks(text: str) -> None:
    """Strokes of an address, or of a drawn line, are no cells."""
    assert not numbers(text)


def test_a_word_inside_other_words_is_no_torn_label() -> None:
    """不属于本机关职责 is a row of the office's own; 本机关不掌握 begins a label."""
    kinds = [token.kind for token in tokens("（八）不属于本机关职责\n0\n0", KNOWN)]
    assert WORD not in kinds
    assert tokens("本机关不掌握\n0\n0", KNOWN)[0].kind == WORD
