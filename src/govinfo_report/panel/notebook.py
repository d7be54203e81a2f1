"""What a notebook shows of a panel: its tables with their rows, and what was found; in the language of the locale."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from govinfo_report.errors import locale_language
from govinfo_report.panel.rules import panel_data
from govinfo_report.panel.tables import panel_tables

if TYPE_CHECKING:
    from govinfo_report.panel.panel import Panel

MOST_CODES = 8
"""Codes of findings that are listed with an example each, the commonest first."""


def panel_html(panel: Panel) -> str:
    """Give a panel as a notebook shows it; fits a screen, however large the panel is."""
    lang = locale_language()
    counts = ", ".join(f"(select count(*) from ({panel.query(name)}))" for name in panel_tables())
    (numbers,) = panel.engine.rows(f"select {counts}")
    tables = [
        (name, number, panel_data("tables")[name][lang])
        for name, number in zip(panel_tables(), numbers, strict=True)
    ]
    message = "message_zh" if lang == "zh" else "message"
    found = panel.engine.rows(
        f"select code, count(*) as found, min({message}) from ({panel.query('findings')}) made "
        "group by code order by found desc, code"
    )
    return f"<div>{_table(tables)}{_table(list(islice(found, MOST_CODES)))}</div>"


def _table(rows: list[tuple[Any, ...]]) -> str:
    lines = (
        f"<tr><td><code>{escape(name)}</code></td><td>{number:,}</td>"
        f'<td style="text-align: left">{escape(words)}</td></tr>'
        for name, number, words in rows
    )
    return f"<table>{''.join(lines)}</table>\n" if rows else ""
