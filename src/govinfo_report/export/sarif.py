"""Findings as SARIF 2.1.0, the format in which programs that show findings take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any
from urllib.parse import quote

from attrs import asdict

from govinfo_report._version import __version__
from govinfo_report.export.finding_table import place_of
from govinfo_report.findings.rules import rules
from govinfo_report.model import Finding, Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write_sarif(found: Iterable[tuple[Report, Finding]], file: IO[str], lang: str = "en") -> None:
    """Write findings as one run, a result a line, as they come.

    Args:
        found: reports, each with one of its findings.
        file: where to.
        lang: the language of messages, ``en`` or ``zh``.
    """
    driver = {
        "name": "govinfo-report",
        "version": __version__,
        "language": "zh-CN" if lang == "zh" else "en-US",
        "rules": [_rule(code, lang) for code in rules()],
    }
    file.write(f'{{"$schema": {json.dumps(SCHEMA)}, "version": "2.1.0", "runs": [{{\n')
    file.write(f'"tool": {json.dumps({"driver": driver}, ensure_ascii=False)},\n')
    file.write('"columnKind": "unicodeCodePoints",\n"results": [')
    index = {code: at for at, code in enumerate(rules())}
    between = "\n"
    for report, item in found:
        result = {"ruleId": item.code, "ruleIndex": index[item.code], **_result(report, item, lang)}
        file.write(between + json.dumps(result, ensure_ascii=False))
        between = ",\n"
    file.write("\n]\n}]}\n")


def _rule(code: str, lang: str) -> dict[str, Any]:
    rule = rules()[code]
    return {
        "id": code,
        "fullDescription": {"text": rule.meaning(lang)},
        "help": {"text": rule.remedy(lang)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: Report, item: Finding, lang: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(report.source or "-", safe="/")}}
    }
    if item.line is not None:
        region: dict[str, Any] = {"startLine": item.line}
        if item.start is not None and item.end is not None:
            region |= {"charOffset": item.start, "charLength": item.end - item.start}
        location["physicalLocation"]["region"] = region
    if item.cells:
        location["logicalLocations"] = [
            {"fullyQualifiedName": path, "kind": "element"} for path in item.cells
        ]
    place = place_of(report, item)
    about = {
        "organization": report.organization,
        "year": report.year,
        "verdict": item.verdict,
        "reason": item.reason,
        **(asdict(place) if place is not None else {}),
    }
    return {
        "level": _LEVELS[item.severity],
        "message": {"text": item.text(lang)},
        "locations": [location],
        "properties": {name: value for name, value in about.items() if value is not None},
    }
