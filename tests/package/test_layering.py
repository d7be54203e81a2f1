"""The shape of the library, read from its imports.

Source → sections → layouts → labels → grammar → claims → align → match → model → checks → export; only `pipeline.py`
names all of it. Nothing after the layouts knows which layout a row came from, nothing before the grammar knows the
form's order, the model knows nobody but the exceptions. A new module or folder needs a line in `MAY_IMPORT`.
"""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from tests.paths import ROOT

SRC = ROOT / "src"
NAME = "govinfo_report"

STAGES = (
    "source",
    "sections",
    "layouts",
    "labels",
    "grammar",
    "claims",
    "align",
    "match",
    "model",
    "checks",
    "export",
)

# The folders and modules directly under the package, and those of them that each may import.
# Itself and `_version` are free to all. "" is the package's own __init__, i.e. its public names.
MAY_IMPORT: dict[str, set[str]] = {
    "_version": set(),
    "model": {"errors"},
    "official": set(),
    "source": {"model", "errors"},
    "findings": {"model"},
    "labels": {"model", "official"},
    "sections": {"model", "source", "official", "labels", "findings"},
    "identity": {"model", "source", "official", "labels", "findings", "sections"},
    "cutting": {"source", "official", "sections", "identity"},
    "layouts": {"model", "source", "labels"},
    "grammar": {"model", "official", "labels", "findings"},
    "claims": {"model", "official", "labels", "grammar"},
    "align": {"model", "official", "labels", "grammar", "findings"},
    "match": {"model", "official", "grammar", "findings", "guard"},
    "checks": {"model", "official", "findings", "grammar"},
    "export": {"model", "official", "errors", "findings", "form_view", "form_grid"},
    "workbook": {"model", "official", "errors", "findings", "export", "form_view", "form_grid"},
    "errors": set(),
    "guard": set(),
    "verification": set(),  # checks what the library did: it knows none of it
    "renderings": {"align", "findings", "identity", "table_rows"},
    "screening": {"identity", "source", "errors"},
    "form_grid": {"official", "grammar"},
    "form_view": {"model", "official", "grammar", "errors"},
    "comparison": {"model"},
    "panel": {
        *("model", "official", "grammar", "form_view", "export", "errors", "workbook", "findings"),
    },
    "completeness": {"model", "source", "official", "findings", "sections", "identity", "grammar"},
}
ABOVE_PIPELINE = {
    *("cli", "testing", "__main__", "reading", "streaming", "corpus", "engines", "evidence"),
    "receipts",
}
# Those that stand above the flow may import anything but these.
MAY_NOT_IMPORT: dict[str, set[str]] = {
    "judging": {*ABOVE_PIPELINE, "pipeline", "form_reader"},
    "table_rows": {*ABOVE_PIPELINE, "pipeline", "form_reader", "judging"},
    "form_reader": {*ABOVE_PIPELINE, "pipeline", "claims", "sections", "identity", "cutting"},
    "pipeline": ABOVE_PIPELINE,
    "reading": {"cli", "testing", "__main__", "evidence", "streaming", "corpus", "engines"},
    "streaming": ABOVE_PIPELINE - {"streaming", "receipts"} | {"export"},
    "corpus": {"cli", "testing", "__main__", "evidence", "engines"},
    "engines": {"cli", "testing", "__main__", "evidence"},
    "evidence": {"cli", "testing", "__main__", "engines"},
    "receipts": {"cli", "testing", "__main__", "engines", "evidence", "streaming", "corpus"},
    "cli": {"__main__", "engines"},
    "__main__": {"testing"},
    "testing": {"cli", "__main__"},
    "": {"__main__"},
}

# The modules of align: each may import those before it.
ALIGN_ORDER = (
    "cells",
    "grid",
    "order",
    "extra",
    "headings",
    "misprints",
    "units",
    "list_heads",
    "glued",
    "away_from_labels",
    "aligned",
    "other_form",
    "lines",
    "known",
    "table",
    "__init__",
)

EVERYWHERE = {"attr", "attrs"}
INSIDE_FUNCTIONS = {"lark", "regex"}  # 0.11 s and 0.045 s: loaded at first use, not at import
ONLY_IN = {"click": {"cli"}, "rich": {"cli"}, "hypothesis": {"testing"}}
# Packages of extras, loaded at first use: only in these parts, and there inside functions.
EXTRAS = {
    "pyarrow": {"export", "corpus", "engines", "panel", "cli", "testing"},
    "pandas": {"export", "engines", "panel"},
    "polars": {"export", "engines"},
    "duckdb": {"engines", "panel"},
    "pyspark": {"engines"},
    "xlsxwriter": {"workbook"},
    "zstandard": {"corpus"},
}
# Parts that are loaded only where a function asks for them: `synth` makes copies up, `panel` needs an extra; a report
# gives itself in another form, as a page, as a receipt, and to who draws it.
LAZY = {
    ("cli", "testing"),
    ("cli", "panel"),
    *(("model", part) for part in ("export", "evidence", "cli", "receipts")),
}
# An exception carries a report.
ONLY_TYPES = {("errors", "model")}
READS_FILES = {
    "fastwarc",
    "olefile",
    "pypdfium2",
    "rapidocr",
    "striprtf",
    "xlrd",
}  # in functions of source/ and of what checks receipts alone: extras


When = Literal["load", "call", "typing"]


class Import(NamedTuple):
    """One import: the full name of the module or member, the line (from 1), and when it runs."""

    name: str
    line: int
    when: When


def iter_modules() -> Iterator[Path]:
    """Yield each Python file of the library, its path relative to src/."""
    for file in sorted((SRC / NAME).rglob("*.py")):
        yield file.relative_to(SRC)


def part_of(module: Path) -> str:
    """Return what stands directly under the package: "layouts", "pipeline"; "" for __init__."""
    part = module.with_suffix("").parts[1]
    return "" if part == "__init__" else part


def iter_imports(node: ast.AST, folder: list[str], when: When = "load") -> Iterator[Import]:
    """Yield the imports below a node of the syntax tree.

    Args:
        node: the module, or a node in it.
        folder: the dotted name of the folder that the module stands in, split; relative imports
            are counted from it.
        when: "load" when the node runs as its module is imported, "call" inside functions,
            "typing" under `if TYPE_CHECKING`.
    """
    match node:
        case ast.Import():
            for alias in node.names:
                yield Import(alias.name, node.lineno, when)
        case ast.ImportFrom():
            base = folder[: len(folder) - node.level + 1] if node.level else []
            base = [*base, *(node.module.split(".") if node.module else [])]
            for alias in node.names:
                yield Import(".".join([*base, alias.name]), node.lineno, when)
        case ast.Call(
            func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            yield Import(name, node.lineno, when)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
            when = "call" if when == "load" else when
        case ast.If(
            test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"),
            body=body,
            orelse=otherwise,
        ):
            for statement in body:
                yield from iter_imports(statement, folder, "typing")
            for statement in otherwise:
                yield from iter_imports(statement, folder, when)
            return
    for child in ast.iter_child_nodes(node):
        yield from iter_imports(child, folder, when)


def imported_part(name: str) -> str:
    """Return which part of the library a full name lies in; "" for the package's own names."""
    part = f"{name}.".split(".")[1]
    return part if part in MAY_IMPORT or part in MAY_NOT_IMPORT else ""


def is_allowed(part: str, found: Import) -> bool:
    """Tell whether a part of the library may hold this import."""
    top = found.name.split(".")[0]
    if top == NAME:
        wanted = imported_part(found.name)
        if wanted in {part, "_version"}:
            return True
        if (part, wanted) in LAZY:
            return found.when != "load"
        if (part, wanted) in ONLY_TYPES:
            return found.when == "typing"
        if part in MAY_NOT_IMPORT:
            lazy = part != "" or found.when != "load"  # `import govinfo_report` loads little
            return lazy and wanted not in MAY_NOT_IMPORT[part]
        return wanted in MAY_IMPORT[part]
    if top in INSIDE_FUNCTIONS:
        return found.when != "load"
    if top in READS_FILES:
        reads = {"source"} | ({"verification"} if top in ("pypdfium2", "xlrd") else set())
        return part in reads and found.when != "load"
    if top in ONLY_IN:
        return part in ONLY_IN[top]
    if top in EXTRAS:
        return part in EXTRAS[top] and found.when != "load"
    return top in EVERYWHERE or top in sys.stdlib_module_names


def faults(module: Path, code: str) -> list[str]:
    """Return one message for each import that a module must not hold.

    Args:
        module: its path, relative to src/.
        code: its source.
    """
    part = part_of(module)
    if part not in MAY_IMPORT and part not in MAY_NOT_IMPORT:
        return [f"src/{module.as_posix()}:1: {part} has no line in MAY_IMPORT"]
    folder = list(module.parent.parts)
    return [
        f"src/{module.as_posix()}:{found.line}: {part or '__init__'} must not import {found.name}"
        + {"load": " at module level", "call": " in a function", "typing": " for types"}[found.when]
        for found in iter_imports(ast.parse(code), folder)
        if not is_allowed(part, found)
    ]


def test_every_import_is_allowed() -> None:
    """Each module imports only what the table gives its part of the library."""
    modules = list(iter_modules())
    assert modules
    found = [
        fault
        for module in modules
        for fault in faults(module, (SRC / module).read_text(encoding="utf-8"))
    ]
    assert not found, "\n" + "\n".join(found)


def test_only_the_pipeline_names_every_stage() -> None:
    """`pipeline.py`, with the reader of one form below it, imports every stage of the flow, and nothing else does."""
    parts: dict[str, set[str]] = {}
    for module in iter_modules():
        tree = ast.parse((SRC / module).read_text(encoding="utf-8"))
        imports = list(iter_imports(tree, list(module.parent.parts)))
        found = {imported_part(each.name) for each in imports if each.name.startswith(NAME)}
        parts[module.as_posix()] = found
    whole = parts.pop(f"{NAME}/pipeline.py") | parts.pop(f"{NAME}/form_reader.py")
    assert whole.issuperset(STAGES)
    assert not [module for module, found in parts.items() if found.issuperset(STAGES)]


def later_parts(module: Path, code: str) -> list[str]:
    """Return the imports of a module of align that stand behind it in ``ALIGN_ORDER``.

    Args:
        module: its path, relative to src/.
        code: its source.
    """
    own = ALIGN_ORDER.index(module.with_suffix("").parts[2])
    names = [each.name.split(".") for each in iter_imports(ast.parse(code), [*module.parent.parts])]
    parts = [name[2] for name in names if name[:2] == [NAME, "align"] and len(name) > 2]
    return [part for part in parts if part not in ALIGN_ORDER or ALIGN_ORDER.index(part) > own]


def test_align_is_built_in_order() -> None:
    """Each part of align imports only those before it, so that what reads a row knows no table's story."""
    modules = [module for module in iter_modules() if module.parts[1] == "align"]
    found = {
        module.as_posix(): later_parts(module, (SRC / module).read_text(encoding="utf-8"))
        for module in modules
    }
    assert {module.with_suffix("").parts[2] for module in modules} == set(ALIGN_ORDER)
    assert not {module: parts for module, parts in found.items() if parts}
    wrong = "from govinfo_report.align.lines import LineAligner"
    assert later_parts(Path(NAME, "align", "order.py"), wrong) == ["lines"]


def test_table_keeps_the_sentences() -> None:
    """The table itself has no circle, hides layouts and order, and lets the model know nobody."""
    assert list(TopologicalSorter(MAY_IMPORT).static_order())
    assert set(STAGES) <= set(MAY_IMPORT)
    assert MAY_IMPORT["model"] == {"errors"}
    assert not [part for part, others in MAY_IMPORT.items() if "layouts" in others]
    before = STAGES[: STAGES.index("grammar")]
    assert not [part for part in before if "grammar" in MAY_IMPORT[part]]


@pytest.mark.parametrize(
    ("module", "code", "line", "forbidden"),
    [
        (
            "model/cells.py",
            "import os\nimport govinfo_report.official\n",
            2,
            "govinfo_report.official",
        ),
        ("checks/sums.py", "from govinfo_report.layouts.base import Row", 1, "govinfo_report.layo"),
        ("checks/sums.py", "from govinfo_report import layouts", 1, "govinfo_report.layouts"),
        ("checks/sums.py", "from govinfo_report import parse", 1, "govinfo_report.parse"),
        ("checks/sums.py", "import govinfo_report", 1, "govinfo_report"),
        ("checks/sums.py", "from ..layouts import base", 1, "govinfo_report.layouts.base"),
        ("checks/__init__.py", "from .. import layouts", 1, "govinfo_report.layouts"),
        ("sections.py", "from .grammar import order", 1, "govinfo_report.grammar.order"),
        ("labels.py", "def f():\n    from govinfo_report import grammar", 2, "govinfo_report.gram"),
        ("labels.py", "if TYPE_CHECKING:\n    from .grammar import G", 2, "govinfo_report.grammar"),
        ("labels.py", "import_module('govinfo_report.align')", 1, "govinfo_report.align"),
        ("pipeline.py", "from govinfo_report.cli import main", 1, "govinfo_report.cli.main"),
        ("cli/show.py", "from govinfo_report import testing", 1, "govinfo_report.testing"),
        ("testing.py", "from govinfo_report import cli", 1, "govinfo_report.cli"),
        ("__init__.py", "from .model import Report", 1, "govinfo_report.model.Report"),
        ("labels.py", "import regex", 1, "regex"),
        ("grammar/load.py", "class G:\n    from lark import Lark", 2, "lark.Lark"),
        ("source/html.py", "def f():\n    import lxml.html", 2, "lxml.html"),
        ("export/table.py", "import rich", 1, "rich"),
        ("export/table.py", "import pyarrow", 1, "pyarrow"),
        ("streaming/cells.py", "def f():\n    import pyarrow", 2, "pyarrow"),
        ("streaming/cells.py", "from govinfo_report import corpus", 1, "govinfo_report.corpus"),
        ("source/pdf.py", "import pypdfium2", 1, "pypdfium2"),
        ("layouts/pdf.py", "def f():\n    import pypdfium2", 2, "pypdfium2"),
        ("verification.py", "from govinfo_report.model import Cell", 1, "govinfo_report.model"),
        (
            "verification.py",
            "def f():\n    from govinfo_report import source",
            2,
            "govinfo_report.s",
        ),
        ("verification.py", "def f():\n    import olefile", 2, "olefile"),
        ("official.py", "from hypothesis import strategies", 1, "hypothesis.strategies"),
        ("new.py", "", 1, "new has no line in MAY_IMPORT"),
    ],
)
def test_bad_import_is_caught(module: str, code: str, line: int, forbidden: str) -> None:
    """A forbidden import is caught, however it is written, with its file, line and name."""
    (message,) = faults(Path(NAME, module), code)
    assert message.startswith(f"src/{NAME}/{module}:{line}: ")
    assert forbidden in message


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("labels/known.py", "import json\nimport attrs\nfrom attr import define"),
        (
            "labels/known.py",
            "from . import wording\nfrom ..official import rows\nfrom .. import official",
        ),
        ("labels/known.py", "def f():\n    import regex\n    from lark import Lark"),
        ("labels/known.py", "if TYPE_CHECKING:\n    import regex"),
        ("export/dicts.py", "from govinfo_report._version import __version__"),
        ("pipeline.py", "from govinfo_report import align, checks, layouts, sections"),
        ("cli/__init__.py", "import click, rich.table\nimport govinfo_report as gr\ngr.parse"),
        ("cli/synth.py", "def f():\n    from govinfo_report.testing import corpus"),
        ("export/table.py", "def f():\n    import pyarrow"),
        ("testing/contract.py", "from hypothesis import given\nfrom govinfo_report import parse"),
        ("source/doc.py", "def f():\n    import olefile"),
        ("verification.py", "def f():\n    import pypdfium2"),
        ("__init__.py", "from ._version import __version__"),
        ("__init__.py", "def f():\n    from .model import Report"),
        ("__main__.py", "from govinfo_report.cli import main"),
    ],
)
def test_good_import_is_not_caught(module: str, code: str) -> None:
    """An import that the table allows gives no message."""
    assert not faults(Path(NAME, module), code)
