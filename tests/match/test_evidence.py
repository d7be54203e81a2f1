"""What a copy tells beside numbers and labels: rows printed again, headings, empty totals, signs, what is no number."""

from __future__ import annotations

import pytest

from govinfo_report.match.tokens import GLUED, MARK, NUMBER, UNREADABLE, WORD, Token, tokens
from govinfo_report.match.vocabulary import vocabulary
from govinfo_report.official import official_form
from govinfo_report.testing import generate, mangle, render
from tests.match.test_room import TABLE, TEXT, judged

KNOWN = vocabulary(official_form())


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
