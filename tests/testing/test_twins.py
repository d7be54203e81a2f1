"""A wrong number is excused only where another truth is shown that leaves the same text with less damage."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import Copy, Truth, generate, mangle, render, twin_of

ROW = "disclosure.normative_documents"
COLUMNS = ("new_made", "new_published", "total_published")
PATH = f"{ROW}.new_made"


def truth_with(*numbers: str) -> Truth:
    """Give a report of 2019 that prints these numbers for 规范性文件."""
    truth = generate(2, "2019", 5)
    paths = [f"{ROW}.{column}" for column in COLUMNS]
    return evolve(truth, cells={**truth.cells, **dict(zip(paths, numbers, strict=True))})


def damaged_to(copy: Copy, recipes: Sequence[str], text: str) -> Copy:
    """Damage a copy until it holds a text."""
    for seed in range(5_000):
        damaged = mangle(copy, recipes, seed)
        if text in damaged:
            return damaged
    raise AssertionError(f"no seed leaves {text!r}")


def told(truth: Truth) -> gr.Report:
    """Give a report that states what a truth prints."""
    return gr.parse(render(truth, "tab_separated").text)


def test_a_line_that_looks_undamaged() -> None:
    """One number split and one lost: three numbers for three cells."""
    copy = render(truth_with("1143", "5", "10"), "tab_separated")
    damaged = damaged_to(copy, ["wrap_number", "lose_cells"], "规范性文件\t11\t43\t5\n")
    assert twin_of(damaged, told(truth_with("11", "43", "5")), PATH) == "undamaged"
    assert twin_of(damaged, told(truth_with("11", "43", "6")), PATH) is None


def test_a_line_that_one_recipe_leaves() -> None:
    """One number split and two lost, where another truth need have lost only one."""
    copy = render(truth_with("1143", "5", "10"), "tab_separated")
    damaged = damaged_to(copy, ["wrap_number", "lose_cells"], "规范性文件\t11\t43\n")
    assert twin_of(damaged, told(truth_with("11", "43", "7")), PATH) == "lose_cells"
    assert twin_of(damaged, told(truth_with("11", "44", "7")), PATH) is None


def test_another_truth_that_needs_as_much_is_no_excuse() -> None:
    """One cell lost: which one, a reader cannot know, and is not to guess."""
    copy = render(truth_with("7", "11", "43"), "tab_separated")
    damaged = damaged_to(copy, ["lose_cells"], "规范性文件\t11\t43\n")
    assert twin_of(damaged, told(truth_with("11", "43", "7")), PATH) is None
    assert twin_of(copy, told(truth_with("11", "43", "7")), PATH) is None


def test_labels_damaged_beside_are_damaged_for_both() -> None:
    """Where the words of the table are damaged as well, both truths need that, and it is the twin's one recipe."""
    copy = render(truth_with("1143", "5", "10"), "tab_separated")
    recipes = ["wrap_number", "lose_cells", "traditional"]
    damaged = damaged_to(copy, recipes, "規範性文件\t11\t43\t5\n")
    assert twin_of(damaged, told(truth_with("11", "43", "5")), PATH) == "traditional"


def test_a_twin_adds_up() -> None:
    """In a table whose sums bind, another truth whose sums do not hold explains nothing."""
    truth = generate(5, "2021", 400)
    path = "requests.granted.natural_person"
    copy = mangle(render(truth, "tab_separated"), ["lose_cells", "wrap_number"], 1)
    wrong = evolve(truth, cells={**truth.cells, path: str(int(truth.cells[path]) + 1)})
    assert twin_of(copy, told(wrong), path) is None


def test_white_space_where_there_are_no_separators() -> None:
    """Between digits run together white space is an edge: 3 180 can be 3, 18, 0, but not 31, 80, 0."""
    copy = render(truth_with("31", "8", "0"), "run_together")
    damaged = damaged_to(copy, ["space_in_number"], "规范性文件3 180第")
    assert twin_of(damaged, told(truth_with("3", "18", "0")), PATH) == "run_together_spaces"
    assert twin_of(damaged, told(truth_with("3", "1", "80")), PATH) == "run_together_spaces"
    assert twin_of(damaged, told(truth_with("31", "80", "0")), PATH) is None


def test_an_empty_cell_leaves_no_trace_where_there_are_no_separators() -> None:
    """0, nothing and 10 print what 0, 1 and 0 print; a number beside that is none of theirs is no one's."""
    copy = render(truth_with("0", "", "10"), "run_together")
    assert "规范性文件010第" in copy.text
    assert twin_of(copy, told(truth_with("0", "1", "0")), PATH) == "undamaged"
    assert twin_of(copy, told(truth_with("0", "2", "0")), PATH) is None
    # a truth that hides a cell as well explains no better
    assert twin_of(copy, told(truth_with("0", "10", "")), f"{ROW}.new_published") is None
    # with a separator behind it the empty cell shows, and where all print something nothing is hidden
    shown = render(truth_with("0", "", "10"), "tab_separated")
    assert twin_of(shown, told(truth_with("0", "1", "0")), PATH) is None
    full = render(truth_with("0", "1", "0"), "run_together")
    assert twin_of(full, told(truth_with("0", "", "10")), PATH) is None
    # beside damage to the words it is as if one recipe had been followed by both
    words = mangle(copy, ["traditional"], 1)
    assert twin_of(words, told(truth_with("0", "1", "0")), PATH) == "traditional"


def test_a_unit_behind_digits_that_leave_one_cut() -> None:
    """An empty cell and 409万元 print what 40 and 9万元 print; 40 and 8万元 would print something else."""
    truth = truth_with("1", "2", "3")
    row = "disclosure.government_procurement"
    items, amount = f"{row}.procurement_items", f"{row}.procurement_amount"

    def with_procurement(first: str, second: str) -> Truth:
        return evolve(truth, cells={**truth.cells, items: first, amount: second})

    copy = render(with_procurement("", "409万元"), "run_together")
    damaged = damaged_to(copy, ["vanish_empty"], "政府集中采购409万元")
    assert twin_of(damaged, told(with_procurement("40", "9万元")), items) == "undamaged"
    assert twin_of(damaged, told(with_procurement("40", "8万元")), items) is None


def test_one_recipe_for_whole_rows() -> None:
    """A table of which one row is lost excuses no number that was made up for it."""
    # whoever makes numbers up for the row that is lost finds a truth that had them
    clean = render(truth_with("7", "11", "43"), "tab_separated")
    gone, seed = damaged_to(clean, ["lose_row"], "规章\t"), 0
    while "规范性文件" in gone.partition("第二十条第（五）项")[0]:
        seed += 1
        gone = mangle(clean, ["lose_row"], seed)
    assert twin_of(gone, told(truth_with("1", "2", "3")), PATH) is None


def test_what_a_layout_does_not_show_is_no_difference() -> None:
    """（七）总计 in the column of 四、, which is lost: bars leave covered cells out, a line for each shows it."""
    truth = generate(960_000_653, None, 1)
    lost = ["shift_labels", "lose_row"]
    for layout, twin in (("barred_cells", "lose_row"), ("bare_cells", None)):
        damaged = mangle(render(truth, layout), lost, 960_000_653)
        report = gr.parse(damaged.text)
        path = "requests.other_handling.total"
        assert report.values()[path] == 0
        assert path not in damaged.printed()
        assert twin_of(damaged, report, path) == twin


def test_digits_without_a_sum_that_end_alike_wherever_they_are_cut() -> None:
    """7206 in three cells: 7, 20, 6 or 72, 0, 6; none of them is what is left of 7 and 206, and each ends in 6."""
    truth = generate(7, "2021", 60)
    rules = [f"disclosure.rules.{column}" for column in ("issued", "repealed", "in_force")]

    def with_rules(*texts: str) -> Truth:
        return evolve(truth, cells={**truth.cells, **dict(zip(rules, texts, strict=True))})

    copy = render(with_rules("7", "", "206"), "run_together")
    damaged = damaged_to(copy, ["vanish_empty"], "规章7206")
    assert twin_of(damaged, told(with_rules("", "", "6")), rules[2]) == "undamaged"
    assert twin_of(damaged, told(with_rules("7", "20", "6")), rules[2]) == "undamaged"
    # 720 is in no cut that ends in 6
    assert twin_of(damaged, told(with_rules("720", "", "6")), rules[2]) is None
    # the first number is 7 or 72
    assert twin_of(damaged, told(with_rules("72", "", "6")), rules[0]) is None
