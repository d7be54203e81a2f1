"""Labels that moved where no number tells: by where they stand, and by how many lines are between them."""

from __future__ import annotations

import pytest
from attrs import evolve

import govinfo_report as gr
from govinfo_report.testing import generate, render

PUBLICATION, MASS, CONFIRM = (
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
ROWS = ("not_processed_publication", "not_processed_mass")


def doubted(text: str) -> set[str]:
    """Return the rows of table 三 whose labels are said to have moved."""
    return {
        path.split(".")[1]
        for finding in gr.parse(text).findings
        if finding.code == "labels_moved"
        for path in finding.cells
        if path.startswith("requests.")
    }


def with_empty(row: str) -> str:
    """Return a copy with a cell a line that prints nothing in the cells of a row, and a number in each other one."""
    truth = generate(5, "2021", 400)
    cells = {
        path: "" if path.startswith(f"requests.{row}.") else text or "0"
        for path, text in truth.cells.items()
    }
    return render(evolve(truth, cells=cells), "bare_cells").text


def moved_up(text: str, *labels: str) -> str:
    """Return a copy whose labels stand each beside the row above; the first of them is gone."""
    for before, label in zip(("", *labels), labels, strict=False):
        assert f"\n{label}\n" in text
        text = text.replace(f"\n{label}\n", f"\n{before}\n")
    return text


def test_a_row_of_empty_cells_that_lost_its_label() -> None:
    """Nothing but its lines is left of it: ten, where two stand before another label."""
    text = with_empty("not_processed_publication")
    assert not doubted(text)
    assert doubted(moved_up(text, PUBLICATION, MASS, CONFIRM)) >= {*ROWS}


def test_the_first_row_of_a_group_that_lost_its_label() -> None:
    """The label of the group stands right above its first line, but ten lines above here."""
    text = with_empty("not_processed_petition")
    labels = ["1.信访举报投诉类申请", "2.重复申请", PUBLICATION, MASS, CONFIRM]
    assert doubted(moved_up(text, *labels)) >= {"not_processed_repeated", *ROWS}


def test_a_lost_row_leaves_no_lines() -> None:
    """The row is gone with its label, and every other one has its own: those of a group with empty cells as well."""
    text = with_empty("not_processed_publication")
    start, end = text.index(MASS), text.index(CONFIRM)
    assert not doubted(text[:start] + text[end:])


@pytest.mark.parametrize("layout", ["tab_separated", "bare_cells"])
def test_the_label_of_a_group_beside_its_second_line(layout: str) -> None:
    """Lost as a row, 1.信访举报投诉类申请 would have taken （五）不予处理 along."""
    text = render(generate(5, "2021", 400), layout).text
    first, second = text.index("1.信访举报"), text.index("2.重复申请")
    third = text.index(PUBLICATION)
    label = text[second:].splitlines()[0].split("\t")[0]
    numbers = text[first:second].replace("1.信访举报投诉类申请", label)
    assert doubted(text[:first] + numbers + text[third:]) >= {"not_processed_repeated"}


def test_a_row_of_empty_cells_above_the_label_of_a_group() -> None:
    """The last line of （四）无法提供 lost its label to the row above; the first one of （五） stands below it."""
    text = with_empty("unable_unclear")
    second, third = "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"
    moved = text.replace(f"\n{third}\n", "\n\n").replace(f"\n{second}\n", f"\n{third}\n")
    assert doubted(moved) >= {"unable_unclear"}


def test_what_ends_a_row_stands_before_no_label() -> None:
    """A total left empty is a line more before the next label, whose column it does not show."""
    truth = generate(5, "2021", 400)
    totals = [f"requests.{row}.total" for row in ("denied_law_forbids", "unable_must_create")]
    cells = {**truth.cells, **dict.fromkeys(totals, "")}
    text = render(evolve(truth, cells=cells), "bare_cells").text
    start, end = text.index(MASS), text.index(CONFIRM)
    assert not doubted(text[:start] + text[end:])


@pytest.mark.parametrize("group", ["（四）无法提供", "（五）不予处理", "none"])
def test_a_group_in_another_column_as_a_whole(group: str) -> None:
    """Covered cells are gone, and so labels of groups push the first lines aside; one group stands one cell farther."""
    lines = render(generate(5, "2021", 400), "tab_separated").text.split("\n")
    groups: list[list[str]] = [[]]
    for line in lines:
        if "）" in line and line.lstrip("\t").startswith("（") and "\t" in line:
            groups.append([])
        bare = line.lstrip("\t") if line.strip() else line
        is_lost = bare.startswith(MASS)
        in_group = bool(groups[-1]) and groups[-1][0].startswith(group) and bare[:1].isdigit()
        groups[-1] += [] if is_lost else ["\t" * in_group + bare]
    assert not doubted("\n".join(line for found in groups for line in found))


@pytest.mark.parametrize(
    ("denied", "below", "changed"),
    [
        (("0", "0", "1", "1"), "6.属于四类过程性信息", {1, 3}),
        (("1", "1", "0", "0"), "2.其他法律行政法规禁止公开", {0, 2}),
        (("0", "1", "1", "0"), "6.属于四类过程性信息", set()),
        (("1", "1", "1", "1"), "6.属于四类过程性信息", set()),
    ],
)
def test_a_row_without_a_label_beside_one_that_is_printed_twice(
    denied: tuple[str, ...], below: str, changed: set[int]
) -> None:
    """The zeros of 2. may stand twice, and the labels behind them a row too high: no line is lost, and all adds up.

    Were the zeros without a label those of 5., 3. would have the numbers of 4. (1); 4. has the same either way.
    """
    truth = generate(5, "2021", 400)
    rows = [
        f"denied_{name}"
        for name in ("law_forbids", "safety_stability", "third_party", "internal_affairs")
    ]
    cells = dict(truth.cells)
    for column in [path.rpartition(".")[2] for path in cells if ".granted." in path]:
        own = [f"requests.{row}.{column}" for row in rows]
        numbers = denied if column in ("natural_person", "total") else ["0"] * 4
        # 予以公开 keeps the sums
        spare = sum(int(cells[path] or 0) for path in own) - sum(map(int, numbers))
        granted = f"requests.granted.{column}"
        cells[granted] = str(int(cells[granted] or 0) + spare)
        cells |= dict(zip(own, numbers, strict=True))
    text = render(evolve(truth, cells=cells), "tab_separated").text
    zeros = "\t\t\t" + "\t".join("0" * 7) + "\n"
    assert f"\t\t{below}" in text
    found = doubted(text.replace(f"\t\t{below}", f"{zeros}\t\t{below}"))
    assert found == {rows[at] for at in changed}


def test_a_group_label_on_a_row_of_its_own_stays() -> None:
    """（五）不予处理 has a row, with empty cells: it stays where the row below is lost."""
    text = render(generate(5, "2021", 400), "tab_separated").text
    group = "\t（五）不予处理" + "\t" * 8 + "\n\t"
    text = text.replace("\t（五）不予处理", group)
    start, end = text.index("\t\t1.信访举报"), text.index("\t\t2.重复申请")
    assert not doubted(text[:start] + text[end:])


def test_labels_in_the_column_of_another_level() -> None:
    """A cell a line, a line for each covered one: （七）总计 stands where 四、结转下年度继续办理 would."""
    text = render(generate(5, "2019", 400), "bare_cells").text
    start, end = text.index("四、结转下年度"), text.index("四、政府信息公开行政复议")
    lost = text[:start] + "\n" + text[end:]
    assert not doubted(lost)
    above = "\n\n（七）总计\n"
    assert above in lost
    assert doubted(lost.replace(above, "\n（七）总计\n")) >= {"total_handled"}
