"""The command `govinfo-report`: what it prints, in which language, and its exit status."""

import contextlib
import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

import govinfo_report as gr
from govinfo_report.cli import main
from govinfo_report.cli.application import application
from govinfo_report.cli.wording import asked_language
from govinfo_report.errors import locale_language
from govinfo_report.model.tables import official_cells
from govinfo_report.official import official_form
from govinfo_report.testing import generate, render
from tests.paths import DATA

CLEAN = DATA / "copies" / "tab_clean_2021.txt"
CLEAN_2019 = DATA / "copies" / "tab_clean_2019.txt"
DOUBTFUL = DATA / "cli" / "doubtful_2021.txt"
LINE = re.compile(
    r"(?P<file>.+?):((?P<line>\d+):\d+:)? (?P<severity>error|warning|info) (?P<code>\w+) "
)


def run(*args: object, lang: str = "en", stdin: bytes | str | None = None) -> Result:
    """Run the command in this process, in a locale of language `lang`."""
    return CliRunner().invoke(application(lang), [str(arg) for arg in args], input=stdin)


# parse


def test_parse_prints_the_report_of_one_file() -> None:
    """One file gives one JSON object, the report's `to_dict`."""
    result = run("parse", CLEAN)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == gr.read(CLEAN).to_dict()


def test_parse_of_several_files_is_an_array() -> None:
    """Several files give one JSON array, in their order."""
    found = json.loads(run("parse", CLEAN, CLEAN_2019).stdout)
    assert found == [gr.read(CLEAN).to_dict(), gr.read(CLEAN_2019).to_dict()]


def test_parse_jsonl_is_one_report_a_line() -> None:
    """`--format jsonl` prints each report on a line of its own."""
    lines = run("parse", "--format", "jsonl", CLEAN, CLEAN_2019).stdout.splitlines()
    assert [json.loads(line)["source"] for line in lines] == [str(CLEAN), str(CLEAN_2019)]


def test_parse_csv_is_one_cell_a_line() -> None:
    """`--format csv` prints one head and a line for each cell of each file."""
    rows = list(
        csv.DictReader(run("parse", "--format", "csv", CLEAN, CLEAN_2019).stdout.splitlines())
    )
    paths = [f"{row['table']}.{row['row']}.{row['column']}" for row in rows]
    assert paths == [cell.path for file in (CLEAN, CLEAN_2019) for cell in gr.read(file).cells()]


def test_parse_text_adds_the_text() -> None:
    """The text of the copy is in the JSON where `--text` asks for it, and only there."""
    assert "text" not in json.loads(run("parse", CLEAN).stdout)
    assert json.loads(run("parse", "--text", CLEAN).stdout)["text"] == gr.read(CLEAN).text


@pytest.mark.parametrize("args", [("parse",), ("parse", "-")])
def test_parse_reads_standard_input(args: tuple[str, ...]) -> None:
    """Without a file, and for `-`, the report comes from standard input."""
    found = json.loads(run(*args, stdin=CLEAN.read_bytes()).stdout)
    assert found == {**gr.read(CLEAN).to_dict(), "source": "<stdin>"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_parse_reads_other_encodings(encoding: str, tmp_path: Path) -> None:
    """A file in another encoding gives the same numbers at the same offsets."""
    file = tmp_path / "copy.txt"
    file.write_bytes(CLEAN.read_text(encoding="utf-8").encode(encoding))
    found, expected = json.loads(run("parse", file).stdout), gr.read(CLEAN).to_dict()
    assert found["tables"] == expected["tables"]
    assert found["title"] == expected["title"]


def test_parse_writes_to_a_file(tmp_path: Path) -> None:
    """`-o` writes to the file and nothing to standard output."""
    output = tmp_path / "report.csv"
    result = run("parse", "--format", "csv", "--excel", CLEAN, "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert output.read_bytes().startswith(b"\xef\xbb\xbfsource,")


def test_parse_never_overwrites_what_it_reads(tmp_path: Path) -> None:
    """`-o` with a file that is also to be read is refused before anything is written."""
    file = tmp_path / "copy.txt"
    file.write_bytes(CLEAN.read_bytes())
    result = run("parse", file, "-o", file)
    assert result.exit_code == 2
    assert "also to be read" in result.stderr
    assert file.read_bytes() == CLEAN.read_bytes()


def test_parse_says_where_it_cannot_write(tmp_path: Path) -> None:
    """An output that cannot be opened is one line on standard error and status 2."""
    result = run("parse", CLEAN, "-o", tmp_path / "none" / "x.json")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize(("file", "status"), [(CLEAN, 0), (DOUBTFUL, 1)])
def test_parse_strict_fails_on_an_error(file: Path, status: int) -> None:
    """With `--strict` the status is 1 where a finding is an error; the report is printed all the same."""
    result = run("parse", "--strict", file)
    assert result.exit_code == status
    assert json.loads(result.stdout) == gr.read(file).to_dict()
    assert run("parse", file).exit_code == 0


@pytest.mark.parametrize(
    ("lang", "missing", "directory"),
    [
        ("en", "expected a file, found nothing", "read it as a corpus: govinfo-report extract"),
        ("zh", "没有任何文件", "或作为语料读取：govinfo-report extract"),
    ],
)
def test_unopened_files_do_not_stop_the_others(
    lang: str, missing: str, directory: str, tmp_path: Path
) -> None:
    """A missing file and a directory are one line each on standard error; the other files are read; status 2."""
    result = run("parse", tmp_path / "none.txt", tmp_path, CLEAN, lang=lang)
    assert result.exit_code == 2
    first, second = result.stderr.splitlines()
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    refused = run("parse", broken, lang=lang).stderr
    assert ("whole ZIP file" in refused, "完整的ZIP文件" in refused) == (lang == "en", lang == "zh")
    assert missing in first
    assert directory in second
    assert [report["source"] for report in json.loads(result.stdout)] == [str(CLEAN)]


# check


def test_check_prints_one_finding_a_line() -> None:
    """Each finding is a line with file, line, severity and code, and a summary line follows."""
    result = run("check", DOUBTFUL)
    *lines, summary = result.stdout.splitlines()
    found = [match.groupdict() for match in map(LINE.match, lines) if match]
    assert [(item["line"], item["severity"], item["code"]) for item in found] == [
        (None if item.line is None else str(item.line), item.severity, item.code)
        for item in gr.read(DOUBTFUL).findings
    ]
    assert {item["file"] for item in found} == {str(DOUBTFUL)}
    assert summary.startswith("1 file: 2 errors, ")


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ((CLEAN,), 0),
        ((CLEAN, DOUBTFUL), 1),
        ((CLEAN, DATA / "none"), 2),
        ((DOUBTFUL, CLEAN, DATA / "none"), 2),
    ],
)
def test_check_exit_status(files: tuple[Path, ...], status: int) -> None:
    """The status is 0 without errors, 1 with one, 2 where a file cannot be opened."""
    assert run("check", *files).exit_code == status


def test_check_shows_from_the_asked_severity() -> None:
    """`--severity error` prints the errors only, counts all, and says how many it hid."""
    result = run("check", "--severity", "error", DOUBTFUL)
    column, line, summary = result.stdout.splitlines()
    assert " error requests_total_handled " in column
    assert " error requests_row_total " in line
    assert "(requests.not_processed_repeated.*)" in line
    assert "below --severity error not shown" in summary
    assert result.exit_code == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_check_json_holds_every_field(lang: str) -> None:
    """`--format json` gives one array with every finding, in the asked language."""
    found = json.loads(run("check", "--format", "json", "--lang", lang, DOUBTFUL).stdout)
    assert [(item["code"], item["message"], item["cells"]) for item in found] == [
        (item.code, item.text(lang), list(item.cells)) for item in gr.read(DOUBTFUL).findings
    ]
    assert json.loads(run("check", "--format", "json", CLEAN).stdout) == []


def test_check_names_a_few_of_many_cells() -> None:
    """A finding on a whole row names the row; one on scattered cells names three and counts the rest."""
    from govinfo_report.cli.findings_text import cells_text

    report = gr.read(CLEAN)
    paths = report.tables["requests"].shape.paths
    assert cells_text(report, ()) == ""
    assert cells_text(report, paths) == "requests.*"
    assert cells_text(report, paths[:7]) == "requests.new_received.*"
    assert cells_text(report, paths[:2]) == ", ".join(paths[:2])
    assert cells_text(report, paths[:9]).endswith(", +6")


def test_control_characters_do_not_reach_the_terminal() -> None:
    """An escape sequence in a copy is printed as a replacement character, by check and show."""
    text = CLEAN.read_text(encoding="utf-8").replace("重复申请\t6", "重复申请\t\x1b[31m6")
    for command in ("check", "show"):
        assert "\x1b" not in run(command, "--lang", "zh", stdin=text).stdout


# form


def test_form_lists_the_cells_of_all_editions() -> None:
    """`form` lists exactly the paths that an edition has, each once, with the editions that have it."""
    rows = list(csv.DictReader(run("form", "--format", "csv").stdout.splitlines()))
    having: dict[str, list[str]] = {}
    annexes = [name for name in gr.form().editions if name not in official_form().editions]
    made_up = [gr.parse(render(generate(1, name), "tab_separated")) for name in annexes]
    for report in (*made_up, gr.read(CLEAN_2019), gr.read(CLEAN)):
        for cell in report.cells():
            having.setdefault(cell.path, []).append(str(report.edition))
    assert len(rows) == len(having)
    assert {row["path"]: row["editions"].split() for row in rows} == having


def test_form_lists_what_the_model_knows() -> None:
    """Every path of `form` is an attribute of a report, but for tables of a province, and the other way round."""
    listed = json.loads(run("form", "--format", "json").stdout)
    known = {
        cell["path"] for cell in listed if any(edition.isdecimal() for edition in cell["editions"])
    }
    assert known == set(official_cells())


@pytest.mark.parametrize(
    ("edition", "label", "file"),
    [("2019", "规范性文件", CLEAN_2019), ("2021", "行政规范性文件", CLEAN)],
)
def test_form_of_one_edition(edition: str, label: str, file: Path) -> None:
    """`--edition` gives the cells of that edition, in form order and in its words."""
    cells = json.loads(run("form", "--edition", edition, "--format", "json").stdout)
    assert [cell["path"] for cell in cells] == [cell.path for cell in gr.read(file).cells()]
    rows = {cell["path"].split(".")[1]: cell["row"] for cell in cells}
    assert rows["normative_documents"] == label


def test_form_table_names_groups_and_cells() -> None:
    """The table of `form` has a line for each cell under the labels of its groups and row."""
    lines = run("form", "--width", "110").stdout.splitlines()
    assert "三、本年度办理结果／（三）不予公开／1.属于国家秘密" in lines
    assert sum(line.startswith("  ") for line in lines) == len(
        json.loads(run("form", "--format", "json").stdout)
    )
    assert max(map(cell_len, lines)) <= 110


# Output that is no file


@pytest.mark.parametrize(
    "args", [("parse", CLEAN), ("check", "--format", "json", CLEAN), ("form", "--format", "csv")]
)
def test_output_that_encodes_nothing(args: tuple[str | Path, ...]) -> None:
    """Called from Python with standard output held in a string, a command writes there what it prints elsewhere."""
    held = io.StringIO()
    with contextlib.redirect_stdout(held), pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    assert ended.value.code == 0
    assert held.getvalue() == run(*args).stdout


# Languages, help and misuse


@pytest.mark.parametrize(
    "args", [("--lang", "zh", "check"), ("check", "--lang", "zh"), ("check", "--lang=zh")]
)
def test_lang_works_before_and_behind_the_subcommand(args: tuple[str, ...]) -> None:
    """`--lang` is understood on both sides of the subcommand."""
    assert "1个文件" in run(*args, CLEAN).stdout
    assert "1 file" in run("--lang", "en", "check", CLEAN, lang="zh").stdout


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
    ],
)
def test_locale_chooses_the_language(environ: dict[str, str], lang: str) -> None:
    """The first of LC_ALL, LC_MESSAGES and LANG that is set decides."""
    assert locale_language(environ) == lang


@pytest.mark.parametrize(
    ("args", "lang"),
    [
        (["check", "x"], None),
        (["--lang", "zh", "check", "--lang", "en"], "en"),
        (["--lang"], None),
        (["--lang", "fr"], None),
        (["check", "--", "--lang", "zh"], None),
    ],
)
def test_asked_language(args: list[str], lang: str | None) -> None:
    """The last `--lang` counts; what stands behind `--` is a file."""
    assert asked_language(args) == lang


@pytest.mark.parametrize(
    "command", [(), ("parse",), ("check",), ("show",), ("explain",), ("form",)]
)
def test_help_is_in_both_languages(command: tuple[str, ...]) -> None:
    """Every help page is Chinese in Chinese and has no Chinese but the name of the report in English."""
    chinese = run(*command, "--help", lang="zh")
    english = run(*command, "--help", lang="en")
    assert chinese.exit_code == english.exit_code == 0
    assert chinese.stdout.startswith("用法：")
    assert "显示本帮助。" in chinese.stdout
    assert not re.search("[一-鿿]", english.stdout.replace("政府信息公开工作年度报告", ""))


def test_no_arguments_print_the_help() -> None:
    """Without arguments the help is printed."""
    assert run().stdout == run("--help").stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("chek",), "没有命令：chek"),
        (("check", "--sevrity", "error"), "没有选项：--sevrity"),
        (("check", "--severity", "bad"), "应为 error, warning, info 之一"),
        (("--lang", "fr", "form"), "应为 zh, en 之一"),
    ],
)
def test_misuse_is_said_in_the_language(args: tuple[str, ...], words: str) -> None:
    """Misuse is status 2 and a message on standard error, in the chosen language."""
    result = run(*args, lang="zh")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
