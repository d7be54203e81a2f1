"""`govinfo-report show`: the tables as the form draws them, and the marks of doubtful cells."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

import govinfo_report as gr
from govinfo_report.cli.application import application
from govinfo_report.cli.drawing import Marks
from govinfo_report.cli.drawing.wrapping import wrap
from govinfo_report.model import Cell, Finding
from tests.paths import DATA

COPIES = sorted((DATA / "copies").glob("*.txt"))
CLEAN = DATA / "copies" / "tab_clean_2021.txt"
COLUMNS = (
    *("natural_person", "business", "research", "public_welfare", "legal_service", "other_org"),
    "total",
)
DOUBTFUL = DATA / "cli" / "doubtful_2021.txt"


def show(file: Path, width: int = 100, lang: str = "en") -> list[str]:
    """Return the lines that `show` prints."""
    args = ["show", str(file), "--width", str(width), "--lang", lang]
    result = CliRunner().invoke(application("en"), args)
    assert result.exit_code == 0, result.stderr
    return [line.rstrip() for line in result.stdout.splitlines()]


def cells(lines: list[str], label: str) -> list[str]:
    """Return the drawn cells of the row that `label` ends in."""
    (line,) = [line for line in lines if re.match(rf"│ *(\d\.)?{label} *│", line)]
    return [cell.strip() for cell in line.strip("│").split("│")[1:]]


def test_tables_are_drawn_as_on_the_form() -> None:
    """The three tables of a clean copy at 100 columns are those of the golden drawing."""
    lines = show(CLEAN)
    first = next(at for at, line in enumerate(lines) if line.startswith("二、"))
    last = max(at for at, line in enumerate(lines) if line.startswith("└"))
    golden = (DATA / "cli" / "show_clean_2021.txt").read_text(encoding="utf-8")
    assert "\n".join(lines[first : last + 1]) + "\n" == golden


def test_head_names_the_report() -> None:
    """Title, office, year and edition stand on top, and no finding is said where there is none."""
    lines = show(CLEAN, lang="zh")
    assert lines[0] == "漪岚市人民政府2021年政府信息公开工作年度报告"
    assert lines[1].startswith("机关 漪岚市人民政府   年度 2021   版本 2021")
    assert lines[-1] == "检查结果：无"


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("file", [*COPIES, DOUBTFUL], ids=lambda file: file.stem)
def test_no_line_is_wider_than_asked(file: Path, width: int) -> None:
    """Every line fits the width; only a path or a command to type may be longer."""
    lines = [line for line in show(file, width) if ".txt" not in line]
    assert max(map(cell_len, lines)) <= max(width, 76)


@pytest.mark.parametrize("width", [100, 140])
@pytest.mark.parametrize("file", COPIES, ids=lambda file: file.stem)
def test_labels_are_not_broken_into_characters(file: Path, width: int) -> None:
    """From 100 columns on no line of a label or heading is a single character."""
    stubs = [re.split("[│]", line)[1].strip() for line in show(file, width) if line.startswith("│")]
    assert not [stub for stub in stubs if re.fullmatch("[一-鿿]", stub)]


def test_doubtful_cells_are_marked() -> None:
    """A mark, a blank, a cell that is no number and one that a finding doubts are told apart from numbers."""
    lines = show(DOUBTFUL)
    assert cells(lines, "信访举报投诉类申请") == ["24", "7", "/", "␣", '"1O3"', "12", "61"]
    assert cells(lines, "重复申请") == ["6!", "3!", "99!", "1!", "1!", "4!", "18!"]
    assert cells(lines, "要求提供公开出版物") == ["16", "6", "3!", "1", "5", "4", "35"]
    legend = lines[lines.index("Marks") :]
    for mark in ("␣", "/", '"4l"', "41!"):
        assert any(line.startswith(f"  {mark}  ") for line in legend)


def test_ambiguous_cells_show_their_candidates() -> None:
    """An ambiguous cell is drawn as its candidates with a question mark, never as a number."""
    report, lines = gr.read(DOUBTFUL), show(DOUBTFUL, 200)
    drawn = cells(lines, "属于国家秘密")
    for path, text in zip(
        report.tables["requests"].shape.row_paths("denied_state_secret"), drawn, strict=True
    ):
        cell = report.cell(path)
        assert cell.state == "ambiguous"
        assert text == "|".join(map(str, cell.candidates)) + "?"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell("a.b.c", 41, "printed", "41"), "41"),
        (Cell("a.b.c", 41, "aligned", "41"), "41*"),
        (Cell("a.b.d", 41, "printed", "41"), "41!"),
        (Cell("a.b.d", 41, "aligned", "41"), "41*!"),
        (Cell("a.b.c", None, "inferred", candidates=(41,)), "[41]"),
        (Cell("a.b.c", None, "ambiguous", candidates=(4, 41)), "4|41?"),
        (Cell("a.b.c", None, "ambiguous", candidates=(100, 200, 300)), "100…300?"),
        (Cell("a.b.c", None, "ambiguous", candidates=(10000, 20000)), "?"),
        (Cell("a.b.c", None, "ambiguous"), "?"),
        (Cell("a.b.c", None, "blank"), "␣"),
        (Cell("a.b.c", None, "blank", candidates=(0,)), "␣[0]"),
        (Cell("a.b.c", None, "mark", "不适用"), "不适用"),
        (Cell("a.b.c", None, "mark", "不适用不适用"), "不适用不…"),
        (Cell("a.b.c", None, "unreadable", "1O3"), '"1O3"'),
        (Cell("a.b.c", None, "lost"), "·"),
    ],
)
def test_each_state_has_its_mark(cell: Cell, text: str) -> None:
    """Every state but `printed` is drawn with a mark of its own, and so is a number that a warning doubts."""
    doubt = Finding("place_doubtful", "warning", "doubt", "存疑", ("a.b.d",))
    note = Finding("unit_unknown", "info", "note", "提示", ("a.b.c",))
    assert Marks([doubt, note]).text(cell).plain == text


def test_review_is_drawn_in_rows_where_it_is_too_narrow() -> None:
    """The fifteen numbers of table 四 stand on one line, and below each other at 60 columns."""
    assert "17│   4│   3│   6│  30│   9│   2│   5│   8│  24│  11│   1│   7│   3│  22" in "\n".join(
        show(CLEAN)
    )
    assert cells(show(CLEAN, 60), "复议后起诉") == ["11", "1", "7", "3", "22"]


def test_rows_outside_the_form_are_shown() -> None:
    """Rows of numbers that the form does not have stand under the tables."""
    file = DATA / "copies" / "row_per_cell_split_2020.txt"
    lines = show(file)
    at = lines.index("Rows that the form does not have")
    for number, row in enumerate(gr.read(file).extra_rows, at + 1):
        assert lines[number].split() == [row.label, *row.raw]


def test_findings_are_summed_up_by_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings of one kind are one entry with their count; `check` is named for the whole list."""
    monkeypatch.chdir(tmp_path)
    file = Path("short.txt")
    text = CLEAN.read_text(encoding="utf-8")
    for line in ("规章\t3\t1\t27", "行政规范性文件\t41\t16\t388"):
        text = text.replace(line, line.rpartition("\t")[0])
    file.write_text(text, encoding="utf-8")
    lines = show(file)
    count = sum(finding.reason == "row_count" for finding in gr.read(file).findings)
    assert count == 2
    assert any(line.startswith(f"  warning  place_doubtful ×{count}") for line in lines)
    assert lines[-1] == f"  all of them: govinfo-report check {file}"


def test_text_that_is_no_report() -> None:
    """A text without tables says so and draws nothing."""
    result = CliRunner().invoke(application("en"), ["show"], input="hello")
    assert result.exit_code == 0
    assert "No table was read." in result.stdout
    assert "not_a_report" in result.stdout
    assert "│" not in result.stdout


def test_output_that_is_no_terminal_has_no_colours() -> None:
    """No escape sequence is written where the output is no terminal."""
    assert "\x1b" not in "\n".join(show(DOUBTFUL))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("规章", 10, ["规章"]),
        ("应为数字，实为文字", 12, ["应为数字，", "实为文字"]),
        ("保护第三方合法权益", 16, ["保护第三方合", "法权益"]),
        ("逾期不补正、行政", 10, ["逾期不补", "正、行政"]),
        ("the form has seven cells", 12, ["the form has", "seven cells"]),
    ],
)
def test_text_is_broken_where_it_reads_well(text: str, width: int, lines: list[str]) -> None:
    """A line ends behind punctuation where it can, never begins with it, and no character is left alone."""
    assert wrap(text, width) == lines
    assert all(cell_len(line) <= width for line in lines)


def test_text_without_end_is_drawn() -> None:
    """A cell or a message without end is cut and broken in pieces, not looked at anew for each line."""
    cell = Cell("a.b.c", None, "mark", "无" * 1_000_000)
    assert Marks([]).text(cell).plain == "无无无无…"
    lines = wrap("规章，" * 10_000, 60)
    assert "".join(lines) == "规章，" * 10_000
    assert {cell_len(line) for line in lines[:-1]} == {60}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_explain_says_what_the_report_says(lang: str) -> None:
    """`explain` prints `report.explain` of each path, a blank line between two, in the language asked for."""
    report = gr.read(DOUBTFUL)
    paths = ["requests.granted.total", "review.direct_litigation.upheld"]
    result = CliRunner().invoke(application(lang), ["explain", str(DOUBTFUL), *paths])
    assert result.exit_code == 0
    assert result.stdout == "\n\n".join(report.explain(path, lang) for path in paths) + "\n"


def test_explain_takes_a_row() -> None:
    """A row gives each of its cells in the copy's own edition; a row of another edition says that it is of that one."""
    for row in ("requests.granted", "requests.granted.*"):
        result = CliRunner().invoke(application("en"), ["explain", str(CLEAN), row])
        heads = re.findall(r"^(requests\.granted\.\w+): printed", result.stdout, re.MULTILINE)
        assert heads == [f"requests.granted.{column}" for column in COLUMNS]
    result = CliRunner().invoke(
        application("en"), ["explain", str(CLEAN), "requests.other_handling"]
    )
    assert (result.exit_code, "another edition" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("requests.grant", "requests.granted"),
        ("requests.grantd.*", "requests.granted, requests.partly_granted"),
        ("granted", "requests.granted, statistics.answered_granted"),
        ("no.such.cell", "requests.granted.total"),
        ("", "requests.granted.total"),
    ],
)
def test_explain_of_no_cell(path: str, near: str) -> None:
    """A path that the form does not have is misuse; the message names the nearest, and says where all are listed."""
    result = CliRunner().invoke(application("en"), ["explain", str(CLEAN), path])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"such as {near}; govinfo-report form lists them all" in " ".join(result.stderr.split())
