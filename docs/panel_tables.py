"""Writes docs/panel_tables.md from the data of the panel: python docs/panel_tables.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from govinfo_report.panel import panel_catalogue, panel_tables
from govinfo_report.panel.rules import panel_data


def page() -> str:
    """Give the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Tables, findings and measures of a panel"
    yield ""
    yield "Written by `docs/panel_tables.py` from the data in `src/govinfo_report/panel/`."
    yield "How they are made: [panels](panel.md)."
    yield ""
    yield "## Findings"
    yield ""
    yield "| code | severity | what it says | 说明 |"
    yield "| --- | --- | --- | --- |"
    for code, entry in panel_catalogue().items():
        yield f"| `{code}` | {entry['severity']} | {entry['en']} | {entry['zh']} |"
    yield ""
    yield "## Chains"
    yield ""
    yield "| code | this year | the year before | added and taken away | why |"
    yield "| --- | --- | --- | --- | --- |"
    for chain in panel_data("chains")["chain"]:
        terms = [f"+ `{path}`" for path in chain.get("plus", ())]
        terms += [f"- `{path}`" for path in chain.get("minus", ())]
        terms += [f"+ `{path}` of the year before" for path in chain.get("plus_before", ())]
        cells = f"`{chain['now']}` | `{chain['before']}` | {', '.join(terms)}"
        yield f"| `{chain['code']}` | {cells} | {chain['source']} |"
    yield ""
    yield "## Indicators"
    yield ""
    yield "| id | | 名称 | formula |"
    yield "| --- | --- | --- | --- |"
    for name, entry in panel_data("indicators").items():
        yield f"| `{name}` | {entry['en']} | {entry['zh']} | {entry['source']} |"
    yield ""
    yield "## Measures"
    yield ""
    yield "Every cell is a measure, under its path. These are made of several cells, or of other cells in"
    yield "another edition."
    yield ""
    yield "| id | cells by edition | source |"
    yield "| --- | --- | --- |"
    crosswalk = panel_data("crosswalk")
    for group in crosswalk["group"]:
        row = f"{group['table']}.{group['row']}.*"
        yield f"| `{row}` | the lines of the group, by column | {group['source']} |"
    for measure in crosswalk["measure"]:
        cells = "; ".join(
            f"{edition}: {' + '.join(f'`{path}`' for path in paths)}"
            for edition, paths in measure["editions"].items()
        )
        yield f"| `{measure['id']}` | {cells} | {measure['source']} |"
    yield ""
    yield "What looks alike and is not comparable:"
    yield ""
    yield "| cells | why | 原因 |"
    yield "| --- | --- | --- |"
    for entry in crosswalk["apart"]:
        cells = ", ".join(f"`{path}`" for path in entry["cells"])
        yield f"| {cells} | {entry['en']} | {entry['zh']} |"
    for name, columns in panel_tables().items():
        words = panel_data("tables")[name]
        yield ""
        yield f"## The table {name}"
        yield ""
        yield f"{words['en']} {words['zh']}"
        yield ""
        yield "| column | type | what it holds | 说明 |"
        yield "| --- | --- | --- | --- |"
        for column in columns:
            yield f"| `{column.name}` | {column.type} | {column.en} | {column.zh} |"


if __name__ == "__main__":
    Path(__file__).with_suffix(".md").write_text(page(), encoding="utf-8")
