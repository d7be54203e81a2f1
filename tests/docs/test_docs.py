"""The documentation says what is: each page that lists things lists them all, and each command prints what it shows.

The Python examples are run by sybil (conftest.py at the root).
"""

import contextlib
import io
import re
import runpy
import tomllib
from collections.abc import Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, DocTestParser, OutputChecker
from pathlib import Path
from typing import Any

import attrs
import pytest

import govinfo_report as gr
from govinfo_report.cli import main
from govinfo_report.findings import catalogue
from govinfo_report.findings.rules import rules
from govinfo_report.layouts import BUILT_IN
from govinfo_report.model.tables import official_cells
from govinfo_report.official import Form, official_form
from tests.paths import ROOT

DOCS = ROOT / "docs"
READMES = ["README.md", "README.zh-CN.md"]
PAGES = sorted(
    [
        *(ROOT / name for name in (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")),
        *DOCS.rglob("*.md"),
    ]
)
FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A path of this repository in backticks; with < or * in it, it stands for many.
PATH = re.compile(r"`((?:src|docs|tests|grammars|benchmarks)/[^`\s<*]*)`")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    """Return the path of a page below the root, the id of its test."""
    return page.relative_to(ROOT).as_posix()


def read(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def sections_of(text: str, level: int) -> dict[str, str]:
    """Return heading to the text below it, for the headings of a level; backticks are left out."""
    parts = re.split(rf"^#{{{level}}} (.+)$", text, flags=re.MULTILINE)
    names = [name.replace("`", "").strip() for name in parts[1::2]]
    return {
        name: re.split(rf"^#{{1,{level}}} ", body, maxsplit=1, flags=re.MULTILINE)[0]
        for name, body in zip(names, parts[2::2], strict=True)
    }


def in_code(text: str) -> set[str]:
    """Return the words that stand alone in backticks, arguments of a call left out."""
    return {found.partition("(")[0] for found in re.findall(r"`([^`\n]+)`", text)}


def test_fields_are_current() -> None:
    """docs/fields.md is what its script writes from the form's data."""
    script = runpy.run_path(str(DOCS / "fields.py"))
    assert read(DOCS / "fields.md") == script["page"](official_form())


def test_every_field_is_listed_once() -> None:
    """docs/fields.md lists each cell of the tables once."""
    listed = re.findall(r"^\| `([\w.]+)`", read(DOCS / "fields.md"), flags=re.MULTILINE)
    expected = list(official_cells())
    editions = {
        path
        for copy in ("tab_clean_2019", "tab_clean_2021")
        for path in gr.read(ROOT / f"tests/data/copies/{copy}.txt").values()
    }
    editions.update(gr.form().paths("2014"))
    assert len(listed) == len(set(listed))
    assert set(listed) == editions
    assert listed == [path for path in expected if path in editions]


def test_table_of_findings_is_current() -> None:
    """docs/findings.md lists every code in a table, as its script writes it from the sections."""
    script = runpy.run_path(str(DOCS / "findings.py"))
    page = read(DOCS / "findings.md")
    assert script["written"](page) == page
    assert re.findall(r"^\| \[`(\w+)`\]", page, flags=re.MULTILINE) == list(catalogue())


def test_tables_of_a_panel_are_current() -> None:
    """docs/panel_tables.md is what its script writes from the data of the panel."""
    script = runpy.run_path(str(DOCS / "panel_tables.py"))
    assert read(DOCS / "panel_tables.md") == script["page"]()


def test_every_install_line_names_the_package_alike() -> None:
    """Pages and messages install `govinfo-report[...]`; the two spellings are one package, but look like two."""
    sources = [*PAGES, *(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.toml")]
    assert not [name_of(page) for page in sources if "govinfo_report[" in read(page)]


def finding_sections() -> dict[str, str]:
    """Return code to the text of its section in docs/findings.md."""
    return sections_of(read(DOCS / "findings.md"), 3)


def test_every_finding_is_documented() -> None:
    """docs/findings.md has a section for each code of the catalogue, in its order, with its severity."""
    assert list(finding_sections()) == list(catalogue())
    for code, text in finding_sections().items():
        assert text.strip().startswith(f"*{catalogue()[code]['severity']}*."), code
        assert "**What to do**" in " ".join(text.split()), code


def test_rules_say_what_the_page_says() -> None:
    """`govinfo-report rule` says in English what docs/findings.md says of each code."""
    for code, rule in rules().items():
        page = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", " ".join(finding_sections()[code].split()))
        remedy = rule.remedy()
        said = (
            f"*{rule.severity}*. {rule.meaning()} **What to do**: {remedy[0].lower()}{remedy[1:]}"
        )
        assert page.startswith(said), code


def test_every_reason_is_documented() -> None:
    """The section of a code that has reasons names each of them."""
    for code, entry in catalogue().items():
        named = re.findall(r"^`(\w+)`: ", finding_sections()[code], re.MULTILINE)
        assert set(named) == set(entry.get("reasons", {})), code


@pytest.fixture(scope="module")
def example_reports() -> dict[str, gr.Report]:
    """The `report` that the example of each code makes."""
    names: dict[str, Any] = {}
    found = {}
    introduction = read(DOCS / "findings.md").split("\n### ")[0]
    for code, text in {"": introduction, **finding_sections()}.items():
        names.pop("report", None)
        blocks = [body for language, body in FENCE.findall(text) if language == "python"]
        for example in DocTestParser().get_examples("\n".join(blocks)):
            with contextlib.redirect_stdout(io.StringIO()), contextlib.chdir(ROOT):
                exec(compile(example.source, code, "single"), names)
        if code:
            found[code] = names["report"]
    return found


def codes_of(report: gr.Report) -> set[str]:
    """Return the codes of a report's findings."""
    return {finding.code for finding in report.findings}


def test_every_finding_has_an_example_that_causes_it(example_reports: dict[str, gr.Report]) -> None:
    """The example of each code makes a `report` that has a finding of that code."""
    assert not [code for code, report in example_reports.items() if code not in codes_of(report)]


def test_no_example_is_missed(example_reports: dict[str, gr.Report]) -> None:
    """The text of every example that is a report may be one at a glance, too."""
    texts = {
        code: report.text
        for code, report in example_reports.items()
        if report.text and "not_a_report" not in codes_of(report)
    }
    assert len(texts) > 30
    assert not [code for code, text in texts.items() if not gr.is_report(text)]


def test_every_state_has_a_section() -> None:
    """docs/model.md has a section for each state, in order."""
    text = read(DOCS / "model.md")
    states = [name for name in sections_of(text, 3) if name in gr.STATES]
    assert states == list(gr.STATES)


CLASSES = {
    "model.md": (gr.Report, gr.Cell, gr.Finding, gr.Section, gr.Evidence, gr.ExtraRow, gr.Claim),
    "streaming.md": (gr.StreamedTable,),
    "form.md": (gr.FormView, gr.FormEdition, gr.FormTable, gr.FormLine, gr.FormCell, gr.FormSum),
}
"""Page to the public classes that it has a section for."""


@pytest.mark.parametrize(
    ("page", "model"),
    [(page, model) for page, models in CLASSES.items() for model in models],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_attribute_is_documented(page: str, model: type[Any]) -> None:
    """A page names each public attribute and method in the section of its class."""
    public = {field.name for field in attrs.fields(model)} | set(vars(model))
    expected = {name for name in public if not name.startswith("_")}
    named = in_code(sections_of(read(DOCS / page), 2)[model.__name__])
    assert expected <= named


def test_every_layout_has_a_section() -> None:
    """docs/layouts.md has a section with an excerpt for each built-in layout."""
    sections = sections_of(read(DOCS / "layouts.md"), 2)
    for layout in BUILT_IN:
        assert "```text" in sections[layout.name], layout.name


def words_of(form: Form) -> Iterator[str]:
    """Yield each identifier that the form's data give to the field's words."""
    yield from form.sections
    for table in form.tables.values():
        yield table.id
        yield from table.rows
        yield from table.groups
        yield from table.columns


def test_glossary_is_complete() -> None:
    """docs/glossary.md has each word of the form with its wording, and each state, severity and verdict."""
    text = read(DOCS / "glossary.md")
    named = in_code(text)
    states = {*gr.STATES, "info", "warning", "error", "extraction", "office", "undecided"}
    assert set(words_of(official_form())) | states <= named
    lines = set(text.splitlines())
    form = official_form()
    for table in (table for each in (form, *form.annexes) for table in each.tables.values()):
        for label in (*table.rows.values(), *table.groups.values(), *table.columns.values()):
            end = f" `{label.id}` |" if label.id else " |"
            assert any(
                line.startswith(f"| {label.wording} |") and line.endswith(end) for line in lines
            ), label.id


def test_flow_names_every_part() -> None:
    """docs/flow.md names each module of a stage, and no file that does not exist."""
    package = ROOT / "src" / "govinfo_report"
    beside = {"cli", "testing"}
    named = in_code(read(DOCS / "flow.md"))
    for file in package.rglob("*.py"):
        path = file.relative_to(package).as_posix()
        if path.split("/")[0] not in beside and not path.endswith(("__.py", "_version.py")):
            assert {path, f"src/govinfo_report/{path}"} & named, path


@pytest.mark.parametrize("file", sorted((ROOT / "grammars").glob("*.lark")), ids=name_of)
def test_grammar_carries_the_wording(file: Path) -> None:
    """Behind or above each section, group and line of a grammar stands its official wording as a comment."""
    table = file.stem.partition("_")[0]
    # where several annexes have the table, the one whose grammar it is
    every = (official_form(), *official_form().annexes)
    form = next(
        (
            each
            for each in every
            if any(file.stem in entry.grammar.values() for entry in each.editions.values())
        ),
        every[0],
    )
    own = [name for name, entry in form.editions.items() if file.stem in entry.grammar.values()]
    rules = re.findall(
        r"^(?:// ([^\n]+)\n)?(\w+):[^\n/]*(?:// ([^\n]+?))? *$", read(file), flags=re.MULTILINE
    )
    checked = 0
    for above, rule, behind in rules:
        if table == "report":
            expected = {form.sections[rule].heading} if rule in form.sections else set()
        elif rule in form.tables[table].rows or rule in form.tables[table].groups:
            expected = {form.wording(edition, table, rule) for edition in own or form.editions}
        else:
            expected = set()
        if expected:
            assert {behind or above} == expected, rule
            checked += 1
    assert checked


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_and_paths_exist(page: Path) -> None:
    """Each file that a page links to or names is there."""
    text = FENCE.sub("", read(page))
    for link in LINK.findall(text):
        if not re.match(r"[a-z]+:|#", link):
            assert (page.parent / link.partition("#")[0]).exists(), link
    for path in PATH.findall(text):
        assert (ROOT / path).exists(), path


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that the site makes of the headings of a page: those of three levels (conf.py)."""
    text = FENCE.sub("", read(page))
    headings = re.findall(r"^#{1,3} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", name).strip().lower().replace(" ", "-") for name in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_headings(page: Path) -> None:
    """A link with an anchor names a heading that has one."""
    for link in LINK.findall(FENCE.sub("", read(page))):
        target, _, anchor = link.partition("#")
        if anchor and not target.startswith("http"):
            other = page if not target else (page.parent / target).resolve()
            if other.suffix == ".md":
                assert anchor in anchors_of(other), link


def console_examples() -> Iterator[Any]:
    """Yield the `govinfo-report` commands of all pages, each with the output shown."""
    for page in PAGES:
        for language, body in FENCE.findall(read(page)):
            if language != "console":
                continue
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("govinfo-report "):
                    yield pytest.param(command, output, id=f"{name_of(page)}: {command}")


@pytest.mark.parametrize(("command", "output"), list(console_examples()))
def test_command_prints_what_is_shown(
    command: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command shown in the documentation prints what stands below it; `...` stands for lines left out."""
    monkeypatch.chdir(ROOT)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit):
        main(command.split()[1:])
    printed = capsys.readouterr()
    got = printed.out + printed.err
    assert OutputChecker().check_output(output, got, FLAGS), got


def test_readmes_show_the_same() -> None:
    """The Chinese README shows the same Python and shell examples as the English one."""
    english, chinese = (
        [
            body
            for language, body in FENCE.findall(read(ROOT / name))
            if language in {"python", "sh"}
        ]
        for name in READMES
    )
    assert english == chinese


def test_changelog_speaks_of_this_version() -> None:
    """The changelog is newest first, and its first entry is of the present version."""
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    assert "version" in project["dynamic"]
    first = next(iter(sections_of(read(ROOT / "CHANGELOG.md"), 2)))
    assert first.split()[0] == gr.__version__
